"""A published review as it was written, with the place of everything in it."""

from auricle.audit.reading.front_matter import Field, FrontMatter
from auricle.audit.reading.references import Reference
from auricle.audit.reading.review import Citation, Review, Score, Section, read_review
from auricle.audit.reading.scores import rating_of, score_of, stated_score_of
from auricle.audit.reading.text import Span, Text

__all__ = [
    "Citation",
    "Field",
    "FrontMatter",
    "Reference",
    "Review",
    "Score",
    "Section",
    "Span",
    "Text",
    "rating_of",
    "read_review",
    "score_of",
    "stated_score_of",
]
