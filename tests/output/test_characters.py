"""What one output cannot bear does not get out by it; what is only unusual does."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.network.formats import NETWORK_FORMATS, serialize_network
from ldn_graph.network.graph import build_network
from ldn_graph.output.characters import NOT_IN_RDF, NOT_SHOWN, clean, printable, printable_lines
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.server.pages import form_page
from ldn_graph.server.refusals import RefusedError
from ldn_graph.server.value_lists import NO_VALUES
from ldn_graph.sources.bibliography import record_of
from ldn_graph.sources.bibtex import bibtex_entry
from ldn_graph.sources.citation import cite_source
from ldn_graph.sparql.results import read_results
from ldn_graph.sparql.writing import NOT_IN_XML
from ldn_graph.validation.report import validate_graph
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.page.test_render import Page, hostile_audit, read_data

DIRECTIONS = (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069)
MARKS = (0x200E, 0x200F, 0x061C)
STRANGE = "".join(map(chr, (*DIRECTIONS, 0x85, 0x9B, 0x7F, 0x1B, 0x01, 0xFFFE, 0xFFFF)))


def strange_turtle(strange: str = STRANGE) -> str:
    """Three claims with their evidence, in which every text has strange characters in its midst."""
    inside = "".join(f"\\u{ord(sign):04X}" for sign in strange)
    words = f'"a{inside}b"@en'
    search = f"evidence:z a ldn:EvidenceSearch ; rdfs:comment {words} ; ldn:searchedIn {words} .\n"
    pieces = (
        claim_turtle("C01", evidence="evidence:e , evidence:z", rdfs__comment=words, ldn__namedSource=words),
        claim_turtle("C02", rdf__object="entity:balance", rdf__predicate="biolink:affects"),
        claim_turtle("C03", rdf__subject="entity:balance"),
        line_turtle("e", "s", more=f"; rdfs:comment {words}"),
        source_turtle("s", more=f"; dcterms:creator {words} ; rdfs:comment {words}"),
        search,
    )
    return DECLARATIONS + re.sub('"([^"]+)"@en', lambda m: f'"{m[1]}{inside}b"@en', ENTITIES + "".join(pieces))


def shown(text: str) -> list[str]:
    """The characters of a text that nobody should be shown."""
    return [sign for sign in text if sign in STRANGE or 0xD800 <= ord(sign) < 0xE000]


def test_the_sets_are_those_of_the_standards() -> None:
    for code in range(0x10000):
        sign = chr(code)
        kind = unicodedata.category(sign)
        explicit = unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        in_xml = sign in "\t\n\r" or (code >= 0x20 and kind != "Cs" and code < 0xFFFE)
        in_text = sign in "\t\n\r" or kind not in ("Cc", "Cs")
        assert bool(NOT_IN_XML.match(sign)) is not in_xml, hex(code)
        assert bool(NOT_SHOWN.match(sign)) is (explicit or not (in_xml and in_text)), hex(code)
        assert bool(NOT_IN_RDF.match(sign)) is (not in_xml or code == 0x7F), hex(code)


def test_marks_of_direction_stay() -> None:
    text = f"a{''.join(map(chr, MARKS))}b"
    assert printable(text) == printable_lines(text) == text


COMMANDS = (
    "audit", "audit --format markdown", "claims", "claims --format markdown", "claim C01", "source s", "query entities",
    "query chains --format markdown", "query chains --format html", "keystones", "summary --condition lupus",
    "summary --condition lupus --format markdown", "summary --condition lupus --format html",
)  # fmt: skip
"""Each prints a label or a comment."""


@pytest.mark.parametrize("words", [*COMMANDS, "shared", "paths ldn lupus", "validate", "claim C\u2067"])
def test_no_command_prints_them(words: str, tmp_path: Path) -> None:
    path = tmp_path / "strange.ttl"
    path.write_text(strange_turtle(), encoding="utf-8")
    run = CliRunner().invoke(main, [*words.split(), "--graph", str(path)])
    assert shown(run.output) == []
    assert ("\ufffd" in run.output) is (words in COMMANDS)


def test_no_message_of_an_error_prints_them(tmp_path: Path) -> None:
    path = tmp_path / "strange.ttl"
    path.write_text(f"{DECLARATIONS}<https://w3id.org/ldn-graph/claim/C\u2067> a ldn:Claim .", encoding="utf-8")
    run = CliRunner().invoke(main, ["claims", "--graph", str(path)])
    assert run.exit_code == 2
    assert "claim/C\ufffd" in run.output or "claim:C\ufffd" in run.output


def test_the_page_does_not_show_them() -> None:
    claims = read_claims(parse_turtle(strange_turtle()))
    for audit in (audit_claims(claims), hostile_audit(f"a{STRANGE}\ud800")):
        html = render_page(audit)
        ours = html.replace(Page(html).scripts[1], "")  # vis-network has a table of white space
        assert shown(ours) == []
        assert shown(json.dumps(read_data(html), ensure_ascii=False)) == []


def test_no_fragment_in_a_notebook_shows_them() -> None:
    graph = parse_turtle(strange_turtle())
    audit = audit_claims(read_claims(graph))
    results = read_results(graph.query("SELECT ?label { ?claim rdfs:label ?label }"))
    values = (audit, *audit.claims, *(c.claim for c in audit.claims), *audit.findings, validate_graph(graph), results)
    for value in values:
        assert shown(value._repr_html_()) == [], type(value)


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_no_label_of_a_network_has_them(form: str) -> None:
    network = build_network(audit_claims(read_claims(parse_turtle(strange_turtle()))))
    data = serialize_network(network, form)
    text = json.dumps(json.loads(data), ensure_ascii=False) if form in ("node-link", "cyjs") else data.decode()
    assert shown(text) == []
    assert "\ufffd" in text


def test_a_source_is_cited_without_them() -> None:
    (claim, *_) = read_claims(parse_turtle(strange_turtle()))
    source = claim.lines[0].source
    for text in (bibtex_entry(record_of(source)), cite_source(source)):
        assert shown(text) == []
        assert "\ufffd" in text


def test_what_is_imported_can_be_written_in_any_format() -> None:
    assert (
        clean(f"a{STRANGE}\ud800")
        == "a" + "".join("\ufffd" if sign in "\x7f\x1b\x01\ufffe\uffff" else sign for sign in STRANGE) + "\ufffd"
    )


def test_the_form_of_the_server_tells_a_problem_without_them() -> None:
    page = form_page(NO_VALUES, refused=RefusedError(400, f"no claim 'C1{STRANGE}'; see\n  the list")).decode()
    assert shown(page) == []
    assert ">  the list<" in page
