"""A comparison or a recommendation to take away.

`documents` says once what there is to read; a module per format shows it. JSON is apart: its shape is a promise.
"""

from comparisons.presentation.downloads.as_pdf import NoFontError
from comparisons.presentation.downloads.files import FORMATS, MEDIA_TYPES, comparison_file, recommendation_file

__all__ = ["FORMATS", "MEDIA_TYPES", "NoFontError", "comparison_file", "recommendation_file"]
