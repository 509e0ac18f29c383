"""One reader per dialect of measurement file; folders, archives and names; writers.

Each module loads when it is asked for: a rating reads no foreign file, and who only looks for
files needs no curve.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auricle.response.formats.files import MAX_BYTES, FoundFile, find_files, load_all
    from auricle.response.formats.groups import Group, Member, group_files
    from auricle.response.formats.names import FileName, parse_name
    from auricle.response.formats.packaged import (
        find_rig,
        find_target,
        list_targets,
        load_rigs,
        load_target,
    )
    from auricle.response.formats.phone_book import (
        Listing,
        Phone,
        PhoneBook,
        PhoneBrand,
        PhoneFile,
        parse_phone_book,
    )
    from auricle.response.formats.read import read_measurement
    from auricle.response.formats.table import format_curve, parse_curve
    from auricle.response.formats.write import (
        ProductCurves,
        format_autoeq,
        format_cringraph,
        format_rew,
        safe_file_name,
    )

__all__ = [
    "MAX_BYTES",
    "FileName",
    "FoundFile",
    "Group",
    "Listing",
    "Member",
    "Phone",
    "PhoneBook",
    "PhoneBrand",
    "PhoneFile",
    "ProductCurves",
    "find_files",
    "find_rig",
    "find_target",
    "format_autoeq",
    "format_cringraph",
    "format_curve",
    "format_rew",
    "group_files",
    "list_targets",
    "load_all",
    "load_rigs",
    "load_target",
    "parse_curve",
    "parse_name",
    "parse_phone_book",
    "read_measurement",
    "safe_file_name",
]

_MODULES = {
    "FileName": "names",
    "FoundFile": "files",
    "Group": "groups",
    "Listing": "phone_book",
    "MAX_BYTES": "files",
    "Member": "groups",
    "Phone": "phone_book",
    "PhoneBook": "phone_book",
    "PhoneBrand": "phone_book",
    "PhoneFile": "phone_book",
    "ProductCurves": "write",
    "find_files": "files",
    "find_rig": "packaged",
    "find_target": "packaged",
    "format_autoeq": "write",
    "format_cringraph": "write",
    "format_curve": "table",
    "format_rew": "write",
    "group_files": "groups",
    "list_targets": "packaged",
    "load_all": "files",
    "load_rigs": "packaged",
    "load_target": "packaged",
    "parse_curve": "table",
    "parse_name": "names",
    "parse_phone_book": "phone_book",
    "read_measurement": "read",
    "safe_file_name": "write",
}


def __getattr__(name: str) -> Any:
    """Public name of a module that has not been loaded yet."""
    if name not in _MODULES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
