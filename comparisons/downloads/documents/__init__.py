"""A comparison or a recommendation as a document: built once, shown by each format, so that all say the same."""

from comparisons.downloads.documents.comparison import comparison_document
from comparisons.downloads.documents.parts import Document
from comparisons.downloads.documents.recommendation import recommendation_document

__all__ = ["Document", "comparison_document", "recommendation_document"]
