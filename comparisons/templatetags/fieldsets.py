from typing import Any

from django import template
from django.forms.renderers import get_default_renderer
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def compact_fieldset(context: dict[str, Any]) -> SafeString:
    """A set of fields of a form, from what Django's template for it takes out of its context."""
    place = (context.get("prefix") or "", context.get("id_prefix", ""), context.get("id_suffix", ""))
    values = {
        "fieldset": context["fieldset"],
        "heading_id": "{}-{}-{}-heading".format(*place),
        "heading_level": context.get("heading_level") or 2,
    }
    return mark_safe(get_default_renderer().render("forms/fieldset.html", values))  # noqa: S308  (a template)
