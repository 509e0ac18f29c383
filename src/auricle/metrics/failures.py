"""The share of units that fail in two years, from all who know how many there are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from auricle.dossier import (
    FailureCount,
    ServiceRecord,
    Source,
    are_independent,
    evidence_class,
    strength,
    voice,
)
from auricle.estimate import Z_95, Estimate, combine
from auricle.metrics.result import MetricResult, Subject, rounded
from auricle.reliability import (
    FEW_FAILURES,
    FailedShare,
    ServiceData,
    SharePosterior,
    failed_share,
    fit_weibull,
    fit_weibull_scale,
    kaplan_meier,
    rate_posterior_share,
)

__all__ = ["WINDOW_MONTHS", "count_share", "failure_rate", "service_share"]

WINDOW_MONTHS = 24.0
"""Over which the metric counts failures. [months]"""


_RAW, _STATED = range(2)


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one source says of the share, with how it was read."""

    share: FailedShare
    evidence: str
    voice: str | None
    rank: int  # _RAW or _STATED: raw data go first
    size: float  # units: of two alike, the one with more goes first
    sources: tuple[Source, ...]
    remark: str
    shown: str

    @property
    def order(self) -> tuple[int, int, float]:
        """The strongest evidence first, in it raw data, of these that of more units."""
        return strength(self.evidence), self.rank, -self.size

    @property
    def log_estimate(self) -> Estimate:
        """Logarithm of the share; its ends give the uncertainty."""
        spread = math.log(self.share.high / self.share.low) / (2.0 * Z_95)
        return Estimate(math.log(self.share.value), max(spread, 1e-9))


def failure_rate(stated: MetricResult, subject: Subject) -> MetricResult:
    """Failure rate from stated rates, counts with a denominator and service data.

    The strongest class of evidence counts, one statement a voice: of service data and
    counts that of more units, which goes before a rate that somebody states. Independent
    voices of that class are combined on a logarithmic scale.

    Parameters
    ----------
    stated
        What follows from stated rates alone; it stands where there is nothing else.
    subject
        The product.

    Returns
    -------
    MetricResult
        In the unit of `stated`, a ratio over two years.
    """
    dossier = subject.dossier
    raw = [*map(_from_service, dossier.service), *map(_from_count, _any_failure(dossier.failures))]
    if not raw:
        return stated
    every = sorted([*raw, *_from_stated(stated)], key=lambda statement: statement.order)
    used = _one_a_voice([s for s in every if s.evidence == every[0].evidence])
    share = _combined(used)
    others = [f"also known: {s.shown}" for s in every if s not in used]
    return replace(
        stated,
        state="known",
        value=rounded(share.value),
        uncertainty=rounded(share.uncertainty),
        low=rounded(share.low),
        high=rounded(share.high),
        evidence=used[0].evidence,
        agreeing=_agreeing(every),
        sources=tuple(dict.fromkeys(source for s in used for source in s.sources)),
        facts=stated.facts if any(s.rank == _STATED for s in used) else (),
        remarks=(*(s.remark for s in used), *others),
    )


def count_share(count: FailureCount) -> tuple[FailedShare, SharePosterior]:
    """Share that fails in two years by a count, and the posterior over its own time.

    The posterior of Jeffreys; where the units were watched over another time than two
    years, it is carried over as if the failure rate were the same at every age.
    """
    posterior = failed_share(count.failed, count.units)
    exponent = WINDOW_MONTHS / count.months
    low, high = (_carried_over(posterior.quantile(p), exponent) for p in (0.05, 0.95))
    mean = 1.0 - posterior.mean_power_of_survival(exponent)
    slope = exponent * (1.0 - posterior.mean) ** (exponent - 1.0)
    spread = slope * posterior.standard_deviation
    # Where nearly all failed, the mean may lie beyond an end of so lopsided a distribution.
    return FailedShare(min(max(mean, low), high), spread, low, high), posterior


