"""Columns beside frequencies that are no response: other quantities, other units, spreads."""

import re
import unicodedata
from collections.abc import Set as AbstractSet

__all__ = ["QUANTITY_NAMES", "other_quantity", "states_other_unit"]

QUANTITY_NAMES = {
    "impedance": "an impedance curve",
    "distortion": "a table of distortion",
    "isolation": "a table of isolation or attenuation",
    "crosstalk": "a table of crosstalk",
    "noise": "a table of noise",
    "delay": "a group delay",
    "spread": "a table of spreads or limits",
}
"""What a table is that holds nothing but such a quantity, for messages."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that name a quantity whatever stands beside them.
_SURE = {
    "distortion": _words(
        "thd thdn distortion klirr klirrfaktor verzerrung verzerrungen distorsion distorsione "
        "distorsión harmonic harmonics harmonische oberwelle oberwellen harmonique harmoniques "
        "armónico armonica гармоника искажения imd intermodulation 失真 谐波 歪み 歪率 高調波 "
        "왜곡 고조파 %"
    ),
    "isolation": _words(
        "isolation attenuation isolierung abschirmung dämpfung isolement atténuation aislamiento "
        "atenuación isolamento attenuazione изоляция шумоизоляция ослабление затухание 隔音 衰减 "
        "遮音 減衰 차음 감쇠"
    ),
    "crosstalk": _words(
        "crosstalk übersprechen übersprechdämpfung kanaltrennung diaphonie diafonía diafonia "
        "перекрёстные 串扰 クロストーク 크로스토크"
    ),
    "noise": _words("grundrauschen snr rauschabstand"),
    "delay": _words("delay gruppenlaufzeit laufzeit retard retardo ritardo 群延迟 群遅延 군지연"),
    "spread": _words(
        "std stdev stddev stdabw standardabweichung variance varianz uncertainty unsicherheit "
        "incertitude tolerance tolerances toleranz tolérance tolerancia tolleranza допуск 公差 "
        "percentile quantile quartile écart 标准差 標準偏差 표준편차"
    ),
    "impedance": _words(
        "impedance impedanz impédance impedancia impedanza impedans impedancja импеданс 阻抗 "
        "インピーダンス 임피던스"
    ),
    "quantity": _words(
        "velocity geschwindigkeit schnelle vitesse velocidad скорость acceleration beschleunigung "
        "displacement excursion auslenkung absorption absorptionsgrad reflection coherence "
        "kohärenz cohérence directivity coefficient koeffizient temperature temperatur loudness "
        "lautheit"
    ),
}
# Words that are parts of names, too: "AirPods Max", "HD 600", "Stax Sigma".
# They count where nothing stands beside them that might be such a name.
_WEAK = {
    "distortion": _words("hd h2 h3 h4 h5 h6 h7 h8 h9 hd2 hd3 hd4 hd5 k2 k3"),
    "noise": _words("noise rauschen bruit ruido rumore шум 噪声 噪音 ノイズ 잡음"),
    "delay": _words("gd"),
    "spread": _words(
        "sd dev deviation deviations abweichung min minimum max maximum limit limits limite upper "
        "lower sigma σ отклонение grenzwert toleranzband range spread ci confidence предел "
        "最小 最大 최소 최대"
    ),
    "quantity": _words("power leistung current strom voltage spannung force kraft"),
}
_PHRASES = (
    ("delay", {"group", "delay"}),
    ("noise", {"noise", "floor"}),
    ("isolation", {"insertion", "loss"}),
    ("isolation", {"transmission", "loss"}),
    ("crosstalk", {"channel", "separation"}),
    ("spread", {"standard", "error"}),
    ("spread", {"standard", "deviation"}),
)
# Besides what others know: words that stand with these, and name no product.
_BESIDE = _words(
    "group floor background lower upper nd rd th 2nd 3rd 4th 5th order interval sum mw w ma "
    "a n стандартное"
)

# Units of the International System and some beside it; "(S)", "(M)" and "(A)" are sizes and sides.
_UNIT = (
    r"(?:[munpkMGµμ]?(?:m|s|g|W|Pa|Hz|V|Ω|Ohm|ohm|bar|mol|Sone|sone|phon|Phon|rayl|Rayl)|mA|µA|μA"
    r"|inch|ft|deg|rad|°C?|%|bits?|samples?|cycles?|turns?|LU|LUFS|Np|kN|mN|mH|µH|mF|µF|nF|pF)"
)
_POWER = r"(?:\^?-?[²³0-9])?"
_UNITS = rf"{_UNIT}{_POWER}(?:\s?[/·*⋅]\s?{_UNIT}{_POWER})*"
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?:in |1\s?/\s?)?{_UNITS}\s*[)\]]")
_AT_END = re.compile(rf"(?:, ?| in ){_UNITS}$")
_RATIO = re.compile(rf"(?:^|[\s,(\[]){_UNIT}{_POWER}/{_UNIT}{_POWER}(?:$|[\s,)\]])")
_FREQUENCY = re.compile(r"(?:in )?[munpkMG]?Hz")


def other_quantity(
    words: AbstractSet[str], *, ordinary: AbstractSet[str], is_relative: bool
) -> str | None:
    """Quantity that the words of a column's name say, other than a level; None for none.

    `ordinary` are words that can be in the name of any column, and `is_relative` says that the
    column is what differs from a target: then "deviation" is no spread.

    Examples
    --------
    >>> other_quantity({"isolation", "db"}, ordinary={"db"}, is_relative=False)
    'isolation'
    >>> other_quantity({"airpods", "max"}, ordinary={"db"}, is_relative=False) is None
    True
    """
    for kind, phrase in _PHRASES:
        if phrase <= words:
            return kind
    for kind, known in _SURE.items():
        if words & known and not (kind == "impedance" and words & {"spl", "dbspl", "response"}):
            return kind
    numbers = {word for word in words if re.fullmatch(r"[0-9.]{1,4}", word)}
    if words & {"hd", "max"} and any(len(number) > 1 for number in numbers):
        return None  # "HD 600", where "HD 2" is the second harmonic
    for kind, known in _WEAK.items():
        is_whole = words - numbers <= known | ordinary | _BESIDE
        if words & known and is_whole and not (kind == "spread" and is_relative):
            has_db = any(word.startswith("db") for word in words)
            return None if kind == "quantity" and has_db else kind
    return None


def states_other_unit(text: str) -> bool:
    """Whether a name states a unit that is neither the dB nor one of frequency.

    Examples
    --------
    >>> states_other_unit("Velocity (m/s)"), states_other_unit("Acme One (M)")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = [m[0] for p in (_IN_BRACKETS, _AT_END, _RATIO) for m in p.finditer(plain)]
    return any(not _FREQUENCY.fullmatch(piece.strip(" ()[],")) for piece in found)
