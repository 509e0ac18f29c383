"""Whether a dossier takes an entry: what it refuses is left to a person."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from auricle.audit.draft.entry import Doubt, Entry
from auricle.dossier import FaultList, load_glossary
from auricle.dossier.check import check_entries
from auricle.dossier.schema import DOSSIER_SECTIONS, DossierHeader
from auricle.dossier.schema import Entry as Form

__all__ = ["checked", "fault_of"]


def checked(
    entries: Iterable[Entry], sources: Sequence[Entry]
) -> tuple[tuple[Entry, ...], tuple[Doubt, ...]]:
    """Entries that a dossier takes, and the others as doubts with the reason.

    Examples
    --------
    >>> keys = {"quantity": "weight", "value": 0, "unit": "g", "kind": "specified", "source": "a"}
    >>> source = Entry("sources.a", {"publisher": "A", "title": "B", "kind": "review"}, 1, ())
    >>> kept, doubts = checked([Entry("facts", keys, 3, (), words="0 g")], [source])
    >>> kept, doubts[0].words, doubts[0].reason
    ((), '0 g', 'weight: a dossier has 1 to 2000 g, not weight of 0 g')
    """
    kept: list[Entry] = []
    doubts: list[Doubt] = []
    for entry in entries:
        fault = fault_of(entry, sources)
        if fault is None:
            kept.append(entry)
        else:
            name = entry.keys.get("quantity", entry.keys.get("criterion", "price"))
            doubts.append(Doubt(entry.line or 1, entry.words, f"{name}: {fault}"))
    return tuple(kept), tuple(doubts)


def fault_of(entry: Entry, sources: Sequence[Entry] = ()) -> str | None:
    """Why a dossier refuses an entry; None where it takes it.

    Examples
    --------
    >>> keys = {"slug": "acme-one", "brand": "Acme", "model": "One", "form": "in-ear"}
    >>> fault_of(Entry("product", {**keys, "connection": []}, None, ()))
    'connection: list should have at least 1 item after validation, not 0'
    """
    form: type[Form] = DossierHeader if entry.section == "product" else _form(entry)
    try:
        form.model_validate(dict(entry.keys))
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        message = detail["msg"].removeprefix("Value error, ")
        return f"{'.'.join(map(str, detail['loc']))}: {message[:1].lower()}{message[1:]}"
    table: dict[str, Any] = {
        "sources": {one.section.partition(".")[2]: one.keys for one in sources},
        entry.section: [entry.keys],
    }
    faults = FaultList("", "")
    check_entries(table, load_glossary(), faults)
    first = next(iter(faults), None)
    return None if first is None else f"a dossier has {first.expected}, not {first.found}"


def _form(entry: Entry) -> type[Form]:
    return DOSSIER_SECTIONS[entry.section]
