"""A sheet as SVG or PNG."""

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import Affine2D, Transform

from auricle.plots.pens import GRID, INK, STRONG_GRID
from auricle.plots.sheet import WIDTH_PX, Area, Panel, Sheet, Stroke, Triangle, Words
from auricle.plots.typography import FONT_FAMILY, font

__all__ = ["drawn", "rendered", "settings"]

_PX_PER_INCH = 72.0  # of the drawing: a pixel is a point
_PNG_SCALE = 2
_EDGE_SHARE = 0.6  # of the colour of a line, in the edge of its band
_METADATA = {"png": ("Software",), "svg": ("Date", "Creator", "Format", "Type")}  # left out
_FALLBACK_FONTS = "Verdana, sans-serif"  # of viewers that lack the font; Verdana is as wide

_SETTINGS: dict[Any, Any] = {
    "font.family": FONT_FAMILY,
    "path.simplify": False,  # lines come simplified
    "svg.fonttype": "none",  # text stays text: searchable, and read aloud
    "svg.hashsalt": "auricle",
    "text.parse_math": False,  # "$" in a name is a dollar
}


@contextmanager
def settings() -> Iterator[None]:
    """Matplotlib as it comes, with what figures need, whatever the user has set; undone after."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        # A viewer of an SVG may have the glyph; in a PNG there is a box in its place.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def rendered(sheet: Sheet, *, form: str) -> bytes:
    """The bytes of a file, inside `settings`: "svg", or "png" with two pixels for each."""
    file = io.BytesIO()
    none = dict.fromkeys(_METADATA[form])
    dpi = _PX_PER_INCH * (_PNG_SCALE if form == "png" else 1)
    drawn(sheet).savefig(file, format=form, dpi=dpi, metadata=none)
    if form == "png":
        return file.getvalue()
    return _finished_svg(file.getvalue().decode("utf-8"), sheet).encode("utf-8")


def drawn(sheet: Sheet) -> Figure:
    """The sheet as a Matplotlib figure; a pixel of the sheet is a point of the figure."""
    size = WIDTH_PX / _PX_PER_INCH, sheet.height_px / _PX_PER_INCH
    figure = Figure(figsize=size, dpi=_PX_PER_INCH, facecolor="white")
    upwards = Affine2D().scale(1.0, -1.0).translate(0.0, sheet.height_px)
    to_page = upwards + Affine2D().scale(1.0 / _PX_PER_INCH) + figure.dpi_scale_trans
    for panel in sheet.panels:
        _draw_panel(figure, panel, sheet.height_px)
    for stroke in sheet.free_strokes:
        figure.add_artist(_line(stroke, to_page))
    for words in sheet.words:
        _draw_words(figure, words, to_page)
    return figure


def _draw_panel(figure: Figure, panel: Panel, height_px: float) -> None:
    box = panel.frame.box
    place = (
        box.left / WIDTH_PX,
        1.0 - box.bottom / height_px,
        (box.right - box.left) / WIDTH_PX,
        (box.bottom - box.top) / height_px,
    )
    axes = figure.add_axes(place)
    axes.set_axis_off()
    axes.set(xlim=(box.left, box.right), ylim=(box.bottom, box.top))
    _draw_grid(axes, panel)
    for area in panel.areas:
        _draw_area(axes, area)
    for stroke in panel.strokes:
        axes.add_line(_line(stroke, axes.transData))
    corner, width, height = (box.left, box.top), box.right - box.left, box.bottom - box.top
    axes.add_patch(
        Rectangle(
            corner,
            width,
            height,
            fill=False,
            edgecolor=INK,
            linewidth=1.0,
            clip_on=False,
            zorder=3.0,
        )
    )
    for triangle in panel.triangles:
        axes.add_line(_triangle(triangle))


def _draw_grid(axes: Axes, panel: Panel) -> None:
    box = panel.frame.box
    for is_strong, color, width in ((False, GRID, 0.6), (True, STRONG_GRID, 0.9)):
        upright = [
            [(tick.place, box.top), (tick.place, box.bottom)]
            for tick in panel.frequency_ticks
            if tick.is_strong == is_strong
        ]
        level = [
            [(box.left, tick.place), (box.right, tick.place)]
            for tick in panel.level_ticks
            if tick.is_strong == is_strong
        ]
        axes.add_collection(
            LineCollection([*upright, *level], colors=color, linewidths=width, zorder=0.5),
            autolim=False,
        )


def _draw_area(axes: Axes, area: Area) -> None:
    pen = area.pen
    polygon = Polygon(
        area.outline,
        closed=True,
        facecolor=(pen.color, area.fill_share),
        edgecolor=(pen.color, _EDGE_SHARE),
        linewidth=0.6,
    )
    if pen.width_px < 1.0:  # bounds: no line runs in their middle, so their edges are dashed
        polygon.set_linestyle((0.0, pen.dashes))
        polygon.set_linewidth(pen.width_px)
    axes.add_patch(polygon)


def _line(stroke: Stroke, transform: Transform) -> Line2D:
    pen = stroke.pen
    line = Line2D(
        stroke.points[:, 0],
        stroke.points[:, 1],
        color=pen.color,
        linewidth=pen.width_px,
        solid_joinstyle="round",
        dash_joinstyle="round",
        solid_capstyle="butt",
        clip_on=stroke.is_clipped,
        transform=transform,
    )
    if pen.dashes:  # lengths are in pixels, Matplotlib takes widths of the line
        line.set_linestyle((0.0, tuple(length / pen.width_px for length in pen.dashes)))
    return line


def _triangle(triangle: Triangle) -> Line2D:
    return Line2D(
        [triangle.x],
        [triangle.y],
        marker="^" if triangle.is_up else "v",
        markersize=7.5,
        markeredgecolor=INK,
        markeredgewidth=1.1,
        markerfacecolor="white" if triangle.is_hollow else INK,
        linestyle="none",
        clip_on=False,
        zorder=5.0,
    )


def _draw_words(figure: Figure, words: Words, to_page: Transform) -> None:
    text = figure.text(
        words.x,
        words.baseline,
        words.text,
        transform=to_page,
        fontproperties=font(words.size_px, bold=words.is_bold),
        color=words.color,
        horizontalalignment=words.anchor,
        verticalalignment="baseline",
        parse_math=False,
        zorder=6.0,
    )
    if words.is_upright:
        text.set(rotation=90.0, rotation_mode="anchor")
    if words.has_ground:
        text.set_bbox({"facecolor": "white", "alpha": 0.8, "linewidth": 0.0, "pad": 0.6})


_TAG = re.compile(r"<[^<>]+>")
_LONG_NUMBER = re.compile(r"(?<![\w#.])-?\d+\.\d{3,}")
_COUNTED_ID = re.compile(r'<g id="[A-Za-z0-9]+_\d+">')
_PATH = re.compile(r' d="[^"]*"')
_PATH_BLANK = re.compile(r"\s*([MLCQZz])\s*")  # letters of a path need none around them
_HEAD = re.compile(r"^.*?<svg\b[^<>]*>", re.DOTALL)


def _finished_svg(text: str, sheet: Sheet) -> str:
    """The SVG with a title and a description for people who do not see it, and made smaller.

    Coordinates keep two decimals: finer ones are not seen, and processors do not agree on
    their last digits. Ids that count the parts of a figure are left out, so that two figures
    can stand in one page.
    """
    text = _COUNTED_ID.sub("<g>", _HEAD.sub("", text, count=1))
    text = text.replace(f"'{FONT_FAMILY}'", f"'{FONT_FAMILY}', {_FALLBACK_FONTS}")
    text = _TAG.sub(lambda tag: _LONG_NUMBER.sub(_two_decimals, tag.group()), text)
    text = _PATH.sub(lambda path: _PATH_BLANK.sub(r"\1", path.group()), text)
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    title, description = f"title-{digest}", f"desc-{digest}"
    height = sheet.height_px
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH_PX}" height="{height}" viewBox="0 0 {WIDTH_PX} {height}" '
        f'role="img" aria-labelledby="{title}" aria-describedby="{description}">\n'
        f'<title id="{title}">{escape(sheet.title)}</title>\n'
        f'<desc id="{description}">{escape(sheet.description)}</desc>{text}'
    )


def _two_decimals(number: re.Match[str]) -> str:
    rounded = f"{float(number.group()):.2f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded
