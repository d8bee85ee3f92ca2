"""Validation: each rule has a graph that breaks it and nothing else, and the graph that ships breaks none."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Set
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.cli import main
from ldn_graph.errors import LdnGraphError
from ldn_graph.importers.texts import LONGEST_LABEL
from ldn_graph.model.claims import LABEL_LIMIT, Claim, Passage
from ldn_graph.model.graph import Graph
from ldn_graph.model.identifiers import CURIES, IDENTIFIERS
from ldn_graph.model.predicates import predicate_problem
from ldn_graph.model.vocab import (
    BIBO,
    BIOLINK,
    DCTERMS,
    DIRECTIONS,
    LDN,
    PREDICATES,
    PREFIXES,
    SCHEMES,
    SEVERITIES,
    SKOS,
    shorten,
)
from ldn_graph.rdf.body_reader import read_bodies
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.graphs import FileGraph
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.validation.passages import check_passages, common_shift, read_article
from ldn_graph.validation.report import rule_names, validate_graph
from ldn_graph.validation.rules import RULES
from ldn_graph.validation.shapes import SHAPES
from tests.conftest import DECLARATIONS, ROOT

CASES = Path(__file__).parent / "cases"
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
    expected = [(rule, node.strip("<>")) for rule, node in re.findall(r"^# expect: (\S+) (.+)$", text, re.M)]
    without = {(_expand(s), _expand(p)) for s, p in re.findall(r"^# without: (\S+) (\S+)$", text, re.M)}
    return Case(expected, _changed(text, without))


def _changed(turtle: str, without: Set[tuple[str, str]] = frozenset()) -> Graph:
    """The good graph without some of its nodes' properties, and with more Turtle after it."""
    whole = parse_turtle(GOOD_TEXT + turtle, "case.ttl")
    said = zip(whole.quads, _triples(whole), strict=True)
    kept = (q for i, (q, (s, p, _)) in enumerate(said) if i >= len(GOOD.quads) or (s, p) not in without)
    return FileGraph(tuple(kept), whole.documents)


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


def test_the_examples_of_the_model_have_no_result() -> None:
    """Each by itself but for what it leaves out: the excerpts are of claims, lines and sources told elsewhere, so that
    what is said of these is stray there."""
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    whole, *excerpts = re.findall(r"```(?:turtle|ttl)\n(.*?)```", text, re.DOTALL)
    assert [str(r) for r in validate_graph(parse_turtle(whole)).results] == []
    assert len(excerpts) == 7
    for excerpt in excerpts:
        results = validate_graph(parse_turtle(DECLARATIONS + excerpt)).results
        assert [str(r) for r in results if r.source_shape != "stray"] == []


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
    lines = [int(r.place.rpartition(":")[2]) for r in first.violations if ":" in r.place]  # blank nodes have none
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
        (
            "claim:C01 ldn:wording ldn:strong .",
            "ldn:strong is not a term of the vocabulary",
            "write one of ldn:proven, ldn:asserted, ldn:hedged, ldn:unjudged",
        ),
        (
            "claim:C01 ldn:status ldn:supported .",
            "ldn:status is not a term of the vocabulary",
            "take it away: statuses and flags are computed by `ldn-graph audit`, never written",
        ),
        (
            "claim:C01 rdfs:seeAlso ldn:uncited .",
            "ldn:uncited is not a term of the vocabulary",
            "take it away: statuses and flags are computed by `ldn-graph audit`, never written",
        ),
        (
            "entity:x a ldn:Disease .",
            "ldn:Disease is not a term of the vocabulary",
            "Drug, ldn:Mechanism, ldn:Condition, ldn:Outcome, ldn:Population, ldn:Practice",
        ),
        (
            "source:book ldn:studyDesign ldn:metaAnalysis .",
            "ldn:metaAnalysis is not a term of the vocabulary",
            "write one of ldn:systematicReview, ldn:randomisedControlledTrial,",
        ),
        (
            "source:book ldn:studyDesign ldn:efficacy .",
            "ldn:studyDesign ldn:efficacy: a source or line has one study design at most, a concept of ldn:StudyDesignScheme",
            "ldn:officialStatistics, ldn:drugLabel",
        ),
        (
            "source:book ldn:studyDesign 'cohort' .",
            'ldn:studyDesign "cohort": a text where an IRI belongs',
            "write ldn:cohort, without quotes",
        ),
        ("claim:C01 rdf:predicate ldn:treats .", "ldn:treats is not a term of the vocabulary", "ldn:combinableWith"),
        (
            "claim:C01 rdf:predicate biolink:treets .",
            "biolink:treets is no predicate of the Biolink Model",
            "did you mean biolink:treats?",
        ),
        (
            "evidence:C02-review ldn:source claim:C01 .",
            "ldn:source claim:C01: a claim is no evidence for a claim",
            "ldn:restsOn",
        ),
        (
            "evidence:C02-review ldn:source source:article .",
            "ldn:source source:article: the article is given as evidence for its own claim",
            "delete the line",
        ),
        (
            "evidence:C02-review ldn:source entity:people .",
            "ldn:source entity:people: what bears on a claim is a source",
            "point ldn:source to a node that is a ldn:Source",
        ),
    ],
)
def test_a_result_says_what_is_wrong_and_what_to_do(turtle: str, message: str, remedy: str) -> None:
    results = validate_graph(_changed(turtle)).results
    assert [r for r in results if r.message == message and remedy in r.remedy], "\n".join(map(str, results))


