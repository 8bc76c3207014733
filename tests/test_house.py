"""The house keeps its own rules: sizes, words, layers' doors, lists that must agree."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from cspwidgets import errors
from cspwidgets.cli.frame import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "cspwidgets").rglob("*.py"))
OURS = [
    file
    for folder in ("cspwidgets", "tests", "templates")
    for kind in ("*.py", "*.js", "*.css")
    for file in (ROOT / folder).rglob(kind)
]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_no_file_is_over_300_lines():
    long = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in OURS}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_every_public_name_says_what_it_is_for(file: Path):
    tree = tree_of(file)
    assert ast.get_docstring(tree), "the file does not say what it is for"
    silent = [
        node.name
        for holder in [tree, *(n for n in tree.body if _is_public_class(n))]
        for node in holder.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def _is_public_class(node: ast.AST) -> bool:
    if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
        return False
    return not any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def test_every_error_stands_in_the_tree_that_is_drawn_at_the_top():
    drawn = errors.__doc__ or ""
    made = {
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.CspError)
    }
    assert {name for name in made if not re.search(rf"\b{name}\b", drawn)} == set()


def test_every_command_is_in_the_readme_and_has_an_example():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"csp {name}" not in readme] == []
    for name, module in COMMANDS.items():
        command = getattr(importlib.import_module(f"cspwidgets.cli.{module}"), f"{name}_command")
        assert command.epilog.startswith("Example: csp "), name
        assert command.help, name


def test_every_public_name_of_the_package_can_be_had():
    package = importlib.import_module("cspwidgets")
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError):
        package.no_such_name  # noqa: B018


def test_importing_the_package_loads_nothing_heavy():
    heavy = ("pandas", "altair", "numpy", "sqlalchemy", "pydantic", "anywidget", "click", "yaml")
    code = f"import sys, cspwidgets; print([m for m in {heavy!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("sqlalchemy", {"store"}),
        ("pydantic", {"plan"}),
        ("click", {"cli"}),
        ("rich", {"cli"}),
        ("anywidget", {"widgets"}),
        ("ipywidgets", {"widgets"}),
        ("altair", {"pictures", "reports"}),
        ("jinja2", {"reports"}),
        ("nbconvert", {"reports"}),
        ("nh3", {"reports"}),
        ("pptx", {"reports"}),
        ("pyarrow", {"exchange"}),
        ("typst", {"reports"}),
        ("vl_convert", {"reports"}),
        ("xlsxwriter", {"reports"}),
        ("openpyxl", {"exchange"}),
        ("voila", {"sharing"}),
        ("tornado", {"sharing"}),
        ("icalendar", {"exchange"}),
        ("defusedxml", {"exchange"}),
        ("numpy", {"journey"}),
        ("platformdirs", {"settings"}),
        ("babel", {"language"}),
    ],
)
def test_each_outside_library_has_its_room(library: str, rooms: set[str]):
    assert {room for room, names in imported().items() if library in names} <= rooms


@cache
def imported() -> dict[str, set[str]]:
    """What each room imports, by the names that stand first."""
    found: dict[str, set[str]] = {}
    for file in MODULES:
        for node in ast.walk(tree_of(file)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            room = (*module_of(file).split("."), "")[1]
            found.setdefault(room, set()).update(name.split(".")[0] for name in names)
    return found


def test_no_script_imports_what_imports_it():
    scripts = {file.name: file.read_text("utf-8") for file in OURS if file.suffix == ".js"}
    wants = {name: re.findall(r'from "\./([\w.]+)";', text) for name, text in scripts.items()}

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        for wanted in wants.get(name, ()):
            walk(wanted, (*way, name))

    for name in wants:
        walk(name, ())


def test_only_the_settings_read_the_environment_and_the_clock_stays_above():
    pure = [f for f in MODULES if f.parts[-2] in ("plan", "journey", "pictures")]
    asked = re.compile(
        r"os\.environ|getenv|date\.today\(|datetime\.now\(|(?<![\w.])open\(|time\.time\("
    )
    assert [name_of(file) for file in pure if asked.search(file.read_text("utf-8"))] == []
    reads = re.compile(r"os\.environ|getenv")
    # The fork server hands the environment on to its children, and reads nothing from it.
    hands_it_on = {"cspwidgets.kernels.forkserver", "cspwidgets.kernels.forkserver_child"}
    readers = {module_of(f) for f in MODULES if reads.search(f.read_text("utf-8"))}
    assert readers == {"cspwidgets.settings", *hands_it_on}


def needs() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = {}
    for line in project["dependencies"]:
        name, wanted = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?(.*)", line).groups()
        found[name.lower().replace("_", "-")] = wanted
    return found


def test_the_three_lists_of_dependencies_agree():
    pinned = dict(
        line.lower().replace("_", "-").split(";")[0].strip().split("==")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    conda = {}
    for line in (ROOT / "environment.yml").read_text("utf-8").splitlines():
        if match := re.fullmatch(r" +- ([\w.-]+) ([<>=].*)", line):
            conda[match[1].lower().replace("_", "-")] = match[2]
    missing = [name for name in needs() if name not in pinned]
    assert missing == []
    assert {name: conda.get(name) for name in needs()} == needs()


def test_no_list_names_a_place_to_download_from():
    for name in ("constraints.txt", "pyproject.toml", "environment.yml", "Makefile"):
        assert "://" not in (ROOT / name).read_text("utf-8"), name
