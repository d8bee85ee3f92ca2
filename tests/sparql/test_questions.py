"""The named questions: the same on two engines, the same as the audit, and safe against what is given to them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from random import Random

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.audit.status import SIDES, side_of
from ldn_graph.cli import main
from ldn_graph.errors import QueryResultError, QuerySyntaxError, UnknownNameError
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.graphs import FileGraph
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sparql.binding import with_values
from ldn_graph.sparql.names import KINDS, LISTINGS, find_node
from ldn_graph.sparql.questions import (
    OTHER_KINDS,
    SCHEME_KINDS,
    Question,
    ask,
    bind,
    list_questions,
    parse_question,
    read_question,
)
from ldn_graph.sparql.results import Results
from ldn_graph.sparql.tokens import read_tokens
from tests.audit.test_status import random_graphs
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle, line_turtle, source_turtle

QUESTIONS = list_questions()
VALUES: Mapping[str, str] = {
    "condition": "lupus", "mechanism": "Th1/Th2 balance", "source": "gironi-2008", "claim": "C17", "design": "cohort",
    "year": "2010", "subject": "low-dose-naltrexone", "object": "entity:inflammation", "entity": "sleep",
}  # fmt: skip
CASES = [
    *((q, {}) for q in QUESTIONS),
    *((q, {p.name: VALUES[p.name]}) for q in QUESTIONS for p in q.parameters),
]


@pytest.fixture(scope="session")
def rdflib_graph(graph: Graph) -> rdflib.Graph:
    """The shipped graph in rdflib's own store, so that its own engine answers."""
    own = rdflib.Graph()
    own.parse(data="".join(f"{q.triple} .\n" for q in graph.store), format="nt")  # type: ignore[attr-defined]
    return own


def rows_of(results: Results | bool) -> list[tuple[str | None, ...]]:
    assert isinstance(results, Results)
    return [tuple(None if t is None else _comparable(str(t)) for t in row) for row in results.rows]


def rdflib_rows(graph: rdflib.Graph, sparql: str) -> list[tuple[str | None, ...]]:
    return [tuple(None if t is None else _comparable(t.n3()) for t in row) for row in graph.query(sparql)]  # type: ignore[union-attr]


def _comparable(term: str) -> str:
    """A term as text, with what the two engines escape or abbreviate in their own ways made alike."""
    node = rdflib.util.from_n3(term)
    return f"{node}@{getattr(node, 'language', None)}" if node is not None else term


@pytest.mark.parametrize(
    ("question", "values"), CASES, ids=lambda x: x.name if isinstance(x, Question) else "-".join(x)
)
def test_two_engines_agree_row_for_row(
    graph: Graph, rdflib_graph: rdflib.Graph, question: Question, values: dict[str, str]
) -> None:
    found = rows_of(ask(graph, question.name, **values))
    assert found, "a question that finds nothing shows nothing"
    assert found == rdflib_rows(rdflib_graph, bind(graph, question, values))
    assert len(found) == len(set(found)) or question.name in ("claim-dossier",)


def test_a_parameter_narrows_the_answer_to_what_it_says(graph: Graph) -> None:
    assert sum(len(values) for _, values in CASES) > 8
    for question, values in CASES:
        for name in values:
            everything, some = ask(graph, question.name), ask(graph, question.name, **values)
            assert isinstance(everything, Results)
            assert isinstance(some, Results)
            column = some.variables.index(name)
            assert len({row[column] for row in some.rows}) == 1, "the bound variable says what the rows are of"
            if name != "year":
                assert set(some.rows) == {row for row in everything.rows if row[column] == some.rows[0][column]}


def test_a_dossier_has_every_claim_and_its_sides_in_order(graph: Graph, claims: tuple[Claim, ...]) -> None:
    found = ask(graph, "claim-dossier")
    assert isinstance(found, Results)
    sides = [*SIDES, "searched", None]
    for claim in claims:
        rows = [row for row in found if row["claim"] == claim.iri]
        assert len(rows) == (len(claim.lines) + len(claim.searches) or 1)
        order = [(sides.index(row["side"]), row["level"] or 6) for row in rows]  # type: ignore[arg-type]
        assert order == sorted(order)  # type: ignore[type-var]
        counted = {(row["source"], row["side"]) for row in rows if row["source"]}
        assert counted == {(e.source.iri, side_of(e)) for e in claim.lines}
        assert {row["wording"] for row in rows} == {f"https://w3id.org/ldn-graph/vocab#{claim.wording}"}
        said = {(row["source"], row["finding"], row["mainResult"], row["doi"], row["pmid"]) for row in rows}
        expected = {(e.source.iri, e.finding, e.source.result, e.source.doi, e.source.pmid) for e in claim.lines}
        assert expected <= said


