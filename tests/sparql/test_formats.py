"""The table of formats: the command line, endings, the server and its description follow it, and nothing has another."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

from ldn_graph.cli import COMMANDS, main
from ldn_graph.commands.common.options import TABLES
from ldn_graph.commands.common.output import choose_format
from ldn_graph.errors import OutputError
from ldn_graph.importers.writer import WRITTEN as IMPORT_FORMATS
from ldn_graph.network.formats import NETWORK_FORMATS
from ldn_graph.rdf.documents import files_in, format_of
from ldn_graph.rdf.endpoint import _ROWS, _TRIPLES
from ldn_graph.resources import PACKAGE
from ldn_graph.server.negotiation import GRAPH_TYPES, ROW_TYPES, choose_type
from ldn_graph.server.service_description import describe_service
from ldn_graph.sparql.formats import (
    DRAFT_FORMATS,
    FORMATS,
    GRAPH_FORMATS,
    RDF_ENDINGS,
    REFERENCE_FORMATS,
    W3C_ROW_FORMATS,
    WRITTEN,
    Format,
    rdf_format,
    results_format,
)

OF_THE_W3C = [row for row in FORMATS.values() if row.w3c_name]
ONLY_READ = {"nquads"}
OF_SUMMARIES = {"docx"}


def engine_format(row: Format) -> ox.RdfFormat | ox.QueryResultsFormat:
    return results_format(row.name) if "rows" in row.holds else rdf_format(row.name)


def choices(command: str) -> list[tuple[str, ...]]:
    """What the options ``--format`` of a command, and of the commands in it, offer."""
    entry = main.get_command(click.Context(main), command)
    assert entry is not None
    inner = entry.commands.values() if isinstance(entry, click.Group) else [entry]
    options = [option for one in inner for option in one.params if option.name == "format_name"]
    return [tuple(option.type.choices) for option in options if isinstance(option.type, click.Choice)]


def test_a_query_can_be_written_in_every_format() -> None:
    assert choices("query") == [WRITTEN]
    assert {*FORMATS} - {*WRITTEN} == ONLY_READ | OF_SUMMARIES


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_offers_formats_of_the_tables_alone(command: str) -> None:
    own = {"export": (*NETWORK_FORMATS, "csv", "xlsx"), "cite": REFERENCE_FORMATS, "check": DRAFT_FORMATS}
    for names in choices(command):
        assert {*names} <= {*own.get(command, FORMATS)}


def test_an_import_is_written_in_what_can_hold_a_graph() -> None:
    assert {*IMPORT_FORMATS} <= {*GRAPH_FORMATS}
    assert choices("import") == [IMPORT_FORMATS] * len(choices("import")) != []


@pytest.mark.parametrize("row", [FORMATS[name] for name in WRITTEN], ids=lambda row: row.name)
def test_a_format_is_chosen_by_each_of_its_endings(row: Format) -> None:
    assert row.endings
    for ending in row.endings:
        for path in (f"x{ending}", f"some.folder/x.y{ending.upper()}", f"x{ending}.gz"):
            assert choose_format(None, path, WRITTEN) == row.name
        if row.name not in TABLES:
            with pytest.raises(OutputError, match=r"use one of \.txt, \.json, \.srj, \.csv, \.md, or --format"):
                choose_format(None, f"x{ending}", TABLES)


def test_a_command_may_have_endings_of_its_own() -> None:
    endings = {"sarif": ".sarif", "junit": ".xml"}
    assert choose_format(None, "x.SARIF.gz", endings) == "sarif"
    assert [choose_format(None, where, endings, "text") for where in (None, "-")] == ["text", "text"]
    assert choose_format("text", "x.csv", endings) == "text"
    with pytest.raises(OutputError, match=r"use one of \.sarif, \.xml, or --format"):
        choose_format(None, "x.csv", endings)


def test_no_ending_stands_for_two_formats() -> None:
    others = ([*NETWORK_FORMATS.values()], [*REFERENCE_FORMATS.values()], [*DRAFT_FORMATS.values()])
    for endings in ([e for row in FORMATS.values() for e in row.endings], *others):
        assert len(endings) == len({*endings})


@pytest.mark.parametrize("name", ["csv", "html", "xlsx", "parquet", "arrow"])
def test_what_is_no_standard_of_the_w3c_ends_in_its_name(name: str) -> None:
    assert FORMATS[name].endings == (f".{name}",)
    assert (FORMATS["table"].endings, FORMATS["markdown"].endings) == ((".txt",), (".md",))


@pytest.mark.parametrize("row", OF_THE_W3C, ids=lambda row: row.name)
def test_the_server_negotiates_each_format_of_the_w3c(row: Format) -> None:
    types = ROW_TYPES if "rows" in row.holds else GRAPH_TYPES
    assert row.media_types
    for media_type in row.media_types:
        assert choose_type(f"image/png, {media_type}", types) == (row.name, media_type)


def test_the_server_gives_out_nothing_else_but_its_pages() -> None:
    assert [*ROW_TYPES] == [*W3C_ROW_FORMATS, "html"]
    assert [*GRAPH_TYPES] == [*GRAPH_FORMATS, "html"]
    assert {row.name for row in OF_THE_W3C} == {*W3C_ROW_FORMATS, *GRAPH_FORMATS}


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.engine_name], ids=lambda row: row.name)
def test_the_table_agrees_with_the_engine(row: Format) -> None:
    """Which knows the media types, endings and IRIs of the recommendations, too."""
    engine = engine_format(row)
    assert f".{engine.file_extension}" in row.endings
    if row.media_types:
        assert row.media_types[0] == engine.media_type.partition(";")[0]
    if row.w3c_name and row.name != "jsonld":  # whose IRI the engine has elsewhere
        assert engine.iri == f"http://www.w3.org/ns/formats/{row.w3c_name}"


def test_the_service_describes_each_format_of_the_w3c() -> None:
    triples = ox.parse(describe_service("http://a/sparql", None, "ntriples"), format=ox.RdfFormat.N_TRIPLES)
    described = {t.object.value for t in triples if t.predicate.value.endswith("#resultFormat")}
    assert described == {f"http://www.w3.org/ns/formats/{row.w3c_name}" for row in OF_THE_W3C}


def test_files_of_rdf_are_known_by_the_endings_of_its_formats(tmp_path: Path) -> None:
    for row in FORMATS.values():
        for ending in row.endings:
            (tmp_path / f"x{ending}.gz").touch()
            if row.is_rdf:
                assert format_of(f"x{ending}.gz") == engine_format(row)
    assert [Path(file).name for file in files_in(str(tmp_path))] == sorted(f"x{ending}.gz" for ending in RDF_ENDINGS)
    assert {row.name for row in FORMATS.values() if row.is_rdf} == {*GRAPH_FORMATS, *ONLY_READ}


def test_what_the_client_asks_for_is_what_it_can_read() -> None:
    for header, kind in ((_ROWS, ox.QueryResultsFormat), (_TRIPLES, ox.RdfFormat)):
        for media_type in header.split(", "):
            assert kind.from_media_type(media_type.partition(";")[0]) is not None


@pytest.mark.parametrize("path", sorted(Path(PACKAGE).rglob("*.py")), ids=lambda path: path.stem)
def test_no_other_module_has_a_list_of_formats(path: Path) -> None:
    parts = path.relative_to(PACKAGE).parts
    if parts == ("sparql", "formats.py") or parts[0] in (
        "sources",
        "drafts",
        "project",
    ):  # which read what others write
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert not texts & {row.w3c_name for row in OF_THE_W3C}
    # what is written without a question: pages, messages, data of a page
    own = {"text/html", "text/plain", "application/json"}
    assert texts & {kind for row in FORMATS.values() for kind in row.media_types} <= own
    assert len(texts & {ending for row in FORMATS.values() for ending in row.endings}) < 2
    tables = [ast.unparse(value) for node in ast.walk(tree) if isinstance(node, ast.Dict) for value in node.values]
    assert not [value for value in tables if value.startswith(("ox.RdfFormat", "ox.QueryResultsFormat"))]
