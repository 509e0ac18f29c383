"""What the prose of a page says: nothing that the facts do not carry."""

import math
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from auricle.catalog import Catalog
from auricle.dossier import Dossier
from auricle.metrics import electrical, load_definitions
from auricle.rating import (
    Rating,
    built_in_rubric,
    metric_record,
    rate,
    rate_all,
    rating_record,
)
from auricle.response.formats import load_target
from auricle.review import markdown, review_page
from auricle.review.drive.record import drive_record
from auricle.review.drive.report import DriveQuestion, class_matches, drive_report
from auricle.review.page.criteria import unknown_words
from auricle.review.reliability.record import reliability_record
from auricle.review.reliability.report import reliability_report
from auricle.review.sentences import Sentence

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
# Of methods, not of products: the level of the drive, the ends of bands that are not in the
# words of a definition, classes of sources, and the number of the recommendation H.870.
OF_METHODS = {"100", "870", "0.5", "110", "94", "1", "5", "60", "20", "200", "2", "8", "10", "11.5"}
TARGETS = ("harman-over-ear-2018", "harman-over-ear-2018-hms-ii-3", "harman-in-ear-2019")


@pytest.fixture(scope="module")
def ratings(catalog):
    rubric = built_in_rubric()
    return [
        rating
        for day in (date(2025, 8, 20), date(2026, 6, 23))
        for rating in rate_all(catalog, rubric=rubric, day=day, region="US", currency="USD")
    ]


def rate_alone(product: Dossier, **changes) -> Rating:
    catalog = Catalog({product.slug: product})
    day = changes.pop("day", date(2025, 8, 20))
    return rate(catalog, product, rubric=built_in_rubric(), day=day, region="US", **changes)


def texts(sentences) -> list[str]:
    return [sentence.text for sentence in sentences]


def everything_said(page) -> list[Sentence]:
    said = [*page.verdict, *page.for_whom, *page.not_for]
    return said + [s for section in page.sections for p in section.paragraphs for s in p]


def numbers_in(value) -> list[float]:
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, str):
        return [float(n) for n in NUMBER.findall(value)]
    values = value.values() if isinstance(value, dict) else value
    return [number for item in values for number in numbers_in(item)]


def known_numbers(rating: Rating) -> list[float]:
    """Numbers of the rating's record, and of what the dossiers behind it state."""
    dossiers = (rating.dossier, *rating.subject.siblings)
    entries = [entry for dossier in dossiers for entry in dossier.entries]
    words = [str(getattr(entry, "note", "")) for entry in entries]
    words += [getattr(entry, "stated", "") for entry in entries]
    words += [str(getattr(entry, "claim", "")) for entry in entries]
    words += [c.product.name for c in rating.market.candidates]
    words += [d.method for d in load_definitions().values()]
    words += [criterion.wanted for axis in built_in_rubric().axes for criterion in axis.criteria]
    facts = [n for d in dossiers for f in d.facts for n in (f.value, f.low, f.high) if n]
    facts += [n for d in dossiers for f in d.facts for n in f.conditions.values()]
    lasting = reliability_record(reliability_report(rating.subject), inputs={})
    driven = []
    found = electrical(rating.subject)
    if found is not None:
        for level_dbspl in (100.0, 110.0):  # the levels that a page speaks of
            question = DriveQuestion(level_dbspl=level_dbspl)
            report = drive_report(found, None, question, product=None, day=None)
            matches = class_matches(found, question)
            driven.append(drive_record(report, inputs={}, matches=matches))
            hours = report.at_peaks.adult_hours  # a time that is allowed is rounded down
            driven += [math.floor(hours * factor) / factor for factor in (1.0, 10.0)]
    paid = [i.listening.paid for i in rating.dossier.impressions if i.listening]
    return numbers_in([rating_record(rating), words, facts, paid, lasting, driven])


def is_a_rounding_of(token: str, number: float) -> bool:
    digits = len(token.partition(".")[2])
    scaled = (number, 100.0 * number, number / 1000.0, number * math.log(2.0))
    return any(abs(float(token) - abs(value)) <= 0.5000001 * 10.0**-digits for value in scaled)


