"""Rules across reviews, on reviews made for these tests."""

import dataclasses
import json
import types
from collections.abc import Mapping
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.audit.finding import Finding
from auricle.audit.keys import product_key
from auricle.audit.one import Audited, audit_text
from auricle.audit.reading import read_review
from auricle.audit.rules import rule_named
from auricle.audit.run import shelf_findings
from auricle.audit.shelf import Digest, digest_of
from tests.audit.published import published
from tests.shared import REVIEWS


def found(rule: str, texts: Mapping[str, str]) -> list[Finding]:
    audited = [audit_text(file, text.encode(), rules=[]) for file, text in texts.items()]
    return shelf_findings(audited, rules=[rule_named(rule)])


def review(name: str, *, day: str = "2025-08-20", **keys: Any) -> str:
    """A review of a product; `parts` replaces its sections."""
    ref = name.lower().replace(" ", "-")
    parts = keys.pop("parts", {})
    front = {"target_name": name, "ref": ref, "company_id": ref.partition("-")[0], "date": day}
    return published({**front, **keys}, **parts)


def compared(name: str, price: float, own: float, *, score: str | None = None) -> dict[str, str]:
    """Section that works out the score with a comparator, rounded half up by hand."""
    tenth = score or f"{int(min(1.0, price / own) * 10 + 0.5) / 10:.1f}"
    return {
        "cost_performance": (
            f"$$ \\Large \\text{{{tenth}}} $$\n\nThe {name} at {price:g} USD is equal or better "
            f"[3]. CP = {price:g} USD ÷ {own:g} USD = {price / own:.4f}, rounded to {tenth}."
        )
    }


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AKG K553 MKII", "AKG K 553 MK2"),
        ("AKG K553 MKII", "akg-k553-mk-ii"),
        ("Acme K553MKII", "Acme K553 Mark 2"),
        ("Moondrop Chu II", "Moondrop Chu 2"),
        ("Acme AirPods Pro (2nd Generation)", "Acme AirPods Pro Gen 2"),
        ("Bang & Olufsen H9", "Bang and Olufsen H9"),
        ("7Hz Zero:2", "7HZ Zero 2"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert product_key(one) == product_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme One", "Acme One Pro"),
        ("Acme One", "Acme One+"),
        ("Acme One", "Acme One MKII"),
        ("Acme K553 MKII", "Acme K553 MKIII"),
        ("Acme X2", "Acme X3"),
        ("Acme V", "Acme X"),
    ],
)
def test_products_of_one_series_have_keys_of_their_own(one, other):
    assert product_key(one) != product_key(other)


@given(st.text(max_size=40))
def test_any_text_has_a_key_without_spaces_and_case(name):
    key = product_key(name)
    assert key == key.lower()
    assert not any(character.isspace() for character in key)


# Duplicates


def test_two_files_on_one_product_are_told_at_the_later_one():
    [one] = found(
        "duplicate-product",
        {
            "acme-one-mkii.md": review("Acme One MKII", day="2025-08-20"),
            "acme-one-mk2.md": review("Acme One Mk.2", day="2025-09-20", ref="acme-one-mk2"),
        },
    )
    assert one.file == "acme-one-mk2.md"
    assert one.related[0].file == "acme-one-mkii.md"


def test_one_ref_for_two_products_is_told():
    [one] = found(
        "duplicate-product",
        {"a.md": review("Acme One"), "b.md": review("Bravo Two", ref="acme-one")},
    )
    assert "acme-one" in one.found


@pytest.mark.parametrize(
    "other",
    [
        review("Acme One", day="2026-03-15"),  # another day: a version of the same review
        review("Acme One Pro"),
        review("Acme One", lang="de"),
    ],
)
def test_versions_siblings_and_translations_are_no_duplicates(other):
    assert found("duplicate-product", {"acme-one.md": review("Acme One"), "b.md": other}) == []


