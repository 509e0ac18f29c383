"""Columns that are no responses: other quantities, other units, spreads; columns of a mean."""

import pytest

from auricle.errors import MeasurementFormatError, NotACurveError
from auricle.response.formats import read_measurement

from .files import ROWS, table


def read(text: str):
    return read_measurement(text.encode("utf-8"), source="file.txt")


def three_columns(names: str) -> str:
    return names + "\n" + "".join(f"{f:.3f},{x:.3f},0.5\n" for f, x in ROWS)


@pytest.mark.parametrize(
    "other",
    [
        *("Std Dev (dB)", "SD", "sd (dB)", "Standard deviation [dB]", "Deviation (dB)", "Std"),
        *("Min (dB)", "Max (dB)", "Upper limit (dB)", "Tolerance (dB)", "Mean + SD (dB)"),
        *("Standardabweichung (dB)", "écart-type (dB)", "标准差 (dB)", "±σ (dB)", "Grenzwert (dB)"),
        *("Noise floor (dB)", "Isolation (dB)", "THD (dB)", "HD 600 (dB)", "SPL (dB)"),
    ],
)
def test_what_stands_beside_a_mean_is_left_unread_and_named(other):
    measurement = read(three_columns(f"Frequency,Mean (dB),{other}"))
    assert list(measurement.channels) == ["average"]
    assert measurement.channels["average"].level_db.tolist() == [x for _, x in ROWS]
    assert measurement.remarks == (f"columns left unread: {other!r}",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Isolation (dB)", "isolation or attenuation"),
        ("Attenuation", "isolation or attenuation"),
        ("Passive isolation, ANC off (dB)", "isolation or attenuation"),
        ("Insertion loss (dB)", "isolation or attenuation"),
        ("Dämpfung (dB)", "isolation or attenuation"),
        ("隔音 (dB)", "isolation or attenuation"),
        ("Crosstalk (dB)", "crosstalk"),
        ("Crosstalk L to R (dB)", "crosstalk"),
        ("Übersprechen [dB]", "crosstalk"),
        ("2nd harmonic (dB)", "distortion"),
        ("H2 (dB)", "distortion"),
        ("HD3 [dB]", "distortion"),
        ("HD 2 (dB)", "distortion"),
        ("THD", "distortion"),
        ("THD+N (dB)", "distortion"),
        ("Klirrfaktor (dB)", "distortion"),
        ("Noise floor (dB)", "noise"),
        ("Noise (dB)", "noise"),
        ("Background noise level (dB SPL)", "noise"),
        ("Grundrauschen (dB)", "noise"),
        ("Std Dev (dB)", "spreads or limits"),
        ("Standard deviation from the mean (dB)", "spreads or limits"),
        ("Deviation (dB)", "spreads or limits"),
        ("max (dB)", "spreads or limits"),
        ("Lower limit", "spreads or limits"),
        ("Group delay", "group delay"),
        ("Group delay (ms)", "group delay"),
        ("Gruppenlaufzeit", "group delay"),
        ("Impedance (dB)", "impedance"),
        ("Impedanz", "impedance"),
        ("Absorption coefficient", "'Absorption coefficient'"),
        ("Velocity (m/s)", "'Velocity \\(m/s\\)'"),
        ("Velocity level (dB re 50 nm/s)", "'Velocity level"),
        ("Coherence", "'Coherence'"),
        ("Power (mW)", "'Power \\(mW\\)'"),
        ("Current", "'Current'"),
    ],
)
@pytest.mark.parametrize("frequency", ["Frequency (Hz)", "Frequenz"])
def test_a_column_of_another_quantity_is_named_and_not_read(frequency, name, kind):
    with pytest.raises(NotACurveError, match=kind):
        read(f"{frequency};{name}\n" + table(";"))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Response (m/s)",
            "Acme One (mm)",
            "Acme One [Pa s/m]".replace(" s", "·s"),
            "Level (phon)",
        ),
        *("Acme One, mW", "Magnitude V/V", "Amplitude (°)".replace("°", "m/s²"), "Output [1/s]"),
    ],
)
def test_a_unit_that_is_no_db_is_refused(name):
    with pytest.raises(MeasurementFormatError, match="levels in dB"):
        read(f"Frequency (Hz);{name}\n" + table(";"))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Acme One",
            "Acme1V1_Reference",
            "AirPods Max",
            "AirPods Max (dB)",
            "HD 600",
            "HD 600 (dB)",
        ),
        *("Stax Sigma (dB)", "Harmonicdyne Zeus (dB)"),
        *("Noise Buds 2 (dB)", "SD251-BT", "Acme One (M)", "Acme One (A)", "Acme One (2019)"),
        *("SPL (dB) with noise cancelling", "Response to pink noise (dB)", "SPL (dB re 20 µPa)"),
        *("Sound pressure level (dB)", "Frequency response (dB)", "SPL at 120 ohm (dB)"),
        *("Acme One [closed]", "Schalldruckpegel / dB", "Acme One, dB", "AC/DC (dB)", "Acme L/R"),
    ],
)
def test_a_name_that_states_no_other_quantity_is_read(name):
    measurement = read(f"Frequency (Hz);{name}\n" + table(";"))
    (response,) = measurement.channels.values()
    assert response.level_db.tolist() == [x for _, x in ROWS]


@pytest.mark.parametrize(
    "name",
    ["SPL re target (dB)", "Deviation from target (dB)", "Level relative to Harman target (dB)"],
)
def test_a_column_that_is_relative_to_a_target_is_compensated_and_no_target(name):
    measurement = read(f"Frequency (Hz);{name}\n" + table(";"))
    assert measurement.is_compensated
    assert measurement.remarks == ()


def test_a_curve_relative_to_a_target_yields_to_one_that_is_not():
    measurement = read(three_columns("Frequency,SPL (dB),SPL re target (dB)"))
    assert not measurement.is_compensated
    assert measurement.remarks == ("columns left unread: 'SPL re target (dB)'",)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Crosstalk", "crosstalk"), ("THD+N Ratio", "distortion"), ("Noise Level", "noise")],
)
def test_the_title_of_an_audio_precision_export_names_another_quantity(title, kind):
    text = f"{title},\nLeft,\nX,Y\nHz,dB\n" + table(",")
    with pytest.raises(NotACurveError, match=kind):
        read(text)
    assert read(text.replace(title, "Acoustic Response")).dialect == "audio-precision"


def counted(first: int, *, decimals: str = ".", after: str = "") -> str:
    rows = (
        f"{first + i}\t{0.02 * 2.0 ** (i / 24.0):.6f}\t{90.0 + i % 3:.1f}{after}\n"
        for i in range(240)
    )
    return "".join(rows).replace(".", decimals)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("decimals", [".", ","])
@pytest.mark.parametrize("after", ["", "\t80.5"])
def test_a_count_of_rows_is_not_taken_for_frequencies(first, decimals, after):
    with pytest.raises(MeasurementFormatError, match="a first column that counts the rows"):
        read(counted(first, decimals=decimals, after=after))


def test_a_table_in_steps_of_one_hertz_is_no_count_of_rows():
    rows = "".join(f"{i}\t{90.0 + i % 7:.1f}\t{-0.5 * i:.1f}\n" for i in range(1, 240))
    assert read(rows).n_points == 239
