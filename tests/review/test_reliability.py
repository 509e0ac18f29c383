import math
from datetime import date

import pytest
from scipy import stats

from auricle.catalog import StatutoryRight
from auricle.dossier import Source, parse_dossier
from auricle.metrics import Subject, subject_of
from auricle.review.reliability.report import reliability_report
from auricle.review.reliability.survival import share_text, survival_view

from ..conftest import SOURCES
from ..metrics.test_failures import HEADER, count, service
from ..metrics.test_wear import part
from ..texts import SERVICE_TABLE

LAW = Source("statutory/act", "A state", "An act", "dataset")
RIGHTS = (StatutoryRight("EU", 2.0, date(2022, 1, 1), LAW, "against the seller"),)


@pytest.fixture
def report_of():
    def report(*entries, region="US", table=SERVICE_TABLE):
        text = HEADER + SOURCES + "".join(entries)
        dossier = parse_dossier(text, file="x.toml", read_curve=lambda _: table)
        subject = Subject(dossier, (), date(2025, 8, 20), region, rights=RIGHTS)
        return reliability_report(subject)

    return report


def test_of_a_product_that_nobody_knows_everything_is_said_to_be_missing(report_of):
    report = report_of(region="JP")
    assert report.failure_rate.text == report.warranty.text == "not known"
    assert (report.counts, report.service, report.running_costs, report.failure_modes) == ((),) * 4
    assert report.extra_year is None
    assert len(report.not_known) == 5
    assert report.sources == ()


def test_the_rate_says_what_it_rests_on(report_of):
    report = report_of(count(2, 20))
    low, high = 100.0 * stats.beta(2.5, 18.5).ppf([0.05, 0.95])
    assert report.failure_rate.text == f"11.9 % ({low:.1f} to {high:.1f} %)"
    assert report.failure_rate.rests_on == ("2 of 20 units failed in 24 months",)
    assert [source.id for source in report.failure_rate.sources] == ["acme-one/maker"]
    assert not any("how often" in missing for missing in report.not_known)


def test_a_count_has_mean_median_points_and_exact_bound(report_of):
    [view] = report_of(count(0, 30, months=12)).counts
    # check values beta_binomial_0_30_jeffreys_upper95 and
    # clopper_pearson_0_30_upper95_onesided of checks.json
    assert view.share.high == pytest.approx(0.0615167245573009, abs=1e-6)
    assert view.upper_bound == pytest.approx(0.0950338528553042, abs=1e-9)
    assert view.share.value == pytest.approx(0.5 / 31.0)
    assert 0.0 < view.share.low < view.median < view.share.value
    assert view.two_years.high == pytest.approx(1.0 - (1.0 - view.share.high) ** 2, rel=1e-6)


def test_service_data_give_the_table_and_the_lives(report_of):
    [view] = report_of(service()).service
    survival = view.survival
    assert [row.survival for row in survival.rows] == pytest.approx([0.9, 0.7875, 0.675, 0.45])
    assert [row.at_risk for row in survival.rows] == [10, 8, 7, 3]
    free, *fixed = survival.fits
    # check values weibull_mle_censored_small, weibull_failure_12_24_36, exp_rate_mle of checks.json
    assert (free.shape, free.scale_months) == pytest.approx((1.6734058868, 41.0721638), abs=1e-3)
    shares = [share.value for share in free.shares]
    assert shares == pytest.approx([0.119778460, 0.334317873, 0.551594776], abs=1e-4)
    assert survival.rate_per_year == pytest.approx(0.2152466367713, abs=1e-9)
    assert free.rests_on_few
    assert [fit.shape for fit in fixed] == [1.0, 2.0, 3.0]
    assert view.licence == "CC0"


def test_with_many_failures_the_fitted_shape_stands_alone():
    from auricle.reliability import ServiceData

    ages = [float(n) for n in range(1, 21)]
    view = survival_view(ServiceData(ages, [True] * 15 + [False] * 5), file="x.csv")
    [fit] = view.fits
    assert not fit.is_shape_fixed
    assert view.remarks == ()


