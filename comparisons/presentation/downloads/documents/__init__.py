"""A comparison or a recommendation as a document: built once, shown by each format, so that all say the same."""

from comparisons.presentation.downloads.documents.comparison import comparison_document
from comparisons.presentation.downloads.documents.parts import Document
from comparisons.presentation.downloads.documents.recommendation import recommendation_document

__all__ = ["Document", "comparison_document", "recommendation_document"]
