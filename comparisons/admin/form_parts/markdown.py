"""A box for Markdown: a line that says how to write it, and a preview."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

SYNTAX = (
    "Markdown: **bold**, *emphasis*, [text](https://address). Put “- ” before each item of a list, “> ” before a "
    "quotation, and an empty line between paragraphs."
)


class MarkdownWidget(AdminTextareaWidget):
    """Django's box, with a button that has the server render what is in it. The button needs scripts."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        template = (
            '<div class="markdown">{box}<button type="button" class="button" hx-post="{address}"'
            ' hx-vals=\'{{"field": "{name}"}}\' hx-params="field,{name},csrfmiddlewaretoken"'
            ' hx-target="#preview-{name}">Preview</button>'
            '<div class="preview" id="preview-{name}" role="status"></div></div>'
        )
        return format_html(template, box=box, address=reverse("admin:markdown_preview"), name=name)


def with_syntax(help_text: str) -> str:
    """The help of a field, and how to write Markdown."""
    return f"{help_text.removesuffix('Markdown.').rstrip()} {SYNTAX}".lstrip()
