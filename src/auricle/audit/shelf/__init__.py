"""What the rules across reviews know of each review: little enough for thousands of them."""

from auricle.audit.shelf.comparators import WITH_MORE, Comparator, own_currency
from auricle.audit.shelf.digest import Digest, digest_of
from auricle.audit.shelf.figures import Figure, PartFigures
from auricle.audit.shelf.shelf import Shelf

__all__ = [
    "WITH_MORE",
    "Comparator",
    "Digest",
    "Figure",
    "PartFigures",
    "Shelf",
    "digest_of",
    "own_currency",
]
