"""``auricle drive``: what a headphone takes and what a source makes of it, as text and as JSON."""

import json
import math
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from auricle.devices import all_outputs, load_classes, load_devices

from .program import CONTROL, EXPONENT, Ran, run, run_program
from .test_json_schemas import DOCS, closed_objects, objects, validator, without

SENSITIVITY_DB_PER_V, RATED_OHM = 101.0, 120.0  # of the K612 Pro, as its cut sheet has them
K612_ON_2_V = ("akg-k612-pro", "--spl", "110", "--volts", "2", "--output-ohm", "0")
WITHIN = 0.002  # relative, what the issue allows
LOW_SHELF = """\
Preamp: {preamp:g} dB
Filter 1: ON LSC Fc 105 Hz Gain 6.0 dB Q 0.70
Filter 2: ON PK Fc 2800 Hz Gain -2.0 dB Q 1.8
"""
OWN_DEVICE = """\
schema = 1

[device]
slug = "acme-amp"
brand = "Acme"
model = "Amp"
aliases = ["the little one"]
class = "desktop"

[sources.maker]
publisher = "Acme"
title = "Data sheet"
url = "https://example.org/amp.pdf"
kind = "manufacturer"
accessed = 2026-01-10

[[outputs]]
name = "6.35 mm"
circuit = "single-ended"

[[outputs.figures]]
quantity = "voltage"
value = 3
unit = "V"
gain = "low"
kind = "specified"
source = "maker"

[[outputs.figures]]
quantity = "voltage"
value = 6
unit = "V"
gain = "high"
kind = "specified"
source = "maker"

[[outputs]]
name = "4.4 mm"
circuit = "balanced"

[[outputs.figures]]
quantity = "voltage"
value = 12
unit = "V"
kind = "specified"
source = "maker"

[volume]
shows = "dB"
at_full = 0.0
source = "maker"
"""
IMPEDANCE = "frequency_hz,impedance_ohm\n20,64\n90,130\n400,62\n1000,62\n5000,66\n20000,90\n"


def drive(*arguments: str | Path, status: int = 0) -> Ran:
    return run("drive", *arguments, status=status)


def record(*arguments: str | Path) -> Any:
    return drive(*arguments, "--json").record


@pytest.fixture
def preset(tmp_path):
    def write(preamp: float) -> Path:
        path = tmp_path / "bass.txt"
        path.write_text(LOW_SHELF.format(preamp=preamp), "utf-8")
        return path

    return write


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "acme-amp.toml").write_text(OWN_DEVICE, "utf-8")
    return folder


def test_the_k612_on_two_ideal_volts_is_three_db_short_of_110():
    found = record(*K612_ON_2_V)
    volts = 10.0 ** ((110.0 - SENSITIVITY_DB_PER_V) / 20.0)  # IEC 60268-7
    assert found["sensitivity_db_per_v"] == SENSITIVITY_DB_PER_V
    assert found["impedance_ohm"] == RATED_OHM
    for expected, stated, key in (
        (volts, 2.818, "volt_rms"),
        (1000.0 * volts / RATED_OHM, 23.5, "current_ma"),
        (1000.0 * volts**2 / RATED_OHM, 66.2, "power_mw"),
        (math.sqrt(2.0) * volts, 3.986, "volt_peak"),
    ):
        assert found["required"][key] == pytest.approx(expected, rel=1e-8)
        assert found["required"][key] == pytest.approx(stated, rel=WITHIN)
    assert found["max_dbspl"] == pytest.approx(SENSITIVITY_DB_PER_V + 20.0 * math.log10(2.0))
    assert found["max_dbspl"] == pytest.approx(107.02, rel=WITHIN)
    assert found["headroom_db"] == pytest.approx(-2.98, rel=WITHIN)
    assert found["limit"] == "voltage"
    assert found["gain"]["needed_db"] == pytest.approx(-found["headroom_db"])
    assert found["gain"]["from_line_db"] == pytest.approx(20.0 * math.log10(volts / 2.0))
    assert found["volume"] is None


def test_a_preamp_is_taken_off_the_level():
    found = record(*K612_ON_2_V, "--preamp", "-6.2")
    assert found["max_dbspl"] == pytest.approx(100.8, rel=WITHIN)
    assert found["max_dbspl"] == pytest.approx(record(*K612_ON_2_V)["max_dbspl"] - 6.2)
    assert found["limit"] == "clipping"


def test_the_text_says_that_it_falls_short():
    text = drive(*K612_ON_2_V).stdout
    assert "short of 110" in text
    for said in ("101.0 ± 2.0 dB/V", "120 Ω", "2.82 V RMS", "23.5 mA", "66.2 mW", "107.0 ± 2.0 dB"):
        assert said in text
    assert "no output impedance" in text


def test_peaks_and_programme_are_told_apart():
    usual, lively = record("akg-k612-pro"), record("akg-k612-pro", "--crest", "20")
    for found, crest_db in ((usual, 15.0), (lively, 20.0)):
        expected = 110.0 + 20.0 * math.log10(math.sqrt(2.0)) - crest_db  # a sine has 3.01 dB
        assert found["required"]["programme_dbspl"] == pytest.approx(expected)
    assert usual["required"]["volt_rms"] == lively["required"]["volt_rms"]
    apart = [r["listening"]["at_peaks"]["level_dba"] for r in (usual, lively)]
    assert apart[0] - apart[1] == pytest.approx(5.0)


def test_the_k702_without_a_source_has_the_classes_and_its_62_ohm_decide_nothing():
    text = drive("akg-k702").stdout
    assert "62 Ω" in text.splitlines()[3]
    answer = text.split("Does it need an amplifier?\n")[1].split("\n\n")[0]
    assert "62 Ω alone" in answer
    assert "is enough" in answer or "enough is" in answer
    usual = {slug: kind.name for slug, kind in load_classes().items() if kind.is_usual}
    table = text.split("Sources for peaks of 110 dB SPL\n")[1].split("\n\n")[0]
    assert len(table.splitlines()) == 1 + len(usual)
    assert all(name in table for name in usual.values())
    matches = record("akg-k702")["matches"]
    assert {match["source"]["class"] for match in matches} == set(usual)
    levels = [match["max_dbspl"] for match in matches]
    assert levels == sorted(levels)