def service_share(data: ServiceData, *, age_months: float) -> tuple[FailedShare, str]:
    """Share that fails up to an age by service data, and how it was found, in words.

    That of Kaplan and Meier where units were watched up to the age; else that of Weibull,
    whose shape is fitted to `FEW_FAILURES` failures or more, and 1 with fewer. Where no
    unit failed, the posterior of a constant rate under the prior of Jeffreys.
    """
    share = kaplan_meier(data).failed_share(age_months)
    if share is not None:
        return share, "Kaplan-Meier"
    if data.n_failures >= FEW_FAILURES:
        fit = fit_weibull(data)
        if fit is not None:
            return fit.failed_share(age_months), f"Weibull, shape {fit.shape:.2f} fitted"
    constant = fit_weibull_scale(data, shape=1.0)
    if constant is not None:
        return constant.failed_share(age_months), "a constant failure rate"
    share = rate_posterior_share(0, exposure_months=data.exposure_months, age_months=age_months)
    return share, "a constant failure rate, prior of Jeffreys"


def _carried_over(share: float, exponent: float) -> float:
    below_one = min(share, math.nextafter(1.0, 0.0))
    return -math.expm1(exponent * math.log1p(-below_one))


def _any_failure(counts: Sequence[FailureCount]) -> list[FailureCount]:
    """Counts of any failure; of one mode alone a share says how often that mode is, no more."""
    return [count for count in counts if count.mode is None]


def _from_count(count: FailureCount) -> _Statement:
    share, _ = count_share(count)
    shown = f"{count.failed} of {count.units} units failed in {count.months:g} months"
    remark = shown
    if count.months != WINDOW_MONTHS:
        remark += f"; carried over to {WINDOW_MONTHS:g} months by the exponential law"
    who, what = evidence_class(count.source), voice(count.source)
    return _Statement(share, who, what, _RAW, count.units, (count.source,), remark, shown)


def _from_service(record: ServiceRecord) -> _Statement:
    data = record.data
    share, how = service_share(data, age_months=WINDOW_MONTHS)
    shown = f"{data.n_failures} of {data.n_units} units in {record.file} failed"
    who, what = evidence_class(record.source), voice(record.source)
    remark = f"{shown}; by {WINDOW_MONTHS:g} months: {how}"
    return _Statement(share, who, what, _RAW, data.n_units, (record.source,), remark, shown)


def _from_stated(stated: MetricResult) -> list[_Statement]:
    if None in (stated.value, stated.low, stated.high) or stated.evidence is None:
        return []
    value, low, high = (float(end or 0.0) for end in (stated.value, stated.low, stated.high))
    share = FailedShare(value, stated.uncertainty or 0.0, low, min(1.0, high))
    strongest = min(stated.facts, key=lambda f: strength(evidence_class(f.source, f.kind)))
    who = voice(strongest.source, strongest.kind)
    shown = f"a stated rate of {100.0 * value:.2g} %"
    return [_Statement(share, stated.evidence, who, _STATED, 0.0, stated.sources, shown, shown)]


def _one_a_voice(statements: Sequence[_Statement]) -> list[_Statement]:
    """The first of each voice; what has none may be a copy of another and counts alone."""
    kept: list[_Statement] = []
    for statement in statements:
        if all(are_independent(statement.voice, other.voice) for other in kept):
            kept.append(statement)
    return kept


def _combined(statements: Sequence[_Statement]) -> FailedShare:
    if len(statements) == 1:
        return statements[0].share
    log = combine([statement.log_estimate for statement in statements]).estimate
    value, high = math.exp(min(log.value, 0.0)), math.exp(min(log.high, 0.0))
    return FailedShare(value, value * log.uncertainty, math.exp(min(log.low, 0.0)), high)


def _agreeing(statements: Sequence[_Statement]) -> bool:
    """Whether an independent voice of any class confirms the strongest."""
    strongest = statements[0]
    return any(
        are_independent(strongest.voice, other.voice) and _within(strongest, other)
        for other in statements[1:]
    )


def _within(one: _Statement, other: _Statement) -> bool:
    a, b = one.log_estimate, other.log_estimate
    return abs(a.value - b.value) <= math.hypot(a.uncertainty, b.uncertainty)
