"""All reviews of a run, and how rules find one among them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from auricle.audit.shelf.digest import Digest

__all__ = ["Shelf"]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The reviews of a run, in the order of their files."""

    digests: tuple[Digest, ...]

    @property
    def current(self) -> Mapping[tuple[str, str], Digest]:
        """The newest five-axis review of each product, by language and key of its name."""
        return _current(self)


@lru_cache(maxsize=2)
def _current(shelf: Shelf) -> Mapping[tuple[str, str], Digest]:
    by_product: dict[tuple[str, str], list[Digest]] = defaultdict(list)
    for one in shelf.digests:
        if one.kind == "five-axis" and one.layout == "product" and one.key:
            by_product[one.language, one.key].append(one)
    return {
        product: max(versions, key=lambda one: (one.day, not one.is_kept_version))
        for product, versions in by_product.items()
    }
