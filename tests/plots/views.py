"""Views of made-up headphones: plain ones and ones that are hard to draw."""

import numpy as np

from auricle.plots import Bounds, ComparisonView, Curve, ResonanceMark, ResponseView
from auricle.response import LOG96_HZ

F = LOG96_HZ
TARGET_DB = 4.0 / (1.0 + (F / 105.0) ** 2) + 8.0 * np.exp(-((np.log2(F / 3000.0)) ** 2))
LONG = "Somebody's Headphone Mark IV (balanced pads, foam removed, cable 2) left, seating 11"


def response_db(seed, *, ripple_db=3.0):
    random = np.random.default_rng(seed)
    u = np.log2(F / 1000.0)
    waves = sum(
        random.normal() * np.sin(random.uniform(1.0, 9.0) * u + random.uniform(0.0, 6.0))
        for _ in range(8)
    )
    return TARGET_DB + ripple_db * waves / np.sqrt(8.0) - 0.02 * np.maximum(u - 3.5, 0.0) ** 6


def marks(error_db, n):
    found = []
    for k in np.linspace(50, 940, n).astype(int):
        kind = "peak" if k % 2 else "dip"
        label = f"{error_db[k]:+.1f} dB, {F[k] / 1000.0:.1f} kHz"
        confidence = "low" if F[k] > 8000.0 else "high"
        found.append(ResonanceMark(F[k], TARGET_DB[k] + error_db[k], kind, label, confidence))
    return tuple(found)


def with_error(*, aspect="free", n_marks=6, label="Headphone", **more):
    level_db = response_db(1)
    error_db = level_db - TARGET_DB
    spread_db = 1.0 + F / 4000.0
    return ResponseView(
        "A headphone",
        (Curve(label, F, level_db, level_db - spread_db, level_db + spread_db),),
        subtitle=("GRAS 43AG", "target: made up", "1 take", "re the mean 300 Hz to 3 kHz"),
        target=Curve("Target", F, TARGET_DB),
        error=Curve("Error", F, error_db, error_db - spread_db, error_db + spread_db),
        resonances=marks(error_db, n_marks),
        bounds=Bounds("Bounds", F, TARGET_DB - 3.0, TARGET_DB + 3.0),
        notes=("Band: 95 % of what another seating, unit or rig might have given.",),
        aspect=aspect,
        **more,
    )


def compared(n, *, label="Headphone", **more):
    curves = [Curve(f"{label} {k}", F, response_db(k)) for k in range(n)]
    differences = [Curve(c.label, F, c.level_db - curves[0].level_db) for c in curves[1:]]
    chance = Bounds("May be chance", F, -1.0 - F / 4000.0, 1.0 + F / 4000.0)
    return ComparisonView(f"{n} headphones", tuple(curves), tuple(differences), chance, **more)


def brick_wall():
    level_db = np.where(F > 16_000.0, -65.0, 0.0)
    return ResponseView("Brick wall", (Curve("Wireless", F, level_db),))


def narrow():
    f = np.geomspace(300.0, 6000.0, 200)
    return ResponseView("Narrow", (Curve("Telephone", f, 3.0 * np.sin(4.0 * np.log(f))),))


RESPONSES = {
    "plain": with_error(),
    "aspect": with_error(aspect="50 dB per decade"),
    "crowded": with_error(n_marks=40, label=LONG, marks=("rig mismatch: " + LONG,)),
    "brick wall": brick_wall(),
    "narrow": narrow(),
    "takes": ResponseView(
        LONG * 3, tuple(Curve(f"{LONG} {k}", F, response_db(k)) for k in range(12))
    ),
    "alike": ResponseView("Alike", tuple(Curve(f"Take {k}", F, TARGET_DB) for k in range(12))),
    "no blanks": ResponseView("x" * 1000, (Curve("y" * 1000, F, TARGET_DB),), notes=("z" * 999,)),
}
COMPARISONS = {
    "two": compared(2),
    "twelve": compared(12),
    "long names": compared(12, label=LONG, aspect="50 dB per decade"),
}