def test_the_table_holds_every_output_that_fits_and_every_class():
    matches = record("akg-k702", "--table")["matches"]
    fitting = [
        (device.slug, output.name)
        for device in load_devices().values()
        for output in all_outputs(device, impedance_ohm=62.0)
    ]
    classes = [(None, None)] * len(load_classes())
    shown = [(match["source"]["slug"], match["source"]["output"]) for match in matches]
    assert sorted(shown, key=str) == sorted([*fitting, *classes], key=str)
    table = drive("akg-k702", "--table").stdout.split("Sources for peaks")[1].split("\n\n")[0]
    assert len(table.splitlines()) == 2 + len(shown)
    assert all(f"\n  {slug}" in table for slug, _ in fitting)
    switched = {name for _, name in fitting if "150 to 1000" in name}
    assert switched == set()  # those are for other headphones than one of 62 Ω


def test_the_table_puts_the_least_loud_first_and_keeps_to_its_own_sum():
    matches = record("akg-k702", "--table", "--spl", "105")["matches"]
    levels = [match["max_dbspl"] for match in matches]
    assert levels == sorted(levels)
    for match in matches:
        assert match["headroom_db"] == pytest.approx(match["max_dbspl"] - 105.0)
        is_enough = match["loudness"] in {"yes", "probably"}
        assert is_enough == (match["headroom_db"] >= 0.0)


def test_one_source_is_held_against_every_headphone(catalog):
    found = record("--all", "--volts", "2")
    shown = {entry["slug"]: entry for entry in found["headphones"]}
    text = drive("--all", "--volts", "2").stdout
    unknown = set(catalog.dossiers) - set(shown)
    assert unknown
    [said] = [part for part in text.split("\n") if part.startswith("No sensitivity is known of")]
    for slug in unknown:
        assert catalog.dossiers[slug].product.name in said
    assert "Headphones for peaks of 110 dB SPL" in text
    for entry in shown.values():
        level = entry["sensitivity_db_per_v"] + 20.0 * math.log10(2.0)  # an ideal source
        assert entry["max_dbspl"] == pytest.approx(level)
        assert entry["product"] in text


def test_a_device_that_switches_by_load_is_shown_with_each_output_that_counts():
    text = drive("--all", "--source", "apple-mac-mini-2023").stdout
    assert text.count("Source: ") == 2


def test_the_list_has_every_class_and_every_output_once():
    found = record("--sources")
    classes = [entry for entry in found["devices"] if entry["slug"] is None]
    assert [entry["class"] for entry in classes] == list(load_classes())
    shown = [(e["slug"], e["output"]) for e in found["devices"] if e["slug"]]
    there = [(d.slug, output.name) for d in load_devices().values() for output in d.outputs]
    assert shown == there
    text = drive("--sources").stdout
    for slug in [*load_classes(), *load_devices()]:
        assert f"\n  {slug}" in text


def test_the_list_has_every_current_and_marks_those_of_the_class():
    text = " ".join(drive("--sources").stdout.split())
    outputs = [entry for entry in record("--sources")["devices"] if entry["slug"]]
    stated = {"stated": 0, "assumed": 0}
    for entry in outputs:
        current = entry["current_ma"]
        if current is not None:
            said = f"at most {current['value']:g} mA"
            assert (f"({said})" if current["is_assumed"] else f", {said};") in text
            stated["assumed" if current["is_assumed"] else "stated"] += 1
    assert min(stated.values()) > 0
    assert "10.0 V open, 6.93 V into 32 Ω, at most 260 mA;" in text  # of the RME ADI-2 DAC


def test_an_output_impedance_that_is_given_is_not_said_to_be_missing():
    for source in (("--source", "2 V"), ("--volts", "2")):
        text = drive("akg-k702", *source, "--output-ohm", "10").stdout
        assert "output impedance 10 Ω" in text
        assert "no output impedance was given" not in text
        assert record("akg-k702", *source, "--output-ohm", "10")["source"]["remarks"] == []
        assert "no output impedance was given" in drive("akg-k702", *source).stdout


def test_what_is_not_stated_of_a_device_is_marked_as_that_of_its_class():
    found = record("akg-k702", "--source", "RME ADI-2 DAC")
    ranges = load_classes()["desktop"]
    spans = found["source"]["output_ohm"], found["source"]["noise_uv"]
    for span, expected in zip(spans, (ranges.output_ohm, ranges.noise_uv), strict=True):
        assert span["is_assumed"]
        assert (span["low"], span["value"], span["high"]) == expected
    assert found["hiss"]["noise_is_assumed"]
    assert "of its class, not stated" in drive("akg-k702", "--source", "RME ADI-2 DAC").stdout


def test_a_boost_is_told_with_what_it_takes_there(preset):
    path = preset(-6.5)
    found = record(*K612_ON_2_V, "--eq", path)
    [boost] = found["boosts"]
    flat_v = 10.0 ** ((110.0 - SENSITIVITY_DB_PER_V) / 20.0)
    volts = flat_v * 10.0 ** (boost["gain_db"] / 20.0)
    assert boost["gain_db"] == pytest.approx(6.0, abs=0.15)  # of a shelf, a bit off at 20 Hz
    assert boost["frequency_hz"] < 105.0
    assert boost["volt_rms"] == pytest.approx(volts)
    assert boost["current_ma"] == pytest.approx(1000.0 * volts / RATED_OHM)
    assert boost["headroom_db"] == pytest.approx(20.0 * math.log10(2.0 / volts))
    assert found["clips_db"] == 0.0
    assert found["max_dbspl"] == pytest.approx(record(*K612_ON_2_V)["max_dbspl"] - 6.5)
    text = drive(*K612_ON_2_V, "--eq", path).stdout
    assert "boost of 6.0 dB at 20 Hz" in text
    assert "clips" not in text


