"""Responses as files that other programs read: AutoEq, REW, CrinGraph.

Numbers are written with as many digits as tell them from every other number, so that reading back
gives the same ones.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from auricle.response.curve import FrequencyResponse
from auricle.response.formats.names import name_key

__all__ = ["ProductCurves", "format_autoeq", "format_cringraph", "format_rew", "safe_file_name"]

_ENDINGS = {"left": "L", "right": "R", "average": "AVG"}
# What Windows has for itself: Microsoft, "Naming Files, Paths, and Namespaces".
_RESERVED_CHARACTERS = re.compile(r'[<>:"/\\|?*]')
_RESERVED_NAME = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=$|\.)", re.IGNORECASE)
_LONGEST_NAME_BYTES = 200  # file systems end at 255; channel, take and extension come after it


@dataclass(frozen=True, slots=True, eq=False)
class ProductCurves:
    """Curves of one product (and variant) for a collection: takes by channel."""

    brand: str
    product: str
    takes: Mapping[str, tuple[FrequencyResponse, ...]]  # of "left", "right", "average"
    variant: str | None = None

    def __post_init__(self) -> None:
        if not self.takes or not set(self.takes) <= set(_ENDINGS) or not all(self.takes.values()):
            msg = f"takes must be of some of {tuple(_ENDINGS)}, got {dict(self.takes)}"
            raise ValueError(msg)
        if not self.brand.strip() or not self.product.strip():
            raise ValueError("brand and product must be named")
        object.__setattr__(self, "takes", MappingProxyType(dict(self.takes)))


def format_autoeq(response: FrequencyResponse) -> str:
    """Text of a response as AutoEq reads it: frequency [Hz] and level [dB] by comma, a header.

    Examples
    --------
    >>> print(format_autoeq(FrequencyResponse([20, 21.2], [0.0, -1.25])), end="")
    frequency,raw
    20.0,0.0
    21.2,-1.25
    """
    return "frequency,raw\n" + _rows(response, ",")


def format_rew(
    response: FrequencyResponse,
    *,
    title: str,
    date: str | None = None,
    smoothing: str | None = None,
    notes: Sequence[str] = (),
) -> str:
    """Text of a response as REW imports it: remarks that begin with ``*``, then columns by tab.

    The remarks are named as those of REW's own export, so that what reads that finds them:
    ``Dated`` and ``Smoothing`` only where given. There is no column of phases, as in REW's
    export of a response that has none.

    Examples
    --------
    >>> response = FrequencyResponse([20, 40], [70.5, 71])
    >>> text = format_rew(response, title="HD 600 L", date="2025-08-20")
    >>> print(text.replace(chr(9), " "), end="")
    * Measurement data written by Auricle
    * Dated: 2025-08-20
    * Measurement: HD 600 L
    *
    * Freq(Hz) SPL(dB)
    20.0 70.5
    40.0 71.0
    """
    lines = ["Measurement data written by Auricle"]
    lines += [f"Dated: {date}"] if date is not None else []
    lines += [f"Note: {note}" for note in notes]
    lines += [f"Measurement: {title}"]
    lines += [f"Smoothing: {smoothing}"] if smoothing is not None else []
    remarks = "".join(f"* {' '.join(line.split())}\n" for line in lines)
    return f"{remarks}*\n* Freq(Hz)\tSPL(dB)\n" + _rows(response, "\t")


def format_cringraph(products: Sequence[ProductCurves]) -> dict[str, str]:
    """Files of a CrinGraph or squig.link collection: path -> text.

    ``data/phone_book.json`` lists the products, ``data/NAME L.txt`` has the left channel of
    one. If one channel of any product has several takes, all files are numbered, as CrinGraph
    asks with its setting ``num_samples``; average curves end in ``AVG``, which its setting
    ``default_channels`` must name [1]_. A file has two lines of remarks before the numbers,
    which CrinGraph passes over; with its own `tsvParse` it reads the 480 rows after them.

    References
    ----------
    .. [1] M. Lochbaum, CrinGraph, Configuring.md.

    Examples
    --------
    >>> curve = FrequencyResponse([20, 40], [70, 71])
    >>> files = format_cringraph([ProductCurves("Acme", "One", {"left": (curve,)})])
    >>> list(files)
    ['data/Acme One L.txt', 'data/phone_book.json']
    """
    stems = _stems(products)
    is_numbered = any(len(takes) > 1 for item in products for takes in item.takes.values())
    files: dict[str, str] = {}
    for item, stem in zip(products, stems, strict=True):
        for channel, takes in item.takes.items():
            for number, response in enumerate(takes, start=1):
                name = f"{stem} {_ENDINGS[channel]}{number if is_numbered else ''}"
                header = f"* {name}\n* Freq(Hz)\tSPL(dB)\n"
                files[f"data/{name}.txt"] = header + _rows(response, "\t")
    book = json.dumps(_phone_book(products, stems), indent=2, ensure_ascii=False)
    return {**files, "data/phone_book.json": book + "\n"}


def safe_file_name(name: str) -> str:
    """Name that every file system takes as that of a file, as near to the given one as can be.

    Examples
    --------
    >>> safe_file_name('B&O "H95": ANC/on.'), safe_file_name("con")
    ('B&O _H95__ ANC_on', '_con')
    """
    text = "".join(
        "_" if unicodedata.category(character) in ("Cc", "Cs") else character
        for character in _RESERVED_CHARACTERS.sub("_", " ".join(name.split()))
    )
    text = unicodedata.normalize("NFC", text)
    text = text.encode()[:_LONGEST_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"_{text}" if not text or _RESERVED_NAME.match(text) else text


def _rows(response: FrequencyResponse, separator: str) -> str:
    pairs = zip(response.frequency_hz.tolist(), response.level_db.tolist(), strict=True)
    return "".join(f"{frequency_hz!r}{separator}{level_db!r}\n" for frequency_hz, level_db in pairs)


def _stems(products: Sequence[ProductCurves]) -> list[str]:
    """Name of the files of each product; one that another has already gets a number."""
    stems: list[str] = []
    taken: set[str] = set()
    for item in products:
        parts = (item.brand, item.product, item.variant or "")
        base = safe_file_name(" ".join(part for part in parts if part))
        # What parts a name from its channel is not told from what parts words inside it.
        base = stem = base.rstrip(" ._-") or "product"
        number = 2
        while name_key(stem) in taken:
            stem = f"{base} ({number})"
            number += 1
        taken.add(name_key(stem))
        stems.append(stem)
    return stems


def _phone_book(products: Sequence[ProductCurves], stems: Sequence[str]) -> list[dict[str, object]]:
    brands: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for item, stem in zip(products, stems, strict=True):
        variants = brands.setdefault(item.brand, {}).setdefault(item.product, [])
        variants.append((stem, item.variant or ""))
    return [
        {"name": brand, "phones": [_phone(name, files) for name, files in phones.items()]}
        for brand, phones in brands.items()
    ]


def _phone(name: str, files: Sequence[tuple[str, str]]) -> dict[str, object]:
    if len(files) == 1 and not files[0][1]:
        return {"name": name, "file": files[0][0]}
    return {
        "name": name,
        "file": [stem for stem, _ in files],
        "suffix": [variant for _, variant in files],
    }
