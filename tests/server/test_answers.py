"""The pages of answers lead on: to nodes, identifiers, downloads and values; and what goes wrong is told for the page."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlencode

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, expect

from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import LDN
from ldn_graph.server import value_lists
from ldn_graph.server.addresses import NODE_KINDS, node_iri
from ldn_graph.server.cells import Cell
from ldn_graph.server.columns import drop_columns
from ldn_graph.server.negotiation import row_formats
from ldn_graph.server.pages import form_page
from ldn_graph.server.terms import vocabulary_terms
from ldn_graph.server.value_lists import read_values
from ldn_graph.sparql.names import find_node
from ldn_graph.sparql.questions import list_questions
from tests.conftest import DECLARATIONS
from tests.serving import SLOW, Answer, Server

LIMIT = 90
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
HOSTILE = """
entity:a a ldn:Drug ; rdfs:label "<img src=x onerror=alert(1)>" ; rdfs:seeAlso <javascript:alert(1)> , <data:text/html,x> ,
    <https://example.org/?a=1&b=2> ; rdfs:comment "https://example.org/<b>" , "javascript:alert(1)" .
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server("--timeout", "5", "--limit", str(LIMIT))
    yield started
    started.end()
    assert "Traceback" not in started.messages


def links(answer: Answer) -> list[str]:
    main = answer.text.partition("<main")[2]
    return [html.unescape(address) for address in re.findall(r'<a href="([^"]*)"', main)]


def table(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of a page's table, as a reader sees them."""
    body = answer.text.partition("<thead>")[2]
    headings = re.findall(r"<th[^>]*>(.*?)</th>", body)
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("<tr>")[2:]]
    return headings, [[html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in row] for row in rows]


# Links and columns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/questions/evidence-for-condition?condition=lupus",
        "/questions/chains",
        "/questions/registered-trials",
        "/questions/results-of-source?source=parker-2018",
        "/sparql?query=DESCRIBE+claim:C17",
        "/sparql?query=DESCRIBE+source:gironi-2008",
    ],
)
def test_each_node_and_identifier_of_an_answer_is_a_link(server: Server, graph: Graph, path: str) -> None:
    answer = server.get(path, BROWSER)
    found = links(answer)
    for address in found:
        kind, _, name = address.removeprefix("/").partition("/")
        if kind in NODE_KINDS:
            assert find_node(graph, node_iri(kind, unquote(name)), kind, "")
        elif address.startswith("/"):
            assert server.get(address, BROWSER).status in (200, 403), address  # more rows than are given out
        else:
            assert address.startswith(("https://", "http://"))
    _, rows = table(answer)
    for cell in (cell for row in rows for cell in row):
        assert not re.fullmatch(r"(claim:C\d+|source:.*|entity:.*)", cell), "an IRI stands where a label is due"
        if cell.startswith("10."):
            assert any(unquote(address) == f"https://doi.org/{cell}" for address in found)


def test_identifiers_lead_to_where_they_are_registered(server: Server) -> None:
    found = links(server.get("/sparql?query=DESCRIBE+source:gironi-2008", BROWSER))
    assert "https://doi.org/10.1177/1352458508095828" in found
    assert "https://pubmed.ncbi.nlm.nih.gov/18728058/" in found
    found = links(
        server.query("SELECT ?x { VALUES ?x { 'NCT00663117' 'clinicaltrials:NCT00663117' 'NCT1' } }", BROWSER)
    )
    assert found.count("https://clinicaltrials.gov/study/NCT00663117") == 2


def test_what_repeats_the_question_is_said_once_and_is_in_the_downloads(server: Server) -> None:
    path = "/questions/claims-for-condition?condition=lupus"
    answer = server.get(path, BROWSER)
    headings, rows = table(answer)
    assert headings == ["claim", "subject", "predicate", "object", "direction", "holds in"]
    assert rows[0][:3] == [
        "Trials in patients have proven that LDN helps in lupus claim:C16",
        "low-dose naltrexone entity:low-dose-naltrexone",
        "treats",
    ]
    text = re.sub(r"<[^>]*>|\s+", " ", answer.text)
    assert re.search(r"condition +in every row: +systemic lupus erythematosus", text)
    csv = server.get(f"{path}&format=csv").text.splitlines()
    assert csv[0] == "condition,claim,label,subject,predicate,object,direction,holdsIn"
    assert len(csv) == len(rows) + 1
    # two values are not one: the column tells them apart
    both, _ = table(server.get(f"{path}&condition=fibromyalgia", BROWSER))
    assert both[0] == "condition"


