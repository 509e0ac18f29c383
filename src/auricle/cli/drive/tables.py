"""Tables of ``auricle drive``: many sources, many headphones, and what devices there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auricle.cli.drive.lines import (
    evidence_lines,
    folded,
    headphone_lines,
    needs_lines,
    source_lines,
)
from auricle.cli.text import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auricle.devices import Device, DeviceClass, Plugged
    from auricle.review.drive.report import DriveReport, Match

__all__ = ["class_lines", "device_lines", "headphone_rows", "source_table"]

_NUMBERS = frozenset({1, 2, 3, 4})


def _match_rows(matches: Sequence[Match], *, names: Sequence[str], mode: str) -> list[list[str]]:
    """One line a headphone on a source."""
    from auricle.review.drive.words import change_cell, hiss_cell, hours_words, level_cell

    rows = []
    for name, one in zip(names, matches, strict=True):
        reached, full = one.reach, one.full
        rows.append(
            [
                f"  {name}",
                level_cell(reached.level_dbspl.value, is_least=reached.is_least)
                if reached
                else "?",
                level_cell(reached.headroom_db, is_least=reached.is_least) if reached else "?",
                change_cell(one),
                level_cell(full.level_dba.value, is_least=full.is_least) if full else "?",
                hours_words(full.hours_a_week(mode), is_most=full.is_least) if full else "?",
                hiss_cell(one),
                one.loudness,
            ]
        )
    return rows


_HEADER = ("max dB", "headroom", "change dB", "full dBA", "a week", "hiss", "loud enough")


def source_table(
    report: DriveReport, matches: Sequence[Match], *, usual: Sequence[Match]
) -> list[str]:
    """All sources against one headphone; `usual` are the classes of what people own."""
    names, mode = [_short_name(one.plugged) for one in matches], report.question.mode
    rows = [["  Source", *_HEADER], *_match_rows(matches, names=names, mode=mode)]
    level = f"{report.question.level_dbspl:g} dB SPL"
    return [
        *headphone_lines(report),
        "",
        *needs_lines(report),
        "",
        *_equaliser_lines(report),
        *_amplifier_lines(report, usual),
        "",
        f"Sources for peaks of {level}",
        *table(rows, right=_NUMBERS),
        "",
        *_table_notes(matches, mode),
        *evidence_lines(report),
    ]


def _short_name(plugged: Plugged) -> str:
    """A source in a table: a device by its slug, which --source takes, and its output."""
    device, output = plugged.device, plugged.output
    if device is None or output is None:
        return plugged.source.name
    return f"{device.slug}, {output.name}" if len(device.outputs) > 1 else device.slug


def _equaliser_lines(report: DriveReport) -> list[str]:
    """What the equaliser takes off the level of every source."""
    from auricle.wording import figure

    equalisation = report.question.equalisation
    if equalisation is None:
        return []
    text = f"Equaliser: a preamp of {figure(equalisation.safe_preamp_db, 1)} dB on every source"
    if equalisation.clips_db > 0.0:
        text += f", lowered from {figure(equalisation.preamp_db, 1)} dB, which would clip"
    return [text, ""]


def _amplifier_lines(report: DriveReport, usual: Sequence[Match]) -> list[str]:
    """Whether it needs an amplifier, and what listeners say of that."""
    from auricle.review.drive.words import amplifier_words

    heard = [f"a listener reports: {one.note} ({one.source.id})" for one in report.impressions]
    said = [line for text in (*amplifier_words(report, usual), *heard) for line in folded(text)]
    return ["Does it need an amplifier?", *said]


def headphone_rows(reports: Sequence[DriveReport], missing: Sequence[str]) -> list[str]:
    """One source against all headphones."""
    matches = [report.match for report in reports if report.match is not None]
    names = [report.product.name if report.product else "" for report in reports]
    lines = []
    for plugged in {one.plugged.source.name: one.plugged for one in matches}.values():
        lines += [*source_lines(plugged), ""]  # several where it switches by load
    if reports:
        lines.append(f"Headphones for peaks of {reports[0].question.level_dbspl:g} dB SPL")
    mode = reports[0].question.mode if reports else "adult"
    rows = [["  Headphone", *_HEADER], *_match_rows(matches, names=names, mode=mode)]
    lines += [*table(rows, right=_NUMBERS), "", *_table_notes(matches, mode)]
    if missing:
        lines += folded(f"No sensitivity is known of {', '.join(missing)}.", begin="", further="")
    return lines


def _table_notes(matches: Sequence[Match], mode: str) -> list[str]:
    from auricle.review.drive.words import NOT_ADVICE
    from auricle.wording import WHOM

    are_least = any(one.full is not None and one.full.is_least for one in matches)
    least = "≥, at most: the source may give more than that; of it lower loads alone are stated"
    return [
        "change dB: of the response by the output impedance; < is a bound from the rated impedance",
        "  and the highest output impedance of the class, where none is stated",
        "full dBA: programme noise at full volume, re a diffuse field",
        f"a week: for {WHOM[mode]}, ITU-T H.870",
        *([least] if are_least else []),
        *NOT_ADVICE,
    ]


def class_lines(kinds: Sequence[DeviceClass]) -> list[str]:
    """Classes with the ranges that stand in for what is not stated."""
    from auricle.review.drive.words import ohm, volts
    from auricle.wording import plain

    rows = [["  class", "open circuit", "output impedance", "current", "noise (A)"]]
    for kind in kinds:
        low, value, high = kind.voltage_v
        spread = volts(value) if low == high else f"{volts(value)} ({volts(low)} to {volts(high)})"
        current = f"{plain(kind.current_ma[1])} mA" if kind.current_ma else ""
        noise = (
            f"{plain(kind.noise_uv[0])} to {plain(kind.noise_uv[2])} µV" if kind.noise_uv else ""
        )
        rows.append(
            [f"  {kind.slug}", spread, ohm(kind.output_ohm[0], kind.output_ohm[2]), current, noise]
        )
    return ["Classes, for where no device is known", *table(rows)]


def device_lines(plugs: Sequence[Plugged]) -> list[str]:
    """Devices with what was stated of each output."""
    lines = ["Devices, with what was stated of each output"]
    last: Device | None = None
    for plug in plugs:
        if plug.device is None:
            continue
        if plug.device is not last:
            lines += folded(f"{plug.device.slug}: {plug.device.name}, {plug.device.kind}")
            last = plug.device
        lines += folded(_output_words(plug), begin="    ", further="      ")
    note = (
        "in brackets: the range of its class, or its middle, for what is not stated of the device"
    )
    return [*lines, f"  {note}"]


def _output_words(plug: Plugged) -> str:
    """One output in a line."""
    from auricle.review.drive.words import ohm, volts
    from auricle.wording import plain

    source, output = plug.source, plug.output
    gives = [f"{volts(source.open_circuit_v.value)} open"] if source.open_circuit_v else []
    gives += [f"{volts(v)} into {plain(load)} Ω" for load, v in source.at_loads]
    current = source.current_a
    most = f"at most {plain(1000.0 * current.value)} mA" if current else ""
    gives += [most] if current and not current.is_assumed else []
    impedance = ohm(source.output_ohm.low, source.output_ohm.high)
    said = [", ".join(gives), f"({impedance})" if source.output_ohm.is_assumed else impedance]
    if current is not None and current.is_assumed:
        said.append(f"({most})")
    if source.noise_v is not None:
        noise = f"{volts(source.noise_v.value)} of noise"
        said.append(f"({noise})" if source.noise_v.is_assumed else noise)
    name = f"{output.name} ({output.circuit}): " if output else ""
    return name + "; ".join(said)
