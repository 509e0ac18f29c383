"""Laws of weighting, loudness, masking and field, on any array library."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.hearing import (
    BAND_CENTER_HZ,
    CONTOUR_HZ,
    PROGRAMME_DB,
    THRESHOLD_DBSPL,
    a_weighting_db,
    audible_harmonic_ratio,
    bark,
    characteristic_level_dba,
    crest_factor_db,
    delay_as_phase_deg,
    delay_in_periods,
    diffuse_field_gain_db,
    diffuse_field_level_dba,
    equal_loudness_dbspl,
    level_ex_8h_dba,
    level_ratio,
    loudness_phon,
    masked_level_dbspl,
    masked_listening_level_dba,
    niosh_dose,
    niosh_hours,
    niosh_twa_dba,
    osha_dose,
    osha_hours,
    osha_twa_dba,
    power_sum_db,
    programme_field_offset_db,
    sound_dose_pa2h,
    threshold_dbspl,
    weekly_dose,
    weekly_hours,
)
from auricle.response.formats import find_target
from auricle.response.resonances import added_resonance_db

positive_hz = st.floats(1e-300, 1e300)
audible_hz = st.floats(20.0, 12_500.0)
nominal_hz = st.sampled_from(CONTOUR_HZ)
phons = st.floats(2.4, 1e6)
band_levels_db = st.lists(st.floats(-200.0, 200.0), min_size=31, max_size=31)
BANDS = np.linspace(-20.0, 20.0, 31)
BAD = (np.nan, np.inf, -np.inf)


def test_weighting_a_is_exactly_0_at_1_khz():
    assert float(a_weighting_db(1000.0)) == 0.0
    assert float(a_weighting_db(np.float32(1000.0))) == 0.0


@given(positive_hz)
def test_weighting_a_is_a_number_at_every_frequency(frequency_hz):
    assert np.isfinite(float(a_weighting_db(frequency_hz)))


def test_weighting_a_is_the_product_of_its_poles():
    f = np.geomspace(10.0, 20_000.0, 300)

    def ratio(f):
        poles = (f**2 + 20.598997**2) * (f**2 + 12194.217**2)
        return 12194.217**2 * f**4 / poles / np.sqrt((f**2 + 107.65265**2) * (f**2 + 737.86223**2))

    expected_db = 20.0 * np.log10(ratio(f) / ratio(1000.0))
    np.testing.assert_allclose(a_weighting_db(f), expected_db, rtol=0.0, atol=1e-10)
    single = a_weighting_db(f.astype("f4"))
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, expected_db, rtol=0.0, atol=2e-4)


@given(phons)
def test_a_level_has_the_loudness_of_its_contour(phon):
    level_dbspl = equal_loudness_dbspl(phon)
    assert np.isfinite(level_dbspl).all()
    np.testing.assert_allclose(loudness_phon(level_dbspl, CONTOUR_HZ), phon, rtol=1e-12, atol=1e-9)


@given(nominal_hz, st.floats(0.0, 1e6))
def test_a_contour_goes_through_the_level_of_its_loudness(frequency_hz, above_threshold_db):
    column = CONTOUR_HZ.index(frequency_hz)
    level_dbspl = THRESHOLD_DBSPL[column] + above_threshold_db
    phon = float(loudness_phon(level_dbspl, frequency_hz))
    assert phon >= 2.4 - 1e-6
    back_dbspl = equal_loudness_dbspl(max(phon, 2.4))[column]
    assert float(back_dbspl) == pytest.approx(level_dbspl, rel=1e-12, abs=1e-6)


@given(phons, st.floats(0.1, 50.0))
def test_what_is_louder_has_a_higher_level_at_every_frequency(phon, more_phon):
    low, high = equal_loudness_dbspl(np.array([phon, phon + more_phon]))
    assert (high > low).all()


@given(audible_hz)
def test_the_threshold_lies_between_those_of_the_neighbours(frequency_hz):
    right = int(np.clip(np.searchsorted(CONTOUR_HZ, frequency_hz), 1, 28))
    ends = THRESHOLD_DBSPL[right - 1 : right + 1]
    assert min(ends) - 1e-9 <= float(threshold_dbspl(frequency_hz)) <= max(ends) + 1e-9


def test_the_threshold_is_linear_over_log_frequency_and_meets_the_table():
    np.testing.assert_allclose(threshold_dbspl(CONTOUR_HZ), THRESHOLD_DBSPL, atol=1e-9)
    f = np.geomspace(20.0, 12_500.0, 1000)
    expected_dbspl = np.interp(np.log(f), np.log(CONTOUR_HZ), THRESHOLD_DBSPL)
    np.testing.assert_allclose(threshold_dbspl(f), expected_dbspl, atol=1e-9)


@given(st.floats(-50.0, 120.0), st.floats(1.0, 1e5), st.integers(2, 20), st.floats(0.0, 10.0))
def test_no_harmonic_is_heard_that_lies_below_the_threshold_of_hearing(level, f, n, offset):
    masked = float(masked_level_dbspl(level, f, order=n, offset_db=offset))
    assert np.isfinite(masked)
    if 20.0 <= n * f <= 12_500.0:
        assert masked >= float(threshold_dbspl(n * f))
    ratio = float(audible_harmonic_ratio(level, f, order=n, offset_db=offset))
    assert ratio == pytest.approx(10.0 ** ((masked - level) / 20.0))


@given(st.floats(0.0, 60.0), st.floats(20.0, 2500.0), st.integers(2, 5), st.floats(0.0, 10.0))
def test_beside_a_tone_that_is_weaker_than_its_threshold_a_harmonic_is_heard_as_in_silence(
    below, f, n, offset
):
    threshold = float(threshold_dbspl(n * f))
    masked = masked_level_dbspl(threshold - below, f, order=n, offset_db=offset)
    assert float(masked) == threshold
    ratio = audible_harmonic_ratio(threshold - below, f, order=n, offset_db=offset)
    assert float(ratio) == pytest.approx(10.0 ** (below / 20.0))


@given(st.floats(60.0, 110.0), st.floats(50.0, 2000.0))
def test_higher_orders_are_masked_less(level_dbspl, frequency_hz):
    orders = np.array([2, 3, 4, 5])
    ratio = audible_harmonic_ratio(level_dbspl, frequency_hz, order=orders)
    inside = ratio * 10.0 ** (level_dbspl / 20.0) > 10.0 ** (
        threshold_dbspl(orders * frequency_hz) / 20.0
    ) * (1.0 + 1e-9)
    assert (np.diff(ratio[inside]) < 0.0).all()


def test_outside_the_table_of_thresholds_masking_stands_alone():
    alone = masked_level_dbspl(60.0, 10_000.0, order=2, offset_db=0.0)
    slope = 24.0 + 0.23 / 10.0 - 0.2 * 60.0
    expected = 60.0 - slope * float(bark(20_000.0) - bark(10_000.0))
    assert float(alone) == pytest.approx(expected)


@given(band_levels_db, st.floats(-50.0, 50.0))
def test_a_higher_level_in_every_band_is_higher_by_as_much(levels_db, offset_db):
    levels = np.array(levels_db)
    one, other = (diffuse_field_level_dba(x, BANDS) for x in (levels, levels + offset_db))
    assert float(other - one) == pytest.approx(offset_db, abs=1e-9)
    field_alone = diffuse_field_level_dba(levels - BANDS, np.zeros(31))
    assert float(field_alone) == pytest.approx(float(one), abs=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_bands_together_are_between_the_highest_and_all_at_the_highest(levels_db):
    total = float(power_sum_db(np.array(levels_db)))
    most = max(levels_db) + 10.0 * np.log10(len(levels_db))
    assert max(levels_db) - 1e-9 <= total <= most + 1e-9


def test_at_a_flat_drum_noise_reads_8_db_less_than_a_sine():
    gain_db = diffuse_field_gain_db(find_target("diffuse-field-iso-11904-1"))
    assert float(programme_field_offset_db(np.zeros(31), gain_db)) == pytest.approx(-8.11, abs=5e-3)


@pytest.mark.parametrize("slug", ["diffuse-field-5128", "diffuse-field-kemar"])
def test_the_diffuse_fields_of_other_rigs_are_0_below_the_reach_of_the_head(slug):
    gain_db = diffuse_field_gain_db(find_target(slug))
    assert np.mean(gain_db[:8]) == pytest.approx(0.0, abs=1e-9)
    assert np.max(np.abs(gain_db[:8])) < 0.5
    assert 8.0 < np.max(gain_db) < 20.0


def test_only_the_diffuse_field_of_the_whole_range_is_one():
    with pytest.raises(ValueError, match="kind 'diffuse-field'"):
        diffuse_field_gain_db(find_target("harman-over-ear-2018"))
    with pytest.raises(ValueError, match="grid reaches 20 to 20000 Hz"):
        diffuse_field_gain_db(find_target("ravizza-2023-diffuse-field"))


def test_the_noise_has_a_level_in_each_third_octave():
    assert len(PROGRAMME_DB) == len(BAND_CENTER_HZ) == 31


def test_a_harmonic_at_either_end_of_the_table_has_its_threshold():
    for fundamental_hz, expected_dbspl in ((10.0, 78.1), (6250.0, 12.3)):
        masked = float(masked_level_dbspl(0.0, fundamental_hz, order=2))
        assert masked == pytest.approx(expected_dbspl)


SHAPED = {
    "a_weighting_db": (a_weighting_db, ([[100.0], [1000.0]],)),
    "equal_loudness_dbspl": (equal_loudness_dbspl, ([20.0, 40.0],)),
    "loudness_phon": (loudness_phon, ([[60.0], [70.0]], [100.0, 1000.0, 31.5])),
    "threshold_dbspl": (threshold_dbspl, ([[20.0, 150.0], [1000.0, 12_500.0]],)),
    "bark": (bark, ([0.0, 1000.0],)),
    "masked_level_dbspl": (
        lambda level, f, n: masked_level_dbspl(level, f, order=n),
        ([[70.0], [90.0]], [1000.0, 9000.0], [[[2.0]], [[3.0]]]),
    ),
    "audible_harmonic_ratio": (
        lambda level, f, n: audible_harmonic_ratio(level, f, order=n),
        ([[70.0], [90.0]], [1000.0, 9000.0], [2.0, 3.0]),
    ),
    "level_ratio": (level_ratio, ([60.0, 70.0], [90.0])),
    "delay_in_periods": (delay_in_periods, ([[1e-3], [2e-3]], [500.0, 1000.0])),
    "delay_as_phase_deg": (delay_as_phase_deg, ([1e-3, 2e-3], [500.0])),
    "power_sum_db": (power_sum_db, ([[1.0, 2.0], [3.0, 4.0]],)),
    "diffuse_field_level_dba": (
        diffuse_field_level_dba,
        ([BANDS.tolist(), BANDS.tolist()], BANDS.tolist()),
    ),
    "programme_field_offset_db": (
        programme_field_offset_db,
        ([BANDS.tolist(), BANDS.tolist()], BANDS.tolist()),
    ),
    "niosh_hours": (niosh_hours, ([[85.0], [88.0]],)),
    "osha_hours": (osha_hours, ([85.0, 88.0],)),
    "niosh_dose": (niosh_dose, ([[85.0, 88.0], [90.0, 91.0]], [1.0, 2.0])),
    "osha_dose": (osha_dose, ([[85.0, 88.0], [79.0, 91.0]], [1.0, 2.0])),
    "niosh_twa_dba": (niosh_twa_dba, ([0.5, 1.0],)),
    "osha_twa_dba": (osha_twa_dba, ([0.5, 1.0],)),
    "sound_dose_pa2h": (sound_dose_pa2h, ([[85.0, 88.0], [90.0, 91.0]], [1.0, 2.0])),
    "weekly_hours": (weekly_hours, ([85.0, 88.0],)),
    "weekly_dose": (weekly_dose, ([[85.0, 88.0], [90.0, 91.0]], [1.0, 2.0])),
    "level_ex_8h_dba": (level_ex_8h_dba, ([[85.0, 88.0], [90.0, 91.0]], [1.0, 2.0])),
    "characteristic_level_dba": (
        characteristic_level_dba,
        ([[0.1], [0.2]], [0.075, 0.1]),
    ),
    "masked_listening_level_dba": (
        masked_listening_level_dba,
        ([[80.0], [70.0]], [20.0, 0.0], [10.0]),
    ),
    "added_resonance_db": (added_resonance_db, ([-20.0, 0.0],)),
}


@pytest.mark.parametrize(("kernel", "arguments"), SHAPED.values(), ids=SHAPED)
def test_the_kernel_uses_the_array_standard_only_and_broadcasts(kernel, arguments):
    plain = kernel(*map(np.asarray, arguments))
    strict = kernel(*(array_api_strict.asarray(a) for a in arguments))
    assert type(strict) is type(array_api_strict.asarray(1.0))
    np.testing.assert_allclose(np.asarray(strict), plain, rtol=1e-12, atol=1e-12)
    single = kernel(*(np.asarray(a, dtype=np.float32) for a in arguments))
    if plain.dtype != np.bool_:
        assert single.dtype == np.float32
        np.testing.assert_allclose(single, plain, rtol=2e-5, atol=1e-3)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(
    "call",
    [
        a_weighting_db,
        equal_loudness_dbspl,
        lambda x: loudness_phon(x, 1000.0),
        lambda x: loudness_phon(60.0, x),
        threshold_dbspl,
        bark,
        lambda x: masked_level_dbspl(x, 1000.0, order=2),
        lambda x: masked_level_dbspl(80.0, x, order=2),
        lambda x: masked_level_dbspl(80.0, 1000.0, order=x),
        lambda x: masked_level_dbspl(80.0, 1000.0, order=2, offset_db=x),
        lambda x: power_sum_db([x, 1.0]),
        lambda x: diffuse_field_level_dba(np.full(31, x), np.zeros(31)),
        crest_factor_db,
        lambda x: characteristic_level_dba(x, 0.1),
        lambda x: characteristic_level_dba(0.1, x),
        lambda x: masked_listening_level_dba(x, 10.0, 10.0),
    ],
)
def test_what_is_no_number_is_refused(call, bad):
    with pytest.raises(ValueError, match=r"finite|must lie|nominal frequency|whole number"):
        call(bad)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: a_weighting_db(0.0), "above 0"),
        (lambda: equal_loudness_dbspl(2.3), "at least 2.4"),
        (lambda: loudness_phon(4.0, 500.0), "not below the threshold of hearing"),
        (lambda: loudness_phon(60.0, 440.0), "nominal frequency of ISO 226"),
        (lambda: loudness_phon(60.0, 16_000.0), "nominal frequency of ISO 226"),
        (lambda: threshold_dbspl(19.9), "from 20 Hz to 12.5 kHz"),
        (lambda: threshold_dbspl(12_501.0), "from 20 Hz to 12.5 kHz"),
        (lambda: bark(-1.0), "not below 0"),
        (lambda: masked_level_dbspl(122.0, 1000.0, order=2), "falling slope"),
        (lambda: masked_level_dbspl(80.0, 1000.0, order=1), "whole number from 2 on"),
        (lambda: masked_level_dbspl(80.0, 1000.0, order=2.5), "whole number from 2 on"),
        (lambda: diffuse_field_level_dba(np.zeros(30), np.zeros(31)), r"got \(30,\)"),
        (lambda: diffuse_field_level_dba(np.zeros(31), 0.0), r"diffuse_field_db must have 31"),
        (lambda: crest_factor_db(0.9), "at least 1"),
        (lambda: characteristic_level_dba(0.0, 0.1), "voltage_v must be"),
    ],
)
def test_what_lies_outside_the_range_is_refused(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()


def test_integers_count_as_the_numbers_they_are():
    assert niosh_hours(np.array([85, 88])).tolist() == [8.0, 4.0]
    assert niosh_hours(array_api_strict.asarray([85, 88])).dtype == array_api_strict.float64
    assert float(weekly_dose(80, 40)) == 1.0
