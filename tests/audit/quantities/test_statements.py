"""What a text says of its numbers: ranges, bounds, signs, tolerances, conditions."""

import pytest

from auricle.audit.quantities import Quantity, find_quantities


def one(text: str) -> Quantity:
    """The only quantity of a text."""
    found = find_quantities(text)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("20Hz–40 kHz", 20, 40_000, "Hz"),
        ("20-20,000 Hz", 20, 20_000, "Hz"),
        ("10 Hz to 40 kHz", 10, 40_000, "Hz"),
        ("12 Hz–39.5 kHz", 12, 39_500, "Hz"),
        ("10k-20 kHz", 10_000, 20_000, "Hz"),
        ("20 Hz … 20 kHz", 20, 20_000, "Hz"),
        ("between 10 and 20 ohms", 10, 20, "ohm"),
        ("100–105dB/mW", 100, 105, "dB/mW"),
        ("200-300 USD", 200, 300, "USD"),
        ("$200-$300", 200, 300, "USD"),
        ("$200–300", 200, 300, "USD"),
        ("from 20 to 30 hours", 20, 30, "h"),
        ("2–3 years", 2, 3, "years"),
        ("a three to five year life", 3, 5, "years"),
        ("a 3 dB - 5 dB dip", 3, 5, "dB"),
        ("-3 to -5 dB", -5, -3, "dB"),
        ("-3 to +2 dB", -3, 2, "dB"),
    ],
)
def test_two_numbers_that_bound_a_range_are_one_quantity(text, low, high, unit):
    found = one(text)
    assert (found.bound, found.low, found.high, found.unit) == ("range", low, high, unit)
    assert found.value is None


@pytest.mark.parametrize(("text", "low"), [("20–20kHz", 20), ("5-40kHz", 5000), ("5Hz-40kHz", 5)])
def test_a_low_end_in_khz_that_would_exceed_the_high_end_is_in_hz(text, low):
    found = one(text)
    assert found.low == low
    assert found.unit_shared == (text != "5Hz-40kHz")


@pytest.mark.parametrize(
    "text",
    [
        "fell from 32 ohm to 16 ohm",
        "reduced from 40 hours to 60 hours",
        "which increases the weight from 4 g to 10 g",
        "It takes 8 hours to 6 hours",
        "2 mm and 3 mm",
    ],
)
def test_a_change_and_a_pair_are_two_quantities(text):
    assert [quantity.bound for quantity in find_quantities(text)] == ["exact", "exact"]


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("< 0.06%", "at_most", 0.06),
        ("THD≤1%", "at_most", 1),
        ("THD &lt; 1%", "at_most", 1),
        ("THD <= 1%", "at_most", 1),
        ("up to 30 hours", "at_most", 30),
        ("no more than 5%", "at_most", 5),
        ('claims of "up to 5%"', "at_most", 5),
        ("not exceeding 5%", "at_most", 5),
        ("does not exceed 5%", "at_most", 5),
        ("within 5%", "at_most", 5),
        ("less than 5%", "at_most", 5),
        ("0.05% or lower; else", "at_most", 0.05),
        ("sub-20ms", "at_most", 20),
        ("SNR > 50 dB", "at_least", 50),
        ("≥116 dB", "at_least", 116),
        ("over 50 hours", "at_least", 50),
        ("more than 50 hours", "at_least", 50),
        ("no less than 50 hours", "at_least", 50),
        ("exceeds 5%", "at_least", 5),
        ("40+ hours", "at_least", 40),
        ("50 hours or more.", "at_least", 50),
        ("starting at $99", "at_least", 99),
        ("from 499 USD", "at_least", 499),
    ],
)
def test_a_bound_has_nothing_at_its_open_end(text, bound, value):
    found = one(text)
    ends = (None, value) if bound == "at_most" else (value, None)
    assert (found.bound, found.low, found.high) == (bound, *ends)
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("below 100 Hz and above 5 kHz", ["at_most", "at_least"]),
        ("5 hours and up to 24 hours", ["exact", "at_most"]),
        ("discounted from 499 USD", ["exact"]),
        ("8 kHz and above are weak", ["at_least"]),
    ],
)
def test_words_of_bound_are_given_to_the_number_they_speak_of(text, bounds):
    assert [quantity.bound for quantity in find_quantities(text)] == bounds


