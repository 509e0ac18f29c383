"""Which keys of a rubric file go with which rule of an axis."""

from collections.abc import Iterator, Mapping
from typing import Any

from auricle.dossier import FaultList
from auricle.rating.rules import RULES

__all__ = ["check_rule_keys"]

_MARKET = "cost_performance"


def check_rule_keys(table: Mapping[str, Any], faults: FaultList) -> None:
    """Note every key that the rule of its axis needs and that is not there, or the reverse.

    A weight where nothing is weighed, or a step where nothing is stepped, would do nothing
    in silence. Whether the values have the right form is checked elsewhere.

    Parameters
    ----------
    table
        The rubric as parsed; anything may be of the wrong type.
    faults
        Of its file.
    """
    for index, axis in _tables(table.get("axes")):
        rule = axis.get("rule", "weighted")
        is_market = axis.get("id") == _MARKET
        if rule not in RULES:
            continue  # a fault of its own
        for key, fits in (
            ("rule", not is_market),
            ("maker_only_step", rule == "mean" and not is_market),
            ("none_judged", is_market),
        ):
            if key in axis and not fits:
                _refuse(faults, ("axes", index, key), f"axis {axis.get('id')!r}")
        for number, criterion in _tables(axis.get("criteria")):
            _check_criterion(criterion, rule, ("axes", index, "criteria", number), faults)


def _check_criterion(
    criterion: Mapping[str, Any], rule: Any, path: tuple[str | int, ...], faults: FaultList
) -> None:
    steps_a_finding = rule == "steps" and "finding" in criterion
    for key, fits in (("weight", rule == "weighted"), ("steps", steps_a_finding)):
        if fits and key not in criterion:
            faults.add(path, f"no {key!r}", f"{key!r}, which every such entry needs")
        if key in criterion and not fits:
            _refuse(faults, (*path, key), f"an axis of rule {rule!r}")


def _refuse(faults: FaultList, path: tuple[str | int, ...], where: str) -> None:
    faults.add(path, f"key {path[-1]!r} on {where}", "it left out: it does nothing", at_key=True)


def _tables(value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The tables of a list, with their places in it."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield index, item
