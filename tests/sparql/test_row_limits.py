"""Rows are counted in what the engine writes, whatever is in them and however it is cut."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.errors import QueryTooLongError
from ldn_graph.sparql.formats import ROW_FORMATS, W3C_ROW_FORMATS
from ldn_graph.sparql.row_limits import CountedRows
from ldn_graph.sparql.writing import write_result

TEXTS = st.text(st.sampled_from('"\\\n\r,{}[]:</result>\té a'), max_size=12)
CELLS = st.none() | TEXTS.map(ox.Literal) | st.just(ox.NamedNode("urn:x"))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6), st.integers(1, 40), st.sampled_from(W3C_ROW_FORMATS))
def test_each_row_is_counted_once(
    rows: list[tuple[ox.Term | None, ox.Term | None]], cut: int, format_name: str
) -> None:
    blocks = " ".join(f"({a or 'UNDEF'} {b or 'UNDEF'})" for a, b in rows)
    written = io.BytesIO()
    write_result(ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {blocks} }} }}"), format_name, written)
    data, out = written.getvalue(), io.BytesIO()
    counted = CountedRows(out, format_name, 6)
    for start in range(0, len(data), cut):
        counted.write(data[start : start + cut])
    assert counted.rows == len(rows)
    assert out.getvalue() == data


@pytest.mark.parametrize("format_name", [*ROW_FORMATS, "turtle"])
def test_a_result_at_the_limit_is_written_and_one_past_it_is_an_error(format_name: str) -> None:
    store = ox.Store()
    for n in range(5):
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(n)))
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }" if format_name == "turtle" else "SELECT * { ?s ?p ?o }"
    write_result(store.query(query), format_name, io.BytesIO(), limit=5)
    with pytest.raises(QueryTooLongError, match=r"more than 4 \w+; ask for fewer, as with LIMIT 4"):
        write_result(store.query(query), format_name, io.BytesIO(), limit=4)
