"""Validation: each rule has a graph that breaks it and nothing else, and the graph that ships breaks none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.checks import RULES
from ldn_graph.claims import LABEL_LIMIT, Claim, Passage, read_claims
from ldn_graph.errors import LdnGraphError
from ldn_graph.identifiers import CURIES, IDENTIFIERS
from ldn_graph.passages import check_passages, read_article
from ldn_graph.store import Graph, open_graph, parse_turtle
from ldn_graph.validate import SHAPES, rule_names, validate_graph
from ldn_graph.vocab import BIBO, BIOLINK, DCTERMS, DIRECTIONS, LDN, PREFIXES, SCHEMES, SEVERITIES, SKOS
from tests.conftest import DECLARATIONS

CASES = Path(__file__).parent / "cases" / "validate"
GOOD_TEXT = DECLARATIONS + (CASES / "good.ttl").read_text(encoding="utf-8")
GOOD = parse_turtle(GOOD_TEXT, "good.ttl")
ARTICLE = "x" * 100
SH = "http://www.w3.org/ns/shacl#"


def _triples(graph: Graph) -> list[tuple[str, str, str]]:
    return [(getattr(q.subject, "value", ""), q.predicate.value, getattr(q.object, "value", "")) for q in graph.quads]


SHAPES_TRIPLES = _triples(open_graph(SHAPES))


class Case(NamedTuple):
    """A mistake: the rules and nodes that it must name, and the good graph with the mistake in it."""

    expected: list[tuple[str, str]]
    graph: Graph


def _expand(curie: str) -> str:
    if curie.startswith("<"):
        return curie[1:-1]
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def _read_case(path: Path) -> Case:
    """``# expect: rule node`` names a result; ``# without: node property`` takes triples from the good graph."""
    text = path.read_text(encoding="utf-8")
    expected = [(rule, node.strip("<>")) for rule, node in re.findall(r"^# expect: (\S+) (\S+)$", text, re.M)]
    without = {(_expand(s), _expand(p)) for s, p in re.findall(r"^# without: (\S+) (\S+)$", text, re.M)}
    return Case(expected, _changed(text, without))


def _changed(turtle: str, without: Set[tuple[str, str]] = frozenset()) -> Graph:
    """The good graph without some of its nodes' properties, and with more Turtle after it."""
    whole = parse_turtle(GOOD_TEXT + turtle, "case.ttl")
    said = zip(whole.quads, _triples(whole), strict=True)
    kept = (q for i, (q, (s, p, _)) in enumerate(said) if i >= len(GOOD.quads) or (s, p) not in without)
    return Graph(tuple(kept), whole.documents)


BAD = sorted(p for p in CASES.glob("*.ttl") if p.name != "good.ttl")


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_a_mistake_is_told_once_and_by_its_rule(path: Path) -> None:
    case = _read_case(path)
    report = validate_graph(case.graph, article=ARTICLE)
    told = [(r.source_shape, r.focus_node) for r in report.results]
    assert sorted(told) == sorted(case.expected), "\n".join(map(str, report.results))
    assert _can_be_read(case.graph) or not report.conforms
    for result in report.results:
        assert result.message.strip()
        assert len(result.remedy) > 5
        assert result.severity in SEVERITIES
        assert re.fullmatch(r"case\.ttl(:\d+)?", result.place), result


def _can_be_read(graph: Graph) -> bool:
    try:
        read_claims(graph)
    except LdnGraphError:
        return False
    return True


def test_the_good_case_has_no_result() -> None:
    report = validate_graph(GOOD, article=ARTICLE)
    assert report.results == ()
    assert report.conforms
    assert len(read_claims(GOOD)) == 2


def test_every_rule_has_a_case() -> None:
    named = {rule for path in BAD for rule, _ in _read_case(path).expected}
    assert named == set(rule_names())


