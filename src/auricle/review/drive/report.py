"""The four answers: is it loud enough, does the source change it, is there hiss, is it safe."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from auricle.devices import (
    Plugged,
    class_source,
    gain_settings,
    gain_steps,
    load_classes,
    plug_in,
)
from auricle.dossier import Impression, Product, Source
from auricle.drive import (
    CREST_DB,
    Equalisation,
    Hiss,
    Reach,
    Required,
    ResponseChange,
    damping_factor,
    gain_db,
    hiss,
    level_at_dbspl,
    loudness_verdict,
    reach,
    required,
    response_change,
)
from auricle.metrics import Electrical
from auricle.review.drive.listening import (
    Exposure,
    PlayerLimits,
    at_full_volume,
    at_peaks,
    player_limits,
    volume_for_a_week,
)

__all__ = [
    "LINE_V",
    "DriveQuestion",
    "DriveReport",
    "GainNeeded",
    "GainSetting",
    "Match",
    "VolumePosition",
    "class_matches",
    "drive_report",
    "loudness_dbspl",
    "match",
]


LINE_V = 2.0
"""Full scale of the line output of a usual converter: what compact disc players gave. [V RMS]"""


@dataclass(frozen=True, slots=True, eq=False)
class DriveQuestion:
    """How loud, through which equaliser, and how careful."""

    level_dbspl: float = 110.0  # of peaks: RMS level of the sine that has the same peak
    crest_db: float = CREST_DB
    equalisation: Equalisation | None = None
    mode: str = "adult"  # of ITU-T H.870


@dataclass(frozen=True, slots=True)
class GainSetting:
    """One setting of a source's gain and how loud it plays."""

    name: str
    level_dbspl: float
    is_enough: bool


@dataclass(frozen=True, slots=True)
class GainNeeded:
    """Gain from a source at line level, and the least setting of an amplifier that has it."""

    gain_db: float  # re `LINE_V`
    setting: str | None  # None where no setting is enough, or none is stated
    setting_db: float | None


@dataclass(frozen=True, slots=True)
class VolumePosition:
    """Where the volume stands when the level is reached."""

    below_full_db: float  # 0 or more
    shown_db: float | None  # what the device's display says there; None where it has none


@dataclass(frozen=True, slots=True)
class Match:
    """One headphone on one source."""

    plugged: Plugged
    reach: Reach | None  # None where an impedance would be needed and is not known
    change: ResponseChange | None
    hiss: Hiss | None
    full: Exposure | None  # at full volume

    @property
    def loudness(self) -> str:
        """Whether it is loud enough: yes, probably, probably not, no or not known."""
        return "not known" if self.reach is None else loudness_verdict(self.reach)


@dataclass(frozen=True, slots=True, eq=False)
class DriveReport:
    """All that is said of one headphone, on one source if one was named."""

    product: Product | None  # None where figures were given by hand
    day: date | None
    question: DriveQuestion
    electrical: Electrical
    required: Required
    max_input_dbspl: float | None  # level at the power that the maker allows
    at_peaks: Exposure
    match: Match | None
    limits: PlayerLimits
    damping: float | None  # infinite on an ideal source
    needed_gain_db: float | None  # re the source's full scale
    settings: tuple[GainSetting, ...]
    gain: GainNeeded
    volume: VolumePosition | None
    safe_below_full_db: float | None  # at which 40 hours a week are allowed
    sources: tuple[Source, ...]  # of the headphone's figures, then of the device's
    impressions: tuple[Impression, ...] = ()  # of listeners, on what drives it


def match(found: Electrical, plugged: Plugged, question: DriveQuestion) -> Match:
    """One headphone on one source.

    Parameters
    ----------
    found, plugged
        The headphone and the source.
    question
        Level and equaliser.
    """
    headphone, source = found.headphone, plugged.source
    reached = reach(
        headphone,
        source,
        level_dbspl=question.level_dbspl,
        equalisation=question.equalisation,
    )
    return Match(
        plugged=plugged,
        reach=reached,
        change=response_change(headphone, source),
        hiss=hiss(headphone, source, field_db=found.field.noise_db),
        full=None if reached is None else at_full_volume(found, reached),
    )


def class_matches(found: Electrical, question: DriveQuestion) -> tuple[Match, ...]:
    """A headphone on each usual class of sources, least loud first.

    The standard source of IEC 61938 is none of them: nobody has it.
    """
    kinds = [kind for kind in load_classes().values() if kind.is_usual]
    matches = [match(found, class_source(kind), question) for kind in kinds]
    return tuple(sorted(matches, key=loudness_dbspl))


