from datetime import date

import pytest

from auricle.rating import (
    AXES,
    agreement,
    built_in_rubric,
    compare_rubrics,
    is_tie,
    rate_all,
    side_by_side_record,
)

DAY = date(2026, 3, 15)
BUYER = {"region": "US", "currency": "USD"}


@pytest.fixture(scope="module")
def ratings(catalog):
    return [
        {
            r.dossier.slug: r
            for r in rate_all(catalog, rubric=built_in_rubric(name), day=DAY, **BUYER)
        }
        for name in ("auricle-1", "published")
    ]


@pytest.fixture(scope="module")
def compared(catalog):
    rubrics = built_in_rubric(), built_in_rubric("published")
    return compare_rubrics(catalog, *rubrics, day=DAY, **BUYER)


def test_each_product_stands_once_with_its_rating_by_either_rubric(compared, ratings, catalog):
    assert sorted(pair.slug for pair in compared.pairs) == sorted(catalog.dossiers)
    for pair in compared.pairs:
        for rating, expected in zip((pair.first, pair.second), ratings, strict=True):
            assert rating.value == expected[pair.slug].value
        assert pair.difference == pytest.approx(pair.second.value - pair.first.value, abs=1e-9)
        assert pair.is_tie == is_tie(pair.first, pair.second)


def test_the_differences_of_the_axes_add_up_to_that_of_the_overall_values(compared):
    for pair in compared.pairs:
        assert sum(pair.axis_differences.values()) == pytest.approx(pair.difference, abs=1e-9)
        sizes = {axis: abs(d) for axis, d in pair.axis_differences.items()}
        if pair.widest_axis is None:
            assert set(sizes.values()) == {0.0}
        else:
            assert sizes[pair.widest_axis] == max(sizes.values())


def test_a_rank_counts_the_products_with_a_higher_value(compared):
    for which in ("first", "second"):
        values = [getattr(pair, which).value for pair in compared.pairs]
        for pair in compared.pairs:
            own = getattr(pair, which).value
            assert getattr(pair, f"{which}_rank") == 1 + sum(value > own for value in values)
    places = [pair.first_rank for pair in compared.pairs]
    assert places == sorted(places)


def test_the_agreement_is_that_of_the_listed_values(compared):
    pairs = compared.pairs
    assert compared.overall == agreement(
        [pair.first.value for pair in pairs], [pair.second.value for pair in pairs]
    )
    means = {axis: compared.axes[axis].mean_absolute_difference for axis in AXES}
    assert means[compared.widest_axis] == max(means.values())


def test_the_two_swapped_give_the_opposite(catalog, compared):
    rubrics = built_in_rubric("published"), built_in_rubric()
    swapped = compare_rubrics(catalog, *rubrics, day=DAY, **BUYER)
    by_slug = {pair.slug: pair for pair in swapped.pairs}
    for pair in compared.pairs:
        other = by_slug[pair.slug]
        assert other.difference == pytest.approx(-pair.difference)
        assert (other.first_rank, other.second_rank) == (pair.second_rank, pair.first_rank)


def test_what_is_not_known_is_null_in_the_record(compared):
    record = side_by_side_record(compared)
    for pair, product in zip(compared.pairs, record["products"], strict=True):
        for axis in pair.first.axes:
            shown = product["axes"][axis.id]["first"]
            assert shown == (axis.rounded if axis.is_known else None)
    assert any(p["axes"]["technology_level"]["first"] is None for p in record["products"])
