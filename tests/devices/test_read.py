"""Device files that are broken: refused with all faults and their places."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.devices import parse_device
from auricle.errors import DossierError
from tests.test_hostile import mutations

from .texts import HEADER, TWO_VOLTS, WHOLE, figure, output


def refusal_of(text, *, file="acme-amp.toml"):
    with pytest.raises(DossierError) as refusal:
        parse_device(text, file=file)
    return str(refusal.value).splitlines()


def line_of(text, part):
    [line] = [n for n, content in enumerate(text.splitlines(), start=1) if part in content]
    return line


VOLUME = '[volume]\nshows = "dB"\nat_full = 0\nsource = "maker"\n'
BROKEN = {
    "no device": (WHOLE.replace("[device]", "[devise]"), "no [device]"),
    "no brand": (WHOLE.replace('brand = "Acme"\n', ""), "no 'brand'"),
    "a class that is none": (WHOLE.replace('"desktop"', '"amplifier"'), "'amplifier'"),
    "a class that a file cannot have": (WHOLE.replace('"desktop"', '"iec"'), "'iec'"),
    "no schema": (WHOLE.replace("schema = 1", ""), "no 'schema'"),
    "another schema": (WHOLE.replace("schema = 1", "schema = 2"), "schema 2"),
    "an unknown section": (WHOLE + "\n[colour]\nred = 1\n", "unknown key 'colour'"),
    "an unknown key": (HEADER + output(figure("voltage", 2, "V", load="32")), "key 'load'"),
    "no outputs": (HEADER, "no [[outputs]]"),
    "empty outputs": (HEADER.replace("schema = 1", "schema = 1\noutputs = []"), "no [[outputs]]"),
    "outputs that are no tables": (
        HEADER.replace("schema = 1", "schema = 1\noutputs = [1, 2]"),
        "found 1",
    ),
    "an output that is one table": (
        HEADER + '\n[outputs]\nname = "x"\ncircuit = "balanced"\n',
        "no [[outputs]]",
    ),
    "an output without figures": (HEADER + output(), "no 'figures'"),
    "no figures in the list": (HEADER + output(more="figures = []"), "list"),
    "neither voltage nor power": (
        HEADER + output(figure("output-impedance", 1, "ohm")),
        "no such figure of '6.35 mm'",
    ),
    "another unit": (HEADER + output(figure("voltage", 2, "Vpp")), "unit 'Vpp'"),
    "a unit of something else": (HEADER + output(figure("voltage", 2, "mW")), "unit 'mW'"),
    "dB of a voltage": (HEADER + output(figure("voltage", 2, "dBV")), "unit 'dBV'"),
    "a power without a load": (HEADER + output(figure("power", 100, "mW")), "into what?"),
    "an unknown source": (
        HEADER + output(figure("voltage", 2, "V", source="makr")),
        "source 'makr'",
    ),
    "a value and an end": (
        HEADER + output(figure("voltage", "value = 2\nmin = 1", "V")),
        "'value', or 'min' and 'max'",
    ),
    "no figure at all": (HEADER + output(figure("voltage", "", "V")), "'value', or 'min'"),
    "ends in the wrong order": (
        HEADER + output(figure("voltage", "min = 3\nmax = 2", "V")),
        "'min' that is not above 'max'",
    ),
    "a negative voltage": (HEADER + output(figure("voltage", -2, "V")), "voltage of -2 V"),
    "no voltage": (HEADER + output(figure("voltage", 0, "V")), "voltage of 0 V"),
    "not a number": (HEADER + output(figure("voltage", "value = nan", "V")), "found nan"),
    "an endless number": (HEADER + output(figure("voltage", "value = inf", "V")), "found inf"),
    "millivolts as volts": (HEADER + output(figure("voltage", 500, "V")), "voltage of 500 V"),
    "a text for a number": (HEADER + output(figure("voltage", 'value = "2"', "V")), "found '2'"),
    "a truth for a number": (HEADER + output(figure("voltage", "value = true", "V")), "True"),
    "a load of nothing": (
        HEADER + output(figure("power", 100, "mW", load_ohm=0)),
        "a number above 0.1",
    ),
    "a load without end": (
        HEADER + output(figure("power", "value = 1\nload_ohm = inf", "mW")),
        "found inf",
    ),
    "loads in the wrong order": (
        HEADER + output(TWO_VOLTS, more="load_min_ohm = 150\nload_max_ohm = 32"),
        "'load_min_ohm' that is not above 'load_max_ohm'",
    ),
    "noise in volts that was meant in microvolts": (
        HEADER + output(TWO_VOLTS, figure("noise", 3, "V")),
        "noise of 3 V",
    ),
    "a weighting that is none": (
        HEADER + output(TWO_VOLTS, figure("noise", 3, "uV", weighting="C")),
        "'C'",
    ),
    "a volume that shows per cent": (WHOLE + VOLUME.replace('"dB"', '"%"'), "'%'"),
    "a volume of an unknown source": (WHOLE + VOLUME.replace("maker", "shop"), "source 'shop'"),
    "a volume that is no table": (WHOLE.replace("schema = 1", "schema = 1\nvolume = 3"), "volume"),
    "a slug that is no slug": (WHOLE.replace('"acme-amp"', '"Acme Amp"'), "'Acme Amp'"),
    "no TOML": ("schema = = 1", "expected TOML"),
    "an empty file": ("", "no 'schema'"),
    "a byte order mark": ("\ufeff" + WHOLE, "a byte order mark"),
    "a number of thousands of digits": (WHOLE.replace("= 2\n", f"= {'9' * 5000}\n"), "acme-amp"),
    "half a character": (WHOLE + "# \ud800", "half a character"),
    "two keys of one name": (WHOLE.replace("schema = 1", "schema = 1\nschema = 1"), "acme-amp"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_device_file_is_refused_with_its_place(name):
    text, said = BROKEN[name]
    lines = refusal_of(text)
    assert said in "\n".join(lines)
    for line in lines:
        place, _, rest = line.partition(": found ")
        file, row, column = place.rsplit(":", 2)
        assert file == "acme-amp.toml"
        assert int(row) >= 1
        assert int(column) >= 1
        assert ", expected " in rest


def test_all_faults_of_a_file_come_at_once_each_at_its_place():
    text = HEADER.replace('brand = "Acme"\n', "brand = 7\n") + output(
        figure("voltage", 2, "Vpp"),
        figure("power", 100, "mW", load_ohm=32, source="makr"),
        figure("noise", -3, "uV", source="lab"),
    )
    lines = refusal_of(text)
    places = {line.partition(": found")[0] for line in lines}
    for part in ("brand = 7", '"Vpp"', '"makr"', "value = -3"):
        row = line_of(text, part)
        assert any(place.startswith(f"acme-amp.toml:{row}:") for place in places), part
    assert "did you mean 'maker'?" in "\n".join(lines)
    assert len(lines) == 4


def test_what_keys_of_one_entry_say_together_is_told_beside_what_is_wrong_with_one():
    """A newcomer's file: each of these came only after the former had been mended."""
    text = HEADER.replace('"desktop"', '"amplifier"') + output(
        figure("power", 100, "mW", load="32", source="makr"),  # load for load_ohm
        figure("voltge", 2, "V"),
        figure("voltage", "min = 3\nmax = 2", "Vpp", kind="measurd"),
        figure("current", "value = 1\nmax = 2", "A", load_ohm="high"),
        figure("noise", "", "uV", source="Lab 7"),
        figure("gain", 700, "dB", weighting="C"),
        more="load_min_ohm = 150\nload_max_ohm = 32",
    )
    said = refusal_of(text, file="acme-two.toml")
    for part in (
        "found 'amplifier'",
        "found 'acme-amp' in acme-two.toml",
        "found unknown key 'load'",
        "expected 'load_ohm' beside a power",
        "found source 'makr'",
        "found 'voltge'",
        "expected 'min' that is not above 'max'",
        "found unit 'Vpp'",
        "found 'measurd'",
        "found 'high'",
        "found 'Lab 7'",
        "found 'C'",
        "found gain of 700 dB",
        "expected 'load_min_ohm' that is not above 'load_max_ohm'",
    ):
        assert len([line for line in said if part in line]) == 1, part
    assert len([line for line in said if "expected 'value', or 'min' and 'max'" in line]) == 2
    assert len(said) == 16


