"""Imports point downwards only, heavy ones stay inside functions, and the public names are what they say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ldn_graph
from ldn_graph.cli import COMMANDS, main, module_name
from ldn_graph.store import PACKAGE

LAYERS = (
    ("errors",),
    ("counting", "files", "negotiation", "places", "tables", "words"),
    ("inputs", "vocab"),
    ("biolink", "sparql", "literals", "limits", "identifiers"),
    ("grammar", "references", "values"),
    ("endpoint", "imported", "mistakes"),
    ("drugmechdb", "frames", "kgx", "statements", "store"),
    ("database",),
    ("claim_list", "index", "names", "parallel", "reach", "results"),
    ("questions",),
    ("asked", "claims", "linked"),
    ("fetching", "lookup", "packing"),
    ("kept", "quantities", "support", "checks", "passages"),
    ("claim_table", "flags"),
    ("audit",),
    ("corpus", "hops"),
    ("network", "audit_tables", "paths", "validate", "whatif"),
    ("citation", "dossier", "exchange", "timeline"),
    ("chart",),
    ("describe",),
    ("draw",),
    ("show",),
    ("report", "served_pages"),
    ("answers", "service"),
    ("protocol", "workers"),
    ("front",),
    ("desk",),
    ("serve",),
    ("commands.options",),
    ("commands.asking", "commands.output", "commands.selection"),
    ("commands.importing", "commands.streaming"),
    tuple(f"commands.{module_name(name)}" for name in COMMANDS),
    ("commands.__init__",),
    ("cli",),
    ("__init__", "__main__"),
)
"""A module may import from the rows above its own."""

RANK = {module: n for n, layer in enumerate(LAYERS) for module in layer}
LIGHT = {name: {"click"} for name in RANK if name.startswith("commands.") or name == "cli"}
LIGHT |= {name: {"pyoxigraph"} for name in ("claim_list", "fetching", "packing", "reach", "store", "index")}
"""What a module may import at its top besides the standard library; nothing where it is not named."""


def imports(module: str, *, top: bool) -> set[str]:
    """Names of the modules that a module imports, own ones without the package; ``top``: only at its top."""
    path = Path(PACKAGE, *module.split(".")).with_suffix(".py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    folder = module.rpartition(".")[0]
    found = set()
    body = [n for n in tree.body if not (isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))]
    for node in body if top else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = f"{folder}." if folder and node.level == 1 else ""
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {f".{base}{name}" for name in names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).partition(".")[0])
    return found


def test_every_module_has_its_layer() -> None:
    modules = {".".join(p.relative_to(PACKAGE).with_suffix("").parts) for p in Path(PACKAGE).rglob("*.py")}
    assert modules == set(RANK)


@pytest.mark.parametrize("module", RANK)
def test_imports_point_downwards(module: str) -> None:
    for name in imports(module, top=False):
        if name.startswith(".") and name != ".show":
            assert RANK[name[1:]] < RANK[module], f"{module} imports {name}"


@pytest.mark.parametrize("module", RANK)
def test_only_what_a_notebook_asks_of_a_value_looks_up_to_show(module: str) -> None:
    tree = ast.parse(Path(PACKAGE, *module.split(".")).with_suffix(".py").read_text(encoding="utf-8"))
    functions = (f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) and f.name == "_repr_html_")
    asked = {node for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and node.module == "show" and module != "__init__":
            assert node in asked, f"{module} imports show in line {node.lineno}"


@pytest.mark.parametrize("module", RANK)
def test_heavy_imports_are_inside_functions(module: str) -> None:
    outside = {n for n in imports(module, top=True) if not n.startswith(".") and n not in sys.stdlib_module_names}
    assert outside <= LIGHT.get(module, set()), f"{module} imports {outside}"


@pytest.mark.parametrize(
    ("library", "module"),
    [
        ("pyvis", {"draw"}),
        ("jinja2", {"draw", "served_pages"}),
        ("networkx", {"exchange", "network", "paths", "whatif"}),
        ("pyshacl", {"validate"}),
        ("starlette", {"desk", "protocol"}),
        ("uvicorn", {"serve"}),
        ("urllib3", {"endpoint"}),
    ],
)
def test_a_library_is_known_where_it_belongs(library: str, module: set[str]) -> None:
    assert {m for m in RANK if library in imports(m, top=False)} == module


def test_the_listed_help_is_that_of_the_commands() -> None:
    import click

    context = click.Context(main)
    for name, summary in COMMANDS.items():
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.get_short_help_str(limit=200).rstrip(".") == summary.rstrip(".")


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--help"], {"pyoxigraph", "rdflib", "networkx", "pyvis", "pyshacl", "json"}),
        (["audit", "--fail-on", "never"], {"rdflib", "networkx", "pyvis", "pyshacl"}),
        (["claim", "C17"], {"rdflib", "networkx", "pyvis", "pyshacl"}),
    ],
)
def test_a_command_loads_only_what_it_needs(words: list[str], absent: set[str]) -> None:
    code = (
        "import sys\nfrom ldn_graph.cli import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\nprint(sorted(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(run.stderr.splitlines()[-1]))
    assert not loaded & absent


def test_the_public_names_are_sorted_and_there() -> None:
    assert ldn_graph.__all__ == sorted(ldn_graph.__all__)
    assert set(ldn_graph.__all__) == set(ldn_graph._HOME)
    for name in ldn_graph.__all__:
        value = getattr(ldn_graph, name)
        assert value.__doc__, name
        assert value.__module__ == f"ldn_graph.{ldn_graph._HOME[name]}"
    with pytest.raises(AttributeError):
        ldn_graph.nothing  # noqa: B018
