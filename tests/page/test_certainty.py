"""How sure one may be, on the page: beside every status, by look and by words, and nothing of it is run."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.documents import claim_document
from ldn_graph.audit.dossier import certainty_facts, change_facts
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.judgements import CertaintyRating, Judgement, PublicationBias
from ldn_graph.model.studies import Arm, DomainAssessment, Result, RiskOfBias, Study
from ldn_graph.output.tables import json_text
from ldn_graph.page.findings import describe_summaries
from ldn_graph.page.layout import ALL_LOOKS, LOOKS, OVERCLAIM, RESERVE, has_reserve, look_of
from ldn_graph.page.notebook import MARKS
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from tests.conftest import claim_turtle, line_turtle, source_turtle

from .opened import Open, Opened, read_data
from .test_render import HOSTILE, _contrast, change, visible

TRIAL = "; ldn:participants 1000"
HEDGED = {"ldn__wording": "ldn:hedged"}


@pytest.fixture
def few(turtle: Callable[..., Graph]) -> Audit:
    """C01 a case report supports, C02 a large trial, C03 is no claim of efficacy and worded as proven, C04 in part."""
    report = line_turtle("e1", "one") + source_turtle("one", "caseReport", more="; ldn:participants 1")
    trial = line_turtle("e2", "many") + source_turtle("many", "randomisedControlledTrial", "2012", TRIAL)
    cohort = line_turtle("e3", "group") + source_turtle("group", "cohort", "2014")
    part = line_turtle("e4", "part", "qualifies") + source_turtle("part", "caseReport", "2015", "; ldn:participants 2")
    graph = turtle(
        claim_turtle("C01", report, "evidence:e1", **HEDGED),
        claim_turtle("C02", trial, "evidence:e2", **HEDGED),
        claim_turtle("C03", cohort, "evidence:e3", ldn__topic="ldn:mechanism", ldn__wording="ldn:proven"),
        claim_turtle("C04", part, "evidence:e4", **HEDGED),
        claim_turtle("C05", **HEDGED),
    )
    return audit_claims(read_claims(graph))


def by_id(audit: Audit, name: str) -> ClaimAudit:
    return next(c for c in audit.claims if c.claim.id == name)


def test_the_claims_are_what_the_tests_need(few: Audit) -> None:
    said = [(c.status, c.certainty.words if c.certainty else None, "overclaimed" in c.flags) for c in few.claims]
    assert said == [
        ("supported", "very low certainty", False),
        ("supported", "very low to high certainty", False),
        ("supported", None, True),
        ("partly-supported", "very low certainty", False),
        ("unchecked", "no measurement, no search recorded", False),
    ]


# The look ------------------------------------------------------------------------------------------


def test_direct_support_of_which_one_may_not_be_sure_has_a_look_of_its_own(few: Audit) -> None:
    assert [look_of(c) for c in few.claims] == [
        f"supported{RESERVE}",
        "supported",
        f"supported{RESERVE}",
        f"partly-supported{RESERVE}",
        "unchecked",
    ]
    for status in ("supported", "partly-supported"):
        plain, reserve = ALL_LOOKS[status], ALL_LOOKS[f"{status}{RESERVE}"]
        assert reserve.mark not in {look.mark for look in LOOKS.values()}
        assert reserve.dashes not in {look.dashes for look in LOOKS.values()}, "no line of another status"
        assert {reserve.light, reserve.dark}.isdisjoint({plain.light, plain.dark})
    assert len({look.mark for look in ALL_LOOKS.values()} | {OVERCLAIM}) == len(ALL_LOOKS) + 1
    assert len(set(MARKS.values())) == len(MARKS) == len(ALL_LOOKS)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_its_colours_can_be_read(ground: str) -> None:
    behind = {"light": "#ffffff", "dark": "#1a1e24"}[ground]
    for name, look in ALL_LOOKS.items():
        assert _contrast(getattr(look, ground), behind) >= 4.5, name


def test_what_a_person_rates_moderate_is_shown_without_reserve(few: Audit) -> None:
    claim = by_id(few, "C01").claim
    rating = CertaintyRating("urn:r", 3, None, "2026-11-01", "seen by everybody")
    (rated,) = audit_claims([change(claim, certainty_ratings=(rating,))]).claims
    assert not has_reserve(rated)


def paths_of(opened: Opened, selector: str) -> set[str]:
    return set(opened.tab.eval_on_selector_all(f"{selector} path", "all => all.map((e) => e.getAttribute('d'))"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_view_gives_it_the_look_of_a_plain_supported_claim(
    open_page: Open, few: Audit, width: int, scheme: str
) -> None:
    opened = open_page(few, "#view=table", width=width, scheme=scheme)
    plain, reserve = (look.mark for look in (ALL_LOOKS["supported"], ALL_LOOKS[f"supported{RESERVE}"]))
    colour = "(e) => getComputedStyle(e).color"
    cells = {c: opened.tab.locator(f"tr[data-claim={c}] td >> nth=0") for c in ("C01", "C02", "C03")}
    assert paths_of(opened, "tr[data-claim=C01] .cell-status") == {reserve}
    assert paths_of(opened, "tr[data-claim=C02] .cell-status") == {plain}
    assert paths_of(opened, "tr[data-claim=C03] .cell-status") == {reserve, OVERCLAIM}
    colours = {c: cell.evaluate(colour) for c, cell in cells.items()}
    assert colours["C01"] == colours["C03"] != colours["C02"]
    texts = {c: " ".join(cell.inner_text().split()) for c, cell in cells.items()}
    assert texts == {
        "C01": "supported",
        "C02": "supported",
        "C03": "supported overclaimed",
    }
    opened.tab.click("#tab-map")
    for c, mark in (("C01", reserve), ("C02", plain), ("C03", reserve)):
        assert mark in paths_of(opened, f"a[aria-label^='{c},']")
        assert not {plain, reserve} - {mark} & paths_of(opened, f"a[aria-label^='{c},']")
    labels = opened.tab.eval_on_selector_all("#map-table a", "all => all.map((a) => a.getAttribute('aria-label'))")
    assert [words for words in labels if words.startswith("C01, supported, very low certainty,")]
    assert [words for words in labels if words.startswith("C03, supported, overclaimed: stated as proven,")]
    assert opened.width_beyond() <= 0
    opened.check_quiet()


def test_the_drawing_says_it_by_line_mark_colour_and_words(open_page: Open, few: Audit) -> None:
    opened = open_page(few, "#view=graph")
    svg = opened.save("svg").decode()
    reserve, plain = ALL_LOOKS[f"supported{RESERVE}"], ALL_LOOKS["supported"]
    lines = re.findall(r'<path d="M[\d.]+ ([\d.]+)H[\d.]+" stroke="(rgb[^"]+)"[^>]*stroke-dasharray="([^"]+)"', svg)
    heights = sorted({float(y) for y, _, _ in lines})
    looks = {
        claim: {(ink, dashes) for y, ink, dashes in lines if float(y) == height}
        for claim, height in zip(opened.lanes(), heights, strict=True)
    }
    assert looks["C01"] == looks["C03"] == {(rgb(reserve.light), " ".join(map(str, reserve.dashes)))}
    assert looks["C02"] == {(rgb(plain.light), "none")}
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    for said in ("very low certainty", "very low to high certainty", "overclaimed: stated as proven"):
        assert said in words
    assert "no measurement, no search recorded" in words, "beside a claim without support, too"


def rgb(colour: str) -> str:
    """A colour as a browser tells it."""
    return f"rgb({', '.join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))})"


@pytest.mark.parametrize("width", [1280, 390])
def test_certainty_is_drawn_however_little_room_there_is(open_page: Open, few: Audit, width: int) -> None:
    rows = open_page(few, "#view=graph", width=width).lanes()
    assert "supported, with reserve · very low certainty" in rows["C01"]
    assert "supported, with reserve · overclaimed: stated as proven" in rows["C03"]
    assert "unchecked · no measurement, no search recorded" in rows["C05"]


def test_counts_beside_the_status_say_how_many_have_a_reserve(open_page: Open, few: Audit) -> None:
    opened = open_page(few, "#view=table")
    tab = opened.tab
    assert tab.inner_text("[data-uncertain=supported]").split() == ["1", "uncertain"]
    assert tab.inner_text("[data-overclaimed=supported]").split() == ["1", "overclaimed"]
    assert tab.inner_text("[data-uncertain=partly-supported]").split() == ["1", "uncertain"]
    assert tab.inner_text("#reserve") == "3 (partly) supported are uncertain or overclaimed."
    tab.check("#facets [data-facet=certainty] input[value=high]")
    assert tab.is_hidden("[data-uncertain=supported]")
    assert tab.is_hidden("[data-overclaimed=supported]")
    tab.evaluate("location.hash = 'view=table&year=2011'")
    opened.settle()
    assert tab.inner_text("#reserve") == "1 (partly) supported is uncertain or overclaimed."
    assert "3 (partly) supported are uncertain or overclaimed." in visible(render_page(few))


# The filter ----------------------------------------------------------------------------------------


def test_claims_are_filtered_by_certainty_and_the_address_keeps_it(open_page: Open, few: Audit) -> None:
    opened = open_page(few, "#view=table")
    tab = opened.tab
    facet = "#facets [data-facet=certainty]"
    counts = tab.eval_on_selector_all(
        f"{facet} label",
        """all => all.map((e) => [e.querySelector("input").value, e.querySelector("span").innerText,
            +e.querySelector("b").innerText])""",
    )
    assert counts == [
        ["high", "high", 1],
        ["very-low", "very low", 2],
        ["not-searched", "no measurement, no search recorded", 1],
        ["none", "no certainty is said", 1],
    ]
    tab.check(f"{facet} input[value=very-low]")
    assert opened.rows() == ["C01", "C04"]
    assert tab.evaluate("location.hash") == "#view=table&certainty=very-low"
    tab.check(f"{facet} input[value=not-searched]")
    assert opened.rows() == ["C01", "C04", "C05"]
    document = json.loads(opened.save("json"))
    assert document["selection"] == "certainty, at best: very low or no measurement, no search recorded"
    again = open_page(few, "#view=table&certainty=very-low&flag=low-certainty,overclaimed&certainty=none")
    assert again.rows() == ["C03"]
    strange = open_page(few, "#view=table&certainty=__proto__")
    assert strange.rows() == []
    strange.check_quiet()


def test_the_table_sorts_by_certainty(open_page: Open, few: Audit) -> None:
    opened = open_page(few, "#view=table&sort=-certainty")
    assert opened.rows() == ["C02", "C01", "C04", "C05", "C03"], "what has none is last"


def test_a_search_finds_certainty(open_page: Open, few: Audit) -> None:
    opened = open_page(few, "#view=table&q=measurement")
    assert opened.rows() == ["C05"]


# The chosen claim --------------------------------------------------------------------------------------


RESULT = Result(
    "urn:result", "fall of the index", None, "4.5 mg", "placebo", "12 weeks", None, "riskRatio", Decimal("2.1"),
    Decimal("1.1"), Decimal("4.0"), "0.02", 40, None, (Arm("urn:arm", "drug", 12, 20),), "12 / 20 is 60 %",
)  # fmt: skip
RISK = RiskOfBias(
    "urn:risk", "rob2", "highRisk", None,
    (DomainAssessment("urn:d2", "missingOutcomeData", "highRisk", "six people are missing"),),
    "https://x.test/readers/one", "2026-11-02", "many are missing",
)  # fmt: skip
STUDY = Study(
    "afterStart", "2009-02", "2008", "2010-05-01", "index at 12 weeks", "index at 8 weeks", True, 40, 38, 36,
    ("a foundation",), ("an author sells the drug",), ("vivid dreams",), ("https://x.test/other",), (RESULT,), (RISK,),
)  # fmt: skip
OTHER = Judgement("urn:j", "qualifies", "indirect", ("otherPopulation",), "adults only", "https://x.test/two", None)


def studied(claim: Claim) -> Claim:
    """The claim, with all that may be recorded of its evidence."""
    line, *others = claim.lines
    line = line._replace(
        results=(RESULT,), source=line.source._replace(study=STUDY, same_study_as=("https://x.test/twin",), doi="10.1000/one"),
        judge="https://x.test/readers/one", created="2026-11-01", other_judgements=(OTHER,),
        adopted_because="the label says adults and children",
    )  # fmt: skip
    return claim._replace(
        lines=(line, *others), certainty_ratings=(CertaintyRating("urn:r", 1, "https://x.test/two", None, "one case"),)
    )


def unfold(opened: Opened, within: str) -> str:
    """The words in a part of the page, all its folds open."""
    opened.tab.eval_on_selector_all(f"{within} details", "all => all.forEach((e) => { e.open = true; })")
    return " ".join(opened.tab.inner_text(within).split())


def test_the_chosen_claim_says_how_sure_one_may_be_and_why(open_page: Open, few: Audit) -> None:
    audit = audit_claims([studied(by_id(few, "C01").claim), by_id(few, "C05").claim])
    opened = open_page(audit, "#claim=C01")
    (audited, _) = audit.claims
    assert audited.certainty
    assert "supported" in opened.tab.inner_text("#panel h2")
    assert paths_of(opened, "#panel h2") == {ALL_LOOKS[f"supported{RESERVE}"].mark}
    assert audited.certainty.sentence in opened.tab.inner_text("#panel .sure"), "without a click"
    text = unfold(opened, "#panel")
    for domain in audited.certainty.domains:
        assert domain.reason in text
        assert domain.missing in text
    assert dict(certainty_facts(audited.certainty))["set by"] in text
    assert list(change_facts(audited)) == [("without", "one: unchecked")]
    assert "What would change the status: the loss of one source without one: unchecked" in text
    opened.tab.evaluate("location.hash = 'claim=C05'")
    opened.tab.locator("#panel h2", has_text="C05").wait_for()
    assert "No measurement of this is recorded, and nobody recorded a search for one." in unfold(opened, "#panel")
    assert "The loss of no single source would change the status." in opened.tab.inner_text("#panel")
    opened.check_quiet()


def test_a_line_says_its_results_its_risk_of_bias_and_who_judged_it(open_page: Open, few: Audit) -> None:
    opened = open_page(audit_claims([studied(by_id(few, "C01").claim)]), "#claim=C01")
    summary = opened.tab.inner_text("#panel .source summary")
    assert summary == "1 result, high risk of bias, readers differ, the study"
    text = unfold(opened, "#panel .source")
    for words in (
        "fall of the index: risk ratio 2.1; 95 % interval 1.1 to 4.0; drug: 12 of 20; p 0.02; 40 people; 4.5 mg; "
        "against placebo; 12 weeks (our arithmetic: 12 / 20 is 60 %)",
        "Risk of bias: high risk of bias (RoB 2); missing outcome data: high risk of bias. many are missing",
        "missing outcome data: high risk of bias. six people are missing",
        "Judged by: one, 1 November 2026.",
        "Another reader judged otherwise (two): supports a weaker or narrower version of it, indirect, "
        "another population or disease. adults only",
        "Adopted because: the label says adults and children",
        "registered after the start; registered 2009-02; started 2008; completed 2010-05-01",
        "registered outcome index at 12 weeks",
        "the published primary outcome is not the registered one",
        "40 randomised, 38 analysed, 36 completed",
        "a foundation",
        "an author sells the drug",
        "vivid dreams",
        "may overlap other",
        "same study as twin",
    ):
        assert words in text
    opened.check_quiet()


def test_a_null_without_an_interval_is_said_in_words(open_page: Open, few: Audit) -> None:
    claim = by_id(few, "C01").claim
    line = claim.lines[0]._replace(bearing="disputes", null_without_interval=True)
    opened = open_page(audit_claims([claim._replace(lines=(line,))]), "#claim=C01")
    assert "saw no difference, without an interval: it counts neither way" in opened.tab.inner_text("#panel .source")
    panel = opened.tab.inner_text("#panel").lower()
    assert "no difference seen, without an interval: counts neither way (1)" in panel
    assert "\nagainst (0)" in panel, "what disputes nothing does not stand against"
    assert "speaks against it" not in panel


def test_a_chosen_source_shows_the_study(open_page: Open, few: Audit) -> None:
    claims = [studied(by_id(few, "C01").claim), by_id(few, "C02").claim]
    opened = open_page(audit_claims(claims), "#view=table&source=one")
    text = unfold(opened, "#about")
    for words in ("40 randomised", "a foundation", "fall of the index: risk ratio 2.1", "six people are missing"):
        assert words in text
    opened.tab.evaluate("location.hash = 'view=table&source=many'")
    opened.settle()
    assert "Nothing more is recorded of it as a study." in unfold(opened, "#about")
    opened.tab.evaluate("location.hash = 'view=table'")
    opened.settle()
    assert opened.tab.is_hidden("#about")
    opened.check_quiet()


def test_a_fold_stays_as_it_was_left(open_page: Open, few: Audit) -> None:
    tab = open_page(few, "#claim=C01").tab
    tab.focus("#panel .fold summary >> nth=0")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel .fold[open]")
    tab.click("#panel .after")
    tab.locator("#panel h2", has_text="C02").wait_for()
    assert tab.locator("#panel .fold[open] summary").inner_text().startswith("How sure one may be")


# A chosen condition -------------------------------------------------------------------------------------


def test_a_chosen_condition_offers_its_summary_of_findings(open_page: Open, few: Audit) -> None:
    opened = open_page(few, "#view=table&condition=lupus")
    title = opened.tab.inner_text("#about summary")
    assert title == "Summary of findings: lupus (4 rows)"
    text = unfold(opened, "#about")
    assert "1 study, 1,000 people" in text
    assert "Claimed: claim C01. We cannot tell from what there is." in text
    notes = opened.tab.locator("#about ol > li").all_inner_texts()
    marks = opened.tab.locator("#about tr", has_text="claim C01").locator("sup").last.inner_text()
    certainty = by_id(few, "C01").certainty
    assert certainty
    said = [notes[int(number) - 1] for number in marks.split(",")]
    for domain in certainty.domains:
        assert [note for note in said if note.startswith(domain.name) and note.endswith(domain.reason)]
    opened.tab.click("#about a >> nth=0")
    opened.tab.wait_for_selector("#panel .label")
    opened.check_quiet()


def test_a_row_of_a_summary_stands_once(audit: Audit) -> None:
    data = describe_summaries(audit)
    on, rows = data["on"], data["rows"]
    assert isinstance(on, dict)
    assert isinstance(rows, list)
    places = [place for sections in on.values() for _, some in sections for place, _ in some]
    assert set(places) == set(range(len(rows)))
    assert len(places) > len(rows), "a broader condition has the rows of the narrower ones"


# Carried away, and without scripts ------------------------------------------------------------------------


def test_what_is_carried_away_says_it(open_page: Open, few: Audit) -> None:
    audit = audit_claims([studied(by_id(few, "C01").claim), by_id(few, "C03").claim])
    opened = open_page(audit, "#claim=C01")
    records = json.loads(opened.save("json"))["claims"]
    for record, audited in zip(records, audit.claims, strict=True):
        document = json.loads(json_text(claim_document(audited)))
        assert record["certainty"] == document["certainty"]
        assert record["would_change"] == document["would_change"]
        if document["how_sure"]:
            for domain in document["how_sure"]["domains"]:
                del domain["because"]
        assert record["how_sure"] == document["how_sure"]
        for one, other in zip(record["evidence"], document["evidence"], strict=True):
            assert {key: one[key] for key in one if key != "source"} == {k: other[k] for k in other if k != "source"}
    rows = list(csv.DictReader(io.StringIO(opened.save("csv").decode(), newline="")))
    assert [(row["certainty"], row["certainty_upper"], "overclaimed" in row["flags"]) for row in rows] == [
        ("very low certainty", "1", False), ("", "", True)
    ]  # fmt: skip
    tab = opened.tab
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name, words in (
        ("C01", "Supported, very low certainty: a source recorded here supports this claim directly, and none speaks "
         "directly against it. We cannot tell from what there is."),
        ("C03", "Supported, overclaimed: stated as proven: a source recorded here"),
    ):  # fmt: skip
        tab.evaluate("(id) => { location.hash = 'claim=' + id; }", name)
        tab.locator("#panel h2", has_text=name).wait_for()
        tab.evaluate("document.getElementById('told').textContent = ''")
        tab.click("#panel .copy button:has-text('citation')")
        tab.locator("#told", has_text="Copied.").wait_for()
        assert words in tab.evaluate("navigator.clipboard.readText()")


def test_as_published_no_certainty_is_said(open_page: Open, few: Audit) -> None:
    claim = by_id(few, "C01").claim
    cited = claim._replace(cited=(claim.lines[0].source.iri,))
    opened = open_page(audit_claims([cited]), "#as=published&claim=C01")
    text = opened.tab.inner_text("#panel")
    assert "said of all evidence, and not of what an article cites" in text
    assert "very low" not in text


def test_certainty_as_of_a_year_is_that_of_the_year(open_page: Open, turtle: Callable[..., Graph]) -> None:
    lines = line_turtle("e1", "one") + line_turtle("e2", "many")
    sources = source_turtle("one", "caseReport", "2010", "; ldn:participants 1") + source_turtle(
        "many", "randomisedControlledTrial", "2012", TRIAL
    )
    graph = turtle(claim_turtle("C01", lines + sources, "evidence:e1, evidence:e2", **HEDGED))
    audit = audit_claims(read_claims(graph))
    opened = open_page(audit, "#view=table&year=2011")
    assert opened.tab.inner_text("tr[data-claim=C01] .cell-certainty") == "very low"
    assert opened.tab.locator("tr[data-claim=C01] .supported-with-reserve").count()
    opened.tab.evaluate("location.hash = 'view=table'")
    opened.settle()
    assert opened.tab.inner_text("tr[data-claim=C01] .cell-certainty") == "very low to high"
    assert not opened.tab.locator("tr[data-claim=C01] .supported-with-reserve").count()
    assert opened.tab.inner_text("tr[data-claim=C01] td >> nth=0").strip() == "supported"


def test_without_scripts_and_on_paper(open_page: Open, browser: Browser, few: Audit) -> None:
    audit = audit_claims([studied(by_id(few, "C01").claim), by_id(few, "C03").claim])
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.set_content(render_page(audit))
    heads = {c: " ".join(tab.inner_text(f"article[data-of={c}] h2").split()) for c in ("C01", "C03")}
    assert heads == {
        "C01": "C01 supported, very low certainty",
        "C03": "C03 supported, overclaimed: stated as proven",
    }
    assert "We cannot tell from what there is." in tab.inner_text("article[data-of=C01]")
    assert "What would change the status: without one: unchecked." in tab.inner_text("article[data-of=C01]")
    context.close()
    opened = open_page(audit, "#view=table")
    opened.tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.tab.emulate_media(media="print")
    table = opened.tab.inner_text("#table")
    for words in ("very low", "overclaimed: stated as proven", "Result: fall of the index: risk ratio 2.1"):
        assert words in table
    assert opened.tab.locator("#table details").count() == 0, "on paper nothing unfolds"


# Who reads it, and what others may put in -------------------------------------------------------------------


@pytest.mark.parametrize("fragment", ["#claim=C01", "#view=table&condition=lupus&source=one"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_axe_finds_no_violation_in_what_unfolds(
    open_page: Open, few: Audit, fragment: str, width: int, scheme: str
) -> None:
    audit = audit_claims([studied(by_id(few, "C01").claim), *(c.claim for c in few.claims[1:])])
    opened = open_page(audit, fragment, width=width, scheme=scheme)
    unfold(opened, "body")
    assert opened.width_beyond() <= 0
    response = Axe().run(opened.tab).response
    assert len(response["passes"]) > 10
    assert [(v["id"], [n["html"][:90] for n in v["nodes"][:3]]) for v in response["violations"]] == []


def hostile(claim: Claim, text: str) -> Claim:
    """The claim with ``text`` wherever a person writes something about certainty, results or studies."""
    result = RESULT._replace(
        label=text, dose=text, comparator=text, time_point=text, finding=text, p_value=text, our_computation=text,
        arms=(Arm("urn:a", text, 1, 2),),
    )  # fmt: skip
    risk = RISK._replace(comment=text, judge=text, domains=(RISK.domains[0]._replace(comment=text),), created=text)
    study = Study(
        "afterStart",
        text,
        text,
        text,
        text,
        text,
        True,
        1,
        1,
        1,
        (text,),
        (text,),
        (text,),
        (text,),
        (result,),
        (risk,),
    )
    source = claim.lines[0].source._replace(study=study, same_study_as=(text,))
    line = claim.lines[0]._replace(
        results=(result,), source=source, judge=text, created=text, adopted_because=text,
        other_judgements=(OTHER._replace(comment=text, judge=text, created=text),),
    )  # fmt: skip
    return claim._replace(
        lines=(line,),
        certainty_ratings=(CertaintyRating("urn:r", 1, text, text, text),),
        publication_bias=(PublicationBias("urn:p", True, text, text, text),),
    )


@pytest.mark.parametrize("text", [HOSTILE, "word " * 2_000, "x" * 5_000], ids=["markup", "words", "long"])
@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_texts_in_it_stay_texts(open_page: Open, few: Audit, text: str, width: int) -> None:
    audit = audit_claims([hostile(by_id(few, "C01").claim, text)])
    opened = open_page(audit, "#claim=C01&condition=lupus", width=width)
    for fragment in ("#claim=C01&condition=lupus", "#view=table&source=one"):
        opened.load(fragment)
        if "table" in fragment and opened.tab.locator(".unfold").count():
            opened.tab.click(".unfold >> nth=0")
        unfold(opened, "body")
        assert opened.width_beyond() <= 0
        assert opened.tab.evaluate("window.__pwned") is None
        assert opened.tab.locator("img").count() == 0
        opened.check_quiet()
    data = read_data(render_page(audit))["page"]
    assert not re.search("[\x00\x1b\u202e]", json.dumps(data, ensure_ascii=False))