@pytest.mark.parametrize(
    "path",
    [
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "biolink:disease_context_qualifier",
        "biolink:has_evidence",
        "cito:citesAsEvidence",
        "prov:wasDerivedFrom",
        "ldn:quantity",
        "ldn:reportsOn",
        "ldn:restsOn",
        "ldn:statedAt",
        "ldn:topic",
        "ldn:wording",
    ],
)
def test_a_text_where_an_iri_belongs_is_told_as_such(path: str) -> None:
    graph = _changed(f'claim:C01 {path} "PCOS" .', {(_expand("claim:C01"), _expand(path))})
    told = [r for r in validate_graph(graph).violations if r.focus_node == "claim:C01"]
    assert [r.message for r in told if r.value] == [f'{path} "PCOS": a text where an IRI belongs'], told


def test_what_is_of_the_wrong_kind_is_refused_by_reading_and_by_validation() -> None:
    """An IRI where a text or number of ours belongs, and a text where an IRI belongs: neither is passed over."""
    places: dict[tuple[str, str], str] = {}
    for quad in GOOD.quads:
        node, path = getattr(quad.subject, "value", ""), quad.predicate.value
        either = path in (LDN.ofWhat, LDN.year, LDN.identity)  # one may be both, the others are read by no claim
        if path.startswith(LDN.iri) and node.startswith("https://w3id.org/ldn-graph/") and not either:
            places[node, path] = "<urn:x>" if type(quad.object).__name__ == "Literal" else '"text"'
    claims = {node for node, path in places if path == LDN.wording}
    assert len({path for _, path in places}) > 70
    for (node, path), value in places.items():
        changed = _changed(f"<{node}> <{path}> {value} .", {(node, path)})
        with pytest.raises(LdnGraphError, match=r"is the text 'text'|urn:x"):
            read_claims(changed), read_sources(changed), read_bodies(changed)
    apart = {place: value for place, value in places.items() if place[0] not in claims}
    wrong = _changed("".join(f"<{node}> <{path}> {value} .\n" for (node, path), value in apart.items()), set(apart))
    told = {(r.focus_node, path) for r in validate_graph(wrong).violations for path in (r.result_path or "").split("|")}
    assert {(shorten(node), shorten(path)) for node, path in apart} - told == set()


