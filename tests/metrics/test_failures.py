import math

import pytest
from scipy import integrate, stats

from auricle.dossier import parse_dossier
from auricle.metrics import compute_metrics
from auricle.reliability import ServiceData, kaplan_meier

from ..conftest import SOURCES
from ..texts import SERVICE_TABLE

HEADER = """\
schema = 1
[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "open"
connection = ["wired"]

[sources.service-paper]
publisher = "Acme"
title = "Service bulletin"
kind = "service-document"

[sources.third-lab]
publisher = "A fourth laboratory"
title = "Repairs"
kind = "laboratory"
"""


def count(failed, units, *, months=24, source="maker", more=""):
    return (
        f"[[failures]]\nfailed = {failed}\nunits = {units}\nmonths = {months}\n"
        f'source = "{source}"\n{more}\n'
    )


def service(source="maker"):
    return f'[[service]]\nfile = "service.csv"\nlicence = "CC0"\nsource = "{source}"\n'


@pytest.fixture
def rate_of(subject_with):
    def rate(*entries, table=SERVICE_TABLE):
        text = HEADER + SOURCES + "".join(entries)
        dossier = parse_dossier(text, file="x.toml", read_curve=lambda _: table)
        return compute_metrics(subject_with(dossier), currency="USD")["failure-rate"]

    return rate


def test_a_count_over_two_years_gives_the_posterior_mean_and_its_points(rate_of):
    rate = rate_of(count(2, 20))
    posterior = stats.beta(2.5, 18.5)
    assert rate.value == pytest.approx(posterior.mean(), rel=1e-8)
    assert (rate.low, rate.high) == pytest.approx(posterior.ppf([0.05, 0.95]), rel=1e-8)
    assert rate.uncertainty == pytest.approx(posterior.std(), rel=1e-8)
    assert rate.evidence == "manufacturer"
    assert rate.remarks == ("2 of 20 units failed in 24 months",)


@pytest.mark.parametrize("months", [6, 12, 36, 60])
def test_a_count_over_another_time_is_carried_over_by_the_exponential_law(rate_of, months):
    rate = rate_of(count(3, 80, months=months))
    posterior, exponent = stats.beta(3.5, 77.5), 24.0 / months
    mean, _ = integrate.quad(lambda p: (1 - (1 - p) ** exponent) * posterior.pdf(p), 0.0, 1.0)
    assert rate.value == pytest.approx(mean, rel=1e-6)
    mean_square, _ = integrate.quad(
        lambda p: (1 - (1 - p) ** exponent) ** 2 * posterior.pdf(p), 0.0, 1.0
    )
    assert rate.uncertainty == pytest.approx(math.sqrt(mean_square - mean**2), rel=1e-6)
    for end, probability in ((rate.low, 0.05), (rate.high, 0.95)):
        rate_a_month = -math.log1p(-posterior.ppf(probability)) / months
        assert end == pytest.approx(-math.expm1(-24.0 * rate_a_month), rel=1e-8)
    assert rate.remarks[0].endswith("carried over to 24 months by the exponential law")


@pytest.mark.parametrize("months", [1, 5.9, 97, 1200])
def test_a_count_over_a_far_shorter_or_longer_time_is_told_and_gives_no_rate(rate_of, months):
    rate = rate_of(count(0, 20, months=months))
    assert (rate.state, rate.value) == ("unknown", None)
    shown = "1 month" if months == 1 else f"{months:g} months"
    wanted = "not carried over to 24 months, which asks for 6 to 96 months"
    assert rate.remarks == (f"0 of 20 units failed in {shown}: {wanted}",)


def test_a_count_over_a_far_shorter_time_leaves_what_others_say(rate_of, fact_text):
    far, near = count(0, 900, months=1, source="plain-lab"), count(2, 20, source="maker")
    rate = rate_of(far, near)
    assert (rate.value, rate.evidence) == (rate_of(near).value, "manufacturer")
    assert rate.remarks[-1].startswith("0 of 900 units failed in 1 month: not carried over")
    stated = rate_of(far, fact_text("failure-rate", 2, "%", source="maker"))
    assert stated.value == pytest.approx(0.02)
    assert stated.remarks[-1].startswith("0 of 900 units failed in 1 month: not carried over")


def test_no_failure_in_very_many_units_over_three_years_keeps_its_digits(rate_of):
    # p is so small that 24 of 36 months have two thirds of it: 0.5 / (1e7 + 1) * 2 / 3
    rate = rate_of(count(0, 10**7, months=36))
    assert rate.value == pytest.approx(1.0 / 3.0 / (1e7 + 1.0), rel=1e-7)
    assert rate.value == pytest.approx(3.3e-8, rel=0.02)


