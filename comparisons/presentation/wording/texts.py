"""Texts without any part of their own that pages and files share."""

EDITORS_NOTE = "Editor’s note:"  # noqa: RUF001
NOT_VERIFIED_LABEL = "Not verified:"
NOT_VERIFIED = "we have not checked a source for this."
NO_VALUE = "No information yet."

NOT_SURE_HINT = "We leave this question out of the score."
TURNING_POINTS = "Each of these answers alone would change the result."
TURNING_PAIRS = "No single answer changes the result. These pairs do:"
NOTHING_TO_CHANGE = "None of your answers counts yet, so there is none to change: the open questions decide."
NO_TURNING_POINTS = "Changing one or two answers does not change what we recommend."
PAIRS_NOT_ALL_TRIED = (
    "Changing one answer does not change what we recommend. We tried many pairs of answers, but not all: none did."
)
MORE_CAN_BE_REQUIRED = "An answer that requires something only adds it to what you must get."

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
    "What is required comes first, then what we recommend. Each starts once the one before is with the auditor. Duties "
    "that apply to you already do not wait, and work can overlap."
)
PLAN_REQUIRED = "Start what is required now."
PLAN_BESIDE = "What we recommend can run beside it."
PLAN_ROW = "Of what we recommend, each starts once the one before is with the auditor."
PLAN_ALTERNATIVES = "Of what we recommend you need only one: each is shown as if you chose it and started now."
PLAN_ADD_ONS = "An add-on starts once the framework that it belongs to is in place."
PLAN_MONTHS = "Months are published ranges, counted from today."
NEVER_CARRIES_OVER = "What never carries over"
