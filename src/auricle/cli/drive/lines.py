"""The answers of ``auricle drive`` as lines of text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from auricle.cli.text import hz_text, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auricle.devices import Plugged
    from auricle.drive import PlayerLimits, Reach, ResponseChange, Span
    from auricle.review.drive.report import DriveReport, GainNeeded, GainSetting

__all__ = [
    "evidence_lines",
    "folded",
    "headphone_lines",
    "needs_lines",
    "report_lines",
    "source_lines",
]

_WIDTH = 100  # columns, but for tables that need more


def folded(text: str, *, begin: str = "  ", further: str = "    ") -> list[str]:
    """A text in lines that fit, the first after `begin`, the others after `further`."""
    return textwrap.wrap(
        text, _WIDTH, initial_indent=begin, subsequent_indent=further, break_on_hyphens=False
    )


def _named(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names with a text each, as a table of two columns of which the second is folded."""
    width = max((len(name) for name, _ in rows), default=0) + 2
    lines = []
    for name, text in rows:
        lines += folded(text, begin=name.ljust(width), further=" " * width)
    return lines


def report_lines(report: DriveReport) -> list[str]:
    """One headphone, alone or on one source."""
    lines = [*headphone_lines(report), "", *needs_lines(report)]
    if report.match is not None:
        lines += ["", *_source_lines(report), "", *_answer_lines(report)]
    return [*lines, "", *_listening_lines(report), *evidence_lines(report)]


def headphone_lines(report: DriveReport) -> list[str]:
    """What is known of a headphone."""
    from auricle.review.drive.words import db, ohm
    from auricle.wording import plain

    found, product = report.electrical, report.product
    headphone = found.headphone
    lines = []
    if product is not None:
        lines += [f"{product.name}  ({product.slug})", f"as of {report.day}", ""]
    impedance = "impedance not known"
    if found.rated_ohm is not None:
        impedance = f"{plain(found.rated_ohm)} Ω"
    sensitivity = f"{db(headphone.sensitivity_db_per_v)} dB/V at {hz_text(headphone.reference_hz)}"
    lines.append(f"Headphone: {sensitivity}, {impedance}")
    if found.impedance_basis is not None and headphone.range_ohm is not None:
        low, high = headphone.range_ohm
        lines += folded(f"{ohm(low, high)} over frequency: {found.impedance_basis}")
    for remark in found.doubts:
        lines += folded(remark)
    return lines


def needs_lines(report: DriveReport) -> list[str]:
    """What the level takes."""
    from auricle.review.drive.words import volts
    from auricle.wording import figure

    needs = report.required
    sensitivity = report.electrical.headphone.sensitivity_db_per_v
    low, high = needs.range_v
    span = f" ({volts(low)} to {volts(high)})" if sensitivity.uncertainty > 0.0 else ""
    rows = [["  voltage", f"{volts(needs.voltage_v.value)} RMS{span}, peaks {volts(needs.peak_v)}"]]
    if needs.current_ma is not None and needs.power_mw is not None:
        rows.append(["  current", _milli(needs.current_ma, "A")])
        rows.append(["  power", _milli(needs.power_mw, "W")])
    programme = figure(needs.programme_dbspl, 0)
    head = (
        f"Peaks of {needs.level_dbspl:g} dB SPL take (music with a crest factor of "
        f"{needs.crest_db:g} dB then has {programme} dB SPL RMS)"
    )
    lines = [head, *table(rows)]
    if report.max_input_dbspl is not None and report.electrical.headphone.max_power_w is not None:
        power = _milli(1000.0 * report.electrical.headphone.max_power_w, "W")
        level = f"{figure(report.max_input_dbspl, 0)} dB SPL"
        lines.append(f"  its maker allows {power}: {level}")
    return lines


def _milli(thousandths: float, unit: str) -> str:
    """Thousandths of a unit with three digits, in the prefix that suits them.

    Examples
    --------
    >>> _milli(23.5, "A"), _milli(0.00791, "A"), _milli(3.88e-6, "W"), _milli(1500.0, "W")
    ('23.5 mA', '7.91 µA', '3.88 nW', '1.50 W')
    """
    from auricle.wording import significant

    prefixes = (("", 1e3), ("m", 1.0), ("µ", 1e-3), ("n", 1e-6))
    prefix, size = next((one for one in prefixes if thousandths >= one[1]), prefixes[-1])
    return f"{significant(thousandths / size, 3)} {prefix}{unit}"


def _source_lines(report: DriveReport) -> list[str]:
    assert report.match is not None  # noqa: S101  # asked for only with a source
    return source_lines(report.match.plugged)