def loudness_dbspl(one: Match) -> float:
    """Largest level in dB SPL, 0 where it is not known: to sort by."""
    return one.reach.level_dbspl.value if one.reach else 0.0


def drive_report(
    found: Electrical,
    plugged: Plugged | None,
    question: DriveQuestion,
    *,
    product: Product | None,
    day: date | None,
    impressions: tuple[Impression, ...] = (),
) -> DriveReport:
    """What a headphone takes, and the four answers for a source.

    Parameters
    ----------
    found
        The headphone.
    plugged
        The source; None for what the headphone needs alone.
    question
        Level and equaliser.
    product, day
        Whose figures they are and as of when; None where they were given by hand.
    impressions
        What listeners report of it; those of its drive are kept, beside the figures.
    """
    one = None if plugged is None else match(found, plugged, question)
    reached = one.reach if one else None
    full = one.full if one else None
    references = plugged.figures if plugged else ()
    return DriveReport(
        product=product,
        day=day,
        question=question,
        electrical=found,
        required=required(
            found.headphone, level_dbspl=question.level_dbspl, crest_db=question.crest_db
        ),
        max_input_dbspl=_max_input_dbspl(found),
        at_peaks=at_peaks(found, level_dbspl=question.level_dbspl, crest_db=question.crest_db),
        match=one,
        limits=player_limits(found, plugged, full),
        damping=_damping(found, plugged),
        needed_gain_db=None if reached is None else -reached.headroom_db,
        settings=() if plugged is None else _settings(found, plugged, question),
        gain=_gain(found, plugged, question),
        volume=None if one is None else _volume(one),
        safe_below_full_db=None if full is None else volume_for_a_week(full, mode=question.mode),
        sources=_sources(found, [figure.source for figure in references]),
        impressions=tuple(heard for heard in impressions if heard.aspect == "drive"),
    )


def _sources(found: Electrical, of_device: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys([*found.sources, *of_device]))


def _max_input_dbspl(found: Electrical) -> float | None:
    power_w, ohm = found.headphone.max_power_w, found.rated_ohm
    if power_w is None or ohm is None:
        return None
    sensitivity = found.headphone.sensitivity_db_per_v.value
    return level_at_dbspl(sensitivity, voltage_v=math.sqrt(power_w * ohm))


def _damping(found: Electrical, plugged: Plugged | None) -> float | None:
    if plugged is None or found.rated_ohm is None:
        return None
    return damping_factor(found.rated_ohm, source_ohm=plugged.source.output_ohm.value)


def _settings(
    found: Electrical, plugged: Plugged, question: DriveQuestion
) -> tuple[GainSetting, ...]:
    """How loud each setting of the device's gain plays, least first."""
    device, output = plugged.device, plugged.output
    if device is None or output is None:
        return ()
    result = []
    for name in gain_settings(output):
        reached = match(found, plug_in(device, output, gain=name), question).reach
        if reached is not None:
            level = reached.level_dbspl.value
            result.append(GainSetting(name, level, level >= question.level_dbspl))
    return tuple(result)


def _gain(found: Electrical, plugged: Plugged | None, question: DriveQuestion) -> GainNeeded:
    """Gain that an amplifier must have behind a usual line output."""
    headphone, equalisation = found.headphone, question.equalisation
    needs = required(headphone, level_dbspl=question.level_dbspl, crest_db=question.crest_db)
    preamp_db = 0.0 if equalisation is None else equalisation.safe_preamp_db
    wanted_db = gain_db(needs.voltage_v.value, source_v=LINE_V) - preamp_db
    steps = () if plugged is None or plugged.output is None else gain_steps(plugged.output)
    enough = [(name, step_db) for name, step_db in steps if step_db >= wanted_db]
    name, step_db = enough[0] if enough else (None, None)
    return GainNeeded(wanted_db, name, step_db)


def _volume(one: Match) -> VolumePosition | None:
    """Where the volume stands; None where full volume does not reach the level."""
    if one.reach is None or one.reach.headroom_db < 0.0:
        return None
    below = one.reach.headroom_db
    device = one.plugged.device
    shows = device.volume if device else None
    return VolumePosition(below, None if shows is None else shows.at_full - below)
