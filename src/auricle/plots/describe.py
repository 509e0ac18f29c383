"""What a figure shows in words, for people who do not see it."""

from collections.abc import Sequence

from auricle.plots.lines import in_range
from auricle.plots.typography import plain
from auricle.plots.views import ComparisonView, Curve, ResponseView
from auricle.wording import figure, frequency

__all__ = ["comparison_description", "response_description"]


def response_description(view: ResponseView) -> str:
    """Everything a response figure has, in sentences."""
    target = [] if view.target is None else [_line("Target", view.target)]
    error = [] if view.error is None else [_line(view.error_name, view.error)]
    bounds = [] if view.bounds is None else [f"Shaded: {plain(view.bounds.label)}."]
    marks = [
        f"{mark.kind.capitalize()} marked, {mark.confidence} confidence: {plain(mark.label)}."
        for mark in view.resonances
    ]
    curves = [_line("Curve", curve) for curve in view.curves]
    return " ".join([*_head(view), *curves, *target, *error, *bounds, *marks])


def comparison_description(view: ComparisonView) -> str:
    """Everything a comparison has, in sentences."""
    curves = [_line("Curve", curve) for curve in view.curves]
    differences = [_line(view.difference_name, curve) for curve in view.differences]
    return " ".join([*_head(view), *curves, *differences])


def _head(view: ResponseView | ComparisonView) -> Sequence[str]:
    return [f"{plain(part)}." for part in (*view.marks, *view.subtitle)]


def _line(what: str, curve: Curve) -> str:
    f, level = in_range(curve.frequency_hz, curve.level_db)
    name = f"{plain(what)}, {plain(curve.label)}"
    if not f.size:
        return f"{name}: not between 20 Hz and 20 kHz."
    lowest, highest = int(level.argmin()), int(level.argmax())
    return (
        f"{name}: {frequency(float(f[0]))} to {frequency(float(f[-1]))}, "
        f"from {figure(float(level[lowest]), 1)} dB at {frequency(float(f[lowest]))} "
        f"to {figure(float(level[highest]), 1)} dB at {frequency(float(f[highest]))}."
    )
