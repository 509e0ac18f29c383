import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response import LOG96_HZ
from auricle.response.features import channel_mismatch_db, resonance_height_db, smooth_db


def bell_db(center_hz: float, gain_db: float, q: float) -> np.ndarray:
    """Magnitude of an analogue peaking filter, from its transfer function."""
    s = 1j * LOG96_HZ / center_hz
    a = 10.0 ** (gain_db / 40.0)
    return 20.0 * np.log10(np.abs((s * s + s * a / q + 1.0) / (s * s + s / (a * q) + 1.0)))


@given(st.floats(-60.0, 60.0), st.sampled_from([1, 3, 6, 12, 24]))
def test_a_level_line_is_left_as_it_is(level_db, fraction):
    np.testing.assert_allclose(
        smooth_db(np.full(956, level_db), fraction=fraction), level_db, atol=1e-9
    )


@pytest.mark.parametrize(
    ("fraction", "peak_db"),
    # power mean of 10^(L/10) of a +6 dB, Q 5 bell over the band, by numerical quadrature
    [
        (24, 5.95576440714531),
        (12, 5.83249316207744),
        (6, 5.44098344062941),
        (3, 4.57007653151829),
        (1, 2.62655958527597),
    ],
)
def test_a_bell_is_flattened_as_the_integral_says(fraction, peak_db):
    nearest = int(np.argmin(np.abs(LOG96_HZ - 1000.0)))
    level_db = bell_db(float(LOG96_HZ[nearest]), 6.0, 5.0)
    assert smooth_db(level_db, fraction=fraction)[nearest] == pytest.approx(peak_db, abs=2e-4)


def test_the_power_mean_of_a_slope_lies_above_it_by_the_closed_form():
    slope_db = -6.0 * np.log2(LOG96_HZ / 1000.0)
    # mean of exp(k u) over -h..h is sinh(k h) / (k h), u in octaves, h = 1/6
    k, h = 6.0 * np.log(10.0) / 10.0, 1.0 / 6.0
    expected_db = 10.0 * np.log10(np.sinh(k * h) / (k * h))
    rise = smooth_db(slope_db, fraction=3) - slope_db
    np.testing.assert_allclose(rise[100:-100], expected_db, atol=1e-4)


def test_the_ends_keep_their_level():
    slope_db = -6.0 * np.log2(LOG96_HZ / 1000.0)
    smoothed = smooth_db(slope_db, fraction=1)
    assert smoothed[0] == pytest.approx(slope_db[0])
    assert smoothed[-1] == pytest.approx(slope_db[-1])


def test_smoothing_works_along_the_last_axis():
    levels = np.random.default_rng(3).normal(size=(2, 3, 956))
    np.testing.assert_allclose(
        smooth_db(levels, fraction=3)[1, 2], smooth_db(levels[1, 2], fraction=3)
    )


@pytest.mark.parametrize("fraction", [5, 7, 96, 1000])
def test_a_band_that_is_no_whole_number_of_steps_is_refused(fraction):
    with pytest.raises(ValueError, match="octave"):
        smooth_db(np.zeros(956), fraction=fraction)


@given(st.floats(5200.0, 7700.0), st.floats(2.0, 10.0))
def test_a_narrow_peak_in_the_band_is_found_with_nearly_its_height(center_hz, gain_db):
    error_db = bell_db(center_hz, gain_db, 20.0)
    height = resonance_height_db(error_db, frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
    assert 0.75 * gain_db <= float(height) <= gain_db


def test_a_peak_outside_the_band_does_not_count():
    error_db = bell_db(12_000.0, 10.0, 20.0)
    height = resonance_height_db(error_db, frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
    assert float(height) < 0.2


def test_a_dip_is_no_resonance():
    error_db = bell_db(6500.0, -10.0, 1.0)
    low = resonance_height_db(error_db, frequency_hz=LOG96_HZ, low_hz=6300.0, high_hz=6700.0)
    assert float(low) == 0.0


@given(st.floats(-10.0, 10.0))
def test_a_constant_difference_of_the_channels_is_their_mismatch(offset_db):
    level = np.random.default_rng(5).normal(size=956)
    mismatch = channel_mismatch_db(level + offset_db, level)
    assert float(mismatch) == pytest.approx(abs(offset_db), abs=1e-9)


def test_a_known_ripple_between_channels_has_the_rms_of_its_third_octaves():
    # D = 0.4 + 0.6 sin(log2(f / 1000)) at nominal third octaves: RMS 0.5790
    level = np.zeros(956)
    difference = 0.4 + 0.6 * np.sin(np.log2(LOG96_HZ / 1000.0))
    assert float(channel_mismatch_db(level + difference, level)) == pytest.approx(0.5790, abs=5e-3)


def test_the_channels_may_be_swapped():
    generator = np.random.default_rng(11)
    left, right = generator.normal(size=(2, 956))
    assert float(channel_mismatch_db(left, right)) == float(channel_mismatch_db(right, left))
