"""The plot of a response: what is drawn, and where."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.catalog import built_in_catalog
from auricle.metrics import error_curve, subject_of
from auricle.review.page.plot import response_plot

SLUG = "akg-k612-pro"


def _error():
    catalog = built_in_catalog()
    dossier = catalog.dossiers[SLUG]
    return error_curve(subject_of(catalog, dossier, day=date(2026, 3, 15), region="US"))


ERROR = _error()


def plot_with(*, details=None, level_db=ERROR.level_db):
    return response_plot(replace(ERROR, level_db=level_db), slug=SLUG, details=details or {})


def peaks(low_hz, low_db, high_hz, high_db):
    return {
        "at_5_to_8_khz_hz": low_hz,
        "at_5_to_8_khz_db": low_db,
        "at_8_to_11_5_khz_hz": high_hz,
        "at_8_to_11_5_khz_db": high_db,
    }


def points(text):
    return np.array([[float(v) for v in pair.split(",")] for pair in text.split()])


def test_two_peaks_closer_than_a_sixth_of_an_octave_are_one_the_higher():
    apart_hz = 7900.0 * 2 ** (1 / 6)
    assert [m.label for m in plot_with(details=peaks(7900.0, 2.0, 8100.0, 3.0)).marks] == [
        "+3.0 dB, 8.1 kHz"
    ]
    assert len(plot_with(details=peaks(7900.0, 2.0, 1.001 * apart_hz, 3.0)).marks) == 2


def test_a_peak_below_one_db_is_neither_marked_nor_told():
    plot = plot_with(details=peaks(6000.0, 0.99, 9000.0, 1.0))
    assert [mark.label for mark in plot.marks] == ["+1.0 dB, 9 kHz"]
    assert plot.peaks == "+1.0 dB, 9 kHz"
    assert plot_with(details=peaks(6000.0, 0.5, 9000.0, -1.0)).peaks == ""


@given(
    low_hz=st.floats(5000.0, 8000.0),
    high_hz=st.floats(8000.0, 11_500.0),
    levels_db=st.lists(st.floats(-15.0, 15.0), min_size=2, max_size=2),
)
def test_labels_stay_in_the_panel_and_off_one_another(low_hz, high_hz, levels_db):
    level_db = np.interp(
        np.log(ERROR.frequency_hz), np.log([2000.0, low_hz, high_hz * 1.001]), [0.0, *levels_db]
    )
    plot = plot_with(details=peaks(low_hz, 2.0, high_hz, 2.0), level_db=level_db)
    boxes = []
    for mark in plot.marks:
        width = 7.0 * len(mark.label)  # a wide font of 12 units
        before = {"end": width, "middle": width / 2.0, "start": 0.0}[mark.anchor]
        left = mark.label_x - before
        assert plot.left <= left
        assert left + width <= plot.right + 0.1
        assert plot.lower[0] <= mark.label_y - 9.0  # a capital is 9 units high
        assert mark.label_y <= plot.lower[1]
        boxes.append((left, left + width, mark.label_y - 9.0, mark.label_y))
    if len(boxes) == 2:
        (l1, r1, t1, b1), (l2, r2, t2, b2) = boxes
        assert r1 <= l2 + 0.2 or r2 <= l1 + 0.2 or b1 <= t2 or b2 <= t1


def test_a_mark_stands_on_both_curves():
    plot = plot_with(details=peaks(6300.0, 2.0, 10_000.0, 2.0))
    for mark in plot.marks:
        for line, y in ((plot.response, mark.response_y), (plot.error, mark.y)):
            x_of, y_of = points(line).T
            assert y == pytest.approx(np.interp(mark.x, x_of, y_of), abs=1.0)


def test_what_leaves_the_lower_panel_is_drawn_where_it_is_and_told():
    level_db = np.zeros_like(ERROR.level_db)
    level_db[0] = -20.0
    plot = plot_with(level_db=level_db)
    top, bottom = plot.lower
    per_db = (bottom - top) / 20.0  # the panel is 10 dB to both sides
    middle = (top + bottom) / 2.0
    assert points(plot.error)[0, 1] == pytest.approx(middle + 20.0 * per_db, abs=0.11)
    lowest = f"{ERROR.frequency_hz[0]:.2g} Hz"
    assert plot.beyond == (
        f"The error goes beyond the ±10 dB of the lower panel: it reaches -20.0 dB at {lowest}"
    )


def test_where_all_fits_the_lower_panel_nothing_is_told():
    # the range of the treble is wider than the panel, so only the bass is drawn
    few = ERROR.frequency_hz < 3000.0
    error = replace(ERROR, frequency_hz=ERROR.frequency_hz[few], level_db=np.zeros(int(few.sum())))
    assert response_plot(error, slug=SLUG, details={}).beyond == ""


@pytest.mark.parametrize("depth_db", [0.0, 20.0, 60.0])
def test_the_upper_panel_holds_response_and_target(depth_db):
    level_db = ERROR.level_db.copy()
    level_db[-5] -= depth_db
    plot = plot_with(level_db=level_db)
    for line in (plot.response, plot.target):
        y = points(line)[:, 1]
        assert plot.upper[0] <= y.min()
        assert y.max() <= plot.upper[1]


def test_a_narrow_screen_keeps_decades_and_tens():
    plot = plot_with()
    assert [t.label for t in plot.frequency_ticks if not t.is_minor] == ["20", "100", "1k", "10k"]
    assert [t.label for t in plot.error_ticks if not t.is_minor] == ["-10", "0", "+10"]
