"""Lines can be told apart without colour, and colours by people who see fewer of them."""

from itertools import combinations, pairwise

from auricle.plots.pens import PENS, TARGET_PEN

# Okabe and Ito, Color Universal Design (2008), with black.
OKABE_ITO = {
    "#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
}  # fmt: skip


def luminance(color):
    """Relative luminance, WCAG 2.2."""
    parts = [int(color[k : k + 2], 16) / 255.0 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def lightness(color):
    """CIE L* of 0 to 100."""
    y = luminance(color)
    return 116.0 * y ** (1.0 / 3.0) - 16.0 if y > 216.0 / 24389.0 else y * 24389.0 / 27.0


def test_colours_are_those_of_okabe_and_ito():
    assert {pen.color for pen in PENS} <= OKABE_ITO


def test_any_two_pens_differ_in_dashes_or_in_lightness():
    for one, other in combinations([*PENS, TARGET_PEN], 2):
        differ = abs(lightness(one.color) - lightness(other.color))
        assert one.dashes != other.dashes or differ >= 10.0, (one, other)


def test_neighbours_differ_in_dashes_and_in_lightness():
    for one, other in pairwise(PENS):
        assert one.dashes != other.dashes
        assert abs(lightness(one.color) - lightness(other.color)) >= 10.0, (one, other)


def test_every_line_is_seen_on_white():
    for pen in [*PENS, TARGET_PEN]:
        assert 1.05 / (luminance(pen.color) + 0.05) >= 2.0
        assert pen.width_px >= 1.5
