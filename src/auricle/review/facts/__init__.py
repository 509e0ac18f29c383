"""The fact sheet: all that is known of a product, and what became of it."""

from auricle.review.facts.record import fact_sheet_record
from auricle.review.facts.sheet import FactSheet, fact_sheet

__all__ = ["FactSheet", "fact_sheet", "fact_sheet_record"]
