"""The schemas are current, take every file that can be loaded, and refuse what an editor should see marked."""

import json

import jsonschema
import pytest
import yaml
from hypothesis import given, settings

from comparisons.content_files import SHIPPED, write_content, write_schemas
from comparisons.content_files.schemas import schema_of, schemas
from comparisons.content_files.writer import first_line
from tests.content_files.catalogues import SMALL_FOLDER, hostile_catalogues
from tests.examples import examples

ALPHA, GUIDE = "frameworks/alpha.yaml", "guides/alpha-vs-beta.yaml"


class Loader(yaml.SafeLoader):
    """Reads a date as the text that it is to editors of YAML."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


VALIDATORS = {
    name: jsonschema.Draft7Validator(json.loads(text), format_checker=jsonschema.FormatChecker())
    for name, text in schemas().items()
}


def files_of(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.yaml"))


def faults(name, text):
    data = yaml.load(text, Loader)  # noqa: S506  (a safe loader)
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[schema_of(name)].iter_errors(data)]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_in_the_repository_is_current(name):
    """`manage.py write_schema` writes it."""
    assert (SHIPPED / name).read_text(encoding="utf-8") == schemas()[name]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_one(name):
    jsonschema.Draft7Validator.check_schema(json.loads(schemas()[name]))


def test_schemas_are_written_for_every_kind_of_file(tmp_path):
    write_schemas(tmp_path)

    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json")}
    assert written == {schema_of(name) for name in files_of(SHIPPED)}


@pytest.mark.parametrize("name", files_of(SHIPPED))
def test_shipped_file_fits_its_schema_and_names_it(name):
    text = (SHIPPED / name).read_text(encoding="utf-8")

    assert faults(name, text) == []
    assert text.splitlines()[0] == first_line(name)
    relative = first_line(name).partition("$schema=")[2]
    assert (SHIPPED / name).parent.joinpath(relative).resolve() == SHIPPED / schema_of(name)


@pytest.mark.parametrize("name", files_of(SMALL_FOLDER))
def test_small_file_fits_its_schema(name):
    assert faults(name, (SMALL_FOLDER / name).read_text(encoding="utf-8")) == []


@settings(max_examples=examples(100))
@given(hostile_catalogues())
def test_whatever_is_exported_fits_its_schema(catalogue):
    for name, content in write_content(catalogue).items():
        if name.endswith(".yaml"):
            assert faults(name, content) == []


PLANTED = [
    ("sources.yaml", "kind: primary", "kind: first", "$[0].kind: 'first' is not one of ['primary',"),
    ("sources.yaml", "accessed: 2026-01-31", "accessed: soon", "$[0].accessed: 'soon' is not a 'date'"),
    ("sources.yaml", "url: https", "url: ftp", "$[0].url: 'ftp://law.example/' does not match"),
    ("aspects.yaml", "slug: basics", "slug: The Basics", "$.groups[0].slug: 'The Basics' does not match"),
    ("aspects.yaml", "    group: basics\n", "", "$.aspects[0]: 'group' is a required property"),
    ("criteria.yaml", "lead: 10", "lead: 201", "$.method.lead: 201 is greater than the maximum of 200"),
    ("criteria.yaml", "degree: -1", "degree: -3", "$.criteria[0].options[0].support.beta.degree: -3 is less than"),
    ("criteria.yaml", "          alpha:", "          Al pha:", "$.criteria[0].options[0].support: 'Al pha' does not"),
    ("criteria.yaml", "market/here", "market", "$.criteria[1].ask_when[0]: 'market' does not match"),
    ("criteria.yaml", "requires: law", "requires: habit", "$.criteria[1].options[0].support.alpha.requires: 'habit'"),
    ("criteria.yaml", "weight: 3", 'weight: "3"', "$.criteria[0].weight: '3' is not of type 'integer'"),
    ("crosswalk.yaml", "[alpha, beta]", "[alpha]", "$.crosswalks[0].frameworks: ['alpha'] is too short"),
    ("crosswalk.yaml", "    unit:", "    unitt:", "$.crosswalks[0]: Additional properties are not allowed ('unitt'"),
    (ALPHA, "position: 1\n", "", "$: 'position' is a required property"),
    (ALPHA, "position: 1\n", "position: 0\n", "$.position: 0 is less than or equal to the minimum of 0"),
    (ALPHA, "    note: In", "    aspect: In", "$.values.purpose: Additional properties are not allowed ('aspect'"),
    (ALPHA, "  purpose:\n", "  Purpose:\n", "$.values: 'Purpose' does not match"),
    (ALPHA, "currency: EUR", "currency: Euro", "$.costs[0].currency: 'Euro' does not match"),
    (ALPHA, "outcome: certificate", "outcome: medal", "$.outcome: 'medal' is not one of"),
    (GUIDE, "title: Alpha or Beta?\n", "", "$: 'title' is a required property"),
    (GUIDE, "aspects: [purpose]", "aspects: purpose", "$.key_differences[0].aspects: 'purpose' is not of type 'array'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "fault"), PLANTED, ids=lambda value: str(value)[:24])
def test_planted_fault_is_refused(name, old, new, fault):
    text = (SMALL_FOLDER / name).read_text(encoding="utf-8")
    assert old in text

    first, *_ = faults(name, text.replace(old, new, 1))

    assert first.startswith(fault)


def test_scenario_with_a_planted_fault_is_refused():
    text = (SHIPPED / "scenarios.yaml").read_text(encoding="utf-8")

    found = faults("scenarios.yaml", text.replace("verdict: clear", "verdict: sure", 1))

    assert found == ["$[0].expect.verdict: 'sure' is not one of ['clear', 'both', 'close', 'enough', 'undecided']"]
