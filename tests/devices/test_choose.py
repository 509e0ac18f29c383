import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.devices import (
    all_outputs,
    choose_output,
    class_source,
    gain_settings,
    gain_steps,
    load_classes,
    load_devices,
    parse_device,
    plug_in,
)
from auricle.drive import Span
from auricle.errors import UnknownSourceError

from .texts import HEADER, TWO_VOLTS, figure, output

MAC = "apple-macbook-pro-2021"


def device_of(*outputs):
    return parse_device(HEADER + "".join(outputs), file="acme-amp.toml")


def plugged(*figures, gain=None):
    device = device_of(output(*figures))
    return plug_in(device, device.outputs[0], gain=gain)


def source_of(*figures, gain=None):
    return plugged(*figures, gain=gain).source


def measured(quantity, value, unit, **more):
    return figure(quantity, value, unit, kind="measured", source="lab", **more)


def test_a_power_is_the_voltage_that_gives_it_into_its_load():
    # 500 mW into 32 Ω are 4 V.
    source = source_of(figure("power", 500, "mW", load_ohm=32))
    assert source.at_loads == ((32.0, pytest.approx(4.0, rel=1e-12)),)
    assert source.open_circuit_v is None
    assert source.full_scale_v == pytest.approx(4.0, rel=1e-12)


def test_a_voltage_without_a_load_or_into_10_kohm_is_that_of_the_open_circuit():
    for more in ({}, {"load_ohm": 10_000}, {"load_ohm": 100_000}):
        source = source_of(figure("voltage", 2, "V", **more))
        assert source.open_circuit_v.value == 2.0
        assert source.at_loads == ()
    assert source_of(figure("voltage", 2, "V", load_ohm=9_999)).open_circuit_v is None


@pytest.mark.parametrize(("kind", "stated_db"), [("measured", 0.2), ("specified", 0.5)])
@pytest.mark.parametrize("more", [{}, {"load_ohm": 32}])
def test_a_voltage_is_as_sure_as_its_kind_wherever_it_is_stated(kind, stated_db, more):
    source = source_of(figure("voltage", 2, "V", kind=kind, **more))
    assert source.voltage_uncertainty_db == pytest.approx(stated_db, rel=1e-12)


def test_of_figures_that_are_used_the_least_sure_counts():
    source = source_of(measured("voltage", 2, "V"), figure("power", 100, "mW", load_ohm=32))
    assert source.voltage_uncertainty_db == pytest.approx(0.5, rel=1e-12)


def test_what_was_measured_goes_before_what_is_specified_for_the_same_load():
    source = source_of(
        figure("voltage", 2.5, "V"),
        measured("voltage", 2.1, "V"),
        figure("power", 2000, "mW", load_ohm=32),
        measured("power", 1125, "mW", load_ohm=32),  # 6 V
        measured("output-impedance", 4, "ohm"),
        figure("output-impedance", 1, "ohm"),
        measured("current", 50, "mA"),
        figure("current", 20, "mA"),
    )
    assert source.open_circuit_v.value == 2.1
    assert source.output_ohm.value == 4.0
    assert source.current_a == Span.exact(0.05)


def test_of_several_figures_of_one_kind_for_one_load_the_smallest_counts():
    source = source_of(
        figure("voltage", 2.5, "V"),
        figure("voltage", 2.4, "V"),
        figure("power", 128, "mW", load_ohm=32),
        figure("power", 32, "mW", load_ohm=32),  # 1.012 V
        figure("current", 60, "mA"),
        figure("current", 50, "mA"),
    )
    assert source.open_circuit_v.value == 2.4
    assert source.at_loads == ((32.0, pytest.approx(math.sqrt(0.032 * 32.0), rel=1e-12)),)
    assert source.current_a == Span.exact(0.05)


def test_a_load_has_no_more_voltage_than_a_higher_one_or_the_open_circuit():
    source = source_of(
        figure("voltage", 3, "V"),
        figure("voltage", 4, "V", load_ohm=300),
        figure("voltage", 2, "V", load_ohm=100),
        figure("voltage", 2.5, "V", load_ohm=32),
    )
    assert source.at_loads == ((32.0, 2.0), (100.0, 2.0), (300.0, 3.0))


