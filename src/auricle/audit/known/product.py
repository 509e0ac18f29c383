"""What a dossier and the record of its brand state, as rules compare it with a review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from auricle.audit.known.names import KnownProducts
from auricle.audit.reading import Review

__all__ = ["KnownFact", "KnownPrice", "KnownProduct", "known_product"]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One stated figure, in the canonical unit of its quantity."""

    low: float | None  # equal to `high` where it is one value; None: no bound
    high: float | None
    uncertainty: float  # standard; relative where the quantity has a logarithmic scale
    stated: str
    publisher: str


@dataclass(frozen=True, slots=True)
class KnownPrice:
    """One price of the product, new."""

    amount: float
    currency: str
    per: str
    first_day: str  # on which it may have been seen, and the last one, as ISO 8601 writes them
    last_day: str
    publisher: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product with its facts by quantity, and its prices."""

    name: str
    file: str
    facts: Mapping[str, Sequence[KnownFact]]
    log_scales: frozenset[str]  # quantities with relative uncertainties
    prices: tuple[KnownPrice, ...]


def known_product(review: Review, known: KnownProducts) -> KnownProduct | None:
    r"""What the catalog knows of the product of a review; None where it does not hold it.

    Examples
    --------
    >>> from auricle.audit.known import known_products
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "---\ntarget_name: K612\ncompany_id: akg\n---\n")
    >>> product = known_product(review, known_products())
    >>> product.name, {fact.low for fact in product.facts["nominal-impedance"]}
    ('AKG K612 Pro', {120.0})
    """
    file = known.file_of(review)
    return _product(file) if file is not None else None


@lru_cache(maxsize=64)
def _product(file: Path) -> KnownProduct:
    from auricle.catalog import load_catalog  # takes half a second: only where a name fits
    from auricle.dossier import load_glossary

    catalog = load_catalog([file], built_in=False)
    [dossier] = catalog.dossiers.values()
    brand = catalog.brand_of(dossier)
    facts: dict[str, list[KnownFact]] = {}
    for fact in (*dossier.facts, *(brand.facts if brand else ())):
        low, high = (fact.value, fact.value) if fact.value is not None else (fact.low, fact.high)
        one = KnownFact(low, high, fact.uncertainty, fact.stated, fact.source.publisher)
        facts.setdefault(fact.quantity, []).append(one)
    quantities = load_glossary().quantities
    return KnownProduct(
        dossier.product.name,
        dossier.file,
        facts,
        frozenset(name for name in facts if quantities[name].scale == "log"),
        tuple(
            KnownPrice(
                one.amount,
                one.currency,
                one.per,
                one.observed.first.isoformat(),
                one.observed.last.isoformat(),
                one.source.publisher,
                one.is_list,
            )
            for one in dossier.prices
            if one.condition == "new"
        ),
    )
