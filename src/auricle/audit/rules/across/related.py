"""Places and days that rules across reviews speak of."""

from datetime import date

from auricle.audit.finding import Related
from auricle.audit.place import Place
from auricle.audit.shelf import Comparator, Digest

__all__ = ["days_apart", "money", "rating_text", "see"]


def see(place: Place, text: str) -> Related:
    """Another review's place, with what stands there."""
    return Related(place.file, place.line, text)


def days_apart(one: Digest, other: Digest) -> int | None:
    """Days between two reviews; None where one of them has no day."""
    if not (one.day and other.day):
        return None
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)


def rating_text(one: Digest) -> str:
    """The six numbers of a rating as front matter writes them."""
    return f"[{', '.join(f'{number:.1f}' for number in one.rating)}]"


def money(comparator: Comparator) -> str:
    """Price of a comparator with its currency."""
    return f"{comparator.price:,.10g} {comparator.currency}"
