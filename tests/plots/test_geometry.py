"""Placing labels and simplifying lines, held to what they promise."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auricle.plots.geometry import Box, Frame, label_box, spread
from auricle.plots.lines import SEEN_PX, in_range, line_points, walked
from auricle.plots.typography import text_width_px, wrapped

places = st.lists(st.tuples(st.floats(-50.0, 350.0), st.floats(5.0, 40.0)), min_size=1, max_size=12)


@given(places)
def test_labels_in_a_column_keep_their_order_and_do_not_overlap(labels):
    wanted, heights = zip(*labels, strict=True)
    total = sum(heights)
    centres = spread(wanted, heights, low=0.0, high=max(300.0, total))
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    for above, below in pairwise(order):
        least = (heights[above] + heights[below]) / 2.0
        assert centres[below] - centres[above] >= least - 1e-9
    assert centres[order[0]] - heights[order[0]] / 2.0 >= -1e-9
    assert centres[order[-1]] + heights[order[-1]] / 2.0 <= max(300.0, total) + 1e-9


def test_labels_with_room_stand_where_they_are_wanted():
    assert spread([20.0, 80.0, 50.0], [10.0] * 3, low=0.0, high=100.0) == [20.0, 80.0, 50.0]


def test_labels_of_one_place_share_the_way():
    assert spread([50.0, 50.0], [10.0, 10.0], low=0.0, high=100.0) == [45.0, 55.0]


@given(
    st.floats(0.0, 100.0),
    st.floats(0.0, 50.0),
    st.lists(st.tuples(st.floats(0.0, 90.0), st.floats(0.0, 40.0)), max_size=6),
    st.booleans(),
)
def test_a_label_is_inside_and_free_or_there_is_none(x, y, corners, is_up):
    area = Box(0.0, 0.0, 100.0, 50.0)
    taken = [Box(left, top, left + 10.0, top + 10.0) for left, top in corners]
    box = label_box(
        (x, y), (30.0, 10.0), is_up=is_up, area=area, taken=taken, lines=np.zeros((0, 2))
    )
    if box is not None:
        assert area.holds(box)
        assert not any(box.overlaps(other) for other in taken)


def test_a_label_has_no_place_in_a_full_panel():
    area = Box(0.0, 0.0, 100.0, 50.0)
    assert (
        label_box(
            (50.0, 25.0), (30.0, 10.0), is_up=True, area=area, taken=[area], lines=np.ones((1, 2))
        )
        is None
    )


def test_a_label_keeps_away_from_a_line_where_it_can():
    area = Box(0.0, 0.0, 200.0, 100.0)
    x = np.arange(0.0, 200.0)
    line = np.column_stack([x, np.full_like(x, 35.0)])  # where the label of a peak would stand
    mark = Box(94.0, 44.0, 106.0, 56.0)
    box = label_box((100.0, 50.0), (60.0, 12.0), is_up=True, area=area, taken=[mark], lines=line)
    assert box.bottom <= 35.0 or box.top >= 35.0


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 20.0))
def test_simplified_lines_are_nowhere_further_off_than_can_be_seen(seed, roughness_db):
    random = np.random.default_rng(seed)
    f = np.geomspace(20.0, 20_000.0, 956)
    level_db = np.cumsum(random.standard_normal(f.size)) * roughness_db / 30.0
    frame = Frame(Box(50.0, 50.0, 600.0, 350.0), -40.0, 40.0)
    points = line_points(frame, f, level_db)
    original = np.column_stack([frame.x(f), frame.y(level_db)])
    assert distances(original, points).max() <= 2.0 * SEEN_PX
    assert points[0] == pytest.approx(original[0])
    assert points[-1] == pytest.approx(original[-1])


def distances(points, line):
    """Distance of each point to a polyline."""
    start, way = line[:-1], np.diff(line, axis=0)
    length2 = np.maximum(np.sum(way**2, axis=1), 1e-30)
    share = np.sum((points[:, None] - start) * way, axis=2) / length2
    nearest = start + np.clip(share, 0.0, 1.0)[..., None] * way
    return np.min(np.hypot(*np.moveaxis(points[:, None] - nearest, 2, 0)), axis=1)


def test_a_line_of_very_many_points_keeps_its_extremes():
    random = np.random.default_rng(5)
    f = np.geomspace(20.0, 20_000.0, 54_000)
    level_db = random.standard_normal(f.size)
    frame = Frame(Box(50.0, 50.0, 600.0, 350.0), -5.0, 5.0)
    points = line_points(frame, f, level_db)
    assert len(points) <= 4 * (550 * 4 + 1)
    y = frame.y(level_db)
    assert (points[:, 1].min(), points[:, 1].max()) == pytest.approx(
        (y.min(), y.max()), abs=SEEN_PX
    )


def test_ends_are_interpolated_over_lg_f():
    f, level = in_range(np.array([10.0, 40.0, 40_000.0]), np.array([0.0, 2.0, 8.0]))
    np.testing.assert_allclose(f, [20.0, 40.0, 20_000.0])
    np.testing.assert_allclose(level, [1.0, 2.0, 2.0 + 6.0 * np.log(500.0) / np.log(1000.0)])


def test_points_on_a_way_are_a_pixel_apart():
    points = walked(np.array([[0.0, 0.0], [3.0, 4.0], [3.0, 14.0]]))
    np.testing.assert_allclose(points[5], [3.0, 4.0])
    np.testing.assert_allclose(points[-1], [3.0, 13.0])


@given(st.text(min_size=1, max_size=200), st.floats(30.0, 300.0))
def test_lines_are_no_wider_than_they_may_be_and_lose_no_letter(text, width_px):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lines = wrapped(text, width_px, 10.0)
        assert all(text_width_px(line, 10.0) <= width_px or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_leader_runs_through_no_other_label():
    area = Box(0.0, 0.0, 200.0, 100.0)
    mark = Box(94.0, 84.0, 106.0, 96.0)
    above = Box(60.0, 60.0, 140.0, 82.0)  # between the mark and every place above it
    sides = [Box(0.0, 60.0, 92.0, 100.0), Box(108.0, 60.0, 200.0, 100.0)]
    taken = [mark, above, *sides]
    lines = np.zeros((0, 2))
    size = (60.0, 12.0)
    assert label_box((100.0, 90.0), size, is_up=True, area=area, taken=taken, lines=lines) is None
    free = label_box((100.0, 90.0), size, is_up=True, area=area, taken=taken[2:], lines=lines)
    assert free is not None
