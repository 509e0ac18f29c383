"""The examples on the pages of the rules do what the pages say."""

import pytest

from auricle.audit.fix import change_of
from auricle.audit.rules import all_rules
from tests.audit.published import example_findings, findings_in, published, with_excerpts


def test_the_review_without_faults_has_none():
    assert findings_in(published()) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_bad_example_is_found_by_its_rule_and_by_no_other(rule):
    found = example_findings(rule.bad)
    assert {one.rule for one in found} == {rule.id}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_good_example_has_no_findings(rule):
    assert example_findings(rule.good) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_has_an_id_of_small_letters_and_sentences_for_its_page(rule):
    assert rule.id == rule.id.lower()
    assert rule.title.endswith(".")
    assert rule.why.endswith(".")
    checks = (rule.check, rule.check_catalog, rule.check_shelf, rule.check_unused)
    assert sum(check is not None for check in checks) == 1


MENDED = ("cp-rounding", "score-sum")  # rules whose findings have one right answer


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_an_edit_takes_its_finding_away_and_brings_no_new_one(rule):
    edits = [one.edit for one in example_findings(rule.bad) if one.edit is not None]
    assert bool(edits) == (rule.id in MENDED)
    if edits:
        bad = with_excerpts(rule.bad)
        assert findings_in(bad) != []
        assert findings_in(change_of(bad, edits).new) == []
