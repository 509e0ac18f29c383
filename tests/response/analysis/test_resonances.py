import numpy as np
import pytest

from auricle.response import LOG96_HZ
from auricle.response.analysis.question import Question
from auricle.response.analysis.resonances import shown_resonances
from auricle.response.spread import Doubt


def bell_db(center_hz: float, gain_db: float, q: float) -> np.ndarray:
    """Magnitude of an analogue peaking filter, from its transfer function."""
    s = 1j * LOG96_HZ / center_hz
    a = 10.0 ** (gain_db / 40.0)
    return 20.0 * np.log10(np.abs((s * s + s * a / q + 1.0) / (s * s + s / (a * q) + 1.0)))


def asked(coupler: str | None = "IEC 60318-4", n_takes: int = 1) -> Question:
    return Question(Doubt("open", n_takes=n_takes), coupler=coupler)


@pytest.mark.parametrize("gain_db", [6.0, -6.0])
def test_a_bell_has_its_centre_height_and_q_inside_their_intervals(gain_db):
    [found] = shown_resonances(bell_db(3000.0, gain_db, 5.0), LOG96_HZ, asked())
    assert found.found.kind == ("peak" if gain_db > 0.0 else "dip")
    assert found.frequency.low < 3000.0 < found.frequency.high
    assert found.prominence.low < 6.0 < found.prominence.high
    assert found.q.low < 5.0 < found.q.high


def test_the_height_of_a_peak_is_as_sure_as_the_difference_of_two_levels():
    # The prominence is the level at the centre less that at the upper end, the higher of both
    # ends. Their errors are those of 1-4 and 10-20 kHz; 0.8 decades apart they are uncorrelated.
    [found] = shown_resonances(bell_db(3000.0, 6.0, 5.0), LOG96_HZ, asked())
    at_centre = 0.5**2 + 0.7**2 + 0.7**2 + 0.15**2
    at_end = 3.0**2 + 2.0**2 + 4.0**2 + 0.5**2
    reach = found.prominence.high - found.found.prominence_db
    assert reach == pytest.approx(1.96 * np.sqrt(at_centre + at_end), rel=0.06)


def test_more_takes_make_a_peak_surer():
    level_db = bell_db(6000.0, 6.0, 4.0)
    widths = []
    for n_takes in (1, 10):
        [found] = shown_resonances(level_db, LOG96_HZ, asked(n_takes=n_takes))
        widths.append(found.prominence.high - found.prominence.low)
    assert widths[1] < widths[0]


def test_a_dip_where_the_rig_has_one_of_its_own_is_of_low_confidence():
    level_db = bell_db(9000.0, -8.0, 6.0)
    [on_711] = shown_resonances(level_db, LOG96_HZ, asked())
    [on_5128] = shown_resonances(level_db, LOG96_HZ, asked("ITU-T P.57 type 4.3"))
    assert (on_711.confidence, on_5128.confidence) == ("low", "normal")


def test_a_level_line_has_no_resonance():
    assert shown_resonances(0.0 * LOG96_HZ, LOG96_HZ, asked()) == ()


def test_neighbours_do_not_change_what_errors_do_to_a_peak():
    # each on its own against both: the interval of the first must not jump to the second
    both_db = bell_db(2000.0, 6.0, 6.0) + bell_db(2800.0, 7.0, 6.0)
    first, *_ = shown_resonances(both_db, LOG96_HZ, asked())
    assert first.frequency.high < 2300.0
    assert first.prominence.low > 0.5
