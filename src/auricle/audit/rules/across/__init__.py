"""The rules on several reviews together."""

from auricle.audit.rules.across import duplicates, own_reviews, prices, translations

__all__ = ["RULES"]

RULES = (*duplicates.RULES, *translations.RULES, *prices.RULES, *own_reviews.RULES)
