"""Rules on evidence: the list of references, and what the scientific score rests on."""

import pytest

from auricle.audit.one import audit_text
from auricle.audit.rules import all_rules
from tests.audit.published import PARTS, findings_in, published, rules_in
from tests.shared import REVIEWS, needs_reviews

EVIDENCE = [rule for rule in all_rules() if rule.group == "evidence"]
SCORE = "$$ \\Large \\text{0.7} $$\n\n"


def found_in(text):
    """Rules of the group that find something, each with the words it found."""
    return [(one.rule, one.found) for one in findings_in(text, rules=EVIDENCE)]


def with_entry(entry):
    """The review without faults, its third entry another."""
    first, second, _ = PARTS["references"].split("\n\n")
    return published(references="\n\n".join([first, second, entry]))


def evidence_in(name):
    path = REVIEWS / "_samples" / name
    [*findings] = audit_text(name, path.read_bytes(), rules=EVIDENCE).findings
    return [(one.rule, one.line, one.found) for one in findings if one.severity != "hint"]


def test_a_number_cited_twice_without_an_entry_is_told_once_with_both_places():
    text = published(rationality="$$ \\Large \\text{0.6} $$\n\nIt is rational [7]. It is [7].")
    [finding] = findings_in(text, rules=EVIDENCE)
    assert (finding.rule, finding.found) == ("citation-without-entry", "[7]")
    assert [one.text for one in finding.related] == ["[7]"]


def test_a_range_that_reaches_beyond_the_list_is_told_for_what_is_not_there():
    text = published(rationality="$$ \\Large \\text{0.6} $$\n\nIt is rational [2-4].")
    assert found_in(text) == [("citation-without-entry", "[2-4]")]


def test_citations_without_any_list_are_told_once():
    assert found_in(published(references=None)) == [
        ("citation-without-entry", "[1]"),
        ("references-missing", "no references"),
    ]


def test_a_number_in_brackets_in_a_personal_text_without_a_list_is_no_citation():
    assert found_in("I bought it in shop [1] of the street.\n") == []


def test_numbers_cited_from_a_list_without_numbers_are_let_alone():
    text = published(references=PARTS["references"].replace("[", "- ").replace("]", ""))
    assert found_in(text) == []


@pytest.mark.parametrize(
    "words", ["see reference 4", "(ref. 4)", "as in [4](https://acme.example)", "low⁴"]
)
def test_an_entry_that_the_text_points_at_otherwise_counts_as_cited(words):
    fourth = "\n\n[4] Acme, https://acme.example/w, accessed 2025-08-19"
    text = published(
        references=PARTS["references"] + fourth,
        rationality="$$ \\Large \\text{0.6} $$\n\nThe money is spent well, " + words,
    )
    assert found_in(text) == []


def test_no_entry_is_uncited_in_a_review_that_cites_none_by_number():
    parts = {name: part.replace("[", "(").replace("]", ")") for name, part in PARTS.items()}
    assert found_in(published(**{**parts, "references": PARTS["references"]})) == []


def test_a_number_that_stands_twice_in_the_list_is_an_error_and_a_gap_is_none():
    entry = "[{}] A Shop, https://shop.example/b, accessed 2025-08-19"
    text = with_entry("\n\n".join([entry.format(3), entry.format(3)]))
    assert found_in(text) == [("reference-number", "[3]")]
    gap = with_entry("\n\n".join([entry.format(3), entry.format(7)]))
    assert found_in(gap) == [("reference-uncited", "[7]")]


@pytest.mark.parametrize(
    "entry",
    [
        "[3] J. Doe, J. Audio Eng. Soc. vol. 3, pp. 1-9, 2011",
        "[3] IEC 60268-7:2010, Sound system equipment",
        "[3] US Patent 1,234,567",
        "[3] Own measurements on a GRAS 45CA",
        "[3] J. Doe, A Book of Headphones, Some University Press, 2011",
    ],
)
def test_what_has_no_page_needs_no_address(entry):
    assert found_in(with_entry(entry)) == []


