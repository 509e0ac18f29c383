import math
from dataclasses import replace
from datetime import date

import pytest

from auricle.catalog import Catalog
from auricle.errors import AuricleError
from auricle.rating import (
    built_in_rubric,
    default_day,
    is_tie,
    rate,
    rate_all,
    rating_record,
    round_half_up,
)


def rate_as_of(catalog, slug, day, region="US"):
    return rate(
        catalog,
        catalog.dossiers[slug],
        rubric=built_in_rubric(),
        day=day,
        region=region,
        currency="USD",
    )


@pytest.fixture(scope="module")
def ratings(catalog):
    return rate_all(
        catalog, rubric=built_in_rubric(), day=date(2026, 3, 15), region="US", currency="USD"
    )


def test_every_axis_of_every_product_is_the_sum_of_its_terms(ratings):
    for rating in ratings:
        for axis in rating.axes:
            total = 0.5 + math.fsum(term.contribution for term in axis.terms)
            assert axis.value == pytest.approx(total, abs=1e-9)
            assert axis.rounded == round_half_up(axis.value)
            assert 0.0 <= axis.low <= axis.value <= axis.high <= 1.0
            assert 0.0 <= axis.coverage <= 1.0 + 1e-12


def test_the_overall_value_is_the_sum_of_the_rounded_axes(ratings):
    for rating in ratings:
        tenths = sum(round(10.0 * axis.rounded) for axis in rating.axes)
        assert rating.value == tenths / 10.0
        assert rating.low <= rating.value <= rating.high


def test_the_overall_interval_adds_the_axes_in_quadrature(ratings):
    for rating in ratings:
        below = math.sqrt(sum((axis.value - axis.low) ** 2 for axis in rating.axes))
        assert rating.low == pytest.approx(rating.value - below)


def test_every_known_term_names_its_sources_and_unknown_ones_what_is_wanted(ratings):
    for rating in ratings:
        for axis in rating.axes:
            for term in axis.terms:
                assert term.wanted
                if axis.id != "cost_performance":
                    assert (term.points is None) == (not term.sources) == (term.grade == 0.0)


def test_lists_stand_in_the_order_of_the_low_end(ratings):
    lows = [rating.low for rating in ratings]
    assert lows == sorted(lows, reverse=True)


def test_rating_one_product_gives_what_rating_all_gives(catalog, ratings):
    [from_all] = [r for r in ratings if r.dossier.slug == "akg-k702"]
    alone = rate_as_of(catalog, "akg-k702", date(2026, 3, 15))
    assert rating_record(alone) == rating_record(from_all)


def test_a_tie_is_a_difference_inside_the_joint_interval(ratings):
    one = ratings[0]
    near = replace(one, value=one.value + 0.1)
    far = replace(one, value=one.value + 2.0)
    assert is_tie(one, near)
    assert not is_tie(one, far)
    assert is_tie(near, one)


def test_evidence_of_a_later_day_does_not_count(catalog):
    before = rate_as_of(catalog, "akg-k612-pro", date(2025, 8, 20))
    after = rate_as_of(catalog, "akg-k612-pro", date(2026, 3, 15))
    for rating in (before, after):
        for axis in rating.axes:
            for source in (source for term in axis.terms for source in term.sources):
                assert source.known_by is None or source.known_by <= rating.day
    assert before.market.price.value == 249.0
    assert after.market.price.value == 189.0


def test_the_k553_mkii_is_provisional_and_names_its_proxies(catalog):
    k553 = catalog.dossiers["akg-k553-mkii"]
    rating = rate_as_of(catalog, "akg-k553-mkii", default_day(catalog, [k553]))
    assert rating.provisional
    assert "akg-k550-mkii" in rating.proxies
    record = rating_record(rating)
    assert record["provisional"] is True
    assert "akg-k550-mkii" in record["proxies"]
    assert record["metrics"]["sensitivity"]["proxy"] == "akg-k550-mkii"
    assert record["metrics"]["drive-voltage"]["value"] == pytest.approx(0.514, abs=1e-3)


def test_what_would_raise_the_coverage_most_comes_first(catalog):
    rating = rate_as_of(catalog, "akg-k612-pro", date(2025, 8, 20))
    first = rating.wanted[0]
    # distortion: weight 2 of 8.5, nothing known
    assert (first.axis, first.criterion) == ("scientific_validity", "distortion")
    assert first.gain == pytest.approx(2 / 8.5)


