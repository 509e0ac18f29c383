import gzip
import io
import json
import zipfile

import pytest

from auricle.errors import NotACurveError
from auricle.response.formats import read_measurement

from .files import table


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("one.txt", table())
    return buffer.getvalue()


BOOK = json.dumps([{"name": "Acme", "phones": [{"name": "One", "file": "Acme One"}]}], indent=2)

THINGS = {
    "an empty file": [b"", b"\n\n", b"\xef\xbb\xbf", b" \t\r\n"],
    "a preset of an equaliser": [
        b"Preamp: -5.0 dB\nFilter 1: ON PK Fc 100 Hz Gain 5.0 dB Q 1.00\n",
        b"Filter 1: ON LSC Fc 105 Hz Gain 5.0 dB Q 0.70\n",
        b"GraphicEQ: 20 0.0; 21 0.1; 22 0.2\n",
        b"Preamp: -6 dB\n" + table().encode(),
    ],
    "serialized Java objects": [b"\xac\xed\x00\x05sr\x00\x1broomeqwizard"],
    "an image (PNG)": [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
    "an image (JPEG)": [b"\xff\xd8\xff\xe0\0\x10JFIF"],
    "an image (GIF)": [b"GIF89a\1\0"],
    "an image (WebP)": [b"RIFF\x24\0\0\0WEBPVP8 "],
    "an image (SVG)": [b"<svg xmlns='http://www.w3.org/2000/svg'>", b"<?xml version='1.0'?><svg>"],
    "a PDF document": [b"%PDF-1.7\n"],
    "a zip archive": [zipped()],
    "a gzip archive": [gzip.compress(table().encode())],
    "a sound file (WAV)": [b"RIFF\x24\0\0\0WAVEfmt "],
    "a sound file (FLAC)": [b"fLaC\0\0\0\x22"],
    "a web page (HTML)": [b"<!DOCTYPE html><html></html>", b"\n<html>\n20 80\n21 81\n</html>"],
    "a phone book of a graph tool": [
        BOOK.encode(),
        BOOK.encode("utf-8-sig"),
        BOOK.replace(",", "", 1).encode(),  # broken JSON is a phone book none the less
        BOOK.replace("\n", "\r\n").encode(),
    ],
    "JSON": [
        b'{"frequency": [20, 25]}',
        b"[\n20, 80,\n25, 81\n]",
        b"[" + b"20, " * 50_000 + b"20]",
    ],
    "a file of settings": [
        b"schema = 1\n\n[product]\nbrand = 'Acme'\nmodel = 'One'\n",
        b"---\nname: Acme\nfilters:\ngain: 3\n",
    ],
    "a calibration of a microphone": [
        b'"Sens Factor =-1.234dB, SERNO: 7654321"\n' + table().encode(),
        b"*1000Hz\t-41.6\n" + table().encode(),
        b"Microphone Calibration File\nFrequency\tSPL\n" + table().encode(),
        b"* Sensitivity: 12.5 mV/Pa\n" + table().encode(),
    ],
    "a table of products": [
        b"brand,model,94db voltage,impedance\nacme,one,62,30\nacme,two,62,30\n",
        b'Rank,Device,Cost\nA,One,"$1,900"\nB,Two,$90\n',
    ],
    "a table without frequencies": [b"axis,rig,remark\nleft,one,good\nright,two,bad\n"],
    "an impulse response": [b"Impulse Response data saved by REW V5.20\n0.5\n0.25\n"],
    "text without a table": [b"This is a page of prose about 20 headphones.\nNothing else.\n"],
}


@pytest.mark.parametrize(
    ("kind", "data"), [(kind, data) for kind, list_ in THINGS.items() for data in list_]
)
def test_a_thing_that_is_no_curve_is_named(kind, data):
    with pytest.raises(NotACurveError) as caught:
        read_measurement(data, source="thing")
    assert caught.value.code == "not-a-curve"
    assert kind in caught.value.kind
    assert str(caught.value).startswith(f"thing: this is {caught.value.kind}, expected a frequency")
