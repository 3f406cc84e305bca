"""Texts without any part of their own that pages and files share."""

EDITORS_NOTE = "Editor’s note:"  # noqa: RUF001
NOT_VERIFIED_LABEL = "Not verified:"
NOT_VERIFIED = "no source was checked for this."
NO_VALUE = "Nothing is said on this yet."

NOT_SURE_HINT = "Counts as an answer, and adds no points."
TURNING_POINTS = "Each of these answers, by itself, would give another result."
TURNING_PAIRS = "No single answer would. These pairs would:"
NO_TURNING_POINTS = "No change of one answer would, and no change of two."
PAIRS_NOT_ALL_TRIED = "No change of one answer would. Of changes of two, many were tried but not all, and none would."

GROUP_HEADINGS = {
    "frequent": "Common answers",
    "base": "General frameworks",
    "scheme": "For one sector, or one kind of buyer",
    "start": "First steps",
    "add-on": "Add-ons to another framework",
    "law": "Laws",
    "rest": "Other answers",
    "others": "Something else",
}
"""Kind of a group of options -> its heading. The first group of a list, and a list without groups, have none."""

PLAN_ORDER = (
    "What is required comes first, then what is recommended. The next framework begins when the one before is prepared "
    "and others check it. Duties that bind you already do not wait, and work can overlap."
)
PLAN_BESIDE = (
    "Start what is required now. What is recommended can run beside it; each starts once the one before is with the "
    "auditor."
)
PLAN_MONTHS = "Months are published ranges, counted from today."
NEVER_CARRIES_OVER = "What never carries over"