def test_a_product_of_which_nothing_is_known_is_2_5_and_provisional(make_product):
    nothing = make_product()
    catalog = Catalog({nothing.slug: nothing})
    rating = rate_as_of(catalog, nothing.slug, date(2025, 8, 20))
    assert rating.value == 2.5
    assert not any(axis.is_known for axis in rating.axes)
    # five axes of half-width 0.3 in quadrature
    assert rating.high - rating.value == pytest.approx(0.3 * math.sqrt(5.0))
    assert rating.provisional


def test_without_any_date_the_day_must_be_said(make_product):
    nothing = make_product()
    with pytest.raises(AuricleError, match="--as-of"):
        default_day(Catalog({nothing.slug: nothing}), [nothing])


def test_the_default_day_is_the_newest_of_the_dossier_else_of_the_catalog(catalog):
    k612 = catalog.dossiers["akg-k612-pro"]
    assert default_day(catalog, [k612]) == date(2026, 3, 15)
    k550 = catalog.dossiers["akg-k550"]  # holds no date
    assert default_day(catalog, [k550]) == default_day(catalog, list(catalog.dossiers.values()))


def test_the_record_has_the_keys_that_programs_rely_on(catalog):
    record = rating_record(rate_as_of(catalog, "akg-k612-pro", date(2025, 8, 20)))
    for key in ("slug", "as_of", "rubric", "overall", "provisional", "axes"):
        assert key in record
    assert set(record["overall"]) == {"value", "low", "high"}
    for axis in record["axes"].values():
        assert {"value", "rounded", "low", "high", "coverage", "terms"} <= set(axis)
        for term in axis["terms"]:
            wanted = "criterion input value unit points weight grade contribution sources"
            assert set(wanted.split()) <= set(term)
            assert set(term["sources"]) <= set(record["sources"])
    candidates = record["axes"]["cost_performance"]["candidates"]
    assert len(candidates) == len(catalog.dossiers) - 1  # every product was looked at
    for candidate in candidates:
        assert {"slug", "price", "outcome", "reasons", "metrics"} <= set(candidate)
        assert candidate["outcome"] in {"equal-or-better", "worse", "unknown", "excluded"}
        assert candidate["reasons"]


def test_a_better_response_never_lowers_the_scientific_axis(make_product):
    import numpy as np

    shape = np.sin(np.arange(121) / 5.0)
    values = []
    for size_db in (0.0, 1.0, 2.0, 4.0):
        product = make_product(error_db=size_db * shape)
        rating = rate_as_of(Catalog({product.slug: product}), product.slug, date(2025, 8, 20))
        values.append(rating.axes[0].value)
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1]


def test_knowing_more_narrows_the_interval(make_product, finding_text):
    little, more = (
        make_product(),
        make_product(
            finding_text("own-technology", "yes"), finding_text("technology-standing", "yes")
        ),
    )
    widths = []
    for product in (little, more):
        rating = rate_as_of(Catalog({product.slug: product}), product.slug, date(2025, 8, 20))
        widths.append(rating.axes[1].high - rating.axes[1].low)
    assert widths[1] < widths[0]


def test_an_unknown_cost_performance_stands_in_the_middle_of_the_rubrics_neutral(
    make_product, data_folder
):
    from auricle.rating import parse_rubric

    text = (data_folder / "rubrics" / "auricle-1.toml").read_text("utf-8")
    kind = parse_rubric(text.replace("neutral = 0.5", "neutral = 0.6"), file="kind.toml")
    nothing = make_product()
    rating = rate(
        Catalog({nothing.slug: nothing}),
        nothing,
        rubric=kind,
        day=date(2025, 8, 20),
        region="US",
        currency="USD",
    )
    market = rating.axes[2]
    assert (market.value, market.low, market.high) == (0.6, pytest.approx(0.3), pytest.approx(0.9))
    assert market.terms[0].sources == ()


def test_prices_of_one_currency_are_divided_without_any_conversion(make_product, price_text):
    import numpy as np

    level = np.zeros(121)
    own = make_product(price_text(200, currency="EUR"), slug="own", error_db=level)
    other = make_product(price_text(100, currency="EUR"), slug="other", error_db=level)
    catalog = Catalog({"own": own, "other": other})
    rating = rate(catalog, own, rubric=built_in_rubric(), day=date(2025, 8, 20), region="DE")
    assert rating.currency == "EUR"
    assert rating.market.ratio == 0.5
