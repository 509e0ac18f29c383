"""Facts of one quantity that several sources state, made into one estimate."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auricle.dossier.evidence import are_independent, evidence_class, strength, voice
from auricle.dossier.glossary import Quantity, load_glossary
from auricle.dossier.model import Dossier, Fact
from auricle.estimate import Combination, Estimate, combine

__all__ = [
    "Combined",
    "Contribution",
    "Key",
    "SetAside",
    "combine_facts",
    "fact_evidence",
    "fact_groups",
    "quantities_read",
]

Key = tuple[str, tuple[tuple[str, str | float], ...]]  # quantity and what it is stated for


@dataclass(frozen=True, slots=True)
class Contribution:
    """One fact with the uncertainty and the weight it entered with."""

    product: str  # slug
    fact: Fact
    uncertainty: float  # in the canonical unit; relative on a log scale
    weight: float
    is_proxy: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """One fact that did not enter, and why."""

    product: str
    fact: Fact
    reason: str


@dataclass(frozen=True, slots=True)
class Combined:
    """What all sources together say of one quantity."""

    key: Key
    estimate: Estimate  # canonical unit; the uncertainty is relative on a log scale
    low: float  # 5 % point
    high: float  # 95 % point
    chi_squared: float
    inflation: float
    contributions: tuple[Contribution, ...]
    set_aside: tuple[SetAside, ...]
    agreeing: bool  # two independent sources, neither a proxy, agree
    contradicting: tuple[tuple[Fact, Fact], ...]  # readings of one document that differ
    is_bound: bool  # known only as a bound, and taken at it

    @property
    def is_log(self) -> bool:
        """Whether the quantity has a logarithmic scale."""
        return load_glossary().quantities[self.key[0]].scale == "log"

    @property
    def spread(self) -> float:
        """Standard uncertainty in the canonical unit, on either scale."""
        return self.estimate.uncertainty * (self.estimate.value if self.is_log else 1.0)

    @property
    def proxy(self) -> str | None:
        """Slug of the sibling that stands in, if any."""
        return next((c.product for c in self.contributions if c.is_proxy), None)

    @property
    def proxy_weight(self) -> float:
        """Share of the sibling in the estimate."""
        return math.fsum(c.weight for c in self.contributions if c.is_proxy)


def fact_groups(facts: Iterable[Fact]) -> Mapping[Key, tuple[Fact, ...]]:
    """Facts by quantity and by the conditions that tell quantities apart.

    Examples
    --------
    >>> fact_groups([])
    {}
    """
    groups: dict[Key, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_key(fact), []).append(fact)
    return {key: tuple(group) for key, group in groups.items()}


def combine_facts(dossier: Dossier, siblings: Sequence[Dossier], key: Key) -> Combined | None:
    """One estimate of one quantity from all who state it; None where nobody does.

    Facts count with the inverse square of their uncertainty (`auricle.estimate.combine`).
    A bound counts, at the bound, only where no value is known. The same figure passed on
    again counts once. The first sibling that measured the quantity stands in where the
    product itself was not measured, with the spread between siblings added to its
    uncertainty; it must be alike in what the glossary names.

    Parameters
    ----------
    dossier, siblings
        The product and those that may stand in for it, nearest first.
    key
        Quantity and conditions, as `fact_groups` gives them.

    Returns
    -------
    Combined or None
    """
    quantity = load_glossary().quantities[key[0]]
    own, set_aside = _usable(dossier, key)
    proxies, proxies_aside = _proxies(dossier, siblings, key, quantity, own)
    entering = [(dossier.slug, fact, False) for fact in own]
    entering += [(slug, fact, True) for slug, fact in proxies]
    if not entering:
        return None
    combination, uncertainties = _combination(entering, quantity)
    contributions = tuple(
        Contribution(slug, fact, u, weight, is_proxy)
        for (slug, fact, is_proxy), u, weight in zip(
            entering, uncertainties, combination.weights, strict=True
        )
    )
    estimate, low, high = _on_scale(combination.estimate, quantity)
    return Combined(
        key=key,
        estimate=estimate,
        low=low,
        high=high,
        chi_squared=combination.chi_squared,
        inflation=combination.inflation,
        contributions=contributions,
        set_aside=(*set_aside, *proxies_aside),
        agreeing=_agreeing(contributions, quantity),
        contradicting=_contradicting(own),
        is_bound=all(
            fact.value is None and None in (fact.low, fact.high) for _, fact, _ in entering
        ),
    )


def _key(fact: Fact) -> Key:
    per = load_glossary().quantities[fact.quantity].per
    return fact.quantity, tuple((n, fact.conditions[n]) for n in per if n in fact.conditions)


def _usable(dossier: Dossier, key: Key) -> tuple[list[Fact], list[SetAside]]:
    """Facts of a product that enter, strongest first, and those that do not."""
    facts = sorted(
        (fact for fact in dossier.facts if _key(fact) == key),
        key=lambda fact: strength(fact_evidence(fact)),
    )
    quantity = load_glossary().quantities[key[0]]
    values = [f for f in facts if f.value is not None or None not in (f.low, f.high)]
    enter: list[Fact] = []
    aside: list[SetAside] = []
    for fact in facts:
        if values and fact not in values:
            aside.append(SetAside(dossier.slug, fact, "a bound, and a value is known"))
        elif any(_same_figure(fact, other, quantity) for other in enter):
            aside.append(SetAside(dossier.slug, fact, "the same figure, passed on again"))
        else:
            enter.append(fact)
    return enter, aside


def fact_evidence(fact: Fact) -> str:
    """Class of evidence of a fact.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> fact_evidence(built_in_catalog().dossiers["akg-k612-pro"].facts[0])
    'manufacturer'
    """
    return evidence_class(fact.source, fact.kind, rig=fact.conditions.get("rig"))


def _same_figure(fact: Fact, other: Fact, quantity: Quantity) -> bool:
    """Whether a fact only repeats another: two laboratories of one figure do not."""
    if fact.kind != other.kind:
        return False
    if are_independent(voice(fact.source, fact.kind), voice(other.source, other.kind)):
        return False
    if quantity.range:
        return (fact.low, fact.high) == (other.low, other.high)
    return math.isclose(fact.figure, other.figure, rel_tol=1e-9)


def _proxies(
    dossier: Dossier,
    siblings: Sequence[Dossier],
    key: Key,
    quantity: Quantity,
    own: Sequence[Fact],
) -> tuple[list[tuple[str, Fact]], list[SetAside]]:
    measured_itself = any(fact.kind == "measured" for fact in own)
    if quantity.proxy is None or measured_itself:
        return [], []
    chosen: list[tuple[str, Fact]] = []
    aside: list[SetAside] = []
    for sibling in siblings:
        facts, _ = _usable(sibling, key)
        if own:
            facts = [fact for fact in facts if fact.kind == "measured"]
        unlike = _unlike(dossier, sibling, quantity)
        if chosen:
            aside += [SetAside(sibling.slug, f, "another sibling already stands in") for f in facts]
        elif unlike:
            aside += [SetAside(sibling.slug, fact, unlike) for fact in facts]
        else:
            chosen = [(sibling.slug, fact) for fact in facts]
    return chosen, aside


def _unlike(dossier: Dossier, sibling: Dossier, quantity: Quantity) -> str:
    """Why a sibling's figure says nothing of this product; empty where it does."""
    for slug in quantity.alike:
        alike = load_glossary().quantities[slug]
        name = alike.name.lower()
        ours, theirs = _plain_figure(dossier, slug), _plain_figure(sibling, slug)
        if ours is None or theirs is None:
            return f"{name} is not known of both, so that they may be unlike"
        # Alike: within the 5 to 95 % range of two ratings that are 5 % uncertain each.
        if abs(math.log(theirs / ours)) > math.log(1.125):
            return f"{name} differs: {theirs:g} against {ours:g} {alike.unit}"
    return ""


