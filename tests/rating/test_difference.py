import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from zlib import crc32

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auricle.catalog import Catalog, ExchangeRate, rate_stands
from auricle.catalog.extras import parse_accessories, parse_rates
from auricle.dossier import (
    Brand,
    Day,
    Finding,
    Source,
    brand_of_entries,
    dossier_of_entries,
    existed,
)
from auricle.metrics import price_stands
from auricle.rating import built_in_rubric, difference, difference_record, rate
from auricle.rating.over_time.difference import _groupings
from auricle.rating.over_time.games import Scene, axis_game
from auricle.rating.over_time.pieces import pieces_between

from ..texts import ACCESSORIES, RATES

RUBRIC = built_in_rubric()
FIRST, SECOND = date(2025, 8, 20), date(2026, 3, 15)
DAY_PAIRS = (
    (date(2025, 7, 20), date(2025, 10, 26)),
    (FIRST, SECOND),
    (date(2025, 10, 26), date(2026, 1, 25)),
    (date(2026, 6, 23), date(2025, 8, 5)),
)
EARLY, LATE = ("published = 2025-01-15", "published = 2026-02-01")


def between(catalog, slug, first=FIRST, second=SECOND, currency="USD"):
    return difference(
        catalog,
        catalog.dossiers[slug],
        rubric=RUBRIC,
        first=first,
        second=second,
        region="US",
        currency=currency,
    )


def catalog_when(catalog, moved, first, second, day):
    """The catalog in which these pieces stand as on the second day, all others as on the first.

    Made by hand, for `rate` on one day: what does not stand is taken out, and prices are
    dated so that they are as old on that day as they were on theirs.
    """
    pieces, _ = pieces_between(catalog, first, second)
    has_moved = {id(s): i in moved for i, p in enumerate(pieces) for s in p.statements}

    def own_day(entry):
        return second if has_moved.get(id(entry), True) else first

    def aged(price, seen_from):
        seen = day - (seen_from - price.known_by)
        undated = replace(price.source, published=None, accessed=None, via=None)
        return replace(price, observed=Day(seen, seen), source=undated)

    def standing_prices(prices):
        states = {has_moved[id(p)] for p in prices if id(p) in has_moved}
        assert len(states) < 2
        own = first if states == {False} else second
        return tuple(aged(p, own) for p in prices if price_stands(p, own))

    def counts(entry):
        return existed(entry, own_day(entry))

    dossiers = {
        slug: replace(dossier_of_entries(d, counts), prices=standing_prices(d.prices))
        for slug, d in catalog.dossiers.items()
    }
    return Catalog(
        dossiers,
        {slug: brand_of_entries(b, counts) for slug, b in catalog.brands.items()},
        tuple(
            replace(rate, day=day - (own_day(rate) - rate.day))
            for rate in catalog.rates
            if rate_stands(rate, own_day(rate))
        ),
        tuple(replace(a, prices=standing_prices(a.prices)) for a in catalog.accessories),
    )


def values_when(catalog, slug, moved, first=FIRST, second=SECOND):
    day = max(first, second)
    made = catalog_when(catalog, moved, first, second, day)
    rating = rate(made, made.dossiers[slug], rubric=RUBRIC, day=day, region="US", currency="USD")
    return [axis.value for axis in rating.axes]


def brute_force(catalog, slug, first=FIRST, second=SECOND):
    """Effect of every piece on every axis, by rating the product anew for every order."""
    pieces, _ = pieces_between(catalog, first, second)
    known = {}

    def values(moved):
        if moved not in known:
            known[moved] = np.array(values_when(catalog, slug, moved, first, second))
        return known[moved]

    effects = np.zeros((len(pieces), 5))
    orders = list(permutations(range(len(pieces))))
    for order in orders:
        for place, piece in enumerate(order):
            before, after = frozenset(order[:place]), frozenset(order[: place + 1])
            effects[piece] += values(after) - values(before)
    return effects / len(orders)


def effects_of(moved, pieces):
    """The same from a difference."""
    names = [(p.holder, p.owner, p.topic, [s.source.id for s in p.statements]) for p in pieces]
    effects = np.zeros((len(pieces), 5))
    for number, axis in enumerate(moved.axes):
        for part in axis.parts:
            [p] = part.pieces
            name = (p.holder, p.owner, p.topic, [s.source.id for s in p.statements])
            effects[names.index(name), number] += part.effect
    return effects


