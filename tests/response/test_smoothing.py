"""Expected values: numerical quadrature of the definition, closed forms, symmetries."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.integrate import quad

from auricle.response import LOG96_HZ
from auricle.response.erb import erb_hz
from auricle.response.smoothing import smooth_db, smooth_erb_db, smooth_uneven_db
from tests.checks import assert_check
from tests.response.curves import bell_db

FRACTIONS = [1, 3, 6, 12, 24]
MEANS = ["power", "level", "amplitude"]
POINTS = 768  # an octave: the error of a step falls with its fourth power
FINE_HZ = 1000.0 * 2.0 ** (np.arange(-2 * POINTS, 2 * POINTS + 1) / POINTS)
MIDDLE = 2 * POINTS
levels_db = arrays(np.float64, (300,), elements=st.floats(-40.0, 40.0))


def uneven_hz(n_bins: int, *, seed: int = 5) -> np.ndarray:
    steps = np.random.default_rng(seed).uniform(0.3, 1.7, n_bins)
    return 20.0 * 1000.0 ** (np.cumsum(steps) / np.sum(steps))


@pytest.mark.parametrize("on_even_grid", [True, False])
@pytest.mark.parametrize(
    ("name", "fraction"),
    [
        ("smooth_1_24_oct_bell_peak", 24),
        ("smooth_1_12_oct_bell_peak", 12),
        ("smooth_1_6_oct_bell_peak", 6),
        ("smooth_1_3_oct_bell_peak", 3),
        ("smooth_1_1_oct_bell_peak", 1),
    ],
)
def test_a_bell_is_flattened_as_the_integral_says(name, fraction, on_even_grid):
    level_db = bell_db(FINE_HZ, 1000.0, 6.0, 5.0)
    if on_even_grid:
        smoothed = smooth_db(level_db, fraction=fraction, points_per_octave=POINTS)
    else:
        smoothed = smooth_uneven_db(level_db, FINE_HZ, fraction=fraction)
    assert_check(name, smoothed[MIDDLE])


def test_a_sharp_bell_in_the_treble_is_flattened_as_the_integral_says():
    level_db = bell_db(8.0 * FINE_HZ, 8000.0, 10.0, 10.0)
    smoothed = smooth_db(level_db, fraction=3, points_per_octave=POINTS)
    assert_check("smooth_1_3_oct_bell_8k_+10dB_Q10", smoothed[MIDDLE])


def test_the_mean_of_the_db_flattens_a_bell_more_than_the_power_mean():
    level_db = bell_db(FINE_HZ, 1000.0, 6.0, 5.0)
    smoothed = smooth_db(level_db, fraction=3, points_per_octave=POINTS, mean="level")
    assert_check("smooth_dB_mean_1_3_oct_bell_peak", smoothed[MIDDLE])


def test_the_mean_of_amplitudes_is_what_an_independent_library_gives():
    # pyfar 0.8.1, smooth_fractional_octave, which averages |H|: 4.500 dB
    level_db = bell_db(FINE_HZ, 1000.0, 6.0, 5.0)
    smoothed = smooth_db(level_db, fraction=3, points_per_octave=POINTS, mean="amplitude")
    assert smoothed[MIDDLE] == pytest.approx(4.500, abs=1e-3)


@pytest.mark.parametrize(
    ("fraction", "promised_db"), [(24, 1.1e-4), (12, 6.1e-5), (6, 7e-6), (3, 2e-6), (1, 2e-6)]
)
def test_96_points_an_octave_are_as_accurate_as_promised(fraction, promised_db):
    f = 1000.0 * 2.0 ** (np.arange(-200, 201) / 96.0)

    def power(octaves: float) -> float:
        return 10.0 ** (float(bell_db(np.array([1000.0 * 2.0**octaves]), 1000.0, 6.0, 5.0)[0]) / 10)

    half = 0.5 / fraction
    integral, _ = quad(power, -half, half, epsabs=1e-12, epsrel=1e-12)
    smoothed = smooth_db(bell_db(f, 1000.0, 6.0, 5.0), fraction=fraction)
    expected_db = 10.0 * np.log10(integral / (2.0 * half))
    assert smoothed[200] == pytest.approx(expected_db, abs=promised_db)


def test_the_power_mean_of_a_slope_lies_above_it_by_the_closed_form():
    slope_db = -6.0 * np.log2(FINE_HZ / 1000.0)
    rise = smooth_db(slope_db, fraction=3, points_per_octave=POINTS) - slope_db
    assert_check("smooth_preserves_slope", rise[MIDDLE])
    # mean of exp(k u) over -h..h is sinh(k h) / (k h), u in octaves, h = 1/6
    k, h = 6.0 * np.log(10.0) / 10.0, 1.0 / 6.0
    inside = slice(POINTS, -POINTS)
    expected_db = 10.0 * np.log10(np.sinh(k * h) / (k * h))
    np.testing.assert_allclose(rise[inside], expected_db, atol=1e-9)


def test_one_erb_of_a_slope_lies_above_it_by_the_closed_form():
    f = np.geomspace(20.0, 20_000.0, 20_001)
    rise = smooth_erb_db(-6.0 * np.log2(f), f) + 6.0 * np.log2(f)
    k = 6.0 * np.log2(np.e) * np.log(10.0) / 10.0  # per unit of ln f
    h = np.arcsinh(0.5 * erb_hz(f) / f)
    expected_db = 10.0 * np.log10(np.sinh(k * h) / (k * h))
    inside = (f > 100.0) & (f < 18_000.0)
    np.testing.assert_allclose(rise[inside], expected_db[inside], atol=1e-7)


def test_a_band_that_ends_between_points_is_integrated_up_to_its_end():
    f = uneven_hz(4000)
    middle = 2000
    level_db = bell_db(f, float(f[middle]), 6.0, 2.0)

    def power(u: float) -> float:
        return 10.0 ** (float(bell_db(np.array([np.exp(u)]), float(f[middle]), 6.0, 2.0)[0]) / 10)

    u, half = np.log(f[middle]), 0.5 * np.log(2.0) / 4.7
    integral, _ = quad(power, u - half, u + half, epsabs=1e-12, epsrel=1e-12)
    expected_db = 10.0 * np.log10(integral / (2.0 * half))
    smoothed = smooth_uneven_db(level_db, f, fraction=4.7)
    assert smoothed[middle] == pytest.approx(expected_db, abs=1e-6)


@given(levels_db, st.sampled_from([1, 3, 12]), st.sampled_from(MEANS))
def test_both_ways_of_smoothing_agree_on_an_even_grid_whatever_the_curve(levels, fraction, mean):
    f = LOG96_HZ[:300]
    even = smooth_db(levels, fraction=fraction, mean=mean)
    uneven = smooth_uneven_db(levels, f, fraction=fraction, mean=mean)
    np.testing.assert_allclose(uneven, even, atol=1e-6)


@given(st.floats(-60.0, 60.0), st.sampled_from(FRACTIONS), st.sampled_from(MEANS))
def test_a_level_line_is_left_as_it_is(level_db, fraction, mean):
    line = np.full(956, level_db)
    f = uneven_hz(956)
    for smoothed in (
        smooth_db(line, fraction=fraction, mean=mean),
        smooth_uneven_db(line, f, fraction=fraction, mean=mean),
        smooth_erb_db(line, f, mean=mean),
    ):
        np.testing.assert_allclose(smoothed, level_db, atol=1e-9)


@given(levels_db, st.floats(-50.0, 50.0), st.sampled_from(MEANS))
def test_an_offset_goes_through_smoothing(levels, offset_db, mean):
    one = smooth_db(levels, fraction=6, mean=mean) + offset_db
    np.testing.assert_allclose(smooth_db(levels + offset_db, fraction=6, mean=mean), one, atol=1e-6)


@given(levels_db, st.sampled_from(MEANS))
def test_a_mirrored_curve_is_smoothed_to_the_mirror_image(levels, mean):
    mirrored = smooth_db(levels[::-1], fraction=3, mean=mean)[::-1]
    np.testing.assert_allclose(mirrored, smooth_db(levels, fraction=3, mean=mean), atol=1e-6)


@given(levels_db)
def test_means_come_in_the_order_of_their_powers(levels):
    # Jensen's inequality holds for the curve between the points; its cubics differ a little.
    smooth = smooth_db(levels / 40.0, fraction=1)
    amplitude = smooth_db(levels / 40.0, fraction=1, mean="amplitude")
    level = smooth_db(levels / 40.0, fraction=1, mean="level")
    assert np.all(smooth >= amplitude - 2e-2)
    assert np.all(amplitude >= level - 2e-2)


@given(st.floats(-1.5, 1.5), st.sampled_from(FRACTIONS))
def test_the_mean_of_db_keeps_a_slope_to_the_ends(slope_db, fraction):
    f = uneven_hz(500)
    line_db = slope_db * np.log2(f)
    smoothed = smooth_uneven_db(line_db, f, fraction=fraction, mean="level")
    np.testing.assert_allclose(smoothed, line_db, atol=1e-9)


def test_the_ends_keep_their_level():
    slope_db = -6.0 * np.log2(LOG96_HZ / 1000.0)
    for smoothed in (
        smooth_db(slope_db, fraction=1),
        smooth_uneven_db(slope_db, LOG96_HZ, fraction=1),
        smooth_erb_db(slope_db, LOG96_HZ),
    ):
        assert smoothed[0] == pytest.approx(slope_db[0])
        assert smoothed[-1] == pytest.approx(slope_db[-1])


@pytest.mark.parametrize("fraction", FRACTIONS)
@pytest.mark.parametrize("mean", MEANS)
def test_a_click_of_150_db_leaves_every_level_a_number(fraction, mean):
    level_db = np.zeros(956)
    level_db[500] = 150.0
    assert np.isfinite(smooth_db(level_db, fraction=fraction, mean=mean)).all()
    assert np.isfinite(smooth_uneven_db(level_db, LOG96_HZ, fraction=fraction, mean=mean)).all()


def test_a_curve_that_spans_80_db_keeps_six_digits_behind_the_point():
    f = np.geomspace(20.0, 20_000.0, 4001)
    slope_db = -80.0 / np.log2(1000.0) * np.log2(f / 20.0)
    rise = smooth_uneven_db(slope_db, f, fraction=3) - slope_db
    k, h = 80.0 / np.log2(1000.0) * np.log(10.0) / 10.0, 1.0 / 6.0
    expected_db = 10.0 * np.log10(np.sinh(k * h) / (k * h))
    inside = (f > 30.0) & (f < 13_000.0)
    np.testing.assert_allclose(rise[inside], expected_db, atol=1e-6)


@pytest.mark.parametrize("n_bins", [2, 3, 4, 5])
def test_very_short_curves_are_smoothed_between_their_extremes(n_bins):
    f = np.geomspace(100.0, 200.0, n_bins)
    level_db = np.arange(float(n_bins))
    smoothed = smooth_uneven_db(level_db, f, fraction=1)
    assert smoothed.shape == (n_bins,)
    assert smoothed[0] == pytest.approx(0.0, abs=1e-9)
    assert np.all((smoothed >= -1e-9) & (smoothed <= n_bins - 1 + 1e-9))


def test_many_curves_at_once_are_smoothed_as_each_alone():
    levels = np.random.default_rng(3).normal(size=(2, 3, 956))
    for smooth in (
        lambda level: smooth_db(level, fraction=3),
        lambda level: smooth_uneven_db(level, LOG96_HZ, fraction=5),
        lambda level: smooth_erb_db(level, LOG96_HZ),
    ):
        together = smooth(levels)
        for index in np.ndindex(2, 3):
            np.testing.assert_allclose(together[index], smooth(levels[index]), atol=1e-12)


@pytest.mark.parametrize("fraction", [5, 7, 96, 1000])
def test_a_band_that_is_no_whole_number_of_steps_is_refused(fraction):
    with pytest.raises(ValueError, match="octave"):
        smooth_db(np.zeros(956), fraction=fraction)


@pytest.mark.parametrize("fraction", [0.0, -3.0, float("nan")])
def test_a_fraction_that_is_not_above_0_is_refused(fraction):
    with pytest.raises(ValueError, match="fraction must be above 0"):
        smooth_uneven_db(np.zeros(956), LOG96_HZ, fraction=fraction)


def test_an_unknown_mean_is_refused_by_name():
    with pytest.raises(ValueError, match="got 'median'"):
        smooth_db(np.zeros(956), fraction=3, mean="median")


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    levels = np.random.default_rng(7).normal(size=(3, 956))
    strict, f = xp.asarray(levels), xp.asarray(LOG96_HZ)
    for mean in MEANS:
        np.testing.assert_allclose(
            np.asarray(smooth_db(strict, fraction=3, mean=mean)),
            smooth_db(levels, fraction=3, mean=mean),
            atol=1e-12,
        )
    np.testing.assert_allclose(
        np.asarray(smooth_uneven_db(strict, f, fraction=5)),
        smooth_uneven_db(levels, LOG96_HZ, fraction=5),
        atol=1e-12,
    )
    np.testing.assert_allclose(
        np.asarray(smooth_erb_db(strict, f)), smooth_erb_db(levels, LOG96_HZ), atol=1e-12
    )


def test_single_precision_comes_back_single_and_right_to_a_hundred_thousandth_of_a_db():
    levels = np.random.default_rng(7).uniform(-30.0, 30.0, size=956)
    single = levels.astype(np.float32)
    for smooth in (
        lambda level: smooth_db(level, fraction=3),
        lambda level: smooth_uneven_db(level, LOG96_HZ, fraction=3),
        lambda level: smooth_erb_db(level, LOG96_HZ),
    ):
        assert smooth(single).dtype == np.float32
        np.testing.assert_allclose(smooth(single), smooth(levels), atol=1e-5)


def test_whole_numbers_are_smoothed_in_double_precision():
    levels = np.arange(956)
    assert smooth_db(levels, fraction=3).dtype == np.float64
