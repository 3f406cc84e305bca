"""The shipped catalogue, straight from its files. A process reads it once."""

from functools import cache

from comparisons.content_files import SHIPPED, read_content
from comparisons.engine import Catalogue


@cache
def shipped_catalogue() -> Catalogue:
    return read_content(SHIPPED)