def assert_adds_up(moved):
    for axis in moved.axes:
        total = math.fsum(part.effect for part in axis.parts)
        assert total == pytest.approx(axis.after.value - axis.before.value, abs=1e-9)
        assert total + axis.rounding == pytest.approx(axis.change, abs=1e-9)
        assert axis.change == pytest.approx(axis.after.rounded - axis.before.rounded, abs=1e-9)
    lines = [part.effect for axis in moved.axes for part in axis.parts]
    lines += [axis.rounding for axis in moved.axes]
    assert math.fsum(lines) == pytest.approx(moved.after.value - moved.before.value, abs=1e-9)
    assert moved.moved + moved.rounding == pytest.approx(moved.change, abs=1e-9)


@pytest.mark.parametrize(("first", "second"), DAY_PAIRS)
def test_effects_and_rounding_add_up_to_the_change_of_every_product(catalog, first, second):
    for slug in sorted(catalog.dossiers):
        assert_adds_up(between(catalog, slug, first, second))


@pytest.mark.parametrize("slug", ["akg-k612-pro", "akg-k371", "hifiman-he400se", "akg-k553-mkii"])
def test_swapping_the_days_turns_every_sign_over(catalog, slug):
    there, back = between(catalog, slug), between(catalog, slug, SECOND, FIRST)
    for one, other in zip(there.axes, back.axes, strict=True):
        assert len(one.parts) == len(other.parts)
        effects = {
            frozenset(map(id, p.statements)): part.effect for part in one.parts for p in part.pieces
        }
        turned = {
            frozenset(map(id, p.statements)): -part.effect
            for part in other.parts
            for p in part.pieces
        }
        assert effects == pytest.approx(turned, abs=1e-9)
    assert there.change == -back.change


@pytest.mark.parametrize("slug", ["akg-k612-pro", "sony-wh-1000xm4", "philips-shp9500"])
def test_any_set_of_pieces_has_the_worth_that_a_catalog_made_by_hand_is_rated_at(catalog, slug):
    pieces, standing = pieces_between(catalog, FIRST, SECOND)
    players = [frozenset({index}) for index in range(len(pieces))]
    scene = Scene(
        catalog=catalog,
        slug=slug,
        rubric=RUBRIC,
        region="US",
        currency="USD",
        day=SECOND,
        standing=standing,
        players=tuple(players),
    )
    games = [axis_game(scene, rule) for rule in RUBRIC.axes]
    generator = np.random.default_rng(5)
    for _ in range(12):
        moved = frozenset(np.flatnonzero(generator.random(len(pieces)) < 0.5).tolist())
        expected = values_when(catalog, slug, moved)
        found = [float(g.worth[tuple(int(p in moved) for p in g.players)]) for g in games]
        assert found == pytest.approx(expected, abs=1e-9)


def test_the_k612_is_moved_by_its_price_and_that_of_the_cheapest_comparator(catalog):
    moved = between(catalog, "akg-k612-pro")
    assert (moved.before.value, moved.after.value) == (2.5, 2.7)
    market = moved.axes[2]
    effects = {part.pieces[0].owner: part.effect for part in market.parts}
    # v = c / p with c 74.99 -> 88 and p 249 -> 189: two players, two orders
    price = ((74.99 / 189 - 74.99 / 249) + (88 / 189 - 88 / 249)) / 2
    cheapest = ((88 / 249 - 74.99 / 249) + (88 / 189 - 74.99 / 189)) / 2
    assert effects == pytest.approx({"akg-k612-pro": price, "philips-shp9500": cheapest}, abs=1e-9)
    # The HE400se costs more than the SHP9500 in every state of both: it cannot bear on the least.
    assert any(
        (p.owner, p.topic, p.change) == ("hifiman-he400se", "price", "changed")
        for p in moved.without_effect
    )


@pytest.mark.parametrize("rubric", ["auricle-1", "published"])
def test_effects_add_up_by_every_built_in_rubric(catalog, rubric):
    for slug in ("akg-k612-pro", "akg-k371", "philips-shp9500", "sony-wh-1000xm4"):
        assert_adds_up(
            difference(
                catalog,
                catalog.dossiers[slug],
                rubric=built_in_rubric(rubric),
                first=FIRST,
                second=SECOND,
                region="US",
            )
        )


