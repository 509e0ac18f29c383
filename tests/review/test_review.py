import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
import yaml

from auricle.rating import built_in_rubric, rate, rate_all, rating_record
from auricle.review import html, markdown, record, review_page

from .published_form import faults_of


@pytest.fixture(scope="module")
def ratings(catalog):
    return rate_all(
        catalog, rubric=built_in_rubric(), day=date(2026, 3, 15), region="US", currency="USD"
    )


@pytest.fixture(scope="module")
def k612(catalog):
    return rate(
        catalog,
        catalog.dossiers["akg-k612-pro"],
        rubric=built_in_rubric(),
        day=date(2025, 8, 20),
        region="US",
        currency="USD",
    )


def test_every_page_keeps_the_form_of_published_reviews(ratings):
    for rating in ratings:
        text = markdown(review_page(rating))
        assert faults_of(text, file_stem=rating.dossier.slug) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("## Advice", "## Verdict"), "sections"),
        (("(2025.8.20)", "(2025.08.20)"), "closing"),
        (("lang: en", "lang: de"), "layout or language"),
        (("ref: akg-k612-pro", "ref: akg-k612"), "file name, ref and permalink differ"),
        (("price: 249\n", ""), "no price"),
        ((r"\text{0.3}", r"\text{0.2}"), "scores of the sections"),
        (("[1]", "[99]"), "cited [99]"),
    ],
)
def test_the_check_of_the_form_finds_what_breaks_it(k612, change, fault):
    text = markdown(review_page(k612))
    assert change[0] in text
    assert any(fault in f for f in faults_of(text.replace(*change, 1), file_stem="akg-k612-pro"))


def test_published_reviews_pass_the_same_check_of_the_form():
    from pathlib import Path

    folder = Path(__file__).parents[3] / "shared" / "data" / "reviews" / "akg"
    if not folder.is_dir():
        pytest.skip(reason="the folder with published reviews is not here")
    for path in folder.glob("*.md"):
        faults = faults_of(path.read_text("utf-8"), file_stem=path.stem)
        # They cite references that they do not list, and some list what they do not cite.
        faults = [f for f in faults if not f.startswith(("cited", "keys out of order"))]
        assert faults == [], path.name


NUMBER = re.compile(r"\d+(?:\.\d+)?")


def test_every_sentence_with_a_figure_of_a_fact_carries_its_reference(ratings):
    without = re.compile(
        # what the rating says of itself, names of models, thresholds and ranges of methods
        r"^(It rates|The rating is provisional|Part of the evidence|The axis comes to|No criterion"
        r"|The \S.* is an? |Not known|In all|The ratio|Of \d+ products|It costs less|If every"
        r"|Its price is not known"
        r"|No other product|None of|On sound|How often|Against, |For, |Neutral, |A weaker source)"
    )
    for rating in ratings:
        for section in review_page(rating).sections:
            for paragraph in section.paragraphs:
                for sentence in paragraph:
                    if NUMBER.search(sentence.text) and not without.match(sentence.text):
                        assert sentence.references, sentence.text


def test_what_is_not_known_is_said_in_the_section_it_belongs_to(k612):
    science = next(s for s in review_page(k612).sections if s.id == "scientific_validity")
    texts = [sentence.text for paragraph in science.paragraphs for sentence in paragraph]
    assert "Not known: distortion" in texts


def test_references_are_numbered_in_the_order_in_which_they_are_met(k612):
    body = markdown(review_page(k612)).split("## References")[0]
    met = [int(n) for n in re.findall(r"\[(\d+)\]", body.split("---\n", 2)[2])]
    firsts = list(dict.fromkeys(met))
    assert firsts == sorted(firsts) == list(range(1, len(firsts) + 1))


