"""What prose and names of columns state of smoothing and compensation, in each dialect."""

import pytest

from auricle.response.formats import read_measurement
from auricle.response.measurement import Smoothing

from .files import ROWS, rew, table

THIRD = Smoothing("fractional-octave", 3)
UNSTATED = Smoothing("unstated-width")


def read(text: str):
    return read_measurement(text.encode("utf-8"), source="file.txt")


@pytest.mark.parametrize(
    ("stated", "smoothing"),
    [
        ("Psychoacoustic smoothing", Smoothing("psychoacoustic")),
        ("psycho-acoustic", Smoothing("psychoacoustic")),
        ("ERB smoothing", Smoothing("erb")),
        ("Var", Smoothing("variable")),
        ("Variable smoothing", Smoothing("variable")),
        ("No smoothing", Smoothing("none")),
        ("none", Smoothing("none")),
        ("Off", Smoothing("none")),
        ("unsmoothed", Smoothing("none")),
        *((text, THIRD) for text in ("Third octave", "1/3 oct.", "1:3 octave", "0.33 octave")),
        *((text, THIRD) for text in ("0,33 oct", "1/3rd octave", "1/3-octave", "⅓ octave")),
        *((text, THIRD) for text in ("one-third octave", "1 / 3 Oktave", "0.3333 octaves")),
        ("0.5 octave", Smoothing("fractional-octave", 2)),
        ("0.1 octave", Smoothing("fractional-octave", 10)),
        ("0.17 octave", Smoothing("fractional-octave", 6)),
        ("1 octave", Smoothing("fractional-octave", 1)),
        ("1/1 octave", Smoothing("fractional-octave", 1)),
        ("Octave", Smoothing("fractional-octave", 1)),
        ("sixth-octave", Smoothing("fractional-octave", 6)),
        ("24th octave", Smoothing("fractional-octave", 24)),
        ("twenty-fourth octave", Smoothing("fractional-octave", 24)),
        ("Jan/48 octave", Smoothing("fractional-octave", 48)),
        *((text, UNSTATED) for text in ("yes", "as usual", "2/3 octave", "1/0 octave", "5 points")),
        *((text, UNSTATED) for text in ("1/3 and 1/6 octave", "two-third octave", "1/3/2024")),
    ],
)
def test_a_statement_of_smoothing_is_understood_or_kept_as_one(stated, smoothing):
    assert read(rew(Smoothing=stated)).smoothing == smoothing


PROSE = [
    ("HD 600, 1/3 octave smoothing", THIRD),
    ("Smoothing: 1/3 octave", THIRD),
    ("smoothed (third octave), 2024-01-06", THIRD),
    ("Acme One 1/2 pads, 1/3 oct. smoothing", THIRD),
    ("0,33 octave smoothing", THIRD),
    ("1/3 octave bands", THIRD),
    ("psychoacoustic smoothing", Smoothing("psychoacoustic")),
    ("smoothed 15 Jan 2024", UNSTATED),
    ("smoothed 1 Oct 2024", UNSTATED),
    ("smoothed 3rd October, 2024", UNSTATED),
    ("smoothed at 1:30", UNSTATED),
    ("Smoothing: Jan/48", Smoothing("fractional-octave", 48)),
    ("octave bands", Smoothing("fractional-octave", 1)),
    ("smoothed", UNSTATED),
    ("Kurve geglättet", UNSTATED),
    ("unsmoothed", Smoothing("none")),
    ("no smoothing", Smoothing("none")),
    ("Smoothing: None", Smoothing("none")),
    ("Acme Smooth Two", None),
    ("tilt of -1 dB per octave", None),
    ("1/12 octave steps", None),
    ("Acme One", None),
]