def test_every_shape_finds_a_node_in_the_good_case() -> None:
    triples = _triples(GOOD)
    seen = {
        "targetClass": {o for _, p, o in triples if p == PREFIXES["rdf"] + "type"},
        "targetSubjectsOf": {p for _, p, _ in triples},
        "targetObjectsOf": {p for _, p, _ in triples},
        "targetNode": {o for _, _, o in triples},
    }
    targets = [(p.removeprefix(SH), o) for _, p, o in SHAPES_TRIPLES if p.startswith(SH + "target")]
    assert len(targets) > 60
    assert [t for t in targets if t[1] not in seen[t[0]]] == []


def test_the_shipped_graph_has_no_result(graph: Graph) -> None:
    assert [str(r) for r in validate_graph(graph).results] == []


@pytest.mark.parametrize(
    ("case", "severity"), [("source-read-as", "Warning"), ("read-as", "Violation"), ("claim-passage", "Violation")]
)
def test_what_may_be_missing_is_a_warning(case: str, severity: str) -> None:
    report = validate_graph(_read_case(CASES / f"{case}.ttl").graph)
    assert {(r.source_shape, r.severity) for r in report.results} == {(case, severity)}
    assert report.conforms == (severity == "Warning")


def test_two_runs_give_equal_reports_in_the_order_of_gravity_and_place() -> None:
    everything = "".join(p.read_text(encoding="utf-8") for p in BAD)
    again = _changed(everything)
    first, second = validate_graph(again), validate_graph(_changed(everything))
    assert first == second
    assert len(first.results) > 80
    order = [SEVERITIES.index(r.severity) for r in first.results]
    assert order == sorted(order)
    lines = [int(r.place.rpartition(":")[2]) for r in first.violations]
    assert lines == sorted(lines)


def test_the_place_is_the_line_of_the_block_or_of_who_points_to_it() -> None:
    graph = parse_turtle(
        DECLARATIONS
        + """
claim:C01 a ldn:Claim , biolink:Association ;
    ldn:statedAt [ a oa:SpecificResource ; oa:hasSelector [ oa:start 5 ; oa:end 3 ] ] .

quantity:q a ldn:Quantity ;
    ldn:low 2 .
""",
        "places.ttl",
    )
    first = DECLARATIONS.count("\n") + 2
    places = {r.focus_node: r.place for r in validate_graph(graph).results}
    assert places == {
        "claim:C01": f"places.ttl:{first}",
        "claim:C01/ldn:statedAt": f"places.ttl:{first}",
        "claim:C01/ldn:statedAt/oa:hasSelector": f"places.ttl:{first}",
        "quantity:q": f"places.ttl:{first + 3}",
    }


@pytest.mark.parametrize(
    ("turtle", "message", "remedy"),
    [
        ("claim:C01 ldn:wording ldn:provn .", "ldn:provn is not a term of the vocabulary", "did you mean ldn:proven?"),
        (
            "claim:C01 rdf:subject entity:habbit .",
            "rdf:subject entity:habbit: nothing in this graph describes it",
            "did you mean entity:habit?",
        ),
        (
            "claim:C01 ldn:wording ldn:proven .",
            "2 values of ldn:wording: a claim has exactly one wording",
            "write one of",
        ),
        (
            "source:book bibo:doi '10.1/x' .",
            "bibo:doi 10.1/x: a source has one DOI at most, which begins with 10.",
            "alone",
        ),
        (
            "entity:people skos:exactMatch <http://id.nlm.nih.gov/mesh/D00180> .",
            "skos:exactMatch http://id.nlm.nih.gov/mesh/D00180: no identifier of that ontology looks like this",
            "look it up: an identifier of mesh has the form",
        ),
        (
            "claim:C02 ldn:restsOn claim:C01 .",
            "claims rest on one another in a circle: claim:C01 -> claim:C02 -> claim:C01",
            "take",
        ),
        (
            "evidence:C01-trial dcterms:created '12'^^xsd:date .",
            'dcterms:created "12": not of its datatype xsd:date',
            "write a day",
        ),
    ],
)
def test_a_result_says_what_is_wrong_and_what_to_do(turtle: str, message: str, remedy: str) -> None:
    results = validate_graph(_changed(turtle)).results
    assert [r for r in results if r.message == message and remedy in r.remedy], "\n".join(map(str, results))


