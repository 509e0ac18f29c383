"""Header of the CSV exports of Audio Precision analysers."""

from collections.abc import Sequence

from auricle.response.formats.column_names import read_column_name
from auricle.response.formats.header import Header, title_of
from auricle.response.formats.sheet import split_cells

__all__ = ["read_audio_precision_header"]


def read_audio_precision_header(preamble: Sequence[str]) -> Header | None:
    r"""What the rows above the numbers say: title, channels, X and Y, units; None for other texts.

    The name of a channel stands above its X and counts for its Y, too.

    Examples
    --------
    >>> rows = ["Acoustic Response,,,", "Left,,Right,", "X,Y,X,Y", "Hz,dBSPL,Hz,dBSPL"]
    >>> read_audio_precision_header(rows).names
    ('left Hz', 'left dBSPL', 'right Hz', 'right dBSPL')
    """
    rows = [split_cells(line, ",") for line in preamble if line.strip(' \t,"')]
    at = next((i for i, row in enumerate(rows) if set(row) - {""} == {"X", "Y"}), None)
    if at is None or at + 1 >= len(rows):
        return None
    units, channels = rows[at + 1], rows[at - 1] if at > 0 else []
    names = []
    channel = ""
    for index, unit in enumerate(units):
        if index < len(channels) and channels[index]:
            stated = read_column_name(channels[index]).channel
            channel = "" if stated == "unknown" else stated
        names.append(f"{channel} {unit}".strip())
    title = " ".join(cell for cell in rows[0] if cell) if at > 1 else ""
    return Header("audio-precision", names=tuple(names), title=title_of(title))
