"""What listeners report, with what may have led them astray; never scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auricle.dossier import Impression, Listening
from auricle.review.references import References
from auricle.review.sentences import Sentence
from auricle.wording import clause, listed, money, sentence_case

__all__ = ["ListenerReport", "listener_reports", "report_sentences"]

_NOT_SAID = "how they listened is not said"


@dataclass(frozen=True, slots=True)
class ListenerReport:
    """What one source reports, and under which conditions."""

    who: str
    references: tuple[int, ...]
    context: tuple[str, ...]  # how they listened
    confounds: tuple[str, ...]  # what else may explain what they report
    notes: tuple[tuple[str, str], ...]  # for, against or neutral; what


def listener_reports(
    impressions: Sequence[Impression], names: Mapping[str, str], references: References
) -> tuple[ListenerReport, ...]:
    """Impressions by listener, those of one listener together.

    Parameters
    ----------
    impressions
        Of one product.
    names
        Slug of a product -> its name, for what it was compared with.
    references
        Sources are numbered here as they are cited.
    """
    groups: dict[tuple[str, str], list[Impression]] = {}
    for impression in impressions:
        key = impression.listening.key if impression.listening else ""
        groups.setdefault((impression.source.id, key), []).append(impression)
    return tuple(_report(group, names, references) for group in groups.values())


def _report(
    group: Sequence[Impression], names: Mapping[str, str], references: References
) -> ListenerReport:
    source, how = group[0].source, group[0].listening
    compared = list(dict.fromkeys(i.compared_with for i in group if i.compared_with))
    others = [names.get(slug, slug) for slug in compared]
    chains = list(dict.fromkeys(i.chain for i in group if i.chain))
    return ListenerReport(
        who=source.publisher,
        references=references.cite([source]),
        context=tuple(_context(how, chains, others)),
        confounds=tuple(_confounds(how, is_comparison=bool(compared))),
        notes=tuple((i.polarity, f"{sentence_case(i.aspect)}: {i.note}") for i in group),
    )


def _context(how: Listening | None, chains: Sequence[str], others: Sequence[str]) -> list[str]:
    lines = [f"listened through: {chain}" for chain in chains]
    if how is not None and how.chain:
        lines.append(f"listened through: {how.chain}")
    if others:
        lines.append(f"compared with: {listed(list(others))}")
    if how is not None:
        lines += [f"level: {how.level_habit}"] if how.level_habit else []
        pair = f"{how.condition} pair" if how.condition else "pair"
        if how.paid is not None and how.currency is not None:
            lines.append(f"{pair}, bought for {money(how.paid, how.currency)}")
        elif how.condition:
            lines.append(pair)
        lines += [how.note] if how.note else []
    return lines


def _confounds(how: Listening | None, *, is_comparison: bool) -> list[str]:
    """What is known to confound, then what nobody says."""
    if how is None:
        return [_NOT_SAID]
    known = []
    if how.level_matched == "no":
        known.append("levels were not matched")
    if how.blind == "no":
        known.append("sighted (the listener knew which was playing)")
    if how.listeners == 1:
        known.append("one listener")
    if how.condition in {"used", "refurbished"}:
        known.append(f"a {how.condition} pair")
    unsaid = [
        words
        for words, value, matters in (
            ("whether levels were matched", how.level_matched, is_comparison),
            ("whether it was blind", how.blind, True),
            ("how many listened", how.listeners, True),
        )
        if value is None and matters
    ]
    return [*known, *([f"not said: {listed(unsaid)}"] if unsaid else [])]


def report_sentences(report: ListenerReport) -> tuple[Sentence, ...]:
    """A report as sentences of the published form."""
    context = f" ({'; '.join(report.context)})" if report.context else ""
    intro = [Sentence(f"{sentence_case(report.who)} reports{context}", report.references)]
    if report.confounds:
        intro.append(Sentence(f"To be read with care: {', '.join(report.confounds)}"))
    notes = (
        Sentence(f"{sentence_case(polarity)}, {clause(what)}") for polarity, what in report.notes
    )
    return (*intro, *notes)