def test_where_every_unit_failed_that_is_said_without_an_interval():
    from auricle.reliability import ServiceData

    view = survival_view(ServiceData([20.0, 30.0], [True, True]), file="x.csv")
    assert [share.value is None for share in view.shares] == [True, False, True]
    assert [view.shares[n].text for n in (0, 2)] == ["none failed", "all failed"]
    older = survival_view(ServiceData([20.0, 24.0], [True, True]), file="x.csv")
    assert older.shares[1].text == "all failed"


def test_without_a_failure_no_life_is_fitted_and_that_is_said():
    from auricle.reliability import ServiceData

    view = survival_view(ServiceData([12.0, 24.0], [False, False]), file="x.csv")
    assert (view.rows, view.fits, view.second_year_ratio) == ((), (), None)
    assert [share.text for share in view.shares] == ["none failed", "none failed", "not known"]
    assert "no unit failed" in view.remarks[0]
    assert view.rate_high > view.rate_per_year == 0.0


def warranty(fact_text, value, **conditions):
    quantity = conditions.pop("quantity", "warranty")
    more = "\n".join(f'{name} = "{word}"' for name, word in conditions.items())
    return fact_text(quantity, value, "years", kind="specified", source="maker", more=more)


def test_the_warranty_of_the_buyers_region_counts_and_the_others_are_listed(report_of, fact_text):
    facts = [
        warranty(fact_text, 1, region="US"),
        warranty(fact_text, 2, region="EU"),
        warranty(fact_text, 3, region="JP"),
        warranty(fact_text, "min = 1\nmax = 2"),
    ]
    for region, expected, first in (("US", "1 year", "US"), ("FR", "2 years", "EU")):
        report = report_of(*facts, region=region)
        assert report.warranty.text == expected
        assert report.warranty_terms[0].region == first
        holds = [term.region for term in report.warranty_terms if term.holds_for_buyer]
        assert holds == [first]
        assert len(report.warranty_terms) == 4
    assert report.warranty_terms[-1].region is None
    assert report.warranty_terms[-1].text == "1 to 2 years"


def test_rights_by_law_and_a_shops_promise_stand_apart(report_of, fact_text):
    facts = [
        warranty(fact_text, 3, quantity="store-warranty", region="FR"),
        warranty(fact_text, 5, quantity="statutory-warranty", region="NO"),
    ]
    report = report_of(*facts, region="FR")
    assert report.warranty.text == "not known"
    assert [(t.region, t.text, t.evidence) for t in report.statutory] == [
        ("EU", "2 years", None),
        ("NO", "5 years", "manufacturer"),
    ]
    assert [(t.region, t.text) for t in report.store] == [("FR", "3 years")]
    assert "the maker's warranty in FR" in report.not_known
    assert not any("statutory" in missing for missing in report.not_known)
    assert report_of(*facts, region="US").statutory[0].region == "NO"


def test_a_further_warranty_year_is_worth_what_fails_in_it(report_of, fact_text):
    report = report_of(count(10, 100), warranty(fact_text, 1, region="US"))
    hazard = -math.log1p(-report.failure_rate.value) / 2.0  # a year
    by_formula = math.exp(-hazard) - math.exp(-2.0 * hazard)
    assert report.extra_year.value == pytest.approx(by_formula, rel=1e-6)
    assert report.extra_year.low < report.extra_year.value < report.extra_year.high
    shown = f"a year after the maker's 1 year saves on average {100.0 * by_formula:.1f} %"
    assert report.extra_year.text.startswith(shown)


def test_the_interval_of_a_warranty_year_holds_what_lies_between_its_ends(report_of, fact_text):
    # exp(-n x) - exp(-(n + 1) x) is largest at x = ln((n + 1) / n), between the ends here
    wide = fact_text("failure-rate", 50, "%", kind="estimated", source="maker")
    report = report_of(wide, warranty(fact_text, 1, region="US"))
    assert report.extra_year.high == pytest.approx(0.25, rel=1e-8)
    assert report.extra_year.low == pytest.approx(0.0, abs=1e-7)
    first = report_of(wide, warranty(fact_text, 0, region="US")).extra_year
    # the first year of all grows with the rate, up to all units
    rate_low = report_of(wide).failure_rate.low
    assert first.low == pytest.approx(1.0 - math.sqrt(1.0 - rate_low), rel=1e-6)
    assert first.high == pytest.approx(1.0, abs=1e-7)


