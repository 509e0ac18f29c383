"""Tables of numbers whose columns have no names."""

from collections.abc import Sequence

from auricle.errors import MeasurementFormatError
from auricle.response.formats.columns import Pair, Selection
from auricle.response.formats.header import Header, named_rig, title_of

__all__ = ["read_plain_header", "select_plain"]

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
    return Header("plain", title=title_of(titles[0]) if titles else None, rig=rig)


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
