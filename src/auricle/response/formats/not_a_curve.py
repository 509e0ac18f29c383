"""What a file is that holds no frequency response: presets, images, archives, lists."""

import re
from collections.abc import Sequence

__all__ = ["binary_kind", "marked_kind", "preamble_kind", "text_kind"]

_HEAD_CHARACTERS = 20_000

# First bytes, as the formats' own descriptions give them.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document of the older kind"),
    # Java Object Serialization Specification, 6.4.2: STREAM_MAGIC, STREAM_VERSION
    (b"\xac\xed\x00\x05", "a file of serialized Java objects, as the .mdat files of REW are"),
    (b"fLaC", "a sound file (FLAC)"),
    (b"OggS", "a sound file (Ogg)"),
    (b"ID3\x03", "a sound file (MP3)"),
    (b"ID3\x04", "a sound file (MP3)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
)
_RIFF = {b"WAVE": "a sound file (WAV)", b"WEBP": "an image (WebP)", b"AVI ": "a video (AVI)"}

_PRESET = re.compile(
    r"^[ \t]*(?:preamp\s*:\s*[-+\d]|filter\s*\d*\s*:\s*(?:on|off)\b"
    r"|graphiceq\s*:|filter settings file|biquad\d)",
    re.IGNORECASE | re.MULTILINE,
)
_CALIBRATION = re.compile(
    r"calibration (?:file|data|curve)|\bmic(?:rophone)?[ -]cal|\bcal(?:ibration)? file"
    r"|sens(?:itivity)?\s*factor|\bauto-?cal\b"
    r"|\bsensitivity\W{0,3}-?[\d.]{1,9}\s*(?:mv|dbfs|dbv)"
    r"|^[ \t]*[*\"][ \t]*-?\d+(?:\.\d+)?\s*(?:hz|db)\b",
    re.IGNORECASE | re.MULTILINE,
)
_JSON = re.compile(r"[\[{]\s*(?:[\[\]{}\"0-9]|\Z)")
_IMPULSE = re.compile(r"impulse response|// *(?:sample interval|peak value)", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]\s?\d|\bUSD\b|\bEUR\b")
_PRODUCT_FIELDS = {"brand", "model", "price", "msrp", "product", "name", "manufacturer"}
_SETTINGS = re.compile(r"^\s*(?:\[\[?[\w.\-\" ]+\]\]?|[\w.\-]+\s*=\s*\S.*|[\w.\-]+:(?: .*)?|---)$")


def binary_kind(data: bytes) -> str | None:
    r"""What a file is by its first bytes; None for what may be text.

    Examples
    --------
    >>> binary_kind(b"\x89PNG\r\n\x1a\n..."), binary_kind(b"20 80")
    ('an image (PNG)', None)
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], "a RIFF file")
    return None


def preamble_kind(preamble: str) -> str | None:
    """What the text above a table says that the table is, if that is no frequency response.

    Examples
    --------
    >>> preamble_kind("Sens Factor =-1.2dB"), preamble_kind("Freq SPL")
    ('a calibration of a microphone', None)
    """
    head = preamble[:_HEAD_CHARACTERS]
    kind = marked_kind(head)
    if kind is not None or head.startswith("* Measurement data measured by REW"):
        return kind  # what REW's notes say in passing is not about the file
    if _IMPULSE.search(head):
        return "an impulse response"
    if _CALIBRATION.search(head):
        return "a calibration of a microphone"
    return None


def text_kind(text: str) -> str:
    r"""What a text is in which there is no table of numbers.

    Examples
    --------
    >>> text_kind("brand,model,price\nacme,one,99"), text_kind("")
    ('a table of products', 'an empty file')
    """
    head = text[:_HEAD_CHARACTERS]
    kind = marked_kind(head)
    if kind is not None:
        return kind
    lines = [line for line in head.split("\n") if line.strip("\ufeff \t")][:50]
    if not lines:
        return "an empty file"
    if any(map(_IMPULSE.search, lines[:5])):
        return "an impulse response"
    table = _table_kind(lines)
    if table is not None:
        return table
    settings = sum(_SETTINGS.match(line) is not None for line in lines)
    if settings > len(lines) // 2:
        return "a file of settings (TOML, YAML or the like)"
    return "text without a table of frequencies and levels"


def _table_kind(lines: Sequence[str]) -> str | None:
    separator = max(",;\t", key=lines[0].count)
    fields = {field.strip(' "').casefold() for field in lines[0].split(separator)}
    if len(fields) <= 2 or not all(line.count(separator) for line in lines[1:3]):
        return None
    if fields & _PRODUCT_FIELDS or any(map(_MONEY.search, lines)):
        return "a table of products"
    return "a table without frequencies"


def marked_kind(head: str) -> str | None:
    """What a text is by marks that nothing else bears: markup, JSON, commands of an equaliser.

    Examples
    --------
    >>> marked_kind('{"a": 1}'), marked_kind("GraphicEQ: 20 0; 21 0"), marked_kind("20 80")
    ('JSON', 'a preset of an equaliser', None)
    """
    stripped = head.lstrip()
    if stripped.startswith("<"):
        lower = stripped[:1000].casefold()
        if "<svg" in lower:
            return "an image (SVG)"
        return "a web page (HTML)" if "<html" in lower or "<!doctype html" in lower else "XML"
    if _JSON.match(stripped):
        is_book = '"phones"' in head and '"name"' in head
        return "a phone book of a graph tool" if is_book else "JSON"
    return "a preset of an equaliser" if _PRESET.search(head) else None