def test_many_copies_are_one_finding_each_with_the_first_and_a_few_others():
    """All but the first of 400 copies: 399, where pairs would be 400 · 399 / 2 = 79 800."""
    files = {f"{n:03}.md": review("Acme One") for n in range(400)}
    hits = found("duplicate-product", files)
    assert [one.file for one in hits] == sorted(files)[1:]
    assert {one.related[0].file for one in hits} == {"000.md"}
    assert {len(one.related) for one in hits} == {5}
    assert all(one.file not in {other.file for other in one.related} for one in hits)


def test_a_kept_version_with_the_day_in_its_name_is_no_duplicate():
    text = review("Acme One")
    assert found("duplicate-product", {"acme-one.md": text, "acme-one_2025-08-20.md": text}) == []


# Translations

JAPANESE = """---
layout: product
title: "Acme One 製品レビュー"
target_name: "Acme One"
company_id: acme
lang: ja
ref: acme-one
date: 2025-08-20
rating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]
price: 36800
permalink: /products/ja/acme-one/
---

## 概要

Acme Oneは120Ωの開放型有線ヘッドホンです。メーカーは感度を101 dB/Vとしています[1]。

## 科学的有効性

$$ \\Large \\text{0.7} $$

第三者の測定では100 Hzから3 kHzまで±2 dB以内、歪率は94 dB SPLで0.1%です[2]。
110 dB SPLには2.82 V、66 mWが必要です[1]。

## 技術レベル

$$ \\Large \\text{0.6} $$

自社設計のドライバーです[1]。

## コストパフォーマンス

$$ \\Large \\text{0.9} $$

Bravo Twoは32,900円で同等以上です[3]。32,900円 ÷ 36,800円 = 0.894、0.9とします。

## 信頼性・サポート

$$ \\Large \\text{0.6} $$

保証は2年です[1]。

## 設計思想の合理性

$$ \\Large \\text{0.6} $$

費用は音に関わる部分に使われています。

## アドバイス

静かな部屋でのミキシングに向きます。

## 参考情報

[1] Acme「One データシート」https://acme.example/one.pdf（2025-08-19参照）

[2] Some Laboratory「Acme One」https://lab.example/acme-one（2025-08-19参照）

[3] A Shop「Bravo Two」https://shop.example/bravo-two（2025-08-19参照）

(2025.8.20)
"""


def translated(*changes: tuple[str, str], rule: str = "translation-differs") -> list[Finding]:
    text = JAPANESE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return found(rule, {"en/acme-one.md": published(), "ja/acme-one.md": text})


def test_a_faithful_translation_has_no_findings():
    assert translated() == []
    assert translated(rule="translation-rating") == []


def test_another_rating_in_the_translation_names_the_axis():
    [one] = translated(
        ("[3.4, 0.7, 0.6, 0.9, 0.6, 0.6]", "[3.5, 0.8, 0.6, 0.9, 0.6, 0.6]"),
        rule="translation-rating",
    )
    assert one.file == "ja/acme-one.md"
    assert "science 0.8 against 0.7" in one.message


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("120Ω", "32Ω", "32Ω"),
        ("101 dB/V", "110 dB/V", "110 dB/V"),
        ("66 mW", "86 mW", "86 mW"),
        ("±2 dB", "±3 dB", "±3 dB"),  # a 3 stands there, but it counts kilohertz
        ("歪率は94 dB SPLで0.1%", "歪率は94 dB SPLで0.01%", "0.01%"),
    ],
)
def test_another_figure_in_the_translation_is_told_with_both(old, new, written):
    [one] = translated((old, new))
    assert written in one.found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 kHz", "3000 Hz"),
        ("66 mW", "0.066 W"),
        ("保証は2年", "保証は24か月"),
        ("36,800円", "3万6800円"),
        ("Acme Oneは120Ωの", "Acme Oneは１２０Ωの"),
    ],
)
def test_other_units_prices_and_spans_of_time_are_no_differences(old, new):
    assert translated((old, new)) == []


def test_another_day_is_told_and_nothing_else():
    [one] = translated(("date: 2025-08-20", "date: 2025-08-21"), ("120Ω", "32Ω"))
    assert (one.found, one.expected) == ("2025-08-21", "2025-08-20")