@pytest.mark.parametrize(("prose", "smoothing"), PROSE)
@pytest.mark.parametrize(
    ("form", "dialect"),
    [
        ("{}\nFrequency\tSPL (dB)\n", "columns"),
        ("# {}\nFrequency\tSPL (dB)\n", "columns"),
        ("{}\nFrequency\tLeft\nHz\tdB\n", "columns"),
        ("# {}\nfrequency\traw\n", "autoeq"),
        ("# {}\n", "plain"),
        ("{}\n\n", "plain"),
        ("{}\nFrequency\tdB\tUnweighted\n", "audiotools"),
    ],
)
def test_prose_above_a_table_states_its_smoothing(form, dialect, prose, smoothing):
    measurement = read(form.format(prose) + table())
    assert measurement.dialect == dialect
    assert measurement.smoothing == smoothing


@pytest.mark.parametrize(("prose", "smoothing"), PROSE)
def test_a_remark_in_the_own_table_states_its_smoothing(prose, smoothing):
    measurement = read(f"# {prose}\nfrequency_hz,level_db\n" + table(","))
    assert measurement.dialect == "auricle"
    assert measurement.smoothing == smoothing


def audio_precision(title: str) -> str:
    rows = "".join(f"{f:.3f},{x:.3f}\n" for f, x in ROWS)
    return f'"{title}",\nLeft,\nX,Y\nHz,dBSPL\n' + rows


@pytest.mark.parametrize(("prose", "smoothing"), PROSE)
def test_the_title_of_an_audio_precision_export_states_its_smoothing(prose, smoothing):
    assert read(audio_precision(prose)).smoothing == smoothing


@pytest.mark.parametrize(
    ("names", "smoothing"),
    [
        ("Frequency,SPL 1/3 oct (dB)", THIRD),
        ("Frequency,SPL (dB) third octave", THIRD),
        ("Frequency,SPL (1/3 octave smoothed)", THIRD),
        ("Frequency,SPL smoothed (dB)", UNSTATED),
        ("Frequency,SPL ERB smoothed (dB)", Smoothing("erb")),
        ("Frequency,SPL unsmoothed (dB)", Smoothing("none")),
        ("Frequency,SPL (dB)", None),
        ("# 1/3 octave smoothing\nFrequency,smoothed", THIRD),
        ("# 1/6 octave smoothing\nFrequency,SPL 1/3 oct (dB)", THIRD),
    ],
)
def test_the_name_of_a_column_states_its_smoothing(names, smoothing):
    assert read(names + "\n" + table(",")).smoothing == smoothing


def test_a_smoothed_column_beside_what_was_measured_does_not_smooth_it():
    measurement = read("frequency,smoothed,raw\n" + table(",", after=",90.5"))
    assert measurement.smoothing is None
    assert not measurement.is_compensated
    assert measurement.remarks[0] == "columns left unread: 'smoothed'"


COMPENSATED = [
    ("Acme One, diffuse-field equalised", True),
    ("Acme One DF compensated", True),
    ("compensated", True),
    ("equalized", True),
    ("SPL re target", True),
    ("levels re Harman target", True),
    ("deviation from the target", True),
    ("diffuse field removed", True),
    ("uncompensated", False),
    ("not compensated", False),
    ("unequalized", False),
    ("Harman target", False),
]


@pytest.mark.parametrize(("prose", "is_compensated"), COMPENSATED)
@pytest.mark.parametrize(
    "form",
    [
        "# {}\nFrequency\tSPL (dB)\n",
        "{}\nFrequency\tSPL (dB)\n",
        "# {}\nfrequency\traw\n",
        "# {}\n",
        "# {}\nfrequency_hz,level_db\n",
        "{}\nFrequency\tdB\tUnweighted\n",
    ],
)
def test_prose_above_a_table_states_a_compensation(form, prose, is_compensated):
    rows = table("," if "_hz" in form else "\t")
    assert read(form.format(prose) + rows).is_compensated is is_compensated


@pytest.mark.parametrize(("prose", "is_compensated"), COMPENSATED)
def test_titles_of_programs_state_a_compensation(prose, is_compensated):
    assert read(rew(Measurement=prose)).is_compensated is is_compensated
    assert read(audio_precision(prose)).is_compensated is is_compensated


def test_an_equalised_column_beside_what_was_measured_does_not_compensate_it():
    measurement = read("Frequency,SPL (dB),Equalized (dB)\n" + table(",", after=",90.5"))
    assert not measurement.is_compensated