def test_every_number_in_the_prose_is_found_in_the_facts_or_metrics(ratings):
    for rating in ratings:
        page, known = review_page(rating), known_numbers(rating)
        counts = {str(sum(c.outcome != "excluded" for c in rating.market.candidates))}
        counts |= {str(n) for n in range(len(rating.market.candidates) + 1)}
        for sentence in everything_said(page):
            for place in NUMBER.finditer(sentence.text):
                token, after = place[0], sentence.text[place.end() :]
                if token in OF_METHODS or (token in counts and after.startswith(" product")):
                    continue
                assert any(is_a_rounding_of(token, n) for n in known), (token, sentence.text)


def test_every_number_of_a_reason_is_found_in_the_evidence_of_its_own_criterion(ratings):
    for rating in ratings:
        findings = rating.dossier.findings
        terms = {t.criterion: (t, axis.id) for axis in rating.axes for t in axis.terms}
        for reason in (r for s in review_page(rating).sections for r in s.reasons):
            term, _ = terms[reason.criterion]
            metric = rating.metrics.get(term.input)
            own = [f.note or "" for f in findings if f.criterion == term.input]
            if term.input == "claims-confirmed":
                own += [c.note or "" for c in rating.dossier.claims]
            known = numbers_in([own, [s.publisher for s in term.sources], term.remarks])
            if metric is not None:
                facts = [[f.note or "", f.stated] for f in metric.facts]
                targets = [t.name for t in map(load_target, TARGETS)]
                siblings = [d.product.name for d in rating.subject.siblings]
                known += numbers_in([metric_record(metric), facts, targets, siblings])
                known += numbers_in(load_definitions()[term.input].method)
                known += [float(len(rating.dossier.claims))]
            for sentence in reason.sentences:
                for token in NUMBER.findall(sentence.text):
                    found = any(is_a_rounding_of(token, n) for n in known)
                    assert found or token in OF_METHODS, (token, sentence.text)


def test_the_check_of_numbers_finds_one_that_nobody_states(ratings):
    known = known_numbers(ratings[0])
    assert not any(is_a_rounding_of("123456.7", n) for n in known)


def test_nothing_unknown_is_spoken_of_as_if_it_were_known(ratings):
    for rating in ratings:
        page = review_page(rating)
        said = " ".join(texts(everything_said(page)))
        metrics = rating.metrics
        for metric, words in (
            ("predicted-preference", "predicts a preference"),
            ("drive-voltage", "110 dB SPL take"),
            ("isolation", "keeps out"),
            ("distortion", "Total harmonic distortion is"),
            ("warranty", "warranty is"),
        ):
            if metrics[metric].value is None:
                assert words not in said, (rating.dossier.slug, metric)
        assert not re.search(r"\b(None(?! of)|nan|inf)\b", said)
        assert "  " not in said


def test_each_axis_says_what_is_not_known_on_it(ratings):
    for rating in ratings:
        page = review_page(rating)
        for axis in rating.axes:
            section = next(s for s in page.sections if s.id == axis.id)
            said = " ".join(texts(s for p in section.paragraphs for s in p)).lower()
            for term in axis.terms:
                if term.value is None and axis.id != "cost_performance":
                    assert unknown_words(term, rating.dossier.product).lower() in said


def test_an_open_back_leaks_and_a_closed_one_does_not(make_product):
    for back, is_open in (("open", True), ("semi-open", True), ("closed", False)):
        page = review_page(rate_alone(make_product(back=back)))
        against = " ".join(texts(page.not_for))
        assert ("microphone" in against) == is_open
        assert any("microphone" in text for text in texts(page.for_whom)) != is_open


