"""The rules of the audit, by group, and the list of all of them."""

from auricle.audit.rules.registry import all_rules, rule_named
from auricle.audit.rules.rule import Example, Excerpt, Hit, Rule

__all__ = ["Example", "Excerpt", "Hit", "Rule", "all_rules", "rule_named"]
