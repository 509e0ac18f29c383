"""Arguments and options that several commands share, and what they open."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:  # numerics load only when a command runs
    from auricle.catalog import Catalog
    from auricle.dossier import Dossier
    from auricle.rating import Difference, Rating, Rubric

__all__ = [
    "DayType",
    "Session",
    "catalog_options",
    "catalogs_option",
    "emit_json",
    "evidence_options",
    "json_option",
    "json_text",
    "product_argument",
    "read_text",
    "session_options",
    "two_days_options",
    "write_file",
    "write_or_print",
]

_F = TypeVar("_F", bound=Callable[..., Any])

ExistingPath = click.Path(exists=True, path_type=Path)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
product_argument = click.argument("product", metavar="SLUG|FILE")


class DayType(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date like 2025-08-20", param, ctx)


class _CodeType(click.ParamType[str]):
    """An ISO code of capital letters."""

    def __init__(self, name: str, letters: int) -> None:
        self.name = name
        self._letters = letters

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if len(value) != self._letters or not value.isascii() or not value.isalpha():
            self.fail(f"{value!r} is no {self.name} code of {self._letters} letters", param, ctx)
        return str(value).upper()


@dataclass(frozen=True)
class Session:
    """What the shared options say: which catalog, rubric, day and buyer are meant."""

    catalogs: tuple[Path, ...]
    region: str
    as_of: date | None = None
    rubric_name: str | None = None  # id of a built-in one, or a file
    currency: str | None = None

    @functools.cached_property
    def rubric(self) -> Rubric:
        """The rubric that was named, else the built-in one."""
        from auricle.rating import built_in_rubric, named_rubric

        return built_in_rubric() if self.rubric_name is None else named_rubric(self.rubric_name)

    def catalog(self, *files: Path) -> Catalog:
        """The built-in catalog with the user's own folders and files."""
        from auricle.catalog import load_catalog

        return load_catalog([*self.catalogs, *files])

    def open(self, product: str) -> tuple[Catalog, Dossier]:
        """Catalog and dossier of a slug, a name, or a dossier file.

        A note on stderr names siblings that the catalog does not hold.
        """
        catalog, dossier = self._find(product)
        for slug in dossier.product.siblings:
            if slug not in catalog.dossiers:
                _note_missing_sibling(slug, catalog, dossier)
        return catalog, dossier

    def _find(self, product: str) -> tuple[Catalog, Dossier]:
        from auricle.catalog import find_product

        path = Path(product)
        if product.endswith(".toml") and path.is_file():
            catalog = self.catalog(path)
            [dossier] = [d for d in catalog.dossiers.values() if d.path and path.samefile(d.path)]
            return catalog, dossier
        if path.is_dir():
            hint = f"name a product of it: auricle ... SLUG --catalog {product}"
            raise click.UsageError(f"{product} is a folder; {hint}")
        if path.suffix or len(path.parts) > 1:
            what = "is no dossier (.toml)" if path.is_file() else "there is no such file"
            raise click.UsageError(f"{product}: {what}")
        catalog = self.catalog()
        return catalog, find_product(catalog, product)

    def day(self, catalog: Catalog, *dossiers: Dossier) -> date:
        """The day that was named, else the newest date of the dossiers or the catalog."""
        from auricle.rating import default_day

        return self.as_of or default_day(catalog, dossiers)

    def rate(self, product: str) -> Rating:
        """Rating of a product."""
        return self._rate(*self.open(product))

    def past(self, product: str) -> tuple[tuple[Rating, ...], Difference | None]:
        """Ratings of earlier days with, last, that of the day, and what moved the last change."""
        from auricle.rating import difference, last_other, rating_history

        catalog, dossier = self.open(product)
        now = self._rate(catalog, dossier)
        history = rating_history(catalog, dossier, rubric=self.rubric, before=now)
        other = last_other(history, now)
        if other is None:
            return (*history, now), None
        moved = difference(
            catalog,
            dossier,
            rubric=self.rubric,
            first=other.day,
            second=now.day,
            region=self.region,
            currency=now.currency,
        )
        return (*history, now), moved

    def _rate(self, catalog: Catalog, dossier: Dossier) -> Rating:
        from auricle.rating import rate

        return rate(
            catalog,
            dossier,
            rubric=self.rubric,
            day=self.day(catalog, dossier),
            region=self.region,
            currency=self.currency,
        )

    def difference(self, product: str, first: date, second: date) -> Difference:
        """Difference of the ratings of a product on two days."""
        from auricle.rating import difference

        catalog, dossier = self.open(product)
        return difference(
            catalog,
            dossier,
            rubric=self.rubric,
            first=first,
            second=second,
            region=self.region,
            currency=self.currency,
        )


