"""Compiled templates in a file: written whole, read only by the version that wrote it, and only if it is whole."""

import stat

import pytest
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment

from comparisons.presentation.page_templates import compiled
from tests.examples import exhaustive


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def compiled_names(monkeypatch):
    """The names of the templates that are compiled from now on."""
    names = []
    compile_template = Environment.compile

    def noting(environment, source, name=None, filename=None, **kwargs):
        names.append(name)
        return compile_template(environment, source, name, filename, **kwargs)

    monkeypatch.setattr(Environment, "compile", noting)
    return names


def start(settings):
    """All templates, as a server that starts loads them."""
    public = next(engine for engine in settings.TEMPLATES if engine["BACKEND"].endswith("Jinja2"))
    options = {"NAME": "started", "APP_DIRS": False, **public, "OPTIONS": {**public["OPTIONS"]}}
    return Jinja2({name: value for name, value in options.items() if name != "BACKEND"}).env


def test_second_start_compiles_nothing(folder, settings, compiled_names):
    every_name = start(settings).list_templates()
    first = sorted(compiled_names)
    compiled_names.clear()

    again = start(settings)

    assert (first, compiled_names) == (every_name, [])
    assert sorted(name for _, name in again.cache) == every_name
    assert [path.name for path in folder.iterdir()] == ["compiled-templates"]
    assert stat.S_IMODE((folder / compiled.NAME).stat().st_mode) == 0o600


def test_another_version_compiles_them_again_and_keeps_those(settings, compiled_names, monkeypatch):
    every_name = start(settings).list_templates()
    compiled_names.clear()
    monkeypatch.setattr(compiled, "running_version", lambda: "another")

    start(settings)
    second = sorted(compiled_names)
    compiled_names.clear()
    start(settings)

    assert (second, compiled_names) == (every_name, [])


DAMAGES = [
    lambda content: content[: len(content) // 2],
    lambda content: content[:0],
    lambda content: content[:64],
    lambda content: content.replace(b'"version"', b'"Version"'),
    lambda content: b"\x00" * len(content),
]


@pytest.mark.parametrize("damage", exhaustive(DAMAGES, quick=DAMAGES[:1]))
def test_damaged_file_is_replaced(folder, settings, compiled_names, damage):
    every_name = start(settings).list_templates()
    whole = (folder / compiled.NAME).read_bytes()
    (folder / compiled.NAME).write_bytes(damage(whole))
    compiled_names.clear()

    start(settings)

    assert sorted(compiled_names) == every_name
    assert (folder / compiled.NAME).read_bytes() == whole


def test_file_that_cannot_be_written_costs_a_line_in_the_log(folder, settings, caplog):
    (folder / compiled.NAME).mkdir()

    start(settings)

    assert caplog.text.count("Compiled templates are not kept for the next start") == 1


def test_folder_that_is_not_there_is_not_made(folder, settings, caplog):
    settings.DATA_DIR = folder / "absent"

    start(settings)

    assert list(folder.iterdir()) == []
    assert caplog.text == ""