drawn_figures = st.lists(
    st.tuples(st.floats(0.001, 50.0), st.floats(0.2, 20_000.0), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(drawn_figures)
def test_the_voltage_never_falls_with_the_load_whatever_is_stated(drawn):
    source = source_of(
        *(
            figure("voltage", volts, "V", load_ohm=ohm, kind="measured" if is_lab else "specified")
            for volts, ohm, is_lab in drawn
        )
    )
    loads = [ohm for ohm, _ in source.at_loads]
    volts = [volt for _, volt in source.at_loads]
    assert loads == sorted(set(loads))
    assert volts == sorted(volts)
    if source.open_circuit_v:
        assert source.open_circuit_v.value >= max(volts, default=0.0)
    magnitudes = [0.5, 16.0, 32.0, 300.0, 600.0, 5_000.0]
    reached = source.limits.terminal_voltage_v(magnitudes).tolist()
    assert reached == sorted(reached)


@pytest.mark.parametrize("slug", sorted(load_devices()))
def test_every_device_gives_no_less_into_a_higher_load(slug):
    device = load_devices()[slug]
    for one in device.outputs:
        for gain in gain_settings(one) or (None,):
            source = plug_in(device, one, gain=gain).source
            volts = source.limits.terminal_voltage_v([8.0, 16.0, 32.0, 150.0, 300.0, 600.0])
            assert volts.tolist() == sorted(volts.tolist())


def test_an_output_impedance_or_noise_that_nobody_states_has_the_range_of_the_class():
    found = plugged(TWO_VOLTS)
    kind = load_classes()["desktop"]
    span = found.source.output_ohm
    assert (span.low, span.value, span.high) == kind.output_ohm
    assert span.is_assumed
    noise = found.source.noise_v
    assert [1e6 * v for v in (noise.low, noise.value, noise.high)] == pytest.approx(kind.noise_uv)
    assert noise.is_assumed
    most_a = tuple(milliampere / 1000.0 for milliampere in found.kind.current_ma)
    current = found.source.current_a
    assert (current.low, current.value, current.high) == most_a
    assert current.is_assumed
    assert [one.stated for one in found.figures] == ["2 V"]


@pytest.mark.parametrize(
    ("figures", "span"),
    [
        ([("value = 3", "specified")], (3.0, 3.0, 3.0)),
        ([("max = 1", "specified")], (0.0, 0.5, 1.0)),
        ([("min = 10\nmax = 20", "specified")], (10.0, 15.0, 20.0)),
        ([("min = 4", "specified")], (4.0, 4.0, 4.0)),
        ([("value = 3", "specified"), ("value = 5", "specified")], (3.0, 4.0, 5.0)),
        ([("max = 1", "specified"), ("value = 0.4", "specified")], (0.4, 0.4, 0.4)),
        ([("value = 3", "specified"), ("value = 5", "measured")], (5.0, 5.0, 5.0)),
    ],
)
def test_an_output_impedance_is_a_figure_a_range_or_what_a_bound_leaves(figures, span):
    found = source_of(
        TWO_VOLTS,
        *(figure("output-impedance", keys, "ohm", kind=kind) for keys, kind in figures),
    ).output_ohm
    assert (found.low, found.value, found.high) == pytest.approx(span)
    assert not found.is_assumed


def test_a_signal_to_noise_ratio_is_a_noise_below_its_reference():
    # 110 dB re 2 V are 6.32 µV.
    found = plugged(TWO_VOLTS, figure("signal-to-noise", 110, "dB", reference_v=2, weighting="A"))
    noise = found.source.noise_v
    assert 1e6 * noise.value == pytest.approx(6.3246, abs=1e-4)
    assert noise.low == noise.value == noise.high
    assert not noise.is_assumed
    assert found.remarks == ()


def test_a_signal_to_noise_ratio_without_a_reference_is_taken_re_full_scale_and_says_so():
    # 100 dB below 5 V are 50 µV.
    found = plugged(figure("voltage", 5, "V"), figure("signal-to-noise", 100, "dB", weighting="A"))
    assert 1e6 * found.source.noise_v.value == pytest.approx(50.0, rel=1e-9)
    assert found.remarks == ("the signal-to-noise ratio names no reference: taken re 5 V",)


def test_a_stated_noise_goes_before_a_ratio():
    found = plugged(
        TWO_VOLTS,
        figure("noise", 3, "uV", weighting="A"),
        measured("signal-to-noise", 100, "dB", weighting="A"),
    )
    assert found.source.noise_v.value == pytest.approx(3e-6, rel=1e-12)


def test_noise_that_is_not_said_to_be_weighted_is_an_upper_end():
    for more in ({}, {"weighting": "none"}):
        found = plugged(TWO_VOLTS, figure("noise", 10, "uV", **more))
        noise = found.source.noise_v
        assert noise.high == pytest.approx(1e-5, rel=1e-12)
        assert noise.low < noise.value < noise.high
        assert "not said to be A-weighted" in found.remarks[0]
    both = plugged(TWO_VOLTS, figure("noise", 10, "uV"), figure("noise", 4, "uV", weighting="A"))
    assert both.source.noise_v.high == pytest.approx(4e-6, rel=1e-12)
    assert both.remarks == ()


def test_a_mac_switches_its_output_at_150_ohm():
    mac = load_devices()[MAC]
    for ohm, volts in ((32.0, 1.25), (149.0, 1.25), (150.0, 3.0), (300.0, 3.0), (1000.0, 3.0)):
        found = choose_output(mac, impedance_ohm=ohm)
        assert plug_in(mac, found).source.full_scale_v == volts
        assert all_outputs(mac, impedance_ohm=ohm) == (found,)
        assert choose_output(mac, name="3.5 mm", impedance_ohm=ohm) == found
    assert plug_in(mac, choose_output(mac, impedance_ohm=149.99)).source.full_scale_v == 1.25
    assert plug_in(mac, choose_output(mac)).source.full_scale_v == 1.25  # the less of both
    assert len(all_outputs(mac, impedance_ohm=None)) == 2


def test_a_single_ended_socket_goes_before_a_balanced_one_and_more_voltage_before_less():
    balanced = output(figure("voltage", 8, "V"), name="4.4 mm", circuit="balanced")
    small = output(figure("voltage", 1, "V"), name="3.5 mm")
    large = output(figure("voltage", 4, "V"), name="6.35 mm")
    device = device_of(balanced, small, large)
    assert choose_output(device).name == "6.35 mm"
    assert choose_output(device_of(balanced)).name == "4.4 mm"


def test_a_socket_is_found_by_a_part_of_its_name_or_its_circuit():
    device = device_of(
        output(TWO_VOLTS, name="3.5 mm"),
        output(TWO_VOLTS, name="4.4 mm", circuit="balanced"),
    )
    for name, socket in (("3.5", "3.5 mm"), ("4.4 MM", "4.4 mm"), ("balanced", "4.4 mm")):
        assert choose_output(device, name=name).name == socket
    for name in ("mm", "xlr"):
        with pytest.raises(UnknownSourceError, match=r"known are 3\.5 mm, 4\.4 mm"):
            choose_output(device, name=name)


LOW = figure("voltage", 1, "V", gain="low")
HIGH = figure("voltage", 4, "V", gain="High")
MIDDLE = figure("power", 125, "mW", gain="middle", load_ohm=32)  # 2 V


def test_settings_of_the_gain_stand_in_the_order_of_their_voltage():
    device = device_of(output(HIGH, LOW, MIDDLE))
    assert gain_settings(device.outputs[0]) == ("low", "middle", "High")
    assert gain_settings(device_of(output(TWO_VOLTS)).outputs[0]) == ()


def test_the_setting_with_the_most_voltage_is_taken_unless_another_is_named():
    figures = (HIGH, LOW, MIDDLE)
    assert plugged(*figures).gain == "High"
    assert plugged(*figures).source.full_scale_v == 4.0
    for name, volts in (("LOW", 1.0), ("middle", 2.0), ("high", 4.0)):
        found = plugged(*figures, gain=name)
        assert found.gain.lower() == name.lower()
        assert found.source.full_scale_v == pytest.approx(volts, rel=1e-12)


def test_a_figure_of_another_setting_does_not_count_and_one_of_none_counts_for_all():
    figures = (
        LOW,
        HIGH,
        figure("noise", 2, "uV", weighting="A", gain="low"),
        figure("noise", 9, "uV", weighting="A", gain="High"),
        figure("output-impedance", 7, "ohm"),
    )
    for gain, noise_uv in (("low", 2.0), ("high", 9.0)):
        source = source_of(*figures, gain=gain)
        assert 1e6 * source.noise_v.value == pytest.approx(noise_uv, rel=1e-12)
        assert source.output_ohm.value == 7.0


def test_the_gains_of_an_amplifier_stand_in_their_order():
    gains = [figure("gain", db, "dB", gain=name) for name, db in (("high", 20), ("low", 6))]
    device = device_of(output(TWO_VOLTS, *gains))
    assert gain_steps(device.outputs[0]) == (("low", 6.0), ("high", 20.0))
    fixed = device_of(output(TWO_VOLTS, figure("gain", 12, "dB")))
    assert gain_steps(fixed.outputs[0]) == (("fixed", 12.0),)
    assert gain_settings(device.outputs[0]) == ()  # no voltage is known of one alone


def test_a_setting_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(UnknownSourceError, match=r"gain medium.*known are low, High"):
        plugged(LOW, HIGH, gain="medium")
    with pytest.raises(
        UnknownSourceError, match="its voltage is not known by setting; leave --gain out"
    ):
        plugged(TWO_VOLTS, gain="high")


@pytest.mark.parametrize("slug", list(load_classes()))
def test_a_class_is_a_source_with_its_own_ranges(slug):
    kind = load_classes()[slug]
    found = class_source(kind)
    source = found.source
    assert (source.open_circuit_v.low, source.open_circuit_v.value) == kind.voltage_v[:2]
    assert source.output_ohm.high == kind.output_ohm[2]
    assert source.output_ohm.is_assumed == kind.is_usual  # that of a standard is exact
    assert (source.noise_v is None) == (kind.noise_uv is None)
    # The middle is what is worked with.
    if kind.current_ma is None:
        assert source.current_a is None
    else:
        ends = (source.current_a.low, source.current_a.value, source.current_a.high)
        assert ends == tuple(figure / 1000.0 for figure in kind.current_ma)
    assert found.kind is kind
    assert found.figures == ()


def test_two_outputs_of_a_device_are_told_apart_by_name():
    one = device_of(output(TWO_VOLTS))
    assert plug_in(one, one.outputs[0]).source.name == "Acme Amp"
    two = device_of(output(TWO_VOLTS), output(TWO_VOLTS, name="4.4 mm", circuit="balanced"))
    assert plug_in(two, two.outputs[1]).source.name == "Acme Amp, 4.4 mm"