def test_levels_are_in_order_and_none_comes_after_the_worst(graph: Graph) -> None:
    for name in ("claim-dossier", "contested-claims", "evidence-for-condition", "evidence-for-mechanism"):
        groups: dict[object, list[object]] = {}
        rows = ask(graph, name)
        assert isinstance(rows, Results)
        for row in rows:
            group = tuple(row.get(n) for n in ("condition", "mechanism", "claim", "side"))
            groups.setdefault(group, []).append(row["level"] or 6)
        assert any(len(set(levels)) > 1 for levels in groups.values()), name
        for levels in groups.values():
            assert levels == sorted(levels), name  # type: ignore[type-var]


def test_a_source_counts_each_claim_once(turtle: Callable[..., Graph]) -> None:
    graph = turtle(
        claim_turtle(evidence="evidence:a , evidence:b , evidence:c"), source_turtle("x"), line_turtle("a", "x"),
        line_turtle("b", "x", "qualifies"), line_turtle("c", "x", "disputes"),
    )  # fmt: skip
    found = ask(graph, "busiest-sources")
    assert [(row["claims"], row["inFavour"], row["against"]) for row in found] == [(1, 1, 1)]  # type: ignore[union-attr]


def test_what_rests_on_sources_without_a_date_is_marked(turtle: Callable[..., Graph]) -> None:
    graph = turtle(
        claim_turtle(evidence="evidence:a , evidence:b , evidence:c"), source_turtle("x", issued=""),
        source_turtle("y", issued="2001"), source_turtle("z", issued="2011"),
        line_turtle("a", "x"), line_turtle("b", "y"), line_turtle("c", "z"),
    )  # fmt: skip
    found = ask(graph, "known-by-year", year=2005)
    assert [(row["lines"], row["undatedLines"]) for row in found] == [(2, 1)]  # type: ignore[union-attr]


# Several languages ------------------------------------------------------------------------------

TEXTS = (
    "label", "title", "comment", "finding", "mainResult", "searchedIn", "section", "studiedPopulation",
    "studiedIntervention", "studiedComparator", "studiedOutcome", "adoptedBecause", "registeredPrimaryOutcome",
    "publishedPrimaryOutcome", "comparator", "timePoint",
)  # fmt: skip


@pytest.fixture(scope="session")
def multilingual(some_claims: FileGraph) -> Graph:
    """Some claims of the shipped graph, each of their texts said in German and in British English too."""
    more = [
        ox.Quad(q.subject, q.predicate, ox.Literal(f"A{q.object.value}", language=language))
        for q in some_claims.quads
        if isinstance(q.object, ox.Literal) and re.split("[/#]", q.predicate.value)[-1] in TEXTS
        for language in ("de", "en-gb")
    ]
    return FileGraph((*more, *some_claims.quads), some_claims.documents)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_second_language_changes_no_answer(some_claims: Graph, multilingual: Graph, question: Question) -> None:
    assert rows_of(ask(multilingual, question.name)) == rows_of(ask(some_claims, question.name))


@pytest.mark.parametrize("name", ["chains", "claim-dossier", "searches"])
def test_two_engines_agree_on_several_languages(multilingual: Graph, name: str) -> None:
    own = rdflib.Graph()
    own.parse(data="".join(f"{q.triple} .\n" for q in multilingual.quads), format="nt")
    assert rows_of(ask(multilingual, name)) == rdflib_rows(own, read_question(name).sparql)


@given(st.lists(st.sampled_from([None, "en", "en-gb", "de", "fr"]), min_size=1, unique=True), st.randoms())
def test_the_text_that_counts_is_the_one_that_is_read_into_values(languages: list[str | None], rnd: Random) -> None:
    said = [str(ox.Literal(rnd.choice("ab\u00e9Z"), language=n) if n else ox.Literal("b")) for n in languages]
    graph = parse_turtle(DECLARATIONS + ENTITIES + claim_turtle(rdfs__label=" , ".join(said)))
    (claim,) = read_claims(graph)
    found = ask(graph, "unsupported-claims")
    assert [row[1] for row in found.rows] == [
        next(iter(ox.parse(f"<a:a> <a:b> {claim.label.nt} .", format=ox.RdfFormat.N_TRIPLES))).object
    ]  # type: ignore[union-attr]