def test_a_preamp_that_is_too_small_clips_and_is_lowered(preset):
    path = preset(-3.0)
    found = record(*K612_ON_2_V, "--eq", path)
    gain_db = found["question"]["highest_eq_gain_db"]
    assert found["clips_db"] == pytest.approx(gain_db - 3.0)
    assert found["preamp_db"] == pytest.approx(-gain_db)
    assert found["max_dbspl"] == pytest.approx(record(*K612_ON_2_V)["max_dbspl"] - gain_db)
    assert "clips by 3.0 dB" in drive(*K612_ON_2_V, "--eq", path).stdout


@pytest.mark.parametrize("preamp", [70.0, 120.0, -120.0])
def test_every_preamp_of_a_preset_that_is_read_is_worked_with(preset, preamp):
    found = record(*K612_ON_2_V, "--eq", preset(preamp))
    assert found["question"]["preamp_db"] == preamp
    most_db = found["question"]["highest_eq_gain_db"]
    lowered_db = min(preamp, -most_db)
    plain = record(*K612_ON_2_V)["max_dbspl"]
    assert found["max_dbspl"] == pytest.approx(plain + lowered_db)


def test_the_preamp_that_is_typed_goes_before_that_of_the_preset(preset):
    path = preset(-3.0)
    assert record(*K612_ON_2_V, "--eq", path, "--preamp", "-8")["question"]["preamp_db"] == -8.0


def test_a_volt_and_a_class_take_the_voltage_as_said_and_the_rest_of_the_class():
    found = record("akg-k612-pro", "--source", "2 V interface")["source"]
    kind = load_classes()["interface"]
    assert [found["open_circuit_v"][end] for end in ("low", "value", "high")] == [2.0, 2.0, 2.0]
    assert found["class"] == "interface"
    assert found["output_ohm"]["value"] == kind.output_ohm[1]
    assert [found["current_ma"][end] for end in ("low", "value", "high")] == list(kind.current_ma)
    in_millivolts = record("akg-k612-pro", "--source", "2000mV interface")["source"]
    assert {**in_millivolts, "name": ""} == {**found, "name": ""}


def test_output_impedance_costs_level_as_a_divider_does():
    found = record("akg-k612-pro", "--volts", "2", "--output-ohm", "40")
    loss_db = 20.0 * math.log10((RATED_OHM + 40.0) / RATED_OHM)
    assert found["lost_to_output_impedance_db"] == pytest.approx(loss_db)
    assert found["max_dbspl"] == pytest.approx(record(*K612_ON_2_V)["max_dbspl"] - loss_db)
    assert found["damping_factor"] == pytest.approx(3.0)
    bound_db = 20.0 * math.log10(1.0 + 40.0 / (0.8 * RATED_OHM))  # IEC 60268-7: 0.8 of rated
    assert found["response_change"]["basis"] == "bound"
    assert found["response_change"]["largest_db"] == pytest.approx(bound_db)


def test_a_bound_is_never_printed_below_itself():
    text = drive("akg-k612-pro", "--volts", "2", "--output-ohm", "0.1").stdout
    bound_db = 20.0 * math.log10(1.0 + 0.1 / (0.8 * RATED_OHM))
    assert 0.009 < bound_db < 0.01
    assert "at most 0.01 dB" in text
    lines = drive("akg-k612-pro", "--table").stdout.splitlines()
    assert not any("< 0.0 " in line for line in lines)


