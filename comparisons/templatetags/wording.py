"""Numbers in words. A filter has the name of the function that it calls."""

from __future__ import annotations

from django import template

from comparisons.presentation import wording
from comparisons.presentation.page_templates import formats

register = template.Library()

register.filter("percent", formats.percent)
register.filter("signed", wording.signed)
