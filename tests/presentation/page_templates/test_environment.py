"""How templates of public pages are compiled, and what they refuse."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import UndefinedError, nodes


def rendered(source, **context):
    return engines["jinja2"].env.from_string(source).render(context)


@pytest.mark.parametrize("name", engines["jinja2"].env.list_templates())
def test_template_compiles(name):
    assert engines["jinja2"].env.get_template(name).name == name


@pytest.mark.parametrize("name", engines["jinja2"].env.list_templates())
def test_template_leaves_no_text_unescaped_by_itself(name):
    env = engines["jinja2"].env

    tree = env.parse(env.loader.get_source(env, name)[0])

    assert [node.name for node in tree.find_all(nodes.Filter) if node.name in {"safe", "one_line"}] == (
        ["one_line", "one_line"] if name == "base.html" else []
    )
    assert list(tree.find_all(nodes.EvalContextModifier)) == []


def test_value_is_escaped_and_html_is_not():
    assert rendered("{{ text }}", text="<b>'\"&") == "&lt;b&gt;&#x27;&quot;&amp;"
    assert rendered("{{ text|as_html }}", text="*b* <i>") == '<p dir="auto"><em>b</em> &lt;i&gt;</p>\n'


@pytest.mark.parametrize("source", ["{{ missing }}", "{% if missing %}{% endif %}", "{{ text.missing }}"])
def test_name_that_nobody_gave_is_an_error(source):
    with pytest.raises(UndefinedError):
        rendered(source, text="")


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<p>\n  a\n    b</p>", "<p>\na\nb</p>"),
        ("a\n  {% if true %}\n  b\n  {% endif %}\nc", "a\nb\nc"),
        ("a\n{% set b = 1 %}{% set c = 2 %}\nd", "a\nd"),
        ("a\n{% set b =\n  1 %}\nc", "a\nc"),
        ("a{% if true %}\n b{% endif %}\nc", "a\nb\nc"),
        ("a\n{% include 'no-such.html' ignore missing %}\nb", "a\n\nb"),
    ],
)
def test_indentation_and_lines_of_tags_are_taken_out(source, page):
    assert rendered(source) == page


def test_error_names_the_line_of_the_template():
    template = engines["jinja2"].env.from_string("a\n  {% if true %}\n  {% set b = 1 %}\n\n  {{ 1 / 0 }}{% endif %}")

    with pytest.raises(ZeroDivisionError) as error:
        template.render()

    assert error.traceback[-1].lineno + 1 == 5  # pytest counts from 0


COMPILED = """
import config.wsgi
from django.template import engines

made = "jinja2" in engines._engines  # which makes an engine when it is asked for one
env = engines["jinja2"].env
print(made, sorted(name for _, name in env.cache) == env.list_templates() != [])
"""


def test_server_compiles_every_template_before_it_listens(tmp_path):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "of-a-test", "DATA_DIR": str(tmp_path)}

    done = subprocess.run(  # noqa: S603  (no shell, own words)
        [sys.executable, "-c", COMPILED],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "True True\n"
