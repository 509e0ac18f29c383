"""What the arguments of ``auricle response`` name: files, folders, archives, products."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from auricle.cli.options import Session
    from auricle.response.formats import FoundFile, Group, PhoneBook
    from auricle.response.survey import Named, Record, Refused, Request

__all__ = ["Products"]

_BOOK_NAME = "phone_book"  # as CrinGraph and squig.link call it


@dataclass(frozen=True)
class Products:
    """Products whose responses are asked for, and files that are no responses."""

    groups: tuple[Group, ...]  # files by product
    known: tuple[tuple[Named, ...], ...]  # products of the catalog, read already
    others: tuple[Record, ...]  # phone books, and files that are none

    @classmethod
    def of(cls, names: Sequence[str], session: Session) -> Products:
        """Products that some arguments name; what is named twice counts once."""
        from auricle.response.formats import find_files, group_files

        names = list(dict.fromkeys(names))
        paths = [Path(name) for name in names if _is_there(name)]
        known = tuple(_of_catalog(name, session) for name in names if not _is_there(name))
        found = {(file.path.absolute(), file.member): file for file in find_files(paths)}
        books, others, files = _books(list(found.values()))
        return cls(group_files(files, books), known, tuple(others))

    @property
    def n_files(self) -> int:
        """Number of records to come."""
        in_groups = sum(len(group.members) for group in self.groups)
        return in_groups + sum(map(len, self.known)) + len(self.others)

    @property
    def n_products(self) -> int:
        """Number of products."""
        return len(self.groups) + len(self.known)

    def survey(
        self, request: Request, *, n_jobs: int | None
    ) -> Generator[list[Record], None, None]:
        """Records of everything."""
        from auricle.response.survey import run_survey, survey_read

        if self.others:
            yield list(self.others)
        if self.known:
            yield survey_read(self.known, request=request)
        yield from run_survey(self.groups, request, n_jobs=n_jobs)

    def read(self) -> Iterator[Sequence[Named | Refused]]:
        """Every product as it was read."""
        from auricle.response.survey import read_groups

        yield from self.known
        for group in self.groups:
            yield from read_groups([group])


def _is_there(name: str) -> bool:
    """Whether an argument names a file or folder, be it one that nobody may look at."""
    try:
        os.stat(name)  # noqa: PTH116 - Path.exists() passes on what it cannot look at
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def _books(
    found: Sequence[FoundFile],
) -> tuple[list[PhoneBook], list[Record], list[FoundFile]]:
    """Phone books with their records, and all other files.

    Which files may be phone books is told by their names, which are by its content.
    """
    from auricle.errors import AuricleError
    from auricle.response.formats import load_all, parse_phone_book
    from auricle.response.survey import book_record, refused_record

    books, records, files = [], [], []
    likely = [file for file in found if file.name.endswith(".json")]
    for file, content in load_all(likely):  # goes through each archive once
        try:
            if isinstance(content, AuricleError):
                raise content
            book = parse_phone_book(content, source=file.name)
        except AuricleError as error:
            if _BOOK_NAME in file.name.rpartition("/")[2]:
                records.append(refused_record(file.name, error))
            else:
                files.append(file)
        else:
            books.append(book)
            records.append(book_record(file.name, n_phones=sum(len(b.phones) for b in book.brands)))
    records.sort(key=lambda record: record["file"])
    return books, records, files + [file for file in found if not file.name.endswith(".json")]


def _of_catalog(name: str, session: Session) -> tuple[Named, ...]:
    """Responses of a product of the catalog."""
    from auricle.metrics import seating_of
    from auricle.response.formats.names import printable
    from auricle.response.measurement import Measurement
    from auricle.response.survey import Named

    if len(Path(name).parts) > 1 or name.endswith(("/", ".txt", ".csv", ".zip")):
        raise click.UsageError(f"{printable(name)}: there is no such file or folder")
    _, dossier = session.open(name)
    if not dossier.curves:
        raise click.UsageError(f"{dossier.product.name} has no response in the catalog")
    return tuple(
        Named(
            file=curve.file,
            product=dossier.product.name,
            channel=curve.channels,
            measurement=Measurement(
                source=curve.file,
                dialect="auricle",
                channels={curve.channels: curve.response},
                rig=curve.rig,
                remarks=() if curve.note is None else (curve.note,),
            ),
            rig_stated_by="dossier",
            form=dossier.product.form,
            seating=seating_of(dossier.product),
        )
        for curve in dossier.curves
    )