@pytest.mark.parametrize(
    ("db_per_v", "word", "suits"),
    [
        (120.0, "Any output that gives 0.5 V", True),  # 10^((110 - 120) / 20) = 0.32 V
        (112.0, "Any output that gives 1 V", True),  # 0.79 V
        (101.0, "Weak outputs", False),  # 2.82 V
    ],
)
def test_what_drives_it_follows_from_the_voltage_alone(
    make_product, fact_text, db_per_v, word, suits
):
    # 600 ohm would be called hard to drive by those who go by the impedance
    product = make_product(
        fact_text("sensitivity", db_per_v, "dB/V"),
        fact_text("nominal-impedance", 600, "Ω", kind="specified", source="maker"),
    )
    page = review_page(rate_alone(product))
    assert any(word in text for text in texts(page.for_whom)) == suits
    assert any(word in text for text in texts(page.not_for)) == (not suits)


def test_current_and_power_are_those_of_ohms_law(make_product, fact_text):
    product = make_product(
        fact_text("sensitivity", 110, "dB/V"),  # 1 V for 110 dB SPL
        fact_text("nominal-impedance", 50, "Ω", kind="specified", source="maker"),
    )
    drive = review_page(rate_alone(product)).drive
    assert ("Current for it", "20 mA") in drive.needs  # 1 V / 50 ohm
    assert ("Power for it", "20 mW") in drive.needs
    by_source = {row.name: row for row in drive.rows}
    # 110 + 20 lg 2 into 50 ohm behind the 0.7 ohm of its class
    portable = 110.0 + 20.0 * math.log10(2.0 * 50.0 / 50.7)
    assert by_source["Portable amplifier"].level == f"{portable:.1f} dB SPL"
    assert by_source["Desktop amplifier"].enough == "yes"
    assert by_source["Phone adapter, EU-limited"].enough == "no"
    assert by_source["USB-C adapter"].enough == "probably not"  # 109.9 dB SPL, give or take


def test_the_hours_of_a_page_are_those_of_the_levels_beside_them(make_product, fact_text):
    listening = review_page(
        rate_alone(make_product(fact_text("sensitivity", 110, "dB/V")))
    ).listening
    loud = next(row for row in listening.rows if "110" in row.what)
    # peaks of 110 dB SPL, crest 15 dB, and the offset of a headphone without a response
    level_dba = 110.0 + 20.0 * math.log10(math.sqrt(2.0)) - 15.0 - (8.11 + 6.71) / 2.0
    assert loud.level == f"{level_dba:.1f} dBA"
    hours = 40.0 * 10.0 ** ((80.0 - level_dba) / 10.0)
    assert loud.adult == f"{math.floor(10.0 * hours) / 10.0:.1f} h"  # never more than is allowed
    assert "not medical advice" in listening.warning


def test_a_product_without_a_sensitivity_has_neither_drive_nor_hours(make_product, fact_text):
    page = review_page(rate_alone(make_product(fact_text("weight", 200, "g"))))
    assert page.drive is None
    assert page.listening is None


def test_a_heavy_product_and_one_that_clamps_hard_are_not_for_long_sessions(
    make_product, fact_text
):
    product = make_product(fact_text("weight", 420, "g"), fact_text("clamping-force", 7, "N"))
    against = " ".join(texts(review_page(rate_alone(product)).not_for))
    assert "weight 420 g" in against
    assert "clamping force 7 N" in against
    light = make_product(fact_text("weight", 200, "g"))
    page = review_page(rate_alone(light))
    assert "200 g" in " ".join(texts(page.for_whom))
    assert "weight" not in " ".join(texts(page.not_for))


EDITOR = """
[editor]
name = "Jo Doe"
date = 2025-08-20
summary = "Buy the pads with it."

[[editor.paragraphs]]
section = "reliability_support"
text = "We wore ours for 1000 hours."

[[editor.paragraphs]]
section = "advice"
text = "Wait for the sale."
"""


