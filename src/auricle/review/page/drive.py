"""What drives a product, and how long it may be listened to, as the page shows it."""

from dataclasses import dataclass

from auricle.devices import load_classes
from auricle.drive import Exposure, at_peaks
from auricle.metrics import electrical
from auricle.rating import Rating
from auricle.review.drive.report import (
    DriveQuestion,
    DriveReport,
    Match,
    class_matches,
    drive_report,
)
from auricle.review.drive.words import (
    NOT_ADVICE,
    amplifier_words,
    change_cell,
    hiss_cell,
    hours_words,
    named,
)
from auricle.review.page.phrases import by_wire, leaning
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import clause, figure, listed, plain, sentence_case, significant, spread

__all__ = [
    "DriveView",
    "HoursRow",
    "ListeningView",
    "SourceRow",
    "drive_paragraphs",
    "drive_views",
    "easy_v",
    "usual_v",
]

_QUIET_DBSPL, _LIVELY_DBSPL = 100.0, 110.0  # peaks of music played moderately, and loud


def easy_v() -> float:
    """What the weakest usual source gives: a phone adapter limited for the EU, in V RMS."""
    return load_classes()["phone"].voltage_v[1]


def usual_v() -> float:
    """What a usual phone adapter gives, in V RMS."""
    return load_classes()["dongle"].voltage_v[1]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one class of sources makes of it."""

    name: str
    voltage: str
    level: str
    enough: str  # yes, probably, probably not, no
    change: str  # of the response
    hiss: str


@dataclass(frozen=True, slots=True)
class DriveView:
    """What 110 dB SPL takes, and what usual sources reach."""

    needs: tuple[tuple[str, str], ...]  # name and value
    answer: tuple[str, ...]  # whether it needs an amplifier, in sentences
    rows: tuple[SourceRow, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...]  # of the sensitivity
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HoursRow:
    """How long a level may be listened to."""

    what: str
    level: str
    adult: str
    sensitive: str
    a_day: str  # NIOSH


@dataclass(frozen=True, slots=True)
class ListeningView:
    """How long it may be listened to, at the levels of peaks and on usual sources."""

    rows: tuple[HoursRow, ...]
    basis: str
    warning: str
    references: tuple[int, ...]  # of the sensitivity and of the response


def drive_views(
    rating: Rating, references: References
) -> tuple[DriveView, ListeningView] | tuple[None, None]:
    """Drive and exposure of a product; None for both where its sensitivity is not known."""
    found = electrical(rating.subject)
    if found is None:
        return None, None
    question = DriveQuestion(level_dbspl=_LIVELY_DBSPL)
    report = drive_report(found, None, question, product=rating.dossier.product, day=rating.day)
    matches = class_matches(found, question)
    drive = _drive_view(report, matches, rating, references)
    return drive, _listening_view(report, matches, references)


def drive_paragraphs(drive: DriveView, listening: ListeningView) -> tuple[Paragraph, ...]:
    """The same in a few sentences, for a page that has no tables."""
    first, *others = drive.answer
    said = (f"Does it need an amplifier? {first}", *others, *drive.doubts)
    needs = tuple(Sentence(text, drive.references) for text in said)
    hours = [f"{clause(row.what)} ({row.level}) {row.adult}" for row in listening.rows[:2]]
    safely = (
        Sentence(
            "Listening safely, for adults by the weekly allowance of the WHO and ITU (H.870): "
            f"{listed(hours)} a week",
            drive.references,
        ),
        Sentence(listening.warning),
    )
    return needs, safely


def _drive_view(
    report: DriveReport, matches: tuple[Match, ...], rating: Rating, references: References
) -> DriveView:
    found, needs = report.electrical, report.required
    rows = [
        ("Sensitivity", spread(found.sensitivity)),
        ("Voltage for 110 dB SPL", spread(rating.metrics["drive-voltage"])),
    ]
    if found.rated_ohm is not None:
        rows.insert(1, ("Impedance", f"{plain(found.rated_ohm)} Ω"))
    if needs.current_ma is not None and needs.power_mw is not None:
        rows += [
            ("Current for it", f"{significant(needs.current_ma, 2)} mA"),
            ("Power for it", f"{significant(needs.power_mw, 2)} mW"),
        ]
    leans = leaning(rating, found.sensitivity.proxy)
    note = f"All follow from the sensitivity{by_wire(rating)}{leans}"
    impedance = (
        "How the response changes is a bound (<) from the rated impedance and the highest output "
        "impedance of each kind"
        if found.impedance_basis is None
        else f"How the response changes follows from the impedance: {found.impedance_basis}"
    )
    return DriveView(
        needs=tuple(rows),
        answer=tuple(sentence_case(line) for line in amplifier_words(report, matches)),
        rows=tuple(_source_row(one) for one in matches),
        notes=(note, impedance),
        doubts=tuple(d for d in found.doubts if "reads as if it were" in d),
        references=tuple(sorted(references.cite(found.sources))),
    )


def _source_row(one: Match) -> SourceRow:
    level = "not known"
    if one.reach is not None:
        least = "at least " if one.reach.is_least else ""
        level = f"{least}{figure(one.reach.level_dbspl.value, 1)} dB SPL"
    return SourceRow(
        name=one.plugged.source.name,
        voltage=f"{plain(one.plugged.source.full_scale_v)} V",
        level=level,
        enough=one.loudness,
        change=f"{change_cell(one)} dB",
        hiss=hiss_cell(one),
    )


def _listening_view(
    report: DriveReport, matches: tuple[Match, ...], references: References
) -> ListeningView:
    found, crest_db = report.electrical, report.question.crest_db
    rows = [
        _hours_row(
            f"Music with peaks of {level:g} dB SPL",
            at_peaks(found.field, level_dbspl=level, crest_db=crest_db),
        )
        for level in (_QUIET_DBSPL, _LIVELY_DBSPL)
    ]
    rows += [
        _hours_row(f"Full volume of {named(one.plugged)}", one.full)
        for one in matches
        if one.full is not None
    ]
    basis = (
        f"A-weighted levels re a diffuse field, {found.field.basis}; of music with a crest factor "
        f"of {crest_db:g} dB, and at full volume of the programme noise of EN 50332, 10 dB below "
        "full scale"
    )
    cited = tuple(sorted(references.cite(found.sources)))
    return ListeningView(tuple(rows), basis, " ".join(NOT_ADVICE).rstrip("."), cited)


def _hours_row(what: str, exposure: Exposure) -> HoursRow:
    is_least = exposure.is_least
    return HoursRow(
        what=what,
        level=f"{'at least ' if is_least else ''}{figure(exposure.level_dba.value, 1)} dBA",
        adult=hours_words(exposure.adult_hours, is_most=is_least),
        sensitive=hours_words(exposure.sensitive_hours, is_most=is_least),
        a_day=hours_words(exposure.niosh_hours, most=24.0, is_most=is_least),
    )