@pytest.mark.parametrize("word", ["about", "≈", "~", "approx.", "circa", "roughly", "nearly"])
def test_what_is_said_to_be_rough_is_approximate(word):
    found = one(f"It weighs {word} 300 g.")
    assert found.approximate
    assert found.value == 300
    assert not one("It weighs 300 g.").approximate


def test_a_mark_of_quotation_in_front_of_a_line_is_no_bound():
    assert one("> 50 dB were measured").bound == "exact"


def test_a_bound_may_be_approximate():
    found = one("up to about 30 hours")
    assert (found.bound, found.approximate) == ("at_most", True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("+2dB", 2, 2),
        ("-5dB", -5, -5),
        ("−5 dB", -5, -5),
        ("±1.5 dB", -1.5, 1.5),
        ("+/-1.5 dB", -1.5, 1.5),
        ("± 3 dB", -3, 3),
        ("+1/-3 dB", -3, 1),
        ("±5-8 dB", -8, 8),
    ],
)
def test_a_sign_makes_a_deviation(text, low, high):
    found = one(text)
    assert found.signed
    assert (found.low, found.high) == (low, high)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "value", "tolerance"),
    [
        ("113±2 dB", 113, 2),
        ("110 ±3dB", 110, 3),
        ("15±3Ω", 15, 3),
        ("94±3dBSPL", 94, 3),
        ("38 Ω (±15 %)", 38, 38 * 0.15),
        ("32Ω±10%", 32, 3.2),
    ],
)
def test_a_tolerance_is_in_the_unit_of_the_value(text, value, tolerance):
    found = one(text)
    assert found.value == value
    assert found.tolerance == pytest.approx(tolerance)
    assert not found.signed


def test_several_values_share_one_unit():
    found = find_quantities("2.5/3.5/4.4 mm")
    assert [quantity.value for quantity in found] == [2.5, 3.5, 4.4]
    assert [quantity.unit_shared for quantity in found] == [True, True, False]


def test_sides_are_lengths_and_a_count_is_none():
    assert [quantity.value for quantity in find_quantities("95×86 mm")] == [95, 86]
    assert one("2 x 50 W").value == 50_000
    assert one("2 × 10 mm drivers").value == 10


def test_hours_with_minutes_are_one_duration():
    assert one("5 hours 33 minutes").value == pytest.approx(5 + 33 / 60)
    assert one("46 h 40 min").value == pytest.approx(46 + 40 / 60)
    assert one("1h 30m").value == 1.5


@pytest.mark.parametrize(
    ("text", "kind", "conditions"),
    [
        ("109 dB @ 1 kHz", "level_db", ["1 kHz"]),
        ("108dB/V@1kHz", "sensitivity_db_per_v", ["1kHz"]),
        ("66 mW into 120 Ω", "power", ["120 Ω"]),
        ("50 mW @ 32 ohm", "power", ["32 ohm"]),
        ("250 W/8 Ω", "power", ["8 Ω"]),
        ("0.25% (1kHz/100dB SPL)", "percent", ["1kHz", "100dB SPL"]),
        ("0.08% at 1kHz and 94dB SPL", "percent", ["1kHz", "94dB SPL"]),
        ("42 Hz (-6 dB)", "frequency", ["-6 dB"]),
        ("80Hz-20kHz±1.5dB", "frequency", ["±1.5dB"]),
        ("80 Hz to 20 kHz within ±3 dB", "frequency", ["±3 dB"]),
        ("32 Ω at 1 kHz", "impedance", ["1 kHz"]),
        ("98 dB at 1 kHz and 1 mW", "sensitivity_db_per_mw", ["1 kHz", "1 mW"]),
        ("98 dB at 1 mW, 1 kHz", "sensitivity_db_per_mw", ["1 mW", "1 kHz"]),
        ("101 dB (1 V RMS)", "sensitivity_db_per_v", ["1 V RMS"]),
        ("114 dB SPL (1 V_RMS)", "sensitivity_db_per_v", ["1 V_RMS"]),
        ("110 dB SPL @ 1 Vrms", "sensitivity_db_per_v", ["1 Vrms"]),
        ("94 dB (1W/1m)", "sensitivity_speaker", ["1W", "1m"]),
        ("98 dB at 2 V", "level_db", ["2 V"]),
        ("<0.5% at 1kHz 94dB SPL", "percent", ["1kHz", "94dB SPL"]),
        ("85W×2 into 8Ω", "power", ["8Ω"]),
        ("112 dB @ 1 kHz (1 mW)", "sensitivity_db_per_mw", ["1 kHz", "1 mW"]),
        ("91 dB SPL at 1 mW into 32 Ω", "sensitivity_db_per_mw", ["1 mW", "32 Ω"]),
        ("20 Hz to 20 kHz (+/- 3 dB)", "frequency", ["+/- 3 dB"]),
        ("a THD of nothing; 98 dB at 1 mW", "sensitivity_db_per_mw", ["1 mW"]),
    ],
)
def test_conditions_are_kept_in_what_they_belong_to_and_make_a_level_a_sensitivity(
    text, kind, conditions
):
    found = one(text)
    assert found.kind == kind
    assert [condition.text for condition in found.conditions] == conditions


