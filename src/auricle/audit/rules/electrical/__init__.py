"""Rules on electrical and acoustic figures: what contradicts itself by a formula."""

from auricle.audit.rules.electrical import amplifiers, comparisons, levels, references

__all__ = ["RULES"]

RULES = (*levels.RULES, *references.RULES, *comparisons.RULES, *amplifiers.RULES)
