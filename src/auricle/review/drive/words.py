"""The answers in words."""

from collections.abc import Sequence

from auricle.devices import Plugged
from auricle.drive import Exposure, Reach, ResponseChange
from auricle.estimate import Estimate
from auricle.review.drive.report import DriveReport, Match
from auricle.wording import figure, frequency, plain, significant, time_text, up

__all__ = [
    "NOT_ADVICE",
    "amplifier_words",
    "change_cell",
    "change_words",
    "db",
    "exposure_words",
    "hiss_cell",
    "hiss_words",
    "hours_words",
    "level_cell",
    "loudness_words",
    "named",
    "ohm",
    "volts",
]

NOT_ADVICE = (
    "Figures of hearing protection, not medical advice: ears differ, and who hears ringing",
    "or dull afterwards was listening too loud.",
)
"""What stands under every figure of exposure, in lines."""

_NEEDS_IMPEDANCE = "the impedance of the headphone would be needed"
_LIMITS = {
    "voltage": "its voltage",
    "current": "its current",
    "power": "what it gives into this load",
    "clipping": "the equaliser's preamp",
}


def db(level: Estimate) -> str:
    """A level with its standard uncertainty where it has one, without unit.

    Examples
    --------
    >>> db(Estimate(107.02, 2.0)), db(Estimate(107.02, 0.0))
    ('107.0 ± 2.0', '107.0')
    """
    if level.uncertainty == 0.0:
        return figure(level.value, 1)
    return f"{figure(level.value, 1)} ± {figure(level.uncertainty, 1)}"


def volts(voltage_v: float) -> str:
    """A voltage with three digits, in the prefix that people use.

    Examples
    --------
    >>> volts(2.818), volts(0.063), volts(3.2e-6)
    ('2.82 V', '63.0 mV', '3.20 µV')
    """
    if voltage_v >= 0.1:
        return f"{significant(voltage_v, 3)} V"
    if voltage_v >= 1e-4:
        return f"{significant(1e3 * voltage_v, 3)} mV"
    return f"{significant(1e6 * voltage_v, 3)} µV"


def ohm(low: float, high: float) -> str:
    """An impedance, or the span of one.

    Examples
    --------
    >>> ohm(0.3, 1.0), ohm(120.0, 120.0), ohm(0.0, 1.0)
    ('0.3 to 1 Ω', '120 Ω', 'up to 1 Ω')
    """
    if low == high:
        return f"{plain(low)} Ω"
    return f"up to {plain(high)} Ω" if low == 0.0 else f"{plain(low)} to {plain(high)} Ω"


def loudness_words(found: Reach | None, verdict: str) -> str:
    """Whether it is loud enough.

    Examples
    --------
    >>> from auricle.drive import ProgrammeNoise
    >>> noise = ProgrammeNoise(0.6, 2.0)
    >>> reached = Reach(Estimate(107.02, 2.0), 2.0, "voltage", -2.98, 0.0, 0.0, 0.0, noise)
    >>> loudness_words(reached, "probably not")
    'probably not: 107.0 ± 2.0 dB at full scale, 3.0 dB short of 110; its voltage ends it'
    """
    if found is None:
        return f"not known: {_NEEDS_IMPEDANCE}"
    least = "at least " if found.is_least else ""
    wanted = f"{round(found.level_dbspl.value - found.headroom_db, 9):g}"
    apart = figure(abs(found.headroom_db), 1)
    side = f"{'at most ' if found.is_least else ''}{apart} dB short of {wanted}"
    if found.headroom_db >= 0.0:
        side = f"{least}{apart} dB more than {wanted}"
    ends = f"{_LIMITS[found.limit]} ends it"
    return f"{verdict}: {least}{db(found.level_dbspl)} dB at full scale, {side}; {ends}"


def change_words(change: ResponseChange | None) -> str:
    """Whether the source changes the response."""
    if change is None:
        return "not known: the impedances of headphone and source would be needed"
    ends = sorted((abs(change.low_db), abs(change.high_db)))
    if ends[1] == 0.0:
        return "no: it has no output impedance"
    if change.basis == "bound":
        return (
            f"{change.verdict}: at most {up(ends[1], 2)} dB, whatever the impedance does over "
            "frequency"
        )
    sign = "+" if change.largest_db >= 0.0 else "-"
    span = f"{sign}{figure(abs(change.largest_db), 2)} dB"
    if figure(ends[0], 2) != figure(ends[1], 2):
        span = f"{span} ({sign}{figure(ends[0], 2)} to {sign}{figure(ends[1], 2)})"
    return f"{change.verdict}: {span} at {frequency(change.largest_hz or 0.0)}"


def hiss_words(one: Match) -> str:
    """Whether the noise of the source is heard."""
    found, noise = one.hiss, one.plugged.source.noise_v
    if found is None and noise is not None and noise.value > 0.0:
        return f"not known: {_NEEDS_IMPEDANCE}"
    if found is None:
        return "not known: no noise of the source is stated"
    where = "re a diffuse field" if found.is_field else "at the eardrum"
    whose = "; the noise is that of its class" if found.is_assumed else ""
    low, high = figure(found.low_dba, 0), figure(found.high_dba, 0)
    span = f" ({low} to {high})" if low != high else ""
    return f"{found.verdict}: {figure(found.level_dba, 0)} dBA {where}{span}{whose}"


