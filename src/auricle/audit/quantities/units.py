"""Units behind a number: symbols of all languages, and the words of each."""

import re
from collections.abc import Mapping

from auricle.audit.quantities.currencies import CODES, DOLLARS, SIGNS
from auricle.audit.quantities.decibels import RMS, read_level
from auricle.audit.quantities.english import ENGLISH
from auricle.audit.quantities.japanese import JAPANESE
from auricle.audit.quantities.language import Language, Unit
from auricle.audit.quantities.quantity import Kind

__all__ = ["CURRENCIES", "LANGUAGES", "read_unit"]

LANGUAGES: tuple[Language, ...] = (ENGLISH, JAPANESE)

_SYMBOLS: dict[tuple[Kind, str], dict[str, float]] = {
    ("impedance", "ohm"): {"Ω": 1.0, "kΩ": 1e3, "KΩ": 1e3, "k Ω": 1e3, "MΩ": 1e6, "mΩ": 1e-3},
    ("power", "mW"): {"mW": 1.0, "W": 1e3, "µW": 1e-3, "uW": 1e-3, "kW": 1e6, "mw": 1.0},
    ("current", "mA"): {"mA": 1.0, "A": 1e3, "µA": 1e-3, "uA": 1e-3},
    ("frequency", "Hz"): {
        **dict.fromkeys(("Hz", "hz", "HZ"), 1.0),
        **dict.fromkeys(("kHz", "khz", "KHz", "KHZ", "Khz", "k Hz"), 1e3),
        **dict.fromkeys(("MHz", "mHz"), 1e6),
        "GHz": 1e9,
    },
    ("percent", "%"): {"%": 1.0},
    ("mass", "g"): {"g": 1.0, "kg": 1e3, "Kg": 1e3, "KG": 1e3, "mg": 1e-3},
    ("length", "mm"): {
        "mm": 1.0,
        "MM": 1.0,
        "cm": 10.0,
        "m": 1e3,
        '"': 25.4,
        "µm": 1e-3,
        "um": 1e-3,
    },
    ("force", "N"): {"N": 1.0},
    ("duration", "ms"): {"ms": 1.0, "µs": 1e-3, "us": 1e-3},
    ("duration", "s"): {"s": 1.0},
    ("duration", "min"): {"min": 1.0},
    ("duration", "h"): {"h": 1.0},
    ("capacity", "mAh"): {"mAh": 1.0, "mah": 1.0, "MAH": 1.0, "Ah": 1e3},
    ("data_rate", "kbit/s"): {
        **dict.fromkeys(("kbps", "Kbps", "KBPS", "kb/s", "kbit/s"), 1.0),
        **dict.fromkeys(("Mbps", "mbps", "Mbit/s", "Mb/s"), 1e3),
    },
    ("temperature", "°C"): {"°C": 1.0, "℃": 1.0, "° C": 1.0},
}
_VOLTS: Mapping[str, float] = {"V": 1.0, "mV": 1e-3, "µV": 1e-6, "uV": 1e-6, "kV": 1e3}
_MONEY = {written: Unit("money", code) for written, code in {**CODES, **SIGNS}.items()}

_TABLE: dict[str, Unit] = {
    written: Unit(kind, unit, factor)
    for (kind, unit), spellings in _SYMBOLS.items()
    for written, factor in spellings.items()
}
_TABLE |= _MONEY
for _language in LANGUAGES:
    _TABLE |= _language.units

# Signs, codes and words of currencies, each with its ISO 4217 code.
CURRENCIES: Mapping[str, str] = {
    **{f"{prefix}$": code for prefix, code in DOLLARS.items()},
    **{word: one.unit for word, one in _TABLE.items() if one.kind == "money" and one.factor == 1.0},
}

