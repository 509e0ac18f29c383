"""Sources as references of a page, numbered in the order of their first use."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from auricle.dossier import Source

__all__ = ["References", "describe_source"]


def describe_source(source: Source) -> str:
    """A source in one line: who, what, when, and through whom we know it.

    Examples
    --------
    >>> describe_source(Source("a/b", "AKG", "Cut sheet", "manufacturer"))
    'AKG, "Cut sheet", undated'
    """
    parts = [source.publisher, f'"{source.title}"']
    if source.rig:
        parts.append(f"rig: {source.rig}")
    if source.relays:
        parts.append(f"passing on {source.relays}")
    if source.published:
        parts.append(f"published {source.published}")
    if source.accessed:
        parts.append(f"accessed {source.accessed}")
    if not source.published and not source.accessed:
        parts.append("undated" if source.known_by is None else f"known by {source.known_by}")
    if source.via:
        parts.append(f"as cited by {source.via.publisher}, {source.via.day or 'undated'}")
    return ", ".join(parts)


@dataclass
class References:
    """Numbers sources as they are first cited."""

    numbers: dict[str, int] = field(default_factory=dict)  # by description and address
    sources: list[Source] = field(default_factory=list)

    def cite(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Numbers of the sources, new ones given to those not cited before."""
        result = []
        for source in sources:
            key = f"{describe_source(source)} {source.url}"
            if key not in self.numbers:
                self.sources.append(source)
                self.numbers[key] = len(self.sources)
            result.append(self.numbers[key])
        return tuple(dict.fromkeys(result))
