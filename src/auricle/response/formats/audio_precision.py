"""Header of the CSV exports of Audio Precision analysers."""

from collections.abc import Sequence

from auricle.response.formats.column_names import read_column_name
from auricle.response.formats.header import Header, title_of
from auricle.response.formats.other_quantities import QUANTITY_NAMES
from auricle.response.formats.sheet import split_cells
from auricle.response.formats.statements import says_compensated, smoothing_in

__all__ = ["read_audio_precision_header"]

# What is measured stands in the title alone: crosstalk is in dB as a response is.
_QUANTITIES = {*QUANTITY_NAMES, "quantity"}


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
    title = " ".join(cell for cell in rows[0] if cell) if at > 1 else ""
    quantity = f"{title} " if read_column_name(title).kind in _QUANTITIES else ""
    units, channels = rows[at + 1], rows[at - 1] if at > 0 else []
    names = []
    channel = ""
    for index, unit in enumerate(units):
        if index < len(channels) and channels[index]:
            stated = read_column_name(channels[index]).channel
            channel = "" if stated == "unknown" else stated
        stated_of = "" if read_column_name(unit).kind == "frequency" else quantity
        names.append(f"{channel} {stated_of}{unit}".strip())
    lines = [", ".join(cell for cell in row if cell) for row in rows[:at]]
    return Header(
        "audio-precision",
        names=tuple(names),
        title=title_of(title),
        smoothing=smoothing_in(lines),
        is_compensated=any(map(says_compensated, lines)),
    )