def test_a_source_that_knows_of_no_failure_mode_is_told_apart(report_of, finding_text):
    no = finding_text("known-failure", "no", source="review", more='note = "after two years"')
    yes = finding_text("known-failure", "partly", source="users", more='note = "loose hinges"')
    report = report_of(no)
    assert report.failure_modes == ()
    [none] = report.no_failure_mode
    assert none.text == "none beyond wear, says A review: after two years"
    assert not any("failure mode" in missing for missing in report.not_known)
    assert [source.id for source in report.sources] == ["acme-one/review"]
    both = report_of(no, yes)
    assert [mode.text for mode in both.failure_modes] == ["loose hinges"]
    assert len(both.no_failure_mode) == 1


def test_one_unit_and_one_month_are_worded_as_one(report_of):
    [view] = report_of(count(1, 1, months=1)).counts
    assert view.text == "1 of 1 unit failed in 1 month"
    assert view.two_years.text == "not known"


def test_failure_modes_are_listed_without_any_rate(report_of, finding_text):
    finding = finding_text("known-failure", "yes", source="users", more='note = "loose hinges"')
    hinge = count(7, 100, more='mode = "hinge"')
    no_cable = count(0, 100, more='mode = "cable"')
    report = report_of(finding, hinge, no_cable)
    assert [(mode.text, mode.evidence) for mode in report.failure_modes] == [
        ("loose hinges", "user-reports"),
        ("hinge", "manufacturer"),
    ]
    assert report.failure_rate.value is None
    assert len(report.counts) == 2


def test_running_costs_are_worded(report_of):
    [view] = report_of(part(30, more="life_min_years = 2\nlife_max_years = 2.5")).running_costs
    assert view.part == "ear pads"
    assert view.price_text == "30 USD, seen 2025-08-20"
    assert view.life_text == "2.25 years, between 2 and 2.5"
    assert view.per_year_text == "13.33 USD a year, between 12 USD and 15 USD"


def test_a_cost_without_a_range_is_told_once(report_of):
    [view] = report_of(part(30, more="life_years = 2")).running_costs
    assert view.per_year_text == "15 USD a year"


def test_the_price_of_a_wear_part_elsewhere_names_its_region(report_of):
    [view] = report_of(part(30, more='life_years = 2\nregion = "EU"')).running_costs
    assert view.price_text == "30 USD in EU, seen 2025-08-20"
    [here] = report_of(part(30, more='life_years = 2\nregion = "US"')).running_costs
    assert here.price_text == "30 USD, seen 2025-08-20"


def test_every_source_that_is_named_is_listed(report_of, finding_text, fact_text):
    report = report_of(
        count(2, 20, source="plain-lab"),
        service("third-lab"),
        warranty(fact_text, 1),
        part(30),
        fact_text("pad-life", 2, "years", kind="estimated", source="review"),
        finding_text("known-failure", "partly", source="users"),
        region="FR",
    )
    listed = {source.id for source in report.sources}
    named = {"plain-lab", "third-lab", "maker", "shop", "review", "users"}
    assert listed == {f"acme-one/{key}" for key in named} | {"statutory/act"}


def test_what_came_after_the_day_is_left_out(catalog):
    k553 = catalog.dossiers["akg-k553-mkii"]
    subject = subject_of(catalog, k553, day=date(2021, 12, 31), region="DE")
    report = reliability_report(subject)
    assert (report.statutory, report.warranty_terms, report.running_costs) == ((), (), ())
    assert report.day == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ((0.119, 0.0214, 0.284), "11.9 % (2.1 to 28.4 %)"),
        ((0.0042, 0.001, 0.01), "0.42 % (0.10 to 1.00 %)"),
        ((0.00001, 0.000001, 0.00003), "0.0010 % (0.0001 to 0.0030 %)"),
    ],
)
def test_a_small_share_has_more_digits(share, text):
    assert share_text(*share) == text


def test_units_that_all_failed_have_failed_at_any_later_age():
    from auricle.reliability import ServiceData
    from auricle.review.reliability import survival_view

    view = survival_view(ServiceData([3.0, 5.0, 7.0], [True, True, True]), file="x.csv")
    assert [share.text for share in view.shares] == ["all failed"] * len(view.shares)
    open_end = survival_view(ServiceData([3.0, 5.0, 7.0], [True, True, False]), file="x.csv")
    assert {share.text for share in open_end.shares} == {"not known"}
