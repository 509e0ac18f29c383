"""A page for every error code, made from the docstring of its class and from running its example."""

import doctest
import inspect
import re
from functools import cache

from auricle import errors
from auricle.dossier import parse_dossier
from auricle.errors import AuricleError, DossierError, Fault
from docs.pages.markdown import fenced, page, table
from tests import texts
from tests.dossier.test_broken import BROKEN

__all__ = ["error_classes", "error_pages", "errors_page", "provoke"]


def error_classes() -> dict[str, type[AuricleError]]:
    """Code -> class, in the order of the codes."""
    classes = [
        c
        for name, c in inspect.getmembers(errors, inspect.isclass)
        if issubclass(c, AuricleError) and not name.startswith("_")
    ]
    return {c.code: c for c in sorted(classes, key=lambda c: c.code)}


def error_pages() -> dict[str, str]:
    """Code -> page."""
    return {code: _page(c) for code, c in error_classes().items()}


def _page(c: type[AuricleError]) -> str:
    parts = sections(c)
    examples = doctest.DocTestParser().get_examples(c.__doc__ or "")
    extra = _faults() if c is DossierError else []
    return page(
        c.code,
        f"`{c.__name__}` of `auricle.errors`: {_lower(parts['summary'])}",
        _linked(parts["when"]),
        "## How to mend it",
        _linked(parts["Notes"]),
        "## Example",
        fenced("".join(example.source for example in examples), "python"),
        "gives, on the command line with exit status 2,",
        fenced(f"refused [{c.code}]\n{provoke(c)}"),
        *extra,
    )


def sections(c: type[AuricleError]) -> dict[str, str]:
    """Parts of the docstring of an error: summary, when, Notes, Examples.

    Raises
    ------
    LookupError
        If a part is missing.
    """
    text = inspect.cleandoc(c.__doc__ or "")
    head, *rest = re.split(r"\n\n(Notes|Examples)\n-+\n", text)
    if rest[::2] != ["Notes", "Examples"]:
        msg = (
            f"the docstring of {c.__name__} needs Notes, how to mend it, and Examples that raise it"
        )
        raise LookupError(msg)
    summary, _, when = head.partition("\n\n")
    return {"summary": summary, "when": when, "Notes": rest[1], "Examples": rest[3]}


def provoke(c: type[AuricleError]) -> AuricleError:
    """The error that the example in a class's docstring raises.

    Raises
    ------
    LookupError
        If it raises none.
    """
    scope: dict[str, object] = {}
    for example in doctest.DocTestParser().get_examples(c.__doc__ or ""):
        try:
            exec(compile(example.source, c.__name__, "exec"), scope)  # noqa: S102 - our own docstring
        except AuricleError as error:
            if type(error) is c:
                return error
            raise
    msg = f"the example of {c.__name__} raises nothing"
    raise LookupError(msg)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _linked(text: str) -> str:
    return re.sub(
        r"`docs/([A-Z-]+)\.md`", lambda m: f"[{m[1].capitalize()}](../../{m[1]}.md)", text
    )


def _faults() -> list[str]:
    """Every kind of fault that the tests provoke, with the first message of each."""
    rows = [[kind, f"`{fault}`"] for kind, fault in _first_faults().items()]
    return [
        "## Faults of a dossier",
        "Each is one line: file, line, column, what was found and what was expected. The kinds, with a message each:",
        table(["kind", "message"], rows),
    ]


@cache
def _first_faults() -> dict[str, Fault]:
    """Kind of fault -> the first fault that a dossier with it has."""
    found: dict[str, Fault] = {}
    for kind, (text, _) in BROKEN.items():
        try:
            parse_dossier(text, file="acme-one.toml", read_curve=texts.no_curve)
        except DossierError as error:
            fault = error.faults[0]
            if not fault.expected.startswith("TOML"):  # that message is Python's own
                found[kind] = fault
    return found


def errors_page() -> str:
    """What is refused: under the code of each error what it means, with a link to its page."""
    parts: list[str] = []
    for code, c in error_classes().items():
        found = sections(c)
        more = f"[Example, and how to mend it](reference/errors/{code}.md)."
        parts += [f"## {code}", f"`{c.__name__}`: {_lower(found['summary'])} {found['when']}", more]
    return page(
        "What Auricle refuses",
        "Every deliberate error has a code that stays the same across releases, while messages may be\n"
        "improved. On the command line it stands in square brackets: `refused [dossier]`. In Python each\n"
        "is a class of `auricle.errors`.",
        "A fault names file, line, column, what was found and what was expected:",
        fenced(str(_first_faults()["a misspelled quantity"])),
        "All faults of all files are reported at once, nothing is written, and the exit status is 2.",
        *parts,
    )
