from pathlib import Path

import pytest

from tests.checks import CHECKS

TESTS = Path(__file__).parent
HELD = {"1", "2", "3", "5", "7", "8", "11"}
COUNTS = {"1": 43, "2": 24, "3": 12, "5": 27, "7": 10, "8": 31, "11": 12}
SOURCES = [path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py"))]


@pytest.mark.parametrize(
    "name", [name for name, check in CHECKS.items() if check["section"] in HELD]
)
def test_every_check_is_used_by_a_test(name):
    assert any(f'"{name}"' in source and "assert_check(" in source for source in SOURCES)


def test_the_sections_have_the_checks_that_they_came_with():
    sections = [check["section"] for check in CHECKS.values()]
    assert {section: sections.count(section) for section in sorted(set(sections))} == COUNTS
