"""The sensitivity, and figures of it that look as if they had another reference."""

import math
from dataclasses import replace

from auricle.dossier import Fact, load_glossary
from auricle.estimate import rounded
from auricle.metrics.definitions import Definition
from auricle.metrics.result import MetricResult, Subject
from auricle.metrics.stated import from_facts, rated_ohm
from auricle.units import db_per_mw_to_db_per_v, db_per_v_to_db_per_mw

__all__ = ["doubtful_unit", "doubtful_units", "sensitivity"]

_CLEAR_DB = 4.0  # closer figures differ by more than their reference: rigs, frequencies, units
_PER_VOLT = ("dB/V", "dB SPL/V")
_PER_SOMETHING = (*_PER_VOLT, "dB/mW", "dB SPL/mW")  # what can be mixed up; a voltage cannot


def sensitivity(definition: Definition, subject: Subject) -> MetricResult:
    """The sensitivity as all who state it have it, with a remark on doubtful units."""
    found = from_facts(definition, subject)
    doubts = doubtful_units(found.facts, rated_ohm=rated_ohm(subject))
    return replace(found, remarks=(*found.remarks, *doubts))


def doubtful_units(facts: tuple[Fact, ...], *, rated_ohm: float | None) -> tuple[str, ...]:
    """What looks as if "per volt" and "per milliwatt" had been mixed up.

    Parameters
    ----------
    facts
        Sensitivities of one product, in dB/V, each as it was stated.
    rated_ohm
        Its rated impedance; None where it is not known. [Ω]

    Returns
    -------
    tuple of str
        A remark for each figure that lies 4 dB or more from another that was measured, or
        stated as a voltage, and that would come to within its uncertainty and to less than
        half the distance if it had the other reference. No figure is changed.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> hd_600 = built_in_catalog().dossiers["sennheiser-hd-600"]
    >>> stated = tuple(fact for fact in hd_600.facts if fact.quantity == "sensitivity")
    >>> doubtful_units(stated, rated_ohm=300.0)[0][:33]
    '97 dB/V reads as if it were dB/mW'
    """
    found = (doubtful_unit(fact, facts, rated_ohm=rated_ohm) for fact in facts)
    return tuple(dict.fromkeys(remark for remark in found if remark is not None))


def doubtful_unit(fact: Fact, facts: tuple[Fact, ...], *, rated_ohm: float | None) -> str | None:
    """What is doubtful of one sensitivity beside the others, as `doubtful_units` has it."""
    other = None if rated_ohm is None else _other_reading(fact, rated_ohm)
    against = None if other is None else _contradicted_by(fact, other[0], facts)
    if other is None or against is None or rated_ohm is None:
        return None
    return (
        f"{fact.stated} reads as if it were {other[1]}: that would be {other[0]:.1f} dB/V into "
        f"{rounded(rated_ohm, 3):g} Ω, beside {against.stated}, which is {against.figure:.1f} "
        "dB/V; it is kept as stated"
    )


def _other_reading(fact: Fact, rated_ohm: float) -> tuple[float, str] | None:
    """The figure in dB/V if it had the other reference, and the unit that this would be."""
    if fact.stated_unit in _PER_VOLT:
        return db_per_mw_to_db_per_v(fact.figure, impedance_ohm=rated_ohm), "dB/mW"
    impedance_ohm = fact.conditions.get("impedance_ohm")
    if load_glossary().quantities["sensitivity"].needs_impedance(fact.stated_unit) and isinstance(
        impedance_ohm, float | int
    ):
        return db_per_v_to_db_per_mw(fact.figure, impedance_ohm=float(impedance_ohm)), "dB/V"
    return None


def _contradicted_by(fact: Fact, other_figure: float, facts: tuple[Fact, ...]) -> Fact | None:
    """A figure that speaks for the other reading: measured, or stated as a voltage."""
    for other in facts:
        apart = abs(fact.figure - other.figure)
        then = abs(other_figure - other.figure)
        within = math.hypot(fact.uncertainty, other.uncertainty)
        is_sure = other.kind == "measured" or other.stated_unit not in _PER_SOMETHING
        if other is not fact and is_sure and apart >= _CLEAR_DB and then <= min(within, apart / 2):
            return other
    return None
