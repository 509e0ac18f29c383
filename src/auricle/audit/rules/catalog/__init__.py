"""The rules that hold a review against Auricle's catalog."""

from auricle.audit.rules.catalog import facts, prices

__all__ = ["RULES"]

RULES = (*facts.RULES, *prices.RULES)
