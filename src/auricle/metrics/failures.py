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
from auricle.estimate import Z_95, Estimate, combine, rounded
from auricle.metrics.result import MetricResult, Subject
from auricle.reliability import (
    FEW_FAILURES,
    FailedShare,
    ServiceData,
    failed_share,
    fit_weibull,
    fit_weibull_scale,
    kaplan_meier,
    log_hazard,
    rate_posterior_share,
    share_of_hazard,
)

__all__ = ["FARTHEST", "WINDOW_MONTHS", "count_share", "failure_rate", "service_share"]

WINDOW_MONTHS = 24.0
"""Over which the metric counts failures. [months]"""

FARTHEST = 4.0
"""Up to how many times as long, or as short, a count is carried over.

A constant rate is a guess, and with few failures half of what it is applied to is the prior:
none of 20 units in one month would make 32 % in two years. By a law of Weibull whose shape is
between 1/2 and 2, as most are, four times the time puts the hazard wrong by up to a factor of 2
to 4, which is about as wide as the interval of a few failures.
"""

_YOUNGEST_MONTHS = (
    WINDOW_MONTHS / FARTHEST
)  # of the oldest unit in service data, for the same reason

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
    def log_hazard(self) -> Estimate:
        """Logarithm of the hazard, ln(-ln S) of the share; its ends give the uncertainty.

        On this scale a share near 1 is as wide as it is uncertain, which it is not on a
        logarithmic scale of its own.
        """
        value, low, high = map(log_hazard, (self.share.value, self.share.low, self.share.high))
        return Estimate(value, max((high - low) / (2.0 * Z_95), 1e-9))


def failure_rate(stated: MetricResult, subject: Subject) -> MetricResult:
    """Failure rate from stated rates, counts with a denominator and service data.

    The strongest class of evidence counts, one statement a voice: of service data and
    counts that of more units, which goes before a rate that somebody states. Independent
    voices of that class are combined on the scale of ln(-ln S). A count over a far shorter or
    longer time (`FARTHEST`), and service data of units that are all far younger, are told and do
    not enter.

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

    Examples
    --------
    Where nobody counts, what is stated stands:

    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.metrics import from_facts, load_definitions, subject_of
    >>> catalog = built_in_catalog()
    >>> k612 = catalog.dossiers["akg-k612-pro"]
    >>> subject = subject_of(catalog, k612, day=date(2026, 3, 15), region="US")
    >>> stated = from_facts(load_definitions()["failure-rate"], subject)
    >>> failure_rate(stated, subject).state
    'unknown'
    """
    dossier = subject.dossier
    counts = [(count, count_share(count)) for count in _any_failure(dossier.failures)]
    young = [record for record in dossier.service if _oldest_months(record) < _YOUNGEST_MONTHS]
    raw = [_from_service(record) for record in dossier.service if record not in young]
    raw += [_from_count(count, share) for count, share in counts if share is not None]
    too_far = (
        *(_too_far(count) for count, share in counts if share is None),
        *(_too_young(record) for record in young),
    )
    if not raw:
        return replace(stated, remarks=(*stated.remarks, *too_far))
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
        remarks=(*(s.remark for s in used), *others, *too_far),
    )


def count_share(count: FailureCount) -> FailedShare | None:
    """Share that fails in two years by a count; None where it says too little of so long.

    The posterior of Jeffreys; where the units were watched over another time than two
    years, it is carried over as if the failure rate were the same at every age, by a factor
    of `FARTHEST` in time at most.

    Examples
    --------
    >>> from auricle.dossier import Source
    >>> shop = Source("a/shop", "A shop", "Returns", "retailer")
    >>> share = count_share(FailureCount(failed=2, units=20, months=24, source=shop))
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3)
    (0.119, 0.029, 0.25)
    >>> count_share(FailureCount(failed=0, units=20, months=1, source=shop)) is None
    True
    """
    times = WINDOW_MONTHS / count.months
    if not 1.0 / FARTHEST <= times <= FARTHEST:
        return None
    posterior = failed_share(count.failed, count.units)
    low, high = (_carried_over(posterior.quantile(p), times) for p in (0.05, 0.95))
    return FailedShare(*posterior.moments_over(times), low, high)


def service_share(data: ServiceData, *, age_months: float) -> tuple[FailedShare, str]:
    """Share that fails up to an age by service data, and how it was found, in words.

    That of Kaplan and Meier where units were watched up to the age; else that of Weibull,
    whose shape is fitted to `FEW_FAILURES` failures or more, and 1 with fewer. Where no
    unit failed, the posterior of a constant rate under the prior of Jeffreys.

    Parameters
    ----------
    data
        Ages of the units.
    age_months
        The age. [months]

    Examples
    --------
    >>> share, how = service_share(ServiceData([6, 30, 30, 30], [True, False, False, False]),
    ...                            age_months=24.0)
    >>> share.value, how
    (0.25, 'Kaplan-Meier')
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


def _too_far(count: FailureCount) -> str:
    ends = f"{WINDOW_MONTHS / FARTHEST:g} to {WINDOW_MONTHS * FARTHEST:g} months"
    how = f"not carried over to {WINDOW_MONTHS:g} months, which asks for {ends}"
    return f"{count.in_words}: {how}"


def _oldest_months(record: ServiceRecord) -> float:
    return float(record.data.age_months[-1])


def _too_young(record: ServiceRecord) -> str:
    failed = f"{record.data.n_failures} of {record.data.n_units} units in {record.file} failed"
    oldest = f"the oldest is {_oldest_months(record):g} months, below {_YOUNGEST_MONTHS:g}"
    return f"{failed}: not carried over to {WINDOW_MONTHS:g} months, {oldest}"


def _from_count(count: FailureCount, share: FailedShare) -> _Statement:
    remark = shown = count.in_words
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
    share = FailedShare(value, stated.uncertainty or 0.0, low, high)
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
    log = combine([statement.log_hazard for statement in statements]).estimate
    value, low, high = map(share_of_hazard, (log.value, log.low, log.high))
    slope = math.exp(log.value) * (1.0 - value)  # of 1 - exp(-exp(y))
    return FailedShare(value, slope * log.uncertainty, low, high)


def _agreeing(statements: Sequence[_Statement]) -> bool:
    """Whether an independent voice of any class confirms the strongest."""
    strongest = statements[0]
    return any(
        are_independent(strongest.voice, other.voice) and _within(strongest, other)
        for other in statements[1:]
    )


def _within(one: _Statement, other: _Statement) -> bool:
    a, b = one.log_hazard, other.log_hazard
    return abs(a.value - b.value) <= math.hypot(a.uncertainty, b.uncertainty)
