import math
from dataclasses import replace

import pytest

from auricle.dossier import Product, Source
from auricle.market import BoughtIn, Margins, Profile, cost_performance
from auricle.metrics import MetricResult

MARGINS = Margins(
    preference_points=5.0,
    channel_match_db=0.5,
    isolation_db=3.0,
    distortion_steps=0.5,
    distortion_ladder=(0.0005, 0.0016, 0.005, 0.02),
    level_from_v=1.0,
)
UNITS = {
    "predicted-preference": "points",
    "channel-match": "dB",
    "distortion": "ratio",
    "isolation": "dB",
    "drive-voltage": "V",
}


def metric(name, value, unit, **fields):
    state = "unknown" if value is None else "known"
    remarks = fields.pop("remarks", () if value is not None else ("no new price",))
    return MetricResult(metric=name, unit=unit, value=value, state=state, remarks=remarks, **fields)


def profile(slug, price, preference=80.0, **fields):
    values = {
        "channel-match": fields.pop("channel_match", None),
        "distortion": fields.pop("distortion", None),
        "isolation": fields.pop("isolation", None),
        "drive-voltage": fields.pop("voltage", None),
    }
    family = {"rig_family": fields.pop("family", "711")}
    relayed = {"relayed": fields.pop("relayed", False)}
    u_price = fields.pop("u_price", 0.0)
    product = Product(
        slug=slug,
        brand="Acme",
        model=slug,
        form=fields.pop("form", "over-ear"),
        back=fields.pop("back", "open"),
        connection=fields.pop("connection", ("wired",)),
        **fields,
    )
    metrics = {name: metric(name, value, UNITS[name]) for name, value in values.items()}
    metrics["predicted-preference"] = metric(
        "predicted-preference", preference, "points", details=family
    )
    metrics["price"] = metric("price", price, "USD", uncertainty=u_price, details=relayed)
    return Profile(product, metrics)


def judge(own, *others, accessories=()):
    return cost_performance(
        own, others, accessories=accessories, margins=MARGINS, neutral=0.5, unknown_half_width=0.3
    )


def outcome(own, other, **fields):
    [candidate] = judge(own, other, **fields).candidates
    return candidate


def test_the_ratio_is_the_cheapest_equal_or_better_price_over_the_own_one():
    result = judge(profile("own", 210), profile("a", 99), profile("b", 150), profile("c", 400))
    # check value cp_ratio_99_210 of checks.json
    assert result.ratio == pytest.approx(0.471428571428571, abs=1e-9)
    assert (result.best, result.next_best) == ("a", "b")


def test_what_is_equal_or_better_but_dearer_leaves_the_ratio_at_one():
    result = judge(profile("own", 249), profile("a", 279.95))
    assert result.ratio == pytest.approx(1.0, abs=1e-9)  # check value cp_ratio_k612 of checks.json
    assert result.best is None


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ({"preference": 80.0}, {"preference": 75.0}, "equal-or-better"),
        ({"preference": 80.0}, {"preference": 74.9}, "worse"),
        ({"channel_match": 1.0}, {"channel_match": 1.5}, "equal-or-better"),
        ({"channel_match": 1.0}, {"channel_match": 1.6}, "worse"),
        ({"isolation": 20.0}, {"isolation": 17.0}, "equal-or-better"),
        ({"isolation": 20.0}, {"isolation": 16.9}, "worse"),
        # half a step between 0.05 and 0.16 % is their geometric mean: 0.0894 %
        ({"distortion": 0.0005}, {"distortion": 0.00089}, "equal-or-better"),
        ({"distortion": 0.0005}, {"distortion": 0.00090}, "worse"),
        ({"distortion": 0.00001}, {"distortion": 0.0005}, "equal-or-better"),  # both good
        ({"voltage": 0.9}, {"voltage": 1.1}, "worse"),
        ({"voltage": 1.1}, {"voltage": 5.0}, "equal-or-better"),  # level is not compared
        ({"voltage": 0.1}, {"voltage": 1.0}, "equal-or-better"),
    ],
)
def test_a_candidate_may_fall_short_by_the_margin_and_no_more(own, other, expected):
    assert outcome(profile("own", 200, **own), profile("other", 100, **other)).outcome == expected


def test_a_metric_that_one_side_lacks_is_not_compared_and_listed_as_such():
    candidate = outcome(profile("own", 200), profile("other", 100, distortion=0.02))
    assert candidate.outcome == "equal-or-better"
    [distortion] = [c for c in candidate.comparisons if c.metric == "distortion"]
    assert distortion.verdict == "not-compared"
    assert distortion.reason == "the distortion of this product is not known"


def test_without_a_preference_on_both_sides_the_outcome_is_unknown():
    assert outcome(profile("own", 200, None), profile("other", 100)).outcome == "unknown"
    assert outcome(profile("own", 200), profile("other", 100, None)).outcome == "unknown"


def test_one_worse_settles_it_even_where_the_preference_is_unknown():
    own = profile("own", 200, None, distortion=0.0005)
    assert outcome(own, profile("other", 100, distortion=0.02)).outcome == "worse"


def test_preferences_on_unlike_rigs_are_not_compared():
    candidate = outcome(profile("own", 200), profile("other", 100, family="HMS II.3"))
    assert candidate.outcome == "unknown"
    assert "unlike rigs" in candidate.reasons[0]


def test_a_missing_function_is_worse_and_an_unlisted_one_unknown():
    own = profile("own", 200, functions=("detachable-cable",))
    assert outcome(own, profile("a", 100, lacks=("detachable-cable",))).outcome == "worse"
    assert outcome(own, profile("a", 100, functions=("detachable-cable",))).outcome == (
        "equal-or-better"
    )
    unlisted = outcome(own, profile("a", 100))
    assert unlisted.outcome == "unknown"
    assert unlisted.reasons == ("not stated whether it has detachable cable",)


def test_what_is_only_wired_lacks_what_needs_electronics():
    own = profile("own", 200, connection=("wireless", "wired"), functions=("anc",))
    candidate = outcome(own, profile("other", 100))
    assert candidate.outcome == "worse"
    assert candidate.reasons == ("lacks noise cancelling, wireless playback",)


def test_a_missing_function_may_be_bought_in_and_its_price_is_added():
    own = profile("own", 200, functions=("mic",))
    other = profile("other", 100, lacks=("mic",))
    clip = BoughtIn("clip-on microphone", "mic", ("wired",), metric("price", 30.0, "USD"))
    dear = BoughtIn("studio microphone", "mic", ("wired",), metric("price", 90.0, "USD"))
    result = judge(own, other, accessories=[dear, clip])
    [candidate] = result.candidates
    assert (candidate.outcome, candidate.cost) == ("equal-or-better", 130.0)
    assert result.ratio == pytest.approx(130 / 200)


def test_an_accessory_for_another_connection_does_not_help():
    own = profile("own", 200, functions=("mic",))
    clip = BoughtIn("dongle", "mic", ("wireless",), metric("price", 30.0, "USD"))
    other = profile("other", 100, lacks=("mic",))
    assert outcome(own, other, accessories=[clip]).outcome == "worse"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"form": "in-ear"}, "in-ear, not over-ear"),
        ({"back": "closed"}, "closed"),
        ({"price": None}, "no new price"),
    ],
)
def test_other_kinds_and_what_has_no_price_are_excluded_with_the_reason(fields, reason):
    other = profile("other", fields.pop("price", 100), **fields)
    candidate = outcome(profile("own", 200), other)
    assert (candidate.outcome, candidate.reasons) == ("excluded", (reason,))


def test_semi_open_counts_as_open():
    assert outcome(profile("own", 200), profile("a", 100, back="semi-open")).outcome != "excluded"


def test_the_low_end_counts_every_cheaper_unknown_as_equal_or_better():
    result = judge(profile("own", 200), profile("a", 150), profile("b", 50, None))
    assert (result.ratio, result.low, result.high) == (0.75, 0.25, 0.75)
    assert result.coverage == 0.5  # of two cheaper candidates one is settled
    assert "Acme b cost less but could not be judged" in result.provisional


