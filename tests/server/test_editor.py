"""The editor of queries in a browser: what it completes, its lines, where a mistake is, and what was asked before."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.serving import Server

BROKEN = "SELECT ?claim ?label {\n  ?claim a ldn:Claim ;\n    rdfs:label ?label ,\n}"
ACTIVE = "document.activeElement"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.end()


@pytest.fixture
def tab(server: Server, browser: Browser) -> Iterator[Tab]:
    """The form; nothing may be asked of another host, and nothing complained of."""
    told: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        opened = context.new_page()
        opened.on("request", lambda request: told.append(request.url) if server.address not in request.url else None)
        opened.on("console", lambda message: told.append(message.text) if "status of 400" not in message.text else None)
        opened.on("pageerror", lambda error: told.append(str(error)))
        opened.goto(f"{server.address}/query")
        yield opened
    assert told == []


def write(tab: Tab, text: str) -> list[str]:
    """The words that are offered after a text was written."""
    field = tab.locator("textarea")
    with tab.expect_response("**/assets/words.json"):
        field.focus()
    field.fill("")
    field.press_sequentially(text)
    tab.wait_for_timeout(50)  # nothing tells that nothing is offered
    return [item.partition("\n")[0] for item in tab.locator("#offers:not([hidden]) li").all_inner_texts()]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SELECT ?claim ?label { ?cl", "?claim"),
        ("ASK { ?x a ldn:Cl", "ldn:Claim"),
        ("ASK { ?x ldn:wor", "ldn:wording"),
        ("ASK { ?x ldn:wording ldn:prov", "ldn:proven"),
        ("ASK { ?x ldn:wording ldn:proven , ldn:", "ldn:asserted"),
        ("ASK { ?x a cl", "ldn:Claim"),
        ("sel", "SELECT"),
        ("PREFIX ld", "ldn: <https://w3id.org/ldn-graph/vocab#>"),
        ("ASK { ?x rdf:object lupus", "entity:lupus"),
        ("ASK { ?x ?y claim:C1", "claim:C10"),
        ("ASK { ?x rdfs:label 'lup", None),
        ('ASK { ?x rdfs:label "a \\" lup', None),
        ("ASK { ?x ?y <http://ex", None),
        ("ASK { # sel", None),
        ("ASK { ?x rdfs:label 'lup' ; ldn:wordi", "ldn:wording"),
        ("ASK { ?x ?y ?zz", None),
    ],
)
def test_words_that_fit_are_offered(tab: Tab, text: str, first: str | None) -> None:
    offered = write(tab, text)
    assert (offered[0] if offered else None) == first


def test_words_are_taken_by_keyboard_and_can_be_undone(tab: Tab) -> None:
    write(tab, "ASK { ?x a ldn:Cl")
    field = tab.locator("textarea")
    field.press("ArrowDown")
    chosen = tab.locator("#offers [aria-selected='true']")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("Enter")
    assert field.input_value() == "ASK { ?x a ldn:Claim"
    assert tab.locator("#offers").is_hidden()
    field.press("Control+z")
    assert field.input_value() == "ASK { ?x a ldn:Cl"
    field.press("Control+Space")
    field.press("Tab")
    assert field.input_value() == "ASK { ?x a ldn:Claim"
    # a click does the same
    field.press_sequentially(" ; ldn:wordi")
    tab.get_by_role("option").first.click()
    assert field.input_value() == "ASK { ?x a ldn:Claim ; ldn:wording"


def test_the_keyboard_is_never_trapped(tab: Tab) -> None:
    write(tab, "ASK { ?x a ldn:Cl")
    field = tab.locator("textarea")
    field.press("Enter")  # nothing was chosen, so that it is the end of a line
    assert field.input_value() == "ASK { ?x a ldn:Cl\n"
    field.press_sequentially("ldn:Cl")
    assert tab.locator("#offers").is_visible()
    field.press("Escape")
    assert tab.locator("#offers").is_hidden()
    field.press_sequentially("a")
    field.press("Tab")
    assert tab.evaluate(f"{ACTIVE}.textContent") == "Ask"
    assert tab.locator("#offers").is_hidden()
    tab.keyboard.press("Shift+Tab")
    assert tab.evaluate(f"{ACTIVE}.id") == "sparql"
    field.fill("ASK { ?x a ldn:Claim }")
    field.press("Control+Enter")
    tab.wait_for_url("**/sparql?query=*")
    assert tab.locator("td").inner_text() == "yes"


def test_each_line_has_its_number_beside_it(tab: Tab) -> None:
    field = tab.locator("textarea")
    field.fill("\n".join(f"# {'long ' * n}" for n in range(60)))
    numbers = tab.locator(".numbers span")
    assert numbers.all_inner_texts() == [str(n) for n in range(1, 61)]
    field.evaluate("field => { field.scrollTop = 700; }")
    tab.evaluate("new Promise(requestAnimationFrame)")
    assert tab.locator(".numbers").evaluate("numbers => numbers.scrollTop") == 700
    steps = "[...document.querySelectorAll('.numbers span')].map((n) => n.getBoundingClientRect().height)"
    height = float(field.evaluate("field => parseFloat(getComputedStyle(field).lineHeight)"))
    assert max(abs(step - height) for step in tab.evaluate(steps)) < 0.1
    field.fill("ASK {}")
    assert numbers.all_inner_texts() == ["1"]


def test_a_mistake_is_marked_at_its_line_until_it_is_mended(tab: Tab) -> None:
    tab.goto(tab.url.replace("/query", f"/sparql?query={quote(BROKEN)}"))
    field = tab.locator("textarea")
    assert tab.locator(".numbers .wrong").inner_text() == "4"
    assert field.evaluate("f => f.value.slice(f.selectionStart, f.selectionEnd)") == "}"
    assert tab.evaluate(f"{ACTIVE}.id") == "sparql"
    described = (field.get_attribute("aria-describedby") or "").split()
    assert "line 4, column 1" in tab.locator(f"#{described[0]}").inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    field.press("Backspace")
    assert tab.locator(".numbers .wrong").count() == 0
    assert field.get_attribute("aria-invalid") is None


def test_what_was_asked_is_in_the_address_and_offered_again(tab: Tab) -> None:
    form = tab.url
    field = tab.locator("textarea")
    for drug in ("Drug", "Condition"):
        field.fill(f"ASK {{ ?x a ldn:{drug} }}")
        tab.get_by_role("button", name="Ask").first.click()
        tab.wait_for_url(f"**/sparql?query=*{drug}*")
    tab.go_back()
    assert field.input_value() == "ASK { ?x a ldn:Drug }"
    tab.go_forward()
    assert field.input_value() == "ASK { ?x a ldn:Condition }"
    tab.goto(form)
    tab.get_by_text("Earlier queries of this tab").click()
    earlier = tab.locator("form li a")
    assert earlier.all_inner_texts() == ["ASK { ?x a ldn:Condition }", "ASK { ?x a ldn:Drug }"]
    earlier.nth(1).click()
    assert field.input_value() == "ASK { ?x a ldn:Drug }"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_can_be_used_by_all(server: Server, browser: Browser, width: int, scheme: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(f"{server.address}/sparql?query={quote(BROKEN)}")
        field = tab.locator("textarea")
        axe = Axe().run(tab)  # with the mark
        assert axe.violations_count == 0, axe.generate_report()
        field.fill("ASK { ?x rdf:object ")
        field.press_sequentially("lup")
        field.press("ArrowDown")
        axe = Axe().run(tab)
        assert axe.violations_count == 0, axe.generate_report()
        offers = tab.locator("#offers").bounding_box()
        assert offers is not None
        assert offers["x"] >= 0
        assert offers["x"] + offers["width"] <= width
        root = "document.documentElement"
        assert tab.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
