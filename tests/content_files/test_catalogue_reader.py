"""An import with an error at any place and of any kind changes nothing, and names file, line, place and reason."""

import copy
import json
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.content_files import SHIPPED, ContentError, load_content, read_content, yaml_reader
from comparisons.editing.draft import draft_catalogue
from tests.examples import examples

pytestmark = pytest.mark.django_db

SMALL = Path(__file__).parent.parent / "content"
"""The smallest content that holds every part of the format."""

REFERRERS = {
    "sources.yaml": ("criteria.yaml", "frameworks", "guides"),
    "aspects.yaml": ("criteria.yaml", "frameworks", "guides"),
    "criteria.yaml": ("frameworks", "guides"),
    "frameworks": ("criteria.yaml", "crosswalk.yaml", "frameworks", "guides"),
}
"""File or folder -> those whose references may break when something in it changes."""

anything = (
    st.none()
    | st.sampled_from([-1, 0, 1, 7, 10**30, 0.5, True, "nonsense", "alpha", "https://x", "2026-02-30", "", [], {}])
    | st.text()
    | st.lists(st.sampled_from(["law", "purpose", "market/here", 7, None]), max_size=2)
    | st.dictionaries(st.sampled_from(["slug", "alpha", "x"]), st.sampled_from(["beta", 7, None]), max_size=2)
)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "content"))


def rows():
    """How many rows there are of each model."""
    counts = {model.__name__: model.objects.count() for model in apps.get_app_config("comparisons").get_models()}
    return {name: count for name, count in counts.items() if count}


def faults_of(folder):
    """What is wrong with the folder, after a look that nothing was loaded from it."""
    with pytest.raises(ContentError) as raised:
        load_content(folder)

    assert rows() == {}
    return str(raised.value).splitlines()


def test_small_content_comes_back_out_whole_and_loads_once(folder):
    load_content(folder)

    assert draft_catalogue() == read_content(folder)
    assert str(load_content(folder, overwrite=True)) == "0 added, 0 changed, 0 removed"


