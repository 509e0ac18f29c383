"""Which files belong together: the channels and takes of one product."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auricle.response.formats.files import FoundFile
from auricle.response.formats.names import FileName, name_key, parse_name
from auricle.response.formats.phone_book import Listing, PhoneBook
from auricle.response.measurement import CHANNELS

__all__ = ["Group", "Member", "group_files"]

_OTHER_SIDE = {"left": "right", "right": "left"}
_FIRST_TAKES = {1, 2, 3}  # two numbers may be two models of a series, such as L1 and L2


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a group, with the channel and the take that its name says."""

    file: FoundFile
    channel: str  # one of CHANNELS
    take: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one product in one folder; brand and variant where a phone book says them."""

    product: str
    brand: str | None
    variant: str | None
    is_target: bool
    members: tuple[Member, ...]


class _Folder:
    """What the names in one folder say together. Products are keys of names."""

    def __init__(self, names: Sequence[FileName], folder: str, shelf: "_Shelf") -> None:
        claims = [name for name in names if name.channel in _OTHER_SIDE]
        products = {name_key(name.product) for name in claims}
        # A name that is that of a product as a whole bears nothing else out, either.
        self._ruled_out = {
            name_key(name.whole)
            for name in claims
            if name.form != "stated"
            and (name_key(name.whole) in products or shelf.find(folder, name.whole))
        }
        self._listed = {
            name_key(name.product)
            for name in claims
            if name.form == "numbered" and shelf.find(folder, name.product)
        }
        self._takes: defaultdict[tuple[str, str, str], set[int | None]] = defaultdict(set)
        for name in claims:
            if name_key(name.whole) not in self._ruled_out:
                self._takes[name_key(name.product), name.form, name.channel].add(name.take)

    def believes(self, name: FileName) -> bool:
        if name.form not in ("numbered", "glued"):
            return True
        if name_key(name.whole) in self._ruled_out:
            return False
        product, form, channel = name_key(name.product), name.form, name.channel
        has_other_side = (product, form, _OTHER_SIDE[channel]) in self._takes
        is_stated = any((product, "stated", side) in self._takes for side in _OTHER_SIDE)
        if form == "glued":
            return has_other_side and not is_stated
        has_first_takes = self._takes[product, form, channel] >= _FIRST_TAKES
        return has_other_side or is_stated or has_first_takes or product in self._listed


def group_files(files: Iterable[FoundFile], books: Sequence[PhoneBook] = ()) -> tuple[Group, ...]:
    """Files by product; each is in exactly one group, whatever order they come in.

    Files belong together that stand in one folder (or archive) and whose names say the same
    product. A channel that a name says in a way that may be part of a model's name is believed if

    - numbered (``K240 L2``): the same product has the other channel, an unnumbered file of the
      same channel or takes 1, 2 and 3 beside it, or a phone book lists the product;
    - glued (``KZ EDZL``): the other channel stands beside it, glued too (``KZ EDZR``), and no
      file says that product's channel in a clear way;

    and if neither a phone book nor another file takes the whole name for that of a product
    (``Fidelio L2`` beside ``Fidelio L2 R``). Else the channel is unknown and the whole name is the
    product's. A phone book counts for its own folder and those in it, the nearest first.

    Examples
    --------
    >>> from pathlib import Path
    >>> names = ["a/KZ EDZL.txt", "a/KZ EDZR.txt", "a/HD800 XLR.txt"]
    >>> for group in group_files([FoundFile(name, Path(name)) for name in names]):
    ...     print(group.product, [member.channel for member in group.members])
    HD800 XLR ['unknown']
    KZ EDZ ['left', 'right']
    """
    named = [(file, file.name.rpartition("/")[0], parse_name(file.name)) for file in files]
    shelf = _Shelf(books)
    names: defaultdict[str, list[FileName]] = defaultdict(list)
    for _, folder, name in named:
        names[folder].append(name)
    folders = {folder: _Folder(beside, folder, shelf) for folder, beside in names.items()}
    groups: defaultdict[tuple[str, str, bool], list[tuple[str, Member]]] = defaultdict(list)
    for file, folder, name in named:
        is_believed = folders[folder].believes(name)
        product = name.product if is_believed else name.whole
        channel = name.channel if is_believed else "unknown"
        take = name.take if is_believed else None
        product = product or folder.rpartition("/")[2]  # "HD 600/L.txt"
        key = (folder, name_key(product), name.is_target)
        groups[key].append((product, Member(file, channel, take)))
    return tuple(_group(key, groups[key], shelf) for key in sorted(groups))


class _Shelf:
    """Phone books by folder."""

    def __init__(self, books: Sequence[PhoneBook]) -> None:
        self._books: defaultdict[str, list[PhoneBook]] = defaultdict(list)
        for book in books:
            self._books[book.source.rpartition("/")[0]].append(book)

    def find(self, folder: str, stem: str) -> Listing | None:
        """What the nearest book says that lists a file; None if books side by side differ."""
        while self._books:
            listings = {book.find(stem) for book in self._books.get(folder, ())} - {None}
            if listings or not folder:
                return next(iter(listings)) if len(listings) == 1 else None
            folder = folder.rpartition("/")[0]
        return None


def _group(
    key: tuple[str, str, bool], members: Sequence[tuple[str, Member]], shelf: _Shelf
) -> Group:
    ordered = sorted(
        members,
        key=lambda pair: (CHANNELS.index(pair[1].channel), pair[1].take or 0, pair[1].file.name),
    )
    folder, _, is_target = key
    product = ordered[0][0]
    listing = None if is_target else shelf.find(folder, product)
    return Group(
        product=listing.product if listing else product,
        brand=listing.brand if listing else None,
        variant=listing.variant if listing else None,
        is_target=is_target,
        members=tuple(member for _, member in ordered),
    )
