"""The words around numbers in English."""

from auricle.audit.quantities.language import Language, listed, spelled
from auricle.audit.quantities.quantity import Kind

_YEARS = {"year": 1.0, "years": 1.0, "yr": 1.0, "yrs": 1.0}
_UNITS: dict[tuple[Kind, str], dict[str, float]] = {
    ("level_db", "dB"): {"decibel": 1.0, "decibels": 1.0},
    ("impedance", "ohm"): {"ohm": 1.0, "ohms": 1.0, "kohm": 1e3, "kohms": 1e3},
    ("voltage", "V"): {"volt": 1.0, "volts": 1.0, "millivolt": 1e-3, "millivolts": 1e-3},
    ("power", "mW"): {"watt": 1e3, "watts": 1e3, "milliwatt": 1.0, "milliwatts": 1.0},
    ("current", "mA"): {"ampere": 1e3, "amperes": 1e3, "milliamp": 1.0, "milliamps": 1.0},
    ("frequency", "Hz"): {"hertz": 1.0, "kilohertz": 1e3, "megahertz": 1e6},
    ("percent", "%"): {"percent": 1.0, "per cent": 1.0, "pct": 1.0},
    ("mass", "g"): {
        "gram": 1.0,
        "grams": 1.0,
        "gramme": 1.0,
        "grammes": 1.0,
        "kilogram": 1e3,
        "kilograms": 1e3,
        "milligrams": 1e-3,
        # The avoirdupois pound of the international agreement of 1959; "pounds" may be money.
        "ounce": 28.349523125,
        "ounces": 28.349523125,
        "oz": 28.349523125,
        "lb": 453.59237,
        "lbs": 453.59237,
    },
    ("length", "mm"): {
        "millimeter": 1.0,
        "millimeters": 1.0,
        "millimetre": 1.0,
        "millimetres": 1.0,
        "centimeter": 10.0,
        "centimeters": 10.0,
        "centimetre": 10.0,
        "centimetres": 10.0,
        "meter": 1e3,
        "meters": 1e3,
        "metre": 1e3,
        "metres": 1e3,
        "micron": 1e-3,
        "microns": 1e-3,
        "inch": 25.4,
        "inches": 25.4,
        "ft": 304.8,
        "foot": 304.8,
        "feet": 304.8,
    },
    ("duration", "s"): {"sec": 1.0, "secs": 1.0, "second": 1.0, "seconds": 1.0},
    ("duration", "ms"): {"msec": 1.0, "millisecond": 1.0, "milliseconds": 1.0},
    ("duration", "min"): {"mins": 1.0, "minute": 1.0, "minutes": 1.0},
    ("duration", "h"): {"hr": 1.0, "hrs": 1.0, "hour": 1.0, "hours": 1.0},
    ("duration", "days"): {"day": 1.0, "days": 1.0, "week": 7.0, "weeks": 7.0},
    ("duration", "months"): {"month": 1.0, "months": 1.0},
    ("duration", "years"): _YEARS,
    ("bit_depth", "bit"): {"bit": 1.0, "bits": 1.0},
    ("temperature", "°C"): {"celsius": 1.0, "degrees celsius": 1.0},
    ("money", "USD"): {
        "dollars": 1.0,
        "us dollars": 1.0,
        "u.s. dollars": 1.0,
        "US dollars": 1.0,
        "U.S. dollars": 1.0,
        "US Dollars": 1.0,
    },
    ("money", "EUR"): {"euro": 1.0, "euros": 1.0},
    ("money", "JPY"): {"yen": 1.0, "japanese yen": 1.0},
    ("money", "CNY"): {"yuan": 1.0},
}

_NUMERALS = {
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "eleven": 11.0,
    "twelve": 12.0,
}

_SMALLER = ("less", "lower", "fewer", "smaller", "cheaper", "shorter", "lighter")
_LARGER = ("more", "greater", "higher", "longer", "larger", "bigger", "heavier")
_EXCEEDS = ("exceeding", "exceeds", "exceed")
_NO = ("no", "not", "never")
_NOT = ("not", "never", "cannot", "can't", "doesn't", "don't", "didn't", "won't")

ENGLISH = Language(
    units=spelled(_UNITS),
    numerals=_NUMERALS,
    numeral_units=("year", "month", "week", "day", "hour", "minute"),
    approximate=listed(
        "about approximately around circa roughly nearly almost approx approx. ca ca. estimated"
    )
    | {"close to", "just about"},
    at_most=frozenset({"under", "below", "within"})
    | {f"{word} than" for word in _SMALLER}
    | {f"{no} {word} than" for no in _NO for word in _LARGER}
    | {f"{no} {word}" for no in _NOT for word in (*_EXCEEDS, "above", "over")}
    | {"up to", "at most", "maximum of", "without exceeding"}
    | {"or below", "or less", "or lower", "or under", "and below", "and under"},
    at_least=frozenset({"over", "above", "beyond", *_EXCEEDS})
    | {f"{word} than" for word in _LARGER}
    | {f"{no} {word} than" for no in _NO for word in _SMALLER}
    | {f"{no} {word}" for no in _NOT for word in ("below", "under")}
    | {"at least", "upwards of", "in excess of", "minimum of"}
    | {"or more", "or above", "or higher", "or greater", "or over", "and above", "and up"},
    from_words=frozenset({"from", "starting at", "starts at"}),
    # After these "from 499 USD" is where a price was, and "from 32 Ω to 38 Ω" two values.
    change_words=listed(
        "down up reduce reduces reduced reducing reduction reductions discounted drop drops "
        "dropped dropping fall falls fell falling decrease decreases decreased decreasing "
        "increase increases increased increasing lower lowers lowered lowering raise raises "
        "raised raising rise rises rose rising cut cuts cutting change changes changed changing "
        "move moves moved moving shift shifts shifted go goes went improve improves improved "
        "improving grow grows grew extend extends extended extending upgrade upgrades upgraded "
        "differ differs jump jumps jumped climb climbs climbed shrink shrinks shrank decline "
        "declines declined"
    ),
    range_words=frozenset({"to", "up to", "through"}),
    between="between",
    between_and="and",
    by="by",
    per=("pair", "each", "unit", "piece", "speaker", "channel", "side", "month", "year", "set"),
)
