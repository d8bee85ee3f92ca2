"""Rows in JSON with whatever a server says around them: the rows that Python's own reader of JSON finds, and no other.

The answers are made at random and come in pieces, cut anywhere.
"""

from __future__ import annotations

import io
import json
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ldn_graph.errors import EndpointError
from ldn_graph.rdf.endpoint import Endpoint
from ldn_graph.rdf.endpoint_json import LONGEST, MessageError, RowsAlone
from tests.servers import answer, strange_server

ROW = {"x": {"type": "literal", "value": "1"}}
TEXTS = st.text(st.sampled_from('a]}[{":,\\\n é\U0001f600'), max_size=6)
TERMS = st.builds(lambda text: {"type": "literal", "value": text}, TEXTS)
ROWS = st.lists(st.dictionaries(st.sampled_from(["x", "bindings"]), TERMS), max_size=4)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.sampled_from(["head", "results"]), inner, max_size=3)
    ),
    max_leaves=6,
)
OTHERS = st.dictionaries(st.sampled_from(["meta", "version", "results ", "distinct", 'a"b', "é"]), ANYTHING, max_size=3)


@st.composite
def answers(draw: st.DrawFn) -> tuple[dict[str, object], bytes]:
    """A document, and how it is written."""
    rows = draw(ROWS)

    def with_others(named: dict[str, object]) -> dict[str, object]:
        return dict(draw(st.permutations(list({**draw(OTHERS), **named}.items()))))

    results = with_others({"bindings": rows})
    document = with_others({"head": {"vars": ["x", "bindings"]}, "results": results})
    text = json.dumps(document, indent=draw(st.sampled_from([None, 1])), ensure_ascii=draw(st.booleans()))
    return document, text.encode() + draw(st.sampled_from([b"", b"\n", b" \r\n"]))


def passed(document: bytes, cuts: list[int]) -> tuple[bytes, RowsAlone]:
    rows = RowsAlone()
    edges = [0, *sorted(cut % (len(document) + 1) for cut in cuts), len(document)]
    return b"".join(rows.take(document[start:end]) for start, end in pairwise(edges)), rows


@given(answers(), st.lists(st.integers(0, 10_000), max_size=12))
def test_rows_are_those_of_the_document_wherever_it_is_cut(
    made: tuple[dict[str, object], bytes], cuts: list[int]
) -> None:
    document, written = made
    left, rows = passed(written, cuts)
    assert left == passed(written, [])[0]
    assert not rows.unfinished
    found = ox.parse_query_results(io.BytesIO(left), ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    results = document["results"]
    assert isinstance(results, dict)
    expected = [{name: term["value"] for name, term in row.items()} for row in results["bindings"]]
    names = [v.value for v in found.variables]
    assert [
        {n: t.value for n, t in zip(names, row, strict=True) if isinstance(t, ox.Literal)} for row in found
    ] == expected


@given(st.lists(st.integers(0, 10_000), max_size=12))
def test_what_stands_behind_the_rows_is_left_out_and_only_that(cuts: list[int]) -> None:
    begin = (
        b'{"meta": [1], "head": {"vars": ["x"]}, "results": {"ordered": true, "bindings": [%s]'
        % json.dumps(ROW).encode()
    )
    left, rows = passed(begin + b', "distinct": false}, "meta": {"a": {"b": "}]"}}}\n', cuts)
    assert left == begin + b"}}\n"
    assert rows.behind == b', "distinct": false, "meta": {"a": {"b": "}]"}}'


@pytest.mark.parametrize(
    "unchanged",
    [
        b'{"results": {"bindings": [{}], "distinct": true}, "head": {"vars": []}, "meta": {}}',  # rows first
        b'{"head": {}, "boolean": true, "meta": {}}',
        b'{"meta": {"head": {}, "results": {"bindings": [1, 2]}}}',
        b'[{"results": {"bindings": []}}]',
        b"no JSON",
        b"",
    ],
)
def test_what_the_parser_takes_or_refuses_as_a_whole_passes_unchanged(unchanged: bytes) -> None:
    for cuts in ([], list(range(len(unchanged)))):
        assert passed(unchanged, cuts)[0] == unchanged


BEGIN = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}'


@given(
    st.lists(st.integers(0, 10_000), max_size=6),
    st.sampled_from([b"", b", ", b', {"x": {"type": "literal", "value": "a']),
)
@example([], b"")
def test_a_message_among_the_rows_is_found(cuts: list[int], more: bytes) -> None:
    with pytest.raises(MessageError) as caught:
        passed(BEGIN + more + b"\n !!!!>># Out of order: 12", cuts)
    assert caught.value.args[0].lstrip()[:1] in (b"!", b"")  # which is cut off where the end of a line came alone


def test_an_object_behind_a_row_without_a_comma_is_a_message_wherever_it_is_cut() -> None:
    body = BEGIN + b'}{"code": "x"}'
    for cut in range(len(body)):
        with pytest.raises(MessageError) as caught:
            passed(body, [cut])
        assert caught.value.args[0].lstrip(b"}").startswith(b"{")


@pytest.mark.parametrize("wrong", [b", null", b" 1", b" [", b'{"x": {}}', b"x"])
def test_what_is_no_row_is_told_as_it_came(wrong: bytes) -> None:
    body = BEGIN + wrong + b"]}}"
    with (
        strange_server(answer(body)) as (url, _),
        pytest.raises(EndpointError, match="broke off among the rows: ") as caught,
    ):
        list(Endpoint(url).select("SELECT ?x {}"))
    assert wrong.strip(b", ").decode() in str(caught.value)


@pytest.mark.parametrize(
    "end", [b'], "distinct": tr', b'], "a": {"b": {}}', b']}, "meta": {"a": {}}', b']}, "meta": "a\\']
)
def test_an_answer_that_breaks_off_behind_its_rows_is_not_whole(end: bytes) -> None:
    for length in (-1, None):
        with (
            strange_server(answer(BEGIN + end, length=length)) as (url, _),
            pytest.raises(EndpointError, match="broke before"),
        ):
            list(Endpoint(url).select("SELECT ?x {}"))


def test_a_row_is_handed_on_before_the_next_has_come_and_little_is_kept() -> None:
    rows = RowsAlone()
    assert rows.take(BEGIN) == BEGIN
    assert rows.take(b",") == b","
    assert rows.take(BEGIN[BEGIN.index(b"[{") + 1 :] + b"]}") == BEGIN[BEGIN.index(b"[{") + 1 :] + b"]}"
    for _ in range(100):
        assert rows.take(b', "m": "' + b"x" * 10_000 + b'"') == b""
    assert len(rows.behind) < LONGEST + 10_000 + 1
    assert rows.take(b"}") == b"}"


def test_a_long_value_is_read_in_a_time_that_grows_as_it_does() -> None:
    value = b"a" * 4_000_000
    body = BEGIN.replace(b'"1"', b'"%b"' % value) + b']}, "meta": {}}'
    with strange_server(answer(body)) as (url, _):
        ((read,),) = Endpoint(url).select("SELECT ?x {}")
    assert isinstance(read, ox.Literal)
    assert len(read.value) == len(value)