def test_a_measured_impedance_tells_where_the_response_changes(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(IMPEDANCE, "utf-8")
    args = ("akg-k702", "--volts", "2", "--output-ohm", "30", "--impedance-curve", path)
    change = record(*args)["response_change"]
    expected_db = 20.0 * math.log10((130.0 / 160.0) / (62.0 / 92.0))  # resistances, re 1 kHz
    assert change["largest_hz"] == pytest.approx(90.0, rel=0.02)
    assert change["largest_db"] == pytest.approx(expected_db, abs=0.15)  # it has a phase
    curve = record(*args)["change_over_frequency"]
    at_1_khz = min(zip(curve["frequency_hz"], curve["change_db"], strict=True), key=near_1_khz)
    assert at_1_khz[1] == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("resonance", ["170@20", "170@107@20", "170@399.9@2", "170@53.3"])
def test_a_resonance_that_is_taken_is_shown_with_its_peak_and_heard_there(resonance):
    by_hand = ("--sensitivity", "100 dB/V", "--impedance", "32", "--resonance", resonance)
    found = record(*by_hand, "--volts", "1", "--output-ohm", "32")
    assert found["impedance_over_frequency"]["highest_ohm"] == pytest.approx(170.0)
    place_hz, q = (float(part) for part in (*resonance.split("@"), "1")[1:3])
    at_1_khz = 32.0 + (170.0 - 32.0) / (1.0 + 1j * q * (1000.0 / place_hz - place_hz / 1000.0))
    gains = [abs(z / (z + 32.0)) for z in (170.0, at_1_khz)]
    largest_db = 20.0 * math.log10(gains[0] / gains[1])
    assert found["response_change"]["largest_db"] == pytest.approx(largest_db, rel=0.01)
    assert found["response_change"]["largest_hz"] == pytest.approx(place_hz, rel=1e-6)


def near_1_khz(pair: tuple[float, float]) -> float:
    return abs(math.log(pair[0] / 1000.0))


def test_loads_and_current_limit_what_is_described_by_hand():
    power = record("akg-k612-pro", "--power", "48mW@120", "--power", "0.02W@300")
    assert power["limit"] == "power"
    assert power["terminal_volt_rms"] == pytest.approx(math.sqrt(0.048 * 120.0))
    assert [at["load_ohm"] for at in power["source"]["at_loads"]] == [120.0, 300.0]
    current = record("akg-k612-pro", "--volts", "5", "--current-ma", "10")
    assert current["limit"] == "current"
    assert current["terminal_volt_rms"] == pytest.approx(0.010 * 120.0)
    noise = record("akg-k612-pro", "--volts", "2", "--noise-uv", "3")["hiss"]
    assert not noise["noise_is_assumed"]


def test_figures_beside_a_device_reach_every_answer_and_what_they_replace_is_gone():
    found = record("sennheiser-hd-600", "--source", "ifi-pro-idsd", "--volts", "0.1")
    output_ohm, rated_ohm = found["source"]["output_ohm"]["value"], found["impedance_ohm"]
    volts = 0.1 * rated_ohm / (rated_ohm + output_ohm)
    expected_db = found["sensitivity_db_per_v"] + 20.0 * math.log10(volts)
    assert found["max_dbspl"] == pytest.approx(expected_db)
    assert found["gain"]["settings"] == []  # 0.1 V are those of one setting
    stated = {figure["quantity"] for figure in found["source"]["figures"]}
    assert stated == {"output-impedance"}
    text = drive("sennheiser-hd-600", "--source", "ifi-pro-idsd", "--volts", "0.1").stdout
    assert "4.37 V" not in text
    # An output impedance changes how loud each setting plays; the highest is what is worked with.
    found = record("sennheiser-hd-600", "--source", "ifi-pro-idsd", "--output-ohm", "300")
    levels = [setting["max_dbspl"] for setting in found["gain"]["settings"]]
    assert len(levels) == 3
    assert levels[-1] == pytest.approx(found["max_dbspl"])
    assert {figure["quantity"] for figure in found["source"]["figures"]} == {"voltage"}


def test_a_voltage_beside_a_device_that_switches_by_load_counts_at_32_ohm_too():
    found = record("sennheiser-hd-600", "--source", "apple-macbook-air-2022", "--volts", "0.3")
    zo_ohm = load_classes()["laptop"].output_ohm[1]
    assert found["source"]["output_ohm"]["value"] == zo_ohm
    noise_v = 0.3 * 10.0 ** (-10.0 / 20.0) * 32.0 / (32.0 + zo_ohm)  # EN 50332-1: 10 dB less
    assert found["en_50332"]["player_volt_rms"] == pytest.approx(noise_v)
    assert found["sources"].keys() == record("sennheiser-hd-600")["sources"].keys()


def test_where_a_voltage_replaces_all_loads_the_current_of_the_class_ends_it():
    args = ("--sensitivity", "100 dB/V", "--impedance", "16", "--source", "apple-macbook-air-2022")
    most_ma = load_classes()["laptop"].current_ma[1]
    found = record(*args, "--volts", "5")
    assert found["limit"] == "current"
    assert found["terminal_volt_rms"] == pytest.approx(most_ma / 1000.0 * 16.0)
    assert found["source"]["current_ma"]["is_assumed"]
    # A power says what a load gets, so that no class has to.
    found = record(*args, "--volts", "5", "--power", "100mW@16")
    assert found["source"]["current_ma"] is None
    assert found["terminal_volt_rms"] == pytest.approx(math.sqrt(0.1 * 16.0))


def test_what_a_higher_load_does_not_get_a_lower_one_does_not_get_by_hand_either():
    args = ("--sensitivity", "100 dB/V", "--impedance", "32", "--power", "500mW@32")
    found = record(*args, "--power", "10mW@300")
    volts = math.sqrt(0.01 * 300.0)  # 1.73 V, where 500 mW into 32 Ω would be 4 V
    assert found["terminal_volt_rms"] == pytest.approx(volts)
    assert [at["volt_rms"] for at in found["source"]["at_loads"]] == pytest.approx([volts, volts])
    assert record(*args)["terminal_volt_rms"] == pytest.approx(4.0)


def test_a_power_that_is_the_open_circuit_but_for_its_digits_is_taken():
    # 2 V into 32 Ω are 125 mW; 126 mW are 2.008 V.
    found = record("akg-k612-pro", "--volts", "2", "--output-ohm", "0", "--power", "126mW@32")
    assert found["terminal_volt_rms"] == pytest.approx(2.0, rel=0.005)


def test_a_headphone_by_hand_is_converted_by_its_impedance():
    found = record("--sensitivity", "97 dB/mW", "--impedance", "300", "--volts", "2")
    per_volt = 97.0 + 10.0 * math.log10(1000.0 / 300.0)  # IEC 60268-7
    assert found["sensitivity_db_per_v"] == pytest.approx(per_volt)
    assert found["sensitivity_uncertainty_db"] == 0.0
    assert (found["slug"], found["as_of"], found["sources"]) == (None, None, {})
    by_voltage = record("--sensitivity", "327 mV for 94 dB", "--volts", "1")
    assert by_voltage["max_dbspl"] == pytest.approx(94.0 - 20.0 * math.log10(0.327))
    assert by_voltage["response_change"] is None
    text = drive("--sensitivity", "100 dB/V", "--volts", "1").stdout
    assert "Headphone: 100.0 dB/V at 1 kHz, impedance not known" in text
    assert "Loud enough?        no: 100.0 dB at full scale, 10.0 dB short of 110" in text


def test_without_an_impedance_a_power_says_nothing_and_that_is_told():
    args = ("--sensitivity", "100 dB/V", "--power", "50mW@32")
    assert record(*args)["loudness"] == "not known"
    text = drive(*args).stdout
    assert "not known: the impedance of the headphone would be needed" in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    "limited",
    [("--output-ohm", "10000"), ("--current-ma", "0.001"), ("--power", "1mW@32")],
    ids=lambda options: options[0],
)
def test_without_an_impedance_nothing_that_depends_on_it_is_said_with_certainty(limited):
    # 110 dB/V on 2 V are 116 dB into an open end and nothing into a short.
    args = ("--sensitivity", "110 dB/V", "--volts", "2", "--noise-uv", "3", *limited)
    found = record(*args)
    assert (found["loudness"], found["max_dbspl"], found["volume"]) == ("not known", None, None)
    assert found["listening"]["at_full_volume"] is None
    assert found["en_50332"]["together_keep"] is None
    is_divided = limited[0] == "--output-ohm"
    assert (found["hiss"] is None) == is_divided
    assert (found["gain"]["from_line_db"] is None) == is_divided
    text = " ".join(drive(*args).stdout.split())
    assert "Loud enough? not known: the impedance of the headphone would be needed" in text
    assert ("Hiss? not known: the impedance of the headphone would be" in text) == is_divided
    assert "Safe? not known: it is not known how loud it plays" in text
    alone = drive("--sensitivity", "110 dB/V").stdout
    assert "amplifier?\n  not known: the impedance of the headphone would be needed\n" in alone
    with_impedance = record(*args, "--impedance", "32")
    assert with_impedance["loudness"] != "not known"
    assert with_impedance["hiss"] is not None