ALPHA, BETA, GUIDE = "frameworks/alpha.yaml", "frameworks/beta.yaml", "guides/alpha-vs-beta.yaml"
REPLACED = [
    ("sources.yaml", "title: A blog", "title: [A blog",
     "line 9: is not valid YAML: a list in [ ] is not closed, or misses a comma"),
    (ALPHA, 'edition: "2026"', "edition: 4.10", "line 5, edition: 4.10 is read as the number 4.1: put it in quotes"),
    (ALPHA, "issuer: ", "issuer: no #", "line 6, issuer: no is read as false: put it in quotes"),
    (ALPHA, "outcome: certificate", "outcome: certificat",
     ("line 7, outcome: "
     "has to be certificate, attestation-report, label, self-assessment, authorisation or none")),
    ("aspects.yaml", "name: Basics", "name: *basics",
     "line 3: is not valid YAML: “*basics” is an alias, which is not supported; quote a text with a *"),
    ("sources.yaml", "A blog", "1" + ":0" * 50 + ".5", "line 8: is not valid YAML: cannot be read as float"),
    ("sources.yaml", "A blog", "0x" + "f" * 50, "line 8: is not valid YAML: cannot be read as int"),
    ("sources.yaml", "A blog", r'"\ud800"', "line 8: is not valid YAML: it contains half of a character"),
    ("sources.yaml", "A blog", r'"\UFFFFFFFF"', "line 8: is not valid YAML: there is no such character"),
    ("sources.yaml", "2026-01-30", "2026-02-30", "line 12: is not valid YAML: cannot be read as timestamp"),
    ("criteria.yaml", "weight: 3", "weight: !!bool x", "line 12: is not valid YAML: cannot be read as bool"),
    ("crosswalk.yaml", "unit: A", "unit: \x00A",
     "line 4: is not valid YAML: it holds a character that YAML does not allow"),
    ("crosswalk.yaml", "    unit:", "    limits:", "line 6, limits: appears twice"),
    ("criteria.yaml", "lead: 10", "lead: 10\n  weight: 1", "line 4, method > weight: is not a key that is known here"),
    (ALPHA, "    note: In", "    notes: In",
     "line 34, values > purpose > notes: is not a key that is known here: “note” is"),
    (ALPHA, "    note: In", "    aspect: In", "line 34, values > purpose > aspect: has to be a text"),
    (ALPHA, "text: Little.", r'text: "Lit\rtle."',
     ("line 38, values > price > text: "
     "holds a character that cannot be shown, or a line break where one line is expected")),
    (BETA, "issuer: A committee\n", "", "line 1, issuer: is missing"),
    (BETA, "position: 2\n", "", "line 1, position: is missing"),
    ("criteria.yaml", "        label: Here\n", "",
     "line 17, criteria > market > options > here > label: is missing"),
    ("crosswalk.yaml", "backed_by: 2", "backed_by: two",
     "line 16, crosswalks > alpha-beta > pairs > 1 > backed_by: has to be a whole number"),
    (GUIDE, "frameworks: [alpha, beta]", "frameworks: alpha", "line 3, frameworks: has to be a list"),
    ("criteria.yaml", "degree: -1", "degree: -3",
     "line 28, criteria > market > options > here > support > beta > degree: has to be -2 or more"),
    ("sources.yaml", "https://law", "ftp://law",
     "line 4, sources > law > url: is not the address of a web page: it begins with https:// or http://"),
    (ALPHA, "https://alpha.example/\n", "https://alpha\n", "line 10, framework > alpha > website: Enter a valid URL."),
    (ALPHA, "low: 100", "low: 300", "line 51, costs > Fee: low is greater than high"),
    (ALPHA, "months_min: 1", "months_min: 4",
     "line 41, stages > build: months_min is greater than months_max"),
    (ALPHA, "short_name: Alpha", "short_name: " + "A" * 61,
     "line 4, framework > alpha > short_name: Ensure this value has at most 60 characters (it has 61)."),
    (ALPHA, "slug: alpha", "slug: alfa", "line 1, slug: must be “alpha”, like the file name"),
    (GUIDE, "slug: alpha-vs-beta", "slug: guide", "line 1, slug: must be “alpha-vs-beta”, like the file name"),
    ("sources.yaml", "slug: blog", "slug: law", "line 7, source > law: “law” is here 2 times."),
    ("aspects.yaml", "group: effort", "group: cost", "line 11, aspects > price: There is no group “cost”."),
    (ALPHA, "[law, blog]", "[law, bog]", "line 33, framework > alpha > values > purpose: There is no source “bog”."),
    (BETA, "[alpha]", "[alpha, gamma]", "line 1, framework > beta: There is no framework “gamma”."),
    ("criteria.yaml", "- market/here", "- market/far", "line 40, criteria > duties: There is no option “market/far”."),
    ("criteria.yaml", "- market/here", "- duties/nothing",
     "line 40, criteria > duties: The “ask when” of “Duties” leads back to itself: it could never be asked."),
    ("criteria.yaml", "market/home if duties/nothing", "market/home if duties/none",
     "line 31, criteria > market > options > there: There is no option “duties/none”."),
    ("criteria.yaml", "[market/home, place/home]", "[market/there, place/home]",
     ("line 17, criteria > market > options > here: "
      "“market/there” is an answer of today, so it cannot be a former one.")),
    ("criteria.yaml", "[market/home, place/home]", "[market/home, home]",
     ("line 20, criteria > market > options > here > was > 2 > answer > option: "
      "may have small letters, digits and single hyphens only")),
    ("crosswalk.yaml", "second: B1", "second: B2", "line 2, crosswalks > alpha-beta: There is no series “B2”."),
    (GUIDE, "criterion: market", "criterion: place",
     "line 12, guide > alpha-vs-beta > how_to_choose > Market: There is no criterion “place”."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), REPLACED, ids=lambda value: str(value)[:24])
def test_fault_names_file_line_place_and_reason(folder, name, old, new, told):
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    assert f"{name}, {told}" in faults_of(folder)


WRITTEN = [
    ("sources.yaml", b"", "sources.yaml: is empty"),
    ("aspects.yaml", b"# Nothing but a remark.\n", "aspects.yaml: is empty"),
    (ALPHA, b"slug: alpha\nname: \xe9t\xe9\n", f"{ALPHA}, line 2: is not UTF-8: save it as UTF-8"),
    ("criteria.yaml", b"[" * 5000, "criteria.yaml: is nested too deep"),
    (
        "criteria.yaml",
        b"a: 1\n---\nb: 2\n",
        "criteria.yaml, line 2: is not valid YAML: it holds more than one document: remove the line ---",
    ),
    (
        ALPHA,
        b"urn: urn:intuitem:risk:library:x\nobjects: {}\n",
        f"{ALPHA}, line 1: is a library of CISO Assistant, which has another format",
    ),
    (BETA, b"catalog:\n  uuid: x\n", f"{BETA}, line 1: is an OSCAL document, which has another format"),
    (GUIDE, b"- a list\n", f"{GUIDE}, line 1, slug: must be “alpha-vs-beta”, like the file name"),
    (
        "frameworks/gamma.yaml",
        b"7\n",
        "frameworks/gamma.yaml, line 1, slug: must be “gamma”, like the file name",
    ),
]