def test_the_words_of_an_editor_stand_at_their_place_and_are_marked(make_product):
    from auricle.review import html

    page = review_page(rate_alone(make_product(EDITOR)))
    text = markdown(page)
    overview = text.split("## Overview")[1].split("\n## ")[0]
    assert "*Editor's summary (Jo Doe, 2025-08-20):* Buy the pads with it." in overview
    support = text.split("## Reliability & Support")[1].split("\n## ")[0]
    assert "*Editor's note (Jo Doe, 2025-08-20):* We wore ours for 1000 hours." in support
    shown = html(page)
    for words in ("Buy the pads with it.", "We wore ours for 1000 hours.", "Wait for the sale."):
        assert shown.count(words) == 1
    assert shown.count("Editor") == 3


def test_the_words_of_an_editor_move_no_score_and_wait_for_their_day(make_product):
    plain, edited = make_product(), make_product(EDITOR)
    assert rate_alone(edited).axes == rate_alone(plain).axes
    before = rate_alone(edited, day=date(2025, 8, 19))
    assert review_page(before).editor is None


LISTENER = """
[listening.owner]
source = "users"
listeners = 1
chain = "a laptop"
level_habit = "loud"
level_matched = "no"
blind = "no"
condition = "refurbished"
paid = 210
currency = "USD"

[[impressions]]
aspect = "bass"
polarity = "for"
note = "deep"
compared_with = "acme-two"
source = "users"
listening = "owner"
"""


def test_impressions_are_told_apart_with_what_may_explain_them(make_product):
    page = review_page(rate_alone(make_product(LISTENER)))
    [report] = page.listeners
    assert report.confounds == (
        "levels were not matched",
        "sighted (the listener knew which was playing)",
        "one listener",
        "a refurbished pair",
    )
    assert "refurbished pair, bought for 210 USD" in report.context
    assert report.notes == (("for", "Bass: deep"),)


def test_what_nobody_says_of_a_listening_is_said_to_be_unsaid(make_product):
    text = LISTENER.replace('level_matched = "no"\nblind = "no"\n', "").replace(
        "listeners = 1\n", ""
    )
    [report] = review_page(rate_alone(make_product(text))).listeners
    assert report.confounds[-1] == (
        "not said: whether levels were matched, whether it was blind and how many listened"
    )


def test_impressions_move_no_score(make_product):
    assert rate_alone(make_product(LISTENER)).axes == rate_alone(make_product()).axes


def test_the_history_ends_before_the_day_and_shows_changes_only(catalog):
    from auricle.rating import rating_history

    k612, rubric = catalog.dossiers["akg-k612-pro"], built_in_rubric()
    now = rate(catalog, k612, rubric=rubric, day=date(2026, 3, 15), region="US")
    history = rating_history(catalog, k612, rubric=rubric, before=now)
    days = [rating.day for rating in history]
    assert days == sorted(days)
    assert days[-1] < now.day
    shown = [(r.value, round(r.low, 2), round(r.high, 2)) for r in (*history, now)]
    assert all(one != other for one, other in pairwise(shown))
    page = review_page(now, history=(*history, now))
    assert page.history[-1].overall == page.overall
    assert review_page(now, history=(now,)).history == ()


def test_a_summary_stays_short_enough_for_a_list(ratings):
    for rating in ratings:
        assert len(review_page(rating).summary) <= 400


def test_a_resonance_is_marked_where_it_was_put(make_product):
    import numpy as np

    from auricle.response import R40_HZ

    peak_db = 6.0 * np.exp(-((np.log2(R40_HZ / 6300.0) / 0.08) ** 2))
    plot = review_page(rate_alone(make_product(error_db=peak_db))).plot
    mark = plot.marks[0]
    ticks = {tick.label: tick.place for tick in plot.frequency_ticks}
    share = np.log10(6300.0 / 5000.0) / np.log10(2.0)
    expected = ticks["5k"] + share * (ticks["10k"] - ticks["5k"])
    assert mark.x == pytest.approx(expected, abs=1.0)
    assert "6.3 kHz" in mark.label


def test_names_of_what_it_was_compared_with_are_those_of_the_catalog(catalog):
    k702 = catalog.dossiers["akg-k702"]
    rating = rate(catalog, k702, rubric=built_in_rubric(), day=date(2026, 1, 1), region="US")
    [report] = review_page(rating).listeners
    assert "compared with: NuForce NE-600M" in report.context
    renamed = replace(rating, market=replace(rating.market, candidates=()))
    [unnamed] = review_page(renamed).listeners
    assert "compared with: nuforce-ne-600m" in unnamed.context


