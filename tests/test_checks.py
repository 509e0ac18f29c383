from pathlib import Path

import pytest

from tests.checks import CHECKS

TESTS = Path(__file__).parent
SECTIONS = {"2", "5", "11"}
SOURCES = [path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py"))]


@pytest.mark.parametrize(
    "name", [name for name, check in CHECKS.items() if check["section"] in SECTIONS]
)
def test_every_check_of_curves_and_uncertainty_is_used_by_a_test(name):
    assert any(f'"{name}"' in source and "assert_check(" in source for source in SOURCES)


def test_the_three_sections_have_the_checks_that_they_came_with():
    counts = {s: sum(check["section"] == s for check in CHECKS.values()) for s in SECTIONS}
    assert counts == {"2": 24, "5": 27, "11": 12}
