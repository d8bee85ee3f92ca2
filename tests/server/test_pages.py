"""The pages of the server in a browser: they work without scripts, run nothing they are told, and can be read by all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from ldn_graph.model.graph import Graph
from ldn_graph.processes.children import start_limited
from ldn_graph.server import front_page as front
from tests.serving import Server

HOSTILE = "</textarea><script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\">"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server()
    yield started
    started.end()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_question_is_asked_without_scripts(server: Server, tab: Tab) -> None:
    tab.goto(f"{server.address}/query")
    tab.get_by_text("The claims on a condition").click()
    form = tab.locator("details[open]")
    form.get_by_label("condition").fill("primary progressive multiple sclerosis")
    form.get_by_role("button").click()
    assert tab.locator("h1").inner_text() == "The claims on a condition"
    assert tab.locator("tbody tr").count() == 2
    assert "claim:C17" in tab.locator("tbody").inner_text()
    assert tab.get_by_label("condition").input_value() == "primary progressive multiple sclerosis"
    with tab.expect_download() as caught:
        tab.get_by_role("link", name="CSV").click()
    assert caught.value.suggested_filename == "claims-for-condition.csv"


def test_a_query_is_asked_mended_and_asked_anew(server: Server, tab: Tab) -> None:
    tab.goto(f"{server.address}/query")
    area = tab.locator("textarea")
    area.fill("SELECT ?x {\n  ?x a ldn:Drug ; rdfs:lable ?y\n")
    tab.get_by_role("button", name="Ask").first.click()
    assert "this { is never closed; add }" in tab.locator("main").inner_text()
    area.fill(area.input_value() + "}")
    tab.get_by_role("button", name="Ask").first.click()
    assert "did you mean rdfs:label?" in tab.locator("main").inner_text()
    assert tab.locator("#answer").inner_text() == "No rows"


@pytest.mark.parametrize(
    "path",
    [
        f"/query?query={quote(HOSTILE)}",
        f"/sparql?query={quote(HOSTILE)}",
        f"/sparql?query={quote(f'SELECT ?x {{ BIND({HOSTILE!r} AS ?x) }} # {HOSTILE}')}",
        f"/sparql?format=json&query={quote(HOSTILE)}",
        f"/questions/{quote(HOSTILE, safe='')}",
        f"/questions/claims-for-condition?condition={quote(HOSTILE)}",
        f"/questions/claims-for-condition?{quote(HOSTILE)}=1",
    ],
)
def test_what_a_client_sends_is_shown_and_never_run(server: Server, browser: Browser, path: str) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{server.address}{path}")
        assert tab.title() != "run"
        assert tab.locator("script:not([src^='/assets/']), img").count() == 0


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/query", "light"),
        ("/sparql?query=SELECT*%7B", "dark"),
        ("/questions/claims-for-condition?condition=lupis", "light"),
        ("/questions/sources-of-design?design=cohort", "light"),
        ("/questions/claims-for-condition?condition=lupus", "dark"),
        ("/sparql?query=DESCRIBE+claim:C17", "light"),
    ],
)
def test_the_pages_can_be_read_by_all(server: Server, browser: Browser, path: str, scheme: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(f"{server.address}{path}")
        for width in (390, 1280, 1920):
            tab.set_viewport_size({"width": width, "height": 844})
            violations = Axe().run(tab)
            assert violations.violations_count == 0, violations.generate_report()
            root = "document.documentElement"
            assert tab.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_a_page_shows_the_first_rows_and_says_that_there_are_more(server: Server) -> None:
    answer = server.query("SELECT ?s ?p { ?s ?p ?o }", "text/html")
    assert "The first 1,000 rows; there are more" in answer.text
    assert answer.text.count("<tr>") == 1001


def test_the_page_of_the_claims_leads_to_those_of_each_and_to_the_form(server: Server, browser: Browser) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{server.address}/")
        tab.wait_for_selector("body[data-ready]")
        tab.evaluate("location.hash = '#claim=C17'")
        tab.get_by_role("link", name="page of this claim").click()
        expect(tab.locator("h1")).to_contain_text("In one study 39 of 40 people", timeout=30_000)
        tab.go_back()
        tab.get_by_role("link", name="Ask in SPARQL").click()
        assert tab.locator("h1").inner_text() == "Ask the graph"


def test_the_page_shows_the_text_that_the_server_was_started_with(graph: Graph) -> None:
    child = start_limited(lambda pipe: front.count_and_draw(lambda: graph, pipe, "A text & nothing more."), 60)
    with os.fdopen(child.pipe, "rb") as pipe:
        _, page = pipe.readline(), pipe.read().decode()
    assert os.waitpid(child.pid, 0)[1] == 0
    os.close(child.lifeline)
    assert "A text &amp; nothing more." in page


def test_of_too_many_claims_no_page_is_drawn(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "MAX_CLAIMS", 48)
    child = start_limited(lambda pipe: front.count_and_draw(lambda: graph, pipe), 60)
    with os.fdopen(child.pipe, "rb") as pipe:
        counts, page = json.loads(pipe.readline()), pipe.read()
    assert os.waitpid(child.pid, 0)[1] == 0
    os.close(child.lifeline)
    assert (counts["claims"], page) == (94, b"")
