"""What a user wants to know of measurement files."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.response.adjust import adjusted
from auricle.response.analysis import IN_EAR, OVER_EAR, Question
from auricle.response.formats.packaged import load_target
from auricle.response.measurement import Measurement
from auricle.response.rigs import Rig
from auricle.response.spread import SEED, Doubt
from auricle.response.survey.files import Named
from auricle.response.targets import Target, check_rig

__all__ = ["Asked", "Request", "ask"]


_MODELS = {"over-ear": OVER_EAR, "on-ear": OVER_EAR, "in-ear": IN_EAR, "earbud": IN_EAR}
_FINE_FRACTION = 24  # of an octave: what smooths more takes height from narrow peaks
_COMPENSATED = "the curve is compensated already"
_NO_RIG = "the rig is not known: state it with --rig"


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """What is asked of every file; None where a file, its rig or its target decides."""

    rig: Rig | None = None
    rig_is_unknown: bool = False  # what files and dossiers state is passed over
    target: Target | None = None
    form: str | None = None  # over-ear, on-ear, in-ear, earbud
    seating: str | None = None  # open, closed, insert
    allow_mismatch: bool = False
    bass_db: float = 0.0
    treble_db: float = 0.0
    ear_gain_db: float = 0.0
    tilt_db_per_octave: float = 0.0
    eq_db: NDArray[np.float64] | None = None  # on R40_HZ [dB]
    seed: int = SEED


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The question that a request puts to one file, and what must be said with the answer."""

    question: Question
    rig: Rig | None
    rig_passed_over: Rig | None  # that the user states, where the dossier states another
    form: str | None
    form_stated_by: str | None  # user, dossier, target or rig
    seating: str
    mark: str | None  # of a target of another rig


def ask(request: Request, named: Named, *, rig: Rig | None) -> Asked:
    """Question that a request puts to a measurement.

    Parameters
    ----------
    request
        What is asked of every file.
    named
        What the file holds; what it says of itself decides what can be answered.
    rig
        The rig it was measured on; None where nobody says.

    Raises
    ------
    RigMismatchError
        If the target asked for belongs to another rig than that of the file.
    """
    measurement = named.measurement
    form, form_stated_by = _form(request, named, rig)
    target, why_no_target, mark = None, _COMPENSATED, None
    if measurement.weighting is not None:
        why_no_target = _weighted(measurement)
    elif not measurement.is_compensated:
        target, why_no_target, mark = _target(request, rig=rig, form=form)
    seating = request.seating or named.seating or _seating(form)
    question = Question(
        doubt=Doubt(seating, seed=request.seed),
        target=target,
        why_no_target=why_no_target,
        model=_MODELS.get(form or ""),
        coupler=None if rig is None else rig.coupler,
        smoothing=_smoothing_of_note(measurement),
        eq_db=request.eq_db,
        not_raw=_not_raw(measurement),
    )
    is_passed_over = request.rig is not None and rig is not None and rig.slug != request.rig.slug
    passed_over = request.rig if is_passed_over else None
    return Asked(question, rig, passed_over, form, form_stated_by, seating, mark)


def _form(request: Request, named: Named, rig: Rig | None) -> tuple[str | None, str | None]:
    """Form of the product, and what says it."""
    stated = {
        "user": request.form,
        "dossier": named.form,
        "target": _form_of(request.target),
        "rig": _form_of_rig(rig),
    }
    return next(((form, by) for by, form in stated.items() if form is not None), (None, None))


def _form_of(target: Target | None) -> str | None:
    """Form of product that a target is for, where it is for one model of preference only."""
    forms = () if target is None else target.forms
    models = {_MODELS[form] for form in forms}
    return forms[0] if len(models) == 1 else None


def _form_of_rig(rig: Rig | None) -> str | None:
    forms = () if rig is None else tuple(rig.targets)
    models = {_MODELS[form] for form in forms}
    return forms[0] if len(models) == 1 else None


def _seating(form: str | None) -> str:
    """Kind of seating; where it is not known whether a headphone is open, the less certain."""
    return "insert" if _MODELS.get(form or "") == IN_EAR else "closed"


def _target(
    request: Request, *, rig: Rig | None, form: str | None
) -> tuple[Target | None, str, str | None]:
    """Target, else why there is none, and the mark that a result bears."""
    target = request.target
    mark = None
    if target is None:
        if rig is None:
            return None, _NO_RIG, None
        slug = rig.targets.get(form or "")
        if slug is None:
            of = f" for {form}" if form else ""
            way_out = "name that of another rig with --target and --allow-rig-mismatch"
            return None, f"the rig {rig.slug} has no target of its own{of}: {way_out}", None
        target = load_target(slug)
    elif rig is None and not request.allow_mismatch and target.rigs:
        return None, f"{_NO_RIG}, or go on with --allow-rig-mismatch", None
    else:
        mark = check_rig(target, rig, allow_mismatch=request.allow_mismatch)
    changed = adjusted(
        target,
        bass_db=request.bass_db,
        treble_db=request.treble_db,
        ear_gain_db=request.ear_gain_db,
        tilt_db_per_octave=request.tilt_db_per_octave,
    )
    return changed, "", mark


def _not_raw(measurement: Measurement) -> str:
    """Why metrics of raw curves are refused; empty where they are not."""
    if measurement.is_compensated:
        return _COMPENSATED
    smoothing = measurement.smoothing
    if smoothing is not None and smoothing.is_coarse:
        return f"the curve is smoothed ({smoothing})"
    return "" if measurement.weighting is None else _weighted(measurement)


def _weighted(measurement: Measurement) -> str:
    return f"the curve is {measurement.weighting}-weighted"


def _smoothing_of_note(measurement: Measurement) -> str | None:
    """Smoothing that hides narrow peaks and does not keep a curve from being scored."""
    smoothing = measurement.smoothing
    if smoothing is None or smoothing.fraction is None or smoothing.is_coarse:
        return None
    return str(smoothing) if smoothing.fraction < _FINE_FRACTION else None
