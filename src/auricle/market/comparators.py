"""Which products are equal or better, and what the cheapest of them costs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.dossier import Product, Source, load_glossary
from auricle.estimate import Z_95
from auricle.market.comparison import Comparison, Margins, Profile, compare_metrics
from auricle.metrics import MAX_AGE_DAYS, MetricResult

__all__ = [
    "BoughtIn",
    "Candidate",
    "CostPerformance",
    "cost_performance",
    "is_of_another_kind",
    "judge_candidate",
    "price_ratio",
]

_NONE_JUDGED = ("no other product could be judged",)
_FEW_OUTCOMES = 3  # fewer known outcomes make the figure provisional


@dataclass(frozen=True, slots=True)
class BoughtIn:
    """An accessory with its price as of the day."""

    name: str
    adds: str  # function
    fits: tuple[str, ...]  # connections
    price: MetricResult


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product that was looked at."""

    product: Product
    price: MetricResult
    outcome: str  # equal-or-better, worse, unknown, excluded
    reasons: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    bought_in: tuple[BoughtIn, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where its price and the prices of what must be bought in were read."""
        extra = [source for bought in self.bought_in for source in bought.price.sources]
        return (*self.price.sources, *extra)

    @property
    def is_judged(self) -> bool:
        """Whether it is known to be equal or better, or to be worse."""
        return self.outcome in {"equal-or-better", "worse"}

    @property
    def competing_cost(self) -> float:
        """Its cost where it is equal or better; infinite where it does not compete."""
        if self.outcome != "equal-or-better" or self.cost is None:
            return math.inf
        return self.cost

    @property
    def cost(self) -> float | None:
        """Price with what must be bought in; None where there is no price."""
        if self.price.value is None:
            return None
        return self.price.value + sum(extra.price.value or 0.0 for extra in self.bought_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPerformance:
    """Price of the cheapest equal-or-better product over the product's own."""

    ratio: float | None  # None: not known
    low: float
    high: float
    coverage: float  # share of the cheaper products, also by expired prices, that were judged
    price: MetricResult
    best: str | None  # slug of the cheapest equal-or-better product that is cheaper
    next_best: str | None
    candidates: tuple[Candidate, ...]
    provisional: tuple[str, ...]  # why the figure may change


def cost_performance(
    own: Profile,
    others: Sequence[Profile],
    *,
    accessories: Sequence[BoughtIn] = (),
    margins: Margins,
    neutral: float,
    unknown_half_width: float,
    none_judged: float | None = None,
) -> CostPerformance:
    """Cost-performance of a product over a catalog.

    Every candidate is compared with the product itself, never through a third one: equal
    or better with margins is not transitive.

    Parameters
    ----------
    own, others
        The product and every other one of the catalog, priced in one currency.
    accessories
        What may be bought in for a function that a candidate lacks.
    margins
        Of the rubric.
    neutral, unknown_half_width
        Middle and half-width of the interval where nothing is known.
    none_judged
        What a rubric puts in place of the ratio where there is a price and no other product
        could be judged; by default the ratio is then not known.

    Returns
    -------
    CostPerformance
        With the log of all candidates, the cheapest first.
    """
    log = sorted(
        (judge_candidate(own, other, accessories, margins) for other in others), key=_by_price
    )
    known = [c for c in log if c.is_judged]
    price = own.metrics["price"]
    shown, is_known = price_ratio(
        price=np.array(math.inf if price.value is None else price.value),
        cost=np.array([c.competing_cost for c in log], dtype=np.float64),
        is_judged=np.array([c.is_judged for c in log], dtype=bool),
    )
    if price.value is None or not is_known:
        span = (max(0.0, neutral - unknown_half_width), min(1.0, neutral + unknown_half_width))
        return _unjudged(price, log, span, None if price.value is None else none_judged)
    equal = [c for c in log if c.outcome == "equal-or-better"]
    cheaper = [c for c in log if _costs(c) < price.value]
    cheaper_equal = [c for c in equal if _costs(c) < price.value]
    expired = _expired(own, others)
    low, high = _ends(price, equal, cheaper)
    settled = [c for c in cheaper if c.outcome != "unknown"]
    n_asked = len(cheaper) + len(expired)
    slugs = [c.product.slug for c in cheaper_equal[:2]]
    return CostPerformance(
        ratio=float(shown),
        low=low,
        high=high,
        coverage=len(settled) / n_asked if n_asked else 1.0,
        price=price,
        best=slugs[0] if slugs else None,
        next_best=slugs[1] if len(slugs) > 1 else None,
        candidates=tuple(log),
        provisional=_provisional(price, known, cheaper, expired, cheaper_equal),
    )


def _unjudged(
    price: MetricResult,
    log: Sequence[Candidate],
    span: tuple[float, float],
    ratio: float | None,
) -> CostPerformance:
    """Cost-performance without a price or any product judged; `ratio` is what is put for it."""
    ends = span if ratio is None else (*span, ratio)
    return CostPerformance(
        ratio=ratio,
        low=min(ends),
        high=max(ends),
        coverage=0.0,
        price=price,
        best=None,
        next_best=None,
        candidates=tuple(log),
        provisional=("no price of its own",) if price.value is None else _NONE_JUDGED,
    )


def judge_candidate(
    own: Profile, other: Profile, accessories: Sequence[BoughtIn], margins: Margins
) -> Candidate:
    """Whether another product is equal or better, worse, not known to be either, or excluded.

    Arguments as for `cost_performance`. The price of the product itself has no say in it.

    Examples
    --------
    A closed product is no candidate for an open one:

    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.metrics import compute_metrics, subject_of
    >>> catalog = built_in_catalog()
    >>> def profile(slug):
    ...     subject = subject_of(
    ...         catalog, catalog.dossiers[slug], day=date(2026, 3, 15), region="US")
    ...     return Profile(subject.dossier.product, compute_metrics(subject, currency="USD"))
    >>> margins = Margins(preference_points=5.0, channel_match_db=0.5, isolation_db=3.0,
    ...                   distortion_steps=1.0, distortion_ladder=(), level_from_v=2.0)
    >>> judge_candidate(profile("akg-k612-pro"), profile("akg-k371"), (), margins).outcome
    'excluded'
    """
    price = other.metrics["price"]
    excluded = _excluded(own.product, other)
    if excluded:
        return Candidate(other.product, price, "excluded", (excluded,), ())
    comparisons = tuple(compare_metrics(own, other, margins))
    missing, unlisted = _missing_functions(own.product, other.product)
    bought_in = _buy_in(missing, other.product, accessories)
    missing = [name for name in missing if name not in {extra.adds for extra in bought_in}]
    worse = [c.reason for c in comparisons if c.verdict == "worse"]
    if missing:
        worse.append(f"lacks {_function_names(missing)}")
    if worse:
        return Candidate(other.product, price, "worse", tuple(worse), comparisons)
    preference = next(c for c in comparisons if c.metric == "predicted-preference")
    unknown = [preference.reason] if preference.verdict == "not-compared" else []
    if unlisted:
        unknown.append(f"not stated whether it has {_function_names(unlisted)}")
    if unknown:
        return Candidate(other.product, price, "unknown", tuple(unknown), comparisons, bought_in)
    held = [c.reason for c in comparisons if c.verdict == "not-worse"]
    held += [f"with a {b.name} at {b.price.value:.2f} {b.price.unit}" for b in bought_in]
    outcome = "equal-or-better"
    return Candidate(other.product, price, outcome, tuple(held), comparisons, bought_in)


def _buy_in(
    missing: Sequence[str], product: Product, accessories: Sequence[BoughtIn]
) -> tuple[BoughtIn, ...]:
    """The cheapest accessory for each missing function that one is known for."""
    result = []
    for function in missing:
        fitting = [
            (extra.price.value, extra)
            for extra in accessories
            if extra.adds == function
            and extra.price.value is not None
            and set(extra.fits) & set(product.connection)
        ]
        if fitting:
            result.append(min(fitting, key=lambda pair: (pair[0], pair[1].name))[1])
    return tuple(result)


def _excluded(product: Product, other: Profile) -> str:
    price = other.metrics["price"]
    kind = _of_another_kind(product, other.product)
    if kind or price.value is not None:
        return kind
    if "last_value" in price.details:
        last = price.details
        seen = f"last {last['last_value']:.2f} on {last['last_observed']}"
        return f"{price.remarks[0]} ({seen})"
    return price.remarks[0]


def is_of_another_kind(product: Product, other: Product) -> bool:
    """Whether another product is no candidate, whatever its price."""
    return bool(_of_another_kind(product, other))


def _of_another_kind(product: Product, other: Product) -> str:
    """Why another product is no candidate whatever its price; empty where it is one."""
    if other.form != product.form:
        return f"{other.form}, not {product.form}"
    if other.is_closed != product.is_closed:
        return "closed" if other.is_closed else "not closed"
    return ""


def _missing_functions(product: Product, other: Product) -> tuple[list[str], list[str]]:
    """Functions of a product that another lacks, and those that nobody says it has."""
    wanted = {*product.connection, *product.functions} - {*other.connection, *other.functions}
    glossary = load_glossary().functions
    lacks = {*other.lacks, *product.connection}  # connections are always listed
    if "wireless" not in other.connection:
        lacks |= {name for name, function in glossary.items() if function.wireless_only}
    return sorted(wanted & lacks), sorted(wanted - lacks)


def _function_names(slugs: Sequence[str]) -> str:
    glossary = load_glossary().functions
    names = [glossary[s].name.lower() if s in glossary else s for s in slugs]
    return ", ".join(names)


def _costs(candidate: Candidate) -> float:
    if candidate.outcome == "excluded" or candidate.cost is None:
        return math.inf
    return candidate.cost


def _by_price(candidate: Candidate) -> tuple[float, str]:
    return _costs(candidate), candidate.product.slug


def price_ratio(
    *, price: NDArray[np.float64], cost: NDArray[np.float64], is_judged: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Price of the cheapest equal-or-better product over the own one, and whether it is known.

    Parameters
    ----------
    price : array, shape (...)
        Of the product itself; infinite where it has none.
    cost : array, shape (..., n_candidates)
        Of every candidate; infinite where it is not equal or better.
    is_judged : array of bool, shape (..., n_candidates)
        Whether a candidate is known to be equal or better, or to be worse.

    Returns
    -------
    ratio : array, shape (...)
        1 at most; without meaning where it is not known.
    is_known : array of bool, shape (...)
        Whether the product has a price and any candidate was judged.

    Examples
    --------
    >>> ratio, is_known = price_ratio(price=np.array(200.0), cost=np.array([np.inf, 150.0]),
    ...                               is_judged=np.array([True, True]))
    >>> float(ratio), bool(is_known)
    (0.75, True)
    """
    has_price = np.isfinite(price)
    cheapest = np.min(cost, axis=-1, initial=np.inf)
    ratio = np.minimum(1.0, cheapest / np.where(has_price, price, 1.0))
    return ratio, has_price & np.any(is_judged, axis=-1)


def _ends(
    price: MetricResult, equal: Sequence[Candidate], cheaper: Sequence[Candidate]
) -> tuple[float, float]:
    """Low and high end of the ratio; the low end counts every cheaper unknown."""
    low = high = 1.0
    best = min(equal, key=_by_price, default=None)
    if best is not None:
        raw, reach = _raw_ratio(best, price)
        low, high = min(1.0, raw / reach), min(1.0, raw * reach)
    for candidate in cheaper:
        if candidate.outcome == "unknown":
            raw, reach = _raw_ratio(candidate, price)
            low = min(low, raw / reach)
    return low, high


def _raw_ratio(candidate: Candidate, price: MetricResult) -> tuple[float, float]:
    """Cost over price, and the factor that its 5 and 95 % points lie apart from it."""
    cost, own = _costs(candidate), price.value or math.inf
    parts = [candidate.price, *(extra.price for extra in candidate.bought_in)]
    u_cost = math.hypot(*(part.uncertainty or 0.0 for part in parts)) / cost
    u_own = (price.uncertainty or 0.0) / own
    return cost / own, math.exp(Z_95 * math.hypot(u_cost, u_own))


def _expired(own: Profile, others: Sequence[Profile]) -> list[Product]:
    """Products of the same kind whose price has expired, and was lower when it was last seen."""
    limit = own.metrics["price"].value or 0.0
    return [
        other.product
        for other in others
        if not _of_another_kind(own.product, other.product)
        and other.metrics["price"].value is None
        and float(other.metrics["price"].details.get("last_value", math.inf)) < limit
    ]


def _provisional(
    price: MetricResult,
    known: Sequence[Candidate],
    cheaper: Sequence[Candidate],
    expired: Sequence[Product],
    cheaper_equal: Sequence[Candidate],
) -> tuple[str, ...]:
    reasons = []
    if len(known) < _FEW_OUTCOMES:
        products = "product" if len(known) == 1 else "products"
        reasons.append(f"only {len(known)} {products} could be judged")
    unknown = [c.product.name for c in cheaper if c.outcome == "unknown"]
    if unknown:
        reasons.append(f"{', '.join(unknown)} cost less but could not be judged")
    if expired:
        names = ", ".join(product.name for product in expired)
        reasons.append(f"{names} cost less when last seen, but not within {MAX_AGE_DAYS} days")
    if price.details.get("relayed"):
        reasons.append("its price is known only through a review")
    if cheaper_equal and cheaper_equal[0].price.details.get("relayed"):
        name = cheaper_equal[0].product.name
        reasons.append(f"the price of the {name} is known only through a review")
    return tuple(reasons)
