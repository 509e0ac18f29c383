"""Figures, held to what can be measured of them."""

import dataclasses
import os
import re
import struct
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

from auricle.plots import (
    Bounds,
    ComparisonView,
    Curve,
    ResonanceMark,
    ResponseView,
    compare_figure,
    response_figure,
)
from tests.plots.views import COMPARISONS, LONG, RESPONSES, TARGET_DB, F, response_db, with_error

SVG = "{http://www.w3.org/2000/svg}"
EVERY = {**RESPONSES, **COMPARISONS}


def figure_of(view, form):
    make = response_figure if isinstance(view, ResponseView) else compare_figure
    return make(view, form=form)


def sheet_of(view):
    from auricle.plots.compose import comparison_sheet, response_sheet

    return (response_sheet if isinstance(view, ResponseView) else comparison_sheet)(view)


@pytest.fixture(params=EVERY, ids=str)
def view(request):
    return EVERY[request.param]


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("name", ["plain", "twelve"])
def test_the_same_view_gives_the_same_bytes(name, form):
    assert figure_of(EVERY[name], form) == figure_of(EVERY[name], form)


def test_another_process_with_other_settings_gives_the_same_bytes(tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.size: 31\nlines.linewidth: 9\ntext.usetex: true\n")
    code = (
        "import sys; from tests.plots.views import RESPONSES; "
        "from auricle.plots import response_figure; "
        "sys.stdout.buffer.write(response_figure(RESPONSES['plain'], form='svg'))"
    )
    changed = {"PYTHONHASHSEED": "7", "MPLBACKEND": "pdf", "MATPLOTLIBRC": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, **changed}
    )
    assert found.stdout == figure_of(RESPONSES["plain"], "svg")


def test_a_figure_leaves_the_settings_of_matplotlib_as_they_were():
    import matplotlib

    with matplotlib.rc_context({"font.size": 23.0}):
        before = dict(matplotlib.rcParams)
        figure_of(RESPONSES["plain"], "svg")
        assert dict(matplotlib.rcParams) == before


def test_loading_the_room_does_not_load_matplotlib():
    code = "import sys, auricle.plots; print('matplotlib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "False"


def test_text_is_laid_out_with_the_font_that_comes_with_matplotlib():
    import matplotlib
    from matplotlib.font_manager import findfont

    from auricle.plots.typography import font

    for is_bold in (False, True):
        assert findfont(font(10.0, bold=is_bold)).startswith(matplotlib.get_data_path())


def test_an_svg_is_well_formed_and_says_what_it_shows(view):
    root = ElementTree.fromstring(figure_of(view, "svg"))  # noqa: S314 - our own
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title.text == view.title
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    for curve in view.curves:
        assert curve.label in description.text
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_an_svg_has_no_date_and_needs_nothing_from_elsewhere(view):
    text = figure_of(view, "svg").decode("utf-8")
    assert "DOCTYPE" not in text
    assert "date" not in text.lower()
    links = re.findall(r'(?:href|src)="([^"]*)"|url\(([^)]*)\)', text)
    assert all((one or other).startswith("#") for one, other in links)


def test_text_in_an_svg_is_text():
    root = ElementTree.fromstring(figure_of(RESPONSES["plain"], "svg"))  # noqa: S314 - our own
    words = [element.text for element in root.iter(f"{SVG}text")]
    for expected in ("A headphone", "Headphone", "Target", "Frequency [Hz]", "Level [dB]"):
        assert expected in words


def test_five_curves_with_bands_stay_below_300_kb():
    random = np.random.default_rng(3)
    curves = []
    for k in range(5):
        level_db = response_db(k) + 0.5 * random.standard_normal(F.size)
        curves.append(Curve(f"Curve {k}", F, level_db, level_db - 2.0, level_db + 2.0))
    differences = [Curve(c.label, F, c.level_db - curves[0].level_db) for c in curves[1:]]
    view = ComparisonView("Five", tuple(curves), tuple(differences))
    assert len(compare_figure(view, form="svg")) < 300_000