def test_equal_days_differ_in_nothing(catalog):
    moved = between(catalog, "akg-k612-pro", FIRST, FIRST)
    assert moved.pieces == ()
    assert moved.change == moved.moved == moved.rounding == 0.0


def dated(text, source, date_line):
    """A text of TOML whose entry has a source of its own with that date."""
    name = f"{source}-{crc32((text + date_line).encode())}"
    kinds = {
        "lab": ("laboratory", 'rig = "GRAS 45CA"'),
        "maker": ("manufacturer", ""),
        "review": ("review", ""),
        "shop": ("retailer", ""),
    }
    kind, more = kinds[source]
    head = f'[sources.{name}]\npublisher = "{name}"\ntitle = "{name}"\nkind = "{kind}"\n{more}\n'
    return f"{head}{date_line}\n" + text.replace(f'source = "{source}"', f'source = "{name}"')


def test_effects_are_the_shapley_values_of_rating_every_subset_anew(
    make_product, fact_text, finding_text, price_text
):
    own = make_product(
        dated(finding_text("spare-parts", "partly"), "maker", EARLY),
        dated(finding_text("spare-parts", "yes", "lab"), "lab", LATE),
        dated(fact_text("failure-rate", 0.05, "ratio"), "lab", LATE),
        dated(finding_text("known-failure", "yes"), "maker", LATE),
        price_text(249, "2025-08-20"),
        price_text(189, "2026-03-01", seller=None, source="review"),
        error_db=np.zeros(121),
    )
    rival = make_product(
        price_text(75, "2025-08-01"),
        price_text(88, "2026-03-01"),
        slug="acme-two",
        error_db=np.zeros(121),
    )
    brand = Brand(
        slug="acme",
        name="Acme",
        file="acme.toml",
        sha256="",
        findings=(
            Finding(
                "direct-support",
                "yes",
                Source(
                    "acme/page", "Acme", "Support", "manufacturer", published=Day(SECOND, SECOND)
                ),
                brand_wide=True,
            ),
        ),
    )
    catalog = Catalog({d.slug: d for d in (own, rival)}, {"acme": brand})
    pieces, _ = pieces_between(catalog, FIRST, SECOND)
    assert len(pieces) == 6
    moved = between(catalog, own.slug)
    assert_adds_up(moved)
    expected = brute_force(catalog, own.slug)
    np.testing.assert_allclose(effects_of(moved, pieces), expected, atol=1e-9)
    # Each of the six does something: the check above is not one of noughts.
    assert (np.abs(expected).max(axis=1) > 1e-3).all()


def with_dated_curve(dossier, day):
    [curve] = dossier.curves
    return replace(
        dossier, curves=(replace(curve, source=replace(curve.source, published=Day(day, day))),)
    )


def test_effects_of_responses_and_distortion_are_those_of_rating_every_subset_anew(
    make_product, fact_text, price_text
):
    tilt_db = np.linspace(-4.0, 4.0, 121)
    own = make_product(
        price_text(200, "2025-08-20", more=""),
        price_text(210, "2026-03-01"),
        dated(fact_text("thd", 0.05, "%"), "lab", LATE),
        more='siblings = ["acme-sibling"]',
        error_db=tilt_db,
    )
    sibling = make_product(slug="acme-sibling", back="closed", error_db=np.zeros(121))
    good = make_product(
        price_text(100, "2025-08-20"),
        price_text(100, "2026-03-01"),
        dated(fact_text("thd", 1.0, "%"), "lab", LATE),
        slug="acme-two",
        error_db=tilt_db,
    )
    dear = make_product(
        price_text(150, "2025-08-20"),
        price_text(150, "2026-03-01"),
        slug="acme-three",
        error_db=np.zeros(121),
    )
    dossiers = [
        with_dated_curve(own, SECOND),
        with_dated_curve(sibling, date(2025, 12, 24)),
        good,
        with_dated_curve(dear, SECOND),
    ]
    catalog = Catalog({dossier.slug: dossier for dossier in dossiers})
    # The prices of the other two are renewed and do not change: they are pieces without effect.
    pieces, _ = pieces_between(catalog, FIRST, SECOND)
    assert len(pieces) == 8
    moved = between(catalog, own.slug)
    assert_adds_up(moved)
    expected = brute_force(catalog, own.slug)
    np.testing.assert_allclose(effects_of(moved, pieces), expected, atol=1e-9)
    is_moving = np.abs(expected).max(axis=1) > 1e-3
    assert [piece.owner for piece, moves in zip(pieces, is_moving, strict=True) if not moves] == [
        "acme-three",
        "acme-two",
    ]