FLOOR = ("--sensitivity", "105 dB/V", "--impedance", "300", "--power", "10mW@32")


def test_what_is_the_least_of_a_source_shows_no_limit_kept_and_its_hours_are_the_most():
    # 10 mW into 32 Ω are 0.566 V; of 300 Ω nothing is stated, and it may get more.
    found = record(*FLOOR)
    volts = math.sqrt(0.01 * 32.0)
    assert found["max_dbspl"] == pytest.approx(105.0 + 20.0 * math.log10(volts))
    assert found["max_is_least"]
    assert found["listening"]["at_full_volume"]["is_least"]
    assert found["en_50332"]["together_keep"] is None
    text = " ".join(drive(*FLOOR).stdout.split())
    hours = 40.0 * 10.0 ** ((80.0 - found["listening"]["at_full_volume"]["level_dba"]) / 10.0)
    assert f"dBA, at most {math.floor(hours)} h a week (" in text
    assert "40 h a week from at least 3 dB below it" in text
    assert "≥ 82.6 at most 21 h at most 6.8 h at most 13 h at most 22 h" in text
    assert "together" not in text
    assert "gain needed re full scale at most +9.9 dB" in text
    # Into 32 Ω it is known, and so is what no source of that voltage without a load exceeds.
    known = record(*FLOOR[:3], "32", *FLOOR[4:])
    assert not known["max_is_least"]
    assert known["en_50332"]["together_keep"]
    assert not record(*FLOOR, "--volts", "0.6")["max_is_least"]


def test_what_is_the_least_of_a_source_may_still_show_a_limit_exceeded():
    loud = record("--sensitivity", "130 dB/V", *FLOOR[2:])
    assert loud["listening"]["at_full_volume"]["is_least"]
    assert loud["en_50332"]["together_keep"] is False


@pytest.mark.parametrize("preamp_db", ["-0.1", "-3", "-30"])
def test_a_preamp_does_not_make_the_least_of_a_source_its_most(preamp_db):
    found = record("akg-k612-pro", "--power", "150mW@32", "--preamp", preamp_db)
    assert found["max_is_least"]
    assert found["listening"]["at_full_volume"]["is_least"]
    assert found["loudness"] == "probably not"  # never a sure no


def test_the_tables_mark_what_is_the_least_of_a_source():
    table = drive("akg-k702", "--table").stdout
    [diablo] = [line for line in table.splitlines() if line.startswith("  ifi-idsd-diablo-2 ")]
    assert diablo.count("≥") == 3
    assert "at most" in diablo
    assert "≥, at most: the source may give more than that" in table
    for match in record("akg-k702", "--table")["matches"]:
        loads = [at["load_ohm"] for at in match["source"]["at_loads"]]
        is_least = match["source"]["open_circuit_v"] is None and max(loads) < 62.0
        assert match["max_is_least"] == (is_least and match["limit"] != "current")
    of_all = drive("--all", "--power", "10mW@32").stdout
    assert "≥, at most: the source may give more than that" in of_all
    assert "≥" not in drive("--all", "--volts", "2").stdout


def test_devices_of_ones_own_are_found_by_slug_name_and_alias(own):
    levels = {
        record("akg-k612-pro", "--devices", own, "--source", name)["max_dbspl"]
        for name in ("acme-amp", "Acme Amp", "the LITTLE one")
    }
    [level] = levels
    assert level == pytest.approx(SENSITIVITY_DB_PER_V + 20.0 * math.log10(6.0), abs=0.1)
    assert record("--sources", "--devices", own / "acme-amp.toml") != record("--sources")
    assert any(
        match["source"]["slug"] == "acme-amp"
        for match in record("akg-k612-pro", "--devices", own, "--table")["matches"]
    )


def test_a_folder_of_devices_beside_dossiers_is_read_with_the_catalog(tmp_path, own):
    folder = tmp_path / "catalog"
    (folder / "dossiers").mkdir(parents=True)
    dossier = (
        'schema = 1\n[product]\nslug = "acme-one"\nbrand = "Acme"\nmodel = "One"\n'
        'form = "over-ear"\nback = "open"\nconnection = ["wired"]\n'
    )
    (folder / "dossiers" / "acme-one.toml").write_text(dossier, "utf-8")
    own.rename(folder / "devices")
    found = record("akg-k612-pro", "--catalog", folder, "--source", "acme-amp")
    assert found["source"]["slug"] == "acme-amp"


def test_output_and_gain_choose_among_those_of_the_device(own):
    def source(*more: str) -> Any:
        return record("akg-k612-pro", "--devices", own, "--source", "acme-amp", *more)

    usual = source()
    assert (usual["source"]["output"], usual["source"]["gain"]) == ("6.35 mm", "high")
    low, balanced = source("--gain", "Low"), source("--output", "4.4")
    assert usual["max_dbspl"] - low["max_dbspl"] == pytest.approx(20.0 * math.log10(2.0))
    assert balanced["max_dbspl"] - usual["max_dbspl"] == pytest.approx(20.0 * math.log10(2.0))
    assert source("--output", "balanced")["source"]["output"] == "4.4 mm"
    assert [setting["name"] for setting in usual["gain"]["settings"]] == ["low", "high"]


