"""The four answers: is it loud enough, does the source change it, is there hiss, is it safe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from auricle.devices import (
    Plugged,
    choose_output,
    class_source,
    gain_settings,
    gain_steps,
    load_classes,
    plug_in,
)
from auricle.dossier import Impression, Product, Source
from auricle.drive import (
    CREST_DB,
    PLAYER_LOAD_OHM,
    Equalisation,
    Exposure,
    Headphone,
    Hiss,
    PlayerLimits,
    Reach,
    Required,
    ResponseChange,
    at_full_volume,
    at_peaks,
    damping_factor,
    gain_db,
    hiss,
    loudness_verdict,
    max_input_dbspl,
    player_limits,
    reach,
    required,
    response_change,
    volume_for_a_week_db,
)
from auricle.drive import Source as DeviceSource
from auricle.metrics import Electrical

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
    is_enough: bool | None  # None where it is not, but may be more
    is_least: bool = False  # whether the level may be more


@dataclass(frozen=True, slots=True)
class GainNeeded:
    """Gain from a source at line level, and the least setting of an amplifier that has it."""

    gain_db: float | None  # re `LINE_V`; None where its own loss is not known
    setting: str | None  # None where no setting is enough, or none is stated
    setting_db: float | None


@dataclass(frozen=True, slots=True)
class VolumePosition:
    """Where the volume stands when the level is reached."""

    below_full_db: float  # 0 or more
    shown_db: float | None  # what the device's display says there; None where none is known


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
        full=None
        if reached is None
        else at_full_volume(headphone, found.field, reached, equalisation=question.equalisation),
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
    headphone, field = found.headphone, found.field
    one = None if plugged is None else match(found, plugged, question)
    reached = one.reach if one else None
    full = one.full if one else None
    needs = required(headphone, level_dbspl=question.level_dbspl, crest_db=question.crest_db)
    references = plugged.figures if plugged else ()
    return DriveReport(
        product=product,
        day=day,
        question=question,
        electrical=found,
        required=needs,
        max_input_dbspl=max_input_dbspl(headphone),
        at_peaks=at_peaks(field, level_dbspl=question.level_dbspl, crest_db=question.crest_db),
        match=one,
        limits=_limits(found, plugged, question),
        damping=_damping(found, plugged),
        needed_gain_db=None if reached is None else -reached.headroom_db,
        settings=() if plugged is None else _settings(found, plugged, question),
        gain=_gain(headphone, needs, one, question),
        volume=None if one is None else _volume(one),
        safe_below_full_db=None if full is None else volume_for_a_week_db(full, mode=question.mode),
        sources=_sources(found, [figure.source for figure in references]),
        impressions=tuple(heard for heard in impressions if heard.aspect == "drive"),
    )


def _sources(found: Electrical, of_device: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys([*found.sources, *of_device]))


def _limits(found: Electrical, plugged: Plugged | None, question: DriveQuestion) -> PlayerLimits:
    """Limits of EN 50332, which knows no equaliser and asks what a player gives into 32 Ω."""
    player = full = None
    if plugged is not None:
        player = plugged.source
        if plugged.output is not None and not plugged.output.is_for(PLAYER_LOAD_OHM):
            player = _at_32_ohm(plugged)
        full = match(found, plugged, replace(question, equalisation=None)).full
    return player_limits(found.headphone, found.field, player=player, full=full)


def _at_32_ohm(plugged: Plugged) -> DeviceSource | None:
    """The output that a device which switches by load has for the load of the standard."""
    if plugged.device is None:
        return None
    output = choose_output(plugged.device, impedance_ohm=PLAYER_LOAD_OHM)
    gain = plugged.gain if plugged.gain in gain_settings(output) else None
    return plug_in(plugged.device, output, gain=gain, given=plugged.given).source


def _damping(found: Electrical, plugged: Plugged | None) -> float | None:
    if plugged is None or found.rated_ohm is None:
        return None
    return damping_factor(found.rated_ohm, source_ohm=plugged.source.output_ohm.value)


def _settings(
    found: Electrical, plugged: Plugged, question: DriveQuestion
) -> tuple[GainSetting, ...]:
    """How loud each setting of the device's gain plays, least first.

    None of them where the voltage was given: it is that of one setting, and says nothing of others.
    """
    device, output, given = plugged.device, plugged.output, plugged.given
    if device is None or output is None or given.has_voltage:
        return ()
    result = []
    for name in gain_settings(output):
        at_setting = plug_in(device, output, gain=name, given=given)
        reached = match(found, at_setting, question).reach
        if reached is not None:
            level = reached.level_dbspl.value
            is_enough = level >= question.level_dbspl
            may_be_enough = reached.is_least and not is_enough
            enough = None if may_be_enough else is_enough
            result.append(GainSetting(name, level, enough, reached.is_least))
    return tuple(result)


def _gain(
    headphone: Headphone, needs: Required, one: Match | None, question: DriveQuestion
) -> GainNeeded:
    """Gain that an amplifier must have behind a usual line output, its own loss made up for."""
    equalisation = question.equalisation
    preamp_db = 0.0 if equalisation is None else equalisation.safe_preamp_db
    lost_db = one.plugged.source.lost_db(headphone) if one else 0.0
    if lost_db is None:
        return GainNeeded(None, None, None)
    wanted_db = gain_db(needs.voltage_v.value, source_v=LINE_V) - preamp_db + lost_db
    output = one.plugged.output if one else None
    steps = () if output is None else gain_steps(output)
    enough = [(name, step_db) for name, step_db in steps if step_db >= wanted_db]
    name, step_db = enough[0] if enough else (None, None)
    return GainNeeded(wanted_db, name, step_db)


def _volume(one: Match) -> VolumePosition | None:
    """Where the volume stands; None where full volume does not reach the level."""
    if one.reach is None or one.reach.headroom_db < 0.0:
        return None
    below = one.reach.headroom_db
    device = one.plugged.device
    shows = device.volume if device and not one.reach.is_least else None
    return VolumePosition(below, None if shows is None else shows.shown_db(below))
