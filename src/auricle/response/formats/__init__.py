"""One reader per dialect of measurement file; folders, archives and names; writers."""

from auricle.response.formats.decode import MAX_BYTES
from auricle.response.formats.files import FoundFile, find_files, load_all
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