def test_the_volume_that_reaches_the_level_is_told_as_the_display_shows_it(own):
    found = record("akg-k612-pro", "--devices", own, "--source", "acme-amp", "--spl", "100")
    assert found["volume"]["below_full_db"] == pytest.approx(found["headroom_db"])
    assert found["volume"]["shown_db"] == pytest.approx(-found["headroom_db"])
    text = drive("akg-k612-pro", "--devices", own, "--source", "acme-amp", "--spl", "100").stdout
    assert "its display then shows -" in text


@pytest.mark.parametrize("level_v", ["0.9", "1.03", "1.7", "2.94", "7.3"])
@pytest.mark.parametrize("sensitive", [(), ("--sensitive",)])
def test_so_far_below_full_volume_as_is_said_40_hours_are_allowed(level_v, sensitive):
    args = ("akg-k612-pro", "--volts", level_v, *sensitive)
    exact_db = record(*args)["listening"]["week_below_full_db"]
    said = re.search(r"from ([0-9]+) dB below it", " ".join(drive(*args).stdout.split()))
    assert exact_db <= float(said[1]) < exact_db + 1.0


def test_sensitive_mode_allows_less():
    args = ("akg-k612-pro", "--volts", "2")
    adult, careful = record(*args), record(*args, "--sensitive")
    below = [found["listening"]["week_below_full_db"] for found in (adult, careful)]
    assert below[1] - below[0] == pytest.approx(5.0)  # 75 dBA in place of 80
    full = adult["listening"]["at_full_volume"]
    assert full["adult_hours_a_week"] / full["sensitive_hours_a_week"] == pytest.approx(10.0**0.5)


@pytest.mark.parametrize(
    "asked",
    [("akg-k612-pro",), ("akg-k612-pro", "--table"), ("--all", "--volts", "2")],
    ids=["alone", "table", "all"],
)
def test_sensitive_mode_is_that_of_the_tables_too(asked):
    # ITU-T H.870: 75 dBA in place of 80 for 40 h are 5 dB, a factor of 10^0.5.
    adult, careful = drive(*asked).stdout, drive(*asked, "--sensitive").stdout
    assert "a week: for adults, ITU-T H.870" in adult
    assert "a week: for children and careful listeners, ITU-T H.870" in careful
    assert "for adults" not in careful
    name = "AKG K612 Pro" if asked[0] == "--all" else "Laptop"
    rows = [text.split("max dB")[1].splitlines() for text in (adult, careful)]
    allowed = [hours_of(next(row for row in part if name in row[:30])) for part in rows]
    assert allowed[0] / allowed[1] == pytest.approx(10.0**0.5, rel=0.12)  # two digits, down


def hours_of(line: str) -> float:
    found = re.search(r"([0-9.]+) (h|min|s)\b", line)
    assert found
    return float(found[1]) / {"h": 1.0, "min": 60.0, "s": 3600.0}[found[2]]


def test_a_dossier_file_goes_in_place_of_a_slug(data_folder):
    path = data_folder / "dossiers" / "akg-k702.toml"
    by_file, by_slug = record(path), record("akg-k702")
    assert by_file["max_input_dbspl"] == by_slug["max_input_dbspl"]
    assert by_file["sensitivity_db_per_v"] == by_slug["sensitivity_db_per_v"]