def test_a_dearer_unknown_changes_nothing():
    result = judge(profile("own", 200), profile("a", 150), profile("b", 500, None))
    assert (result.low, result.high, result.coverage) == (0.75, 0.75, 1.0)


def test_uncertain_prices_widen_the_interval():
    result = judge(profile("own", 200, u_price=6.0), profile("a", 100, u_price=4.0))
    factor = math.exp(1.6448536 * (0.03**2 + 0.04**2) ** 0.5)
    assert result.low == pytest.approx(0.5 / factor)
    assert result.high == pytest.approx(0.5 * factor)


def test_the_interval_does_not_jump_where_the_prices_are_equal():
    below, above = (
        judge(profile("own", 200, u_price=8.0), profile("a", price, u_price=8.0))
        for price in (199.99, 200.01)
    )
    assert below.low == pytest.approx(above.low, abs=1e-3)
    assert above.ratio == above.high == 1.0
    assert above.low < 0.95


def test_products_whose_lower_price_has_expired_lower_the_coverage():
    expired = profile("gone", None)
    details = {"last_value": 90.0, "last_observed": "2025-01-01"}
    metrics = dict(expired.metrics)
    metrics["price"] = replace(metrics["price"], details=details)
    result = judge(profile("own", 200), profile("a", 150), Profile(expired.product, metrics))
    assert result.ratio == 0.75
    assert result.coverage == 0.5  # one of two products that were cheaper
    assert "Acme gone cost less when last seen, but not within 180 days" in result.provisional
    [candidate] = [c for c in result.candidates if c.product.slug == "gone"]
    assert candidate.reasons == ("no new price (last 90.00 on 2025-01-01)",)


def test_a_candidate_that_stays_open_keeps_what_must_be_bought_in():
    own = profile("own", 200, functions=("mic",))
    clip = BoughtIn("clip-on microphone", "mic", ("wired",), metric("price", 120.0, "USD"))
    other = profile("other", 100, None, lacks=("mic",))
    third = profile("third", 300, functions=("mic",))
    result = judge(own, other, third, accessories=[clip])
    [candidate] = [c for c in result.candidates if c.product.slug == "other"]
    assert (candidate.outcome, candidate.cost) == ("unknown", 220.0)
    assert result.low == 1.0  # with the microphone it is dearer


def test_one_response_that_stands_for_both_compares_nothing():
    source = Source("a/lab", "A lab", "One response", "laboratory", rig="GRAS")
    pair = []
    for slug, price in (("own", 200), ("other", 100)):
        base = profile(slug, price)
        metrics = dict(base.metrics)
        metrics["predicted-preference"] = replace(
            metrics["predicted-preference"], sources=(source,)
        )
        pair.append(Profile(base.product, metrics))
    candidate = outcome(*pair)
    assert candidate.outcome == "unknown"
    assert "one and the same response" in candidate.reasons[0]


def test_without_an_own_price_or_any_known_outcome_it_is_not_known():
    for result in (
        judge(profile("own", None), profile("a", 100)),
        judge(profile("own", 200), profile("a", 100, None)),
        judge(profile("own", 200)),
    ):
        assert result.ratio is None
        assert (result.low, result.high, result.coverage) == (0.2, 0.8, 0.0)


def test_few_outcomes_and_relayed_prices_are_provisional():
    few = judge(profile("own", 200, relayed=True), profile("a", 100, relayed=True))
    assert few.provisional == (
        "only 1 product could be judged",
        "its price is known only through a review",
        "the price of the Acme a is known only through a review",
    )
    settled = judge(profile("own", 200), *(profile(f"p{n}", 100 + n) for n in range(3)))
    assert settled.provisional == ()


def test_comparisons_are_never_chained_through_a_third_product():
    # 90, 86, 82: each is equal to its neighbour within 5 points, the last is not to the first
    own, middle, last = profile("own", 300, 90.0), profile("m", 200, 86.0), profile("l", 100, 82.0)
    result = judge(own, middle, last)
    assert result.best == "m"
    assert {c.product.slug: c.outcome for c in result.candidates}["l"] == "worse"
