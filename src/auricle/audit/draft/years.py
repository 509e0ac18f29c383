"""The year in which a product came out, as a review tells it."""

import re
from collections.abc import Iterator
from itertools import islice

from auricle.audit.draft.context import cited_for, is_in, stranger
from auricle.audit.draft.entry import Entry, line_of, shown
from auricle.audit.draft.sources import SourceList
from auricle.audit.reading import Review, Span

__all__ = ["read_year"]

_MOST = 100  # years that are looked at: no review has more
# English words. A month or a day may stand before the year.
_RELEASED = re.compile(
    r"\b(?:released|launched|introduced|debuted|came out|(?:its|the) (?:release|launch|debut))"
    r"(?: (?:in|on|during|back in|by))?"
    r"(?: (?:early|mid|late|the (?:spring|summer|autumn|fall|winter) of))?"
    r"(?:[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?)?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?,?)?(?:,? (?:of )?)[ -]?"
    r"(?P<year>19[5-9]\d|20[0-4]\d)(?![\d–-]|/\d)",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:company|brand|manufacturer|founded|established|technolog\w+|firmware|app|codec|patent\w*"
    r"|re-?released|series was|line was|lineup was|update[sd]?|remake|since then|anniversary"
    r"|plan\w*"
    r"|expected|version)\b[^;,]{0,80}$",
    re.IGNORECASE,
)


def read_year(review: Review, sources: SourceList) -> Iterator[Entry]:
    r"""Years of release that the review states of its product, each once.

    Examples
    --------
    >>> from auricle.audit.draft.sources import read_sources
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "# Acme One\n\nThe One was released in May 2019.\n")
    >>> [one] = read_year(review, read_sources(review, brand="Acme"))
    >>> one.keys["value"]
    2019
    """
    seen = set()
    left_out = [
        one.body for one in review.sections if one.part in {"cost_performance", "references"}
    ]
    for match in islice(_RELEASED.finditer(review.prose), _MOST):
        span, year = Span(*match.span()), int(match["year"])
        is_outside = not is_in(left_out, span.start)
        before = review.prose[review.sentence_at(span.start).start : span.start]
        if year in seen or not is_outside or _OF_SOMETHING_ELSE.search(before[-200:]):
            continue
        if stranger(review, span) is None:
            seen.add(year)
            line = line_of(review, span.start)
            keys = {
                "quantity": "release-year",
                "value": year,
                "unit": "year",
                "kind": "specified",
                "source": cited_for(review, sources, span).key,
            }
            remark = f'line {line}: "{shown(review, span)}", relayed by the review'
            yield Entry("facts", keys, line, (remark,), shown(review, span))