def said_by(product: Dossier, **changes) -> str:
    return " ".join(texts(everything_said(review_page(rate_alone(product, **changes)))))


def test_a_bound_is_told_on_the_side_that_was_stated(make_product, fact_text):
    mode = 'mode = "passive"'
    at_least = make_product(fact_text("isolation", "min = 20", "dB", more=mode), back="closed")
    assert "isolation is at least 20.0" in said_by(at_least)
    at_most = make_product(fact_text("isolation", "max = 20", "dB", more=mode), back="closed")
    assert "isolation is at most 20.0" in said_by(at_most)
    sensitive = make_product(fact_text("sensitivity", "min = 100", "dB/V"))
    assert "Its sensitivity is at least 100.0" in said_by(sensitive)
    lasting = make_product(fact_text("battery-life", "max = 30", "h"), connection='"wireless"')
    assert "A battery life of at most 30 h" in said_by(lasting)
    warranty = fact_text("warranty", "min = 2", "years", more='region = "US"')
    assert "maker's warranty is at least 2 years" in said_by(make_product(warranty))


def test_a_note_stays_with_the_figure_it_was_made_on(make_product, fact_text):
    measured = fact_text("thd", 0.1, "%", more="level_dbspl = 94")
    stated = fact_text(
        "thd",
        "max = 1",
        "%",
        kind="specified",
        source="maker",
        more='level_dbspl = 94\nnote = "after burn-in"',
    )
    said = said_by(make_product(measured, stated))
    assert "Total harmonic distortion is 0.1 % at 94 dB SPL" in said
    assert "0.1 % at 94 dB SPL (after burn-in)" not in said


def test_a_response_that_cannot_be_judged_is_not_said_to_be_missing(make_product):
    import numpy as np

    from auricle.response import R40_HZ

    product = make_product(error_db=np.zeros_like(R40_HZ), rig="unknown")
    said = said_by(product)
    assert "no response curve is at hand" not in said
    assert "could not be judged" in said
    assert "its rig is unknown" in said


def test_an_equal_price_is_not_said_to_be_lower(make_product, price_text):
    import numpy as np

    from auricle.response import R40_HZ

    flat = np.zeros_like(R40_HZ)
    one = make_product(price_text(157), error_db=flat)
    two = make_product(price_text(157), error_db=3.0 * np.sin(R40_HZ), slug="acme-two")
    catalog = Catalog({one.slug: one, two.slug: two})
    day, rubric = date(2025, 8, 20), built_in_rubric()
    rating = rate(catalog, one, rubric=rubric, day=day, region="US")
    said = " ".join(texts(everything_said(review_page(rating))))
    assert "costs less than" not in said
    assert "one of 1 product compared does as well for less" in said
    dearer = make_product(price_text(200), error_db=3.0 * np.sin(R40_HZ), slug="acme-two")
    catalog = Catalog({one.slug: one, dearer.slug: dearer})
    rating = rate(catalog, one, rubric=rubric, day=day, region="US")
    said = " ".join(texts(everything_said(review_page(rating))))
    assert "it costs less than the 1 product compared" in said


def test_a_failure_rate_is_told_once(make_product, fact_text):
    product = make_product(fact_text("failure-rate", 4, "%"))
    said = said_by(product)
    assert said.count("of units fail") == 1
    assert "How often it fails is not known" not in said


def test_a_doubtful_isolation_is_no_advice(make_product, fact_text):
    sure = make_product(fact_text("isolation", 25, "dB"), back="closed")
    assert "it keeps out 25.0" in said_by(sure)
    more = 'note = "doubtful: the band is not stated"'
    doubtful = make_product(fact_text("isolation", 25, "dB", more=more), back="closed")
    assert "it keeps out" not in said_by(doubtful)
    assert "doubtful: the band is not stated" in said_by(doubtful)