def _note_missing_sibling(slug: str, catalog: Catalog, dossier: Dossier) -> None:
    from auricle.dossier.faults import suggestion

    others = [other for other in catalog.dossiers if other != dossier.slug]
    hint = suggestion(slug, others)
    note = f"note: sibling {slug!r} of {dossier.product.name} is not in the catalog"
    click.echo(f"{note} ({hint})" if hint else note, err=True)


_AS_OF_OPTION = click.option(
    "--as-of",
    type=DayType(),
    help="Use only evidence published and prices seen up to this day. Default: that of the "
    "newest entry in the dossier, for a list in the catalog.",
)
catalogs_option = click.option(
    "--catalog",
    "catalogs",
    type=ExistingPath,
    multiple=True,
    help="Folder or file with dossiers of your own; may be given several times.",
)
_BUYER_OPTIONS = (
    click.option(
        "--region",
        type=_CodeType("region", 2),
        default="US",
        show_default=True,
        help="The buyer's country, for warranty and support.",
    ),
    catalogs_option,
)
_EVIDENCE_OPTIONS = (_AS_OF_OPTION, *_BUYER_OPTIONS)
_CURRENCY_OPTION = click.option(
    "--currency",
    type=_CodeType("currency", 3),
    help="Currency of the prices to compare. Default: that of the product's newest price; "
    "for a list USD.",
)
_RATING_OPTIONS = (
    click.option(
        "--rubric",
        "rubric_name",
        metavar="ID|FILE",
        help="Another rubric: the id of a built-in one (published) or a file. Default: auricle-1.",
    ),
    _CURRENCY_OPTION,
)


def evidence_options(command: _F) -> _F:
    """Add the options that say which evidence counts; the command gets a `session`."""
    return _with_session(command, _EVIDENCE_OPTIONS)


def catalog_options(command: _F) -> _F:
    """Add the options that say which catalog is rated, on which day and for whom."""
    return _with_session(command, (*_EVIDENCE_OPTIONS, _CURRENCY_OPTION))


def session_options(command: _F) -> _F:
    """Add the options that say what is rated, and how; the command gets a `session`."""
    return _with_session(command, (*_EVIDENCE_OPTIONS, *_RATING_OPTIONS))


def two_days_options(command: _F) -> _F:
    """Add the options of `session_options` but the day; the command gets a `session`."""
    return _with_session(command, (*_BUYER_OPTIONS, *_RATING_OPTIONS))


def _with_session(command: _F, options: Sequence[Callable[[_F], _F]]) -> _F:
    names = [field.name for field in fields(Session)]

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        session = Session(**{name: kwargs.pop(name) for name in names if name in kwargs})
        return command(*args, session=session, **kwargs)

    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]  # same command with other options


def json_text(record: Any) -> str:
    """Data as JSON, the same bytes for the same data."""
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def emit_json(record: Any) -> None:
    """Print data as JSON, the same bytes for the same data."""
    click.echo(json_text(record), nl=False)


def read_text(path: Path) -> str:
    """Text of a file in UTF-8; one that cannot be read is wrong usage."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path.name!r} is not a text in UTF-8") from None
    except OSError as error:
        raise click.UsageError(f"cannot read {path.name!r}: {error.strerror}") from None


def write_or_print(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file and print the path of that."""
    if output is None:
        click.echo(text, nl=False)
        return
    write_file(output, text.encode("utf-8"))
    click.echo(str(output))


def write_file(path: Path, content: bytes) -> None:
    """Write a file as a whole; what cannot be written is wrong usage."""
    from auricle.writing import write_bytes

    if not path.name:
        raise click.UsageError("--output needs the name of a file")
    try:
        write_bytes(path, content)
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {error.strerror}") from None