@pytest.mark.parametrize(("name", "content", "told"), WRITTEN, ids=lambda value: str(value)[:24])
def test_file_that_is_no_content_is_named(folder, name, content, told):
    (folder / name).write_bytes(content)

    assert told in faults_of(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ALPHA, "frameworks/alpha.yml"),
        (ALPHA, "frameworks/alpha.YAML"),
        ("sources.yaml", "Sources.yml"),
        ("frameworks", "Frameworks"),
    ],
)
def test_file_is_read_however_a_system_writes_its_name(folder, old, new):
    expected = read_content(folder)
    (folder / old).rename(folder / new)

    assert read_content(folder) == expected


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("frameworks/eu/nis2.yaml", "frameworks/eu/nis2.yaml: is in a folder of its own: move it to frameworks/"),
        ("frameworks/notes.txt.yaml.csv", "frameworks/notes.txt.yaml.csv: is a CSV file: content files are YAML"),
        ("source.yaml", "source.yaml: is not a content file: the README lists their names"),
        ("frameworks/alpha.yml", "frameworks/alpha.yml: is the same file as frameworks/alpha.yaml: keep one"),
    ],
)
def test_file_that_no_load_reads_is_named(folder, name, told):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("slug: x\n", encoding="utf-8")

    assert told in faults_of(folder)


@pytest.mark.parametrize(
    "name",
    ["frameworks/._alpha.yaml", "frameworks/.#alpha.yaml", "guides/.DS_Store", "LICENSE", "to-do.txt", "a.yaml~"],
)
def test_what_systems_and_editors_leave_is_passed_over(folder, name):
    expected = read_content(folder)
    (folder / name).write_bytes(b"\xff\x00")

    assert read_content(folder) == expected


def test_text_with_a_byte_order_mark_is_read(folder):
    expected = read_content(folder)
    path = folder / ALPHA
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert read_content(folder) == expected


def loop(path):
    path.unlink()
    path.symlink_to(path)


def become_a_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "name", "told"),
    [
        (Path.unlink, "criteria.yaml", "criteria.yaml: cannot be read: No such file or directory"),
        (loop, ALPHA, f"{ALPHA}: cannot be read: Too many levels of symbolic links"),
        (become_a_folder, GUIDE, f"{GUIDE}: cannot be read: Is a directory"),
        (shutil.rmtree, "frameworks", "frameworks: There have to be at least two frameworks to compare."),
        (shutil.rmtree, "", "sources.yaml: cannot be read: No such file or directory"),
    ],
)
def test_file_that_cannot_be_read_is_named(folder, spoil, name, told):
    spoil(folder / name)

    assert told in faults_of(folder)


def test_faults_of_all_files_are_told_at_once(folder):
    for name in ("sources.yaml", ALPHA, GUIDE):
        (folder / name).write_text("x: 1\n", encoding="utf-8")

    assert {told.partition(",")[0] for told in faults_of(folder)} == {"sources.yaml", ALPHA, GUIDE}


def test_aliases_cannot_stand_for_more_than_a_file_holds(folder):
    """A thousand criteria of a thousand options of a thousand supports, in a few kilobytes."""
    many = [f"{key}: [{', '.join([f'*{part}'] * 1000)}]" for key, part in (("options", "o"), ("criteria", "c"))]
    lines = ["x: &o {support: {}}", f"y: &c {{{many[0]}}}", many[1]]
    (folder / "criteria.yaml").write_text("\n".join(lines), encoding="utf-8")

    assert [told for told in faults_of(folder) if told.startswith("criteria.yaml")] == [
        "criteria.yaml, line 2: is not valid YAML: “*o” is an alias, which is not supported; quote a text with a *"
    ]