@pytest.mark.parametrize(
    ("text", "part"),
    [
        # what is wrong with a key alone is not told twice, nor guessed at
        (WHOLE.replace('"voltage"', '"voltge"'), "'voltge'"),
        (WHOLE.replace('unit = "V"', "unit = 7"), "found 7"),
        (WHOLE.replace("value = 2", 'value = "2"'), "found '2'"),
        (WHOLE.replace("value = 2", "max = nan"), "found nan"),
        (HEADER + output(figure("voltage", 'min = "1"\nmax = 2', "V")), "found '1'"),
        (HEADER + output(figure("voltage", 'min = 1\nmax = "2"', "V")), "found '2'"),
        (HEADER + output(figure("power", 1, "W", load_ohm="32")), "found '32'"),
        (HEADER + output(TWO_VOLTS, more='load_min_ohm = 32\nload_max_ohm = "150"'), "'150'"),
        (HEADER + output(TWO_VOLTS, more='load_min_ohm = "32"\nload_max_ohm = 150'), "'32'"),
        (WHOLE.replace('source = "maker"', 'source = "Maker 1"'), "'Maker 1'"),
        (WHOLE.replace('source = "maker"\n', ""), "no 'source'"),
        (WHOLE.replace('"acme-amp"', '"Acme Amp"'), "'Acme Amp'"),
        (WHOLE + VOLUME.replace('"maker"', '"Maker 1"'), "'Maker 1'"),
        (WHOLE.replace('name = "6.35 mm"\n', ""), "no 'name'"),
    ],
)
def test_one_fault_is_told_once(text, part):
    [line] = refusal_of(text)
    assert part in line


