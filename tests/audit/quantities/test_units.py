"""Single quantities: what the unit is, and how large the value in the canonical one."""

import pytest

from auricle.audit.quantities import Quantity, find_quantities


def one(text: str) -> Quantity:
    """The only quantity of a text."""
    found = find_quantities(text)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


# Factors are those of the SI; the inch, the pound and the ounce those of the international
# yard and pound agreement of 1959.
POUND_G = 453.59237


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("32Ω", "impedance", 32, "ohm"),
        ("32\u202fΩ", "impedance", 32, "ohm"),
        ("32 \u2126", "impedance", 32, "ohm"),  # the ohm sign beside the letter omega
        ("32-ohm", "impedance", 32, "ohm"),
        ("32‑ohm", "impedance", 32, "ohm"),  # a hyphen that does not break
        ("32 ohms", "impedance", 32, "ohm"),
        ("32 Ohm", "impedance", 32, "ohm"),
        ("47 kΩ", "impedance", 47_000, "ohm"),
        ("102 dB/1 mW", "sensitivity_db_per_mw", 102, "dB/mW"),
        ("102dB/mW", "sensitivity_db_per_mw", 102, "dB/mW"),
        ("105 dB SPL/mW", "sensitivity_db_per_mw", 105, "dB/mW"),
        ("120dB/Vrms", "sensitivity_db_per_v", 120, "dB/V"),
        ("123dB/1Vrms", "sensitivity_db_per_v", 123, "dB/V"),
        ("114 dB SPL/V", "sensitivity_db_per_v", 114, "dB/V"),
        ("110 dB re 1 V", "sensitivity_db_per_v", 110, "dB/V"),
        ("94 dB/W/m", "sensitivity_speaker", 94, "dB/W"),
        ("87 dB/2.83 V/m", "sensitivity_speaker", 87, "dB/2.83 V"),
        ("118.0 dB SPL", "level_dbspl", 118, "dB SPL"),
        ("94 dBSPL", "level_dbspl", 94, "dB SPL"),
        ("60 dB(A) SPL", "level_dbspl", 60, "dB SPL"),
        ("60 dB(A)", "level_dba", 60, "dB(A)"),
        ("60 dBA", "level_dba", 60, "dB(A)"),
        ("101dB", "level_db", 101, "dB"),
        ("+4 dBu", "level_electrical", 4, "dBu"),
        ("-10 dBV", "level_electrical", -10, "dBV"),
        ("0 dBFS", "level_electrical", 0, "dBFS"),
        ("12 dB/oct", "slope", 12, "dB/oct"),
        ("24 dB per octave", "slope", 24, "dB/oct"),
        ("10 mV/Pa", "microphone_sensitivity", 10, "mV/Pa"),
        ("-42 dBV/Pa", "microphone_sensitivity", -42, "dBV/Pa"),
        ("-38 dB re 1V/Pa", "microphone_sensitivity", -38, "dBV/Pa"),
        ("-38 dB/V", "microphone_sensitivity", -38, "dBV/Pa"),  # no headphone is so faint
        ("2 V_RMS", "voltage", 2, "V"),
        ("2.82Vrms", "voltage", 2.82, "V"),
        ("150 mV", "voltage", 0.15, "V"),
        ("5.6 Vpp", "voltage_peak", 5.6, "V"),
        ("66 mW", "power", 66, "mW"),
        ("1.2 W", "power", 1200, "mW"),
        ("1.5 A", "current", 1500, "mA"),
        ("60Hz", "frequency", 60, "Hz"),
        ("39.5 kHz", "frequency", 39_500, "Hz"),
        ("44.1 kHz", "sample_rate", 44_100, "Hz"),
        ("0.06%", "percent", 0.06, "%"),
        ("5 percent", "percent", 5, "%"),
        ("228g", "mass", 228, "g"),
        ("0.5 kg", "mass", 500, "g"),
        ("2 lbs", "mass", 2 * POUND_G, "g"),
        ("8 oz", "mass", 8 * POUND_G / 16, "g"),
        ("73-pound", "mass", 73 * POUND_G, "g"),
        ("40mm", "length", 40, "mm"),
        ("a 3 m cable", "length", 3000, "mm"),
        ("a 5.25-inch woofer", "length", 5.25 * 25.4, "mm"),
        ('a 6.5" woofer', "length", 6.5 * 25.4, "mm"),
        ("1.5 ms", "duration", 1.5, "ms"),
        ("30h", "duration", 30, "h"),
        ("8.5 hrs", "duration", 8.5, "h"),
        ("10 minutes", "duration", 10, "min"),
        ("2 weeks", "duration", 14, "days"),
        ("24-month", "duration", 24, "months"),
        ("1-year", "duration", 1, "years"),
        ("500 mAh", "capacity", 500, "mAh"),
        ("990 kbps", "data_rate", 990, "kbit/s"),
        ("24-bit", "bit_depth", 24, "bit"),
        ("-10 °C", "temperature", -10, "°C"),
        ("a clamp of 4.5 N", "force", 4.5, "N"),
    ],
)
def test_a_unit_is_known_in_all_its_spellings(text, kind, value, unit):
    found = one(text)
    assert (found.kind, found.unit, found.bound) == (kind, unit, "exact")
    assert found.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value", "currency", "decimals"),
    [
        ("USD 2,000", 2000, "USD", 0),
        ("US$ 99", 99, "USD", 0),
        ("$210", 210, "USD", 0),
        ("99 USD", 99, "USD", 0),
        ("99 US dollars", 99, "USD", 0),
        ("A$1,299.95", 1299.95, "AUD", 2),
        ("$99 CAD", 99, "CAD", 0),
        ("$1.5 million", 1.5e6, "USD", 1),
        ("¥9,990", 9990, "JPY", 0),
        ("29,000円", 29_000, "JPY", 0),
        ("2万円", 20_000, "JPY", 0),
        ("￥１２，０００", 12_000, "JPY", 0),  # full-width forms
        ("€1.299,00", 1299, "EUR", 2),
        ("99,99 €", 99.99, "EUR", 2),
        ("GBP 56.38", 56.38, "GBP", 2),
        ("£99", 99, "GBP", 0),
        ("1'299.50 CHF", 1299.5, "CHF", 2),
        ("RMB 698", 698, "CNY", 0),
    ],
)
def test_money_is_read_with_its_currency_on_either_side(text, value, currency, decimals):
    found = one(text)
    assert (found.kind, found.value, found.unit) == ("money", value, currency)
    assert found.decimals == decimals