def quantities_read(slug: str) -> frozenset[str]:
    """Quantities whose facts may bear on how those of one quantity combine.

    Examples
    --------
    >>> sorted(quantities_read("sensitivity"))
    ['impedance', 'nominal-impedance', 'sensitivity']
    """
    alike = load_glossary().quantities[slug].alike
    return frozenset({slug, *(name for other in alike for name, _ in _stated_as(other))})


def _stated_as(slug: str) -> list[tuple[str, float | None]]:
    """Where a figure of a quantity is looked for: an impedance rated, else average, else 1 kHz."""
    rated: list[tuple[str, float | None]] = [(slug, None)]
    if slug == "nominal-impedance":
        return [*rated, ("impedance", None), ("impedance", 1000.0)]
    return rated


def _plain_figure(dossier: Dossier, slug: str) -> float | None:
    """First figure of a quantity, where it is looked for first."""
    for name, frequency_hz in _stated_as(slug):
        for fact in dossier.facts:
            if fact.quantity == name and fact.conditions.get("frequency_hz") == frequency_hz:
                return fact.figure
    return None


def _combination(
    entering: Sequence[tuple[str, Fact, bool]], quantity: Quantity
) -> tuple[Combination, list[float]]:
    spread = quantity.proxy or 0.0
    voices = [voice(fact.source, fact.kind) for _, fact, _ in entering]
    # Several figures of one voice share their errors: together they weigh as one of them.
    shared = [math.sqrt(voices.count(who)) if who else 1.0 for who in voices]
    uncertainties = [
        math.hypot(fact.uncertainty, spread if is_proxy else 0.0) * factor
        for (_, fact, is_proxy), factor in zip(entering, shared, strict=True)
    ]
    figures = [
        math.log(fact.figure) if quantity.scale == "log" else fact.figure for _, fact, _ in entering
    ]
    pairs = zip(figures, uncertainties, strict=True)
    return combine([Estimate(figure, u) for figure, u in pairs]), uncertainties


def _on_scale(estimate: Estimate, quantity: Quantity) -> tuple[Estimate, float, float]:
    if quantity.scale == "log":
        value = math.exp(estimate.value)
        return (
            Estimate(value, estimate.uncertainty),
            math.exp(estimate.low),
            math.exp(estimate.high),
        )
    return estimate, estimate.low, estimate.high


def _agreeing(contributions: Sequence[Contribution], quantity: Quantity) -> bool:
    """Whether the strongest of a product's own sources is confirmed by an independent one."""
    own = [c for c in contributions if not c.is_proxy]
    if not own:
        return False
    strongest = min(own, key=lambda c: strength(fact_evidence(c.fact)))
    return any(_confirms(strongest, other, quantity) for other in own if other is not strongest)


def _confirms(one: Contribution, other: Contribution, quantity: Quantity) -> bool:
    voices = (voice(c.fact.source, c.fact.kind) for c in (one, other))
    a, b = one.fact.figure, other.fact.figure
    distance = abs(math.log(a / b)) if quantity.scale == "log" else abs(a - b)
    return are_independent(*voices) and distance <= math.hypot(one.uncertainty, other.uncertainty)


def _contradicting(facts: Sequence[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    return tuple(
        (one, other)
        for index, one in enumerate(facts)
        for other in facts[index + 1 :]
        if one.source.document == other.source.document
    )
