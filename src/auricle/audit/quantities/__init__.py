"""Quantities in prose: numbers with their units, ranges, bounds and conditions."""

from auricle.audit.quantities.find import find_quantities
from auricle.audit.quantities.quantity import Bound, Kind, Quantity

__all__ = ["Bound", "Kind", "Quantity", "find_quantities"]
