"""Load a catalogue into the working copy: `Catalogue` -> rows.

`load` adds missing rows and leaves existing ones as they are. With `overwrite` it also updates existing rows. With
`replace` it also deletes the rows that the catalogue does not have, so that the draft equals the catalogue. It loads
everything or nothing, and every row passes `full_clean()`. `refused_fields` checks this without a database.
"""

from comparisons.editing.loading.catalogue import load
from comparisons.editing.loading.rows import Loaded, LoadError
from comparisons.editing.loading.validation import refused_fields

__all__ = ["LoadError", "Loaded", "load", "refused_fields"]
