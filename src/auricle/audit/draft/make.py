"""A first dossier from a published review."""

from collections.abc import Iterator
from dataclasses import replace

from auricle.audit.draft.checked import checked
from auricle.audit.draft.entry import Doubt, Draft, Entry, line_of
from auricle.audit.draft.facts import read_facts
from auricle.audit.draft.findings import Abilities, read_abilities, read_findings
from auricle.audit.draft.header import Known, read_header
from auricle.audit.draft.prices import comparators, read_prices
from auricle.audit.draft.sources import read_sources
from auricle.audit.draft.years import read_year
from auricle.audit.reading import Review

__all__ = ["draft_review"]

_NOTHING = Known()


def draft_review(review: Review, known: Known = _NOTHING) -> Draft:
    r"""What a review says of its product, for a person to check.

    Of a review that is not in English, the draft has no more than product and sources.

    Parameters
    ----------
    review
        A published review.
    known
        What is known beside it.

    Raises
    ------
    DraftError
        If the review does not say what every dossier needs.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "# Acme One\n\nAn open-back, over-ear headphone.\n"
    >>> draft_review(read_review("one.md", text)).product.keys["model"]
    'One'
    """
    header = read_header(review, known)
    form, connection = header.keys["form"], header.keys["connection"]
    sources = read_sources(review, brand=header.keys["brand"], publisher=known.publisher)
    if review.language is None or review.language.code != "en":
        return Draft(header, sources.entries, (), (), tuple(_unread(review)))
    facts, unsure_facts = read_facts(review, sources, form=form)
    findings, unsure_findings = read_findings(review, sources, form=form, connection=connection)
    prices, unsure_prices = read_prices(review, sources)
    abilities = read_abilities(review, form=form, connection=connection)
    told = (*read_year(review, sources), *findings, *prices)
    entries, refused = checked(told, sources.entries)
    doubts = (*unsure_facts, *unsure_findings, *abilities.doubts, *unsure_prices, *refused)
    return Draft(
        _with_abilities(header, abilities),
        sources.entries,
        (*facts, *entries),
        comparators(review),
        tuple(sorted(dict.fromkeys(doubts), key=lambda one: one.line)),
    )


def _unread(review: Review) -> Iterator[Doubt]:
    """What is not read of a review in another language: no words tell what a figure is."""
    field = review.field("lang")
    line = line_of(review, field.span.start) if field else 1
    reason = "facts, findings and prices are read from English alone"
    yield Doubt(line, f"lang: {review.value('lang')}", reason)


def _with_abilities(header: Entry, abilities: Abilities) -> Entry:
    keys = {**header.keys, "functions": list(abilities.has)}
    if abilities.lacks:
        keys["lacks"] = list(abilities.lacks)
    return replace(header, keys=keys, remarks=(*header.remarks, *abilities.remarks))