def test_the_price_of_what_must_be_bought_in_has_its_effect(make_product, price_text):
    own = make_product(
        price_text(200, "2025-08-20"),
        price_text(180, "2026-03-01"),
        more='functions = ["mic"]',
        error_db=np.zeros(121),
    )
    rival = make_product(
        price_text(90, "2025-08-20"),
        price_text(80, "2026-03-01"),
        slug="acme-two",
        more='lacks = ["mic"]',
        error_db=np.zeros(121),
    )
    dear, cheap = (
        parse_accessories(ACCESSORIES, file="accessories.toml", home="accessories")[0].prices[0]
        for _ in range(2)
    )
    cheap = replace(cheap, amount=dear.amount / 3, observed=Day(SECOND, SECOND))
    cheap = replace(cheap, source=replace(cheap.source, published=None, accessed=None))
    [clip] = parse_accessories(ACCESSORIES, file="accessories.toml", home="accessories")
    catalog = Catalog(
        {d.slug: d for d in (own, rival)}, accessories=(replace(clip, prices=(dear, cheap)),)
    )
    pieces, _ = pieces_between(catalog, FIRST, SECOND)
    assert [piece.holder for piece in pieces] == ["product", "product", "accessory"]
    expected = brute_force(catalog, own.slug)
    np.testing.assert_allclose(effects_of(between(catalog, own.slug), pieces), expected, atol=1e-9)
    assert (np.abs(expected).max(axis=1) > 1e-3).all()


amounts = st.sampled_from([20.0, 75.0, 88.0, 150.0, 249.0, 300.0])
days = st.sampled_from(["2025-04-01", "2025-08-01", "2025-12-24", "2026-03-01"])
offers = st.lists(st.tuples(amounts, days, st.sampled_from(["USD", "EUR"])), max_size=3)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(offers, min_size=2, max_size=4), st.booleans())
def test_effects_of_any_prices_are_those_of_rating_every_subset_anew(
    make_product, price_text, all_offers, is_turned
):
    dossiers = {}
    for number, found in enumerate(all_offers):
        texts = [
            price_text(a, d, currency=c, seller=f"shop {i}") for i, (a, d, c) in enumerate(found)
        ]
        product = make_product(*texts, slug=f"acme-{number}", error_db=np.zeros(121))
        dossiers[product.slug] = product
    rates = parse_rates(RATES, file="rates.toml", home="rates")
    catalog = Catalog(dossiers, rates=rates)
    first, second = (SECOND, FIRST) if is_turned else (FIRST, SECOND)
    moved = between(catalog, "acme-0", first, second)
    assert_adds_up(moved)
    pieces, _ = pieces_between(catalog, first, second)
    expected = brute_force(catalog, "acme-0", first, second)
    np.testing.assert_allclose(effects_of(moved, pieces), expected, atol=1e-9)


def test_pieces_that_are_too_many_are_joined_by_what_they_speak_of(make_product, finding_text):
    many = [
        dated(
            finding_text(criterion, "yes" if n % 2 else "no", more=f'note = "{n}"'),
            "maker",
            LATE,
        )
        for criterion in ("spare-parts", "wear-parts", "direct-support", "known-failure")
        for n in range(6)
    ]
    own = make_product(*many)
    moved = between(Catalog({own.slug: own}), own.slug)
    assert_adds_up(moved)
    reliability = moved.axes[3]
    assert reliability.joined
    assert all(len({piece.topic for piece in part.pieces}) == 1 for part in reliability.parts)
    assert not moved.axes[0].joined


