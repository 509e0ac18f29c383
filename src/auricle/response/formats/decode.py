"""Bytes of a measurement file made into text, the encoding named."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from auricle.errors import MeasurementFormatError, NotACurveError
from auricle.response.formats.column_names import FREQUENCY_WORDS
from auricle.response.formats.files import MAX_BYTES
from auricle.response.formats.not_a_curve import binary_kind, marked_kind

__all__ = ["Text", "decode"]

_MAX_LINES = 600_000  # a transform of a million points; of more, a headphone is told nothing
_MAX_LINE_CHARACTERS = 100_000
_SAMPLE_BYTES = 20_000  # of lines that are not ASCII, to guess an old encoding from

_ALLOWED = bytes(range(0x20, 0x100)).replace(b"\x7f", b"") + b"\t\n\r"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TYPOGRAPHY = frozenset("’‘‚“”„–—…•·°µ€™®©«»¡¿±")
_MOST_ACCENTS = 0.6  # of the letters; Polish has up to a half, Cyrillic read as Latin has all


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, every line ended by a line feed."""

    content: str
    remark: str | None = None  # where the encoding had to be guessed


def decode(data: bytes, *, source: str) -> Text:
    r"""Text of a file's bytes.

    UTF-8 and, with a byte order mark or where the zero bytes show them, UTF-16 and UTF-32 are
    read as such. For other bytes an encoding is guessed and the guess is told; digits, signs
    and separators are ASCII in all of them, so that it cannot change a number.

    Raises
    ------
    NotACurveError
        For binary data.
    MeasurementFormatError
        For more than 20 MiB, 600 000 lines or 100 000 characters in a line, and for control
        characters.

    Examples
    --------
    >>> decode(b"20 80\r\r\n25 81\r", source="x.txt").content
    '20 80\n25 81\n'
    >>> decode("Lautstärke".encode("cp1252"), source="x.txt").remark
    'the text is not UTF-8 and was read as CP1252; numbers are the same in either'
    """
    if len(data) > MAX_BYTES:
        found = f"{len(data)} bytes"
        raise MeasurementFormatError(source, 1, found, f"at most {MAX_BYTES}")
    kind = binary_kind(data)
    if kind is not None:
        raise NotACurveError(source, kind)
    content, remark = _text(data, source)
    if "\r" in content:
        content = content.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in content:
        content = content.replace("\f", " ")  # pages of a printout; a blank like any other
    _check(content, source)
    return Text(content, remark)


def _text(data: bytes, source: str) -> tuple[str, str | None]:
    encoding = _wide_encoding(data)
    try:
        return data.decode(encoding or "utf-8"), None
    except UnicodeDecodeError:
        if encoding is not None:
            name = encoding.upper().removesuffix("-SIG")
            found, expected = f"bytes that are no {name}", f"{name}, as the file begins"
            raise MeasurementFormatError(source, 1, found, expected) from None
    guess = _guess(data)
    remark = f"the text is not UTF-8 and was read as {guess.upper()}; "
    return data.decode(guess, errors="replace"), remark + "numbers are the same in either"


def _wide_encoding(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:64]
    even, odd = head[::2], head[1::2]
    if len(head) >= 8 and not any(odd) and all(even):
        return "utf-16-le"
    if len(head) >= 8 and not any(even) and all(odd):
        return "utf-16-be"
    return None


def _check(content: str, source: str) -> None:
    rest = content.encode("utf-8", "replace").translate(None, _ALLOWED)
    if rest:
        if len(rest) > len(content) // 20:
            raise NotACurveError(source, "binary data")
        place = _CONTROL.search(content)
        at = place.start() if place else 0
        found = f"control character U+{ord(content[at]):04X}"
        raise MeasurementFormatError(source, content.count("\n", 0, at) + 1, found, "text")
    if len(content) > _MAX_LINES and content.count("\n") > _MAX_LINES:
        found = f"{content.count(chr(10))} lines"
        raise MeasurementFormatError(source, _MAX_LINES + 1, found, f"at most {_MAX_LINES}")
    start = _long_line(content)
    if start is not None:
        kind = marked_kind(content[:_SAMPLE_BYTES])
        if kind is not None:
            raise NotACurveError(source, kind)
        number, length = content.count("\n", 0, start) + 1, len(content[start:].partition("\n")[0])
        found, expected = f"{length} characters", f"at most {_MAX_LINE_CHARACTERS}"
        raise MeasurementFormatError(source, number, found, expected)


def _long_line(content: str) -> int | None:
    """Where the first line begins that is too long; None where there is none."""
    start = 0
    while len(content) - start > _MAX_LINE_CHARACTERS:
        end = content.rfind("\n", start, start + _MAX_LINE_CHARACTERS + 1)
        if end < 0:
            return start
        start = end + 1
    return None


def _guess(data: bytes) -> str:
    """Name of the encoding that makes most of the bytes which are not ASCII."""
    lines = [line for line in re.split(rb"[\r\n]", data) if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    for encoding in ("cp932", "gbk", "cp949", "cp1251"):  # a column's name decides
        words = re.findall(r"\w+", _decoded(sample, encoding).casefold())
        if any(word in FREQUENCY_WORDS and not word.isascii() for word in words):
            return encoding
    for encoding, charset, fits in _GUESSES:
        text = _decoded(sample, charset)
        if text and fits(text):
            return encoding
    return "latin-1"


def _decoded(sample: bytes, encoding: str) -> str:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _signs(text: str) -> list[str]:
    return [sign for sign in text if not sign.isascii() and sign not in _TYPOGRAPHY]


def _all_hangul(text: str) -> bool:
    signs = _signs(text)
    return len(signs) > 1 and all("가" <= sign <= "힣" for sign in signs)


def _has_kana(text: str) -> bool:
    signs = _signs(text)
    return any("ぁ" <= s <= "ヿ" for s in signs) and not any("｡" <= s <= "ﾟ" for s in signs)


def _western(text: str) -> bool:
    """Whether only some of the letters of its words bear accents, and no word has a symbol."""
    words = "".join(word for word in re.findall(r"[^\s\d_]+", text) if not word.isascii())
    signs = _signs(words)
    names = (unicodedata.name(sign, "") for sign in signs)
    is_latin = all(name.startswith("LATIN") for name in names)
    return is_latin and len(signs) <= _MOST_ACCENTS * len(words)


def _cyrillic(text: str) -> bool:
    return all("Ѐ" <= sign <= "ӿ" for sign in _signs(text))


# Encoding as it is named, the stricter one it is recognised by, what its signs must be.
_GUESSES: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("cp949", "euc_kr", _all_hangul),
    ("cp932", "cp932", _has_kana),
    ("cp1252", "cp1252", _western),
    ("cp1250", "cp1250", _western),
    ("cp1251", "cp1251", _cyrillic),
)
