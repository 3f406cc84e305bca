"""What the code is made of: which way imports run, how long a file may be, what it may be called."""

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(
    path.relative_to(ROOT)
    for folder in ("comparisons", "config", "requirements", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
PRODUCT = [path for path in CODE if path.parts[0] != "tests"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

LAYERS = (
    {"serving"},
    {"views", "admin", "management"},
    {"presentation"},
    {"releases"},
    {"content_files"},
    {"editing", "sessions"},
    {"models", "engine"},
)
"""The packages of `comparisons`, from requests down to data. A package may import those of lower layers."""

ENTRY_POINTS = {
    "admin_site": {"admin", "editing"},
    "apps": {"editing", "serving"},
    "middleware": {"releases", "sessions", "views"},
    "templatetags": {"presentation"},
    "urls": {"presentation", "views"},
}
"""What Django loads by name, and the packages that it imports. No package imports these."""

LAYER_EXCEPTIONS = {
    "presentation": {"models", "editing"},
    "views": {"models", "content_files"},
}
"""Lower layers that a package must not import: visitors' pages are made from releases, not from rows."""

GERUNDS = {"editing", "link_checking", "loading", "optimistic_locking", "ranking", "serving", "wording"}
"""Modules and packages whose name ends in -ing because it is a noun of the field."""

WORDLESS = {"told", "found", "said", "held", "each", "shown", "asked", "was", "now", "got", "spoken"}
"""Words that say nothing about a value. Fields of classes are exempt: `held` is in the public JSON."""

NAMELESS = {"utils", "helpers", "common", "core", "manager", "service"}
INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)(?! type="application/ld\+json">)""",
    re.IGNORECASE,
)


def tree_of(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def imports_of(path):
    """The modules that a file imports, wherever in it, each by its full name."""
    names = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}, line {node.lineno}: imports need the full name"
            names += [f"{node.module}.{name.name}" for name in node.names]
    return names


def part_of(module):
    """The part of `comparisons` that a module belongs to, empty for modules of others."""
    first, *rest = module.split(".")
    return rest[0] if first == "comparisons" and rest else ""


def module_name(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def named_module(name, modules):
    """The module that an import names, by itself or with something in it; empty for modules of others."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def functions_of(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def variables_of(path):
    """The variables and arguments of a file, with their lines. Fields of classes are not among them."""
    tree = tree_of(path)
    fields = {
        id(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if isinstance(field, ast.Assign | ast.AnnAssign)
        for target in (field.targets if isinstance(field, ast.Assign) else [field.target])
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            yield node.lineno, node.id


def private_names_read_by(path):
    """The names with an underscore that a file takes from a module of the product, with their lines."""
    tree, modules = tree_of(path), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and part_of(node.module):
            modules |= {name.asname or name.name: node.module for name in node.names}
            yield from ((node.lineno, name.name) for name in node.names if name.name.startswith("_"))
    for node in ast.walk(tree):
        of_product = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
        if of_product and re.match("_(?!_|meta$|default_manager$)", node.attr):
            yield node.lineno, f"{node.value.id}.{node.attr}"


def parts():
    return sorted({path.with_suffix("").parts[1] for path in CODE if path.parts[0] == "comparisons"} - {"__init__"})


def files_of(part):
    return [path for path in CODE if path.parts[0] == "comparisons" and path.with_suffix("").parts[1] == part]


def lower_layers(package):
    """The packages that a package or an entry point may import."""
    if package in ENTRY_POINTS:
        return ENTRY_POINTS[package]
    depth = next(number for number, layer in enumerate(LAYERS) if package in layer)
    return set().union(*LAYERS[depth + 1 :]) - LAYER_EXCEPTIONS.get(package, set())


def test_every_package_is_in_a_layer():
    assert parts() == sorted({*set().union(*LAYERS), *ENTRY_POINTS})


def test_modules_do_not_import_each_other_in_circles():
    """Imports for types and inside functions count too."""
    path_of = {module_name(path): path for path in CODE if path.parts[0] == "comparisons"}

    imported = {module: {named_module(name, path_of) for name in imports_of(path_of[module])} for module in path_of}

    assert "comparisons.models.source" in imported["comparisons.models.link_check"]
    TopologicalSorter({module: names - {module, ""} for module, names in imported.items()}).prepare()


@pytest.mark.parametrize("package", parts())
def test_package_imports_lower_layers_only(package):
    allowed = {"", package, *lower_layers(package)}

    other_imports = [
        f"{path} imports {module}"
        for path in files_of(package)
        for module in imports_of(path)
        if part_of(module) not in allowed
    ]

    assert other_imports == []


@pytest.mark.parametrize(("entry", "names"), sorted(ENTRY_POINTS.items()))
def test_entry_point_imports_all_that_it_may(entry, names):
    assert {part_of(module) for path in files_of(entry) for module in imports_of(path)} - {"", entry} == names


def test_engine_imports_only_python_and_pydantic():
    allowed = {
        "__future__",
        "collections",
        "dataclasses",
        "datetime",
        "enum",
        "fractions",
        "functools",
        "hashlib",
        "itertools",
        "operator",
        "typing",
        "weakref",
    }

    files = [path for path in files_of("engine") if path.parts[2] != "audit"]
    imported = {module.split(".")[0] for path in files for module in imports_of(path)}

    assert imported <= allowed | {"pydantic", "comparisons"}


def test_only_the_audit_imports_numpy():
    users = {path.parts[2] for path in files_of("engine") if "numpy" in {m.split(".")[0] for m in imports_of(path)}}

    assert users == {"audit"}


def test_product_does_not_import_tests_and_settings_do_not_import_the_product():
    imported = {(path.parts[0], module.split(".")[0]) for path in CODE for module in imports_of(path)}

    assert not imported & {("comparisons", "tests"), ("config", "tests"), ("comparisons", "config")}
    assert {part_of(module) for path in CODE if path.parts[0] == "config" for module in imports_of(path)} <= {
        "",
        "releases",
        "serving",
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


def test_packages_are_small():
    """Apart from `__init__.py`. Content and migrations grow with the product."""
    limits = {folder: 20 for path in CODE if path.parts[0] == "comparisons" for folder in path.parents[:-1]}
    limits[Path("comparisons")] = 18

    sizes = {
        folder: len({entry.name for entry in (ROOT / folder).iterdir()} - {"__init__.py", "__pycache__"})
        for folder in limits
    }

    assert {folder: size for folder, size in sizes.items() if size > limits[folder]} == {}


def test_templates_and_stylesheets_are_short():
    stylesheets = sorted((ROOT / "static").rglob("*.css"))

    assert [path for path in TEMPLATES if length(path) > 80] == []
    assert [path for path in stylesheets if length(path) > 300] == []


def test_lines_of_templates_are_short():
    of_django = "admin/comparisons/rows.html"  # compared with Django's own line by line
    too_long = [
        f"{path.relative_to(ROOT)}, line {number}: {len(line)} characters"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120 and not path.match(of_django)
    ]

    assert too_long == []


def test_no_module_has_a_name_without_meaning():
    assert [path for path in CODE if NAMELESS & {*path.with_suffix("").parts}] == []


def test_modules_are_named_by_nouns():
    names = {name for path in PRODUCT for name in path.with_suffix("").parts}

    assert {name for name in names if name.endswith("ing")} == GERUNDS


def test_variables_are_named_for_what_they_are():
    wordless = [
        f"{path}, line {line}: {name}" for path in PRODUCT for line, name in variables_of(path) if name in WORDLESS
    ]

    assert wordless == []


def test_tests_use_public_names():
    tests = [path for path in CODE if path.parts[0] == "tests"]

    private = [f"{path}, line {line}: {name}" for path in tests for line, name in private_names_read_by(path)]

    assert private == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_file_has_hashes_and_no_addresses(path):
    text = path.read_text(encoding="utf-8")

    requirements = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    assert requirements
    assert [entry for entry in requirements if not re.match(r"[\w.\[\]-]+==\S+.*\n?.*--hash=sha256:", entry)] == []


def test_templates_have_no_inline_style_or_script():
    inline = {path.name: INLINE.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}

    assert {name: matches for name, matches in inline.items() if matches} == {}
