"""Escaping without an object for each value, which took a fifth of the time of a page."""

from __future__ import annotations

from html import escape as html_escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup


def escaped(value: Any) -> str:
    """A value as HTML, as Django writes it. What is HTML already stays as it is."""
    kind = type(value)
    if kind is str:
        return html_escape(value)
    if kind is Markup or kind is SafeString:
        return str(value)
    return str(value) if kind is int or kind is float else conditional_escape(value)


class EscapingCodeGenerator(CodeGenerator):
    """Compiles an output to a call of `escaped`, as Jinja2's own compiles it to `markupsafe.escape`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class EscapingEnvironment(Environment):
    code_generator_class = EscapingCodeGenerator
    escaped = staticmethod(escaped)