@pytest.mark.parametrize("text", ["1 299 USD", "$1 299", "1.299 EUR", "12 500 Hz"])
def test_a_number_whose_separators_leave_its_size_open_is_left_alone(text):
    assert find_quantities(text) == ()


def test_groups_of_noughts_belong_to_a_number_and_a_number_of_a_name_does_not():
    assert one("20 000 Hz").value == 20_000
    assert one("the DT 880 250 ohms").value == 250


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("14,995 USD per pair", "pair"),
        ("$99/pair", "pair"),
        ("602 USD (pair)", "pair"),
        ("349.99 USD each", "each"),
        ("5 USD a month", "month"),
        ("100 W per channel", "channel"),
        ("2,499 USD (speakers only)", None),
        ("2,499 USD", None),
    ],
)
def test_it_is_told_what_a_price_or_a_power_is_for(text, per):
    assert one(text).per == per


NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@pytest.mark.parametrize(("value", "word"), list(enumerate(NUMBER_WORDS, start=1)))
def test_number_words_count_before_units_of_time(value, word):
    found = one(f"It has a {word}-year warranty.")
    assert (found.value, found.unit, found.text) == (value, "years", f"{word}-year")


@pytest.mark.parametrize(
    "text",
    [
        "K612, HD 560S, ATH-M40x, WH-1000XM4, T1 3rd, Zero:2, M4, IE-900, PCM5102A, AT-LP120XBT",
        "Bluetooth 5.3, USB 3.0, version 2.1, 5.1 surround, a 5G phone, 2.4g radio",
        "2-pin, 3D, 2nd, IP55, IPX4, 5 V-shaped tunings, Class A, a 5-band equaliser",
        "2024-05-12, 12:30 h, 12/05/2024, in the 1990s, the 600s, 78 rpm, 5 g/cm³, 20 V/µs",
        "as shown [3], [12–14] and [^5]",
        "the 7Hz Zero, 6N copper, an iPhone 5s",
        "one business day, five microphones, two-way, half the price, four dedicated chips",
        "see https://example.org/a-32ohm-98dB?x=5%20V and [text](http://example.org/30hours)",
        'the so-called "Studio 5" model',
    ],
)
def test_names_dates_versions_and_addresses_hold_no_quantity(text):
    assert find_quantities(text) == ()


def test_code_that_is_fenced_and_comments_are_not_read():
    text = "```\n32 ohm\n```\nIt has 16 ohm. <!-- 8 ohm --> <b title='4 ohm'>\n"
    assert [quantity.value for quantity in find_quantities(text)] == [16]


def test_words_after_a_number_that_only_begin_like_a_unit_are_no_unit():
    assert find_quantities("5 meetings, 3 grammars, 4 Voltas, 9 Ask, 7 dBx") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("24-bit/96kHz", "sample_rate"),
        ("up to 32 bits at 192 kHz", "sample_rate"),
        ("48 kHz sampling", "sample_rate"),
        ("96 kHz PCM", "sample_rate"),
        ("44.1/48 kHz", "sample_rate"),
        ("a tone of 96 kHz", "frequency"),
        ("up to 40 kHz", "frequency"),
    ],
)
def test_a_frequency_is_a_sample_rate_only_where_that_is_certain(text, kind):
    assert find_quantities(text)[-1].kind == kind


def test_a_rate_of_samples_may_stand_before_its_depth_of_bits():
    assert [quantity.kind for quantity in find_quantities("96kHz/24-bit")] == [
        "sample_rate",
        "bit_depth",
    ]
