"""Measurement files made for tests: responses a known error away from a target, in folders."""

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from auricle.response import R40_HZ
from auricle.response.formats import load_target
from tests.shared import SHARED

from .response.formats.files import rew

DATA = SHARED / "data"
NO_DATA = f"needs the folder of real files, which is no part of the repository ({DATA.name}/)"
Levels = NDArray[np.float64]
HARMAN_DB = load_target("harman-over-ear-2018").response.on(R40_HZ)
U = np.log(R40_HZ / 1000.0)

# What a header of REW says of the sound card of a miniDSP EARS.
EARS = "2: 2- E.A.R.S Gain: 18dB, MICROPHONE (Master Volume), L, volume: 1.000"
PLAIN_BOOK = [{"name": "Acme", "phones": [{"name": "One", "file": "Acme One"}]}]


def error_db(seed: int, *, size_db: float = 2.0) -> Levels:
    """A smooth error on R40_HZ: waves over ln f with amplitudes drawn at random."""
    amplitudes = np.random.default_rng(seed).normal(size=6)
    waves = [a * np.sin((n + 1) * U / 2.0 + n) for n, a in enumerate(amplitudes)]
    return size_db * np.sum(waves, axis=0) / 3.0


def level_db(seed: int, *, size_db: float = 2.0) -> Levels:
    """Harman's over-ear target of 2018 with such an error, at some 80 dB."""
    return 80.0 + HARMAN_DB + error_db(seed, size_db=size_db)


def rows(levels_db: Levels, separator: str = " ", *, frequency_hz: Levels = R40_HZ) -> str:
    """Rows of a table with all digits."""
    pairs = zip(frequency_hz.tolist(), levels_db.tolist(), strict=True)
    return "".join(f"{hz!r}{separator}{db!r}\n" for hz, db in pairs)


def rew_text(levels_db: Levels, *, frequency_hz: Levels = R40_HZ, **stated: str) -> str:
    """Text as REW exports it; `stated` replaces what its header says."""
    # A point at every frequency of the R40 series is no step that REW knows.
    stated = {"Frequency_Step": "1/12 octave", **stated}
    return rew(rows(levels_db, frequency_hz=frequency_hz), **stated)


def csv_text(levels_db: Levels) -> str:
    """Text as AutoEq writes it."""
    return "frequency,raw\n" + rows(levels_db, ",")


def stereo_text(left_db: Levels, right_db: Levels) -> str:
    """Table with both channels."""
    lines = zip(R40_HZ.tolist(), left_db.tolist(), right_db.tolist(), strict=True)
    return "Frequency (Hz),Left (dB),Right (dB)\n" + "".join(
        f"{hz!r},{left!r},{right!r}\n" for hz, left, right in lines
    )


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, by name."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """The same files as a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """The same files as a tar.gz archive."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def collection() -> dict[str, str | bytes]:
    """Files of every kind that a survey meets, by name."""
    takes = {
        f"Acme Five {side}{n}.txt": rew_text(
            level_db(3) + error_db(10 * n + len(side) + (side == "R"), size_db=0.3)
        )
        for side in "LR"
        for n in range(1, 6)
    }
    part = R40_HZ >= 100.0
    return {
        "phone_book.json": json.dumps(PLAIN_BOOK),
        "Acme One L.txt": rew_text(level_db(0)),
        "Acme One R.txt": rew_text(level_db(1)),
        "Acme Two.csv": csv_text(level_db(2)),
        "Acme Both.csv": stereo_text(level_db(4), level_db(5)),
        "deeper/Acme Coarse.txt": rew_text(level_db(6), Smoothing="1/3 octave"),
        "deeper/Acme Error.csv": csv_text(level_db(7)).replace("raw", "error"),
        "deeper/Acme Short.txt": rew_text(level_db(8)[part], frequency_hz=R40_HZ[part]),
        "deeper/Acme Sparse.txt": rew_text(level_db(9)[::4], frequency_hz=R40_HZ[::4]),
        "deeper/Acme Ears L.txt": rew_text(level_db(10), Source=EARS),
        "deeper/Acme Twice.txt": rew_text(level_db(11)) + f"20000.0 {level_db(11)[-1]}\n",
        "deeper/Acme Bad.txt": "no table at all",
        "deeper/Acme Empty.txt": "",
        "deeper/picture.png": b"\x89PNG\r\n\x1a\n",
        **takes,
    }
