"""A comparison or a recommendation to take away: a module per format."""

from comparisons.downloads.as_csv import comparison_as_csv
from comparisons.downloads.as_json import comparison_as_json, recommendation_as_json
from comparisons.downloads.as_markdown import recommendation_as_markdown

__all__ = ["comparison_as_csv", "comparison_as_json", "recommendation_as_json", "recommendation_as_markdown"]
