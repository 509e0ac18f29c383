"""Which products are equal or better, and what the cheapest of them costs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auricle.dossier import Product, Source, load_glossary
from auricle.estimate import Z_95
from auricle.metrics import MetricResult

__all__ = [
    "BoughtIn",
    "Candidate",
    "Comparison",
    "CostPerformance",
    "Margins",
    "Profile",
    "cost_performance",
]

_FEW_OUTCOMES = 3  # fewer known outcomes make the figure provisional


@dataclass(frozen=True, slots=True)
class Profile:
    """A product with its metrics as of the day."""

    product: Product
    metrics: Mapping[str, MetricResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """By how much a product may fall short before it counts as worse."""

    preference_points: float
    channel_match_db: float
    isolation_db: float
    distortion_steps: float  # of the ladder
    distortion_ladder: tuple[float, ...]  # control points of the rubric, as ratios
    level_from_v: float  # reaching the level of the drive voltage from this voltage


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of two products side by side."""

    metric: str
    own: float | None
    other: float | None
    verdict: str  # worse, not-worse, not-compared
    reason: str


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
    coverage: float  # share of the cheaper candidates whose outcome is known
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

    Returns
    -------
    CostPerformance
        With the log of all candidates, the cheapest first.
    """
    log = sorted((_candidate(own, other, accessories, margins) for other in others), key=_by_price)
    known = [c for c in log if c.outcome in {"equal-or-better", "worse"}]
    price = own.metrics["price"]
    if price.value is None or not known:
        reason = "no price of its own" if price.value is None else "no candidate could be judged"
        return CostPerformance(
            ratio=None,
            low=max(0.0, neutral - unknown_half_width),
            high=min(1.0, neutral + unknown_half_width),
            coverage=0.0,
            price=price,
            best=None,
            next_best=None,
            candidates=tuple(log),
            provisional=(reason,),
        )
    equal = [c for c in log if c.outcome == "equal-or-better"]
    cheaper = [c for c in log if _costs(c) < price.value]
    ratio, low, high = _ratio(price, equal, cheaper)
    settled = [c for c in cheaper if c.outcome != "unknown"]
    cheaper_equal = [c for c in equal if _costs(c) < price.value]
    slugs = [c.product.slug for c in cheaper_equal[:2]]
    return CostPerformance(
        ratio=ratio,
        low=low,
        high=high,
        coverage=len(settled) / len(cheaper) if cheaper else 1.0,
        price=price,
        best=slugs[0] if slugs else None,
        next_best=slugs[1] if len(slugs) > 1 else None,
        candidates=tuple(log),
        provisional=_provisional(price, known, cheaper, cheaper_equal),
    )


def _candidate(
    own: Profile, other: Profile, accessories: Sequence[BoughtIn], margins: Margins
) -> Candidate:
    price = other.metrics["price"]
    excluded = _excluded(own.product, other)
    if excluded:
        return Candidate(other.product, price, "excluded", (excluded,), ())
    comparisons = tuple(_comparisons(own, other, margins))
    missing, unlisted = _missing_functions(own.product, other.product)
    bought_in = _buy_in(missing, other.product, accessories)
    missing = [name for name in missing if name not in {extra.adds for extra in bought_in}]
    worse = [c.reason for c in comparisons if c.verdict == "worse"]
    if missing:
        worse.append(f"lacks {', '.join(missing)}")
    if worse:
        return Candidate(other.product, price, "worse", tuple(worse), comparisons)
    preference = next(c for c in comparisons if c.metric == "predicted-preference")
    unknown = [preference.reason] if preference.verdict == "not-compared" else []
    if unlisted:
        unknown.append(f"nobody says whether it has {', '.join(unlisted)}")
    if unknown:
        return Candidate(other.product, price, "unknown", tuple(unknown), comparisons)
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
    if other.product.form != product.form:
        return f"{other.product.form}, not {product.form}"
    if other.product.is_closed != product.is_closed:
        return "closed" if other.product.is_closed else "not closed"
    if other.metrics["price"].value is None:
        return other.metrics["price"].remarks[0]
    return ""


def _missing_functions(product: Product, other: Product) -> tuple[list[str], list[str]]:
    """Functions of a product that another lacks, and those that nobody says it has."""
    wanted = {*product.connection, *product.functions} - {*other.connection, *other.functions}
    glossary = load_glossary().functions
    lacks = {*other.lacks, *product.connection}  # connections are always listed
    if "wireless" not in other.connection:
        lacks |= {name for name, function in glossary.items() if function.wireless_only}
    return sorted(wanted & lacks), sorted(wanted - lacks)


def _comparisons(own: Profile, other: Profile, margins: Margins) -> list[Comparison]:
    return [
        _compare_preference(own, other, margins),
        _compare(own, other, "channel-match", margins.channel_match_db, "dB", lower=True),
        _compare_distortion(own, other, margins),
        _compare(own, other, "isolation", margins.isolation_db, "dB", lower=False),
        _compare_level(own, other, margins),
    ]


def _compare_preference(own: Profile, other: Profile, margins: Margins) -> Comparison:
    name = "predicted-preference"
    a, b = own.metrics[name], other.metrics[name]
    if a.value is not None and b.value is not None:
        families = a.details.get("rig_family"), b.details.get("rig_family")
        if families[0] != families[1]:
            reason = f"preference measured on unlike rigs ({families[0]}, {families[1]})"
            return Comparison(name, a.value, b.value, "not-compared", reason)
    return _compare(own, other, name, margins.preference_points, "points", lower=False)


def _compare(
    own: Profile, other: Profile, name: str, margin: float, unit: str, *, lower: bool
) -> Comparison:
    a, b = own.metrics[name].value, other.metrics[name].value
    if a is None or b is None:
        return _not_compared(name, a, b)
    shortfall = (b - a) if lower else (a - b)
    verdict = "worse" if round(shortfall, 9) > margin else "not-worse"
    word = "more" if lower else "less"
    label = name.replace("-", " ")
    reason = f"{label} {b:.1f} against {a:.1f} {unit}"
    if verdict == "worse":
        reason += f", over {margin:g} {word}"
    return Comparison(name, a, b, verdict, reason)


def _compare_distortion(own: Profile, other: Profile, margins: Margins) -> Comparison:
    name = "distortion"
    a, b = own.metrics[name].value, other.metrics[name].value
    if a is None or b is None:
        return _not_compared(name, a, b)
    ladder = margins.distortion_ladder
    steps = _step(b, ladder) - _step(a, ladder)
    verdict = "worse" if round(steps, 9) > margins.distortion_steps else "not-worse"
    reason = f"distortion {100 * b:.2g} against {100 * a:.2g} %"
    if verdict == "worse":
        reason += f", over {margins.distortion_steps:g} step more"
    return Comparison(name, a, b, verdict, reason)


def _step(value: float, ladder: Sequence[float]) -> float:
    """Place of a value among control points, in steps, linear on a logarithmic scale."""
    if value <= ladder[0]:
        return 0.0
    for index, (low, high) in enumerate(pairwise(ladder)):
        if value <= high:
            return index + math.log(value / low) / math.log(high / low)
    return float(len(ladder) - 1)


def _compare_level(own: Profile, other: Profile, margins: Margins) -> Comparison:
    name, limit = "drive-voltage", margins.level_from_v
    a, b = own.metrics[name].value, other.metrics[name].value
    if a is None or b is None:
        return _not_compared(name, a, b)
    reason = f"takes {b:.2f} against {a:.2f} V for 110 dB SPL"
    verdict = "worse" if a <= limit < b else "not-worse"
    return Comparison(name, a, b, verdict, reason)


def _not_compared(name: str, a: float | None, b: float | None) -> Comparison:
    side = "either" if a is None and b is None else "the product" if a is None else "the candidate"
    label = name.replace("-", " ")
    return Comparison(name, a, b, "not-compared", f"{label} not known of {side}")


def _costs(candidate: Candidate) -> float:
    if candidate.outcome == "excluded" or candidate.cost is None:
        return math.inf
    return candidate.cost


def _by_price(candidate: Candidate) -> tuple[float, str]:
    return _costs(candidate), candidate.product.slug


def _ratio(
    price: MetricResult, equal: Sequence[Candidate], cheaper: Sequence[Candidate]
) -> tuple[float, float, float]:
    """Ratio with its low and high end; the low end counts every cheaper unknown."""
    assert price.value is not None  # noqa: S101 - the caller made sure
    best = min(equal, key=_by_price, default=None)
    ratio = min(1.0, _costs(best) / price.value) if best else 1.0
    low = high = ratio
    if best is not None and _costs(best) < price.value:
        reach = Z_95 * math.hypot(_relative(price), _relative(best.price))
        low, high = max(0.0, ratio * (1.0 - reach)), min(1.0, ratio * (1.0 + reach))
    unknown = [_costs(c) / price.value for c in cheaper if c.outcome == "unknown"]
    return ratio, min([low, *unknown]), high


def _relative(price: MetricResult) -> float:
    return (price.uncertainty or 0.0) / price.value if price.value else 0.0


def _provisional(
    price: MetricResult,
    known: Sequence[Candidate],
    cheaper: Sequence[Candidate],
    cheaper_equal: Sequence[Candidate],
) -> tuple[str, ...]:
    reasons = []
    if len(known) < _FEW_OUTCOMES:
        reasons.append(f"only {len(known)} candidates could be judged")
    unknown = [c.product.name for c in cheaper if c.outcome == "unknown"]
    if unknown:
        reasons.append(f"cheaper and not judged: {', '.join(unknown)}")
    if price.details.get("relayed"):
        reasons.append("only a review relays the price")
    if cheaper_equal and cheaper_equal[0].price.details.get("relayed"):
        reasons.append(f"only a review relays the price of the {cheaper_equal[0].product.name}")
    return tuple(reasons)
