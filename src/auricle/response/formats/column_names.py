"""What the name of a column says that the column holds, in any language seen."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from auricle.response.formats.other_quantities import other_quantity, states_other_unit
from auricle.response.formats.statements import read_smoothing, says_relative, smoothing_in
from auricle.response.measurement import Smoothing

__all__ = ["FREQUENCY_WORDS", "ColumnName", "read_column_name"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FREQUENCY_WORDS = _words(
    "freq freqs frequency frequencies freqhz f frequenz frequenzen fréquence frequence frequentie "
    "frekvens frecuencia frequência frequencia frequenza częstotliwość czestotliwosc frekvence "
    "frekvencia taajuus frekans частота 周波数 频率 頻率 주파수"
)
_FREQUENCY_UNITS = _words("hz khz гц кгц 赫兹 赫茲 ヘルツ 헤르츠")
_KILOHERTZ = _words("khz кгц")
_LEVEL_WORDS = _words(
    "spl db dbspl dba dbc dbr dbfs dbv dbu dbpa дб level levels magnitude magnitudes mag amplitude "
    "amplitudes amp gain raw response pressure pegel schalldruckpegel schalldruck betrag niveau "
    "nivel nível livello poziom nivå niveaux уровень амплитуда 音圧 音圧レベル レベル 振幅 声压 "
    "声压级 聲壓 聲壓級 幅度 幅值 增益 电平 電平 음압 음압레벨 레벨 크기"
)
_PHASE_WORDS = _words(
    "phase phases deg degree degrees rad phasedeg phasenlage fase faza fáze fas vaihe "
    "фаза 位相 相位 위상 °"
)
_LINEAR_UNITS = _words("pa mpa upa μpa pascal v mv μv volt volts linear lin")
_IMPEDANCE_WORDS = _words(
    "ohm ohms ω z impedance impedanz impédance impedancia impedanza impedans impedancja импеданс "
    "阻抗 インピーダンス 임피던스"
)
_CALIBRATION_WORDS = _words(
    "calibration correction kalibrierung korrektur étalonnage калибровка 校准"
)
_TIME_WORDS = _words("time t ms sec seconds sample samples zeit temps tiempo время 时间")
_CHANNELS = {
    **dict.fromkeys(_words("l left links gauche izquierda sinistra ch1 левый 左 왼쪽 좌"), "left"),
    **dict.fromkeys(
        _words("r right rechts droite derecha destra ch2 правый 右 오른쪽 우"), "right"
    ),
    **dict.fromkeys(
        _words("avg average mean mittel mittelwert moyenne media среднее 平均 평균"), "average"
    ),
}
_ERROR_WORDS = _words("error deviation compensated difference delta abweichung")
# What qualifies a quantity and names none.
_QUALIFIERS = _words("output total relative absolute rms peak standard std of at the in")
_SMOOTHED_WORDS = _words("smoothed smooth geglättet lissé")
_OCTAVE_WORDS = _words("oct octave octaves oct. okt oktave")
_EQUALISED_WORDS = _words("equalized equalised")
_EQUALISER_WORDS = _words("equalization equalisation parametric fixed eq")
_WEIGHTING = re.compile(
    r"\bdb\s?(?:spl)?\s?\(([ac])\)|\bdb(?:spl)?([ac])\b|\b([ac])[- ]?(?:weighted|weighting)"
)
_UNWEIGHTED = re.compile(r"(?:un|[acz][- ]?)weighted")
_LONGEST_NAME = 200  # a longer one is prose
_APART = re.compile(r"[\s\[\](){}<>,:;/|_\"'*#=@\-+±]+")


@dataclass(frozen=True, slots=True)
class ColumnName:
    """What a column's name says.

    `kind` is "frequency", "level", "phase", "linear" (or in any unit that is no dB), "impedance",
    "distortion", "isolation", "crosstalk", "noise", "delay", "quantity" (another one), "spread",
    "time", "calibration", "equaliser", "weighting", "empty" or "unknown".
    """

    text: str
    kind: str
    channel: str = "unknown"
    is_error: bool = False  # a target or the ear gain was taken away
    smoothing: Smoothing | None = None  # None where the name does not say
    is_equalised: bool = False
    is_target: bool = False
    is_raw: bool = False
    weighting: str | None = None
    factor: float = 1.0  # 1000 where frequencies are in kHz


def read_column_name(text: str) -> ColumnName:
    """What a column's name says that it holds.

    Examples
    --------
    >>> read_column_name("Freq(Hz)").kind, read_column_name("dBSPL").kind
    ('frequency', 'level')
    >>> read_column_name("db r").channel, read_column_name("error_smoothed").is_error
    ('right', True)
    """
    return _read(text.strip()[:_LONGEST_NAME])


@lru_cache(maxsize=512)
def _read(text: str) -> ColumnName:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    words = set(_APART.split(plain)) - {""}
    if not words:
        return ColumnName("", "empty")
    letter = _WEIGHTING.search(plain)
    channels = {_CHANNELS[word] for word in words & _CHANNELS.keys()}
    return ColumnName(
        text,
        _kind(words, plain, text),
        channel=channels.pop() if len(channels) == 1 else "unknown",
        is_error=bool(words & _ERROR_WORDS) or says_relative(text),
        smoothing=_smoothing(text, words),
        is_equalised=bool(words & _EQUALISED_WORDS),
        is_target="target" in words and not says_relative(text),
        is_raw="raw" in words,
        weighting=letter[letter.lastindex or 1].upper() if letter else None,
        factor=1000.0 if words & _KILOHERTZ else 1.0,
    )


def _smoothing(text: str, words: set[str]) -> Smoothing | None:
    """Smoothing that a name states; a fraction of an octave in it is one."""
    stated = smoothing_in([text])
    if stated is None and words & _OCTAVE_WORDS:
        stated = read_smoothing(text)
    return Smoothing("unstated-width") if stated is None and words & _SMOOTHED_WORDS else stated


_KINDS = (
    ("calibration", _CALIBRATION_WORDS),
    ("impedance", _IMPEDANCE_WORDS),
    ("frequency", FREQUENCY_WORDS),
    ("phase", _PHASE_WORDS),
    ("level", _LEVEL_WORDS | _ERROR_WORDS | _SMOOTHED_WORDS | _EQUALISED_WORDS | {"target"}),
    ("frequency", _FREQUENCY_UNITS),
    ("linear", _LINEAR_UNITS),
    ("time", _TIME_WORDS),
)
_ORDINARY_WORDS = frozenset().union(
    *(known for _, known in _KINDS), _CHANNELS, _QUALIFIERS, _OCTAVE_WORDS
)


def _kind(words: set[str], plain: str, text: str) -> str:
    if _UNWEIGHTED.fullmatch(plain):
        return "weighting"
    if words & _EQUALISER_WORDS and not words & _EQUALISED_WORDS:
        return "equaliser"
    # Before the unit: most other quantities are stated in dB, too.
    quantity = other_quantity(
        words, ordinary=_ORDINARY_WORDS, is_relative=says_relative(text) or "target" in words
    )
    has_db = any(word.startswith(("db", "дб", "decibel")) for word in words)
    # "SPL (Pa)" is a level by its word and none by its unit.
    if words & _LINEAR_UNITS and not has_db and quantity in (None, "quantity"):
        return "linear"
    if quantity is not None:
        return quantity
    # A "frequency response (dB)" is no frequency.
    if words & {"response", "db", "dbspl"} and not words & _PHASE_WORDS:
        kind = "level"
    else:
        kind = next((kind for kind, known in _KINDS if words & known), "unknown")
        if words <= _CHANNELS.keys():
            kind = "level"
    if kind in ("level", "unknown") and not has_db and states_other_unit(text):
        return "linear"
    return kind
