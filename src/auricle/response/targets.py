"""Responses that are wanted, and the rigs that each belongs to."""

from dataclasses import dataclass

from auricle.errors import RigMismatchError, TargetError
from auricle.response.curve import FrequencyResponse
from auricle.response.rigs import Rig

__all__ = ["TARGET_KINDS", "Accuracy", "Target", "check_rig", "target_from_response"]

TARGET_KINDS = ("target", "diffuse-field", "reference")
"""What a curve is for: wanted by listeners, the response of an ear in a diffuse sound field, or
another curve of an ear (a free field, loudspeakers in a room) that targets are made from."""

REFERENCE_HZ = 1000.0
"""Frequency at which every target is 0 dB. [Hz]"""

# Nominal third octaves (ISO 266) lie up to 0.356 octaves apart, 31 to 40 Hz 0.368.
_COARSEST_STEP_OCTAVES = 0.37


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How far the figures of a target may be off in a band."""

    low_hz: float
    high_hz: float
    accuracy_db: float  # half of the range that holds the true level

    def __str__(self) -> str:
        """Return it as it is printed."""
        return f"±{self.accuracy_db:g} dB from {self.low_hz:g} to {self.high_hz:g} Hz"


@dataclass(frozen=True, slots=True)
class Target:
    """The response wanted at the drum reference point of a rig."""

    slug: str  # "user" for a curve of the user's own
    name: str  # carries its adjustments
    origin: str  # where the figures come from
    response: FrequencyResponse  # re its 1 kHz level
    rigs: tuple[Rig, ...] = ()  # that it belongs to, first the one it was made on; empty: not known
    forms: tuple[str, ...] = ()  # of products it is meant for; empty: not stated
    kind: str = "target"  # one of TARGET_KINDS
    accuracy: tuple[Accuracy, ...] = ()  # empty: not stated
    licence: str | None = None
    aliases: tuple[str, ...] = ()
    adjustments: tuple[str, ...] = ()  # "bass +3 dB", ...

    def __post_init__(self) -> None:
        if self.kind not in TARGET_KINDS:
            msg = f"kind must be one of {TARGET_KINDS}, got {self.kind!r}"
            raise ValueError(msg)

    @property
    def families(self) -> tuple[str, ...]:
        """Families of the rigs that it belongs to."""
        return tuple(dict.fromkeys(rig.family for rig in self.rigs))

    def belongs_to(self, rig: Rig) -> bool:
        """Whether it is a target of that rig."""
        return any(rig.slug == own.slug for own in self.rigs)


def target_from_response(
    response: FrequencyResponse, *, name: str, rig: Rig | None = None, origin: str | None = None
) -> Target:
    """Target from a curve of the user's own, at 0 dB at 1 kHz.

    Parameters
    ----------
    response
        The curve, at any level.
    name
        As it is to be printed.
    rig
        Rig that it belongs to; None where that is not known.
    origin
        Where it comes from; without one it is said to be the user's.

    Raises
    ------
    TargetError
        If neighbouring points lie further apart than third octaves, or the curve does not
        reach over 1 kHz.

    Examples
    --------
    >>> from auricle.response import R40_HZ
    >>> mine = target_from_response(FrequencyResponse(R40_HZ, 70.0 + 0.0 * R40_HZ), name="Mine")
    >>> float(mine.response.on([100.0])[0]), mine.name
    (0.0, 'Mine')
    """
    first_hz, last_hz = response.frequency_hz[[0, -1]]
    if not response.covers(REFERENCE_HZ, REFERENCE_HZ):
        found = f"a curve from {first_hz:g} to {last_hz:g} Hz"
        raise TargetError(name, found, f"one that reaches over {REFERENCE_HZ:g} Hz")
    step_octaves = response.coarsest_step_octaves(first_hz, last_hz)
    if step_octaves > _COARSEST_STEP_OCTAVES:
        found = f"neighbouring points {step_octaves:.2f} octaves apart"
        raise TargetError(name, found, "points a third of an octave apart or closer")
    level_db = response.level_db - response.on([REFERENCE_HZ])[0]
    return Target(
        slug="user",
        name=name,
        origin=origin or "a curve of the user's own",
        response=FrequencyResponse(response.frequency_hz, level_db),
        rigs=() if rig is None else (rig,),
    )


def check_rig(target: Target, rig: Rig | None, *, allow_mismatch: bool) -> str | None:
    """Mark that every result of a response on a rig re a target must bear; None for none.

    A target of another rig is refused, for the rigs themselves differ: from 4 to
    10 kHz by 1 to 4 dB between a GRAS ear and an HMS II.3, on the average of many headphones.

    Parameters
    ----------
    target
        What the response is compared with.
    rig
        What the response was measured on; None where that is not known.
    allow_mismatch
        Whether the target of another rig was asked for in full knowledge.

    Raises
    ------
    RigMismatchError
        If the rig is not known or has no part in the target, and that is not allowed.

    Examples
    --------
    >>> from auricle.response.formats import find_rig, find_target
    >>> harman = find_target("Harman over-ear 2018")
    >>> check_rig(harman, find_rig("GRAS 45CA"), allow_mismatch=False) is None
    True
    >>> check_rig(harman, find_rig("EARS"), allow_mismatch=True)
    'rig mismatch: a target of GRAS 45CA used on miniDSP EARS'
    """
    if not target.rigs:
        return "the target's rig is not stated"
    own = target.rigs[0].short_name
    if rig is None and allow_mismatch:
        return f"rig not known: a target of {own} used on it"
    if rig is None:
        found = "the rig of the response is not known"
        raise RigMismatchError(found, f"the target {target.name} is one of {own}", "state `--rig`")
    if target.belongs_to(rig):
        return None
    if not allow_mismatch:
        found = f"the response was measured on {rig.short_name}"
        names = ", ".join(one.short_name for one in target.rigs)
        way_out = "take a target of that rig, if there is one, or go on with `--allow-rig-mismatch`"
        raise RigMismatchError(found, f"the target {target.name} is one of {names}", way_out)
    return f"rig mismatch: a target of {own} used on {rig.short_name}"
