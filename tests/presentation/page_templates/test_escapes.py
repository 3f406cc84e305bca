import pytest
from django.template import engines
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from comparisons.presentation.page_templates.escapes import escaped


class ClaimsToBeText(str):
    """Not a plain string, and no HTML."""

    __slots__ = ()


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.floats(), st.lists(st.text())))
def test_value_is_escaped_as_by_django(value):
    assert escaped(value) == conditional_escape(value)


@pytest.mark.parametrize("html", [Markup("<b>&amp;</b>"), SafeString("<b>&amp;</b>")])
def test_html_stays_as_it_is(html):
    assert escaped(html) == "<b>&amp;</b>"


def test_kind_of_text_is_escaped_too():
    assert escaped(ClaimsToBeText("<b>")) == "&lt;b&gt;"


def test_undefined_value_is_an_error():
    with pytest.raises(UndefinedError):
        escaped(StrictUndefined(name="missing"))


def test_templates_escape_by_our_function():
    assert engines["jinja2"].env.from_string("{{ text }}").render(text="'") == "&#x27;"


@pytest.mark.parametrize(
    "source",
    [
        "{{ text }}",
        "{{ text ~ text }}",
        "{{ [text]|join }}",
        "{% macro shown(value) %}{{ value }}{% endmacro %}{{ shown(text) }}",
        "{% set block %}{{ text }}{% endset %}{{ block }}",
        "{% set block|one_line %}{{ text }}{% endset %}{{ block }}",
        "{% for part in [text] %}<a title='{{ part }}'></a>{% endfor %}",
        "{{ text|capfirst }}",
        "{{ text|default('') }}",
    ],
)
def test_no_way_through_a_template_leaves_text_unescaped(source):
    page = engines["jinja2"].env.from_string(source).render(text="<i>'\"")

    assert "<i>" not in page
    assert "&lt;i&gt;" in page
    assert "&amp;lt;" not in page
    assert page.count("'") == source.count("title='") * 2
