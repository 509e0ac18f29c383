import math
from datetime import date

import pytest

from auricle.catalog import ExchangeRate
from auricle.dossier import Day, Price, Source
from auricle.metrics import price_on_day

DAY = date(2025, 8, 20)
SHOP = Source("a/shop", "A shop", "Offer", "retailer")
REVIEW = Source("a/review", "A review", "Review", "review")


def price(amount, *, seller="A shop", observed=DAY, currency="USD", condition="new", **fields):
    source = fields.pop("source", SHOP)
    return Price(
        amount=amount,
        currency=currency,
        per=fields.pop("per", "pair"),
        condition=condition,
        observed=Day(observed, observed),
        source=source,
        seller=seller,
        **fields,
    )


def on_day(*prices, **fields):
    return price_on_day(prices, day=fields.pop("day", DAY), currency="USD", **fields)


def test_the_price_is_the_median_of_the_sellers_without_outliers():
    # a published example: seven offers, of which 399 and 89 are set aside, median 249
    offers = [249.0, 255.0, 239.0, 249.0, 262.0, 399.0, 89.0]
    result = on_day(*(price(a, seller=f"shop {n}") for n, a in enumerate(offers)))
    assert result.value == 249.0
    assert result.details["sellers"] == 5
    assert "2 offers set aside as outliers" in result.remarks


def test_only_the_newest_price_of_a_seller_counts():
    old, new = price(300, observed=date(2025, 8, 1)), price(200)
    assert on_day(old, new).value == 200.0
    assert on_day(new, old).value == 200.0


@pytest.mark.parametrize(
    "unfit",
    [
        price(1, condition="used"),
        price(1, condition="refurbished"),
        price(1, per="single"),
        price(1, is_list=True),
        price(1, observed=date(2025, 8, 21)),
        price(1, observed=date(2025, 2, 20)),  # 181 days old
    ],
)
def test_a_price_of_another_kind_or_day_does_not_count(unfit):
    assert on_day(unfit).state == "unknown"
    assert on_day(unfit, price(249, seller="B")).value == 249.0


def test_a_price_expires_after_180_days():
    assert on_day(price(249, observed=date(2025, 2, 21))).value == 249.0


def test_a_price_grows_uncertain_by_four_percent_times_the_root_of_its_months():
    half_a_year_old = on_day(price(100.0, observed=date(2025, 2, 21)))
    months = 180 / 30.4375
    assert half_a_year_old.uncertainty == pytest.approx(100.0 * 0.04 * math.sqrt(months), rel=1e-6)
    assert on_day(price(100.0)).uncertainty == 0.0


def test_a_relayed_price_steps_back_when_a_shop_is_known():
    assert on_day(price(107, seller=None), price(75)).value == 75.0
    older = price(107, seller=None, observed=date(2025, 8, 1))
    assert on_day(older, price(99, seller=None)).value == 99.0


def test_a_price_without_a_shop_is_marked_as_relayed():
    assert on_day(price(189, seller=None)).details["relayed"] is True
    assert on_day(price(189, source=REVIEW)).details["relayed"] is True
    assert on_day(price(189)).details["relayed"] is False


RATES = (ExchangeRate(DAY, "EUR", "USD", 1.25, Source("b/bank", "A bank", "Rates", "dataset")),)


def test_a_price_in_another_currency_is_converted_at_the_rate_of_the_day():
    result = on_day(price(100.0, currency="EUR"), rates=RATES)
    assert result.value == pytest.approx(125.0)
    assert result.uncertainty == pytest.approx(1.25)  # 1 % for the rate
    assert "converted at 1.25 USD a EUR of 2025-08-20" in result.remarks


def test_a_price_in_the_currency_goes_before_any_conversion():
    result = on_day(price(100.0, currency="EUR"), price(140.0, seller="B"), rates=RATES)
    assert result.value == 140.0


def test_without_a_rate_nothing_is_converted_and_the_reason_is_said():
    result = on_day(price(27_500, currency="JPY"))
    assert result.state == "unknown"
    assert "only in JPY without a rate of the day" in result.remarks[0]


def test_one_fresh_offer_does_not_make_old_ones_sure():
    offers = [price(110, seller="A", observed=date(2025, 2, 22))]
    offers += [price(110, seller="B", observed=date(2025, 2, 22)), price(110, seller="C")]
    assert on_day(*offers).details["age_days"] == 179
    assert on_day(*offers).uncertainty > 0.0


def test_a_price_stated_for_a_day_counts_from_that_day_whatever_dates_its_page():
    page_of_2012 = Source(
        "a/page", "A shop", "Page", "retailer", published=Day(date(2012, 1, 1), date(2012, 1, 1))
    )
    result = on_day(price(249, source=page_of_2012))
    assert result.details["observed"] == "2025-08-20"


def test_the_last_price_that_expired_is_remembered():
    gone = on_day(price(95, observed=date(2024, 9, 21)), price(120, observed=date(2024, 1, 1)))
    assert gone.state == "unknown"
    assert gone.details == {"last_value": 95, "last_observed": "2024-09-21"}
