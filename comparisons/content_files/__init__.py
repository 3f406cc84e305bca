"""Content files: the shipped content, and whatever an organisation keeps in the same format."""

from comparisons.content_files.faults import ContentError, Fault
from comparisons.content_files.reading import SHIPPED, load_content, read_content

__all__ = ["SHIPPED", "ContentError", "Fault", "load_content", "read_content"]
