"""Content files: the shipped content, and whatever an organisation keeps in the same format."""

from comparisons.content_files.archives import MAX_ARCHIVE, pack, unpack
from comparisons.content_files.check import Checked, check_content
from comparisons.content_files.export import export_content
from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Files, Folder, Held
from comparisons.content_files.reader import SHIPPED, load_content, read_content, read_files
from comparisons.content_files.schemas import write_schemas
from comparisons.content_files.writer import write_content

__all__ = [
    "MAX_ARCHIVE",
    "SHIPPED",
    "Checked",
    "ContentError",
    "Fault",
    "Files",
    "Folder",
    "Held",
    "check_content",
    "export_content",
    "load_content",
    "pack",
    "read_content",
    "read_files",
    "unpack",
    "write_content",
    "write_schemas",
]
