"""Headphones, sources and curves for tests, drawn at random in the range of real ones."""

import numpy as np
from hypothesis import strategies as st

from auricle.drive import (
    Equalisation,
    FieldResponse,
    Headphone,
    ImpedanceCurve,
    Limits,
    Source,
    Span,
)
from auricle.estimate import Estimate
from auricle.hearing import BAND_CENTER_HZ, a_weighting_db

sensitivities_db = st.floats(60.0, 150.0)  # as the glossary allows them
levels_dbspl = st.floats(0.0, 160.0)
ohms = st.floats(1.0, 10_000.0)
output_ohms = st.floats(0.0, 1000.0)
volts = st.floats(0.001, 100.0)
amperes = st.floats(0.001, 10.0)
preamps_db = st.floats(-60.0, 30.0)
gains_db = st.floats(-24.0, 24.0)


def field_of(offset_db, *, uncertainty_db=0.0, is_measured=False):
    """A field in which programme noise has that level re a sine: A-weighting is taken out."""
    bands_db = offset_db - a_weighting_db(np.array(BAND_CENTER_HZ))
    return FieldResponse(bands_db[None], np.zeros(31), uncertainty_db, "made", is_measured)


@st.composite
def spans(draw, figures):
    low, value, high = sorted(draw(st.tuples(figures, figures, figures)))
    return Span(low, value, high)


@st.composite
def frequencies(draw, *, least=2, most=12):
    """Rising frequencies that reach beyond the band or end within it."""
    ratios = draw(st.lists(st.floats(0.02, 1.5), min_size=least, max_size=most))
    first_hz = draw(st.floats(5.0, 1000.0))
    return first_hz * 10.0 ** np.cumsum([0.0, *ratios[1:]])


@st.composite
def curves(draw):
    """Impedances of passive parts: no phase beyond 90°."""
    f = draw(frequencies())
    magnitudes = draw(st.lists(ohms, min_size=f.size, max_size=f.size))
    degrees = draw(st.lists(st.floats(-90.0, 90.0), min_size=f.size, max_size=f.size))
    return ImpedanceCurve(f, np.array(magnitudes) * np.exp(1j * np.deg2rad(degrees)))


@st.composite
def headphones(draw):
    return Headphone(
        Estimate(draw(sensitivities_db), draw(st.floats(0.0, 5.0))),
        rated_ohm=draw(st.none() | ohms),
        impedance=draw(st.none() | curves()),
        stated_ohm=tuple(draw(st.lists(ohms, max_size=2))),
        reference_hz=draw(st.floats(20.0, 20_000.0)),
    )


@st.composite
def loads(draw, *, least=0):
    found = draw(st.lists(ohms, min_size=least, max_size=4, unique=True))
    return tuple((load, draw(volts)) for load in sorted(found))


@st.composite
def sources(draw):
    """At least one of voltage, current and voltages at loads is known."""
    at_loads, current_a = draw(loads()), draw(st.none() | amperes)
    may_lack = bool(at_loads) or current_a is not None
    open_v = draw(spans(volts) | st.none() if may_lack else spans(volts))
    return Source(
        "drawn",
        draw(spans(output_ohms)),
        open_v,
        current_a=None if current_a is None else Span.exact(current_a),
        at_loads=at_loads,
        noise_v=draw(st.none() | spans(st.just(0.0) | st.floats(1e-12, 0.1))),
    )


@st.composite
def limits(draw):
    at_loads = draw(loads())
    open_circuit_v = draw(volts if not at_loads else volts | st.just(np.inf))
    return Limits(
        open_circuit_v=float(open_circuit_v),
        source_ohm=draw(output_ohms),
        current_a=draw(amperes | st.just(np.inf)),
        at_loads=at_loads,
    )


@st.composite
def equalisations(draw):
    if draw(st.booleans()):
        return Equalisation(draw(preamps_db))
    f = draw(frequencies())
    gains = draw(st.lists(gains_db, min_size=f.size, max_size=f.size))
    return Equalisation(draw(preamps_db), f, np.array(gains))


@st.composite
def passive_ohms(draw):
    """Some complex impedances of passive parts."""
    drawn = draw(st.lists(st.tuples(ohms, st.floats(-90.0, 90.0)), min_size=1, max_size=8))
    magnitude, degrees = np.array(drawn).T
    return magnitude * np.exp(1j * np.deg2rad(degrees))