def test_a_missing_reference_is_told_but_a_shop_of_the_country_is_not():
    entry = "\n[3] A Shop「Bravo Two」https://shop.example/bravo-two（2025-08-19参照）\n"
    [one] = translated((entry, ""))
    assert (one.found, one.expected) == ("2 references", "3 references")
    shop = "\n[4] 店「Acme One 36,800円」https://mise.example/one（2025-08-19参照）\n"
    assert translated((entry, entry + shop)) == []


def test_as_many_references_are_no_difference_whatever_prices_they_name():
    # The shop of one language is named with its price, that of the other without.
    english = published().replace('"Bravo Two", https', '"Bravo Two", 219 USD, https')
    assert (
        found("translation-differs", {"en/acme-one.md": english, "ja/acme-one.md": JAPANESE}) == []
    )


def test_a_figure_that_stands_in_another_section_of_the_other_version_is_none_the_less_there():
    assert translated(("静かな部屋での", "120Ωで、静かな部屋での")) == []  # a repeated figure
    [one] = translated(("静かな部屋での", "130Ωで、静かな部屋での"))
    assert (one.found, one.expected) == ("130Ω", "no 130Ω")


def test_a_figure_in_the_place_of_another_is_told_though_it_stands_elsewhere():
    # 94 dB SPL stands in another section of both versions.
    english = published(technology="$$ \\Large \\text{0.6} $$\n\nIts own drivers; 98 dB SPL [1].")
    japanese = JAPANESE.replace("0.6} $$", "0.6} $$\n\n94 dB SPL", 1)
    told = found("translation-differs", {"en/acme-one.md": english, "ja/acme-one.md": japanese})
    assert [one.found for one in told] == ["94 dB SPL"]


def test_a_decimal_comma_is_no_other_figure():
    words = "An open headphone of 1.25 kg, 5.5 Hz to 39,500 Hz, 0.125 m [1]."
    german = "Ein offener Kopfhörer von 1,25 kg, 5,5 Hz bis 39.500 Hz, 0,125 m [1]."
    texts = {
        "en/acme-one.md": published(overview=words),
        "de/acme-one.md": published({"lang": "de"}, overview=german),
    }
    assert found("translation-differs", texts) == []
    texts["de/acme-one.md"] = published({"lang": "de"}, overview=german.replace("1,25", "1,35"))
    [one] = found("translation-differs", texts)
    assert one.found == "1,35 kg"


# Prices of comparators


def priced(*statements: tuple[str, float, str]) -> dict[str, str]:
    """Reviews of several products, each with a price of the Delta D40 and a day."""
    return {
        f"{name.lower().replace(' ', '-')}.md": review(
            name, day=day, price="300", parts=compared("Delta D40", price, 300)
        )
        for name, price, day in statements
    }


def test_a_comparator_at_two_prices_in_one_month_is_told_at_the_later_review():
    [one] = found(
        "comparator-price",
        priced(("Acme One", 100, "2025-08-01"), ("Bravo Two", 126, "2025-08-20")),
    )
    assert one.file == "bravo-two.md"
    assert one.found == "126 USD"
    assert "100 USD in acme-one.md on 2025-08-01" in one.message


@pytest.mark.parametrize(
    ("price", "day"), [(125, "2025-08-20"), (200, "2025-09-01"), (80, "2025-08-20")]
)
def test_prices_within_a_quarter_or_more_than_a_month_apart_pass(price, day):
    # 125 is exactly 25 % more; 31 days lie between 1 August and 1 September
    texts = priced(("Acme One", 100, "2025-08-01"), ("Bravo Two", price, day))
    assert found("comparator-price", texts) == []


@pytest.mark.parametrize(
    "words", ["equal to the", "similar to the", "as good as the", "unlike the"]
)
def test_a_price_behind_the_product_that_another_is_likened_to_is_nobodys(words):
    # "The Echo Five, equal to the Sony E50 at 40 USD": whose price is it?
    parts = compared("Delta D40", 100, 300)
    parts["cost_performance"] += f" The Sony E60, {words} Sony E50 at 40 USD, lacks a remote."
    texts = {
        "acme-one.md": review("Acme One", price="300", parts=parts),
        "bravo-two.md": review("Bravo Two", price="300", parts=compared("Sony E50", 100, 300)),
    }
    assert found("comparator-price", texts) == []


