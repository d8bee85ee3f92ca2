"""Claims read from columns are the claims read from statements, each field of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.studies import Studies
from ldn_graph.errors import GraphError
from ldn_graph.model.claims import Chunk, Text
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import LDN
from ldn_graph.processes.parallel import map_parts
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale.columns import files, reading, values
from ldn_graph.scale.columns.files import TableFiles
from ldn_graph.scale.columns.reading import ColumnChunks
from ldn_graph.scale.columns.schema import TABLES
from ldn_graph.scale.columns.values import ValueReader
from ldn_graph.scale.readers import MemoryReader
from tests.conftest import ROOT
from tests.scale.columns.graphs import TIED, turtles, write_columns

EXAMPLE = ROOT / "examples" / "vitamin-d-ms"


def as_written(value: Any) -> Any:
    """A value with each literal as N-Triples writes it, language and datatype included, and each decimal as it is."""
    if isinstance(value, Text):
        return value.nt
    return (type(value), tuple(map(as_written, value))) if isinstance(value, tuple) else repr(value)


def kinds_in(value: Any) -> Iterator[tuple[str, str, Any]]:
    """Each field of each named tuple in a value, with its value."""
    if not isinstance(value, tuple):
        return
    for n, inner in enumerate(value):
        if hasattr(value, "_fields"):
            yield type(value).__name__, value._fields[n], inner
        yield from kinds_in(inner)


def chunks_of(graph: Graph, size: int) -> list[Chunk]:
    """The claims of a graph so many at a time, read from its statements."""
    reader = MemoryReader(graph)
    iris = [claim.iri for claim in MemoryReader(graph).claims()]
    return [reader.chunk(iris[first : first + size]) for first in range(0, len(iris), size)]


def in_order(chunk: Chunk) -> Chunk:
    """Those beside stand in an order that means nothing."""
    return Chunk(chunk.claims, tuple(sorted(chunk.beside, key=lambda claim: claim.iri)))


def studies_in(studies: Studies, sources: list[str]) -> set[frozenset[str]]:
    """The sources of each study; which of them stands for the others may be another."""
    groups: dict[str, set[str]] = {}
    for iri in sources:
        groups.setdefault(studies.study(iri), set()).add(iri)
    return set(map(frozenset, groups.values()))


def hold_together(graph: Graph, folder: Path, size: int, rows: int = 20_000) -> None:
    """The claims in columns are those of the graph."""
    read = ColumnChunks(write_columns(graph, folder, rows), size)
    expected = chunks_of(graph, size)
    assert (read.size, read.parts) == (sum(len(chunk.claims) for chunk in expected), len(expected))
    for part, chunk in enumerate(expected):
        assert as_written(in_order(read.read(part))) == as_written(in_order(chunk))
    reader = MemoryReader(graph)
    gone = sorted(source.iri for source in reader.repeated_studies())[:1]
    for left_out in ([], gone):
        # of those that share an identifier with what bears on no claim alone, no study is known
        repeated, some = {s.iri: s for s in reader.repeated_studies(left_out)}, [*read.repeated_studies(left_out)]
        assert as_written(tuple(some)) == as_written(tuple(repeated[source.iri] for source in some))
        sources = reader.typed(LDN.Source)
        assert studies_in(Studies(some), sources) == studies_in(Studies(repeated.values()), sources)


@pytest.fixture(scope="module")
def tied() -> Graph:
    return parse_turtle(TIED)


@pytest.mark.parametrize(("size", "rows"), [(1, 20_000), (4, 1), (3, 7), (1000, 5)])
def test_claims_that_need_one_another(tied: Graph, tmp_path: Path, size: int, rows: int) -> None:
    hold_together(tied, tmp_path, size, rows)


def test_the_shipped_graph_and_the_example(graph: Graph, tmp_path: Path) -> None:
    hold_together(graph, tmp_path / "shipped", 40, 50)
    hold_together(open_graph(EXAMPLE), tmp_path / "example", 1000)


@settings(max_examples=40)
@given(turtles(), st.sampled_from([1, 2, 1000]), st.sampled_from([1, 3, 1000]))
def test_random_graphs(turtle: str, size: int, rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hold_together(parse_turtle(turtle), Path(folder), size, rows)


def test_every_field_has_a_value_in_these_graphs(graph: Graph, tied: Graph) -> None:
    """A field of the model that the columns do not have would fail a test above."""
    reached: dict[tuple[str, str], bool] = {}
    for some in (graph, tied):
        for kind, field, value in kinds_in(chunks_of(some, 1000)[0].claims):
            reached[kind, field] = reached.get((kind, field), False) or value not in (None, (), "", False)
    assert {field for field, is_reached in reached.items() if not is_reached} == {("Claim", "incomplete")}
    assert {kind for kind, _ in reached} == {
        "Arm", "CertaintyRating", "Claim", "DomainAssessment", "Entity", "EvidenceLine", "EvidenceSearch",
        "Judgement", "Notice", "Passage", "PublicationBias", "Quantity", "Result", "RiskOfBias", "Source",
        "SourceStanding", "Study",
    }  # fmt: skip


def test_random_graphs_have_chunks_with_others_beside_and_studies_that_repeat() -> None:
    """Else the test of random graphs would hold nothing together there."""
    found = {"beside": 0, "repeated": 0}

    @settings(max_examples=40, database=None)
    @given(turtles())
    def look(turtle: str) -> None:
        graph = parse_turtle(turtle)
        found["beside"] += any(chunk.beside for chunk in chunks_of(graph, 1))
        found["repeated"] += any(MemoryReader(graph).repeated_studies())

    look()
    assert min(found.values()) > 5, found


def test_where_little_is_held_the_claims_are_the_same(tied: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(values, "_MOST", 2)
    monkeypatch.setattr(files, "_MOST_BYTES", 1)
    hold_together(tied, tmp_path, 2, 3)
    opened = TableFiles(str(tmp_path))
    read = ValueReader(opened)
    for number in range(10):
        read.claims([number])
        assert len(opened._groups) == 1
        assert len(read._sources) <= 4


def test_numbers_may_have_gaps(tied: Graph, tmp_path: Path) -> None:
    write_columns(tied, tmp_path / "dense")
    (tmp_path / "gaps").mkdir()
    numbers = {"number", "claim", "source", "line", "premise", "other", "subject", "object", "context", "condition", "result", "risk", "entity", "study"}  # fmt: skip
    for table in TABLES:
        read = pq.read_table(tmp_path / "dense" / f"{table.name}.parquet")
        for n, column in enumerate(table.columns):
            if column.name in numbers and read.schema.field(n).type == pa.int64():
                read = read.set_column(n, column.name, pc.add(pc.multiply(read[column.name], 7), 5))
        pq.write_table(read, tmp_path / "gaps" / f"{table.name}.parquet", row_group_size=4)
    dense, gaps = (ColumnChunks(TableFiles(str(tmp_path / name)), 3) for name in ("dense", "gaps"))
    assert [gaps.read(part) for part in range(gaps.parts)] == [dense.read(part) for part in range(dense.parts)]
    assert [*gaps.repeated_studies()] == [*dense.repeated_studies()]


def test_a_source_of_several_claims_is_one_value(graph: Graph, tmp_path: Path) -> None:
    read = ColumnChunks(write_columns(graph, tmp_path), 1000).read(0).claims
    sources = [line.source for claim in read for line in claim.lines]
    assert len({id(source) for source in sources}) == len({source.iri for source in sources}) < len(sources)


def test_what_was_opened_stays_though_it_is_gone(tied: Graph, tmp_path: Path) -> None:
    read = ColumnChunks(write_columns(tied, tmp_path / "columns"), 2)
    expected = [read.reopened().read(part) for part in range(read.parts)]
    read = ColumnChunks(TableFiles(str(tmp_path / "columns")), 2)
    shutil.rmtree(tmp_path / "columns")
    assert [read.read(part) for part in range(read.parts)] == expected
    if hasattr(os, "fork"):
        assert list(map_parts(partial(_reopened, read), read.parts, processes=2)) == expected


def _reopened(read: ColumnChunks, part: int) -> Chunk:
    return read.reopened().read(part)


@pytest.mark.parametrize("table", ["claims", "lines", "sources", "entities", "premises", "quantities", "arms"])
def test_damaged_files_are_no_claims(tied: Graph, graph: Graph, tmp_path: Path, table: str) -> None:
    """They may be damaged where nobody looks, but what is read is never a traceback."""
    write_columns(graph, tmp_path)
    file = tmp_path / f"{table}.parquet"
    whole = file.read_bytes()
    for damaged in (b"PAR1", whole[: len(whole) // 2], whole[:-9], whole[:4] + bytes(len(whole) - 200) + whole[-196:]):
        file.write_bytes(damaged)
        with pytest.raises((GraphError, OSError, ValueError)):
            _read_all(ColumnChunks(TableFiles(str(tmp_path)), 40))
    pq.write_table(pa.table({"number": [1]}), file)
    with pytest.raises((GraphError, OSError, ValueError)):
        _read_all(ColumnChunks(TableFiles(str(tmp_path)), 40))
    for unreadable in (file.unlink, partial(file.write_bytes, b"")):
        unreadable()
        with pytest.raises((OSError, ValueError)):
            TableFiles(str(tmp_path))


def _read_all(chunks: ColumnChunks) -> None:
    for part in range(chunks.parts):
        chunks.read(part)


def test_a_damaged_page_says_what_to_do(graph: Graph, tmp_path: Path) -> None:
    write_columns(graph, tmp_path)
    file = tmp_path / "lines.parquet"
    data = bytearray(file.read_bytes())
    data[4:2000] = bytes(1996)
    file.write_bytes(data)
    with pytest.raises(GraphError, match="damaged; delete it, and the claims are read from the database"):
        ColumnChunks(TableFiles(str(tmp_path)), 40).read(0)


def test_the_ties_of_reports_are_links_of_the_columns() -> None:
    assert sorted(reading._TIES) == ["correctionOf", "isVersionOf", "protocolOf", "sameStudyAs"]
