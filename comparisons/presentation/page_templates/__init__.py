"""The templates of the public pages: Jinja2, with what they call. The admin keeps Django's templates.

A name that a template uses and that nobody gave is an error, and every value is escaped that is not HTML already.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from comparisons.engine.dates import dates_of, news_of
from comparisons.presentation import bars, wording
from comparisons.presentation.markdown import as_html
from comparisons.presentation.page_templates import addresses, drawings, formats
from comparisons.presentation.page_templates.compiled import CompiledTemplates
from comparisons.presentation.page_templates.escapes import EscapingEnvironment
from comparisons.presentation.page_templates.layout import WithoutIndentation
from comparisons.presentation.style_sheets import style_sheets
from comparisons.presentation.wording import texts
from comparisons.presentation.worked_example import worked_example

FILTERS = (
    addresses.as_query,
    addresses.hostname,
    addresses.urlencode,
    apnumber,
    as_html,
    capfirst,
    formats.day,
    formats.iso_day,
    formats.iso_time,
    formats.minute,
    formats.one_line,
    formats.percent,
    formats.sources_in,
    formats.thousands,
    formats.unbroken,
    wording.amount_in_words,
    wording.answer_count_in_words,
    wording.audit_coverage_in_words,
    wording.balance_in_words,
    wording.basis_heading,
    wording.basis_in_words,
    wording.begins_headline,
    wording.beside_in_words,
    wording.certainty_in_words,
    wording.change_in_words,
    wording.changes_in_words,
    wording.costs_of_level,
    wording.covered_in_words,
    wording.date_in_words,
    wording.deadline_in_words,
    wording.dropped_in_words,
    wording.end_in_words,
    wording.find_out_in_words,
    wording.first_proof_in_words,
    wording.first_year_in_words,
    wording.fits_in_words,
    wording.former_answer_in_words,
    wording.from_answer_in_words,
    wording.happening_in_words,
    wording.in_words,
    wording.includes_in_words,
    wording.later_proof_in_words,
    wording.lead_explained,
    wording.level_months_in_words,
    wording.limits_in_words,
    wording.no_turning_points_in_words,
    wording.news_in_words,
    wording.open_questions_in_words,
    wording.outcome_in_words,
    wording.pairs_in_words,
    wording.plan_order_in_words,
    wording.planned_name,
    wording.points_in_words,
    wording.proof_name,
    wording.remaining_in_words,
    wording.required_in_words,
    wording.required_name,
    wording.result_in_words,
    wording.result_to_get,
    wording.schedule_in_words,
    wording.score_in_words,
    wording.signed,
    wording.stage_months_in_words,
    wording.total_months_in_words,
    wording.standing_in_words,
    wording.starts_in_words,
    wording.status_in_words,
    wording.unit_in_words,
    wording.upkeep_in_words,
    wording.with_level,
)
"""A filter has the name of the function that it calls."""

GLOBALS = (
    addresses.absolute,
    addresses.compare_address,
    addresses.downloads,
    addresses.rows_address,
    bars.segments,
    bars.timeline,
    dates_of,
    drawings.balance,
    drawings.sign,
    drawings.sign_number,
    news_of,
    wording.fact_rows,
    worked_example,
)

STATIC: dict[str, Callable[..., str]] = {"static": static, "style_sheets": style_sheets, "htmx_script": htmx_script}
"""What names static files."""


def environment(**options: Any) -> Environment:
    """The environment that Django's backend for Jinja2 asks for, with the backend's own options.

    All templates are loaded at once, and compiled if the running version did not do so before: that takes a fifth of a
    second, which requests would wait for.
    """
    options |= {"undefined": StrictUndefined, "extensions": [WithoutIndentation]}
    made = EscapingEnvironment(**options)
    made.filters |= {function.__name__: function for function in FILTERS}
    made.globals |= {function.__name__: function for function in GLOBALS}
    made.globals |= {"texts": texts, "url": reverse, "site_path": settings.SITE_PATH}
    made.globals |= {name: _kept(make) for name, make in STATIC.items()}
    if not settings.DEBUG:
        _load_all(made)
    return made


def _load_all(made: Environment) -> None:
    made.bytecode_cache = compiled = CompiledTemplates()
    for name in made.list_templates():
        made.get_template(name)
    compiled.save()


def _kept(make: Callable[..., str]) -> Callable[..., str]:
    """The names of static files change with a release of Plumbline alone; during development they may at any time."""
    return make if settings.DEBUG else cache(make)
