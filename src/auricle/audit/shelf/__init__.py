"""What the rules across reviews know of each review: little enough for thousands of them."""

from auricle.audit.shelf.comparators import Comparator
from auricle.audit.shelf.digest import Digest, digest_of
from auricle.audit.shelf.figures import Figure, PartFigures
from auricle.audit.shelf.shelf import Shelf

__all__ = [
    "Comparator",
    "Digest",
    "Figure",
    "PartFigures",
    "Shelf",
    "digest_of",
]
