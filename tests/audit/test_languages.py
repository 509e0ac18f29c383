"""Rules that read English words are silent in reviews of other languages, formulas are not."""

import pytest

from auricle.audit.rules import all_rules, rule_named
from auricle.audit.rules.rule import Excerpt
from tests.audit.published import PARTS, findings_in, published, rules_in, with_excerpts

IN_ENGLISH = [rule for rule in all_rules() if rule.language == "en"]
SCORE = "$$ \\Large \\text{%s} $$\n\n"


def test_rules_on_words_of_prose_are_those_on_drive_prices_and_the_catalog():
    assert {rule.group for rule in IN_ENGLISH} == {"cost-performance", "electrical", "catalog"}


@pytest.mark.parametrize("language", ["ja", "de", "fr-CA"])
@pytest.mark.parametrize("rule", IN_ENGLISH, ids=lambda rule: rule.id)
def test_a_rule_on_english_words_is_silent_in_another_language(rule, language):
    excerpts = [one for one in rule.bad if one.part != "front"]
    front = "\n".join(one.text for one in rule.bad if one.part == "front")
    fronts = Excerpt("front", f"{front}\nlang: {language}".strip())
    assert findings_in(with_excerpts([*excerpts, fronts]), rules=[rule]) == []


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_a_rule_on_english_words_speaks_in_english_and_where_no_language_is_named(language):
    text = published({"lang": language}, science=SCORE % "0.7" + "2 V give 103 dB SPL [2].")
    assert "level-from-voltage" in rules_in(text, rules=[rule_named("level-from-voltage")])


@pytest.mark.parametrize(
    ("rule", "part", "words"),
    [
        ("cp-arithmetic", "cost_performance", "CP = 219 USD ÷ 249 USD = 0.85."),
        ("cp-rounding", "cost_performance", "CP = 219 USD ÷ 249 USD = 0.879 → 0.9."),
        ("distortion-units", "science", "Messungen: THD 0,1 % (-50 dB)."),
        ("sensitivity-conversion", "science", "Mit 32 Ω sind es 113 dB/V (90 dB/mW)."),
    ],
)
def test_a_formula_is_judged_in_any_language(rule, part, words):
    score = "0.9" if part == "cost_performance" else "0.7"
    text = published({"lang": "de"}, **{part: SCORE % score + words})
    assert [one.rule for one in findings_in(text, rules=[rule_named(rule)])] == [rule]


def test_whose_an_impedance_is_no_english_word_tells_in_another_language():
    # 90 dB/mW are 98.2 dB/V at 150 ohm and 113 dB/V at 5 ohm: another sentence may be of another
    overview = (
        PARTS["overview"].replace("120 ohm", "150 Ω").replace("101 dB/V", "113 dB/V (90 dB/mW)")
    )
    text = published({"lang": "de"}, overview=overview.replace(". The data", ".\n\nThe data"))
    assert findings_in(text, rules=[rule_named("sensitivity-conversion")]) == []
