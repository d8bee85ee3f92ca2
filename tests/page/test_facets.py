"""Facets: how many claims each value has, and finding one value among many."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.claims import Entity

from .opened import Open

COUNTED = """async ([fragment, values]) => {
  const shown = [];
  for (const [facet, value] of values) {
    const parameters = new URLSearchParams(fragment);
    parameters.delete(facet);
    parameters.append(facet, value);
    location.hash = parameters;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    shown.push(Number(document.getElementById("told").textContent.split(" ")[0]));
  }
  return shown;
}"""
"""How many claims the page has where one value of a facet is chosen alone, beside what else the address asks for."""


@pytest.mark.parametrize(
    "fragment",
    [
        "view=table",
        "view=table&condition=multiple-sclerosis&design=cohort",
        "view=table&q=pain&status=contested&level=1",
    ],
)
def test_beside_a_value_stands_how_many_claims_it_would_leave(open_page: Open, audit: Audit, fragment: str) -> None:
    opened = open_page(audit, f"#{fragment}")
    values = opened.tab.eval_on_selector_all(
        "#facets label", "all => all.map((label) => [label.control.dataset.facet, label.control.value])"
    )
    said = opened.tab.eval_on_selector_all("#facets label b", "all => all.map((b) => Number(b.textContent))")
    assert len(values) > 10
    assert opened.tab.evaluate(COUNTED, [fragment, values]) == said


def in_conditions(audit: Audit, count: int) -> Audit:
    """Claims of so many conditions, one each; the last has another name."""
    claim = next(
        c.claim for c in audit.claims if c.claim.context and c.claim.object != c.claim.context and not c.claim.rests_on
    )
    claims = []
    for n in range(count):
        names = ("Morbus Ultimus",) if n == count - 1 else ()
        condition = Entity(f"https://x.test/c{n}", f"c{n}", f"disease number {n}", "Condition", (), (), names)
        claims.append(claim._replace(iri=f"https://x.test/{n}", id=f"X{n}", context=condition))
    return audit_claims(claims)


def test_one_value_of_many_is_found_by_its_names(open_page: Open, audit: Audit) -> None:
    opened = open_page(in_conditions(audit, 230), "#view=table")
    tab = opened.tab
    facet = "#facets fieldset[data-facet=condition]"
    field = tab.get_by_role("searchbox", name="Find in the filter condition")
    amount = tab.locator(f"{facet} [role=status]")
    assert (field.get_attribute("placeholder"), amount.inner_text()) == ("find one of 230", "8 of 230 are shown")
    field.press_sequentially("number 22")
    assert amount.inner_text() == "12 of 230 found"
    assert tab.evaluate("document.activeElement.type") == "search", "one goes on typing"
    field.press("Tab")
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    assert opened.rows() == ["X122"]
    field.fill("morbus")
    assert opened.texts(f"{facet} label span") == ["disease number 122", "disease number 229"], "what is chosen stays"
    assert amount.inner_text() == "1 of 230 found"
    field.fill("number")
    assert amount.inner_text() == "230 of 230 found, 20 shown"
    field.fill("nothing of that name")
    assert (amount.inner_text(), tab.locator(f"{facet} label").count()) == ("none of 230 found", 1)
    assert Axe().run(tab).violations_count == 0
    field.press("Escape")
    assert (field.input_value(), amount.inner_text()) == ("", "8 of 230 are shown")
    opened.check_quiet()


def test_few_values_have_no_field(open_page: Open, audit: Audit) -> None:
    tab = open_page(in_conditions(audit, 20), "#view=table").tab
    assert tab.locator("#facets [type=search]:visible").count() == 0
