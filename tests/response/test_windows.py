import array_api_strict
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auricle.response.windows import log_mean_db, window_mean_db

edges = st.tuples(st.floats(30.0, 15_000.0), st.floats(1.01, 1.3))


def uneven_hz(n_bins: int) -> np.ndarray:
    steps = np.random.default_rng(5).uniform(0.3, 1.7, n_bins)
    return 20.0 * 1000.0 ** (np.cumsum(steps) / np.sum(steps))


@given(edges, st.floats(-12.0, 12.0), st.floats(-30.0, 30.0))
def test_the_mean_of_a_line_is_its_level_in_the_middle_of_the_window(edge, slope_db, offset_db):
    low_hz, ratio = edge
    f = uneven_hz(300)
    line_db = offset_db + slope_db * np.log2(f / 1000.0)
    high_hz = low_hz * ratio
    found = window_mean_db(line_db, f, np.array([low_hz]), np.array([high_hz]), mean="level")
    middle_hz = np.sqrt(low_hz * high_hz)
    assert found[0] == pytest.approx(offset_db + slope_db * np.log2(middle_hz / 1000.0), abs=1e-7)


@given(edges, st.floats(0.2, 12.0))
def test_the_power_mean_of_a_line_is_the_integral_of_its_exponential(edge, slope_db):
    low_hz, ratio = edge
    f = uneven_hz(4000)
    found = window_mean_db(
        slope_db * np.log2(f / low_hz), f, np.array([low_hz]), np.array([low_hz * ratio])
    )
    k = slope_db * np.log2(np.e) * np.log(10.0) / 10.0  # per unit of ln f
    expected = np.expm1(k * np.log(ratio)) / (k * np.log(ratio))
    assert found[0] == pytest.approx(10.0 * np.log10(expected), abs=1e-6)


@given(edges, edges)
def test_windows_that_meet_have_the_mean_of_both_together(one, other):
    f = uneven_hz(300)
    level_db = 3.0 * np.sin(3.0 * np.log(f))
    low, ratio = one
    middle, high = low * ratio, low * ratio * other[1]
    assume(high <= f[-1])
    parts = window_mean_db(
        level_db, f, np.array([low, middle, low]), np.array([middle, high, high]), mean="level"
    )
    first, second = np.log(middle / low), np.log(high / middle)
    together = (first * parts[0] + second * parts[1]) / (first + second)
    assert parts[2] == pytest.approx(together, abs=1e-8)


def test_a_cubic_over_log_frequency_is_integrated_without_error_on_an_even_grid():
    u = np.linspace(-1.0, 1.0, 41)
    level = u**3 - u**2 + 0.5 * u
    low, high = u[[3]], u[[30]]
    found = window_mean_db(level, np.exp(u), np.exp(low), np.exp(high), mean="level")

    def antiderivative(x):
        return x**4 / 4 - x**3 / 3 + x**2 / 4

    expected = (antiderivative(high) - antiderivative(low)) / (high - low)
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_a_mean_lies_between_the_extremes_even_of_noise():
    f = uneven_hz(400)
    generator = np.random.default_rng(2)
    level_db = generator.uniform(-80.0, 80.0, 400)
    low_hz = generator.uniform(30.0, 15_000.0, 100)
    found = window_mean_db(level_db, f, low_hz, 1.02 * low_hz)
    assert np.isfinite(found).all()
    assert np.max(found) <= np.max(level_db) + 1.0  # a cubic may overshoot a little


@pytest.mark.parametrize(
    ("low_hz", "high_hz", "complaint"),
    [
        (100.0, 100.0, "low_hz below high_hz"),
        (200.0, 100.0, "low_hz below high_hz"),
        (19.0, 100.0, "windows reach 19 to 100 Hz, data only 20 to 20000 Hz"),
        (100.0, 20_001.0, "data only 20 to 20000 Hz"),
    ],
)
def test_a_window_without_data_is_refused(low_hz, high_hz, complaint):
    f = np.array([20.0, 200.0, 2000.0, 20_000.0])
    with pytest.raises(ValueError, match=complaint):
        window_mean_db(np.zeros(4), f, np.array([low_hz]), np.array([high_hz]))


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    f = uneven_hz(300)
    levels = np.random.default_rng(7).normal(size=(3, 300))
    low_hz, high_hz = np.array([100.0, 1000.0]), np.array([200.0, 5000.0])
    strict = window_mean_db(*(xp.asarray(a) for a in (levels, f, low_hz, high_hz)))
    np.testing.assert_allclose(
        np.asarray(strict), window_mean_db(levels, f, low_hz, high_hz), atol=1e-12
    )
    strict = log_mean_db(xp.asarray(levels), xp.asarray(f), low_hz=200.0, high_hz=2000.0)
    np.testing.assert_allclose(
        np.asarray(strict), log_mean_db(levels, f, low_hz=200.0, high_hz=2000.0), atol=1e-12
    )
