"""Lists of references and citations as reviews write them."""

import time

import pytest

from auricle.audit.reading import read_review
from auricle.audit.reading.dates import find_access, find_dates
from auricle.audit.reading.references import find_citations, read_references
from tests.shared import REVIEWS, needs_reviews

ADDRESS = "https://acme.example/one"


def entries(text):
    return read_references(text, 0, len(text))


@pytest.mark.parametrize(
    "opening",
    ["[7] ", "[7]: ", "- [7] ", "* [7] ", "**[7]** ", "[^7]: ", "\\[7\\] ", "7. ", "7) ", "(7) "],
)
def test_an_entry_opens_with_a_number_in_any_of_the_usual_forms(opening):
    [one] = entries(f"\n{opening}Acme, One, {ADDRESS}, accessed 2025-08-20\n")
    assert one.number == 7
    assert one.urls == (ADDRESS,)


@pytest.mark.parametrize("text", ["- Acme, {}\n- Bravo, {}\n", "Acme, {}\n\nBravo, {}\n"])
def test_a_list_without_numbers_has_entries_without_numbers(text):
    assert [one.number for one in entries(text.replace("{}", ADDRESS))] == [None, None]


def test_a_list_that_counts_1_in_every_line_is_numbered_by_its_reader():
    assert [one.number for one in entries("1. Acme\n1. Bravo\n1. Charlie\n")] == [1, 2, 3]


def test_a_year_at_the_head_of_a_line_within_an_entry_opens_no_other():
    [one] = entries("[1] Acme, One,\n2025. A shop.\n")
    assert one.number == 1


def test_an_address_on_a_paragraph_of_its_own_belongs_to_the_entry_before():
    one, two = entries(f"[1] Acme\n\n{ADDRESS}\n\n[2] Bravo\n\nA text after the list.\n")
    assert one.urls == (ADDRESS,)
    assert two.text == "Bravo"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"<{ADDRESS}>", ADDRESS),
        (f"[Acme]({ADDRESS})", ADDRESS),
        (f"({ADDRESS})", ADDRESS),
        (f"{ADDRESS}_(two).", f"{ADDRESS}_(two)"),
        ("www.acme.example/one,", "www.acme.example/one"),
        ("acme.example/one", "acme.example/one"),
    ],
)
def test_an_address_is_read_without_the_marks_around_it(written, expected):
    assert entries(f"[1] Acme, {written} accessed 2025-08-20")[0].urls == (expected,)


def test_the_name_of_a_publisher_with_a_dot_is_no_address():
    assert entries('[1] Lab.com, "One", accessed 2025-08-20')[0].urls == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("accessed 2025-08-20", "2025-08-20"),
        ("Accessed: 2025/8/20", "2025-08-20"),
        ("(accessed 2025.08.20)", "2025-08-20"),
        ("accessed on August 20, 2025", "2025-08-20"),
        ("Accessed 20 Aug. 2025", "2025-08-20"),
        ("accessed 20th of August 2025", "2025-08-20"),
        ("2025-08-20 access", "2025-08-20"),
        ("retrieved August 2025", "2025-08"),
        ("accessed September 2025, page of 2019-04-02", "2025-09"),
        ("accessed 2025", "2025"),
        ("published 2024-01-02, accessed 2025-08-20", "2025-08-20"),
        ("accessed 2025-08-20 (published 2024-01-02)", "2025-08-20"),
        ("Updated 2025-07-29; Accessed 2025-08-20", "2025-08-20"),
        ("last checked: 2025-08-20", "2025-08-20"),
        ("2025年8月20日閲覧", "2025-08-20"),
        ("アクセス日: 2025-08-20", "2025-08-20"),
        ("参照日 2025年8月20日", "2025-08-20"),
        ("Sept. 2025, accessed", "2025-09"),
        ("accessed 31/08/2025", "2025-08-31"),
        ("accessed 08/09/2025", "2025"),
        ("Accessed 8/19/25", "2025-08-19"),
        ("accessed 19.08.25", "2025-08-19"),
        ("accessed on 19/8/25.", "2025-08-19"),
        ("(accessed 8/9/25)", "2025"),
        ("8/19/25, accessed", "2025-08-19"),
        ("consulté le 19 août 2025", "2025-08-19"),
        ("Consultée le 1er février 2025", "2025-02-01"),
        ("Abgerufen am 19. August 2025", "2025-08-19"),
        ("zuletzt abgerufen am 3. März 2025", "2025-03-03"),
        ("Zugriff: 19. Dez. 2025", "2025-12-19"),
        ("consultado el 19 de agosto de 2025", "2025-08-19"),
        ("consultato il 19 agosto 2025", "2025-08-19"),
        ("Geraadpleegd op 19 maart 2025", "2025-03-19"),
        ("acesso em 19 de março de 2025", "2025-03-19"),
        ("consulté en juillet 2025", "2025-07"),
    ],
)
def test_a_date_of_access_is_read_in_all_forms_that_occur(text, expected):
    day, _ = find_access(text)
    assert str(day) == expected


