"""Everything that is wrong or doubtful in a rubric file, each with its place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from auricle.dossier.positions import Positions
from auricle.errors import Fault, RubricError
from auricle.rating.rate import Rating
from auricle.rating.rubrics.doubts import Doubt, doubts_of_form, doubts_of_ratings
from auricle.rating.rubrics.rubric import Rubric, parse_rubric

__all__ = ["RubricCheck", "RubricWarning", "check_rubric"]


@dataclass(frozen=True, slots=True, order=True)
class RubricWarning:
    """One thing that is allowed and still looks wrong."""

    file: str
    line: int
    column: int
    says: str

    def __str__(self) -> str:
        """Return the warning on one line, as compilers print theirs."""
        return f"{self.file}:{self.line}:{self.column}: warning: {self.says}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricCheck:
    """What a check found; `rubric` is None where there are faults."""

    rubric: Rubric | None
    faults: tuple[Fault, ...]
    warnings: tuple[RubricWarning, ...]
    n_products: int  # that were rated by it


def check_rubric(
    text: str, *, file: str, rate_by: Callable[[Rubric], Sequence[Rating]]
) -> RubricCheck:
    """Faults of a rubric file, and warnings where there are none.

    Parameters
    ----------
    text, file
        The rubric, and the name of its file for messages.
    rate_by
        Gives the ratings of a catalog by a rubric, to find criteria that nothing is known of.

    Examples
    --------
    >>> check_rubric("schema = 1", file="mine.toml", rate_by=lambda rubric: []).faults[0].line
    1
    """
    try:
        rubric = parse_rubric(text, file=file)
    except RubricError as error:
        return RubricCheck(rubric=None, faults=error.faults, warnings=(), n_products=0)
    ratings = rate_by(rubric)
    doubts = [*doubts_of_form(rubric), *doubts_of_ratings(rubric, ratings)]
    return RubricCheck(
        rubric=rubric,
        faults=(),
        warnings=tuple(sorted(_placed(doubts, text, file))),
        n_products=len(ratings),
    )


def _placed(doubts: Iterable[Doubt], text: str, file: str) -> Iterable[RubricWarning]:
    positions = Positions(text)
    for doubt in doubts:
        place = positions.value(doubt.place)
        yield RubricWarning(file, place.line, place.column, doubt.says)
