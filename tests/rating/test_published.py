"""The rubric `published` against part A of the text of the rubric, figure by figure."""

import math
from datetime import date

import numpy as np
import pytest

from auricle.catalog import Catalog
from auricle.rating import built_in_rubric, rate, rate_all, round_half_up

RUBRIC = built_in_rubric("published")
CRITERIA = {c.id: c for axis in RUBRIC.axes for c in axis.criteria}
DAY = date(2025, 8, 20)

# "Midway counts 0.5 and the problematic edge about 0.3": (good, problematic), in the metric's unit.
LEVELS = {"distortion": (0.0005, 0.005), "noise": (100.0, 70.0), "isolation": (30.0, 10.0)}
# "Mean score by warranty", years and score.
WARRANTY = {1.0: 0.49, 2.0: 0.64, 3.0: 0.68, 5.0: 0.74, 10.0: 0.83}
# "up to 1.9 dB scored .7, 2.5 dB .5-.6, 3 to 3.5 dB .4-.5, 4 dB and more .3-.4"
DEVIATION = [(0.5, 0.7, 0.7), (1.9, 0.7, 0.7), (2.5, 0.5, 0.6), (3.0, 0.4, 0.5), (3.5, 0.4, 0.5)]
DEVIATION += [(4.0, 0.3, 0.4), (9.0, 0.3, 0.4)]


def rated(product, *others):
    catalog = Catalog({p.slug: p for p in (product, *others)})
    return rate(catalog, product, rubric=RUBRIC, day=DAY, region="US", currency="USD")


@pytest.mark.parametrize("name", LEVELS)
def test_midway_between_good_and_problematic_is_a_half_and_the_problematic_edge_03(name):
    good, problematic = LEVELS[name]
    points_of = CRITERIA[name].points_of
    assert points_of((good + problematic) / 2.0) == pytest.approx(0.5)
    assert points_of(problematic) == pytest.approx(0.3)
    assert 0.9 <= points_of(good) <= 1.0


@pytest.mark.parametrize(("deviation_db", "low", "high"), DEVIATION)
def test_a_deviation_gets_what_practice_gave_it(deviation_db, low, high):
    assert low <= CRITERIA["response-deviation"].points_of(deviation_db) <= high


@pytest.mark.parametrize("years", WARRANTY)
def test_a_warranty_alone_makes_the_mean_score_of_its_years(years, make_product, fact_text):
    more = 'region = "US"'
    fact = fact_text("warranty", years, "year", kind="specified", source="maker", more=more)
    axis = rated(make_product(fact)).axes[3]
    assert axis.value == pytest.approx(WARRANTY[years])


def test_evidence_is_not_graded():
    assert set(RUBRIC.grades.values()) == {1.0}
    assert RUBRIC.agreement_bonus == 0.0


def test_no_usable_data_is_a_half(make_product):
    rating = rated(make_product())
    assert [axis.value for axis in rating.axes] == [0.5] * 5
    assert not any(axis.is_known for axis in rating.axes)


def test_the_makers_data_alone_are_01_closer_to_a_half(make_product, fact_text):
    good = {
        source: fact_text("thd", "max = 0.0004", "ratio", kind="specified", source=source)
        for source in ("maker", "lab")
    }
    by_maker, by_lab = (rated(make_product(text)).axes[0] for text in good.values())
    assert by_lab.value == pytest.approx(0.9)
    assert by_maker.value == pytest.approx(0.8)
    assert by_maker.value == pytest.approx(0.5 + sum(t.contribution for t in by_maker.terms))


def test_science_is_the_mean_of_what_is_known(make_product, fact_text):
    level = np.zeros(121)
    thd = fact_text("thd", "value = 0.5", "%", source="lab", more="level_dbspl = 94")
    axis = rated(make_product(thd, error_db=level)).axes[0]
    # no deviation at all .7, problematic distortion .3
    assert axis.value == pytest.approx((0.7 + 0.3) / 2.0)


def test_technology_and_design_move_in_steps_of_a_tenth(make_product, finding_text):
    findings = {
        "own-technology": "no",
        "technology-standing": "no",
        "technology-benefit": "no",
        "stated-target": "yes",
        "cost-on-function": "yes",
        "sensible-digital": "yes",
    }
    rating = rated(make_product(*(finding_text(n, a) for n, a in findings.items())))
    assert rating.axes[1].value == pytest.approx(0.2)
    assert rating.axes[4].value == pytest.approx(0.8)


def test_none_cheaper_is_claimed_where_no_product_could_be_judged(make_product, price_text):
    alone = rated(make_product(price_text(100)))
    assert alone.axes[2].value == 1.0
    assert alone.axes[2].coverage == 0.0
    assert alone.market.provisional
    assert not rated(make_product()).axes[2].is_known


def test_a_cheaper_equal_product_is_divided_by_the_price(make_product, price_text):
    level = np.zeros(121)
    own = make_product(price_text(200), slug="own", error_db=level)
    other = make_product(price_text(50), slug="other", error_db=level)
    assert rated(own, other).axes[2].value == pytest.approx(50 / 200)


def test_every_axis_of_every_product_is_the_sum_of_its_terms(catalog):
    for rating in rate_all(catalog, rubric=RUBRIC, day=DAY, region="US", currency="USD"):
        for axis in rating.axes:
            total = 0.5 + math.fsum(term.contribution for term in axis.terms)
            assert axis.value == pytest.approx(total, abs=1e-9)
            assert axis.rounded == round_half_up(axis.value)
            assert 0.0 <= axis.low <= axis.value <= axis.high <= 1.0
            assert 0.0 <= axis.coverage <= 1.0 + 1e-12
            assert all(term.half_width >= 0.0 for term in axis.terms)