def test_a_column_is_left_out_only_where_each_of_its_texts_is_said_beside_it() -> None:
    node, other = Cell("lupus", "/entity/lupus", "entity:lupus"), Cell("gout", "/entity/gout", "entity:gout")
    same = [[node, Cell("lupus")], [other, Cell("gout")], [Cell(""), Cell("")]]
    assert drop_columns(["x", "label"], same, []).as_words == ["label"]
    for words in ("Lupus", ""):
        assert drop_columns(["x", "label"], [*same, [node, Cell(words)]], []).names == ["x", "label"]
    assert drop_columns(["x"], [[node], [other]], ["x"]).names == ["x"]
    assert drop_columns(["x"], [], ["x"]).names == ["x"]


def test_every_term_of_the_vocabulary_has_words() -> None:
    assert not [name for name in LDN.names if not vocabulary_terms()[LDN[name]].label]


def test_what_a_graph_says_is_shown_and_never_run(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "hostile.ttl").write_text(DECLARATIONS + HOSTILE)
    server = Server("--graph", str(tmp_path / "hostile.ttl"))
    try:
        with browser.new_context() as context:
            tab = context.new_page()
            told: list[str] = []
            tab.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
            tab.on("console", lambda message: told.append(message.text))
            tab.goto(f"{server.address}/sparql?query=DESCRIBE+entity:a")
            cells = tab.locator("main td")
            assert "javascript:alert(1)" in cells.all_inner_texts()
            addresses = tab.locator("main td a").evaluate_all("links => links.map((a) => a.getAttribute('href'))")
            assert addresses == ["https://example.org/?a=1&b=2"]
            field = tab.locator("textarea")
            field.fill("")
            field.press_sequentially("entity:")
            offers = tab.locator("#offers", has_text="<img src=x onerror=alert(1)>")
            offers.wait_for()  # they come from the server
            assert told == []
    finally:
        server.end()


# Downloads ----------------------------------------------------------------------------------------


def test_rows_can_be_downloaded_in_every_format(server: Server) -> None:
    import openpyxl
    import pyarrow
    import pyarrow.parquet

    path = "/questions/claims-for-condition?condition=lupus"
    downloads = {re.sub(".*format=", "", a): a for a in links(server.get(path, BROWSER)) if "format=" in a}
    assert set(downloads) == {"csv", "tsv", "json", "xml", "xlsx", "parquet", "arrow", "markdown", "table"}
    bodies = {name: server.get(address) for name, address in downloads.items()}
    assert {body.status for body in bodies.values()} == {200}
    expected = len(bodies["json"].rows())
    assert openpyxl.load_workbook(io.BytesIO(bodies["xlsx"].body)).active.max_row == expected + 1
    assert pyarrow.parquet.read_table(io.BytesIO(bodies["parquet"].body)).num_rows == expected
    assert pyarrow.ipc.open_file(io.BytesIO(bodies["arrow"].body)).read_all().num_rows == expected
    for name in ("csv", "tsv"):
        assert bodies[name].text.count("\n") == expected + 1
    for name in ("markdown", "table"):
        assert bodies[name].text.count("\n") == expected + 2
    assert 'filename="claims-for-condition.xlsx"' in bodies["xlsx"].headers["Content-Disposition"]


@pytest.mark.parametrize("format_name", [name for name in row_formats() if name != "html"])
def test_a_download_is_whole_or_refused(server: Server, format_name: str) -> None:
    refused = server.get(f"/questions/busiest-sources?format={format_name}")
    assert refused.status == 403
    assert refused.text == f"the result has more than {LIMIT} rows; ask for a part of it in SPARQL\n"


def test_of_a_question_with_too_many_rows_less_can_be_asked(server: Server) -> None:
    (change,) = links(server.get("/questions/busiest-sources?format=csv", BROWSER))
    assert "SELECT ?source ?name" in server.get(change, BROWSER).text


# Values -------------------------------------------------------------------------------------------


def test_each_parameter_offers_values_and_each_of_these_is_understood(server: Server, graph: Graph) -> None:
    page = server.get("/query", BROWSER).text
    for question in list_questions():
        form = page.partition(f'action="/questions/{question.name}"')[2].partition("</form>")[0]
        for parameter in question.parameters:
            field = re.search(rf'<(select|input) name="{parameter.name}"[^>]*>', form)
            assert field is not None
            if field[1] == "input":
                assert f'<datalist id="values-{parameter.kind}">' in page
                assert f'list="values-{parameter.kind}"' in field[0]
    values = read_values(graph)
    assert len(values.by_kind["claim"]) == 94
    for kind, offered in values.by_kind.items():
        for value in offered if kind != "year" else ():
            assert find_node(graph, value.name, "node", "") == find_node(graph, value.text, kind, "")
    assert values.by_kind["year"][0].text > "2020"


