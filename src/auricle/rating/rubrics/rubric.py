"""Rubrics: versioned files that say how evidence becomes points."""

import hashlib
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from auricle.dossier import EVIDENCE_CLASSES, FaultList, load_glossary, parse_toml
from auricle.dossier.faults import suggestion
from auricle.errors import DossierError, Fault, RubricError, UnknownRubricError
from auricle.estimate import rounded
from auricle.market import Margins
from auricle.metrics import load_definitions
from auricle.rating.rubrics.rule_keys import check_rule_keys

__all__ = [
    "AXES",
    "AxisRule",
    "CriterionRule",
    "Rubric",
    "built_in_rubric",
    "built_in_rubrics",
    "load_rubric",
    "named_rubric",
    "parse_rubric",
    "rubric_text",
]

AXES = (
    "scientific_validity",
    "technology_level",
    "cost_performance",
    "reliability_support",
    "design_rationality",
)
"""The five axes, in the order in which they are always shown."""

Share = Annotated[float, Field(ge=0, le=1, strict=True)]
Step = Annotated[float, Field(ge=-1, le=1, strict=True)]
Weight = Annotated[float, Field(gt=0, le=1e6, strict=True)]
Figure = Annotated[float, Field(strict=True)]
Text = Annotated[str, Field(min_length=1)]


def _known(name: str | None, known: Mapping[str, object], what: str) -> str | None:
    if name is not None and name not in known:
        hint = suggestion(name, known)
        raise ValueError(f"{what}{f' ({hint})' if hint else ''}")
    return name


def _known_metric(name: str | None) -> str | None:
    return _known(name, load_definitions(), "a metric that exists")


def _known_finding(name: str | None) -> str | None:
    return _known(name, load_glossary().criteria, "a finding of the glossary")


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class SharesRule(_Rule):
    """What each answer to a finding counts, 0 to 1."""

    yes: Share
    partly: Share
    no: Share


class StepsRule(_Rule):
    """How far each answer to a finding moves an axis of rule "steps"."""

    yes: Step
    partly: Step
    no: Step


class CriterionRule(_Rule):
    """One criterion of an axis: where its value comes from and what that is worth."""

    id: Text
    name: Text
    weight: Weight = 1.0  # stated on an axis of rule "weighted", and only there
    wanted: Text  # the evidence that would settle it
    metric: Annotated[str | None, AfterValidator(_known_metric)] = None
    finding: Annotated[str | None, AfterValidator(_known_finding)] = None
    points: tuple[tuple[Figure, Share], ...] = ()  # value and what it is worth, rising
    scale: Literal["linear", "log"] = "linear"
    steps: StepsRule | None = None  # of a finding, on an axis of rule "steps" and only there
    inverted: bool = False  # a yes counts against
    only_where_known: bool = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.metric is None) == (self.finding is None):
            raise ValueError("either 'metric' or 'finding'")
        if self.inverted and (self.metric is not None or self.steps is not None):
            raise ValueError("'inverted' on a finding only; points and steps may fall")
        values = [value for value, _ in self.points]
        if self.metric is not None and (len(values) < 2 or values != sorted(set(values))):
            raise ValueError("'points' with at least two rising values")
        if self.scale == "log" and any(value <= 0 for value in values):
            raise ValueError("'points' above 0 on a logarithmic scale")
        return self

    def points_of(self, value: float) -> float:
        """What a value is worth, 0 to 1.

        Linear between the control points, on the logarithm of the value where the scale
        is "log", and constant outside them.

        Examples
        --------
        >>> rule = built_in_rubric().axes[0].criteria[0]
        >>> rule.points_of(85.0)
        0.75
        """
        place = math.log if self.scale == "log" else float
        if value <= self.points[0][0]:
            return self.points[0][1]
        for (low, p_low), (high, p_high) in pairwise(self.points):
            if value <= high:
                share = (place(value) - place(low)) / (place(high) - place(low))
                return rounded(p_low + share * (p_high - p_low))
        return self.points[-1][1]

    def points_of_answers(self, shares: SharesRule, *, neutral: float) -> dict[str, float]:
        """What each answer to the finding is worth: its share, or the neutral value and its step.

        Examples
        --------
        >>> rubric = built_in_rubric("published")
        >>> rubric.axis("technology_level").criteria[0].points_of_answers(
        ...     rubric.shares, neutral=rubric.neutral)
        {'yes': 0.6, 'partly': 0.5, 'no': 0.4}
        """
        if self.steps is None:
            return shares.model_dump()
        return {answer: rounded(neutral + step) for answer, step in self.steps.model_dump().items()}


