"""Metrics that are taken from stated facts."""

import math
from dataclasses import replace

from auricle.dossier import (
    Combined,
    Dossier,
    Fact,
    combine_facts,
    fact_evidence,
    fact_groups,
    strength,
)
from auricle.drive import drive_voltage_v
from auricle.estimate import Estimate, rounded
from auricle.metrics.definitions import Definition, FactChoice
from auricle.metrics.result import MetricResult, Subject, unknown

__all__ = ["drive_voltage", "from_facts", "rated_ohm"]


def from_facts(definition: Definition, subject: Subject) -> MetricResult:
    """A metric from the first of its choices that somebody states.

    Parameters
    ----------
    definition
        With at least one choice of facts.
    subject
        The product and its siblings.

    Returns
    -------
    MetricResult
        In the unit of the definition.
    """
    for dossier in (subject.dossier, *subject.siblings):  # the product itself goes first
        for choice in definition.from_facts:
            combined = _combined(definition, choice, subject, stated_for=dossier)
            if combined is not None:
                also = _passed_over(definition, combined, subject)
                return _result(definition, choice, combined, also)
    return unknown(definition.id, definition.unit)


def rated_ohm(subject: Subject) -> float | None:
    """Rated impedance of a product, else one measured as an average or at 1 kHz.

    Returns
    -------
    float or None
        None where nobody states any. [Ω]
    """
    for quantity, frequency_hz in (
        ("nominal-impedance", None),
        ("impedance", None),
        ("impedance", 1000.0),
    ):
        key = (quantity, () if frequency_hz is None else (("frequency_hz", frequency_hz),))
        combined = combine_facts(subject.dossier, (), key)
        if combined is not None:
            return rounded(combined.estimate.value)
    return None


def drive_voltage(definition: Definition, sensitivity: MetricResult) -> MetricResult:
    """Voltage for 110 dB SPL, from the sensitivity metric, in V RMS."""
    if sensitivity.value is None or sensitivity.uncertainty is None:
        return unknown(definition.id, definition.unit, "no sensitivity is known")
    estimate = Estimate(sensitivity.value, sensitivity.uncertainty)
    voltage = drive_voltage_v(estimate, level_dbspl=110.0)
    return replace(
        sensitivity,
        metric=definition.id,
        unit=definition.unit,
        value=rounded(voltage.value),
        uncertainty=rounded(voltage.uncertainty),
        low=rounded(10.0 ** ((110.0 - estimate.high) / 20.0)),
        high=rounded(10.0 ** ((110.0 - estimate.low) / 20.0)),
    )


def _combined(
    definition: Definition, choice: FactChoice, subject: Subject, *, stated_for: Dossier
) -> Combined | None:
    """The best of what is stated for one of the products under conditions of the choice."""
    found = [
        combine_facts(subject.dossier, subject.siblings, key)
        for key in sorted(fact_groups(stated_for.facts), key=repr)
        if key[0] == choice.quantity and choice.fits(dict(key[1]), region=subject.region)
    ]
    known = [combined for combined in found if combined is not None]
    sign = -1.0 if definition.direction == "higher" else 1.0
    return min(known, key=lambda combined: sign * combined.estimate.value, default=None)


def _passed_over(definition: Definition, combined: Combined, subject: Subject) -> tuple[str, ...]:
    """What is stated of the same quantity under conditions that another choice would take."""
    used = {id(c.fact) for c in combined.contributions} | {id(s.fact) for s in combined.set_aside}
    others = [
        fact
        for choice in definition.from_facts[1:]
        for key, facts in fact_groups(subject.dossier.facts).items()
        if key[0] == choice.quantity and choice.fits(dict(key[1]), region=subject.region)
        for fact in facts
        if id(fact) not in used and not math.isclose(fact.figure, combined.estimate.value)
    ]
    remarks = [f"also stated: {fact.stated} ({_where(fact)})" for fact in others]
    return tuple(dict.fromkeys(remarks))


def _where(fact: Fact) -> str:
    region = fact.conditions.get("region")
    return f"{fact.source.publisher}, {region}" if region else fact.source.publisher


def _result(
    definition: Definition,
    choice: FactChoice,
    combined: Combined,
    passed_over: tuple[str, ...],
) -> MetricResult:
    own = [c for c in combined.contributions if not c.is_proxy]
    strongest = min((fact_evidence(c.fact) for c in own or combined.contributions), key=strength)
    bottom, top = definition.valid_range
    low, high = _widened(combined, choice.widen)
    return MetricResult(
        metric=definition.id,
        unit=definition.unit,
        value=rounded(combined.estimate.value),
        uncertainty=rounded(combined.spread * choice.widen),
        low=rounded(min(max(low, bottom), combined.estimate.value)),
        high=rounded(max(min(high, top), combined.estimate.value)),
        evidence=strongest,
        agreeing=combined.agreeing,
        sources=tuple(dict.fromkeys(c.fact.source for c in combined.contributions)),
        facts=tuple(contribution.fact for contribution in combined.contributions),
        set_aside=tuple(aside.fact for aside in combined.set_aside),
        proxy=combined.proxy,
        only_proxy=not own,
        remarks=(*_remarks(choice, combined), *passed_over),
    )


def _widened(combined: Combined, widen: float) -> tuple[float, float]:
    value = combined.estimate.value
    if combined.is_log:
        reach = math.log(combined.high / value) * widen
        return value * math.exp(-reach), value * math.exp(reach)
    return value - (value - combined.low) * widen, value + (combined.high - value) * widen


def _remarks(choice: FactChoice, combined: Combined) -> tuple[str, ...]:
    remarks = [choice.remark] if choice.remark else []
    if combined.is_bound:
        remarks.append("only a bound is known; it counts at the bound")
    if combined.proxy:
        share = f"{100.0 * combined.proxy_weight:.0f} %"
        remarks.append(f"leans on the sibling {combined.proxy} for {share} of its weight")
    if combined.inflation > 1.0:
        remarks.append(f"sources disagree: uncertainty widened by {combined.inflation:.2f}")
    remarks += [_contradiction(one, other) for one, other in combined.contradicting]
    return tuple(remarks)


def _contradiction(one: Fact, other: Fact) -> str:
    return f"one document is read two ways: {one.stated} and {other.stated}"
