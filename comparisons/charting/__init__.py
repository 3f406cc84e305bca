"""The flow of the wizard as a chart: a box a question, a row an option, a column a framework, a line a branch.

Lengths are in units of a sixteenth of the size of type. The chart is as wide as it needs to be, and says where
everything stands; a table beside it says the same.
"""

from comparisons.charting.boxes import Box, Mark, Row
from comparisons.charting.chart import Chart, Key, chart
from comparisons.charting.lines import Line
from comparisons.charting.routes import Route
from comparisons.charting.words import effect_in_words, facts_of, remarks_of, title_of

__all__ = [
    "Box",
    "Chart",
    "Key",
    "Line",
    "Mark",
    "Route",
    "Row",
    "chart",
    "effect_in_words",
    "facts_of",
    "remarks_of",
    "title_of",
]