def test_of_very_many_values_none_are_offered_before_something_is_typed(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(value_lists, "MOST", 60)
    values = read_values(graph)
    assert set(values.by_kind) == {"condition", "year"}
    assert b'data-kind="claim"' in form_page(values)


def test_values_are_found_while_somebody_types(tmp_path: Path, browser: Browser) -> None:
    drugs = "\n".join(f'entity:d{n} a ldn:Drug ; rdfs:label "drug {n:03}" .' for n in range(600))
    (tmp_path / "many.ttl").write_text(DECLARATIONS + drugs)
    server = Server("--graph", str(tmp_path / "many.ttl"))
    try:
        with browser.new_context() as context:
            tab = context.new_page()
            tab.goto(f"{server.address}/questions/entities")
            field = tab.get_by_label("entity")
            field.press_sequentially("DRUG 59")
            expect(tab.locator("datalist option")).to_have_count(0)
            field.press_sequentially("7")
            expect(tab.locator("datalist option")).to_have_count(1)
            assert tab.locator("datalist option").get_attribute("value") == "drug 597"
            field.fill("dru")
            expect(tab.locator("datalist option")).to_have_count(20)
    finally:
        server.end()


# What goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words", "near"),
    [
        ("/questions/claims-for-condition?condition=lupis", "did you mean lupus?", "lupus"),
        ("/questions/claims-for-condition?condition=asthma", "see: /questions/conditions", "all conditions"),
        ("/questions/claim-dossier?claim=C99", "see: /questions/claim-status", "all claims"),
        ("/questions/chains?subject=low-dose+naltrexon&object=lupus", "did you mean low-dose naltrexone", "low-dose naltrexone"),
        ("/questions/sources-of-design?design=survey", "take one of", "randomisedControlledTrial"),
        ("/questions/known-by-year?year=then", "write it as 2010", ""),
        ("/questions/conditions?year=2010", "it has none", ""),
        ("/questions/conditons", "did you mean conditions?", "conditions"),
        ("/questions/nothing-like-it", "they are listed at /query", ""),
        ("/sparql?query=LOAD+%3Chttp://a/b%3E", "a graph is changed in its files", ""),
        ("/sparql?query=SELECT+*+%7B+%3Fx+a+ldn:Claim", "add }", ""),
        ("/sparql?query=ASK%7BSERVICE%3Chttp://127.0.0.1:1/%3E%7B%7D%7D", "take the clause out", ""),
        (f"/sparql?{urlencode({'query': SLOW})}", "Name what you look for", ""),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_of_what_is_on_the_page(server: Server, path: str, words: str, near: str) -> None:
    answer = server.get(path, BROWSER)
    main = html.unescape(answer.text.partition("<main")[2])
    said = main.partition("</div>")[0]
    assert answer.status >= 400
    assert words in said
    assert not re.search(r" --\w|ldn-graph \w|no such file", said)
    if near:
        leads = {
            html.unescape(text): html.unescape(a) for a, text in re.findall(r'<a href="([^"]*)">([^<]*)</a>', said)
        }
        assert server.get(leads[near], BROWSER).status == 200
        if "object=" in path:
            assert "object=lupus" in leads[near]


def test_the_line_of_a_mistake_goes_with_the_query_that_has_it(server: Server) -> None:
    broken = "SELECT * {\n  ?x a ldn:Claim"
    assert 'data-line="1"' in server.query(broken, BROWSER).text
    posted = server.ask("/sparql", urlencode({"query": broken}).encode(), BROWSER)
    assert posted.status == 400
    assert "data-line" not in posted.text  # the form has an example then


def test_a_triple_within_an_answer_and_what_is_no_node_are_shown() -> None:
    from ldn_graph.rdf.opening import parse_turtle
    from ldn_graph.server.cells import make_cells

    graph = parse_turtle(DECLARATIONS + "entity:a a ldn:Drug .")
    node, blank = ox.NamedNode("https://w3id.org/ldn-graph/entity/a"), ox.BlankNode("b")
    (row,) = make_cells(graph, ["a", "b", "c", "d"], [(node, blank, None, ox.Triple(node, node, node))])
    assert row[0] == Cell("entity:a", "/entity/a")
    assert (row[1].address, row[2].words, row[3].address) == ("", "", "")
