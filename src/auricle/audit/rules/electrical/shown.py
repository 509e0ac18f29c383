"""How findings and examples of this group are shown."""

from auricle.audit.finding import Related
from auricle.audit.reading import Review, Span
from auricle.audit.rules.rule import Example, Excerpt

__all__ = ["related", "science"]


def related(review: Review, span: Span) -> Related:
    """A place that a finding speaks of besides its own."""
    line, _ = review.text.place(span.start)
    return Related(review.file, line, review.text.content[span.start : span.end])


def science(text: str) -> Example:
    """An example that stands in the section on scientific validity."""
    return (Excerpt("science", f"$$ \\Large \\text{{0.7}} $$\n\n{text}"),)
