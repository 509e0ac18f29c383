"""The price of a product on a day."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from auricle.catalog import ExchangeRate, newest_rate, rate_stands
from auricle.dossier import Price, evidence_class, strength
from auricle.estimate import Z_95, rounded
from auricle.metrics.price_statistics import (
    DAYS_A_MONTH,
    converted,
    drift_relative,
    in_quadrature,
    screened,
)
from auricle.metrics.result import MetricResult, unknown

__all__ = ["MAX_AGE_DAYS", "own_currency", "price_of_standing", "price_on_day", "price_stands"]

MAX_AGE_DAYS = 180
"""Age at which a price has expired. [days]"""

_RATE_UNCERTAINTY = 0.01  # relative, of a mid-rate against what a buyer pays


def price_on_day(
    prices: Sequence[Price], *, day: date, currency: str, rates: tuple[ExchangeRate, ...] = ()
) -> MetricResult:
    """Price of a new pair on a day, in a currency.

    Prices in that currency go first; others are converted at the rate of the day only
    where there is none.

    Parameters
    ----------
    prices
        All that were seen.
    day
        What was seen later, or more than `MAX_AGE_DAYS` before, does not count.
    currency
        ISO 4217 code.
    rates
        Exchange rates; without the one that is needed a price is not converted.

    Returns
    -------
    MetricResult
        Its unit is the currency. `details` tell the newest day, the median age, the number
        of sellers and whether only a review relays it; where no price is known, the last
        one that was.
    """
    standing = [price for price in prices if price_stands(price, day)]
    of_the_day = [rate for rate in rates if rate_stands(rate, day)]
    result = price_of_standing(standing, day=day, currency=currency, rates=of_the_day)
    if result.value is not None:
        return result
    listed = any(p.is_list and p.currency == currency and p.known_by <= day for p in prices)
    remarks = (*result.remarks, *(("a list price does not count",) if listed else ()))
    return replace(result, remarks=remarks, details=_last(prices, day, currency))


def price_of_standing(
    standing: Sequence[Price], *, day: date, currency: str, rates: Sequence[ExchangeRate] = ()
) -> MetricResult:
    """Price from those that stand, whatever their age.

    Parameters
    ----------
    standing
        Prices that count.
    day
        From which their age is counted; it bears on the uncertainty alone.
    currency
        ISO 4217 code.
    rates
        Exchange rates that count.

    Returns
    -------
    MetricResult
        As `price_on_day` gives it, without the last price where none stands.
    """
    offers = [price for price in standing if price.currency == currency]
    conversions: list[ExchangeRate] = []
    if not offers:
        offers, conversions = _converted(standing, currency, rates)
    if not offers:
        reason = f"no new price in {currency} within {MAX_AGE_DAYS} days"
        others = sorted({price.currency for price in standing})
        if others:
            reason += f", only in {', '.join(others)} without a rate of the day"
        return unknown("price", currency, reason)
    newest = _newest_of_each_seller(offers)
    kept = _screened(newest)
    value = median([price.amount for price in kept])
    age_days = median([float((day - price.known_by).days) for price in kept])
    drift = drift_relative(age_days / DAYS_A_MONTH)
    u_relative = in_quadrature(drift, _RATE_UNCERTAINTY) if conversions else drift
    relayed = all(price.seller is None or price.source.kind == "review" for price in kept)
    sources = [price.source for price in kept] + [rate.source for rate in conversions]
    return MetricResult(
        metric="price",
        unit=currency,
        value=rounded(value),
        uncertainty=rounded(value * u_relative),
        low=rounded(value * math.exp(-Z_95 * u_relative)),
        high=rounded(value * math.exp(Z_95 * u_relative)),
        evidence=min((evidence_class(price.source) for price in kept), key=strength),
        sources=tuple(dict.fromkeys(sources)),
        remarks=(*_remarks(newest, kept, relayed=relayed), *map(_rate_remark, conversions)),
        details={
            "observed": max(price.known_by for price in kept).isoformat(),
            "age_days": age_days,
            "sellers": len(kept),
            "relayed": relayed,
        },
    )


def _last(prices: Sequence[Price], day: date, currency: str) -> dict[str, float | str | bool]:
    """The last price that expired before the day; empty where there is none."""
    before = [
        price
        for price in prices
        if price.currency == currency and _is_of_kind(price) and price.known_by <= day
    ]
    last = max(before, key=lambda price: (price.known_by, price.source.id), default=None)
    if last is None:
        return {}
    return {"last_value": last.amount, "last_observed": last.known_by.isoformat()}


def own_currency(prices: Sequence[Price], *, day: date) -> str | None:
    """Currency of the newest price that counts on a day; None without one."""
    usable = [price for price in prices if price_stands(price, day)]
    newest = max(usable, key=lambda p: (p.known_by, p.seller is not None, p.currency), default=None)
    return newest.currency if newest else None


def price_stands(price: Price, day: date) -> bool:
    """Whether a price counts on a day: new, of a pair, no list price, seen and not expired."""
    return _is_of_kind(price) and 0 <= (day - price.known_by).days <= MAX_AGE_DAYS


def _is_of_kind(price: Price) -> bool:
    return price.condition == "new" and price.per == "pair" and not price.is_list


def _converted(
    prices: Sequence[Price], currency: str, rates: Sequence[ExchangeRate]
) -> tuple[list[Price], list[ExchangeRate]]:
    offers: list[Price] = []
    used: list[ExchangeRate] = []
    for price in prices:
        rate = newest_rate(rates, base=price.currency, quote=currency)
        if rate is not None:
            amount = converted(price.amount, rate=rate.rate)
            offers.append(replace(price, amount=amount, currency=currency))
            used.append(rate)
    return offers, list(dict.fromkeys(used))


def _rate_remark(rate: ExchangeRate) -> str:
    return f"converted at {rate.rate:.6g} {rate.quote} a {rate.base} of {rate.day}"


def _newest_of_each_seller(offers: Sequence[Price]) -> list[Price]:
    """Newest price of each shop; without any shop, the newest that a review relays."""
    ordered = sorted(offers, key=lambda p: (p.known_by, p.amount, p.source.id))
    of_shops = {price.seller: price for price in ordered if price.seller is not None}
    return list(of_shops.values()) or ordered[-1:]


def _screened(offers: Sequence[Price]) -> list[Price]:
    kept = screened([price.amount for price in offers]).kept
    return [price for price, is_kept in zip(offers, kept, strict=True) if is_kept]


def _remarks(newest: Sequence[Price], kept: Sequence[Price], *, relayed: bool) -> tuple[str, ...]:
    remarks = []
    if len(kept) > 1:
        remarks.append(f"median of {len(kept)} sellers")
    if len(newest) > len(kept):
        remarks.append(f"{len(newest) - len(kept)} offers set aside as outliers")
    if relayed:
        remarks.append("only a review relays it")
    return tuple(remarks)