class Page(HTMLParser):
    """Collects what a page loads, links to and names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        fields = dict(attrs)
        if tag not in {"meta", "link", "img", "br"}:
            self.open.append(tag)
        if tag in {"script", "img", "link", "iframe", "object"}:
            self.loads.append(tag)
        if tag == "a":
            self.links.append(fields["href"])
        if "id" in fields:
            self.ids.append(fields["id"])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_html_page_is_one_file_that_loads_nothing(ratings):
    for rating in ratings:
        text = html(review_page(rating))
        page = Page(text)
        assert page.loads == []
        assert page.open == []
        assert not re.search(r"url\((?!#)", text)
        assert len(page.ids) == len(set(page.ids))
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
        assert all(link.startswith(("#", "https://", "http://")) for link in page.links)


def test_the_html_page_shows_rating_interval_trace_plot_and_references(k612):
    text = html(review_page(k612))
    assert f"{k612.value:.1f}<small> of 5" in text
    assert f"interval {k612.low:.2f} to {k612.high:.2f}" in text
    for axis in k612.axes:
        for term in axis.terms:
            if axis.id != "cost_performance":
                assert term.name in unescape(text)
    assert text.count("<polyline") == 3
    assert "Harman over-ear 2018" in text
    assert "https://www.sweetwater.com/" in text


def test_the_style_of_the_page_reaches_the_browser_unescaped(k612):
    style = html(review_page(k612)).split("<style>")[1].split("</style>")[0]
    assert "&" not in style
    assert 'content: ""' in style


def test_a_page_without_a_response_has_no_plot(catalog):
    ne600m = rate(
        catalog,
        catalog.dossiers["nuforce-ne-600m"],
        rubric=built_in_rubric(),
        day=date(2012, 12, 31),
        region="US",
        currency="USD",
    )
    assert review_page(ne600m).plot is None
    assert "<svg" not in html(review_page(ne600m))


def test_words_of_a_dossier_cannot_inject_markup(make_product, finding_text):
    from auricle.catalog import Catalog

    nasty = make_product(
        finding_text("wear-parts", "yes", more='note = "<script>alert(1)</script> & more"')
    )
    rating = rate(
        Catalog({nasty.slug: nasty}),
        nasty,
        rubric=built_in_rubric(),
        day=date(2025, 8, 20),
        region="US",
        currency="USD",
    )
    text = html(review_page(rating))
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text


def test_the_record_holds_the_page_and_the_whole_rating(k612):
    page = review_page(k612)
    data = record(page, k612)
    assert data["rating"] == rating_record(k612)
    assert [s["title"] for s in data["sections"]] == [s.title for s in page.sections]
    assert len(data["references"]) == len(page.references)


def test_the_plot_puts_levels_where_they_belong(k612):
    plot = review_page(k612).plot
    ticks = {tick.label: tick.place for tick in plot.frequency_ticks}
    # a logarithmic axis: decades are of equal length
    assert ticks["200"] - ticks["20"] == pytest.approx(ticks["2k"] - ticks["200"], abs=0.2)
    levels = {tick.label: tick.place for tick in plot.level_ticks}
    assert levels["+5"] < levels["0"] < levels["-5"]  # up is louder
    first_x, first_y = (float(v) for v in plot.response.split()[0].split(","))
    assert first_x == plot.left
    # 20 Hz of the K612: 5.5 dB below its mean from 200 Hz to 2 kHz, give or take 1 dB
    per_db = (levels["-5"] - levels["0"]) / 5.0
    assert (first_y - levels["0"]) / per_db == pytest.approx(5.5, abs=1.0)


def test_signs_in_a_name_break_neither_front_matter_nor_page(make_product):
    from auricle.catalog import Catalog

    product = make_product()
    named = replace(product.product, model='One "Pro" <b>: #1', brand="Bowers & Wilkins")
    odd = replace(product, product=named)
    rating = rate(
        Catalog({odd.slug: odd}), odd, rubric=built_in_rubric(), day=date(2025, 8, 20), region="US"
    )
    text = markdown(review_page(rating))
    assert faults_of(text, file_stem=odd.slug) == []
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["target_name"] == 'Bowers & Wilkins One "Pro" <b>: #1'
    assert front["company_id"] == "bowers-wilkins"
    assert "<b>" not in text.split("---\n", 2)[2]
    assert "&lt;b&gt;" in html(review_page(rating))
