"""The HTML page: what it shows of the view model, and in which order."""

import json
import re
from datetime import date
from html import unescape

import pytest

from auricle.rating import built_in_rubric, difference, rate, rating_history
from auricle.review import html, markdown, record, review_page

NO_BREAK = "\N{NO-BREAK SPACE}"


def rated(catalog, slug, day):
    product = catalog.dossiers[slug]
    rubric = built_in_rubric()
    now = rate(catalog, product, rubric=rubric, day=day, region="US", currency="USD")
    history = (*rating_history(catalog, product, rubric=rubric, before=now), now)
    moved = None
    if len(history) > 1:
        moved = difference(
            catalog,
            product,
            rubric=rubric,
            first=history[-2].day,
            second=day,
            region="US",
            currency="USD",
        )
    return now, review_page(now, history=history, moved=moved)


@pytest.fixture(scope="module")
def k612(catalog):
    return rated(catalog, "akg-k612-pro", date(2026, 3, 15))


@pytest.fixture(scope="module")
def ne600m(catalog):
    return rated(catalog, "nuforce-ne-600m", date(2012, 12, 31))


def axes_table(text):
    return text.split('<table class="axes"')[1].split("</table>")[0]


def test_an_axis_of_which_nothing_is_known_has_a_whisker_and_no_fill(k612, ne600m):
    table = axes_table(html(ne600m[1]))
    assert table.count('class="whisker"') == 5
    assert table.count("not known, interval 0.20 to 0.80") == 5
    assert 'class="fill' not in table
    assert axes_table(html(k612[1])).count('class="fill"') == 5


def test_a_provisional_score_is_set_lighter(k612, ne600m):
    assert 'class="score provisional"' in html(ne600m[1])
    assert 'class="score"' in html(k612[1])


def test_both_boxes_stand_there_where_nothing_is_known(ne600m):
    text = html(ne600m[1])
    assert "Not known: nothing in the evidence speaks for it." in text
    assert "Not known: nothing in the evidence speaks against it." in text


def test_figure_and_unit_stay_on_one_line_in_html_only(k612):
    rating, page = k612
    text = unescape(html(page))
    assert not re.search(r"\d (dB|k?Hz|V|mA|%|USD|points)(?!\w)|\d ±|± \d", text)
    assert f"81{NO_BREAK}±{NO_BREAK}11{NO_BREAK}points" in text
    assert NO_BREAK not in markdown(page)
    assert NO_BREAK not in json.dumps(record(page, rating), ensure_ascii=False)


def test_the_star_of_an_axis_stands_on_its_section_too(k612):
    rating, page = k612
    assert rating.market.provisional
    assert f'<span class="badge">{rating.axes[2].rounded:.1f}*</span>' in html(page)


def test_the_lead_leaves_out_the_coverage_that_stands_beside_it(k612, ne600m):
    for _, page in (k612, ne600m):
        assert page.lead == page.verdict[:-1]
        assert "covers" in page.verdict[-1].text
        assert page.verdict[-1].text not in unescape(html(page)).replace(NO_BREAK, " ")


def test_the_cost_performance_has_lead_and_trace_as_other_axes_have(k612):
    section = next(s for s in k612[1].sections if s.id == "cost_performance")
    assert section.lead[0].text.startswith(f"The axis comes to {section.axis.value}")
    assert "Trace of Cost-Performance" in html(k612[1])
    assert len(section.axis.terms) == 1


def test_products_not_judged_come_last_and_the_best_says_that_it_is_the_cheapest(catalog):
    page = rated(catalog, "akg-k702", date(2026, 3, 15))[1]
    assert {c.is_judged for c in page.candidates} == {True, False}
    order = [candidate.is_judged for candidate in page.candidates]
    assert order == sorted(order, reverse=True)
    page = rated(catalog, "akg-k612-pro", date(2026, 3, 15))[1]
    [best] = [candidate for candidate in page.candidates if candidate.is_best]
    assert best.outcome == "equal or better, the cheapest"
    assert 'class="best"' in html(page)


