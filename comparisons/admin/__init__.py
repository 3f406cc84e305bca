"""The working copy in the Django admin: a module per noun, grouped for editors by `admin_site`."""

from comparisons.admin import (  # noqa: F401  (importing registers them)
    aspects,
    audit_log,
    criteria,
    crosswalks,
    draft_links,
    frameworks,
    guides,
    method,
    people,
    releases,
    sources,
)
