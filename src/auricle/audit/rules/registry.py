"""The list of all rules."""

from functools import cache

from auricle.audit.rules import (
    across,
    catalog,
    cost_performance,
    electrical,
    evidence,
    references,
    scores,
    structure,
    switches,
)
from auricle.audit.rules.rule import Rule
from auricle.errors import UnknownRuleError

__all__ = ["all_rules", "rule_named"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, group by group."""
    return (
        *structure.RULES,
        *scores.RULES,
        *cost_performance.RULES,
        *electrical.RULES,
        *references.RULES,
        *evidence.RULES,
        *across.RULES,
        *catalog.RULES,
        *switches.RULES,
    )


def rule_named(rule_id: str) -> Rule:
    """The rule of an id.

    Raises
    ------
    UnknownRuleError
        With the nearest id there is.

    Examples
    --------
    >>> rule_named("score-sum").severity
    'error'
    """
    for rule in all_rules():
        if rule.id == rule_id:
            return rule
    raise UnknownRuleError(rule_id, [rule.id for rule in all_rules()])