def source_lines(plugged: Plugged) -> list[str]:
    """What is known of a source."""
    from auricle.review.drive.words import ohm, volts
    from auricle.wording import plain

    source, output = plugged.source, plugged.output
    circuit = f", {output.circuit}" if output else ""
    gain = f", gain {plugged.gain}" if plugged.gain else ""
    gives = []
    if source.open_circuit_v is not None:
        span = source.open_circuit_v
        text = volts(span.value)
        if span.is_assumed and span.low < span.high:
            text += f" ({volts(span.low)} to {volts(span.high)})"
        gives.append(f"{text} open")
    gives += [f"{volts(v)} into {plain(load)} Ω" for load, v in source.at_loads]
    if source.current_a is not None:
        gives.append(_current_words(source.current_a))
    lines = [f"Source: {source.name}{circuit}{gain}", *folded(f"gives {', '.join(gives)}")]
    if not (source.output_ohm.is_assumed and source.output_ohm.high == 0.0):
        assumed = "; of its class, not stated" if source.output_ohm.is_assumed else ""
        impedance = ohm(source.output_ohm.low, source.output_ohm.high)
        lines.append(f"  output impedance {impedance}{assumed}")
    if source.noise_v is not None:
        span = source.noise_v
        text = (
            volts(span.value)
            if span.low == span.high
            else f"{volts(span.low)} to {volts(span.high)}"
        )
        assumed = "; of its class, not stated" if span.is_assumed else ""
        lines.append(f"  noise {text} A-weighted{assumed}")
    for remark in (*plugged.remarks, *_figure_remarks(plugged)):
        lines += folded(remark)
    return lines


def _figure_remarks(plugged: Plugged) -> list[str]:
    """Under what conditions figures hold, and what was noted of them."""
    remarks = []
    for figure in plugged.figures:
        said = [text for text in (figure.condition, figure.note) if text]
        if said:
            remarks.append(f"{figure.stated} ({figure.kind}): {'; '.join(said)}")
    return remarks


def _current_words(current_a: Span) -> str:
    from auricle.wording import plain

    low, value, high = (plain(1000.0 * a) for a in (current_a.low, current_a.value, current_a.high))
    text = f"at most {value} mA"
    if not current_a.is_assumed:
        return text
    return f"{text} ({low} to {high}, of its class)"


def _answer_lines(report: DriveReport) -> list[str]:
    from auricle.review.drive.words import (
        change_words,
        exposure_words,
        hiss_words,
        loudness_words,
    )

    one = report.match
    assert one is not None  # noqa: S101  # asked for only with a source
    safe = "not known: it is not known how loud it plays"
    if one.full is not None:
        full = exposure_words(one.full, mode=report.question.mode)
        safe = f"at full volume {full}{_week_words(report)}"
    rows = [
        ["Loud enough?", loudness_words(one.reach, one.loudness)],
        ["Changes the sound?", change_words(one.change)],
        ["Hiss?", hiss_words(one)],
        ["Safe?", safe],
    ]
    details = _detail_lines(report)
    return [*_named(rows), *_change_lines(one.change), *([""] if details else []), *details]


_CHANGE_HZ = (20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0, 20_000.0)
_LEAST_CHANGE_DB = 0.1  # less over the whole band is not worth a table


def _change_lines(change: ResponseChange | None) -> list[str]:
    """The change of the response over frequency, where its impedance is known."""
    if change is None or change.frequency_hz is None or change.change_db is None:
        return []
    if abs(change.high_db) < _LEAST_CHANGE_DB:
        return []
    import numpy as np

    from auricle.wording import figure

    at = np.interp(np.log(_CHANGE_HZ), np.log(change.frequency_hz), change.change_db)
    rows = [
        ["  at", *(hz_text(hz) for hz in _CHANGE_HZ)],
        ["  change in dB", *(figure(level, 1) for level in at.tolist())],
    ]
    return ["", *table(rows, right=frozenset(range(1, len(_CHANGE_HZ) + 1)))]


def _week_words(report: DriveReport) -> str:
    from auricle.wording import up

    below, one = report.safe_below_full_db, report.match
    if below is None or below == 0.0:
        return ""
    least = "at least " if one and one.full and one.full.is_least else ""
    return f"; 40 h a week from {least}{up(below, 0)} dB below it"


def _detail_lines(report: DriveReport) -> list[str]:
    from auricle.review.drive.report import LINE_V
    from auricle.review.drive.words import volts
    from auricle.wording import figure, plain

    reached, from_line_db = report.match.reach if report.match else None, report.gain.gain_db
    if reached is None or report.needed_gain_db is None or from_line_db is None:
        return []
    least, most = ("at least ", "at most ") if reached.is_least else ("", "")
    voltage = f"{least}{volts(reached.voltage_v)} RMS at full scale"
    rows = [["  voltage at the headphone", voltage]]
    if reached.lost_db >= 0.05:
        rows.append(["  lost to the output impedance", f"{figure(reached.lost_db, 1)} dB"])
    if report.damping is not None and report.damping < 1e6:
        rows.append(["  damping factor", plain(report.damping)])
    rows.append(["  gain needed re full scale", f"{most}{_signed_db(report.needed_gain_db)}"])
    rows.append([f"  gain needed from {LINE_V:g} V line level", _gain_words(report.gain)])
    if report.volume is not None:
        below = f"{least}{figure(report.volume.below_full_db, 1)} dB below full output"
        if report.volume.shown_db is not None:
            below += f"; its display then shows {figure(report.volume.shown_db, 1)} dB"
        rows.append(["  volume for that level", below])
    if len(report.settings) > 1:
        rows += [[f"  gain {one.name}", _setting_words(one)] for one in report.settings]
    return table([*rows, *_equaliser_rows(reached)])