def test_nothing_is_raised_or_logged_for_strange_values(caplog: pytest.LogCaptureFixture) -> None:
    strange = (
        '"x"^^xsd:date',
        '"x"^^xsd:integer',
        '"<a"^^rdf:XMLLiteral',
        '"9"^^<urn:t>',
        '"NaN"^^xsd:double',
        "_:b",
        "()",
        "true",
        '"2020-01-01"^^xsd:date',
        '"2020-01-01Z"^^xsd:date',
        "9" * 5000,
        "1e999",
    )
    triples = "".join(f"{s} {p} {o} .\n" for s, p in _places() for o in strange)
    report = validate_graph(_changed(triples), article=ARTICLE)
    assert not report.conforms
    assert caplog.records == []


def _places() -> list[tuple[str, str]]:
    return sorted({(f"<{s}>", f"<{p}>") for s, p, _ in _triples(GOOD) if ":" in s})


@settings(max_examples=40)
@given(data=st.data())
def test_a_graph_that_conforms_can_be_read(data: st.DataObject) -> None:
    """Two routes: whatever reading refuses, validation calls a violation."""
    pairs = sorted({(s, p) for s, p, _ in _triples(GOOD)})
    gone = data.draw(st.sampled_from(pairs))
    node, path = data.draw(st.sampled_from(_places()))
    value = data.draw(
        st.sampled_from(("ldn:cohort", "entity:people", '"text"', "7", "-1.5", '"INF"^^xsd:double', "<urn:x>", "_:b"))
    )
    graph = _changed(f"{node} {path} {value} .", {gone})
    assert _can_be_read(graph) or not validate_graph(graph).conforms


# The shapes and the vocabulary ----------------------------------------------------------------


def _list(head: str) -> list[str]:
    values = {(s, p): o for s, p, o in SHAPES_TRIPLES}
    items = []
    while (head, PREFIXES["rdf"] + "first") in values:
        items.append(values[head, PREFIXES["rdf"] + "first"])
        head = values[head, PREFIXES["rdf"] + "rest"]
    return items


def test_the_shapes_list_the_terms_of_the_vocabulary() -> None:
    paths = {s: o for s, p, o in SHAPES_TRIPLES if p == SH + "path"}
    listed = {paths.get(s, ""): _list(o) for s, p, o in SHAPES_TRIPLES if p == SH + "in"}
    for name, concepts in SCHEMES.items():
        if name != "directness":  # which a second shape limits further
            assert listed[LDN[name]] == [LDN[c] for c in concepts], name
    assert listed[BIOLINK.object_direction_qualifier] == list(DIRECTIONS)
    assert [o for _, p, o in SHAPES_TRIPLES if p == SH + "maxLength"] == [str(LABEL_LIMIT)]


def test_every_shape_has_one_message_and_one_remedy() -> None:
    told = [s for s, p, _ in SHAPES_TRIPLES if p == SH + "message"]
    helped = [s for s, p, _ in SHAPES_TRIPLES if p.endswith("#remedy")]
    assert sorted(told) == sorted(helped)
    assert len(set(told)) == len(told) == len(rule_names()) - len(RULES)


