"""Phrases that several parts of a page share."""

from auricle.metrics import MetricResult
from auricle.rating import Rating

__all__ = ["by_wire", "leaning", "noun", "sibling_words"]


def noun(rating: Rating) -> str:
    """What the product is, with its article."""
    product = rating.dossier.product
    kind = product.kind if product.form == "earbud" else f"{product.kind} headphone"
    if "wireless" in product.connection:
        kind = f"wireless {kind}"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def by_wire(rating: Rating) -> str:
    """A reminder that a figure is that of the cable; empty for what has nothing else."""
    return " by wire" if "wireless" in rating.dossier.product.connection else ""


def leaning(rating: Rating, proxy: str | None) -> str:
    """That figures of a sibling are in it, as an end of a phrase; empty where none are."""
    return f" (with figures of its sibling {rating.subject.sibling_name(proxy)})" if proxy else ""


def sibling_words(rating: Rating, metric: MetricResult) -> str:
    """Whose evidence it is, where it is not the product's own; begins with a blank."""
    return f" of its sibling {rating.subject.sibling_name(metric.proxy)}" if metric.proxy else ""
