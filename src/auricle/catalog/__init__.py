"""Many dossiers: built-in and the user's own."""

from auricle.catalog.extras import (
    Accessory,
    ExchangeRate,
    StatutoryRight,
    exchange_rate,
    newest_rate,
    rate_stands,
    rights_on,
)
from auricle.catalog.find import find_product
from auricle.catalog.load import Catalog, brand_slug, built_in_catalog, load_catalog

__all__ = [
    "Accessory",
    "Catalog",
    "ExchangeRate",
    "StatutoryRight",
    "brand_slug",
    "built_in_catalog",
    "exchange_rate",
    "find_product",
    "load_catalog",
    "newest_rate",
    "rate_stands",
    "rights_on",
]