# The same as the audit --------------------------------------------------------------------------


def ids(results: Results | bool, column: str = "claim") -> list[str]:
    assert isinstance(results, Results)
    return [str(row[column]).rpartition("/")[2] for row in results]


@pytest.mark.parametrize(
    ("question", "flag"),
    [("unsupported-claims", "no-supporting-source"), ("overclaimed-claims", "overclaimed"),
     ("uncited-claims", "uncited"), ("misreported-claims", "misreported"), ("named-not-cited", "named-not-cited")],
)  # fmt: skip
def test_a_question_finds_what_the_audit_flags(graph: Graph, audit: Audit, question: str, flag: str) -> None:
    assert set(ids(ask(graph, question))) == {c.claim.id for c in audit.claims if flag in c.flags}


@pytest.mark.parametrize("written", ["true", "false", '"1"^^xsd:boolean', '"0"^^xsd:boolean'])
def test_a_boolean_is_read_alike_however_it_is_written(written: str) -> None:
    switched = source_turtle("t", more=f"; ldn:outcomeSwitched {written}")
    lines = line_turtle("a", "s", "disputes", more=f"; ldn:nullWithoutInterval {written}") + line_turtle("b", "t")
    turtle = claim_turtle(evidence="evidence:a , evidence:b", ldn__reportsOn="source:s") + lines
    graph = parse_turtle(DECLARATIONS + ENTITIES + turtle + source_turtle("s") + switched)
    own = rdflib.Graph()
    own.parse(data="".join(f"{q.triple} .\n" for q in graph.store), format="nt")  # type: ignore[attr-defined]
    (audited,) = audit_claims(read_claims(graph)).claims
    is_true = written in ("true", '"1"^^xsd:boolean')
    assert audited.status == ("supported" if is_true else "contested")
    expected = {
        "contested-claims": 0 if is_true else 2,
        "misreported-claims": not is_true,
        "studies-registered-late": is_true,
    }
    for name, rows in {"claim-status": 1, **expected}.items():
        answer = rows_of(ask(graph, name))
        assert len(answer) == rows, name
        assert rdflib_rows(own, read_question(name).sparql) == answer, name
    assert rows_of(ask(graph, "claim-status"))[0][1] == f"{audited.status}@None"
    assert ("misreported" in audited.flags) is not is_true


def test_statuses_and_what_follows_from_them_are_those_of_the_audit(graph: Graph, audit: Audit) -> None:
    statuses = {c.claim.id: c.status for c in audit.claims}
    found = ask(graph, "claim-status")
    assert isinstance(found, Results)
    assert {str(r["claim"]).rpartition("/")[2]: r["status"] for r in found} == statuses
    assert {str(r["claim"]).rpartition("/")[2] for r in found if r["overclaimed"] == "yes"} == {
        c.claim.id for c in audit.claims if c.overclaimed
    }
    for status in ("contested", "unchecked"):
        assert set(ids(ask(graph, f"{status}-claims"))) == {i for i, s in statuses.items() if s == status}


@pytest.mark.parametrize("year", [1990, 2000, 2007, 2012, 2018, 2023, 2100])
def test_what_was_known_by_a_year_is_the_audit_as_of_it(graph: Graph, claims: tuple[Claim, ...], year: int) -> None:
    found = ask(graph, "known-by-year", year=year)
    assert isinstance(found, Results)
    expected = {c.claim.iri: (c.status, len(c.lines)) for c in audit_claims(claims, as_of=year).claims}
    assert {row["claim"]: (row["status"], row["lines"]) for row in found} == expected


