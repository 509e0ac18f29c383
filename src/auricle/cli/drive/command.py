"""``auricle drive``: the command."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import click

from auricle.cli.drive.asked import Asked, asked_options
from auricle.cli.drive.headphone import headphone_by_hand, impedance_curve
from auricle.cli.drive.lines import report_lines
from auricle.cli.drive.source import all_devices
from auricle.cli.drive.source import plugged as plugged_in
from auricle.cli.drive.tables import class_lines, device_lines, headphone_rows, source_table
from auricle.cli.options import Session, emit_json, evidence_options, json_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from auricle.catalog import Catalog
    from auricle.devices import Plugged
    from auricle.dossier import Dossier
    from auricle.metrics import Electrical
    from auricle.review.drive.report import DriveReport, Match

__all__ = ["drive"]

_EXAMPLE = """\b
Examples:
  auricle drive akg-k612-pro --spl 110 --source "2 V interface"
  auricle drive akg-k702 --source "apple dongle" --eq ParametricEQ.txt
  auricle drive akg-k240-studio --table
  auricle drive --source "RME ADI-2 DAC" --all
  auricle drive --sensitivity "97 dB/mW" --impedance 300 --volts 2"""


@click.command(epilog=_EXAMPLE)
@click.argument("product", metavar="[SLUG|FILE]", required=False)
@asked_options
@click.option("--table", "as_table", is_flag=True, help="All sources against the headphone.")
@click.option("--all", "all_products", is_flag=True, help="The source against all headphones.")
@click.option("--sources", "list_sources", is_flag=True, help="List devices and classes.")
@evidence_options
@json_option
def drive(
    product: str | None,
    *,
    asked: Asked,
    as_table: bool,
    all_products: bool,
    list_sources: bool,
    session: Session,
    as_json: bool,
) -> None:
    """Say what a headphone needs, and whether a source is enough for it.

    Four answers: is it loud enough, does the source change the sound, is its hiss heard, and how
    long is the level safe. Levels of peaks and of programme are kept apart. What is not stated of
    a device has the range of its class, and is marked. Without a source the usual classes of
    sources stand in a table.
    """
    asked.check()
    if list_sources:
        if product is not None or as_table or all_products:
            message = "--sources lists devices, without a headphone, --table and --all"
            raise click.UsageError(message)
        asked.check_list()
        _list(asked, session, as_json=as_json)
    elif all_products:
        headphone = (product, asked.sensitivity_text, asked.impedance_file, asked.resonance_text)
        if as_table or any(given is not None for given in headphone):
            raise click.UsageError("--all is for a --source, without a headphone and --table")
        _all(asked, session, as_json=as_json)
    elif product is None and not asked.by_hand:
        raise click.UsageError("name a headphone, or give its --sensitivity; --all takes them all")
    else:
        if product is not None and asked.by_hand:
            raise click.UsageError("--sensitivity is for a headphone that is not named")
        _one(product, asked, session, as_table=as_table, as_json=as_json)


def _one(
    name: str | None, asked: Asked, session: Session, *, as_table: bool, as_json: bool
) -> None:
    from auricle.review.drive.record import drive_record
    from auricle.review.drive.report import (
        class_matches,
        drive_report,
        loudness_dbspl,
        match,
    )

    found, dossier, day, inputs = _headphone(name, asked, session)
    plugged = plugged_in(
        asked, lambda: all_devices(asked, session.catalogs), impedance_ohm=found.rated_ohm
    )
    if as_table and plugged is not None:
        message = "--table has all sources; take it without --source, --volts and --power"
        raise click.UsageError(message)
    question = asked.question()
    report = drive_report(
        found,
        plugged,
        question,
        product=dossier.product if dossier else None,
        day=day,
        impressions=dossier.impressions if dossier else (),
    )
    matches: Sequence[Match] = ()
    if as_table:
        plugs = _all_plugs(asked, session, impedance_ohm=found.rated_ohm)
        matches = sorted((match(found, plug, question) for plug in plugs), key=loudness_dbspl)
    elif plugged is None:
        matches = class_matches(found, question)
    if as_json:
        emit_json(drive_record(report, inputs=inputs, matches=matches))
    elif matches:
        usual = class_matches(found, question) if as_table else matches
        click.echo("\n".join(source_table(report, matches, usual=usual)))
    else:
        click.echo("\n".join(report_lines(report)))


def _headphone(
    name: str | None, asked: Asked, session: Session
) -> tuple[Electrical, Dossier | None, date | None, dict[str, str | None]]:
    """The headphone that is meant, with the hashes of what it rests on."""
    from auricle.metrics import with_impedance

    files = asked.digests
    if name is None:
        return headphone_by_hand(asked), None, None, {"dossier": None, "catalog": None, **files}
    catalog, dossier = session.open(name)
    day = session.day(catalog, dossier)
    found = _electrical(catalog, dossier, day, session)
    if found is None:
        text = f"no sensitivity of {dossier.product.name} is known on {day}"
        raise click.UsageError(f"{text}; give it in a dossier, or by hand with --sensitivity")
    curve = impedance_curve(asked, found.rated_ohm)
    found = found if curve is None else with_impedance(found, curve)
    inputs = {"dossier": dossier.sha256, "catalog": catalog.sha256, **files}
    return found, dossier, day, inputs


def _electrical(
    catalog: Catalog, dossier: Dossier, day: date, session: Session
) -> Electrical | None:
    from auricle.metrics import electrical, subject_of

    return electrical(subject_of(catalog, dossier, day=day, region=session.region))


def _all_plugs(asked: Asked, session: Session, *, impedance_ohm: float | None) -> list[Plugged]:
    """Every output of every device that fits, and the classes."""
    from auricle.devices import all_outputs, plug_in

    devices = all_devices(asked, session.catalogs).values()
    plugs = [
        plug_in(device, output)
        for device in devices
        for output in all_outputs(device, impedance_ohm=impedance_ohm)
    ]
    return [*_class_plugs(), *plugs]


def _class_plugs() -> list[Plugged]:
    from auricle.devices import class_source, load_classes

    return [class_source(kind) for kind in load_classes().values()]


def _all(asked: Asked, session: Session, *, as_json: bool) -> None:
    from auricle.review.drive.record import headphones_record
    from auricle.review.drive.report import drive_report

    if not asked.has_source:
        raise click.UsageError("--all needs a --source or --volts")
    catalog = session.catalog()
    day = session.day(catalog)
    question = asked.question()
    devices = cache(lambda: all_devices(asked, session.catalogs))  # read once for all headphones
    reports, missing = [], []
    for dossier in catalog.dossiers.values():
        found = _electrical(catalog, dossier, day, session)
        if found is None:
            missing.append(dossier.product)
            continue
        plugged = plugged_in(asked, devices, impedance_ohm=found.rated_ohm)
        reports.append(drive_report(found, plugged, question, product=dossier.product, day=day))
    reports.sort(key=_level_dbspl, reverse=True)
    if as_json:
        inputs = {"catalog": catalog.sha256, "equaliser": asked.digests["equaliser"]}
        emit_json(headphones_record(reports, without_sensitivity=missing, inputs=inputs))
    else:
        names = [product.name for product in missing]
        click.echo("\n".join(headphone_rows(reports, names)))


def _level_dbspl(report: DriveReport) -> float:
    from auricle.review.drive.report import loudness_dbspl

    return 0.0 if report.match is None else loudness_dbspl(report.match)


def _list(asked: Asked, session: Session, *, as_json: bool) -> None:
    from auricle.devices import load_classes, plug_in
    from auricle.review.drive.record import sources_record

    devices = all_devices(asked, session.catalogs)
    plugs = [plug_in(device, output) for device in devices.values() for output in device.outputs]
    if as_json:
        emit_json(sources_record([*_class_plugs(), *plugs]))
    else:
        classes = class_lines(list(load_classes().values()))
        click.echo("\n".join([*classes, "", *device_lines(plugs)]))