@pytest.mark.parametrize(
    "text",
    ["May 2022", "published 2024-01-02", "2025", "an accessible page, updated 2025-07-29", ""],
)
def test_a_date_beside_no_word_of_access_is_none(text):
    assert find_access(text) is None


@pytest.mark.parametrize(
    "text",
    ["firmware 5.1.25", "accessed with firmware 5.1.25", "accessed 8/19/25/3", "read 4.2.1.25"],
)
def test_three_short_numbers_that_adjoin_no_word_of_access_are_no_date(text):
    assert find_access(text) is None
    assert list(find_dates(text)) == []


def test_what_is_no_day_of_any_month_is_no_date():
    assert list(find_dates("2025-13-02 and 2025-08-40, 12.4.2.1, 1.2.2025.7")) == []


def test_the_place_of_a_date_of_access_is_that_in_the_file():
    text = f"[1] Acme, {ADDRESS}, accessed September 2025"
    span = entries(text)[0].accessed_span
    assert text[span.start : span.end] == "September 2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("low [1].", [1]),
        ("low [1, 3] and [2;4]", [1, 3, 2, 4]),
        ("low [1–3]", [1, 2, 3]),
        ("low [1,3-5]", [1, 3, 4, 5]),
        ("low [2]–[4]", [2, 4, 3]),
        ("low [1, 2]–[5]", [1, 2, 5]),
        ("low [^2]", [2]),
        ("low <sup>3</sup>", [3]),
        ("low [[4]](#references) and [5](#ref-5)", [4, 5]),
        ("low [2, p. 7]", [2]),
    ],
)
def test_citations_are_read_one_for_each_number(text, expected):
    assert [one.number for one in find_citations(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["(JA) [N8] [RTINGS] [2024] [1.5] [ ] [x]", f"[3]({ADDRESS})", "[3]: a definition", "[9-2]"],
)
def test_other_brackets_are_no_citations(text):
    assert list(find_citations(text)) == []


@pytest.mark.parametrize("title", ["### Sources", "# References", "**References:**", "Sources:"])
def test_a_list_of_references_is_found_under_other_titles(title):
    review = read_review("a.md", f"It is low [1].\n\n{title}\n\n[1] Acme, {ADDRESS}\n\nThe end.\n")
    assert [one.number for one in review.references] == [1]
    assert "Acme" not in review.prose


def test_a_list_under_a_line_of_bold_ends_with_its_entries():
    review = read_review("a.md", f"**Sources:**\n\n[1] Acme, {ADDRESS}\n\nThe end.\n")
    assert "The end." in review.prose


def test_a_list_of_players_under_sources_is_prose():
    review = read_review("a.md", "## Sources\n\n- A phone\n- A laptop of 2 V\n")
    assert review.references == ()
    assert "laptop" in review.prose


def test_footnotes_are_entries_and_no_prose():
    review = read_review("a.md", f"It is low [^1].\n\n[^1]: Acme of 32 ohm, {ADDRESS}\n\nEnd.\n")
    assert [(one.number, one.is_note) for one in review.references] == [(1, True)]
    assert [one.number for one in review.citations] == [1]
    assert "Acme" not in review.prose


def test_the_closing_date_belongs_to_no_entry():
    review = read_review("a.md", "## References\n\n[1] Acme, accessed\n(2025.8.20)\n")
    assert review.references[0].accessed is None


@pytest.mark.parametrize(
    "unit",
    ["[1", "[1, ", "1. ", "[^1]: a\n  ", "a.", "accessed ", "2025-", "\n\n", "[1]-", "<sup>"],
)
def test_a_long_text_of_one_pattern_is_read_in_time(unit):
    text = "## References\n\n" + unit * (100_000 // len(unit))
    started = time.perf_counter()
    read_references(text, 0, len(text))
    list(find_citations(text))
    read_review("a.md", text)
    assert time.perf_counter() - started < 5


@needs_reviews
def test_every_entry_with_a_word_of_access_in_published_reviews_has_its_date():
    unread = []
    for path in REVIEWS.rglob("*.md"):
        review = read_review(path.name, path.read_text())
        unread += [
            f"{path.name}: {one.text}"
            for one in review.references
            if "accessed 20" in one.text.lower() and one.accessed is None
        ]
    assert unread == []


def test_a_citation_before_a_colon_is_one_and_a_definition_of_a_link_is_none():
    text = "Measured low [2][4]: it deviates.\n\n[3]: https://acme.example\n"
    assert [one.number for one in find_citations(text)] == [2, 4]