def hours_words(hours: float | None, *, most: float = 168.0, is_most: bool = False) -> str:
    """Hours as people say them; `is_most` of those that are allowed at most, if not fewer.

    Examples
    --------
    >>> hours_words(4.0), hours_words(0.2), hours_words(1000.0), hours_words(None)
    ('4 h', '12 min', 'all the time', 'none')
    >>> hours_words(4.0, is_most=True), hours_words(1000.0, is_most=True)
    ('at most 4 h', 'not known')
    """
    if hours is None:
        return "none"
    if is_most:
        return "not known" if hours >= most else f"at most {hours_words(hours, most=most)}"
    if hours >= most:
        return "all the time"
    return time_text(hours)


def exposure_words(found: Exposure, *, mode: str = "adult") -> str:
    """A level of programme and how long it may be listened to in a week.

    Examples
    --------
    >>> from auricle.drive import exposure_at
    >>> exposure_words(exposure_at(Estimate(90.0, 1.0)))
    '90.0 ± 1.0 dBA, 4 h a week (2.7 h to 5.8 h)'
    """
    hours = found.hours_a_week(mode)
    level = f"{figure(found.level_dba.value, 1)} ± {figure(found.level_dba.uncertainty, 1)} dBA"
    level = f"at least {level}" if found.is_least else level
    if hours is None or found.adult_hours is None or found.adult_range_hours is None:
        return f"{level}, beyond every rule"
    ratio = hours / found.adult_hours
    low, high = (hours_words(ratio * end) for end in found.adult_range_hours)
    span = "" if low == high else f" ({low} to {high})"
    if found.is_least and hours >= 168.0:
        return f"{level}; how long that is safe is not known"
    said = hours_words(hours, is_most=found.is_least)
    return f"{level}, {said}{'' if hours >= 168.0 else ' a week'}{span}"


def amplifier_words(report: DriveReport, matches: Sequence[Match]) -> tuple[str, ...]:
    """Whether a headphone needs an amplifier, by what it takes and what usual sources give.

    Parameters
    ----------
    report
        Of the headphone; the impedance alone decides nothing.
    matches
        It on usual sources, least loud first.

    Returns
    -------
    tuple of str
        Lines without a full stop.
    """
    needs, found = report.required, report.electrical
    takes = f"{volts(needs.voltage_v.value)}"
    if needs.current_ma is not None:
        takes += f" and {significant(needs.current_ma, 2)} mA"
    sensitivity = figure(found.headphone.sensitivity_db_per_v.value, 1)
    why = f"at {sensitivity} dB/V {needs.level_dbspl:g} dB SPL takes {takes}"
    if found.rated_ohm is not None:
        why += f"; the {plain(found.rated_ohm)} Ω alone do not decide it"
    known = [one for one in matches if one.reach is not None]
    enough = [one for one in known if one.loudness in {"yes", "probably"}]
    short = [one for one in known if one.loudness in {"probably not", "no"}]
    said = [] if known or not matches else [f"not known: {_NEEDS_IMPEDANCE}"]
    if enough:
        first = enough[0]
        answer = "yes" if _is_amplifier(first) else "no"
        is_sure = first.loudness == "yes" and all(one.loudness == "no" for one in short)
        lead = answer if is_sure else f"probably {answer.replace('no', 'not')}"
        word = "is" if first.loudness == "yes" else "probably is"
        said.append(f"{lead}: {_one(first)} {word} enough, with {_apart(first)} to spare")
    elif short:
        said.append("yes, a strong one: no usual source is enough")
    if short:
        last = short[-1]
        word = "is" if last.loudness == "no" else "probably is"
        said.append(f"{_one(last)} {word} {_apart(last)} short")
    if report.product is not None and "wireless" in report.product.connection:
        said.append("this is by its cable: without it its own amplifier plays")
    return (*said, why)


def _is_amplifier(match: Match) -> bool:
    kind = match.plugged.kind
    return kind is not None and kind.is_amplifier


def _apart(match: Match) -> str:
    headroom_db = match.reach.headroom_db if match.reach else 0.0
    return f"{figure(abs(headroom_db), 1)} dB"


def _one(match: Match) -> str:
    """A source in a sentence, with its voltage and what that stands behind."""
    source = match.plugged.source
    gives = f"{plain(source.full_scale_v)} V behind {plain(source.output_ohm.value)} Ω"
    return f"{named(match.plugged)} ({gives})"


def named(plugged: Plugged) -> str:
    """A source in a sentence: one of its class, or the device by its name."""
    if plugged.kind is not None and plugged.device is None:
        return plugged.kind.one
    return plugged.source.name


def change_cell(one: Match) -> str:
    """The change of the response in a cell of a table; a bound is one for the whole range."""
    change = one.change
    if change is None:
        return "?"
    if change.basis != "bound":
        return figure(abs(change.largest_db), 1)
    most_db = max(abs(change.low_db), abs(change.high_db))
    return f"< {up(most_db, 1)}" if most_db > 0.0 else "0.0"


def level_cell(value: float, *, is_least: bool) -> str:
    """A level or a distance in dB in a cell of a table, marked where it may be more.

    Examples
    --------
    >>> level_cell(82.61, is_least=True)
    '≥ 82.6'
    """
    return f"{'≥ ' if is_least else ''}{figure(value, 1)}"


def hiss_cell(one: Match) -> str:
    """The hiss in a cell of a table."""
    return "?" if one.hiss is None else one.hiss.verdict
