"""What differs between the languages that reviews are written in: titles and words of form."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["AXES", "LANGUAGES", "PARTS", "Language", "language_of"]

AXES = ("science", "technology", "cost_performance", "reliability", "rationality")
PARTS = ("overview", *AXES, "advice")  # the sections of a five-axis review, in their order


@dataclass(frozen=True, slots=True)
class Language:
    """Titles that sections have, by part."""

    code: str
    titles: Mapping[str, str]
    references: str  # title of the list of references


LANGUAGES: Mapping[str, Language] = {
    "en": Language(
        "en",
        {
            "overview": "Overview",
            "science": "Scientific Validity",
            "technology": "Technology Level",
            "cost_performance": "Cost-Performance",
            "reliability": "Reliability & Support",
            "rationality": "Rationality of Design Philosophy",
            "advice": "Advice",
        },
        "References",
    ),
    "ja": Language(
        "ja",
        {
            "overview": "概要",
            "science": "科学的有効性",
            "technology": "技術レベル",
            "cost_performance": "コストパフォーマンス",
            "reliability": "信頼性・サポート",
            "rationality": "設計思想の合理性",
            "advice": "アドバイス",
        },
        "参考情報",
    ),
}


def language_of(code: str) -> Language | None:
    """Language of a code like ``en`` or ``en-GB``; None where we do not know its titles.

    Examples
    --------
    >>> language_of("en-GB").titles["advice"]
    'Advice'
    """
    return LANGUAGES.get(code.split("-", maxsplit=1)[0].lower())
