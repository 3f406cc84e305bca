"""Version 2 of the rules, over many answer sets at once. `decision` mirrors `comparisons.engine.method.version_2`.

Arrays have a row for each framework and a column for each answer set. The order of the rows is that of the `Layout`:
ranked frameworks, then add-ons, then laws.
"""

from comparisons.engine.audit.version_2.scorer import set_scorer

__all__ = ["set_scorer"]