def test_an_output_that_tells_of_no_reach_is_told_so_unless_a_quantity_may_be_misspelled():
    gain, slip = figure("gain", 6, "dB"), figure("voltge", 2, "V")
    nameless = HEADER + output(gain).replace('name = "6.35 mm"\n', "")
    said = refusal_of(nameless)
    assert len(said) == 2
    assert any("no such figure, expected at least one figure of voltage" in line for line in said)
    [line] = refusal_of(HEADER + output(gain, slip))
    assert "'voltge'" in line


def test_an_unknown_source_of_a_volume_is_told_beside_what_is_wrong_with_it():
    said = refusal_of(WHOLE + VOLUME.replace('"dB"', '"%"').replace("maker", "makr"))
    assert len(said) == 2
    assert any("source 'makr'" in line for line in said)


def test_the_slug_is_the_name_of_the_file():
    [line] = refusal_of(WHOLE, file="acme-two.toml")
    assert line.startswith(f"acme-two.toml:{line_of(WHOLE, 'slug =')}:")
    assert "'acme-amp' in acme-two.toml" in line


@pytest.mark.parametrize(
    ("quantity", "value", "unit", "more", "expected"),
    [
        ("voltage", 500, "mV", {}, 0.5),
        ("voltage", 2.5, "V", {}, 2.5),
        ("power", 150, "mW", {"load_ohm": 32}, 0.15),
        ("power", 1.5, "W", {"load_ohm": 32}, 1.5),
        ("current", 100, "mA", {}, 0.1),
        ("output-impedance", 0, "ohm", {}, 0.0),
        ("output-impedance", 10, "Ω", {}, 10.0),
        ("noise", 3, "uV", {}, 3e-6),
        ("noise", 3, "µV", {}, 3e-6),
        ("signal-to-noise", 110, "dB", {}, 110.0),
        ("gain", -6, "dB", {}, -6.0),
    ],
)
def test_a_figure_is_kept_in_si_units_and_as_it_was_stated(quantity, value, unit, more, expected):
    text = HEADER + output(TWO_VOLTS, figure(quantity, value, unit, **more))
    found = parse_device(text, file="acme-amp.toml").outputs[0].figures[1]
    assert found.value == pytest.approx(expected, rel=1e-12)
    assert found.figure == found.value
    assert found.stated.startswith(f"{value:g} {unit.replace('ohm', 'Ω').replace('uV', 'µV')}")
    assert found.source.url == "https://example.org/amp.pdf"


@pytest.mark.parametrize(
    ("ends", "figure_ohm", "stated"),
    [
        ("max = 1", 1.0, "< 1 Ω"),
        ("min = 1", 1.0, "> 1 Ω"),
        ("min = 1\nmax = 3", 2.0, "1–3 Ω"),
    ],
)
def test_a_bound_or_a_range_is_said_as_one(ends, figure_ohm, stated):
    text = HEADER + output(TWO_VOLTS, figure("output-impedance", ends, "ohm"))
    found = parse_device(text, file="acme-amp.toml").outputs[0].figures[1]
    assert found.value is None
    assert found.figure == figure_ohm
    assert found.stated == stated


def read_or_refused(text):
    try:
        device = parse_device(text, file="acme-amp.toml")
    except DossierError:
        return
    for one in device.outputs:
        assert all(math.isfinite(figure.figure) for figure in one.figures)


MANY = HEADER + output(
    figure("voltage", "min = 1\nmax = 2", "V", gain="low", volume="10"),
    figure("power", 100, "mW", load_ohm=32, kind="measured", source="lab", condition="1 %"),
    figure("noise", 3, "uV", weighting="A"),
    figure("signal-to-noise", 110, "dB", reference_v=2, note="x"),
    more="load_min_ohm = 16\nload_max_ohm = 600",
)


def test_no_odd_value_at_any_place_of_a_file_ends_in_another_error():
    for changed in mutations(MANY + VOLUME + "step = 0.5\nlowest = -99\n"):
        read_or_refused(changed)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    read_or_refused(text)


@given(st.lists(st.sampled_from(WHOLE.splitlines()), max_size=30))
def test_any_lines_of_a_device_file_are_read_or_refused(lines):
    read_or_refused("\n".join(lines))


keys = st.sampled_from(["schema", "device", "sources", "outputs", "volume", "figures", "x"])
values = st.sampled_from(["1", "-1", "nan", "inf", '"a"', "[]", "{}", "[{}]", "[1]", "2025-01-01"])
assignments = st.tuples(keys, values).map(" = ".join)
headings = st.tuples(st.sampled_from(["[%s]", "[[%s]]", "[%s.x]"]), keys).map(lambda t: t[0] % t[1])


@given(st.lists(assignments | headings, max_size=8))
def test_any_text_like_toml_is_read_or_refused(lines):
    read_or_refused("\n".join(lines))


def test_the_volume_of_a_device_keeps_what_it_shows_and_its_source():
    device = parse_device(WHOLE + VOLUME.replace("maker", "lab"), file="acme-amp.toml")
    assert device.volume.source.id == "acme-amp/lab"
    assert device.volume.at_full_db == 0.0