def test_every_price_of_a_considered_product_has_its_day(k612):
    rating, page = k612
    seen = {c.product.name: c.price.details["observed"] for c in rating.market.candidates if c.cost}
    text = html(page)
    for candidate in page.candidates:
        assert candidate.observed == seen[candidate.name]
        assert f'<span class="small">{candidate.observed}</span>' in text


def test_the_history_has_a_column_for_each_axis(k612):
    page = k612[1]
    table = html(page).split('aria-label="Rating history"')[1].split("</table>")[0]
    assert re.findall(r"<abbr title=\"([^\"]+)\"", unescape(table)) == [
        section.title for section in page.sections if section.axis
    ]
    assert table.count("<tr>") == len(page.history) + 1
    assert '<td class="number">–</td>' in table  # on the first day one axis alone is known
    assert "?" not in table


def test_what_moved_a_rating_has_arrows_and_minus_signs(k612):
    moved = k612[1].moved
    shown = " ".join((moved.overall, moved.total, *(part for row in moved.rows for part in row)))
    assert "\N{RIGHTWARDS ARROW}" in shown
    assert "\N{MINUS SIGN}" in shown
    assert "->" not in shown
    assert not re.search(r"(?<![\w-])-\d", shown)


def test_the_word_shapley_is_explained_where_the_page_is_explained_only(k612, ne600m):
    head, reading = html(k612[1]).split('<section id="reading">')
    assert "Shapley" not in head
    assert reading.count("Shapley") == 1
    assert "Shapley" not in html(ne600m[1])  # nothing moved it


def test_what_is_not_known_stands_once_an_axis(ne600m):
    rating, page = ne600m
    titles = [title for title, _ in page.missing]
    assert titles == [s.title for s in page.sections if s.axis]
    science = dict(page.missing)["Scientific Validity"]
    assert len(science) == sum(term.value is None for term in rating.axes[0].terms)
    section = html(page).split('<section id="not-known">')[1].split("</dl>")[0]
    assert section.count("<dt>") == len(titles)
    assert section.count("<dd>") == sum(len(what) for _, what in page.missing)


def test_evidence_that_gains_most_is_wanted_first(k612, ne600m):
    for _, page in (k612, ne600m):
        gains = [float(gain) for gain, _, _ in page.wanted]
        assert gains == sorted(gains, reverse=True)


def test_sections_stand_in_the_order_in_which_a_reader_asks(k612):
    ids = re.findall(r'<section id="([^"]+)"', html(k612[1]))
    assert ids[:3] == ["overview", "response", "scientific_validity"]
    assert ids[-3:] == ["history", "references", "reading"]


def test_links_lead_to_the_parts_that_are_there(k612, ne600m):
    for _, page in (k612, ne600m):
        text = html(page)
        nav = text.split("<nav")[1].split("</nav>")[0]
        linked = re.findall(r'href="#([^"]+)"', nav)
        ids = re.findall(r'<section id="([^"]+)"', text)
        parts = ("response", "drive", "listening", "not-known", "listeners", "history")
        assert linked == [part for part in (*parts, "references") if part in ids]


def test_notes_of_a_listener_stand_for_before_against_before_neutral(ne600m):
    text = html(ne600m[1]).split('<section id="listeners">')[1].split("</section>")[0]
    chips = re.findall(r'<span class="chip (\w+)">', text)
    assert set(chips) == {"for", "against", "neutral"}
    assert chips == sorted(chips, key=["for", "against", "neutral"].index)


def test_paper_never_gets_the_layout_of_a_phone_and_the_page_stays_small(k612):
    text = html(k612[1])
    assert re.findall(r"@media ([^{]*)\(max-width", text) == ["screen and "]
    assert len(text.encode()) <= 300_000