class AxisRule(_Rule):
    """One axis with its criteria; cost-performance has none, its rule is a price ratio."""

    id: Literal[
        "scientific_validity",
        "technology_level",
        "cost_performance",
        "reliability_support",
        "design_rationality",
    ]
    name: Text
    rule: Literal["weighted", "mean", "steps"] = "weighted"
    maker_only_step: Share = 0.0  # toward neutral where only the maker speaks; rule "mean"
    none_judged: Share | None = None  # of cost-performance; None: then the ratio is not known
    criteria: tuple[CriterionRule, ...] = ()


class _MarginsRule(_Rule):
    preference_points: Weight
    channel_match_db: Weight
    isolation_db: Weight
    distortion_steps: Weight
    level_from_v: Weight


class Rubric(_Rule):
    """A rubric as it stands in its file."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Text
    neutral: Share
    unknown_half_width: Share
    provisional_below: Share
    agreement_bonus: Share
    grades: dict[str, Share]
    shares: SharesRule
    axes: tuple[AxisRule, ...]
    margins: _MarginsRule
    sha256: str = Field(default="", exclude=True)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if tuple(axis.id for axis in self.axes) != AXES:
            msg = f"the axes {', '.join(AXES)}, in this order"
            raise ValueError(msg)
        wanted = {*EVIDENCE_CLASSES, "proxy"}
        if set(self.grades) != wanted:
            msg = f"a grade for each of {', '.join(sorted(wanted))}"
            raise ValueError(msg)
        for axis in self.axes:
            names = [criterion.id for criterion in axis.criteria]
            if len(names) != len(set(names)):
                msg = f"criteria of {axis.id} that are all different"
                raise ValueError(msg)
            if bool(names) == (axis.id == "cost_performance"):
                raise ValueError("criteria on each axis but cost_performance")
            if names and all(criterion.only_where_known for criterion in axis.criteria):
                msg = f"a criterion of {axis.id} that always enters"
                raise ValueError(msg)
        return self

    def axis(self, axis_id: str) -> AxisRule:
        """One of the five axes, by its id."""
        return self.axes[AXES.index(axis_id)]

    def comparison_margins(self) -> Margins:
        """Margins of the comparison, with the ladder of the distortion criterion."""
        criteria = [c for axis in self.axes for c in axis.criteria if c.metric == "distortion"]
        ladder = tuple(value for value, _ in criteria[0].points) if criteria else (5e-4, 2e-2)
        return Margins(**self.margins.model_dump(), distortion_ladder=ladder)


def parse_rubric(text: str, *, file: str) -> Rubric:
    """Read a rubric.

    Raises
    ------
    RubricError
        With every fault: line, column, what was found, what was expected.
    """
    try:
        table = parse_toml(text, file=file)
    except DossierError as error:
        raise RubricError(error.faults) from None
    if "product" in table and "axes" not in table:
        found = Fault(file, 1, 1, "a dossier", "a rubric; auricle show checks a dossier")
        raise RubricError([found])
    faults = FaultList(file, text)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if "sha256" in table:
        faults.add(("sha256",), "unknown key 'sha256'", "it left out", at_key=True)
    check_rule_keys(table, faults)
    rubric = faults.check(Rubric, {**table, "sha256": digest}, ())
    if len(faults) or not isinstance(rubric, Rubric):
        raise RubricError(list(faults))
    return rubric


def rubric_text(path: Path) -> str:
    """Text of a rubric file.

    Raises
    ------
    RubricError
        If it cannot be read or is no UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found = f"an unreadable file ({type(error).__name__})"
        raise RubricError([Fault(path.name, 1, 1, found, "a text in UTF-8")]) from None


def load_rubric(path: Path) -> Rubric:
    """Read a rubric from a file; errors as for `rubric_text` and `parse_rubric`."""
    return parse_rubric(rubric_text(path), file=path.name)


def built_in_rubrics() -> tuple[str, ...]:
    """Ids of the rubrics that come with the program, each the stem of its file.

    Examples
    --------
    >>> built_in_rubrics()
    ('auricle-1', 'published')
    """
    names = (path.name for path in (files("auricle") / "data" / "rubrics").iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def built_in_rubric(rubric_id: str = "auricle-1") -> Rubric:
    """A rubric that comes with the program.

    Examples
    --------
    >>> built_in_rubric().id
    'auricle-1'
    """
    path = files("auricle") / "data" / "rubrics" / f"{rubric_id}.toml"
    return parse_rubric(path.read_text("utf-8"), file=f"{rubric_id}.toml")


def named_rubric(name: str) -> Rubric:
    """The built-in rubric of that id, else the one in the file of that name.

    Raises
    ------
    UnknownRubricError
        If there is neither.
    RubricError
        If the file is no rubric.

    Examples
    --------
    >>> named_rubric("published").id
    'published'
    """
    if name in built_in_rubrics():
        return built_in_rubric(name)
    if not Path(name).is_file():
        raise UnknownRubricError(name, built_in_rubrics())
    return load_rubric(Path(name))
