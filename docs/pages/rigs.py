"""The page of the rigs and targets that come with Auricle."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from auricle.response import Rig, Target, check_rig
from auricle.response.adjust import (
    BASS_HZ,
    EAR_GAIN_HZ,
    TILT_PIVOT_HZ,
    TREBLE_HZ,
    adjusted,
    bass_shelf_db,
    ear_gain_bell_db,
    treble_shelf_db,
)
from auricle.response.formats import find_rig, find_target, list_targets, load_rigs
from docs.pages.markdown import page, table

__all__ = ["rigs_and_targets_page"]

_KINDS = {
    "target": "wanted by listeners",
    "diffuse-field": "diffuse field",
    "reference": "reference",
}
_KHZ = 1000.0
_SHOWN = ("Harman over-ear 2018", "GRAS 43AG", "B&K 5128")  # a target, a rig of it, one of another


def rigs_and_targets_page() -> str:
    """Every rig and target, and what may be done with a target."""
    rigs = load_rigs().values()
    targets = list_targets()
    return page(
        "Rigs and targets",
        "A rig is the ear simulator and the pinna that a response was measured on. A target belongs to the rigs it\n"
        "holds on: what another rig measures differs by several dB above 3 kHz. [Responses](RESPONSES.md) says how both\n"
        "are used. Names, short names, slugs and aliases all do, in any case, with or without spaces and signs.",
        "## Rigs",
        f"{len(rigs)} rigs, for `--rig`, and for `rig` in a [dossier](DOSSIERS.md#responses). Responses of one family may be\n"
        "compared with each other. Above the highest frequency a response on the rig means nothing; an empty cell is\n"
        "not known. Default target: the one that is taken where none is named, by the form of the product.",
        table(
            [
                *("rig", "coupler", "pinna", "standard", "family", "highest"),
                *("default target", "also called"),
            ],
            [_rig_row(rig) for rig in rigs],
        ),
        "What else is known of them:",
        "\n".join(_remarks(rigs)),
        "## Targets",
        f"{len(targets)} curves, for `--target`, all re their level at 1 kHz. Wanted by listeners: a target in the narrow sense.\n"
        "Diffuse field: what the ear of the rig measures in sound that comes alike from everywhere; many start from it and\n"
        "tilt it. Reference: another curve of an ear, to build targets from. Accuracy is how far the\n"
        "figures may be off, half the range that holds the true curve; where the cell is empty nobody states it.",
        table(
            ["target", "kind", "rigs", "for", "accuracy", "also called"],
            [_target_row(target) for target in targets],
        ),
        "Where their figures come from, and their terms:",
        table(
            ["target", "origin", "licence"],
            [[f"`{t.slug}`", t.origin, t.licence or "not stated"] for t in targets],
        ),
        "## A target's own rig",
        *_native(),
        "## Adjustments",
        *_adjustments(),
        "## A target of your own",
        "`--target FILE` takes any file that [can be read](RESPONSES.md#what-is-read), with one curve in it: points a third of an\n"
        "octave apart or closer, and from below to above 1 kHz, where its level is set to 0 dB. It is called by the name of the file.\n"
        "`--target-rig NAME` says which rig it belongs to; without it every result bears the mark\n"
        '"the target\'s rig is not stated". The form of the product is not known from such a file: state it with `--form`,\n'
        "unless the rig makes it clear.",
    )


def _rig_row(rig: Rig) -> list[str]:
    return [
        f"`{rig.slug}`<br>{rig.name}",
        rig.coupler,
        rig.pinna or "",
        rig.standard or "",
        rig.family,
        "" if rig.highest_hz is None else f"{rig.highest_hz / _KHZ:g} kHz",
        "<br>".join(f"{form}: `{slug}`" for form, slug in rig.targets.items()) or "none",
        "; ".join(dict.fromkeys([rig.short_name, *rig.aliases])),
    ]


def _remarks(rigs: Iterable[Rig]) -> list[str]:
    """Every remark once, with the rigs that it is about."""
    about: dict[str, list[str]] = {}
    for rig in rigs:
        for remark in rig.remarks:
            about.setdefault(remark, []).append(f"`{rig.slug}`")
    return [f"- {', '.join(slugs)}: {remark}" for remark, slugs in about.items()]


def _target_row(target: Target) -> list[str]:
    return [
        f"`{target.slug}`<br>{target.name}",
        _KINDS[target.kind],
        ", ".join(f"`{rig.slug}`" for rig in target.rigs) or "not stated",
        ", ".join(target.forms),
        "<br>".join(map(str, target.accuracy)),
        "; ".join(target.aliases),
    ]


def _native() -> Sequence[str]:
    name, own, other = _SHOWN
    target = find_target(name)
    mark = check_rig(target, find_rig(other), allow_mismatch=True)
    return (
        (
            "A target is native on the rigs of its row. On any other rig it is refused; where the rig of a response is not known, what needs\n"
            "one is not available. With `--allow-rig-mismatch` it is taken all the same, and that is marked in the text, the JSON and\n"
            f'the plot. {target.name} on the {own} bears no mark, on the {other} this one: "{mark}".'
        ),
        (
            "What the rigs of another row would make of a headphone cannot be worked out from its response alone. Where a target was\n"
            "carried over from one rig to another by the mean of many headphones measured on both, it is a target of its own here\n"
            "(`harman-over-ear-2018-hms-ii-3`)."
        ),
    )


def _adjustments() -> Sequence[str]:
    rows = [
        [f"`--{option}`", "dB", shape, f"{hz:g} Hz", f"{q:.3g}"]
        for option, shape, hz, q in (
            ("bass", "low shelf", BASS_HZ, _q(bass_shelf_db)),
            ("treble", "high shelf", TREBLE_HZ, _q(treble_shelf_db)),
            ("ear-gain", "bell", EAR_GAIN_HZ, _q(ear_gain_bell_db)),
        )
    ]
    rows.append(
        ["`--tilt`", "dB/octave", "straight line on octaves", f"{TILT_PIVOT_HZ:.1f} Hz", ""]
    )
    name = adjusted(find_target("5128 DF"), bass_db=3.0, tilt_db_per_octave=-0.8).name
    return (
        (
            "As graph tools have them, with the analogue shelves and bells of the Audio EQ Cookbook (R. Bristow-Johnson, W3C Working\n"
            "Group Note, 2021); a shelf has half of its gain at its frequency. They stand in the printed name:\n"
            f"{name}."
        ),
        table(["option", "unit", "shape", "at", "Q"], rows),
        (
            "A tilt is below 0 for a darker sound and adds nothing at its frequency, √(20 · 20 000) Hz, as in AutoEq; other tools take 1 kHz. As\n"
            "every target is re its level at 1 kHz, that makes no difference to the outcome. From Python there is `harman_style`, too: a\n"
            "baseline with both shelves of Q √½, as Harman built theirs; the Q they took is not published."
        ),
    )


def _q(shelf: Callable[..., Any]) -> float:
    return float(inspect.signature(shelf).parameters["q"].default)
