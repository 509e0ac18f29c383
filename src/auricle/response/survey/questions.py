"""Files with the question that a request puts to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from auricle.errors import MeasurementFormatError, RigMismatchError
from auricle.response.analysis import take_together
from auricle.response.curve import FrequencyResponse
from auricle.response.formats import load_rigs
from auricle.response.grid import JUDGED_HZ, LOG96_HZ, band
from auricle.response.rigs import Rig
from auricle.response.survey.files import Named, Refused
from auricle.response.survey.request import Asked, Request, ask
from auricle.response.targets import Target

__all__ = ["AskedFile", "ask_files", "judged_hz", "shows_something"]


@dataclass(frozen=True, slots=True, eq=False)
class AskedFile:
    """A measurement with its question and the one curve that its file amounts to."""

    named: Named
    asked: Asked
    curve: FrequencyResponse

    @property
    def rig_stated_by(self) -> str | None:
        """Who states the rig that counts: "user", "file" or "dossier"; None where nobody does."""
        if self.asked.rig is None:
            return None
        is_own = self.asked.rig.slug == self.named.measurement.rig
        return (self.named.rig_stated_by or "file") if is_own else "user"


class _Questions:
    """Questions by what they depend on, so that equal ones are asked of a batch at once."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._known: dict[tuple[str | int | None, ...], Asked] = {}

    def for_file(self, named: Named) -> Asked:
        """Question of one file."""
        measurement = named.measurement
        stated = load_rigs()[measurement.rig] if measurement.rig else None
        rig = self._rig(named, stated)
        smoothing = measurement.smoothing
        key = (
            None if rig is None else rig.slug,
            str(smoothing) if smoothing is not None and smoothing.is_coarse else None,
            None if smoothing is None else smoothing.fraction,
            measurement.is_compensated,
            measurement.weighting,
            named.form,
            named.seating,
        )
        if key not in self._known:
            self._known[key] = ask(self._request, named, rig=rig)
        return self._known[key]

    def _rig(self, named: Named, stated: Rig | None) -> Rig | None:
        """Rig of a file: a dossier goes before the user's word, that before a header."""
        if self._request.rig_is_unknown:
            return None
        if stated is not None and named.rig_stated_by == "dossier":
            return stated
        return self._request.rig or stated


def ask_files(
    products: Sequence[Sequence[Named | Refused]], request: Request
) -> list[list[AskedFile | Refused]]:
    """Put the request to every file of some products.

    A target of another rig refuses a file, and so do frequencies at which nothing can be judged.
    Files that are asked the same have the same `Asked`, so that they can go through the kernels
    together.
    """
    questions = _Questions(request)
    return [[_put(one, questions) for one in product] for product in products]


def _put(one: Named | Refused, questions: _Questions) -> AskedFile | Refused:
    """Put the question to a file; what cannot answer it is refused."""
    if isinstance(one, Refused):
        return one
    try:
        asked = questions.for_file(one)
    except RigMismatchError as error:
        return Refused(one.file, error)
    curve, target = _curve(one), asked.question.target
    if shows_something(curve, target):
        return AskedFile(one, asked, curve)
    first_hz, last_hz = curve.frequency_hz[[0, -1]]
    low_hz, high_hz = judged_hz(target)
    found = f"frequencies from {first_hz:g} to {last_hz:g} Hz"
    expected = f"some from {low_hz:g} to {high_hz:g} Hz, where responses are judged"
    return Refused(one.file, MeasurementFormatError(one.file, 1, found, expected))


def judged_hz(target: Target | None) -> tuple[float, float]:
    """Range [Hz] in which responses are judged, against a target where there is one."""
    low_hz, high_hz = JUDGED_HZ
    if target is None:
        return low_hz, high_hz
    first_hz, last_hz = map(float, target.response.frequency_hz[[0, -1]])
    return max(low_hz, first_hz), min(high_hz, last_hz)


def shows_something(curve: FrequencyResponse, target: Target | None) -> bool:
    """Whether a curve was measured where it can be judged."""
    low_hz, high_hz = judged_hz(target)
    first_hz, last_hz = map(float, curve.frequency_hz[[0, -1]])
    part = band(LOG96_HZ, max(low_hz, first_hz), min(high_hz, last_hz))
    return bool(part.start < part.stop)


def _curve(named: Named) -> FrequencyResponse:
    """Response of a file: the mean of its channels where it holds several."""
    responses = named.by_channel
    if len(responses) == 1:
        return next(iter(responses.values()))
    takes = take_together({name: [response] for name, response in responses.items()})
    return next(iter(responses.values())) if takes is None else takes.mean_of_all()
