import math

import pytest

from auricle.metrics import running_costs


def part(amount, *, seller='seller = "A shop"', observed="2025-08-20", name="ear-pads", more=""):
    currency = "" if "currency" in more else 'currency = "USD"\n'
    return (
        f'[[wear_parts]]\npart = "{name}"\namount = {amount}\n{currency}'
        f'observed = {observed}\nsource = "shop"\n{seller}\n{more}\n'
    )


@pytest.fixture
def costs_of(make_product, subject_with):
    return lambda *parts: running_costs(subject_with(make_product(*parts)))


def test_pads_for_thirty_that_last_two_and_a_quarter_years_cost_13_33_a_year(costs_of):
    [cost] = costs_of(part(30, more="life_years = 2.25"))
    assert cost.per_year.value == pytest.approx(13.3333333333333)
    assert (cost.per_year.low, cost.per_year.high) == pytest.approx((cost.per_year.value,) * 2)
    assert not cost.is_life_of_pads


def test_the_range_of_the_life_is_the_range_of_the_cost(costs_of):
    [cost] = costs_of(part(30, more="life_min_years = 2\nlife_max_years = 2.5"))
    assert cost.per_year.value == pytest.approx(30 / 2.25)
    assert (cost.per_year.low, cost.per_year.high) == pytest.approx((12.0, 15.0))


def test_the_life_of_pads_serves_where_the_price_comes_without_one(costs_of, fact_text):
    life = fact_text("pad-life", "min = 2\nmax = 2.5", "years", kind="estimated", source="review")
    [cost] = costs_of(part(30), life)
    assert cost.is_life_of_pads
    assert cost.life_years.value == pytest.approx(2.25)
    assert cost.per_year.value == pytest.approx(30 / 2.25)
    assert cost.per_year.low < cost.per_year.value < cost.per_year.high
    assert {s.id for s in cost.life_sources} == {"acme-one/review"}


def test_the_life_of_pads_is_not_that_of_a_cable(costs_of, fact_text):
    life = fact_text("pad-life", 2, "years", kind="estimated", source="review")
    cable, pads = costs_of(part(30, name="cable"), life)
    assert (cable.part, cable.life_years, cable.per_year) == ("cable", None, None)
    assert (pads.part, pads.price, pads.per_year) == ("ear-pads", None, None)
    assert pads.life_years.value == pytest.approx(2.0)


def test_an_old_price_is_as_uncertain_as_it_may_have_drifted(costs_of):
    [cost] = costs_of(part(30, observed="2025-02-21", more="life_years = 2"))
    reach = math.exp(1.6448536 * 0.04 * math.sqrt(180 / 30.4375))
    assert cost.price.low == pytest.approx(30 / reach, rel=1e-6)
    assert cost.price.high == pytest.approx(30 * reach, rel=1e-6)


def test_of_each_seller_the_newest_price_counts_and_the_fresh_ones_weigh_more(costs_of):
    [cost] = costs_of(
        part(50, observed="2025-01-01"),
        part(30),
        part(40, seller='seller = "B"', observed="2025-06-21"),
        part(45, seller='seller = "C"', observed="2025-06-21"),
    )
    # 60 days are two half-lives: weights 1, 1/4 and 1/4, lower median 30
    assert cost.price.value == 30.0
    assert cost.price.low == pytest.approx(30.0)
    assert cost.price.high > 45.0
    assert cost.observed == "2025-08-20"


def test_a_price_without_a_shop_steps_back_when_a_shop_is_known(costs_of):
    [cost] = costs_of(part(99, seller=""), part(30))
    assert cost.price.value == 30.0


def test_currencies_are_kept_apart(costs_of):
    euro, dollar = costs_of(
        part(20, more='currency = "EUR"\nlife_years = 2'), part(30, seller='seller = "B"')
    )
    assert (euro.currency, euro.per_year.value) == ("EUR", 10.0)
    assert (dollar.currency, dollar.per_year.value) == ("USD", 15.0)  # the pads are the same


def test_parts_for_the_buyers_region_go_before_those_for_others(costs_of):
    here, there = (
        part(30, more='region = "US"'),
        part(20, seller='seller = "B"', more='region = "EU"'),
    )
    [cost] = costs_of(there, here)
    assert (cost.price.value, cost.price.low, cost.regions) == (30.0, 30.0, ())
    [elsewhere] = costs_of(there)
    assert (elsewhere.price.value, elsewhere.regions) == (20.0, ("EU",))
    [anywhere] = costs_of(there, part(25, seller='seller = "C"'))
    assert (anywhere.price.value, anywhere.regions) == (25.0, ())


def test_a_currency_of_the_buyers_region_stands_before_one_of_another(costs_of):
    euro = part(20, seller='seller = "B"', more='currency = "EUR"\nregion = "EU"')
    dollar = part(30, more='region = "US"')
    assert [cost.currency for cost in costs_of(euro, dollar)] == ["USD", "EUR"]


def test_a_price_of_long_ago_still_counts(costs_of):
    [cost] = costs_of(part(30, observed="0800-01-01", more="life_years = 2"))
    assert cost.price.value == 30.0
    assert cost.price.high > 1000.0


def test_without_a_wear_part_there_is_no_running_cost(costs_of):
    assert costs_of() == ()
