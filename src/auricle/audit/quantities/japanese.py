"""The words around numbers in Japanese, as far as they occur in English reviews."""

from auricle.audit.quantities.language import Language, Unit

JAPANESE = Language(
    units={
        "円": Unit("money", "JPY"),
        "万円": Unit("money", "JPY", 1e4),
        "元": Unit("money", "CNY"),
        "オーム": Unit("impedance", "ohm"),
        "時間": Unit("duration", "h"),
        "年": Unit("duration", "years"),
        "年間": Unit("duration", "years"),
        "か月": Unit("duration", "months"),
        "ヶ月": Unit("duration", "months"),
        "グラム": Unit("mass", "g"),
        "パーセント": Unit("percent", "%"),
    },
    numerals={},
    numeral_units=(),
    approximate=frozenset(),
    at_most=frozenset(),
    at_least=frozenset(),
    glued_before={"約": "approximate", "およそ": "approximate", "最大": "at_most"},
    glued_behind={
        "以下": "at_most",
        "未満": "at_most",
        "以内": "at_most",
        "以上": "at_least",
        "前後": "approximate",
        "程度": "approximate",
        "から": "at_least",
    },
)
