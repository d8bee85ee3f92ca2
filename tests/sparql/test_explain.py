"""What is said of a query that is wrong: the place, the reason, the remedy; and that nothing right is called wrong."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldn_graph.errors import QueryFailedError, QueryRefusedError, QuerySyntaxError
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.resources import PACKAGE
from ldn_graph.sparql.doubts import find_doubtful
from ldn_graph.sparql.explain import explain_syntax_error
from ldn_graph.sparql.grammar import ARITY, find_fault
from ldn_graph.sparql.restrictions import find_service, without_service
from ldn_graph.sparql.tokens import read_tokens

QUERIES = tuple(path.read_text(encoding="utf-8") for path in sorted(Path(PACKAGE, "queries").glob("*.rq")))
MORE = (
    """SELECT ?x (COUNT(*) AS ?n) (GROUP_CONCAT(DISTINCT ?y ; SEPARATOR=", ") AS ?z) {
         ?x a/ldn:b*|^ldn:c+/!(a|^ldn:d) ?y ; ldn:e 1, -2.5, 'a'@en, "b"^^xsd:date, [ a ?k ], (1 2 ?x) . OPTIONAL { ?x ?p ?o }
         FILTER NOT EXISTS { ?x a ?c } FILTER(?x IN (1,2) && !BOUND(?y) || ?a + 1 * 2 >= -3 / (4))
         BIND(IF(?x = 1, 'a', STR(?y)) AS ?q) VALUES (?a ?b) { (1 UNDEF) (2 ldn:x) }
       } GROUP BY ?x HAVING(COUNT(*) > 1) ORDER BY DESC(?n) ?x LIMIT 10 OFFSET 2""",
    "CONSTRUCT { ?x a [] . [ a ?y ] ldn:b ?c } WHERE { { ?x a ?y } UNION { ?y a ?x . } MINUS { ?x ldn:c ?d } }",
    "DESCRIBE claim:C17 ?x FROM ldn:g WHERE { ?x a ?y GRAPH ?g { ?a ?b ?c } }",
    "ASK { [] a ldn:Claim . [ a ldn:X ] { SELECT ?x WHERE { ?x a ?y } LIMIT 1 } }",
    "CONSTRUCT WHERE { ?x a ?y . ?y a ?z }",
    "BASE <http://a/> PREFIX x: <b> SELECT DISTINCT * FROM NAMED <c> WHERE { ?s x:p '''a ' b''' } VALUES ?s { <d> }",
    "SELECT ?x ?z { ?x a ?y FILTER regex(?x, 'a') } GROUP BY ?x (STR(?y) AS ?z) ORDER BY ASC(?x) STR(?x) (?x + 1)",
)
STORE = ox.Store()


def refusal(sparql: str) -> str | None:
    """What the engine says of a query; None where it reads it."""
    try:
        STORE.query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    except OSError:  # it was read, and the host that it asks is not there
        pass
    return None


@pytest.mark.parametrize("sparql", [*QUERIES, *MORE])
def test_what_the_engine_reads_has_no_fault(sparql: str) -> None:
    assert refusal(sparql) is None
    assert find_fault(list(read_tokens(sparql)), len(sparql)) is None


@pytest.mark.parametrize("name", sorted(ARITY))
def test_a_function_takes_as_many_values_as_the_engine_lets_it(name: str) -> None:
    least, most = ARITY[name]
    for count in range(6):
        query = f"SELECT ({name}({', '.join(f'?v{n}' for n in range(count))}) AS ?x) {{}}"
        assert (refusal(query) is None) is (least <= count <= most), query


@given(st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_a_query_with_a_word_lost_or_moved_is_refused_by_both_or_told_by_the_engine(rnd: random.Random) -> None:
    tokens = [t.text for t in read_tokens(rnd.choice((*QUERIES, *MORE)))]
    at, other = rnd.randrange(len(tokens)), rnd.randrange(len(tokens))
    if rnd.random() < 0.5:
        del tokens[at]
    else:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    sparql = " ".join(tokens)
    message = refusal(sparql)
    if message is None:
        assert find_fault(list(read_tokens(sparql)), len(sparql)) is None, sparql
    else:
        explained, shown, caret = explain_syntax_error(message, sparql, {}).splitlines()
        assert explained.startswith("the query, line 1, column ")
        assert "; " in explained
        assert len(caret) <= len(shown) + 1


@given(st.text(max_size=60))
@example("\r\n\u2028 SELECT \x00")
@example("SELECT ?x { ?x a 'a\n")
def test_any_text_is_told_without_what_steers_a_terminal(text: str) -> None:
    message = refusal(text)
    if message is not None:
        explained = explain_syntax_error(message, text, {})
        assert len(explained.split("\n")) == 3
        assert all(c.isprintable() or c in "\n " for c in explained.split("\n", 1)[1])
        assert not any(
            ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202a\u202b\u202d\u202e" for c in explained.replace("\n", "")
        )


@pytest.mark.parametrize(
    ("query", "problem", "remedy", "under"),
    [
        ("SELECT ?x { ?x foo:bar ?y }", "prefix foo: is not declared", "PREFIX foo: <...>", "foo:bar"),
        ("SELECT ?x { ?x schema:name ?y }", "prefix schema: is not", "PREFIX schema: <https://schema.org/>", "schema:"),
        ("SELECT ?x { ?x lnd:topic ?y }", "prefix lnd: is not", "did you mean ldn:?", "lnd:"),
        ("PREFIX foo <urn:x> ASK { ?x a ?y }", "a prefix with a colon is due", "PREFIX foaf:", "foo <"),
        ("PREFIX foo: urn:x ASK { ?x a ?y }", "an IRI in < > is due", "<https://...>", "urn:x"),
        ("SELECT ?x { ?x a ldn:Claim } ORDR BY ?x", "ORDR is no word", "did you mean ORDER?", "ORDR"),
        ("SELECT ?x { ?x a ldn:Claim } ORDER ?x", "BY is due", "write ORDER BY", "?x$"),
        ("SELECT ?x { ?x a ldn:Claim } LIMIT -1", "a whole number", "LIMIT 10", "-1"),
        ("SELECT ?x { ?x a ldn:Claim } LIMIT 1 ORDER BY ?x", "ORDER comes too late", "the order is", "ORDER"),
        ("SELCT ?x { ?x a ldn:Claim }", "SELCT is no word", "did you mean SELECT?", "SELCT"),
        ("{ ?x a ldn:Claim }", "no form of query", "begin with SELECT", "{ ?x"),
        ("SELECT x { ?x a ldn:Claim }", "x is no word", "a variable is written ?x", "x {"),
        ("SELECT ?x, ?y { ?x a ?y }", "a comma stands between variables", "by spaces alone", ", ?y"),
        ("SELECT { ?x a ?y }", "a variable or * is due", "* for all", "{ ?x"),
        ("SELECT COUNT(?x) AS ?n { ?x a ?y }", "COUNT stands outside", "(COUNT(?x) AS ?n)", "COUNT"),
        ("SELECT (COUNT(?x)) { ?x a ?y }", "AS and a variable", "(COUNT(?x) AS ?n)", ") {"),
        ("SELECT ?x ?x a ldn:Claim }", "a stands where { is due", "into braces", "a ldn"),
        ("ASK ?x a ?y", "?x stands where { is due", "into braces", "?x a"),
        ("SELECT ?x { ?x a ?y } WHERE { ?x a ?z }", "a second pattern", "into one { }", "WHERE"),
        ("SELECT ?x { ?x a ldn:Claim", "this { is never closed", "add }", "{ ?x"),
        ("SELECT ?x { ?x a ldn:Claim } }", "this } closes nothing", "delete it", "}$"),
        ("SELECT ?x { FILTER(?x = 1 }", "} stands where ) is due", "close ( first", "}$"),
        ("SELECT ?x { FILTER(?x == 1) }", "== is no sign", "write =", "= 1"),
        ("SELECT ?x { FILTER(?x <> 1) }", "<> is no sign", "write !=", "<>"),
        ("SELECT ?x { FILTER(?x AND ?y) }", "AND is no word", "write &&", "AND"),
        ("SELECT ?x { ?x a ?y FILTER ?x = 1 }", "( is due", "FILTER(?year > 2010)", "?x = 1"),
        ("SELECT ?x { ?x a ?y FILTER(COUNT(?x) > 1) }", "COUNT counts in a FILTER", "HAVING", "COUNT"),
        ("SELECT ?x { ?x a ?y FILTER(FOO(?x)) }", "FOO is no word", "functions are listed", "FOO"),
        ("SELECT ?x { ?x rdfs:label 'a }", "does not end on its line", "close the quote", "'a"),
        ('SELECT ?x { ?x rdfs:label """a }', "never ends", 'close it with """', '"""a'),
        ("SELECT ?x { ?x rdfs:label \u201ca\u201d }", "left double quotation mark", "write plain quotes", "\u201ca"),
        ("SELECT ?x\u00a0{ ?x a ?y }", "no-break space", "write a plain space", "\u00a0{"),
        ("SELECT ?x { ?x a <Claim> }", "<Claim> is not a whole IRI", "write it in full", "<Claim>"),
        ("SELECT ?x { ?x a <http://a b> }", "never closed, or holds a space", "%20", "<http"),
        (
            "SELECT ?y (COUNT(?x) AS ?n) { ?x ?p ?y }",
            "?y is neither grouped nor counted",
            "add it to GROUP BY",
            "?y (C",
        ),
        ("SELECT (1 AS ?x) { ?x a ?y }", "?x has a value already", "another name", "?x) {"),
        ("SELECT ?x { ?x a ?y BIND(1 AS ?x) }", "?x has a value already", "another name", "?x) }"),
        ("SELECT ?x { ?x ldn:topic }", "} stands where an object is due", "a triple is", "}$"),
        ("SELECT ?x { ?x 'p' ?y }", "'p' stands where a predicate is due", "a triple is", "'p'"),
        ("SELECT ?x { ?x a ?y ?x ldn:topic ?z }", ". or } is due", "put a dot between", "?x ldn"),
        ("SELECT ?x { ?x a ?y . . }", "this dot ends no triple", "delete it", ". }"),
        ("SELECT ?x { ?x a ?y UNION ?x a ?z }", "UNION stands behind no group", "{ ... } UNION", "UNION"),
        ("SELECT ?x { OPTIONAL ?x a ?y }", "{ is due", "OPTIONAL { ... }", "?x a"),
        ("SELECT ?x { VALUES ?x (1 2) }", "{ is due", "VALUES ?x { 1 2 }", "(1"),
        ("SELECT ?x { BIND(COALESCE (1, 2) AS ?x) }", "takes no space", "write COALESCE(", "COALESCE"),
        ("SELECT ?x { ?x a Claim }", "Claim is no word", "did you mean ldn:Claim?", "Claim"),
        ("SELECT ?x { ?x ldn:topic efficacy }", "efficacy is no word", "did you mean ldn:efficacy?", "efficacy"),
        ("SELECT ?x { ?x label ?y }", "label is no word", "did you mean rdfs:label?", "label"),
        ("SELECT ?x { ?x a cat }", "cat is no word", "a variable is written ?cat, a text in quotes", "cat"),
        ("SELECT ?x y { ?x a ?y }", "y is no word", "a variable is written ?y", "y {"),
        ("SELECT ?x { FILTER(x > 3) }", "x is no word", "a variable is written ?x", "x > 3"),
        ("SELECT ?x { VALUES ?x { cat } }", "cat stands where a value is due", "VALUES ?x { 1 2 }", "cat"),
        ("SELECT ?x { ?x a ?y } foo", "foo stands where the end of the query is due", "delete what follows", "foo"),
        ("SELECT ?x ?x a ldn:Claim WHERE foo", "a stands where { is due", "into braces", "a ldn"),
        ("SELECT ?x { ?x a ?y FILTER(?y LIKE 'a') }", "LIKE is no word", "CONTAINS(?text,", "LIKE"),
        ("SELECT ?x { ?x a ?y } ; DROP ALL", "DROP changes a graph", "only SELECT, ASK", "DROP"),
        ("SELECT ?x { ?x a ?y } ; SELECT ?y", "; stands where the end of the query is due", "delete", "; SELECT"),
        ("SELECT * { ?x a ?y } GROUP BY ?x", "SELECT * cannot stand beside GROUP BY", "name what is grouped", "* {"),
        ("SELECT ?x ?y ?x { ?x a ?y }", "SELECT names ?x twice", "once", "?x {"),
        ("SELECT (1 AS ?x) (2 AS ?x) { }", "SELECT names ?x twice", "once", "?x) { }"),
        ("SELECT ?x { FILTER(REGEX(?x)) }", "REGEX takes 2 or 3 values and has 1", "REGEX(?a, ?b)", "REGEX"),
        ("SELECT ?x { FILTER(YEAR(?x, 1) = 2) }", "YEAR takes 1 value and has 2", "YEAR(?a)", "YEAR"),
        ("SELECT (IF(?x, 1) AS ?y) { ?x a ?z }", "IF takes 3 values and has 2", "IF(?a, ?b, ?c)", "IF"),
        ("SELECT ?x { VALUES (?x ?y) { (1 2) (3) } }", "a row of 1 value for 2 variables", "UNDEF", "(3)"),
        ("SELECT ?x {} GROUP BY ?x HAVING COUNT(?y) > 1", "> stands where", "HAVING(COUNT(?x) > 1)", "> 1"),
        ("SELECT ?x { ?x a ?y } GROUP BY ?x HAVING ?x > 1", "?x stands where", "HAVING(COUNT(?x) > 1)", "?x > 1"),
        ("SELECT ?x { ?x a 'Crohn's disease' }", "ends at an apostrophe", 'as "Crohn\'s"', "'Crohn'"),
        ("SELECT ?x { ?x wd:Q1 ?y }", "prefix wd: is", "PREFIX wd: <http://www.wikidata.org/entity/>", "wd:Q1"),
        (
            "ASK { ?x a MONDO:0005301 }",
            "prefix MONDO: is",
            "PREFIX MONDO: <http://purl.obolibrary.org/obo/MONDO_>",
            "MONDO:",
        ),
        ("DELETE { ?x ?y ?z } WHERE {}", "DELETE changes a graph", "only SELECT, ASK", "DELETE"),
        ("LOAD <http://a/b.ttl>", "LOAD changes a graph", "a graph is changed in its files", "LOAD"),
        ("SELECT ?x { ?x http://a.b/c ?y }", "an IRI stands without its signs", "between < and >", "http:"),
        ("SELECT ?x { ?x a ?y FILTER(?y CONTAINS 'a') }", "CONTAINS stands between", "CONTAINS(?a, ?b)", "CONTAINS"),
        ("SELECT ?x { ?x a ?y FILTER(?y IN 1, 2) }", "( is due", "IN (1, 2)", "1, 2"),
        ("SELECT TOP 10 ?x { ?x a ?y }", "TOP is no word", "LIMIT 10 at the end", "TOP"),
        ("SELECT ?x { ?x a ?y FILTER(LOWER(?y) = 'a') }", "LOWER is no word", "LCASE(?text)", "LOWER"),
        ("SELECT ?x { ?x a ?y FILTER(?y = null) }", "null is no word", "!BOUND(?x)", "null"),
        ("# nothing", "there is nothing in it", "write one", "# nothing"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_remedy(
    graph: Graph, query: str, problem: str, remedy: str, under: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query("\n\r\n" + query + "\r\n" if under != "# nothing" else query)
    first, shown, caret = str(caught.value).split("\n")
    assert problem in first
    assert remedy in first
    at = len(caret) - 5
    assert query[at:].startswith(under.rstrip("$")), query[at:]
    assert shown.strip() == query.replace("\u00a0", "\ufffd")
    where = f"the query, line {1 if under == '# nothing' else 3}, column {at + 1}:"
    assert first.startswith(where)


@pytest.mark.parametrize("before", ["\u4e16\u754c", "e\u0301", "\ttab", "\u2028"])
def test_the_caret_stands_under_the_mistake_behind_wide_narrow_and_no_characters(graph: Graph, before: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query(f"SELECT ?x {{ ?x rdfs:label '{before}' ; foo:bar ?y }}")
    _, shown, caret = str(caught.value).split("\n")
    columns = {"\u4e16\u754c": 2, "e\u0301": -1}.get(before, 0)
    assert len(caret) - 1 == shown.index("foo:bar") + columns


def test_a_long_line_is_cut_around_the_mistake_and_cannot_steer_the_terminal(graph: Graph) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query("SELECT ?x { ?x rdfs:label '\x1b[2J' ; " + "a ?y ; " * 500 + "foo:bar ?z" + " " * 500 + "}")
    _, shown, caret = str(caught.value).splitlines()
    assert len(shown) < 120
    assert shown[len(caret) - 1 :].startswith("foo:bar")
    assert "\x1b" not in str(caught.value)


# What would end the process, or ask another host ------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 50_000 + "}" * 50_000,
        "ASK { FILTER(" + "STR(" * 3_000 + "1" + ")" * 3_000 + " = '1') }",
        "ASK { ?a a ?b FILTER(?a = 1" + " || ?a = 1" * 50_000 + ") }",
        "ASK { {?a a ?b}" + " UNION {?a a ?b}" * 20_000 + " }",
        "ASK { " + "OPTIONAL { ?a a ?b } " * 20_000 + "}",
        "ASK { ?a a" + "|a" * 100_000 + " ?b }",
    ],
    ids=["groups", "calls", "or", "union", "optional", "path"],
)
def test_what_is_too_deep_for_the_engine_is_refused(graph: Graph, query: str) -> None:
    with pytest.raises(QueryRefusedError, match="the query has more than"):
        graph.query(query)


def test_many_values_are_not_deep(graph: Graph) -> None:
    values = " ".join(f"({n} -{n}.5)" for n in range(900)) + " (1 'a||b||c')" * 20_000
    assert graph.query(f"ASK {{ VALUES (?a ?b) {{ {values} }} }}")


CLAUSE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?x }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {CLAUSE} }}",
        f"SELECT * {{ #\r{CLAUSE}\n }}",
        f"SELECT * {{ ?a ?b '#' . {CLAUSE} }}",
        f"SELECT * {{ ?a <urn:x#y> ?c . {CLAUSE} }}",
        f"SELECT (EXISTS {{ {CLAUSE} }} AS ?e) {{ ?a ?b ?c }}",
        f"SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a HAVING (EXISTS {{ {CLAUSE} }})",
        f"SELECT ?a {{ ?a ?b ?c }} ORDER BY (EXISTS {{ {CLAUSE} }})",
        f"SELECT ?a {{ {{ SELECT * {{ {CLAUSE.lower()} }} }} }}",
        f"ASK {{ {CLAUSE.replace('SERVICE ', 'SERVICESILENT')} }}",
        "PREFIX : <http://127.0.0.1:9/> ASK { SERVICE:x { ?s ?p ?x } }",
        "PREFIX service: <urn:a> PREFIX : <http://127.0.0.1:9/> ASK { service:x { ?s ?p ?x } }",
        f"ASK {{ ?a ?b true{CLAUSE} }}",
        f"ASK {{ ?a ?b ?c LATERAL {{ {CLAUSE} }} }}",
        "ASK { ?a ?b ?c LATERAL { service silent?c{ ?s ?p ?x } } }",
    ],
)
def test_service_is_found_wherever_the_engine_would_find_it(graph: Graph, query: str) -> None:
    assert refusal(query) is None, "the engine reads it"
    with pytest.raises(QueryRefusedError):
        graph.query(query)
    assert refusal(without_service(query)) is None
    assert len(without_service(query)) == len(query)
    assert not find_service(without_service(query))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a 'SERVICE' }",
        f"ASK {{ # {CLAUSE}\n }}",
        "PREFIX service: <urn:x> ASK { ?a a service:b }",
        "ASK { ?a a 'service' LATERAL { ?a ?b ?service } }",
    ],
)
def test_the_word_alone_is_no_reason(graph: Graph, query: str) -> None:
    assert find_service(query) is False
    graph.query(query)


