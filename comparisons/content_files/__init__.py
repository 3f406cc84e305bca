"""Content files: the shipped content, or an organisation's own content in the same format."""

from comparisons.content_files.archives import MAX_ARCHIVE, pack, packed, unpack
from comparisons.content_files.catalogue_reader import SHIPPED, load_content, read_content, read_files
from comparisons.content_files.check import CheckResult, check_content
from comparisons.content_files.export import export_content
from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.folders import Files, Folder, InMemoryFiles
from comparisons.content_files.schemas import write_schemas
from comparisons.content_files.writer import write_content

__all__ = [
    "MAX_ARCHIVE",
    "SHIPPED",
    "CheckResult",
    "ContentError",
    "Fault",
    "Files",
    "Folder",
    "InMemoryFiles",
    "check_content",
    "export_content",
    "load_content",
    "pack",
    "packed",
    "read_content",
    "read_files",
    "unpack",
    "write_content",
    "write_schemas",
]