def test_a_list_without_any_address_is_told_once_at_its_head():
    entries = '[1] Acme, "One"\n\n[2] Some Laboratory, "One"\n\n[3] A Shop, "Two"'
    [finding] = findings_in(published(references=entries), rules=EVIDENCE)
    assert (finding.rule, finding.line_text) == ("reference-address", "## References")


def test_a_list_without_any_date_of_access_is_told_once_at_its_head():
    text = published(references=PARTS["references"].replace(", accessed 2025-08-19", ""))
    [finding] = findings_in(text, rules=EVIDENCE)
    assert (finding.rule, finding.line_text) == ("reference-access", "## References")


@pytest.mark.parametrize(
    "address", ["https://doi.org/10.1/x", "https://web.archive.org/web/2025/https://a.example"]
)
def test_what_never_changes_needs_no_date_of_access(address):
    assert found_in(with_entry(f"[3] J. Doe, {address}, 2011")) == []


@pytest.mark.parametrize(
    ("accessed", "is_late"),
    [
        ("2025-08-20", False),
        ("2025-08-21", True),
        ("August 2025", False),
        ("September 2025", True),
        ("2025", False),
        ("2026", True),
        ("2024-12-31", False),
    ],
)
def test_access_is_late_where_its_first_day_is_after_the_review(accessed, is_late):
    entry = f"[3] A Shop, https://shop.example/b, accessed {accessed}"
    expected = [("access-after-date", accessed)] if is_late else []
    assert found_in(with_entry(entry)) == expected


def test_entries_read_on_one_late_date_are_told_together():
    text = published(references=PARTS["references"].replace("2025-08-19", "2025-08-22"))
    [finding] = findings_in(text, rules=EVIDENCE)
    assert finding.rule == "access-after-date"
    assert len(finding.related) == 2


def test_of_two_dates_of_a_review_the_later_one_counts_for_access():
    text = with_entry("[3] A Shop, https://shop.example/b, accessed 2025-08-25")
    assert found_in(text.replace("(2025.8.20)", "(2025.8.25)")) == []


def test_a_personal_review_needs_neither_addresses_nor_dates_of_access():
    assert rules_in("It is low [1].\n\n## References\n\n[1] A shop\n", rules=EVIDENCE) == []


@needs_reviews
def test_the_sample_of_the_k612_pro_has_no_fault_of_evidence():
    assert evidence_in("akg-k612-pro_2025-08-20.md") == []


def about(science, **front):
    """The review without faults of the Acme A55, with another scientific section."""
    keys = {"target_name": '"Acme A55"', **front}
    return published(front=keys, science=SCORE + science)


@pytest.mark.parametrize(
    "words",
    [
        "No third-party measurements are available.",
        "There are no credible independent measurements for the Acme A55 available.",
        "No independent measurement data was found in any database.",
        "Independent measurements of this headphone are not available.",
        "Third-party measurements remain unavailable.",
        "The A55 lacks any credible third-party measurements.",
        "In the absence of independent measurements the maker's word is taken.",
        "It has not been independently measured.",
        "It has never been measured by any independent laboratory.",
        "No independent measurements found.",
    ],
)
def test_a_high_score_beside_words_that_nobody_measured_is_told(words):
    text = about(words + " The data sheet states distortion of 0.1 % [2].")
    assert [rule for rule, _ in found_in(text)] == ["science-without-measurement"]


@pytest.mark.parametrize(
    "words",
    [
        "No independent measurements of isolation are available.",
        "No third-party measurements for THD are available.",
        "No third-party THD measurements are available.",
        "Comprehensive third-party measurements are not available.",
        "Third-party measurements are limited.",
        "No independent measurements of the Bravo Two are available.",
        "No third-party measurements of distortion were found, which is a pity.",
        (
            "No third-party measurements are available. Some Laboratory's independent measurements "
            "show a response within ±2 dB."
        ),
        "The claims lack independent verification.",
    ],
)
def test_what_leaves_some_measurement_standing_is_let_alone(words):
    assert found_in(about(words + " The data sheet states distortion of 0.1 % [2].")) == []


