"""``auricle response --write``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auricle.cli.options import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from auricle.cli.response.products import Products
    from auricle.response import FrequencyResponse
    from auricle.response.survey import Named

__all__ = ["write_products"]


def write_products(products: Products, *, form: str, folder: Path) -> None:
    """Write what was read in another form into a folder; nothing that is there is replaced.

    What was refused is said on stderr; exit status 1 then.
    """
    from auricle.response.formats.names import printable
    from auricle.response.survey import Named

    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"--output {folder} is a file: a folder is expected")
    read: list[list[Named]] = []
    n_refused = 0
    for product in products.read():
        named = [one for one in product if isinstance(one, Named)]
        read += [named] if named else []
        for one in product:
            if isinstance(one, Named):
                _tell_what_is_lost(one)
            else:
                n_refused += 1
                click.echo(f"refused [{one.error.code}] {printable(str(one.error))}", err=True)
    texts = dict(_cringraph(read) if form == "cringraph" else _single(read, form))
    there = [name for name in texts if (folder / name).exists()]
    if there:
        raise click.UsageError(f"{folder / there[0]} exists already: nothing was written")
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.encode("utf-8"))
        click.echo(printable(str(path)))
    if n_refused:
        raise SystemExit(1)


def _tell_what_is_lost(named: Named) -> None:
    """Say on stderr what a file states that no other form has a place for."""
    measurement = named.measurement
    lost = []
    if measurement.is_compensated:
        lost.append("it is compensated")
    if measurement.smoothing is not None and measurement.smoothing.is_coarse:
        lost.append(f"it is smoothed ({measurement.smoothing})")
    if measurement.weighting is not None:
        lost.append(f"it has the weighting {measurement.weighting}")
    if lost:
        note = f"note: {named.file}: {' and '.join(lost)}; not every form can say so"
        click.echo(note, err=True)


def _single(products: Iterable[Sequence[Named]], form: str) -> Iterator[tuple[str, str]]:
    """One file for every channel of every file."""
    from auricle.response.formats import format_autoeq, format_rew, safe_file_name

    taken: set[str] = set()
    for product in products:
        for named in product:
            for channel, response in named.by_channel.items():
                ending = {"left": " L", "right": " R", "average": " AVG"}.get(channel, "")
                stem = safe_file_name(f"{named.product}{ending}")
                number = 1
                while (name := _numbered(stem, number, form)).casefold() in taken:
                    number += 1
                taken.add(name.casefold())
                if form == "autoeq":
                    yield name, format_autoeq(response)
                else:
                    smoothing = named.measurement.smoothing
                    yield (
                        name,
                        format_rew(
                            response,
                            title=stem,
                            date=named.measurement.date,
                            smoothing=None if smoothing is None else str(smoothing),
                        ),
                    )


def _numbered(stem: str, number: int, form: str) -> str:
    extension = "csv" if form == "autoeq" else "txt"
    return f"{stem}{number if number > 1 else ''}.{extension}"


def _cringraph(products: Iterable[Sequence[Named]]) -> Iterator[tuple[str, str]]:
    """A collection with its phone book; a curve of no stated channel counts as an average."""
    from auricle.response.formats import ProductCurves, format_cringraph

    curves = []
    for product in products:
        takes: dict[str, list[FrequencyResponse]] = {}
        for named in product:
            for channel, response in named.by_channel.items():
                takes.setdefault("average" if channel == "unknown" else channel, []).append(
                    response
                )
        brand, model = _brand_and_model(product[0])
        curves.append(
            ProductCurves(brand, model, {key: tuple(found) for key, found in takes.items()})
        )
    yield from format_cringraph(curves).items()


def _brand_and_model(named: Named) -> tuple[str, str]:
    """Both as a phone book has them, else the first word and the rest."""
    if named.brand is None:
        brand, _, model = named.product.partition(" ")
    else:
        brand, model = named.brand, named.product[len(named.brand) :].strip()
    return brand, model or brand