@settings(max_examples=60)
@given(
    random_graphs(), st.integers(1999, 2005), st.lists(st.sampled_from(["proven", "asserted", "hedged"]), min_size=4)
)
def test_status_and_overclaim_agree_on_random_graphs(text: str, year: int, wordings: list[str]) -> None:
    for wording in wordings[:4]:  # each claim its own
        text = text.replace("ldn:wording ldn:asserted", f"ldn:wording  ldn:{wording}", 1)
    graph = parse_turtle(text)
    now, then = audit_claims(read_claims(graph)), audit_claims(read_claims(graph), as_of=year)
    overclaimed = [c.claim.id for c in now.claims if "overclaimed" in c.flags]
    assert ids(ask(graph, "overclaimed-claims")) == overclaimed
    statuses = ask(graph, "claim-status")
    assert isinstance(statuses, Results)
    assert [str(r["claim"]).rpartition("/")[2] for r in statuses if r["overclaimed"] == "yes"] == overclaimed
    found = ask(graph, "known-by-year", year=year)
    assert isinstance(found, Results)
    assert {row["claim"]: row["status"] for row in found} == {c.claim.iri: c.status for c in then.claims}


def test_claims_rest_where_the_audit_reads_it(graph: Graph, claims: tuple[Claim, ...]) -> None:
    found = ask(graph, "claims-resting-on-claims")
    assert isinstance(found, Results)
    assert {(r["claim"], r["premise"]) for r in found} == {(c.iri, p) for c in claims for p in c.rests_on}


# Their headers ----------------------------------------------------------------------------------


def test_there_are_at_least_25_and_each_says_what_it_is() -> None:
    assert len(QUESTIONS) >= 25
    for question in QUESTIONS:
        assert question.title
        assert question.answers
        assert question.not_promised
        assert "ORDER BY" in question.sparql
        assert "MINUS" not in question.sparql
        variables = {t.text[1:] for t in read_tokens(question.sparql) if t.kind == "variable"}
        for parameter in question.parameters:
            assert parameter.name in variables
            assert parameter.kind in (*KINDS, *SCHEME_KINDS, *OTHER_KINDS)
            assert parameter.meaning


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {}",
        "# Title.\nSELECT * {}",
        "# Title.\n# Answers: a\nSELECT * {}",
        "# Title.\n# Answers: a\n# Does not promise: b\n# Parameter: x: no kind\nSELECT * {}",
        "# Title.\n# Answers: a\n# Does not promise: b\n# Parameter: x (wine, default any): strange\nSELECT * {}",
    ],
)
def test_a_strange_header_is_refused(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"x\.rq: .*(mend|write)"):
        parse_question("x", text)


def test_the_documentation_lists_them_all() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \| (.*) \|$", text, re.MULTILINE)
    assert rows == [(q.name, ", ".join(f"`{p.name}`" for p in q.parameters), q.title) for q in QUESTIONS]


