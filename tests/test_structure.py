"""What the code is made of: which way imports run, how long a file may be, what it may be called."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(
    path.relative_to(ROOT)
    for folder in ("comparisons", "config", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

MAY_IMPORT = {
    "engine": set(),
    "models": set(),
    "presentation": {"content_files", "engine", "releases"},
    "apps": {"editing"},
    "editing": {"engine", "models"},
    "releases": {"content_files", "editing", "engine", "models"},
    "content_files": {"editing", "engine", "models"},
    "management": {"content_files", "editing", "engine", "models", "presentation", "releases"},
    "admin": {"content_files", "editing", "engine", "models", "presentation", "releases"},
    "admin_site": {"admin", "editing"},
    "views": {"editing", "engine", "presentation", "releases"},
    "middleware": {"views"},
    "templatetags": {"engine", "presentation", "releases", "views"},
    "urls": {"presentation", "views"},
}
"""Part of `comparisons` -> the parts that it may import. Read upwards it is the way from a request to the engine."""

NAMELESS = {"utils", "helpers", "common", "core", "manager", "service"}
INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)(?! type="application/ld\+json">)""",
    re.IGNORECASE,
)


def tree_of(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def imports_of(path):
    """The modules that a file imports, wherever in it, each by its full name."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}, line {node.lineno}: imports name the whole way"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def part_of(module):
    """The part of `comparisons` that a module belongs to, empty for what is none of ours."""
    first, *rest = module.split(".")
    return rest[0] if first == "comparisons" and rest else ""


def module_name(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def named_module(name, modules):
    """The module that an import names, by itself or with something in it; empty for what is none of ours."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def functions_of(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def parts():
    return sorted({path.with_suffix("").parts[1] for path in CODE if path.parts[0] == "comparisons"} - {"__init__"})


def files_of(part):
    return [path for path in CODE if path.parts[0] == "comparisons" and path.with_suffix("").parts[1] == part]


def test_every_part_has_its_place():
    assert parts() == sorted(MAY_IMPORT)


def test_places_make_no_circle():
    left = {part: set(below) for part, below in MAY_IMPORT.items()}
    while free := [part for part, below in left.items() if not below & left.keys()]:
        for part in free:
            del left[part]

    assert left == {}


def test_no_modules_import_each_other_in_a_circle():
    """Imports for types and inside of functions count too."""
    path_of = {module_name(path): path for path in CODE if path.parts[0] == "comparisons"}

    imported = {module: {named_module(name, path_of) for name in imports_of(path_of[module])} for module in path_of}

    assert "comparisons.models.source" in imported["comparisons.models.link_check"]
    TopologicalSorter({module: names - {module, ""} for module, names in imported.items()}).prepare()


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_imports_run_one_way(part):
    upwards = [
        f"{path} imports {module}"
        for path in files_of(part)
        for module in imports_of(path)
        if part_of(module) not in {"", part, *MAY_IMPORT[part]}
    ]

    assert upwards == []


def test_engine_needs_python_and_pydantic_alone():
    allowed = {
        "__future__",
        "collections",
        "dataclasses",
        "datetime",
        "fractions",
        "functools",
        "hashlib",
        "itertools",
        "operator",
        "typing",
        "weakref",
    }

    files = [path for path in files_of("engine") if path.parts[2] != "audit"]
    found = {module.split(".")[0] for path in files for module in imports_of(path)}

    assert found <= allowed | {"pydantic", "comparisons"}


def test_audit_alone_needs_numpy():
    users = {path.parts[2] for path in files_of("engine") if "numpy" in {m.split(".")[0] for m in imports_of(path)}}

    assert users == {"audit"}


def test_product_does_not_import_its_tests_nor_settings_the_product():
    imported = {(path.parts[0], module.split(".")[0]) for path in CODE for module in imports_of(path)}

    assert not imported & {("comparisons", "tests"), ("config", "tests"), ("comparisons", "config")}
    assert {part_of(module) for path in CODE if path.parts[0] == "config" for module in imports_of(path)} <= {
        "",
        "releases",
    }


def test_python_files_are_short():
    limit_of = {"tests": 400}

    assert [path for path in CODE if length(ROOT / path) > limit_of.get(path.parts[0], 250)] == []


def test_functions_are_short():
    too_long = [
        f"{path}: {name}, {lines} lines"
        for path in CODE
        for name, lines in functions_of(path)
        if lines > (20 if path.parts[:2] == ("comparisons", "views") else 30)
    ]

    assert too_long == []


def test_templates_and_stylesheets_are_short():
    stylesheets = sorted((ROOT / "static").rglob("*.css"))

    assert [path for path in TEMPLATES if length(path) > 80] == []
    assert [path for path in stylesheets if length(path) > 300] == []


def test_lines_of_templates_are_short():
    of_django = "admin/comparisons/framework/values.html"  # compared with Django's own line by line
    too_long = [
        f"{path.relative_to(ROOT)}, line {number}: {len(line)} characters"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120 and not path.match(of_django)
    ]

    assert too_long == []


def test_every_module_has_a_name_of_its_own():
    assert [path for path in CODE if NAMELESS & {*path.with_suffix("").parts}] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_file_names_no_address_and_hashes_everything(path):
    text = path.read_text(encoding="utf-8")

    requirements = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    assert requirements
    assert [entry for entry in requirements if not re.match(r"[\w.\[\]-]+==\S+.*\n?.*--hash=sha256:", entry)] == []


def test_templates_hold_no_style_and_no_script_of_their_own():
    inline = {path.name: INLINE.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}

    assert {name: found for name, found in inline.items() if found} == {}