def test_faults_are_told_in_a_time_that_grows_with_their_number(folder, monkeypatch):
    """Each is looked for by name among the parts around it, which are named once."""
    named = []
    name_of = yaml_reader.identity_of
    monkeypatch.setattr(yaml_reader, "identity_of", lambda node: named.append(node) or name_of(node))
    (folder / "sources.yaml").write_text("- 1\n" * 150, encoding="utf-8")

    with pytest.raises(ContentError) as raised:
        read_content(folder)

    assert len([fault for fault in raised.value.faults if fault.file == "sources.yaml"]) == 150
    assert len(named) == 150


def test_very_many_faults_of_a_file_are_counted(folder):
    (folder / "sources.yaml").write_text("- {}\n" * 100, encoding="utf-8")

    told = faults_of(folder)

    assert len(told) == 201
    assert told[-1] == "sources.yaml: has 400 more faults"


@pytest.mark.exhaustive
def test_file_of_too_many_parts_is_refused_before_it_is_read_whole(folder):
    (folder / "sources.yaml").write_text("- {}\n" * 500_000, encoding="utf-8")

    assert faults_of(folder) == [
        "sources.yaml, line 100000: is not valid YAML: brings all files to more than 100,000 keys and values"
    ]


@pytest.mark.exhaustive
def test_files_of_too_many_parts_together_are_refused(folder):
    for number in range(3):
        text = f"slug: g{number}\nparts: [{', '.join(['x'] * 40_000)}]\n"
        (folder / f"guides/g{number}.yaml").write_text(text, encoding="utf-8")

    told = "guides/g2.yaml, line 2: is not valid YAML: brings all files to more than 100,000 keys and values"
    assert faults_of(folder)[-1] == told


def test_fault_leaves_an_earlier_load_as_it_was(folder):
    load_content(folder)
    before = draft_catalogue()
    text = (folder / ALPHA).read_text(encoding="utf-8")
    (folder / ALPHA).write_text(text.replace("Little.", "Much.").replace("https://alpha.example/\n", "https://x\n"))

    with pytest.raises(ContentError, match="website"):
        load_content(folder, overwrite=True)

    assert draft_catalogue() == before


def nodes(data, steps=()):
    """The way to each part of the data, the whole included."""
    yield steps
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield from nodes(part, (*steps, step))


def replaced(data, steps, value):
    if not steps:
        return value
    changed = copy.copy(data)
    changed[steps[0]] = replaced(data[steps[0]], steps[1:], value)
    return changed


def contents_of(folder):
    """File name -> data, with dates as text: JSON is YAML too."""
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*.yaml"))}
    data = {name: yaml.safe_load(path.read_text(encoding="utf-8")) for name, path in files.items()}
    return json.loads(json.dumps(data, default=str))


SMALL_CONTENTS = contents_of(SMALL)
SHIPPED_CONTENTS = contents_of(SHIPPED)
SHIPPED_CONTENTS.pop("scenarios.yaml")


def damages(contents):
    """A file, the way to one of its parts, and what to put there."""
    file = st.sampled_from(sorted(contents))
    return file.flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(list(nodes(contents[name]))), anything))


def faults_on_load(folder):
    try:
        load_content(folder)
    except ContentError as error:
        return error.faults
    return ()


def assert_refused_or_loaded(contents, damage):
    name, steps, value = damage
    may_be_named = (name, *REFERRERS.get(name, REFERRERS.get(name.partition("/")[0], ())))
    with tempfile.TemporaryDirectory() as place, transaction.atomic():
        for file, data in {**contents, name: replaced(contents[name], steps, value)}.items():
            path = Path(place, file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")

        faults = faults_on_load(Path(place))

        assert [fault for fault in faults if not (fault.line and fault.file.startswith(may_be_named))] == []
        assert rows() == {} if faults else draft_catalogue() == read_content(Path(place))
        transaction.set_rollback(True)


@given(damages(SMALL_CONTENTS))
def test_damage_to_any_part_is_refused_or_loads_whole(damage):
    assert_refused_or_loaded(SMALL_CONTENTS, damage)


@pytest.mark.exhaustive
@settings(max_examples=examples(10))  # one takes seconds; the small content above has every kind of part
@given(damages(SHIPPED_CONTENTS))
def test_damage_to_any_part_of_the_shipped_content_is_refused_or_loads_whole(damage):
    assert_refused_or_loaded(SHIPPED_CONTENTS, damage)
