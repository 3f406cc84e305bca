"""A catalogue into the working copy: `Catalogue` -> rows.

`load` adds what is missing and leaves what is there alone; `overwrite` brings it to the catalogue's state; `replace`
also takes away what the catalogue does not hold, so that the draft is the catalogue. All of it happens or nothing,
and every row that is written passes `full_clean()`. `misfits` tells beforehand what would not.
"""

from comparisons.editing.loading.catalogue import load
from comparisons.editing.loading.rows import Loaded, LoadError
from comparisons.editing.loading.validation import misfits

__all__ = ["LoadError", "Loaded", "load", "misfits"]
