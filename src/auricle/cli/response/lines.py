"""Records of responses as lines for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from auricle.cli.text import hz_text, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auricle.response.survey import Record

__all__ = ["LEAST_Q", "file_lines", "many_lines", "together_lines"]

_DIALECTS = {
    "rew": "text of REW",
    "autoeq": "CSV of AutoEq",
    "audio-precision": "CSV of Audio Precision",
    "audiotools": "text of AudioTools",
    "columns": "table with named columns",
    "plain": "table without names",
    "auricle": "curve of Auricle",
    "phone-book": "phone book of a graph tool",
}
_FEATURES = {
    "predicted_preference_over_ear": "Preference (over-ear model)",
    "predicted_preference_in_ear_spreadsheet": "Preference (in-ear, spreadsheet)",
    "predicted_preference_in_ear_patent": "Preference (in-ear, patent)",
    "preference_after_eq": "Preference with the equaliser",
    "deviation_sd": "Standard deviation",
    "deviation_mean": "Mean deviation re 500 Hz",
    "deviation_slope": "Slope, to 10 kHz",
    "tilt": "Tilt, 100 Hz to 10 kHz",
    "bass_f3": "Bass{}, -3 dB at",
    "bass_f6": "Bass{}, -6 dB at",
    "bass_f10": "Bass{}, -10 dB at",
    "bass_roll_off": "Bass roll-off{}",
    "inside_bounds": "Inside preference bounds",
    "channel_balance": "Left minus right, mean",
    "channel_shape": "Left minus right, shape",
    "channel_rms": "Left minus right, RMS",
    "channel_largest": "Left minus right, largest",
    "seating_spread": "Spread of the takes",
}
"""What features are called, in the order in which they are printed; {} is what they are re."""
_GROUPS = {
    **{f"predicted_preference_{name}": "Preference" for name in ("over_ear", "in_ear_spreadsheet")},
    "predicted_preference_in_ear_patent": "Preference",
    **{f"channel_{name}": "Left minus right" for name in ("balance", "shape", "rms", "largest")},
    **{f"deviation_{name}": "Deviation" for name in ("sd", "mean", "slope")},
    **{f"bass_f{drop}": f"Bass, -{drop} dB" for drop in (3, 6, 10)},
    "bass_roll_off": "Bass roll-off",
}
"""What features are called that are missing, some of them together."""
_DECIMALS = {"points": 0, "dB": 1, "Hz": 0, "dB/octave": 2, "dB per unit of ln f": 2}
_MAIN_PREFERENCES = ("predicted_preference_over_ear", "predicted_preference_in_ear_spreadsheet")
_COLUMNS = (
    *("file", "channel", "points", "rig"),
    *("preference", "SD, dB", "tilt, dB/oct", "-6 dB, Hz"),
)
_FORM_BY = {
    "rig": "what its rig is for; another with --form",
    "target": "what the target is for; another with --form",
}
"""How the form of a product was found where nobody stated it."""
LEAST_Q = 1.0
"""Of a resonance that is listed and marked: broader is the shape of the curve."""
_LONGEST_NAME = 48  # of a file in a table


def file_lines(record: Record) -> list[str]:
    """Everything about one file."""
    product = record["product"]
    is_named = product is None or product in record["file"]
    lines = [record["file"] if is_named else f"{product} ({record['file']})"]
    if record["status"] == "refused":
        return [*lines, f"  refused [{record['error']['code']}] {record['error']['message']}"]
    lines += [f"  {line}" for line in _about(record)]
    if record["metrics"]:
        lines += ["", *_metrics_lines(record["metrics"])]
    return lines


def together_lines(record: Record) -> list[str]:
    """What all files of a product show together; nothing where it has one."""
    together = record["together"]
    if together is None:
        return []
    takes = f"{together['n_takes']} takes of each" if together["n_takes"] > 1 else "one take"
    title = f"{together['product']}: {' and '.join(together['channels'])} together, {takes}"
    mark = together["rig_mismatch"]
    marks = [] if mark is None else [f"  {_shouted(mark)}"]
    return ["", title, *marks, *_metrics_lines(together["metrics"])]


def _shouted(mark: str) -> str:
    """Mark of a target of another rig, so that nobody overlooks it."""
    return mark.replace("rig mismatch", "RIG MISMATCH")


def _about(record: Record) -> Iterator[str]:
    """What the file is."""
    parts = [_DIALECTS[record["dialect"]], record["status"]]
    if record["n_points"] is not None:
        reach = f"{hz_text(record['from_hz'])} to {hz_text(record['to_hz'])}"
        parts += [_channel_text(record["channels"]), f"{record['n_points']} points from {reach}"]
    yield ", ".join(parts)
    if record["n_points"] is not None:
        yield _measured_on(record)
    if record["title"] or record["date"]:
        stated = [record["title"], record["date"] and f"measured {record['date']}"]
        yield "stated: " + ", ".join(part for part in stated if part)
    if record["smoothing"] is not None:
        yield f"smoothing: {record['smoothing']}"
    if record["weighting"] is not None:
        yield f"weighting: {record['weighting']}"
    if record["target"] is not None:
        yield f"target: {record['target']['name']}"
    if record["rig_mismatch"] is not None:
        yield _shouted(record["rig_mismatch"])
    if record["form_stated_by"] in _FORM_BY:
        yield f"form: {record['form']} ({_FORM_BY[record['form_stated_by']]})"
    yield from (f"repaired: {repair}" for repair in record["repairs"])
    yield from (f"note: {remark}" for remark in record["remarks"])


def _channel_text(channels: Sequence[str]) -> str:
    if list(channels) == ["unknown"]:
        return "channel not stated"
    return " and ".join(f"{channel} channel" for channel in channels)


def _measured_on(record: Record) -> str:
    if record["rig"] is None:
        return "rig: unknown; what needs one is not available (state it with --rig)"
    by = {"user": "stated by you", "file": "stated by the file", "dossier": "of its dossier"}
    return f"rig: {record['rig']} ({by[record['rig_stated_by']]})"


def _metrics_lines(metrics: Mapping[str, Any]) -> list[str]:
    rows = [["  ", "value", "95 % interval", ""]]
    missing: dict[str, list[str]] = {}
    for name, title in _FEATURES.items():
        feature = metrics[name]
        if feature["value"] is None:
            if not _is_beside_the_point(name, metrics):
                titles = missing.setdefault(feature["reason"], [])
                titles += [_GROUPS.get(name, title)] * (_GROUPS.get(name, title) not in titles)
        else:
            re_target = " re target" if feature["details"].get("of") == "error" else ""
            name_of = f"  {title.format(re_target)}"
            rows.append([name_of, _value(feature), _range(feature), _beside(feature)])
    lines = table(rows, right=frozenset({1})) if len(rows) > 1 else []
    if any(metrics[name]["value"] is not None for name in ("channel_shape", "channel_rms")):
        lines.append("  (left minus right: in third octaves from 100 Hz to 8 kHz)")
    lines += _resonance_lines(metrics["resonances"])
    if missing:
        lines.append("  not available:")
        lines += [f"    {', '.join(titles)}: {reason}" for reason, titles in missing.items()]
    return lines


def _is_beside_the_point(name: str, metrics: Mapping[str, Any]) -> bool:
    """Whether nobody misses a feature: the score of a model for other headphones, for example."""
    if name == "preference_after_eq":
        return bool(metrics[name]["reason"] == "no equaliser is stated")
    is_score = name.startswith("predicted_preference")
    return is_score and any(metrics[other]["value"] is not None for other in _MAIN_PREFERENCES)


def _value(feature: Mapping[str, Any]) -> str:
    most = feature["details"].get("most")
    of = "" if most is None else f"of {most:.0f} "
    return f"{_number(feature['value'], feature['unit'])} {of}{_unit(feature['unit'])}"


def _range(feature: Mapping[str, Any]) -> str:
    if feature["low"] is None:
        return ""
    low, high = (_number(feature[end], feature["unit"]) for end in ("low", "high"))
    return f"{low} to {high}"


def _number(value: float, unit: str) -> str:
    if unit == "ratio":
        return f"{100.0 * value:.0f}"
    text = f"{value:.{_DECIMALS[unit]}f}"
    return text.removeprefix("-") if float(text) == 0.0 else text


def _unit(unit: str) -> str:
    return {"ratio": "%", "dB per unit of ln f": "dB/ln f"}.get(unit, unit)


def _beside(feature: Mapping[str, Any]) -> str:
    """What must be known beside a value to read it rightly."""
    details = feature["details"]
    parts = []
    if details.get("model_residual"):
        parts.append(f"the model itself errs by ±{details['model_residual']:g}")
    if details.get("noise_bias"):
        parts.append(f"some {details['noise_bias']:.0f} lost to errors of the measurement")
    if details.get("db_per_octave") is not None:
        parts.append(f"{details['db_per_octave']:.2f} dB/octave")
    if details.get("of") == "response":
        parts.append("of the response itself, without a target")
    if details.get("at_hz"):
        parts.append(f"at {hz_text(details['at_hz'])}")
    if details.get("beyond"):
        parts.append("the level is missing up to 200 Hz")
    if details.get("holds_bs708") is not None:
        holds = "within" if details["holds_bs708"] else "beyond"
        parts.append(f"{holds} the limits of ITU-R BS.708")
    return "; ".join(parts)


def _resonance_lines(resonances: Mapping[str, Any]) -> list[str]:
    if resonances["reason"] is not None:
        return [f"  Peaks and dips: not looked for, {resonances['reason']}"]
    if not resonances["found"]:
        return [f"  No peak or dip of 2 dB or more in the {resonances['of']}"]
    rows = [
        [f"  Peaks and dips of the {resonances['of']}", "prominence, dB", "Q", "confidence by rig"]
    ]
    narrow = [found for found in resonances["found"] if found["q"] >= LEAST_Q]
    for found in narrow:
        low, high = found["prominence_interval_db"]
        rows.append(
            [
                f"  {found['kind']:<4}  {hz_text(found['frequency_hz']):>8}",
                f"{found['prominence_db']:.1f} ({low:.1f} to {high:.1f})",
                f"{found['q']:.1f}",
                found["confidence"],
            ]
        )
    lines = table(rows, right=frozenset({1, 2})) if narrow else []
    if narrow and resonances["remark"]:
        lines.insert(1, f"  ({resonances['remark']})")
    n_broad = len(resonances["found"]) - len(narrow)
    if n_broad:
        more = " more" if narrow else ""
        kind = "peak or dip" if n_broad == 1 else "peaks and dips"
        lines.append(f"  {n_broad}{more} {kind} with a Q below {LEAST_Q:g} (--json has them)")
    return lines


def many_lines(records: Sequence[Record]) -> list[str]:
    """Many files as a table, then products with several files, then what was refused."""
    read = [record for record in records if record["metrics"]]
    has_eq = any(one["metrics"]["preference_after_eq"]["value"] is not None for one in read)
    rows = [[*_COLUMNS[:5], *(["with EQ"] if has_eq else []), *_COLUMNS[5:]]]
    rows += [_row(record, has_eq=has_eq) for record in read]
    lines = table(rows, right=frozenset({2, 4, 5, 6, 7, 8})) if read else []
    together = [record["together"] for record in read if record["together"] is not None]
    if together:
        lines += ["", "Products with several files", *_together_lines(together)]
    lines += _remark_lines(read)
    repaired = [record for record in records if record["status"] == "repaired"]
    if repaired:
        lines += ["", "Repaired"] if lines else ["Repaired"]
        lines += [f"  {record['file']}: {'; '.join(record['repairs'])}" for record in repaired]
    refused = [record for record in records if record["status"] == "refused"]
    if refused:
        lines += ["", "Refused"] if lines else ["Refused"]
        lines += [f"  [{r['error']['code']}] {r['error']['message']}" for r in refused]
    statuses = Counter(record["status"] for record in records)
    counts = ", ".join(f"{statuses[status]} {status}" for status in ("read", "repaired", "refused"))
    lines += [""] if lines else []
    marks = Counter(record["rig_mismatch"] for record in read if record["rig_mismatch"])
    lines += [f"{_shouted(mark)} (!): {_files(n)}" for mark, n in marks.items()]
    return [*lines, *_why_no_preference(read), f"{len(records)} files: {counts}"]


def _remark_lines(read: Sequence[Record]) -> list[str]:
    """Remarks with the files they are about."""
    files: dict[str, list[str]] = {}
    for record in read:
        for remark in record["remarks"]:
            files.setdefault(remark, []).append(_short(record["file"]))
    lines = ["", "Notes"] if files else []
    for remark, names in files.items():
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        lines.append(f"  {remark}: {names[0]}{more}")
    return lines


def _why_no_preference(read: Sequence[Record]) -> list[str]:
    """Why files have no score, by reason, and how the form was found that scores hang on."""
    reasons = Counter(
        record["metrics"][_MAIN_PREFERENCES[0]]["reason"]
        for record in read
        if _main_preference(record["metrics"]) == "-"
    )
    lines = [f"No preference for {_files(n)}: {reason}" for reason, n in reasons.items()]
    forms = Counter((r["form"], r["form_stated_by"]) for r in read if r["form_stated_by"])
    return lines + [
        f"{_files(n)} taken as {form}: {_FORM_BY[by]}"
        for (form, by), n in forms.items()
        if by in _FORM_BY
    ]


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _row(record: Record, *, has_eq: bool) -> list[str]:
    metrics = record["metrics"]
    after = [_bare(metrics["preference_after_eq"])] if has_eq else []
    return [
        _short(record["file"]),
        "/".join(record["channels"]),
        str(record["n_points"]),
        (record["rig"] or "unknown") + ("!" if record["rig_mismatch"] else ""),
        _main_preference(metrics),
        *after,
        _bare(metrics["deviation_sd"]),
        _bare(metrics["tilt"]),
        _bare(metrics["bass_f6"]),
    ]


def _together_lines(together: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [["  product", "takes", "preference", "left - right RMS, dB", "spread of takes, dB"]]
    for product in together:
        metrics = product["metrics"]
        rows.append(
            [
                f"  {_short(product['product'])}{'!' if product['rig_mismatch'] else ''}",
                str(product["n_takes"]),
                _main_preference(metrics),
                _bare(metrics["channel_rms"]),
                _bare(metrics["seating_spread"]),
            ]
        )
    return table(rows, right=frozenset({1, 2, 3, 4}))


def _main_preference(metrics: Mapping[str, Any]) -> str:
    for name in _MAIN_PREFERENCES:
        if metrics[name]["value"] is not None:
            feature = metrics[name]
            return f"{_bare(feature)} ({_range(feature)})"
    return "-"


def _bare(feature: Mapping[str, Any]) -> str:
    return "-" if feature["value"] is None else _number(feature["value"], feature["unit"])


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else "…" + name[1 - _LONGEST_NAME :]
