"""One reader per dialect of measurement file."""

from auricle.response.formats.files import MAX_FILE_BYTES, FoundFile, find_files, load_all
from auricle.response.formats.groups import Group, Member, group_files
from auricle.response.formats.names import FileName, parse_name
from auricle.response.formats.packaged import load_rigs, load_target
from auricle.response.formats.phone_book import (
    Listing,
    Phone,
    PhoneBook,
    PhoneBrand,
    PhoneFile,
    parse_phone_book,
)
from auricle.response.formats.table import format_curve, parse_curve
from auricle.response.formats.write import (
    ProductCurves,
    format_autoeq,
    format_cringraph,
    format_rew,
    safe_file_name,
)

__all__ = [
    "MAX_FILE_BYTES",
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
    "format_autoeq",
    "format_cringraph",
    "format_curve",
    "format_rew",
    "group_files",
    "load_all",
    "load_rigs",
    "load_target",
    "parse_curve",
    "parse_name",
    "parse_phone_book",
    "safe_file_name",
]
