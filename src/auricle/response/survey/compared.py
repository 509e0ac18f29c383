"""Products laid over one another: one curve of each, level with the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.errors import NotTogetherError
from auricle.estimate import Z_97_5
from auricle.response.alignment import alignment_db
from auricle.response.compare import ComparedCurve, CurveDifference, compare, rig_warning
from auricle.response.grid import LOG96_HZ, band, resample_db
from auricle.response.rigs import Rig
from auricle.response.smoothing import smooth_uneven_db
from auricle.response.survey.files import Named, Refused
from auricle.response.survey.joined import join
from auricle.response.survey.questions import AskedFile, ask_files
from auricle.response.survey.request import Request

_USERS_OWN = "the user's"  # laboratory of a rig that the user states for all curves

__all__ = ["Comparison", "OneCurve", "compare_products"]


@dataclass(frozen=True, slots=True, eq=False)
class OneCurve:
    """The mean of everything that was measured of a product on one rig."""

    name: str
    files: tuple[str, ...]
    rig: Rig | None
    laboratory: str | None  # whose rig it is; None where that is not known
    channels: tuple[str, ...]
    curve: ComparedCurve
    frequency_hz: NDArray[np.float64]  # part of LOG96_HZ
    aligned_db: NDArray[np.float64]
    not_raw: str  # smoothed or compensated; empty where it is neither


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Curves on one level, and how each but the first differs from the first."""

    by: str  # how levels are aligned
    curves: tuple[OneCurve, ...]
    differences: tuple[CurveDifference, ...]
    warning: str | None  # of the rigs

    def chance(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Frequencies, and below and above 0 what chance may explain of any of the differences.

        That of the widest 95 % uncertainty, each array of shape (n_bins,). The estimate steps
        from band to band; its steps are smoothed over an octave, or they would look like the
        headphone's.
        """
        least = max(found.frequency_hz[0] for found in self.differences)
        most = min(found.frequency_hz[-1] for found in self.differences)
        f = self.differences[0].frequency_hz
        f = f[(f >= least) & (f <= most)]
        sd_db = np.max(
            [resample_db(d.frequency_hz, d.uncertainty_db, f) for d in self.differences], axis=0
        )
        reach_db = Z_97_5 * smooth_uneven_db(sd_db, f, fraction=1.0, mean="level")
        return f, -reach_db, reach_db


def compare_products(
    products: Sequence[Sequence[Named | Refused]],
    request: Request,
    *,
    by: str,
    names: Sequence[str],
) -> Comparison:
    """Compare one curve of each product with that of the first.

    Parameters
    ----------
    products
        Files of each, at least two products.
    request
        The rig and the seating of it count.
    by
        A kind of alignment, as for `alignment_db`.
    names
        What the curves are called.

    Raises
    ------
    AuricleError
        If a file was not read, if files of a product do not go together, or if a curve was
        not measured where levels are aligned.
    """
    asked = ask_files(products, request)
    curves = tuple(_one_curve(files, name, by=by) for files, name in zip(asked, names, strict=True))
    first, *others = curves
    differences = tuple(
        compare(first.curve, other.curve, rigs=_rigs(first, other), by=by) for other in others
    )
    return Comparison(by, curves, differences, rig_warning([curve.rig for curve in curves]))


def _one_curve(files: Sequence[AskedFile | Refused], name: str, *, by: str) -> OneCurve:
    read = []
    for one in files:
        if isinstance(one, Refused):
            raise one.error
        read.append(one)
    joined = join(read)
    if joined is None:
        raise NotTogetherError(f"{name}: its files were measured on different rigs or frequencies")
    # One file is taken as it was measured, several meet on one grid.
    is_one = len(joined.files) == 1
    response = joined.files[0].curve if is_one else joined.takes.mean_of_all()
    doubt, first = joined.question.doubt, joined.files[0]
    f = LOG96_HZ[band(LOG96_HZ, *map(float, response.frequency_hz[[0, -1]]))]
    level_db = response.on(f)
    return OneCurve(
        name=name,
        files=tuple(one.named.file for one in joined.files),
        rig=first.asked.rig,
        laboratory=_USERS_OWN if first.rig_stated_by == "user" else first.named.laboratory,
        channels=tuple(sorted(joined.responses)),
        curve=ComparedCurve(response, doubt.seating, doubt.n_takes, doubt.own_sd_db),
        frequency_hz=f,
        aligned_db=level_db - alignment_db(level_db, f, by=by),
        not_raw=joined.question.not_raw,
    )


def _rigs(first: OneCurve, second: OneCurve) -> str:
    """How much of the difference may be that of the rigs; unknown ones are taken as different.

    One rig is one of the same name in one laboratory, or one that the user says that
    everything was measured on.
    """
    if first.rig is None or second.rig is None or first.rig.family != second.rig.family:
        return "different"
    is_one = first.rig.slug == second.rig.slug and first.laboratory == second.laboratory
    return "one-rig" if is_one and first.laboratory is not None else "one-family"