def test_a_png_is_1600_pixels_wide_and_has_no_date_nor_maker(view):
    data = figure_of(view, "png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 1600
    assert height == 2 * sheet_of(view).height_px
    chunks, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunks.append(data[at + 4 : at + 8])
        at += length + 12
    assert chunks[0] == b"IHDR"
    assert not {b"tEXt", b"iTXt", b"zTXt", b"tIME"} & set(chunks)


@pytest.mark.parametrize("dpi", [72.0, 144.0])
def test_no_text_overlaps_another_or_runs_out_of_the_figure(view, dpi):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from auricle.plots.render import drawn, settings

    with settings():
        figure = drawn(sheet_of(view))
        figure.set_dpi(dpi)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        boxes = [(text.get_text(), text.get_window_extent()) for text in figure.texts]
    width, height = figure.bbox.width, figure.bbox.height
    slack = dpi / 72.0  # extents are those of whole lines: ink has a pixel to each side
    for k, (text, box) in enumerate(boxes):
        assert box.x0 >= 0.0, text
        assert box.y0 >= 0.0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text
        for other_text, other in boxes[:k]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            along = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert min(across, along) <= slack, (text, other_text)


def test_labels_of_resonances_do_not_cover_marks(view):
    from auricle.plots.typography import text_width_px

    sheet = sheet_of(view)
    labels = [words for words in sheet.words if words.has_ground]
    for panel in sheet.panels:
        for triangle in panel.triangles:
            for words in labels:
                right = words.x + text_width_px(words.text, words.size_px)
                across = words.x - 3.75 < triangle.x < right + 3.75
                assert not (across and words.baseline - 9.0 < triangle.y < words.baseline + 2.0)


def test_resonances_without_room_for_a_label_are_counted():
    view = RESPONSES["crowded"]
    sheet = sheet_of(view)
    n_labels = sum(words.has_ground for words in sheet.words)
    assert n_labels < len(view.resonances)
    missing = len(view.resonances) - n_labels
    assert f"{missing} of {len(view.resonances)} have no room for a label" in sheet.description


@pytest.mark.parametrize("name", ["aspect", "long names"])
def test_fifty_db_are_as_long_as_a_decade(name):
    from auricle.plots.render import drawn, settings

    with settings():
        sheet = sheet_of(EVERY[name])
        figure = drawn(sheet)
        for panel, axes in zip(sheet.panels, figure.axes, strict=True):
            frame, area = panel.frame, axes.get_window_extent()
            decade_px = area.width / 3.0  # 20 Hz to 20 kHz
            ten_db_px = area.height / (frame.high_db - frame.low_db) * 10.0
            assert decade_px == pytest.approx(5.0 * ten_db_px, rel=1e-9)
        labels = {text.get_text(): text.get_window_extent() for text in figure.texts}
    decade_px = centre(labels["1k"])[0] - centre(labels["100"])[0]
    five_db_px = centre(labels["+5"])[1] - centre(labels["0"])[1]
    assert decade_px == pytest.approx(10.0 * five_db_px, rel=0.01)


def centre(box):
    return (box.x0 + box.x1) / 2.0, (box.y0 + box.y1) / 2.0


def test_the_frequency_axis_has_the_ticks_of_the_field():
    (panel,) = sheet_of(RESPONSES["narrow"]).panels
    labels = [tick.label for tick in panel.frequency_ticks if tick.label]
    assert labels == ["20", "50", "100", "200", "500", "1k", "2k", "5k", "10k", "20k"]
    assert len(panel.frequency_ticks) == 8 + 9 + 9 + 2  # 20-90, 100-900, 1k-9k, 10k and 20k
    left, right = panel.frame.box.left, panel.frame.box.right
    places = {tick.label: tick.place for tick in panel.frequency_ticks}
    assert (places["20"], places["20k"]) == pytest.approx((left, right))
    # 632.5 Hz is in the middle of 20 Hz and 20 kHz: 200 Hz and 2 kHz are as far from it.
    assert places["200"] + places["2k"] == pytest.approx(left + right)


def test_levels_have_a_line_each_5_db():
    (panel,) = sheet_of(RESPONSES["narrow"]).panels
    labels = [tick.label for tick in panel.level_ticks]
    assert {"−5", "0", "+5"} <= set(labels)
    steps = np.diff([float(label.replace("−", "-")) for label in labels])
    assert set(steps) == {5.0}


def test_nothing_outside_20_hz_to_20_khz_is_drawn():
    f = np.geomspace(5.0, 48_000.0, 500)
    inside = (f > 20.0) & (f < 20_000.0)
    level_db = np.where(inside, 0.0, 25.0)
    sheet = sheet_of(ResponseView("Wide", (Curve("Wide", f, level_db),)))
    (panel,) = sheet.panels
    (stroke,) = panel.strokes
    assert stroke.points[:, 0].min() == pytest.approx(panel.frame.box.left)
    assert stroke.points[:, 0].max() == pytest.approx(panel.frame.box.right)


def test_a_line_is_where_its_levels_are():
    (panel,) = sheet_of(ResponseView("Target", (Curve("Target", F, TARGET_DB),))).panels
    frame, points = panel.frame, panel.strokes[0].points
    x = frame.x(F)
    drawn_y = np.interp(x, points[:, 0], points[:, 1])
    np.testing.assert_allclose(drawn_y, frame.y(TARGET_DB), atol=0.2)
    assert len(points) < 0.7 * F.size


def test_what_a_panel_cuts_off_is_said():
    sheet = sheet_of(RESPONSES["brick wall"])
    (panel,) = sheet.panels
    assert panel.frame.low_db > -65.0
    assert any("Beyond the panel: Wireless to −65.0 dB at" in words.text for words in sheet.words)
    assert "Beyond the panel" not in sheet_of(RESPONSES["narrow"]).description


def test_a_curve_that_is_nowhere_in_the_range_is_named():
    view = ResponseView("Two", (Curve("Bat", np.array([30e3, 40e3]), np.zeros(2)), narrow_curve()))
    words = [words.text for words in sheet_of(view).words]
    assert "Not measured between 20 Hz and 20 kHz: Bat." in words
    assert "Bat" not in words


def narrow_curve():
    return RESPONSES["narrow"].curves[0]


def test_marks_of_low_confidence_are_hollow_and_dips_point_down():
    view = with_error(n_marks=6)
    for panel in sheet_of(view).panels:
        found = {(round(t.x, 6), t.is_up, t.is_hollow) for t in panel.triangles}
        expected = {
            (
                round(float(panel.frame.x(m.frequency_hz)), 6),
                m.kind == "peak",
                m.confidence == "low",
            )
            for m in view.resonances
        }
        assert found == expected


def test_what_must_not_be_overlooked_stands_in_bold_above_the_panels():
    sheet = sheet_of(RESPONSES["crowded"])
    bold = [words for words in sheet.words if words.is_bold and words.text.startswith("⚠")]
    assert bold
    assert all(words.baseline < sheet.panels[0].frame.box.top for words in bold)


@pytest.mark.parametrize(
    "text",
    [
        '$x^2$ & <b>"it\'s"</b> ]]>',
        "水月雨 蓝宝石",
        "bell\x07 and\nline\tbreaks",
        "\ud800 \uffff",
        "",
        "_",
        "🎧",
    ],
)
@pytest.mark.parametrize("form", ["svg", "png"])
def test_any_text_can_be_drawn(text, form):
    curve = dataclasses.replace(narrow_curve(), label=text)
    mark = ResonanceMark(1000.0, 0.0, "peak", text)
    bounds = Bounds(text, F, TARGET_DB - 1.0, TARGET_DB + 1.0)
    view = ResponseView(
        text, (curve,), (text,), (text,), resonances=(mark,), bounds=bounds, notes=(text,)
    )
    data = response_figure(view, form=form)
    if form == "svg":
        ElementTree.fromstring(data)  # noqa: S314 - our own


def test_names_that_the_font_lacks_stand_in_the_svg():
    view = dataclasses.replace(RESPONSES["narrow"], title="水月雨 Aria")
    assert "水月雨 Aria</text>" in response_figure(view, form="svg").decode("utf-8")


def test_views_that_cannot_be_drawn_are_refused():
    curve, f = narrow_curve(), np.array([20.0, 200.0])
    with pytest.raises(ValueError, match="1 to 12 curves"):
        ResponseView("None", ())
    with pytest.raises(ValueError, match="2 to 12 curves"):
        ComparisonView("One", (curve,))
    with pytest.raises(ValueError, match="have 1 differences"):
        ComparisonView("Two", (curve, curve), (curve, curve))
    with pytest.raises(ValueError, match="aspect must be"):
        ResponseView("Aspect", (curve,), aspect="25 dB per decade")
    with pytest.raises(ValueError, match="lower and an upper edge"):
        Curve("Half", f, np.zeros(2), low_db=np.zeros(2))
    with pytest.raises(ValueError, match="levels must be finite"):
        Curve("Not a number", f, np.array([0.0, np.nan]))
    with pytest.raises(ValueError, match="rising"):
        Curve("Falling", f[::-1], np.zeros(2))
    with pytest.raises(ValueError, match="peak or dip"):
        ResonanceMark(1000.0, 0.0, "bump", "")
    with pytest.raises(ValueError, match="form must be"):
        response_figure(RESPONSES["narrow"], form="pdf")


def test_long_labels_end_in_an_ellipsis_and_stand_whole_in_the_description():
    label = f"{LONG} {LONG}"
    view = ResponseView("Long", (Curve(label, F, TARGET_DB),))
    sheet = sheet_of(view)
    assert label in sheet.description
    assert any(words.text.endswith("…") for words in sheet.words)