def test_no_failure_among_many_units_is_not_a_rate_of_zero(rate_of):
    rate = rate_of(count(0, 30))
    assert rate.value == pytest.approx(0.5 / 31.0)
    assert 0.0 < rate.low < rate.value < rate.high


def test_service_data_that_reach_two_years_give_kaplan_and_meier(rate_of):
    rate = rate_of(service())
    # check values kaplan_meier_small and kaplan_meier_greenwood_se_at_20 of checks.json
    assert rate.value == pytest.approx(1.0 - 0.675)
    assert rate.uncertainty == pytest.approx(0.155070548)
    assert "Kaplan-Meier" in rate.remarks[0]
    assert rate.sources[0].id == "acme-one/maker"


def test_younger_service_data_with_few_failures_are_taken_at_a_constant_rate(rate_of):
    rate = rate_of(service(), table="months,failed\n3,1\n6,1\n6,0\n12,0\n12,0\n")
    assert rate.value == pytest.approx(-math.expm1(-24.0 * 2.0 / 39.0))
    low, high = stats.chi2.ppf(0.05, 4) / 2.0, stats.chi2.ppf(0.95, 6) / 2.0  # Garwood
    ends = (-math.expm1(-24.0 * low / 39.0), -math.expm1(-24.0 * high / 39.0))
    assert (rate.low, rate.high) == pytest.approx(ends)
    assert "a constant failure rate" in rate.remarks[0]


def test_service_data_of_units_that_are_all_far_younger_give_no_rate(rate_of):
    rate = rate_of(service(), table="months,failed\n1,0\n2,0\n3,0\n")
    assert rate.state == "unknown"
    assert any("the oldest is 3 months, below 6" in remark for remark in rate.remarks)
    assert rate_of(service(), table="months,failed\n1,0\n6,0\n").state == "known"  # a quarter


def test_younger_service_data_with_many_failures_are_extrapolated_by_weibull(rate_of):
    ages = [stats.weibull_min.ppf((n + 0.5) / 200.0, 2.0, scale=30.0) for n in range(200)]
    rows = "".join(f"{min(age, 18.0):.4f},{int(age <= 18.0)}\n" for age in ages)
    rate = rate_of(service(), table="months,failed\n" + rows)
    # Ages at the quantiles of the law stand for it to half a unit; at 24 months, to a whole one.
    assert rate.value == pytest.approx(-math.expm1(-((24.0 / 30.0) ** 2.0)), abs=1.0 / 200.0)
    assert "Weibull" in rate.remarks[0]
    assert rate.low < rate.value < rate.high


def test_service_data_without_a_failure_are_not_a_rate_of_zero(rate_of):
    rate = rate_of(service(), table="months,failed\n24,0\n36,0\n60,0\n")
    posterior = stats.gamma(0.5, scale=1.0 / 120.0)  # failures a month under the prior of Jeffreys
    mean, _ = integrate.quad(
        lambda u: -math.expm1(-24.0 * posterior.ppf(u)), 0.0, 1.0, epsabs=1e-10
    )
    assert rate.value == pytest.approx(mean, rel=1e-6)
    assert rate.high == pytest.approx(-math.expm1(-24.0 * posterior.ppf(0.95)))
    assert "prior of Jeffreys" in rate.remarks[0]


def test_the_strongest_class_of_evidence_goes_first(rate_of, fact_text):
    stated = fact_text("failure-rate", 8, "%", kind="specified", source="shop")
    rate = rate_of(count(40, 100, source="shop"), count(2, 100, source="maker"), stated)
    assert rate.evidence == "manufacturer"
    assert rate.value == pytest.approx(2.5 / 101.0)
    assert "also known: 40 of 100 units failed in 24 months" in rate.remarks
    assert not rate.agreeing


def test_one_voice_does_not_count_twice(rate_of):
    alone = rate_of(count(3, 300))
    twice = rate_of(count(3, 300), count(1, 50), count(9, 200, source="service-paper"))
    assert (twice.value, twice.low, twice.high) == (alone.value, alone.low, alone.high)


def test_of_one_voice_the_data_of_more_units_count(rate_of):
    assert rate_of(count(3, 300), service()).value == rate_of(count(3, 300)).value
    assert rate_of(count(1, 9), service()).value == rate_of(service()).value
    assert rate_of(count(5, 10), service()).value == rate_of(service()).value  # as many units


def test_independent_voices_of_one_class_are_combined_and_agree(rate_of):
    one = rate_of(count(3, 100, source="plain-lab"))
    other = rate_of(count(5, 120, source="third-lab"))
    both = rate_of(count(3, 100, source="plain-lab"), count(5, 120, source="third-lab"))
    assert one.value < both.value < other.value
    assert both.high / both.low < min(one.high / one.low, other.high / other.low)
    assert both.agreeing
    assert len(both.sources) == 2


def test_voices_far_apart_both_count(rate_of, fact_text):
    counted = rate_of(count(12, 13, source="plain-lab"))
    stated = fact_text("failure-rate", 2, "%", source="third-lab")
    alone = rate_of(stated)
    both = rate_of(count(12, 13, source="plain-lab"), stated)
    # On ln(-ln S), where the ends of a share that is near 0 or 1 lie as they do elsewhere
    voices = []
    for rate in (counted, alone):
        y, low, high = (math.log(-math.log1p(-s)) for s in (rate.value, rate.low, rate.high))
        voices.append((y, (high - low) / (2.0 * stats.norm.ppf(0.95))))
    weights = [u**-2 for _, u in voices]
    mean = sum(w * y for w, (y, _) in zip(weights, voices, strict=True)) / sum(weights)
    assert both.value == pytest.approx(-math.expm1(-math.exp(mean)), rel=1e-7)
    assert min(weights) / sum(weights) > 0.1
    assert both.low < alone.value < both.value < counted.value < both.high
    assert not both.agreeing


def test_a_stated_rate_stays_a_share(rate_of, fact_text):
    rate = rate_of(fact_text("failure-rate", 50, "%", kind="estimated", source="maker"))
    assert (rate.value, rate.high) == (0.5, 1.0)
    assert 0.0 < rate.low < 0.1


def test_a_weaker_class_confirms_and_does_not_enter(rate_of):
    alone = rate_of(count(3, 100, source="maker"))
    confirmed = rate_of(count(3, 100, source="maker"), count(4, 120, source="plain-lab"))
    assert confirmed.evidence == "laboratory-rig-not-stated"
    assert confirmed.agreeing
    assert not alone.agreeing


def test_a_count_of_one_failure_mode_is_no_failure_rate(rate_of):
    assert rate_of(count(3, 100, more='mode = "hinge"')).state == "unknown"


def test_without_counts_a_stated_rate_stands_as_it_was(rate_of, fact_text):
    rate = rate_of(fact_text("failure-rate", 2, "%", source="maker"))
    assert rate.value == pytest.approx(0.02)
    assert len(rate.facts) == 1
    assert rate_of().state == "unknown"


def test_a_rate_from_counts_enters_the_rating_and_moves_its_axis(make_product):
    from datetime import date

    from auricle.catalog import Catalog
    from auricle.rating import built_in_rubric, rate

    def term(product):
        rating = rate(
            Catalog({product.slug: product}),
            product,
            rubric=built_in_rubric(),
            day=date(2025, 8, 20),
            region="US",
        )
        [axis] = [a for a in rating.axes if a.id == "reliability_support"]
        return next((t for t in axis.terms if t.criterion == "failure-rate"), None)

    assert term(make_product()) is None  # it enters only where it is known
    known = term(make_product(count(1, 300)))
    assert known.value == pytest.approx(1.5 / 301.0)
    assert known.points == pytest.approx(1.0, abs=1e-3)  # 0.5 % or less has all points
    assert known.weight == 3.0


def test_any_count_and_any_table_give_a_share_between_its_ends(rate_of):
    tables = [
        "0.1,1\n6,1\n",
        "0.1,1\n1200,0\n",
        "1200,1\n",
        "6.001,0\n",
        "6,1\n" * 12 + "6.1,0\n",
    ]
    for table in tables:
        rate = rate_of(service(), table="months,failed\n" + table)
        assert 0.0 < rate.low <= rate.value <= rate.high <= 1.0
    for failed, units, months in (
        (0, 1, 6),
        (1, 1, 6),
        (10**9, 10**9, 6),
        (10**9, 10**9, 96),
        (5 * 10**8, 10**9, 7),
        (1, 10**9, 96),
    ):
        rate = rate_of(count(failed, units, months=months))
        assert 0.0 <= rate.low <= rate.value <= rate.high <= 1.0


def test_the_tests_tables_agree_with_each_other():
    rows = [line.split(",") for line in SERVICE_TABLE.splitlines()[1:]]
    data = ServiceData([float(age) for age, _ in rows], [failed == "1" for _, failed in rows])
    assert kaplan_meier(data).survival[-1] == pytest.approx(0.45)