# Values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "found"),
    [
        ("lupus", "condition", "entity/lupus"),
        ("LUPUS", "condition", "entity/lupus"),
        ("systemic lupus ERYTHEMATOSUS", "condition", "entity/lupus"),
        ("entity:lupus", "node", "entity/lupus"),
        ("https://w3id.org/ldn-graph/entity/lupus", "entity", "entity/lupus"),
        ("c17", "claim", "claim/C17"),
        ("18728058", "source", "source/gironi-2008"),
        ("PMID:18728058", "source", "source/gironi-2008"),
        ("https://doi.org/10.1177/1352458508095828", "source", "source/gironi-2008"),
        ("PMID: 18728058", "source", "source/gironi-2008"),
    ],
)
def test_a_node_is_found_by_what_people_write(graph: Graph, value: str, kind: str, found: str) -> None:
    assert find_node(graph, value, kind, "the list") == f"https://w3id.org/ldn-graph/{found}"


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        ("claims-for-condition", {"condition": "lupis"}, "no condition 'lupis' in this graph; did you mean lupus?"),
        ("claims-for-condition", {"condition": "systemic lupus"}, "did you mean systemic lupus erythematosus (lupus)?"),
        ("claims-for-condition", {"condition": "low-dose-naltrexone"}, "no condition 'low-dose-naltrexone'"),
        ("claims-for-condition", {"conditon": "lupus"}, "has no parameter 'conditon'; it has condition"),
        ("claim-status", {"x": "1"}, "it has none"),
        ("known-by-year", {"year": "then"}, "'then' is no year; write it as 2010"),
        ("sources-of-design", {"design": "cohrt"}, "did you mean cohort?"),
        ("sources-of-design", {"design": "survey"}, "take one of systematicReview, randomisedControlledTrial,"),
        ("claims-for-condition", {"condition": "crohn"}, "did you mean crohn's disease (crohns-disease)?"),
        ("claims-for-condition", {"condition": "asthma"}, "see: ldn-graph query conditions"),
        ("claims-for-condition", {"condition": "claim:C17"}, "where it is a ldn:Claim; see: ldn-graph query cond"),
        ("claims-for-mechanism", {"mechanism": "lupus"}, "no mechanism or outcome 'lupus' in this graph, where it"),
        ("claims-for-mechanism", {"mechanism": "ether"}, "see: ldn-graph query entities"),
        ("claims-of-source", {"source": "nobody-1000"}, "see: ldn-graph query busiest-sources"),
        ("claim-dossier", {"claim": "C99"}, "no claim 'C99' in this graph; see: ldn-graph claims"),
        ("claim-dossier", {"claim": []}, "claim is an empty list, which nothing can match; leave it out"),
        ("claim-dossier", {"claim": 1.5}, "claim=1.5 is no value; give a text, a whole number, an RDF term"),
        ("claim-dossier", {"claim": {"C17": 1}}, "is no value; give"),
        ("known-by-year", {"year": True}, "year=True is no value; give"),
        ("known-by-year", {"year": [2010, None]}, "year: None is no value; give"),
        ("DESCRIBE claim:C17", {}, "no question 'DESCRIBE claim:C17'; ask in SPARQL with graph.query(...)"),
        ("claim-statis", {}, "no question 'claim-statis', and no such file; did you mean claim-status?"),
    ],
)
def test_what_means_nothing_is_told_with_a_remedy(
    graph: Graph, question: str, values: dict[str, object], said: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ask(graph, question, **values)
    assert said in str(caught.value)


def test_two_nodes_of_one_label_are_told_apart() -> None:
    text = DECLARATIONS + 'entity:a a ldn:Drug ; rdfs:label "X"@en . entity:b a ldn:Drug ; rdfs:label "X" .'
    with pytest.raises(UnknownNameError, match="is the name of entity:a, entity:b; write one of these"):
        find_node(parse_turtle(text), "X", "drug", "the list")


@pytest.mark.parametrize("kind", ["condition", "drug", "mechanism_or_outcome", "entity"])
def test_a_listing_lists_what_there_is_of_its_kind(graph: Graph, kind: str) -> None:
    question = LISTINGS[kind].removeprefix("ldn-graph query ")
    found = ask(graph, question)
    assert isinstance(found, Results)
    listed = {row.get("condition", row.get("entity")) for row in found}
    classes = " ".join(f"<{c}>" for c in KINDS[kind])
    typed = ask(graph, f"SELECT ?s {{ VALUES ?class {{ {classes} }} ?s a ?class }}")
    assert isinstance(typed, Results)
    assert {row["s"] for row in typed} <= listed


def test_values_may_be_of_the_libraries_that_data_come_from(graph: Graph) -> None:
    import numpy
    import pandas

    year, claim = "known-by-year", "claim-dossier"
    assert ask(graph, year, year=numpy.int64(2010)) == ask(graph, year, year=2010)
    assert ask(graph, year, year=pandas.Series([2010, 2012])) == ask(graph, year, year=[2010, 2012])
    assert ask(graph, year, year=rdflib.Literal(2010)) == ask(graph, year, year=2010)
    assert ask(graph, claim, claim=None) == ask(graph, claim)
    iri = "https://w3id.org/ldn-graph/claim/C17"
    for value in (numpy.str_("C17"), ox.NamedNode(iri), rdflib.URIRef(iri), {"C17"}, ("C17",), iter(["C17"])):
        assert ids(ask(graph, claim, claim=value))[0] == "C17"
    text = "ASK { ?graph dcterms:title ?question }"
    title = "A pilot trial of low-dose naltrexone in primary progressive multiple sclerosis"
    for term in (ox.Literal(title, language="en"), rdflib.Literal(title, lang="en")):
        assert ask(graph, text, graph="gironi-2008", question=term) is True
    assert ask(graph, text, question=ox.Literal(title)) is False


def test_a_mistake_is_shown_where_the_asker_made_it(graph: Graph) -> None:
    text = "SELECT ?x { ?x a ?y ; foo:bar ?z }"
    with pytest.raises(QuerySyntaxError) as asked:
        graph.query(text)
    with pytest.raises(QuerySyntaxError) as bound:
        ask(graph, text, y="ldn:Claim")
    assert str(bound.value) == str(asked.value)


def test_several_values_stand_for_any_of_them(graph: Graph) -> None:
    both = ask(graph, "claims-for-condition", condition=["lupus", "crohns-disease"])
    one, other = (ask(graph, "claims-for-condition", condition=c) for c in ("lupus", "crohns-disease"))
    assert sorted(ids(both)) == sorted([*ids(one), *ids(other)])


def test_a_query_of_ones_own_takes_values_too(graph: Graph) -> None:
    text = "SELECT ?claim { ?claim ldn:topic ?topic ; rdfs:label ?label ; rdf:object ?what }"
    assert sorted(ids(ask(graph, text, what="sleep"))) == ["C25", "C77"]
    assert ids(ask(graph, text, topic="ldn:dosing"))
    assert ids(ask(graph, text, label='"LDN improves sleep in lupus through its effect on cytokines"')) == []
    assert ask(graph, "ASK { ?s ldn:participants ?n }", n=40) is True
    assert ask(graph, "ASK { ?s ldn:participants ?n }", n=41_234) is False
    with pytest.raises(QueryResultError, match=r"graph\.query"):
        ask(graph, "DESCRIBE claim:C17 { }")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SELECT * { ?x ?p ?o }", "SELECT * {@ ?x ?p ?o }"),
        ("# { ?x }\nselect ?x where{?x ?p '{'}", "# { ?x }\nselect ?x where{@?x ?p '{'}"),
        ("PREFIX a: <urn:#x> ASK { ?x a: <urn:b> }", "PREFIX a: <urn:#x> ASK {@ ?x a: <urn:b> }"),
        ("CONSTRUCT { ?x ?p [ ?q ?r ] } WHERE { ?x ?p ?o }", "CONSTRUCT { ?x ?p [ ?q ?r ] } WHERE {@ ?x ?p ?o }"),
        ("SELECT (EXISTS { ?x ?p ?o } AS ?e) { ?x a ?c }", "SELECT (EXISTS { ?x ?p ?o } AS ?e) {@ ?x a ?c }"),
        ("SELECT ?x { { SELECT ?x { ?x ?p ?o } } }", "SELECT ?x {@ { SELECT ?x { ?x ?p ?o } } }"),
        ('SELECT * { ?x ?p """a "{" b""" }', 'SELECT * {@ ?x ?p """a "{" b""" }'),
    ],
)
def test_values_stand_at_the_beginning_of_the_outermost_group(before: str, after: str) -> None:
    term = ox.NamedNode("urn:v")
    bound = with_values(before, {"x": [term]})
    assert bound == after.replace("@", " VALUES ?x { <urn:v> }")
    ox.Store().query(bound)