@pytest.mark.parametrize(
    ("query", "problem", "under"),
    [
        ('SELECT ?x { ?x rdfs:label "service }', "does not end on its line", '"service'),
        ("SELEC ?service { ?service a ldn:Claim }", "did you mean SELECT?", "SELEC "),
        ("SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?s ?p ?x }", "this { is never closed", "{ SERVICE"),
        ("SELECT ?x { ?s foo:service ?x SERVICE }", "the prefix foo: is not declared", "foo:"),
    ],
)
def test_a_mistake_beside_the_word_is_told_as_any_other(graph: Graph, query: str, problem: str, under: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query(query)
    first, _, caret = str(caught.value).split("\n")
    assert problem in first
    assert query[len(caret) - 5 :].startswith(under)


def test_what_cannot_be_answered_is_told(graph: Graph) -> None:
    with pytest.raises(QueryFailedError, match=r"The custom function <urn:f> is not supported; mend"):
        graph.query("ASK { FILTER(<urn:f>(1)) }")
    with pytest.raises((QueryFailedError, QueryRefusedError)):
        graph.query(f"ASK {{ FILTER(<urn:f>(1)) ?a ?b ?c LATERAL {{ {CLAUSE} }} }}")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT ?z { ?x a ldn:Claim }", "?z has no values"),
        ("SELECT ?x { ?x rdfs:lable ?y }", "did you mean rdfs:label?"),
        ("SELECT ?x { ?x <rdfs:label> ?y }", "write rdfs:label, without < and >"),
        ("SELECT ?x { ?x a ldn:claim }", "did you mean ldn:Claim?"),
    ],
)
def test_what_would_match_nothing_is_told(query: str, problem: str) -> None:
    (remark,) = find_doubtful(query)
    assert problem in remark


@pytest.mark.parametrize(
    "sparql", [*QUERIES, *MORE[:1], "SELECT * { ?x rdfs:subClassOf <http://a/> }", "SELECT (1 AS ?n) {}"]
)
def test_what_is_right_is_not_doubted(sparql: str) -> None:
    assert [r for r in find_doubtful(sparql) if "ldn:" not in r] == []