_WORDS = "|".join(re.escape(word) for word in sorted(_TABLE, key=len, reverse=True))
# No letter, digit or power may follow, nor may a rate ("V/µs", "g/cm³", "mm/s").
_END = r"(?![A-Za-z0-9_²³^])(?!/(?:[µm]?s|us|cm|m|mm|kg|Pa|K|Hz|√|°|inch)(?![A-Za-z]))"
_UNIT = re.compile(
    r"(?P<plus>\+?)[ \n-]?(?:"
    r"(?P<level>[dD][bB])|(?P<microphone>mV/Pa)|(?P<pound>(?<=-)pound(?![A-Za-z]))"
    r"|(?P<kilo>k(?= ?[-–~] ?[0-9.]{1,6} ?k? ?Hz))"
    rf"|(?:(?P<peak>[mµuk]?V)[ _]?(?:pp|p-p|peak-to-peak|peak|pk|p)|(?P<volt>[mµuk]?V){RMS}?)"
    r"(?![A-Za-z0-9_²³^])(?!-[A-Za-z])(?!/(?:[µmu]?s|m|√)(?![A-Za-z]))"
    rf"|(?P<word>{_WORDS}){_END})"
)
_FIXED = {
    "pound": Unit("mass", "g", 453.59237),  # "pounds" by themselves may be money
    "microphone": Unit("microphone_sensitivity", "mV/Pa"),
    "kilo": Unit("frequency", "Hz", 1e3),  # "10k-20 kHz"
}
_SOUNDING = re.compile(
    r'"[ -](?:[A-Za-z(),-]{1,24} ){0,3}'
    r"(?:(?:sub)?woofer|tweeter|midrange|mid-|driver|dome|cone|speaker|sub|coaxial|ribbon|horn"
    r"|radiator|monitor|display|touchscreen|screen)"
)
_QUOTE = re.compile(r'(?<![0-9])"')


def read_unit(text: str, position: int) -> tuple[Unit, int, int, bool] | None:
    """The unit right behind a number that ends at `position`.

    Returns
    -------
    tuple or None
        The unit, where it begins and ends, and whether a "+" stood before it ("30+ hours");
        None where there is no unit.

    Examples
    --------
    >>> read_unit("98 dB/mW", 2)
    (Unit(kind='sensitivity_db_per_mw', unit='dB/mW', factor=1.0), 3, 8, False)
    >>> read_unit("5 V-shaped", 1) is None
    True
    """
    found = _UNIT.match(text, position)
    if found is None:
        return None
    group = found.lastgroup or ""
    begin, end, plus = found.start(group), found.end(), bool(found["plus"])
    unit = _FIXED.get(group)
    if unit is None and group == "word":
        word = found["word"]
        if len(word) > 1 or _lone_letter_holds(text, position, end, word):
            unit = _TABLE[word]
    elif group == "level":
        unit, end = read_level(text, end)
    elif unit is None:
        kind: Kind = "voltage" if group == "volt" else "voltage_peak"
        unit = Unit(kind, "V", _VOLTS[found[group]])
    return None if unit is None else (unit, begin, end, plus)


def _lone_letter_holds(text: str, position: int, end: int, letter: str) -> bool:
    """Whether one character behind a number is a unit rather than a part of a name."""
    if letter == '"':
        return _is_inch(text, position)
    if not letter.isascii() or letter in "%$":
        return True
    if text[end : end + 1] in {"-", "'"} and text[end + 1 : end + 2].isalpha():
        return False  # "5 V-shaped", "the 2 A's"
    glued = end - position == 1
    digits = text[max(0, position - 3) : position]
    if letter in "sAN":  # "1990s", "the 600s", "MDR-1A", copper of "6N" purity
        certain = "." in digits or (letter == "s" and not glued)
        return certain and "USB" not in text[max(0, position - 8) : position]
    return not (letter == "g" and glued and digits.endswith("2.4"))  # a radio, "2.4g"


def _is_inch(text: str, position: int) -> bool:
    """Whether the quotation mark at `position` measures a loudspeaker rather than ends a name."""
    if _SOUNDING.match(text, position) is None:
        return False
    return len(_QUOTE.findall(text, max(0, position - 80), position)) % 2 == 0