def _signed_db(level_db: float) -> str:
    from auricle.wording import figure

    return f"{'+' if level_db > 0 else ''}{figure(level_db, 1)} dB"


def _equaliser_rows(reached: Reach) -> list[list[str]]:
    """What the equaliser takes off, and what its boosts ask for."""
    from auricle.review.drive.words import volts
    from auricle.wording import figure

    rows = []
    if reached.preamp_db:
        rows.append(["  preamp of the equaliser", f"{figure(reached.preamp_db, 1)} dB"])
    if reached.clips_db > 0.0:
        clips = f"clips by {figure(reached.clips_db, 1)} dB: lowered by as much here"
        rows.append(["  preamp as it is given", clips])
    for boost in reached.boosts:
        current = "" if boost.current_ma is None else f" and {_milli(boost.current_ma, 'A')}"
        side, bound = (
            ("to spare", "at least ") if boost.headroom_db >= 0.0 else ("short", "at most ")
        )
        bound = bound if reached.is_least else ""
        left = f"{bound}{figure(abs(boost.headroom_db), 1)} dB {side}"
        what = f"takes {volts(boost.voltage_v)}{current} for that level: {left}"
        name = f"  boost of {figure(boost.gain_db, 1)} dB at {hz_text(boost.frequency_hz)}"
        rows.append([name, what])
    return rows


def _setting_words(setting: GainSetting) -> str:
    from auricle.wording import figure

    least = "at least " if setting.is_least else ""
    enough = {True: "enough", False: "not enough", None: "perhaps not enough"}[setting.is_enough]
    return f"{least}{figure(setting.level_dbspl, 1)} dB, {enough}"


def _gain_words(gain: GainNeeded) -> str:
    from auricle.wording import figure

    text = _signed_db(gain.gain_db or 0.0)
    if gain.setting is None:
        return text
    return f"{text}; its setting {gain.setting} has {figure(gain.setting_db or 0.0, 1)} dB"


def _listening_lines(report: DriveReport) -> list[str]:
    from auricle.review.drive.words import NOT_ADVICE, hours_words, level_cell

    rows = [["  to", "dBA", "adult, a week", "sensitive, a week", "NIOSH, a day", "OSHA, a day"]]
    one = report.match
    named = [(f"peaks of {report.question.level_dbspl:g} dB SPL", report.at_peaks)]
    if one is not None and one.full is not None:
        named.append(("programme noise at full volume", one.full))
    for name, exposure in named:
        rows.append(
            [
                f"  {name}",
                level_cell(exposure.level_dba.value, is_least=exposure.is_least),
                hours_words(exposure.adult_hours, is_most=exposure.is_least),
                hours_words(exposure.sensitive_hours, is_most=exposure.is_least),
                hours_words(exposure.niosh_hours, most=24.0, is_most=exposure.is_least),
                hours_words(exposure.osha_hours, most=24.0, is_most=exposure.is_least),
            ]
        )
    return [
        "How long, by ITU-T H.870, NIOSH and OSHA (A-weighted levels re a diffuse field)",
        *table(rows, right=frozenset({1})),
        *folded(f"level: {report.electrical.field.basis}"),
        "  OSHA: its reference duration, which below 90 dBA counts for the action level alone",
        *_limit_lines(report.limits),
        *(f"  {line}" for line in NOT_ADVICE),
    ]


def _limit_lines(limits: PlayerLimits) -> list[str]:
    """Where headphone and source stand re EN 50332."""
    from auricle.review.drive.words import volts

    keeps = "at least" if limits.headphone_keeps else "less than"
    noise = volts(limits.characteristic_v)
    lines = [f"  EN 50332: 94 dBA take {noise} of programme noise, {keeps} the 75 mV of part 2;"]
    if limits.player_v is not None:
        keeps = "within" if limits.player_keeps else "above"
        noise = volts(limits.player_v)
        lines.append(f"    the source gives {noise} of it into 32 Ω, {keeps} the 150 mV of part 2;")
    if limits.together_keep is not None:
        keeps = "within" if limits.together_keep else "above"
        lines.append(f"    at full volume both together are {keeps} the 100 dBA of part 1;")
    return [*lines[:-1], lines[-1].removesuffix(";")]


def evidence_lines(report: DriveReport) -> list[str]:
    """Where the figures were read."""
    from auricle.review.references import describe_source

    if not report.sources:
        return []
    return ["", "Sources", *_named([[f"  {s.id}", describe_source(s)] for s in report.sources])]
