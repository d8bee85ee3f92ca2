"""The house: which room may import which, heavy libraries inside functions, and the public names are what they say."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest

import ldn_graph
from ldn_graph.cli import COMMANDS, main, module_name
from ldn_graph.resources import PACKAGE

ORDER = """
errors, resources, version < model, output, processes < sources < sparql < rdf < audit < validation, importers, drafts
< network, scale, exporters, project < summaries < page < server, assistants < commands < cli
"""
"""A room may import from the rows before its own, and from itself; what is new in a room needs no word here."""

ROWS = [[room.strip() for room in row.split(",")] for row in ORDER.split("<")]
RANK = {room: n for n, row in enumerate(ROWS) for room in row}
FACE = {"__init__", "__main__"}
"""The package's face hands on what is below, and nothing imports it."""

ONLY_FOR = {
    "server": {"commands"},
    "assistants": {"commands"},
    "exporters": {"commands"},
    "importers": {"commands", "exporters", "project"},
    "project": {"commands"},
    "drafts": {"assistants", "commands"},
    "page": {"server", "commands", "__init__"},
}
"""Rooms that hardly anybody imports, and who may."""

HOMES = {
    "pyvis": {"page"},
    "jinja2": {"page", "server"},
    "networkx": {"network"},
    "pyshacl": {"validation"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "urllib3": {"rdf", "sources"},
    "ryaml": {"importers"},
    "mcp": {"assistants"},
    "sentencex": {"sources"},
    "snowballstemmer": {"drafts"},
}
"""Libraries that are known in one room, or two."""

LIGHT = {
    "commands": {"click"},
    "cli": {"click"},
    "rdf": {"pyoxigraph"},
    "project": {"pyoxigraph"},
    "scale": {"pyoxigraph"},
}
"""What a room may import at the top of its modules besides the standard library."""

MODULES = sorted(
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
    for path in Path(PACKAGE).rglob("*.py")
)


def room_of(module: str) -> str:
    return module.partition(".")[0]


def path_of(module: str) -> Path:
    path = Path(PACKAGE, *module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def imports(module: str, *, top: bool = False, typing: bool = True) -> set[str]:
    """What a module imports: its own package's modules with a dot before them, else the library's name.

    ``top``: only what is imported when the module is. ``typing``: also what only a type checker imports.
    """
    place = module.split(".")
    folder = place if path_of(module).name == "__init__.py" and module != "__init__" else place[:-1]
    names: set[str] = set()
    body = list(tree_of(module).body)
    if not typing or top:
        body = [n for n in body if not (isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test))]
    nodes = body if top else [node for part in body for node in ast.walk(part)]
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = folder[: len(folder) - node.level + 1]
            start = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            for alias in node.names:
                longer = f"{start}.{alias.name}".strip(".")
                names.add(f".{longer if longer in MODULES else start}")
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).partition(".")[0])
    return names


def own(module: str, *, top: bool = False, typing: bool = True) -> set[str]:
    return {name[1:] for name in imports(module, top=top, typing=typing) if name.startswith(".")}


def test_every_room_stands_in_the_order() -> None:
    assert {room_of(module) for module in MODULES} == set(RANK) | FACE
    assert len(RANK) == sum(map(len, ROWS)), "a room that stands in two rows"


@pytest.mark.parametrize("module", MODULES)
def test_imports_lead_to_rooms_below(module: str) -> None:
    room = room_of(module)
    if room in FACE:
        return
    for name in own(module):
        other = room_of(name)
        assert other == room or RANK[other] < RANK[room], f"{module} imports {name}, which stands above or beside it"
        assert other not in ONLY_FOR or other == room or room in ONLY_FOR[other], f"{module} imports {name}"


def test_there_is_no_circle_and_few_levels() -> None:
    graph = {module: own(module) - {module} for module in MODULES}
    TopologicalSorter(graph).prepare()  # raises where modules import one another in a circle
    rooms: dict[str, set[str]] = {}
    for module, names in graph.items():
        rooms.setdefault(room_of(module), set()).update(room_of(name) for name in names)
    levels: dict[str, int] = {}
    for room in TopologicalSorter({room: below - {room} for room, below in rooms.items()}).static_order():
        levels[room] = 1 + max((levels[other] for other in rooms[room] - {room}), default=0)
    assert max(levels.values()) <= 10, levels


@pytest.mark.parametrize("module", MODULES)
def test_only_registries_and_extras_import_by_name(module: str) -> None:
    by_name = {"import_module", "__import__"} & {n.id for n in ast.walk(tree_of(module)) if isinstance(n, ast.Name)}
    by_name |= {n.attr for n in ast.walk(tree_of(module)) if isinstance(n, ast.Attribute)} & {"import_module"}
    assert not by_name or module in {"__init__", "cli", "output.extras", "model.display"}, "it hides an import"


def test_few_files_stand_outside_of_the_rooms() -> None:
    assert sum(1 for _ in Path(PACKAGE).glob("*.py")) <= 8


def test_the_tests_have_the_same_rooms() -> None:
    rooms = {room_of(module) for module in MODULES if "." in module}
    folders = {path.parent.name for path in Path(__file__).parent.glob("*/__init__.py")}
    assert folders <= rooms
    assert {
        "model",
        "rdf",
        "sparql",
        "audit",
        "network",
        "validation",
        "importers",
        "scale",
        "page",
        "server",
    } <= folders


@pytest.mark.parametrize("module", MODULES)
def test_heavy_imports_are_inside_functions(module: str) -> None:
    outside = {n for n in imports(module, top=True) if not n.startswith(".") and n not in sys.stdlib_module_names}
    assert outside <= LIGHT.get(room_of(module), set()), f"{module} imports {outside}"


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_where_it_belongs(library: str) -> None:
    assert {room_of(m) for m in MODULES if library in imports(m, typing=False)} == HOMES[library]


def test_only_one_module_forks() -> None:
    forking = {m for m in MODULES if "os.fork(" in path_of(m).read_text(encoding="utf-8")}
    assert forking == {"processes.children"}


def test_nobody_asks_a_graph_for_its_class() -> None:
    classes = {"FileGraph", "LoadedGraph", "StoredGraph", "EndpointGraph"}
    for module in MODULES:
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
                assert not classes & {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}, module


def test_each_command_is_a_module_of_its_name_and_no_other_stands_beside_them() -> None:
    modules = {module.removeprefix("commands.") for module in MODULES if module.startswith("commands.")}
    beside = {module for module in modules if "." not in module} - {"common"}
    assert beside == {module_name(command) for command in COMMANDS}


def test_the_listed_help_is_that_of_the_commands() -> None:
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
