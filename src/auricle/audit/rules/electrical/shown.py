"""How examples of this group are shown."""

from auricle.audit.rules.rule import Example, Excerpt

__all__ = ["science"]


def science(text: str) -> Example:
    """An example that stands in the section on scientific validity."""
    return (Excerpt("science", f"$$ \\Large \\text{{0.7}} $$\n\n{text}"),)