def test_a_neutral_score_needs_no_measurement():
    text = about("No third-party measurements are available. So be it [2].")
    text = text.replace("\\text{0.7}", "\\text{0.5}").replace("[3.4, 0.7", "[3.2, 0.5")
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "We take the Acme A50 as a proxy. The A50 has a dip of -4 dB and 0.3 % distortion [2].",
            "-4 dB, 0.3 %",
        ),
        ("The Acme A50 measured 0.3 % distortion, which suggests a like figure [2].", "0.3 %"),
        ("The 0.3 % recorded by the same brand's A50 suggests low distortion [2].", "0.3 %"),
        ("Its predecessor had 0.3 % distortion, and this one is expected to match [2].", "0.3 %"),
        ("Extrapolating from the Acme A50, distortion is 0.3 % [2].", "0.3 %"),
    ],
)
def test_figures_of_another_model_that_stand_in_are_told(words, found):
    assert found_in(about(words)) == [("sibling-figures", found)]


@pytest.mark.parametrize(
    "words",
    [
        "A laboratory on a sibling A50: “no isolation”, so the A55 should be treated alike [2].",
        "Distortion is 0.1 %, lower than the 0.3 % of the Acme A50 [2].",
        "Compared with its predecessor at 0.3 % this suggests an improvement to 0.1 % [2].",
        "The Bravo B20 has 0.3 % distortion, which suggests a like price [2].",
        "The Acme A50 has 0.3 % distortion [2].",
        "It takes the driver of the Acme A50, with 32 ohm, as an approximation of it [2].",
    ],
)
def test_other_models_that_bear_no_figure_of_this_one_are_let_alone(words):
    assert found_in(about(words)) == []


def with_second(title):
    """The references without faults, the second on something else."""
    return PARTS["references"].replace('"Acme One", https://lab', f'"{title}", https://lab')


def test_figures_from_an_entry_on_another_model_without_its_name_are_told():
    text = about("Distortion is 0.3 % [2]. The response is flat [1].")
    text = text.replace(PARTS["references"], with_second("Acme A50 measurements"))
    assert found_in(text) == [("sibling-figures", "0.3 %")]


@pytest.mark.parametrize("title", ["Acme A55 measurements", "A50 and A55", "Acme A-55", "Acme Q3"])
def test_figures_from_an_entry_on_the_product_itself_are_let_alone(title):
    text = about("Distortion is 0.3 % [2]. The response is flat [1].")
    assert found_in(text.replace(PARTS["references"], with_second(title))) == []


@needs_reviews
def test_the_sample_of_the_k553_has_proxy_figures_an_entry_uncited_and_one_without_address():
    assert evidence_in("akg-k553-mkii_2025-09-12.md") == [
        ("reference-uncited", 61, "[4]"),
        ("reference-address", 59, "[3]"),
        ("sibling-figures", 23, "+2dB, -5dB, 118.0 dB SPL"),
    ]


@needs_reviews
def test_the_sample_of_a_personal_review_has_no_fault_of_evidence():
    assert evidence_in("akg-k702_personal.md") == []


@pytest.mark.parametrize(
    ("written", "is_told"),
    [
        ("accessed 2025-08-21 (UTC+9)", False),
        ("accessed 2025-08-21 JST", False),
        ("accessed 2025-08-21", True),
        ("accessed 2025-08-22 (UTC+9)", True),
    ],
)
def test_a_page_read_on_the_next_day_of_a_named_time_zone_may_be_read_on_the_day(written, is_told):
    references = published().split("## References\n")[1].split("\n\n(2025")[0]
    text = published(references=references.replace("accessed 2025-08-19", written))
    assert ("access-after-date" in rules_in(text)) == is_told
