import ast
from pathlib import Path

import pytest

from tests.checks import CHECKS

TESTS = Path(__file__).parent
HELD = {"1", "2", "3", "5", "7", "8", "11"}
COUNTS = {"1": 43, "2": 24, "3": 12, "5": 27, "7": 10, "8": 31, "11": 12}


def asserted_names(source):
    """Names that the tests of a file pass to `assert_check`.

    Where a test passes a variable, every string of it and of its decorators may be what it
    passes, but for keys in brackets.
    """
    names = set()
    for test in ast.walk(ast.parse(source)):
        if not (isinstance(test, ast.FunctionDef) and test.name.startswith("test_")):
            continue
        for call in ast.walk(test):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "assert_check":
                name = call.args[0]
                names |= {name.value} if isinstance(name, ast.Constant) else strings(test)
    return names


def strings(node):
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.Subscript):
        return strings(node.value)
    return set().union(*map(strings, ast.iter_child_nodes(node)))


ASSERTED = {
    name for path in TESTS.rglob("test_*.py") for name in asserted_names(path.read_text("utf-8"))
}


@pytest.mark.parametrize(
    "name", [name for name, check in CHECKS.items() if check["section"] in HELD]
)
def test_every_check_is_used_by_a_test(name):
    assert name in ASSERTED


@pytest.mark.parametrize(
    ("lines", "is_used"),
    [
        (['assert_check("a", 1.0)'], True),
        (["assert_check(", '    "a", 1.0', ")"], True),
        (['for name in ["b", "a"]:', "    assert_check(name, 1.0)"], True),
        (['name = "a"', "assert_check(name, 1.0)"], True),
        (['assert_check("b", 1.0)  # as "a"'], False),
        (['"""Of "a"."""', 'assert_check("b", 1.0)'], False),
        (['assert_check("b", CHECKS["a"]["expected"])'], False),
        (['name = "b"', 'assert_check(name, CHECKS["a"]["expected"])'], False),
        (['assert "a" in NAMES', 'assert_check("b", 1.0)'], False),
        (['print("a")'], False),
    ],
)
def test_a_check_counts_as_used_where_it_is_asserted_and_not_where_it_is_named(lines, is_used):
    body = "".join(f"    {line}\n" for line in lines)
    assert ("a" in asserted_names(f"def test_it():\n{body}")) == is_used
    assert "a" not in asserted_names(f"def it():\n{body}")


def test_a_check_counts_as_used_where_a_test_gets_it_as_a_parameter():
    rows = '@pytest.mark.parametrize(("name", "x"), [("a", 1.0)])\n'
    assert "a" in asserted_names(f"{rows}def test_it(name, x):\n    assert_check(name, x)\n")
    assert "a" not in asserted_names(f"{rows}def test_it(name, x):\n    assert_check('b', x)\n")


def test_the_sections_have_the_checks_that_they_came_with():
    sections = [check["section"] for check in CHECKS.values()]
    assert {section: sections.count(section) for section in sorted(set(sections))} == COUNTS
