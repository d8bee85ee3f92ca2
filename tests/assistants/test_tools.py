"""The tools for assistants, asked by the official client in memory: what they answer, what they refuse, what they cut."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client
from mcp.types import CallToolResult, TextContent

from ldn_graph.assistants.bounds import CHARACTERS, bounded
from ldn_graph.assistants.server import build_server
from ldn_graph.assistants.tools import TOOLS, OpenGraph, read_graph
from ldn_graph.audit.documents import claim_document, claim_fields
from ldn_graph.audit.results import Audit
from ldn_graph.errors import GraphNotFoundError
from ldn_graph.model.graph import Graph
from ldn_graph.output.tables import json_text
from ldn_graph.rdf.opening import parse_turtle

CALLS: Mapping[str, dict[str, Any]] = {
    "claims": {"words": "crohn's disease"},
    "claim": {"name": "C17"},
    "source": {"name": "10.1177/1352458508095828"},
    "paths": {"source": "low-dose naltrexone", "target": "crohns-disease"},
    "questions": {},
    "ask": {"question": "claims-for-condition", "parameters": {"condition": "lupus"}},
    "check": {"text": "It is proven that LDN improves Crohn's disease. The weather was fine."},
}
"""Each tool with arguments that the shipped graph answers."""


@pytest.fixture(scope="module")
def opened(graph: Graph) -> OpenGraph:
    return read_graph(graph)


def call(opened: OpenGraph, tool: str, /, **arguments: object) -> CallToolResult:
    async def ask() -> CallToolResult:
        async with Client(build_server(opened)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(ask())


def answer(opened: OpenGraph, tool: str, /, **arguments: object) -> dict[str, Any]:
    result = call(opened, tool, **arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def refusal(opened: OpenGraph, tool: str, /, **arguments: object) -> str:
    result = call(opened, tool, **arguments)
    assert result.is_error
    assert result.structured_content is None
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_each_tool_says_what_it_is_for_and_only_reads(opened: OpenGraph) -> None:
    async def listed() -> Any:
        async with Client(build_server(opened)) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = asyncio.run(listed())
    assert [tool.name for tool in tools] == [tool.__name__ for tool in TOOLS] == list(CALLS)
    for tool in tools:
        assert tool.description
        assert "opened" not in json.dumps(tool.input_schema)
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)
    assert "no advice" in instructions


@pytest.mark.parametrize("name", CALLS)
def test_each_tool_answers_within_its_bounds(opened: OpenGraph, name: str) -> None:
    document = answer(opened, name, **CALLS[name])
    assert len(json.dumps(document, ensure_ascii=False, separators=(",", ":"))) <= CHARACTERS


def test_a_claim_is_the_document_of_the_command(opened: OpenGraph, audit: Audit) -> None:
    document = json.loads(json_text(claim_document(audit["C17"])))
    given = answer(opened, "claim", name="claim:C17")
    left_out = given.pop("left_out", {})
    assert {key: given[key] for key in ("status", "certainty", "sources", "flags")} == {
        key: document[key] for key in ("status", "certainty", "sources", "flags")
    }
    assert list(given) == list(document)
    assert all(given[key] == document[key] for key in given if not any(way.startswith(key) for way in left_out))


def test_claims_are_found_by_all_their_words_and_names(opened: OpenGraph, audit: Audit) -> None:
    document = answer(opened, "claims", words="Naltrexone  CROHN", limit=2)
    by_id = {a.claim.id: json.loads(json_text(claim_fields(a))) for a in audit.claims}
    assert document["found"] > len(document["claims"]) == 2
    for entry in document["claims"]:
        assert entry == by_id[entry["id"]]
        assert "crohn" in json.dumps(entry).lower()


def test_a_word_of_a_search_is_the_beginning_of_one_and_an_id_is_whole(opened: OpenGraph) -> None:
    def found(words: str) -> list[str]:
        return [entry["id"] for entry in answer(opened, "claims", words=words, limit=200)["claims"]]

    assert found("c17") == found("C17 naltrexone") == ["C17"]
    assert set(found("autoimm")) > set(found("autoimmune diseases"))
    assert "no claim of this graph holds" in refusal(opened, "claims", words="mmune")
    assert "no claim of this graph holds" in refusal(opened, "claims", words="c4")


def test_what_rows_name_of_claims_comes_with_how_they_stand(opened: OpenGraph, audit: Audit) -> None:
    document = answer(opened, "ask", question="SELECT ?c ?l { ?c a ldn:Claim ; rdfs:label ?l } ORDER BY ?c", limit=3)
    assert [row["c"] for row in document["rows"]] == ["claim:C01", "claim:C02", "claim:C03"]
    assert document["more"] is True
    assert [(c["id"], c["status"], c["sources"]) for c in document["claims"]] == [
        (a.claim.id, a.status, claim_fields(a)["sources"]) for a in audit.claims[:3]
    ]
    assert answer(opened, "ask", question="ASK { claim:C17 a ldn:Claim }")["answer"] is True
    assert "ldn:Clam" in answer(opened, "ask", question="SELECT ?c { ?c a ldn:Clam }")["doubts"][0]


def test_a_text_is_checked_with_how_its_claims_stand(opened: OpenGraph, audit: Audit) -> None:
    document = answer(opened, "check", text=audit["C17"].claim.label)
    assert document["counts"]["sentences"] == 1, "no heading, for want of a full stop"
    assert {"C17"} <= {entry["id"] for entry in document["claims"]}
    assert next(c["status"] for c in document["claims"] if c["id"] == "C17") == audit["C17"].status


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("claim", {"name": "C017"}, "no claim 'C017' in this graph; did you mean C17?"),
        ("claim", {"name": "gironi-2008"}, "in this graph, where it is a ldn:Source"),
        ("claims", {"words": "crhon's"}, "no claim of this graph holds the words \"crhon's\"; did you mean crohn's?"),
        ("claims", {"words": "  "}, "no claim of this graph holds"),
        ("source", {"name": "PMID:1"}, "no source 'PMID:1' in this graph"),
        ("paths", {"source": "crohns-disease", "target": "low-dose-naltrexone"}, "no path of 4 hops or fewer"),
        ("check", {"text": "word " * 11_000}, "give 50,000 at a time"),
        ("ask", {"question": "claim-stats"}, "did you mean claim-status?"),
        ("ask", {"question": "claims-for-condition", "parameters": {"condition": "gout"}}, "no condition 'gout'"),
        ("ask", {"question": "SELECT { }"}, "say what to select"),
        ("ask", {"question": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}, "SERVICE"),
        ("ask", {"question": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"}, "SELECT or ASK"),
        ("ask", {"question": "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"}, ""),
    ],
)  # fmt: skip
def test_what_the_graph_does_not_have_is_refused_with_what_is_near(
    opened: OpenGraph, name: str, arguments: dict[str, object], said: str
) -> None:
    assert said in refusal(opened, name, **arguments)


def test_a_graph_without_claims_is_not_served() -> None:
    with pytest.raises(GraphNotFoundError, match="no ldn:Claim"):
        read_graph(parse_turtle("<urn:a> <urn:b> <urn:c> ."))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=30) | st.text("ab", min_size=990, max_size=1100),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text("kl", min_size=1, max_size=2), inner, max_size=3),
    max_leaves=60,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from("xyz"), JSON, max_size=3), st.integers(300, 4000))
def test_what_is_cut_is_told_and_nothing_else_changes(document: dict[str, Any], most: int) -> None:
    cut = bounded(document, most)
    left_out = cut.get("left_out", {})

    def size(value: object) -> int:
        return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def check(whole: Any, part: Any, way: str) -> int:
        """The places where ``part`` is shorter, each of which must be told."""
        if isinstance(whole, dict):
            return sum(check(item, part[key], f"{way}/{key}".lstrip("/")) for key, item in whole.items())
        if not isinstance(whole, (list, str)):
            assert whole == part
            return 0
        assert len(whole) - len(part) == left_out.get(way, 0)
        if isinstance(whole, str):
            assert whole.startswith(part)
            return int(way in left_out)
        inner = (check(item, its, f"{way}/{n}") for n, (item, its) in enumerate(zip(whole, part, strict=False)))
        return int(way in left_out) + sum(inner)

    assert check(document, cut, "") == len(left_out)
    assert size(cut) <= most or not any(isinstance(v, list) and v for v in cut.values())
    if size(document) <= most:
        assert cut == document