def test_every_predicate_of_biolink_is_taken_as_it_is() -> None:
    """Its names from the model itself: from *related to* down to what has no slot below it."""
    yaml = pytest.importorskip("yaml")
    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    slots = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["slots"]
    names = ["related to"]
    for name in names:
        names += [below for below, slot in slots.items() if slot.get("is_a") == name]
    assert len(names) > 200
    assert [name for name in names if predicate_problem(BIOLINK.iri + name.replace(" ", "_"))] == []
    assert [iri for iri in ("urn:x", *map(LDN.__getitem__, PREDICATES)) if predicate_problem(iri)] == []


def test_a_blank_node_is_told_by_what_can_be_found_in_the_file() -> None:
    turtle = """
[] a ldn:Claim ; rdfs:label "One"@en ; rdf:subject [ rdfs:label "a drug" ] .
[] a ldn:Claim ; rdfs:label "Two"@en ; ldn:restsOn [ a ldn:Claim ] .
"""
    first, second = (validate_graph(_changed(turtle)) for _ in range(2))
    assert first == second
    names = {r.focus_node for r in first.results}
    assert {'[rdfs:label "One"]', '[rdfs:label "Two"]', '[rdfs:label "Two"]/ldn:restsOn'} <= names
    assert not [r for r in first.results if re.search(r"_:|\b[0-9a-f]{16,}\b", str(r))]


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
    listed = [(paths.get(s, ""), _list(o)) for s, p, o in SHAPES_TRIPLES if p == SH + "in"]
    for name, concepts in SCHEMES.items():
        assert (LDN[name], [LDN[c] for c in concepts]) in listed, name
    assert (BIOLINK.object_direction_qualifier, list(DIRECTIONS)) in listed


def test_the_shapes_and_the_importers_have_the_limit_of_labels_of_the_model() -> None:
    limited = {s: o for s, p, o in SHAPES_TRIPLES if p == SH + "maxLength"}
    assert list(limited.values()) == [str(LABEL_LIMIT)]
    (shape,) = limited
    (message,) = (o for s, p, o in SHAPES_TRIPLES if (s, p) == (shape, SH + "message"))
    assert message == f"a label has at most {LABEL_LIMIT:,} characters"
    assert LONGEST_LABEL < LABEL_LIMIT


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
    assert len({curie.partition(":")[0] for curie in curies}) > 3
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
    assert checks[2].message == "passage 3-25 stands at 0-22 of this text"
    assert checks[2].remedy == "write oa:start 0 and oa:end 22"
    assert "beyond the" in checks[6].message
    assert check_passages(claims, TEXT) == check_passages(claims, TEXT)
    assert check_passages([], TEXT) == ()


