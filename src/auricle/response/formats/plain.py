"""Tables of numbers whose columns have no names."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from auricle.errors import MeasurementFormatError
from auricle.response.formats.columns import Pair, Selection
from auricle.response.formats.header import Header, named_rig, title_of
from auricle.response.formats.statements import says_compensated, smoothing_in

__all__ = ["counts_rows", "read_plain_header", "select_plain"]

_LINES_LOOKED_AT = 50


def read_plain_header(preamble: Sequence[str]) -> Header:
    """What lines above a table without names say: the first that is no remark is a title.

    Examples
    --------
    >>> read_plain_header(["# by hand", "HD 600 L"]).title
    'HD 600 L'
    """
    lines = [line.strip() for line in preamble[:_LINES_LOOKED_AT] if line.strip(' \t,;*#"')]
    rig = next((rig for line in lines if (rig := named_rig(line)) is not None), None)
    titles = [line for line in lines if not line.startswith(("#", "*"))]
    return Header(
        "plain",
        title=title_of(titles[0]) if titles else None,
        smoothing=smoothing_in(lines),
        rig=rig,
        is_compensated=any(map(says_compensated, lines)),
    )


def select_plain(n_columns: int, *, source: str, line: int) -> Selection:
    """Columns by custom: frequency, level, phase; or frequency and level of left and right.

    Examples
    --------
    >>> select_plain(2, source="x.txt", line=1).pairs
    (Pair(channel='unknown', frequency=0, level=1, factor=1.0),)
    """
    if n_columns == 2:
        return Selection((Pair("unknown", 0, 1),))
    if n_columns == 3:
        remark = "the third column has no name and was left unread"
        return Selection((Pair("unknown", 0, 1),), remarks=(remark,))
    if n_columns == 4:
        remark = "four columns without names taken for frequency and level of left and right"
        return Selection((Pair("left", 0, 1), Pair("right", 2, 3)), remarks=(remark,))
    found = f"{n_columns} columns without names"
    raise MeasurementFormatError(source, line, found, "two to four, or a line that names them")


def counts_rows(first: NDArray[np.float64], second: NDArray[np.float64]) -> bool:
    """Whether a first column, shape (n_rows,), counts the rows and the second is a frequency.

    Such a count can be taken for frequencies in steps of 1 Hz, and frequencies in kHz for levels.
    But no level of a response rises from every row to the next.

    Examples
    --------
    >>> counts_rows(np.array([1.0, 2.0, 3.0]), np.array([0.02, 0.03, 0.05]))
    True
    >>> counts_rows(np.array([20.0, 21.0, 22.0]), np.array([80.0, 81.0, 82.0]))
    False
    """
    return bool(
        first[0] in (0.0, 1.0)
        and (np.diff(first) == 1.0).all()
        and second[0] >= 0.0
        and (np.diff(second) > 0.0).all()
    )
