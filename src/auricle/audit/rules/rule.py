"""What a rule of the audit is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from auricle.audit.finding import Edit, Related, Severity
from auricle.audit.known import KnownProducts
from auricle.audit.place import Place
from auricle.audit.pragmas import Unused
from auricle.audit.reading import Review
from auricle.audit.shelf import Shelf

__all__ = ["Example", "Excerpt", "Hit", "Rule", "RuleGroup"]

RuleGroup = Literal[
    "structure",
    "scores",
    "cost-performance",
    "electrical",
    "evidence",
    "across",
    "catalog",
    "switches",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found; the rule itself is added to it afterwards."""

    place: Place
    message: str
    found: str
    expected: str
    related: tuple[Related, ...] = ()
    edit: Edit | None = None


class Excerpt(NamedTuple):
    """Part of a review as an example shows it.

    `part` names what it stands for: ``front`` (lines of the front matter), a part of a five-axis
    review, ``references``, ``closing`` (the last line), or ``file`` (a whole text).
    """

    part: str
    text: str
    file: str = "acme-one.md"


Example = tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for, with what its page says.

    Exactly one of `check` (a review on its own), `check_catalog` (a review and the products that
    the catalog knows), `check_shelf` (all reviews of a run together) and `check_unused` (switches
    of a review that let nothing stand) is there.
    """

    id: str
    group: RuleGroup
    severity: Severity
    title: str  # what holds in a review without this fault, as a sentence
    why: str  # why it matters, how it is found, when the rule stays silent
    bad: Example
    good: Example
    check: Callable[[Review], Iterator[Hit]] | None = None
    check_catalog: Callable[[Review, KnownProducts], Iterator[Hit]] | None = None
    check_shelf: Callable[[Shelf], Iterator[Hit]] | None = None
    check_unused: Callable[[Review, Sequence[Unused]], Iterator[Hit]] | None = None
    is_on: bool = True  # unless a user says otherwise
    language: str | None = None  # code of that whose words it reads, in reviews of which it applies