def test_a_mixed_up_unit_is_named_with_what_it_would_be():
    text = " ".join(drive("sennheiser-hd-600").stdout.split())
    per_volt = 97.0 + 10.0 * math.log10(1000.0 / 300.0)
    assert "97 dB/V reads as if it were dB/mW" in text
    assert f"that would be {per_volt:.1f} dB/V into 300 Ω" in text


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("", "name a headphone, or give its --sensitivity"),
        ("akg-k550", "no sensitivity of AKG K550 is known on 2"),
        ("akg-k702 --sensitivity '100 dB/V'", "--sensitivity is for a headphone that is not named"),
        ("akg-k702 --impedance 32", "--impedance is for a headphone given with --sensitivity"),
        ("akg-k702 --output-ohm 3", "--output-ohm and --noise-uv need a --source or --volts"),
        ("akg-k702 --noise-uv 3", "--output-ohm and --noise-uv need a --source or --volts"),
        ("akg-k702 --volts 2 --gain high", "--output and --gain need the --source"),
        ("akg-k702 --output phones", "--output and --gain need the --source"),
        ("akg-k702 --source phone --gain high", "--output and --gain are for a device, not for a"),
        ("akg-k702 --source '2 V phone' --output a", "--output and --gain are for a device, not"),
        ("akg-k702 --table --volts 2", "--table has all sources; take it without --source"),
        ("--all", "--all needs a --source or --volts"),
        ("akg-k702 --all --volts 2", "--all is for a --source, without a headphone"),
        ("--all --table --volts 2", "--all is for a --source, without a headphone and --table"),
        ("--all --volts 2 --sensitivity '100 dB/V'", "--all is for a --source, without a headph"),
        ("--all --volts 2 --impedance-curve z.csv", "--all is for a --source, without a headph"),
        ("akg-k702 --sources", "--sources lists devices, without a headphone"),
        ("--sources --all", "--sources lists devices, without a headphone, --table and --all"),
        ("--sources --volts 2", "--sources lists all devices; take it alone"),
        ("--sources --preamp -3", "--sources lists all devices; take it alone"),
        ("akg-k702 --resonance 170@107@9999", "has a Q of 9999, expected one from 0.1 to 20"),
        ("akg-k702 --resonance 170@107@0.05", "has a Q of 0.05, expected one from 0.1 to 20"),
        ("akg-k702 --resonance 170@10", "has a frequency of 10 Hz, expected one from 20 to 400"),
        ("akg-k702 --resonance 170@401", "has a frequency of 401 Hz, expected one from 20 to"),
        ("akg-k702 --source ''", "--source has no name; --sources lists what there is"),
        ("akg-k702 --source ' ' --volts 2", "--source has no name"),
        ("--all --source ''", "--source has no name"),
        ("akg-k702 --eq loud.txt", " dB, expected at most 120 dB"),
        ("akg-k702 --source '0 V'", "the voltage must be above 0, at most 100 V"),
        ("akg-k702 --source '101 V phone'", "the voltage must be above 0, at most 100 V"),
        ("akg-k702 --power 150", "--power '150' is not a power into a load, as 150mW@32"),
        ("akg-k702 --power 150mW@0", "is not a power into a load, as 150mW@32"),
        ("akg-k702 --power -1mW@32", "is not a power into a load, as 150mW@32"),
        ("akg-k702 --power nanmW@32", "is not a power into a load, as 150mW@32"),
        ("akg-k702 --power 150mW@32 --power 300mW@32", "--power names 32 Ω twice: one power for"),
        ("akg-k702 --power 0.15W@32.0 --power 150mW@32", "--power names 32 Ω twice: one power for"),
        (
            "akg-k702 --power 150mW@32 --volts 1",
            "--power takes 2.19 V into 32 Ω, more than the 1.00 V that the source gives without a",
        ),
        (
            "akg-k702 --source interface --power 1W@32",
            "takes 5.66 V into 32 Ω, more than the 2.00 V",
        ),
        (
            "akg-k702 --source 'apple dongle' --power 1W@32",
            "5.66 V into 32 Ω, more than the 1.00 V",
        ),
        ("akg-k702 --source '2V interface' --volts 1", "'2V interface' and --volts are two volt"),
        ("akg-k702 --source '2 V' --volts 2", "--source '2 V' and --volts are two voltages"),
        ("--sensitivity '118 dB' --impedance 32", "dB per what? dB/V is dB/mW + 10 lg(1000 / Ω)"),
        ("--sensitivity loud", "'loud' is not a figure with one of dB/V, "),
        ("--sensitivity '97 dB/mW'", "--sensitivity in dB/mW needs --impedance, to convert"),
        ("--sensitivity '200 dB/V'", "'200 dB/V' is not one from 60 to 150 dB/V"),
        ("--sensitivity '0 mV for 94 dB'", "is not one from 60 to 150 dB/V"),
        ("akg-k702 --eq bytes.bin", "'bytes.bin' is not a text in UTF-8"),
        ("akg-k702 --impedance-curve bytes.bin", "'bytes.bin' is not a text in UTF-8"),
        ("akg-k702 --eq none.txt", "File 'none.txt' does not exist"),
        ("akg-k702 --devices none", "Path 'none' does not exist"),
        ("akg-k702 --spl 200", "200.0 is not in the range"),
        ("akg-k702 --spl nan", "nan is not a number in the range"),
        ("akg-k702 --volts inf", "inf is not in the range"),
        ("akg-k702 --volts 0", "0.0 is not in the range"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_expected(
    arguments, complaint, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bytes.bin").write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "z.csv").write_text(IMPEDANCE, "utf-8")
    peak = "Filter: ON PK Fc 1000 Hz Gain 120 dB Q 1\n"
    (tmp_path / "loud.txt").write_text(peak + peak, "utf-8")
    ran = drive(*shlex.split(arguments), status=2)
    assert ran.stdout == ""
    assert complaint in " ".join(ran.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ("akg-k999", "unknown-product", "no product 'akg-k999'"),
        ("akg-k702 --source toaster", "unknown-source", "no source 'toaster': known are phone, "),
        ("akg-k702 --source '3 V toaster'", "unknown-source", "no source 'toaster'"),
        ("akg-k702 --source 'rme adi2'", "unknown-source", "did you mean rme-adi-2-dac or"),
        ("akg-k702 --source rme-adi-2-dac --output usb", "unknown-source", "known are Phones"),
        ("akg-k702 --source rme-adi-2-dac --gain 9", "unknown-source", "known are high"),
        (
            "akg-k702 --source neurochrome-hp-1 --gain low",
            "unknown-source",
            "gain low': its voltage is not known by setting; leave --gain out",
        ),
        ("akg-k702 --eq words.txt", "preset", "words.txt:1:1: found no preamp"),
        ("akg-k702 --eq two.txt", "preset", "two.txt:2:1: found a gain of 140 dB, expected one wi"),
        ("akg-k702 --impedance-curve words.txt", "measurement-format", "words.txt:1:1: found"),
        ("akg-k702 --devices words.toml --table", "dossier", "words.toml:1:"),
        ("akg-k702 --devices empty --table", "dossier", "no .toml file"),
    ],
)
def test_refused_input_ends_with_2_and_its_code(arguments, code, complaint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.txt").write_text("words\n", "utf-8")
    (tmp_path / "words.toml").write_text("words\n", "utf-8")
    (tmp_path / "two.txt").write_text("Preamp: 70 dB\nPreamp: 70 dB\n", "utf-8")
    (tmp_path / "empty").mkdir()
    ran = drive(*shlex.split(arguments), status=2)
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"refused [{code}]\n")
    assert complaint in ran.stderr


def test_the_name_of_a_file_cannot_write_to_the_terminal(tmp_path):
    path = tmp_path / "a\x1b[2J\n.txt"
    path.write_bytes(b"\xff")
    assert "\x1b" not in drive("akg-k702", "--eq", path, status=2).stderr


SHAPES = {
    "alone": ("akg-k702",),
    "table": ("akg-k612-pro", "--table"),
    "class": ("sony-mdr-7506", "--source", "interface"),
    "device": ("akg-k702", "--source", "RME ADI-2 DAC", "--sensitive"),
    "display": ("akg-k612-pro", "--source", "Benchmark HPA4"),
    "gain": ("akg-k612-pro", "--source", "iFi ZEN CAN"),
    "by hand": ("--sensitivity", "100 dB/V", "--volts", "2"),
    "nothing known": ("--sensitivity", "100 dB/V", "--power", "50mW@32"),
    "divided unknown": ("--sensitivity", "100 dB/V", "--volts", "2", "--output-ohm", "10"),
    "little": (
        "--sensitivity",
        "100 dB/V",
        "--impedance",
        "1",
        "--volts",
        "0.00002",
        "--current-ma",
        "0.00002",
        "--power",
        "0.00001mW@0.00001",
        "--noise-uv",
        "0.00001",
    ),
    "much": (
        "--sensitivity",
        "140 dB/V",
        "--impedance",
        "10000",
        "--volts",
        "100",
        "--output-ohm",
        "10000",
        "--current-ma",
        "9999",
        "--power",
        "10mW@20000",
        "--noise-uv",
        "100000",
    ),
    "range of a thousand": ("akg-k702", "--source", "desktop"),
    "damping of a thousand": ("sennheiser-hd-600", "--source", "benchmark-dac1-usb"),
    "silence": ("akg-k612-pro", "--volts", "1e-6"),
    "beyond rules": ("--sensitivity", "150 dB/V", "--volts", "100", "--output-ohm", "0"),
    "all": ("--all", "--volts", "2"),
    "all of a device": ("--all", "--source", "apple-mac-mini-2023"),
    "sources": ("--sources",),
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    path = tmp_path_factory.mktemp("eq") / "eq.txt"
    path.write_text(LOW_SHELF.format(preamp=-3.0), "utf-8")
    eq = ("--eq", path, "--volts", "2")
    found = {name: record(*arguments) for name, arguments in SHAPES.items()}
    return {**found, "eq": record("akg-k240-studio", *eq), "eq by hand": _by_hand(path)}


def _by_hand(path: Path) -> Any:
    return record("--sensitivity", "100 dB/V", "--eq", path, "--volts", "2")


def read_schemas() -> dict[str, dict[str, Any]]:
    return {
        name: json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        for name in ("drive", "rate")
    }


def test_the_level_that_is_wanted_stands_as_it_was_asked():
    assert "dB short of 109.5;" in drive(*K612_ON_2_V, "--spl", "109.5").stdout
    assert "dB more than 99.5;" in drive(*K612_ON_2_V, "--spl", "99.5").stdout


def test_the_schema_is_exact_and_describes_and_requires_every_key():
    schema = read_schemas()["drive"]
    Draft202012Validator.check_schema(schema)
    assert all(part.get("additionalProperties") is False for part in objects(schema))
    for place, part in closed_objects(schema):
        properties = part.get("properties", {})
        assert all(entry.get("description") for entry in properties.values()), place
        assert set(properties) == set(part.get("required", [])), place


def test_what_is_printed_fits_the_schema_and_one_key_more_or_less_does_not(outputs):
    check = validator(read_schemas(), "drive")
    for name, output in outputs.items():
        assert [error.message for error in check.iter_errors(output)] == [], name
        assert not check.is_valid({**output, "unheard_of": None})
        for key in output:
            less = {other: value for other, value in output.items() if other != key}
            assert not check.is_valid(less), (name, key)


def test_a_schema_that_lacks_any_one_key_refuses_some_output(outputs):
    schemas = read_schemas()
    missed = [
        (*place, key)
        for place, part in closed_objects(schemas["drive"])
        for key in part.get("properties", {})
        if all(
            map(
                validator(without(schemas, "drive", place, key), "drive").is_valid,
                outputs.values(),
            )
        )
    ]
    assert missed == []


def test_the_shapes_differ_in_what_they_hold(outputs):
    assert outputs["alone"]["source"] is None
    assert outputs["alone"]["matches"]
    assert outputs["device"]["matches"] == []
    assert outputs["nothing known"]["max_dbspl"] is None
    assert outputs["beyond rules"]["listening"]["at_full_volume"]["adult_hours_a_week"] is None
    assert outputs["silence"]["listening"]["at_full_volume"]["level_dba"] < 0.0
    assert outputs["silence"]["listening"]["at_full_volume"]["adult_hours_a_week"] > 168.0
    assert outputs["display"]["volume"]["shown_db"] is not None
    assert outputs["gain"]["gain"]["step_db"] >= outputs["gain"]["gain"]["from_line_db"]
    assert outputs["alone"]["gain"]["step"] is None


def numbers(part: Any):
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from numbers(inner)
    elif isinstance(part, float):
        yield part


def test_every_number_is_finite(outputs):
    assert all(math.isfinite(number) for number in numbers(outputs))


@pytest.mark.parametrize("arguments", SHAPES.values(), ids=SHAPES)
def test_the_text_is_fit_for_people(arguments):
    text = drive(*arguments).stdout
    for line in text.splitlines():
        assert not CONTROL.search(line), line
        assert not EXPONENT.search(line), line
        assert not any(word in line.split() for word in ("None", "nan", "inf")), line
        assert line == line.rstrip()
        is_of_table = line.startswith("  ") and line.count("  ") > 6
        assert len(line) <= (150 if is_of_table else 100), line


@pytest.mark.parametrize("arguments", [("akg-k702",), ("akg-k702", "--volts", "2")])
def test_every_answer_says_that_it_is_no_medical_advice(arguments):
    assert "not medical advice" in drive(*arguments).stdout


def test_the_program_prints_the_same_bytes_every_time():
    for shape in (("akg-k702", "--table"), ("--all", "--volts", "2", "--json")):
        first, second = (run_program("drive", *shape) for _ in range(2))
        assert first.returncode == 0
        assert first.stdout == second.stdout
        assert first.stderr == b""


def test_the_help_has_examples_that_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ParametricEQ.txt").write_text(LOW_SHELF.format(preamp=-6.2), "utf-8")
    lines = [line.strip() for line in drive("--help").stdout.split("Examples:")[1].splitlines()]
    examples = [shlex.split(line)[1:] for line in lines if line]
    assert len(examples) == 5
    for example in examples:
        run(*example)
