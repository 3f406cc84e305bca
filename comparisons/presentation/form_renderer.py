"""How forms of the admin are rendered. Django's own widgets come in Django's template language and in Jinja2.

In Jinja2 they take about a fifth of the time, and a form has hundreds. The widgets of the admin are in Django's
template language alone.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.template.backends.jinja2 import Jinja2

IN_JINJA2 = ("django/forms/", "forms/")


class FormRenderer(DjangoTemplates):
    """Takes Django's own widgets, and our templates for parts of forms, from Jinja2."""

    @cached_property
    def _jinja2(self) -> Jinja2:
        folders = [Path(forms.__file__).parent / "jinja2", settings.BASE_DIR / "templates"]
        return Jinja2({"NAME": "forms", "DIRS": folders, "APP_DIRS": False, "OPTIONS": {}})

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith(IN_JINJA2):
            return self._jinja2.get_template(template_name)
        return super().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> Any:
        """No errors are no text, as the templates have it: most fields have none."""
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        return super().render(template_name, context, request)