def test_a_group_that_is_a_subselect_takes_its_values_behind_it() -> None:
    bound = with_values("SELECT ?x { SELECT ?x { ?x ?p ?o } }", {"x": [ox.Literal("a")]})
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("a")))
    assert list(store.query(bound)) == []  # type: ignore[arg-type]
    assert list(store.query(with_values("SELECT ?o { SELECT ?o { ?x ?p ?o } }", {"o": [ox.Literal("a")]})))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["CONSTRUCT WHERE { ?x ?p ?o }", "DESCRIBE ?x", "SELECT ?x"])
def test_where_values_have_no_place_they_are_refused(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="write its WHERE in full"):
        with_values(text, {"x": [ox.Literal("a")]})
    with pytest.raises(QuerySyntaxError, match=r"no variable \?y"):
        with_values(text, {"y": [ox.Literal("a")]})


@given(st.text())
def test_no_text_changes_the_query_that_it_is_bound_to(text: str) -> None:
    try:
        literal = ox.Literal(text)
    except (UnicodeEncodeError, ValueError):  # lone surrogates are no text
        return
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), literal))
    bound = with_values("SELECT ?x ?o { ?x <urn:p> ?o }", {"o": [literal]})
    assert [s["o"] for s in store.query(bound)] == [literal]  # type: ignore[union-attr]
    names = [t.kind for t in read_tokens(bound)]
    assert names == [
        t.kind for t in read_tokens(with_values("SELECT ?x ?o { ?x <urn:p> ?o }", {"o": [ox.Literal("")]}))
    ]


# The commands -----------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_the_questions_are_listed_as_a_table_and_as_json() -> None:
    code, table, _ = run("queries")
    assert code == 0
    assert len(table.splitlines()) == len(QUESTIONS) + 2
    documents = json.loads(run("queries", "--format", "json")[1])
    assert [d["name"] for d in documents] == [q.name for q in QUESTIONS]
    assert {d["name"]: d for d in documents}["known-by-year"]["parameters"][0] == {
        "name": "year", "kind": "year", "default": None, "meaning": "the last year whose sources count, as 2010",
    }  # fmt: skip


