"""Templates without the white space with which they are laid out, which no element here shows."""

from __future__ import annotations

import re

from jinja2.ext import Extension

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
TAG = r"\{%(?!\s*(?:include|endblock)\b)(?:(?!%\}).)*"
LINE_OF_TAGS = re.compile(rf"^((?:{TAG}%\}})*{TAG})%\}}\n", re.MULTILINE | re.DOTALL)
"""A line with nothing on it but tags, none of which puts another text there; a tag may go over several lines."""


class WithoutIndentation(Extension):
    """Takes it out when a template is compiled, so that no page is searched for it.

    Between two texts there is white space in the page wherever there is in the template. The end of a line with tags
    alone moves into its last tag: errors keep the numbers of their lines.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return LINE_OF_TAGS.sub(r"\1\n%}", INDENTATION.sub("", source))
