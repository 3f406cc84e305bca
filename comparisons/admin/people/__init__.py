"""People: their accounts and roles, how they sign in, and which passwords they may take."""

from comparisons.admin.people import accounts, second_factor  # noqa: F401  (importing registers them)