def test_renewed_exchange_rates_that_no_price_needs_join_no_pieces(make_product, price_text):
    bank = Source("rates/bank", "A bank", "Rates", "dataset")
    rates = tuple(
        ExchangeRate(day, "EUR", quote, factor * (1.0 + n / 10.0), bank)
        for n, quote in enumerate(("USD", *(f"XA{letter}" for letter in "ABCDEFGHIJK")))
        for day, factor in ((FIRST, 1.1), (SECOND, 1.2))
    )
    own = make_product(
        price_text(200, "2025-08-20"), price_text(180, "2026-03-01"), error_db=np.zeros(121)
    )
    rival = make_product(
        price_text(90, "2025-08-20", currency="EUR"),
        price_text(80, "2026-03-01", currency="EUR"),
        slug="acme-two",
        error_db=np.zeros(121),
    )
    catalog = Catalog({d.slug: d for d in (own, rival)}, rates=rates)
    assert sum(p.holder == "rates" for p in pieces_between(catalog, FIRST, SECOND)[0]) == 12
    moved = between(catalog, own.slug)
    assert_adds_up(moved)
    market = moved.axes[2]
    assert not market.joined
    assert {part.pieces[0].owner for part in market.parts} == {own.slug, rival.slug, "EUR/USD"}


def test_an_axis_of_which_nothing_makes_sense_moves_by_nothing(make_product, fact_text):
    [noise] = [c for c in RUBRIC.axes[0].criteria if c.metric == "noise"]
    science = RUBRIC.axes[0].model_copy(update={"criteria": (noise,)})
    only_noise = RUBRIC.model_copy(update={"axes": (science, *RUBRIC.axes[1:])})
    own = make_product(dated(fact_text("thd", 0.05, "%"), "lab", LATE))
    moved = difference(
        Catalog({own.slug: own}), own, rubric=only_noise, first=FIRST, second=SECOND, region="US"
    )
    assert_adds_up(moved)
    assert (moved.axes[0].before.is_known, moved.axes[0].change) == (False, 0.0)
    assert own.product.connection == ("wired",)  # of which no noise is asked


def test_a_coarser_grouping_holds_every_piece_once(catalog):
    k612 = catalog.dossiers["akg-k612-pro"]
    pieces, _ = pieces_between(catalog, FIRST, SECOND)
    groupings = list(_groupings(dict(enumerate(pieces)), k612))
    sizes = [len(groups) for groups in groupings]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == len(pieces)
    assert sizes[-1] == 2
    for groups in groupings:
        assert sorted(index for group in groups for index in group) == list(range(len(pieces)))


def test_without_a_currency_that_of_the_second_day_holds_on_both(make_product, price_text):
    own = make_product(price_text(200, "2025-08-01"), price_text(100, "2026-03-01", currency="EUR"))
    catalog = Catalog({own.slug: own})
    moved = difference(catalog, own, rubric=RUBRIC, first=FIRST, second=SECOND, region="US")
    assert (moved.before.currency, moved.after.currency) == ("EUR", "EUR")
    back = difference(catalog, own, rubric=RUBRIC, first=SECOND, second=FIRST, region="US")
    assert back.after.currency == "USD"


def test_a_product_without_evidence_has_an_empty_difference(make_product):
    nothing = make_product()
    moved = between(Catalog({nothing.slug: nothing}), nothing.slug)
    assert moved.pieces == ()
    assert_adds_up(moved)


def test_what_bears_on_no_rating_of_the_product_is_not_listed(catalog):
    moved = between(catalog, "akg-k612-pro")
    owners = {piece.owner for piece in moved.pieces}
    assert "akg-k371" not in owners  # closed: neither sibling nor rival
    assert all(
        piece.topic in {"price", "sensitivity", "nominal-impedance", "thd", "warranty", "impedance"}
        for piece in moved.without_effect
        if piece.holder == "product" and piece.owner != "akg-k612-pro"
    )


def test_the_record_names_every_piece_once_and_every_source(catalog):
    record = difference_record(between(catalog, "akg-k371", FIRST + timedelta(days=1), SECOND))
    numbers = [piece["piece"] for piece in record["pieces"]]
    assert numbers == list(range(1, len(numbers) + 1))
    parts = [part for axis in record["axes"].values() for part in axis["parts"]]
    named = {n for part in parts for n in part["pieces"]} | set(record["without_effect"])
    assert named == set(numbers)
    sources = {s["source"] for piece in record["pieces"] for s in piece["dropped"] + piece["added"]}
    assert sources <= set(record["sources"])