def test_the_odd_one_out_is_told_wherever_it_stands_in_time():
    texts = priced(
        ("Acme One", 150, "2025-08-01"),
        ("Bravo Two", 100, "2025-08-10"),
        ("Charlie Three", 105, "2025-08-20"),
        ("Echo Five", 99, "2025-08-25"),
    )
    assert [one.file for one in found("comparator-price", texts)] == ["acme-one.md"]


@pytest.mark.parametrize("words", ["used", "refurbished", "at a sale price of", "under"])
def test_prices_on_other_terms_are_other_prices(words):
    texts = priced(("Acme One", 100, "2025-08-01"), ("Bravo Two", 160, "2025-08-10"))
    texts["bravo-two.md"] = texts["bravo-two.md"].replace("at 160 USD", f"{words} 160 USD")
    assert found("comparator-price", texts) == []


def own_review(price: float, day: str) -> str:
    """The review of the Delta D40 itself, with its price."""
    text = f"$$ \\Large \\text{{1.0}} $$\n\nThe Delta D40 costs {price:g} USD [3]."
    return review("Delta D40", price=f"{price:g}", day=day, parts={"cost_performance": text})


def test_the_price_in_the_own_review_of_a_comparator_counts_too():
    texts = priced(("Acme One", 100, "2025-08-10"))
    texts["delta-d40.md"] = own_review(150, "2025-08-01")
    [one] = found("comparator-price", texts)
    assert one.file == "acme-one.md"
    assert "150 USD in delta-d40.md" in one.message


def test_an_own_review_is_the_odd_one_out_where_others_agree():
    texts = priced(("Acme One", 100, "2025-08-10"), ("Bravo Two", 104, "2025-08-12"))
    texts["delta-d40.md"] = own_review(150, "2025-08-01")
    [one] = found("comparator-price", texts)
    assert (one.file, one.line_text) == ("delta-d40.md", "price: 150")


def test_reviews_in_another_language_are_not_counted_as_voices():
    texts = priced(("Acme One", 100, "2025-08-01"), ("Bravo Two", 150, "2025-08-10"))
    texts["bravo-two.md"] = texts["bravo-two.md"].replace("lang: en", "lang: de")
    assert found("comparator-price", texts) == []


# Own reviews of comparators


def science(score: float) -> str:
    return f"[{2.7 + score:.1f}, {score:.1f}, 0.6, 0.9, 0.6, 0.6]"


@pytest.mark.parametrize(("own", "is_told"), [(0.4, True), (0.6, True), (0.7, False), (0.9, False)])
def test_a_comparator_whose_own_review_scores_lower_is_told(own, is_told):
    texts = {
        "acme-one.md": review("Acme One", price="249", parts=compared("Delta D40", 219, 249)),
        "delta-d40.md": review("Delta D40", rating=science(own)),
    }
    told = found("comparator-score", texts)
    assert [one.found for one in told] == ([f"Delta D40, {own:.1f}"] if is_told else [])


def test_a_comparator_that_is_only_mentioned_is_not_held_to_its_score():
    text = review(
        "Acme One",
        price="249",
        parts={
            "cost_performance": (
                "$$ \\Large \\text{0.9} $$\n\nThe Delta D40 at 219 USD lacks its isolation [3]."
            )
        },
    )
    texts = {"acme-one.md": text, "delta-d40.md": review("Delta D40", rating=science(0.3))}
    assert found("comparator-score", texts) == []


def test_the_newest_review_of_the_comparator_counts():
    texts = {
        "acme-one.md": review("Acme One", price="249", parts=compared("Delta D40", 219, 249)),
        "delta-d40_2025-01-01.md": review("Delta D40", day="2025-01-01", rating=science(0.3)),
        "delta-d40.md": review("Delta D40", day="2025-08-01", rating=science(0.7)),
    }
    assert found("comparator-score", texts) == []


