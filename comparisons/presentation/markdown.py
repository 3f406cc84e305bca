"""Editors' Markdown as HTML, with nothing in it that could act."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "code", "blockquote", "br"}

_markdown = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=2048)
def as_html(text: str) -> SafeString:
    """Paragraphs, lists, emphasis, code, quotations and links to http(s) addresses; anything else as plain text.

    Each paragraph and item runs in the direction of its own script.
    """
    html = nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        set_tag_attribute_values={"p": {"dir": "auto"}, "li": {"dir": "auto"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308  (nh3 let nothing else through)
