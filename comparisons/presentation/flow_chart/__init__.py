"""The flow of the wizard as a chart: a box a question, a row an option, a column a framework, a line a branch.

Lengths are in units of a sixteenth of the size of type. The chart is as wide as it needs to be, and says where
everything stands; a table beside it says the same.
"""

from comparisons.presentation.flow_chart.boxes import Box, Mark, Row
from comparisons.presentation.flow_chart.chart import Chart, Key, chart
from comparisons.presentation.flow_chart.labels import effect_in_words, facts_of, remarks_of, title_of
from comparisons.presentation.flow_chart.routes import Route
from comparisons.presentation.flow_chart.text_lines import Line

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
