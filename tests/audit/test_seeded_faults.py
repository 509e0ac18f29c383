"""One number changed in reviews without faults gives the finding of its rule, and no other.

Where no number makes the fault, the smallest edit does; where one number alone would break the
sum of the scores as well, all that belong together are changed. Every rule has a seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from auricle.audit.one import audit_text
from auricle.audit.rules import all_rules
from auricle.audit.run import shelf_findings
from tests.audit.published import published

_SCORE = "$$ \\Large \\text{%s} $$\n\n"
_LIST = (
    '[1] Acme, "One data sheet", https://acme.example/one.pdf, accessed 2025-08-19\n\n'
    '[2] Some Laboratory, "Acme One", https://lab.example/acme-one, accessed 2025-08-19\n\n'
    '[3] A Shop, "Bravo Two", https://shop.example/bravo-two, accessed 2025-08-19'
)

FIGURES = published(
    overview=(
        "The Acme One is an open, wired headphone of 62 ohm. The data sheet states a sensitivity "
        "of 112 dB/V (100 dB/mW) [1]."
    ),
    science=(
        _SCORE
        % "0.7"
        + "An independent laboratory measured a THD of 0.10 % (-60 dB) at 94 dB SPL [2]. "
        "2 V give 118 dB SPL [1]."
    ),
)
SOURCE = published(
    science=_SCORE
    % "0.7"
    + "Many interfaces provide 2 V (107 dB SPL), so a stronger amplifier is recommended above "
    "107 dB SPL [2]."
)
THIRSTY = published(
    overview=(
        "The Acme One is an open, wired headphone with a sensitivity of 94 dB/V [1]. It folds. "
        "Its 300 ohm impedance means that it requires an amplifier."
    ),
    science=_SCORE % "0.7" + "An independent laboratory measured a response within ±2 dB [2].",
)
EASY = published(
    overview="The Acme One is an open, wired headphone [1].",
    science=_SCORE % "0.7"
    + "Response is within ±2 dB [2]. It is easy to drive because of a sensitivity of 110 dB/V.",
)
SWITCHED = published(
    technology="<!-- auricle: ignore score-section because the list is mended tomorrow -->\n"
    "$$ \\Large \\text{0.7} $$\n\nThe drivers are of its own design [1].",
)
UNSCORED = published(
    science=_SCORE % "0.7" + "Independent measurements are available [2].",
)
SIBLING = published(
    {"target_name": "Acme AX100"},
    overview="The Acme AX100 is an open, wired headphone [1].",
    science=_SCORE % "0.7" + "Distortion is 0.1 % at 94 dB SPL [2].",
    references=_LIST.replace("Acme One", "Acme AX100"),
)
COMPARED = published(
    cost_performance=_SCORE
    % "0.9"
    + "The Bravo Two has the same functions and an equal or better response at 219 USD [3]. "
    "CP = 219 USD ÷ 249 USD = 0.880, rounded to 0.9."
)
UNROUNDED = published(
    cost_performance=_SCORE
    % "0.9"
    + "The Bravo Two has the same functions and an equal or better response [3]. "
    "CP = 219 USD ÷ 249 USD."
)
CHEAPER = published(
    cost_performance=_SCORE % "0.9"
    + "The Philips X2 has the same functions and an equal response at 219 USD [3].",
)
CHEAPEST = published(
    {"rating": "[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]"},
    cost_performance=_SCORE
    % "1.0"
    + "The Philips X2 has the same functions and an equal or better response at 279 USD [3]. "
    "This is good value.",
)
LISTED = published(
    overview="The Acme One is an open headphone of 120 ohm.",
    science=_SCORE % "0.7" + "An independent laboratory measured a response within ±2 dB.",
    technology=_SCORE % "0.6" + "The drivers are of its own design.",
    cost_performance=_SCORE % "0.9" + "The Bravo Two has the same functions at 219 USD.",
    reliability=_SCORE % "0.6" + "The warranty is 2 years.",
    advice="It suits mixing in quiet rooms.",
)
UNREAD = published(
    advice="It suits mixing in quiet rooms.",
)
CLEAN = published()


def product(
    name: str, price: int, *, rating: str = "[3.4, 0.7, 0.6, 0.9, 0.6, 0.6]", cost: str
) -> str:
    """The review of another product, with its section on cost-performance."""
    ref = name.lower().replace(" ", "-")
    front = {
        "target_name": name,
        "company_id": ref.partition("-")[0],
        "ref": ref,
        "permalink": f"/products/en/{ref}/",
        "price": str(price),
        "rating": rating,
    }
    return published(
        front,
        overview="An open, wired headphone of 120 ohm [1].",
        cost_performance=cost,
        advice="It suits mixing in quiet rooms.",
    )


def against(name: str, price: int, formula: str) -> str:
    """A section that finds 0.9 with a comparator."""
    return (
        _SCORE % "0.9" + f"The {name} at {price} USD has the same functions and an equal or better "
        f"response [3]. CP = {formula}, rounded to 0.9."
    )


OWN = published(cost_performance=against("Bravo Two", 219, "219 USD ÷ 249 USD = 0.8795"))
BRAVO = product(
    "Bravo Two",
    219,
    rating="[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]",
    cost=_SCORE % "1.0" + "No cheaper product is as good at 219 USD [3].",
)
CHARLIE = product(
    "Charlie Three", 239, cost=against("Bravo Two", 209, "209 USD ÷ 239 USD = 0.8745")
)
CHAINED = product("Bravo Two", 240, cost=against("Delta D40", 216, "216 USD ÷ 240 USD = 0.9000"))
DEARER = product("Bravo Two", 259, cost=against("Delta D40", 239, "239 USD ÷ 259 USD = 0.9228"))
KNOWN = published(
    {"target_name": "AKG K612 Pro", "company_id": "akg"},
    overview="The AKG K612 Pro is an open headphone of 120 ohm impedance [1].",
    science=_SCORE % "0.7" + "An independent laboratory measured a response within ±2 dB [2].",
    cost_performance=(
        _SCORE % "0.9" + "The AKG K612 Pro costs 249 USD [3]. CP = 219 USD ÷ 249 USD = 0.8795, "
        "rounded to 0.9."
    ),
)


@dataclass(frozen=True)
class Seed:
    """Edits of clean reviews by which one rule, and no other, finds something."""

    edits: tuple[tuple[str, str], ...]  # what is replaced, and by what
    texts: Mapping[str, str]
    file: str


def one(text: str, *edits: tuple[str, str]) -> Seed:
    """Edits of one review."""
    return Seed(edits, {"acme-one.md": text}, "acme-one.md")


def beside(file: str, text: str, *edits: tuple[str, str], own: str = OWN) -> Seed:
    """Edits of a review that stands beside that of the Acme One."""
    return Seed(edits, {"acme-one.md": own, file: text}, file)


def translation(*edits: tuple[str, str]) -> Seed:
    """Edits of the version of a review in another language."""
    german = published({"lang": "de", "permalink": "/products/de/acme-one/"})
    return Seed(edits, {"en/acme-one.md": CLEAN, "de/acme-one.md": german}, "de/acme-one.md")


SEEDS = {
    "front-matter": one(CLEAN, ("price: 249\n", "price: 249\nprice: 249\n")),
    "front-matter-keys": one(CLEAN, ("price: 249\n", "")),
    "date": one(CLEAN, ("date: 2025-08-20", "date: 2025-08-40")),
    "closing-date": one(CLEAN, ("(2025.8.20)", "(2025.8.21)")),
    "sections": one(CLEAN, ("## Advice\n", "## Advise\n")),
    "file-name": one(CLEAN, ("/en/acme-one/", "/en/acme-1/")),
    "section-score": one(
        CLEAN,
        (
            "$$ \\Large \\text{0.6} $$\n\nThe drivers",
            "Its own.\n\n$$ \\Large \\text{0.6} $$\n\nThe drivers",
        ),
    ),
    "score-scale": one(CLEAN, ("[3.4,", "[3.45,")),
    "score-sum": one(CLEAN, ("[3.4,", "[3.6,")),
    "score-section": one(CLEAN, ("\\text{0.6} $$\n\nThe drivers", "\\text{0.5} $$\n\nThe drivers")),
    "score-repeated": one(
        CLEAN,
        (
            "$$ \\Large \\text{0.6} $$\n\nThe drivers",
            "$$ \\Large \\text{0.6} $$\n\n$$ \\Large \\text{0.5} $$\n\nThe drivers",
        ),
    ),
    "cp-arithmetic": one(COMPARED, ("0.880", "0.830")),
    "cp-rounding": one(COMPARED, ("0.880", "0.879")),
    "cp-operands": one(COMPARED, ("price: 249", "price: 219")),
    "cp-price": one(COMPARED, ("price: 249", "price: 299")),
    "cp-score": one(UNROUNDED, ("CP = 219 USD", "CP = 169 USD")),
    "cp-dearer": one(CHEAPER, ("at 219 USD", "at 319 USD")),
    "cp-cheaper-named": one(CHEAPEST, ("at 279 USD", "at 179 USD")),
    "cp-currency": one(COMPARED, ("÷ 249 USD", "÷ 249 EUR")),
    "level-from-voltage": one(FIGURES, ("give 118 dB", "give 113 dB")),
    "sensitivity-conversion": one(FIGURES, ("(100 dB/mW)", "(110 dB/mW)")),
    "distortion-units": one(FIGURES, ("(-60 dB)", "(-50 dB)")),
    "sensitivity-reference": one(FIGURES, ("112 dB/V (100 dB/mW)", "112 dB")),
    "unlike-units": one(
        FIGURES, ("(100 dB/mW) [1]", "[1], higher than the 100 dB/mW of the Bravo Two [3]")
    ),
    "amplifier-conclusion": one(SOURCE, ("above 107", "above 101")),
    "amplifier-impedance": one(THIRSTY, ("94 dB/V", "114 dB/V")),
    "easy-from-impedance": one(EASY, ("a sensitivity of 110 dB/V", "a low impedance of 32 ohm")),
    "citation-without-entry": one(CLEAN, ("its own design [1]", "its own design [7]")),
    "reference-uncited": one(UNREAD, ("at 219 USD [3]", "at 219 USD [2]")),
    "reference-number": one(LISTED, ("[3] A Shop", "[2] A Shop")),
    "reference-address": one(CLEAN, ("https://shop.example/bravo-two, ", "")),
    "reference-access": one(CLEAN, ("bravo-two, accessed 2025-08-19", "bravo-two")),
    "access-after-date": one(
        CLEAN, ("bravo-two, accessed 2025-08-19", "bravo-two, accessed 2025-08-29")
    ),
    "references-missing": one(LISTED, (_LIST, "None were kept.")),
    "science-without-measurement": one(UNSCORED, ("Independent", "No independent")),
    "pragma-unknown-rule": one(SWITCHED, ("score-section because", "score-section, sum because")),
    "pragma-without-reason": one(SWITCHED, (" because the list is mended tomorrow", "")),
    "pragma-unused": one(SWITCHED, ("text{0.7} $$\n\nThe drivers", "text{0.6} $$\n\nThe drivers")),
    "sibling-figures": one(SIBLING, ('Laboratory, "Acme AX100', 'Laboratory, "Acme AX200')),
    "duplicate-product": beside(
        "bravo-two.md", BRAVO, ("target_name: Bravo Two", "target_name: Acme One")
    ),
    "translation-rating": translation(
        ("[3.4, 0.7, 0.6,", "[3.5, 0.7, 0.7,"),
        ("\\text{0.6} $$\n\nThe drivers", "\\text{0.7} $$\n\nThe drivers"),
    ),
    "translation-differs": translation(("±2 dB", "±3 dB")),
    "comparator-price": beside(
        "charlie-three.md",
        CHARLIE,
        ("at 209 USD", "at 149 USD"),
        ("209 USD ÷ 239 USD = 0.8745", "149 USD ÷ 169 USD = 0.8817"),
        ("price: 239", "price: 169"),
    ),
    "comparator-score": beside(
        "bravo-two.md",
        BRAVO,
        ("[3.5, 0.7,", "[3.4, 0.6,"),
        ("\\text{0.7} $$", "\\text{0.6} $$"),
    ),
    "comparator-cheaper": beside(
        "bravo-two.md",
        CHAINED,
        ("at 216 USD", "at 206 USD"),
        ("216 USD ÷ 240 USD = 0.9000", "206 USD ÷ 240 USD = 0.8583"),
    ),
    "comparator-cycle": beside("bravo-two.md", DEARER, ("Delta D40", "Acme One")),
    "catalog-fact": one(KNOWN, ("120 ohm", "62 ohm")),
    "catalog-price": one(
        KNOWN,
        ("price: 249", "price: 449"),
        ("costs 249 USD", "costs 449 USD"),
        ("219 USD ÷ 249 USD = 0.8795", "395 USD ÷ 449 USD = 0.8797"),
    ),
}


def findings_of(seed: Seed, *, is_seeded: bool) -> set[str]:
    texts = dict(seed.texts)
    if is_seeded:
        for before, after in seed.edits:
            assert texts[seed.file].count(before) == 1, before
            texts[seed.file] = texts[seed.file].replace(before, after)
    audited = [audit_text(name, text.encode(), rules=all_rules()) for name, text in texts.items()]
    single = [finding.rule for one in audited for finding in one.findings]
    return {*single, *(finding.rule for finding in shelf_findings(audited, rules=all_rules()))}


@pytest.mark.parametrize("rule", SEEDS)
def test_the_reviews_that_are_seeded_have_no_faults(rule):
    assert findings_of(SEEDS[rule], is_seeded=False) == set()


@pytest.mark.parametrize("rule", SEEDS)
def test_a_seeded_fault_is_found_by_its_rule_and_by_no_other(rule):
    assert findings_of(SEEDS[rule], is_seeded=True) == {rule}


def test_every_rule_has_a_seed():
    assert {rule.id for rule in all_rules()} == set(SEEDS)