@given(st.text("ab é🦊🦉", min_size=1, max_size=40), st.data())
def test_offsets_may_count_code_units_of_utf_16(text: str, data: st.DataObject) -> None:
    """Held against another route: the text itself in UTF-16, cut at those offsets."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    units = [len(text[:n].encode("utf-16-le")) // 2 for n in (start, end)]
    assert text.encode("utf-16-le")[units[0] * 2 : units[1] * 2].decode("utf-16-le") == text[start:end]
    passage = _passage(*units, text[start:end])
    (check,) = check_passages([_claim(read_claims(GOOD), passage)], text)
    assert check.outcome == "exact"
    assert check.found
    assert text[slice(*check.found)] == text[start:end]
    assert (check.unit == "characters") or units != [start, end]


def test_a_passage_in_utf_16_that_moved_is_found_and_told_in_characters() -> None:
    text = "🦊" * 3 + "Once there was a 🦉 in it."
    said = "there was a 🦉"
    start = text.index(said)
    (check,) = check_passages([_claim(read_claims(GOOD), _passage(2, 2 + len(said) + 1, said))], text)
    assert (check.outcome, check.found) == ("moved", (start, start + len(said)))
    assert check.remedy == f"write oa:start {start} and oa:end {start + len(said)}"
    report = validate_graph(GOOD, article="🦊" * 50)  # its last passage ends at 80: 50 characters, 100 code units
    assert "beyond-text" not in {r.source_shape for r in report.results}


def test_a_passage_is_found_near_at_any_character_and_far_at_whole_words() -> None:
    (claim, _) = read_claims(GOOD)
    text = "nonsense " * 2_000 + "Once there was a café. " + "nonsense " * 2_000
    start = text.index("Once")
    for shift, begin, outcome in (
        (-4_000, 0, "moved"),
        (-4_000, 2, "moved"),
        (-9_000, 0, "moved"),
        (-9_000, 2, "lost"),
    ):
        said = text[start + begin : start + 22]
        passage = _passage(start + begin + shift, start + 22 + shift, said)
        (check,) = check_passages([_claim((claim,), passage)], text)
        assert (check.outcome, check.found) == (outcome, (start + begin, start + 22) if outcome == "moved" else None)


def test_a_long_text_is_searched_in_bounded_steps_and_a_longer_one_is_refused(
    claims: tuple[Claim, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Low-dose naltrexone is an opioid antagonist. " * 2_300
    digests = Counter[int]()

    def counted(data: bytes) -> object:
        digests[len(data)] += 1
        return hashlib.sha256(data)

    monkeypatch.setattr("ldn_graph.model.passage_digests.sha256", counted)
    assert {c.outcome for c in check_passages(claims, text)} == {"lost"}
    passages, words = sum(len(c.passages) for c in claims), 9 * 2_300
    assert sum(digests.values()) < passages * (10_000 + words)  # and not one for every character
    assert len(text) > 3 * (10_000 + words)
    monkeypatch.undo()
    with pytest.raises(LdnGraphError, match=r"a text of 1,035,000 characters, .* is this the article\? Give"):
        check_passages(claims, text * 10)
    exact = Passage("urn:p", "Top", 0, 10, hashlib.sha256(text[:10].encode()).hexdigest())
    assert check_passages([_claim(claims, exact)], text * 10)[0].outcome == "exact"


def test_passages_that_moved_together_are_told_once(tmp_path: Path) -> None:
    passages = [_passage(0, 22, TEXT[:22]), _passage(24, 43, TEXT[24:43])]
    graph = tmp_path / "graph.ttl"
    article = tmp_path / "article.txt"
    turtle = re.sub(r"[0-9a-f]{64}", passages[0].sha256, GOOD_TEXT, count=1)
    turtle = re.sub("1{64}", passages[1].sha256, turtle).replace("oa:start 0 ; oa:end 40", "oa:start 0 ; oa:end 22")
    graph.write_text(turtle.replace("oa:start 40 ; oa:end 80", "oa:start 24 ; oa:end 43"), encoding="utf-8", newline="")

    def lines(text: str, *more: str) -> list[str]:
        article.write_bytes(text.encode())
        run = CliRunner().invoke(main, ["validate", "-g", str(graph), "--article", str(article), *more])
        assert run.exit_code == (1 if text != TEXT else 0), run.output
        return run.stdout.splitlines()

    counts = "2 claims, 2 evidence lines, 8 sources"
    assert lines(TEXT) == [f"conforms: {graph}: {counts}; nothing to mend; 2 passages, each in its place"]
    moved, answer = lines("\ufeff" + TEXT)
    assert moved.startswith("all passages moved by +1: each stands 1 character later in this text; give the text")
    assert answer == f"conforms, but 2 of 2 passages are not where they should be: {graph}: {counts}"
    lost, answer = lines(TEXT.replace("fox", "dog").replace("In it sat", "There sat"))
    number = turtle[: turtle.index("\nclaim:C02-passage a")].count("\n") + 2
    assert lost.startswith(
        f"passage lost {graph}:{number} claim:C02-passage: passage 24-43 was not found in this text; give"
    )
    assert answer == f"conforms, but 1 of 2 passages is not where it should be: {graph}: {counts}"
    document = json.loads("\n".join(lines(TEXT[:30], "--format", "json")))
    assert [p["outcome"] for p in document["passages"]] == ["exact", "lost"]
    assert document["passages"][1]["passage"]["iri"].endswith("/C02-passage")
    assert document["passages"][1]["place"] == f"{graph}:{number}"
    assert (document["claims"], document["lines"], document["sources"]) == (2, 2, 8)
    assert document["graph"] == str(graph)


def test_a_shift_takes_two_passages_to_agree(claims: tuple[Claim, ...]) -> None:
    one, two, three = (_passage(n, n + 22, TEXT[:22]) for n in (3, 2, 3))
    other = _passage(27, 46, TEXT[24:43])
    for passages, shift in (((one,), None), ((one, three), -3), ((one, two), None), ((one, other), -3)):
        assert common_shift(check_passages([_claim(claims, *passages)], TEXT)) == shift


def test_a_graph_without_claims_is_refused_and_one_mistake_is_told_in_the_singular(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    runs = []
    for text in ("<urn:a> <urn:b> <urn:c> .", GOOD_TEXT, GOOD_TEXT + "claim:C01 ldn:wording ldn:provn ."):
        path.write_text(text, encoding="utf-8")
        runs.append(CliRunner().invoke(main, ["validate", "-g", str(path)]))
    assert [run.exit_code for run in runs] == [2, 0, 1]
    assert "no ldn:Claim in it; write claims in a spreadsheet (ldn-graph import table" in runs[0].stderr
    assert runs[1].stdout == f"conforms: {path}: 2 claims, 2 evidence lines, 8 sources; nothing to mend\n"
    assert runs[2].stdout.endswith(f"\ndoes not conform: {path}: 2 violations\n")


def test_an_article_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    assert read_article(path) == TEXT
    path.write_bytes(b"two\ncaf\xe9")
    with pytest.raises(LdnGraphError, match=r"article\.txt:2: byte 7 is not UTF-8; save"):
        read_article(path)
    with pytest.raises(LdnGraphError, match=r"none\.txt: No such file or directory; give"):
        read_article(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\n<!DOCTYPE HTML>\n<p>It helps.", "HTML"),
        (b"\xef\xbb\xbf<!-- saved --><html lang=en>", "HTML"),
        (b'<?xml version="1.0"?><html xmlns="x">', "HTML"),
        (b'<?xml version="1.0"?><article>', "XML"),
        (b"{\\rtf1\\ansi It helps.}", r"rich text \(RTF\)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04....", "a document of Word"),
        ("It helps.".encode("utf-16-le"), "UTF-16"),
        ("It helps.".encode("utf-16"), "UTF-16"),
        (b"", "no text in it"),
        (b"\xef\xbb\xbf \r\n", "no text in it"),
    ],
)
def test_an_article_that_is_no_plain_text_is_refused(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(LdnGraphError, match=rf"article\.txt: .*{kind}.*; (save the article as plain text|give)"):
        read_article(path)
    path.write_bytes(b"In <html> one writes {\\rtf and %PDF-, and x < y.")
    assert read_article(path).startswith("In <html>")


def test_very_many_passages_that_moved_are_found_in_one_go_and_what_is_not_looked_for_is_told(
    claims: tuple[Claim, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = Counter[int]()

    def counted(data: bytes) -> object:
        digests[len(data)] += 1
        return hashlib.sha256(data)

    text = " ".join(f"In part {n} it is good for illness {n * 7}." for n in range(5_000))
    ends = [m.end() for m in re.finditer(r"\.", text)]
    passages = [_passage(a + 1, b, text[a + 1 : b]) for a, b in zip([-1, *ends], ends, strict=False)]
    monkeypatch.setattr("ldn_graph.model.passage_digests.sha256", counted)
    moved = check_passages([_claim(claims, *passages)], f"A preface. {text}")
    assert {c.found and c.found[0] - c.passage.start for c in moved} == {11}
    lengths = {p.end - p.start for p in passages}
    assert sum(digests.values()) < len(lengths) * len(text) / 4 + 2 * len(passages)
    monkeypatch.setattr("ldn_graph.validation.passages._MOST_PLACES", 1)
    monkeypatch.setattr("ldn_graph.validation.passages._MOST_NEAR", 1)
    unsought = check_passages([_claim(claims, *passages)], f"A foreword. {text}")
    assert {c.outcome for c in unsought} == {"lost"}
    assert "was not looked for everywhere" in unsought[0].message
