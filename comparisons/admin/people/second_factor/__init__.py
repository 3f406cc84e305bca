"""The second factor of a sign-in: a code from an app, a recovery code or a passkey.

django-allauth keeps the factors and checks them. Ours are the limits of attempts, the pages, and who has to have one:
`comparisons.sessions.required_steps` asks for it. docs/decisions.md says why.
"""

from comparisons.admin.people.second_factor import history  # noqa: F401  (listens to signals)