@pytest.mark.parametrize(
    "text",
    ["SNR of 110 dB at 1 V", "a signal-to-noise ratio of 98 dB (1 mW)", "crosstalk 70 dB @ 1 V"],
)
def test_a_ratio_measured_at_one_volt_is_no_sensitivity(text):
    assert one(text).kind == "level_db"


@pytest.mark.parametrize(
    "text",
    [
        "32Ω/98dB",
        "112 dB/Vrms=95 dB/mW",
        "101 dB sensitivity, 32 Ω",
        "16 Ω, 20 Hz",
        "98 dB (150 mW max)",
        "0.0003% (-110 dB)",
    ],
)
def test_another_statement_is_no_condition(text):
    found = find_quantities(text)
    assert len(found) == 2
    assert all(quantity.conditions == () for quantity in found)


def test_what_stands_in_the_text_is_what_is_told():
    text = "It draws ~2.82 V_RMS (≈66 mW into 120 Ω) and costs under US$ 1,299.50 each."
    voltage, power, price = find_quantities(text)
    assert [voltage.text, power.text, price.text] == ["~2.82 V_RMS", "≈66 mW", "US$ 1,299.50"]
    assert text[price.start : price.end] == price.text
    assert (voltage.unit_written, price.unit_written) == ("V_RMS", "US$")
    assert (voltage.decimals, price.decimals, price.per) == (2, 2, "each")


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("約300g", "exact", True),
        ("最大30時間", "at_most", False),
        ("30時間以上", "at_least", False),
        ("0.1%以下", "at_most", False),
        ("9,900円前後", "exact", True),
    ],
)
def test_words_of_japanese_are_read_where_they_touch_the_number(text, bound, approximate):
    found = one(text)
    assert (found.bound, found.approximate) == (bound, approximate)


@pytest.mark.parametrize(
    ("text", "inches"),
    [
        ("a 3 1/2 inch driver", 3.5),
        ("a 3-1/2 inch driver", 3.5),
        ('a 6 1/2" woofer', 6.5),
        ("It is 5 3/4 inches wide.", 5.75),
        ("10 1/4 inches", 10.25),
        ("a 1/2 inch plug", 0.5),
        ("with 2 1/4 inch jacks", 0.25),  # two of them
        ("2 1/4-inch TRS outputs", 0.25),
        ("the HD 880 1/4 inch", 0.25),
    ],
)
def test_a_whole_number_before_a_fraction_of_an_inch_is_a_part_of_it(text, inches):
    assert one(text).value == pytest.approx(25.4 * inches)


@pytest.mark.parametrize(
    "text",
    [
        "10 – 40.000 Hz",
        "10-40.000 Hz",
        "10 to 40.000 Hz",
        "12.000 Hz",
        "1.000–8.000 Hz",
        "3.150 Hz",
    ],
)
def test_three_digits_behind_a_point_before_hz_may_be_thousands_and_are_left_out(text):
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "hertz"),
    [("1.125 kHz", 1125), ("0.125 Hz", 0.125), ("40,000 Hz", 40_000), ("49.99 Hz", 49.99)],
)
def test_a_point_before_hz_that_leaves_no_doubt_is_read(text, hertz):
    assert one(text).value == hertz