def test_explain_prints_what_would_be_asked_and_it_gives_the_same(graph: Graph) -> None:
    words = ("claims-for-condition", "--param", "condition=lupus")
    code, text, _ = run("query", *words, "--explain")
    assert code == 0
    assert "VALUES ?condition { <https://w3id.org/ldn-graph/entity/lupus> }" in text
    assert run("query", text, "--format", "csv") == run("query", *words, "--format", "csv")
    assert text == bind(graph, read_question("claims-for-condition"), {"condition": "lupus"})


@pytest.mark.parametrize("param", ["condition", "=lupus", "condition=", "condition= "])
def test_a_param_without_name_or_value_is_refused(param: str) -> None:
    code, _, said = run("query", "claims-for-condition", "--param", param)
    assert code == 2
    assert "write it as name=value" in said


@pytest.mark.parametrize(
    "design", ["randomisedControlledTrial", "Randomised controlled trial", "RCT", "ldn:randomisedControlledTrial"]
)
def test_a_design_by_its_words(graph: Graph, design: str) -> None:
    rows = ask(graph, "sources-of-design", design=design)
    assert rows == ask(graph, "sources-of-design", design="randomisedControlledTrial")
    assert rows


@pytest.mark.parametrize(
    ("name", "near"), [("C5", "C05"), ("17", "C17"), ("c017", "C17"), ("C99", None), ("C170", None)]
)
def test_a_number_means_the_id_with_it_and_no_other(graph: Graph, name: str, near: str | None) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ask(graph, "claim-dossier", claim=name)
    assert (f"did you mean {near}?" if near else "see: ldn-graph claims") in str(caught.value)


# With more claims -------------------------------------------------------------------------------


def many_claims(number: int) -> Graph:
    """So many claims that are worded as proven, each with a trial for it and a cohort against it."""
    pieces = [
        claim_turtle(f"C{n}", evidence=f"evidence:C{n}-a , evidence:C{n}-b", ldn__wording="ldn:proven")
        + source_turtle(f"t{n}", "randomisedControlledTrial")
        + source_turtle(f"k{n}", "cohort")
        + line_turtle(f"C{n}-a", f"t{n}")
        + line_turtle(f"C{n}-b", f"k{n}", "disputes")
        for n in range(number)
    ]
    return parse_turtle(DECLARATIONS + ENTITIES + "".join(pieces))


@pytest.mark.parametrize("question", ["claim-status", "contested-claims", "overclaimed-claims", "unsupported-claims"])
def test_four_times_the_claims_take_no_sixteen_times_as_long(question: str) -> None:
    least = []
    for number in (250, 1000):
        graph = many_claims(number)
        graph.prepare()
        seconds = []
        for _ in range(3):
            begin = time.perf_counter()
            found = ask(graph, question)
            seconds.append(time.perf_counter() - begin)
            assert isinstance(found, Results)
            assert len(found.rows) == {"contested-claims": 2 * number, "unsupported-claims": 0}.get(question, number)
        least.append(min(seconds))
    assert least[1] < 10 * least[0] + 0.05, least


def test_a_result_by_arm_has_a_row_for_each_arm(turtle: Callable[..., Graph]) -> None:
    graph = turtle(
        source_turtle("x", more="; ldn:result result:x-1 , result:x-2"),
        'result:x-1 a ldn:Result ; rdfs:label "remission"@en ; ldn:comparator "placebo"@en ; '
        "ldn:arm result:x-1-a , result:x-1-b .",
        'result:x-1-a a ldn:Arm ; rdfs:label "naltrexone"@en ; ldn:events 5 ; ldn:people 18 .',
        'result:x-1-b a ldn:Arm ; rdfs:label "placebo"@en ; ldn:people 16 .',
        'result:x-2 a ldn:Result ; rdfs:label "sleep"@en .',
    )
    found = ask(graph, "results-of-source")
    assert isinstance(found, Results)
    assert [(r["outcome"], r["comparator"], r["armName"], r["armEvents"], r["armPeople"]) for r in found] == [
        ("remission", "placebo", "naltrexone", 5, 18),
        ("remission", "placebo", "placebo", None, 16),
        ("sleep", None, None, None, None),
    ]