def test_any_shacl_processor_reads_the_shapes() -> None:
    """By SHACL's own shapes for shapes, and on data that another parser read."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(SHAPES)
    text = DECLARATIONS + (CASES / "good.ttl").read_text(encoding="utf-8")
    data = rdflib.Graph().parse(data=text, format="turtle")
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


# Identifiers ----------------------------------------------------------------------------------


def test_the_bioregistry_agrees_on_every_identifier_of_the_shipped_graph(graph: Graph) -> None:
    import bioregistry

    triples = _triples(graph)
    found = sorted({o for _, p, o in triples if p.startswith(SKOS.iri) and p.endswith("Match")})
    assert len(found) > 80
    for iri in found:
        base = next(b for b in IDENTIFIERS if iri.startswith(b))
        prefix, pattern = IDENTIFIERS[base]
        assert re.fullmatch(pattern, iri[len(base) :]), iri
        assert bioregistry.parse_iri(iri) == (prefix, iri[len(base) :])
        assert bioregistry.is_valid_identifier(prefix, iri[len(base) :]), iri
    curies = [o for _, p, o in triples if p == DCTERMS.identifier]
    curies += [f"doi:{o}" for _, p, o in triples if p == BIBO.doi]
    curies += [f"pubmed:{o}" for _, p, o in triples if p == BIBO.pmid]
    for prefix, _, identifier in (c.partition(":") for c in curies):
        assert re.fullmatch(CURIES.get(prefix, ".+"), identifier)
        assert bioregistry.is_valid_identifier(prefix, identifier), identifier


@pytest.mark.parametrize(("prefix", "pattern"), sorted({*IDENTIFIERS.values(), *CURIES.items()}))
@settings(max_examples=10)
@given(data=st.data())
def test_what_a_pattern_takes_the_bioregistry_takes(prefix: str, pattern: str, data: st.DataObject) -> None:
    import bioregistry

    identifier = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    assert bioregistry.is_valid_identifier(prefix, identifier)


# Passages -------------------------------------------------------------------------------------

TEXT = "Once there was a café.\r\nIn it sat 🦊 and 🦉.\r\nOnce there was a bar. " * 3


def _claim(claims: tuple[Claim, ...], *passages: Passage) -> Claim:
    return claims[0]._replace(passages=passages)


def _passage(start: int, end: int, said: str) -> Passage:
    return Passage("urn:p", "Top", start, end, hashlib.sha256(said.encode("utf-8")).hexdigest())


def test_passages_are_exact_moved_or_lost() -> None:
    claims = read_claims(GOOD)
    length = len(TEXT) // 3
    second = TEXT.index("Once", length)
    given_ = [
        (_passage(0, 22, TEXT[:22]), "exact", (0, 22)),
        (_passage(34, 44, TEXT[34:44]), "exact", (34, 44)),
        (_passage(3, 25, TEXT[:22]), "moved", (0, 22)),
        (_passage(second + 4, second + 26, TEXT[:22]), "moved", (second, second + 22)),  # the nearest of three
        (_passage(9000, 9022, TEXT[:22]), "moved", (2 * length, 2 * length + 22)),
        (_passage(0, 22, "x" * 22), "lost", None),
        (_passage(9000, 9022, "x" * 22), "lost", None),
        (_passage(9, 9, ""), "lost", None),
        (_passage(9, 3, "y"), "lost", None),
    ]
    checks = check_passages([_claim(claims, *(p for p, _, _ in given_))], TEXT)
    assert [(c.passage, c.outcome, c.found) for c in checks] == given_
    assert [bool(c.message and c.remedy) for c in checks] == [outcome != "exact" for _, outcome, _ in given_]
    assert checks[2].message == "C01: passage 3-25 stands at 0-22 of this text"
    assert checks[2].remedy == "write oa:start 0 and oa:end 22"
    assert "beyond the" in checks[6].message
    assert check_passages(claims, TEXT) == check_passages(claims, TEXT)
    assert check_passages([], TEXT) == ()


def test_an_article_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    assert read_article(path) == TEXT
    path.write_bytes(b"caf\xe9")
    with pytest.raises(LdnGraphError, match=r"article\.txt: byte 3 is not UTF-8; save"):
        read_article(path)
    with pytest.raises(LdnGraphError, match=r"none\.txt: No such file or directory; give"):
        read_article(tmp_path / "none.txt")
