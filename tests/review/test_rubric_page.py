import re
from html import unescape
from html.parser import HTMLParser

import pytest

from auricle.rating import built_in_rubric, built_in_rubrics, parse_rubric
from auricle.review import rubric_html, rubric_markdown, rubric_page

EVIL = '<script>alert("x")</script> | a & b'


@pytest.fixture(params=built_in_rubrics())
def rubric(request):
    return built_in_rubric(request.param)


@pytest.fixture
def evil(data_folder):
    text = (data_folder / "rubrics" / "auricle-1.toml").read_text("utf-8")
    changed = text.replace('"Channel match"', f"'{EVIL}'").replace('"responses of', f"'{EVIL}' #")
    return parse_rubric(changed, file="evil.toml")


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.names, self.text = [], [], []

    def handle_starttag(self, tag, _):
        self.names.append(tag)
        if tag not in {"meta", "line", "polyline"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, _):
        self.names.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_the_pages_name_every_criterion_with_all_its_points(rubric):
    page = rubric_page(rubric)
    html, markdown = unescape(rubric_html(page)), rubric_markdown(page)
    criteria = [c for axis in rubric.axes for c in axis.criteria]
    shown = [c for axis in page.axes for c in axis.criteria]
    assert [c.id for c in shown] == [c.id for c in criteria]
    for criterion, sheet in zip(criteria, shown, strict=True):
        assert len(sheet.points) == (len(criterion.points) or 3)
        assert [worth for _, worth in sheet.points if criterion.points] == [
            f"{p:g}" for _, p in criterion.points
        ]
        for text in (html, markdown):
            assert sheet.name in text
            assert criterion.metric is None or criterion.metric in text
            assert criterion.finding is None or criterion.finding in text
    assert rubric.sha256 in html
    assert rubric.sha256 in markdown


def test_the_parts_of_an_axis_are_its_weights_and_add_up_to_all_of_it(rubric):
    for axis, sheet in zip(rubric.axes, rubric_page(rubric).axes, strict=True):
        parts = [float(c.share.removesuffix(" %")) for c in sheet.criteria if c.share]
        if axis.rule == "steps" or not axis.criteria:
            assert parts == []
        else:
            total = sum(c.weight for c in axis.criteria)
            expected = [100.0 * c.weight / total for c in axis.criteria]
            assert parts == pytest.approx(expected, abs=0.051)


def test_the_html_needs_nothing_beside_it_and_closes_every_tag(rubric):
    html = rubric_html(rubric_page(rubric))
    parser = Tags()
    parser.feed(html)
    assert parser.open == []
    assert "script" not in parser.names
    assert not re.search(r"(src|href)=\"(?!#)|url\(|@import|https?:", html)


def test_the_curve_falls_where_the_points_do():
    [criterion] = [
        c for c in rubric_page(built_in_rubric()).axes[0].criteria if c.id == "treble-resonance"
    ]
    heights = [float(y) for _, y, _ in criterion.curve.dots]  # downwards, as SVG counts
    assert heights == sorted(heights)
    places = [float(x) for x, _, _ in criterion.curve.dots]
    # 2, 5 and 10 dB on a straight scale
    assert (places[1] - places[0]) / (places[2] - places[0]) == pytest.approx(3 / 8, abs=0.01)


def test_a_finding_that_counts_against_is_shown_turned_round():
    [criterion] = [
        c for c in rubric_page(built_in_rubric()).axes[3].criteria if c.id == "known-failure"
    ]
    assert criterion.points == (("yes", "0"), ("partly", "0.5"), ("no", "1"))


def test_markup_in_a_rubric_is_shown_as_text(evil):
    page = rubric_page(evil)
    parser = Tags()
    parser.feed(rubric_html(page))
    assert "script" not in parser.names
    assert EVIL in parser.text
    markdown = rubric_markdown(page)
    assert "<script" not in markdown
    assert (
        len({line.count("|") for line in markdown.split("## Scientific")[1].splitlines()[4:8]}) == 1
    )
