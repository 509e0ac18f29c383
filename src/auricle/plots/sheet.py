"""A figure worked out: everything in pixels from the upper left corner, nothing to compute."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.plots.geometry import Frame
from auricle.plots.pens import Pen

__all__ = ["WIDTH_PX", "Area", "Panel", "Sheet", "Stroke", "Tick", "Triangle", "Words"]

WIDTH_PX = 800


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text."""

    text: str
    x: float
    baseline: float
    size_px: float
    color: str
    anchor: str = "left"  # left, center, right
    is_bold: bool = False
    is_upright: bool = False  # read from below
    has_ground: bool = False  # stands on lines: white behind it


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A line."""

    points: NDArray[np.float64]  # shape (n_points, 2) [px]
    pen: Pen
    is_clipped: bool  # to its panel


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A band: lightly filled, with an edge."""

    outline: NDArray[np.float64]  # shape (n_points, 2) [px]
    pen: Pen
    fill_share: float  # of the colour


@dataclass(frozen=True, slots=True)
class Triangle:
    """The mark of a resonance."""

    x: float
    y: float
    is_up: bool
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, with a label or without."""

    place: float
    label: str
    is_strong: bool


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One diagram."""

    frame: Frame
    frequency_ticks: tuple[Tick, ...]
    level_ticks: tuple[Tick, ...]
    areas: tuple[Area, ...]
    strokes: tuple[Stroke, ...]  # in the order in which they are drawn
    triangles: tuple[Triangle, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A whole figure."""

    title: str
    description: str  # for people who do not see it
    height_px: int
    panels: tuple[Panel, ...]
    words: tuple[Words, ...]
    free_strokes: tuple[Stroke, ...]  # from the ends of curves to their labels