def cheaper(own: float, other: float) -> list[Finding]:
    """Acme One at 249 compared with Delta D40 at 219, and that one with an Echo E50."""
    return found(
        "comparator-cheaper",
        {
            "acme-one.md": review("Acme One", price="249", parts=compared("Delta D40", 219, 249)),
            "delta-d40.md": review(
                "Delta D40", price=f"{own:g}", parts=compared("Echo E50", other, own)
            ),
        },
    )


def test_a_cheaper_equal_of_the_comparator_is_told_with_the_score_it_would_give():
    [one] = cheaper(210, 187)  # 187 / 249 = 0.751
    assert "187 ÷ 249 would give 0.8, not 0.9" in one.message


def test_a_cheaper_equal_that_moves_no_score_is_not_told():
    assert cheaper(240, 215) == []  # 215 / 249 = 0.863: still 0.9


def cycle(day: str, back: float) -> list[Finding]:
    return found(
        "comparator-cycle",
        {
            "acme-a1.md": review("Acme A1", price="249", parts=compared("Delta D40", 219, 249)),
            "delta-d40.md": review(
                "Delta D40", day=day, price="259", parts=compared("Acme A1", back, 259)
            ),
        },
    )


def test_two_products_that_are_each_the_cheaper_equal_of_the_other_are_told_once():
    [one] = cycle("2025-08-10", 239)
    assert one.file == "acme-a1.md"
    assert one.severity == "error"


def test_a_cycle_over_months_or_with_a_dearer_product_is_none():
    assert cycle("2025-05-01", 239) == []
    assert cycle("2025-08-10", 279) == []


# Digests


def _is_plain(hint: Any) -> bool:
    if get_origin(hint) in (tuple, types.UnionType):
        return all(_is_plain(one) for one in get_args(hint) if one is not Ellipsis)
    if dataclasses.is_dataclass(hint):
        return all(_is_plain(one) for one in get_type_hints(hint).values())
    return hint in (str, int, float, bool, type(None))


def test_a_digest_is_made_of_values_that_json_knows():
    assert _is_plain(Digest)
    digest = digest_of(read_review("acme-one.md", published()))
    assert len(json.dumps(dataclasses.asdict(digest))) < 10_000


@pytest.mark.parametrize("text", ["", "---\n---\n", "---\ndate: 2025-02-30\nrating: [a]\n---\n"])
def test_a_review_without_much_has_a_digest(text):
    digest = digest_of(read_review("a.md", text))
    assert (digest.day, digest.rating, digest.comparators) == ("", (), ())


# Published reviews


@pytest.fixture(scope="module")
def shelved() -> list[Audited]:
    folder = REVIEWS
    if not folder.is_dir():
        pytest.skip("the folder of reviews is not here (AURICLE_SHARED names its parent)")
    paths = sorted(folder.rglob("*.md"))
    return [audit_text(path.name, path.read_bytes(), rules=[]) for path in paths]


def told(rule: str, shelved: list[Audited]) -> list[Finding]:
    return shelf_findings(shelved, rules=[rule_named(rule)])


@pytest.mark.parametrize("rule", ["duplicate-product", "comparator-cycle", "translation-differs"])
def test_published_reviews_of_one_language_and_products_of_their_own_pass(rule, shelved):
    # Among them are two reviews with a version of an earlier day beside them.
    assert told(rule, shelved) == []


def test_a_published_comparator_at_two_prices_within_a_day_is_told(shelved):
    # Read by eye: the SHP9500 is 75 USD in one review, 107 USD in another of the next day, and
    # 60 and 74.99 USD in two more of that month.
    [one] = [one for one in told("comparator-price", shelved) if one.file == "akg-k702.md"]
    assert (one.found, [see.file for see in one.related]) == (
        "107 USD",
        ["grado-sr-80x.md", "sony-mdr-f1.md", "sound-warrior-sw-hp100.md"],
    )


def test_a_published_comparator_with_a_lower_score_of_its_own_is_told(shelved):
    # Read by eye: 0.5 in the rating of the WA-J1, 0.3 in that of the Space One.
    [one] = [one for one in told("comparator-score", shelved) if one.file == "aviot-wa-j1.md"]
    assert one.related[0].file == "anker-soundcore-space-one.md"
    assert "0.2 less than the 0.5 here" in one.message
