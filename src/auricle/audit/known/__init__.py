"""What Auricle's catalog knows of the product of a review."""

from auricle.audit.known.names import KnownProducts, known_products
from auricle.audit.known.product import KnownProduct, known_product

__all__ = ["KnownProduct", "KnownProducts", "known_product", "known_products"]
