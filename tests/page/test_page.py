"""The page in a browser: it opens from disk, asks nobody, says what the audit says, and runs nothing it is told."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.documents import AUDIT_KEYS, CLAIM_KEYS, audit_document, claim_document, claim_fields
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.audit.tables import CLAIM_COLUMNS, claim_rows
from ldn_graph.model.natural_order import natural_key
from ldn_graph.model.relation_words import relation_words
from ldn_graph.model.vocab import STATUSES
from ldn_graph.model.words import FLAG_WORDS
from ldn_graph.output.tables import csv_table, guard_formula, json_text
from ldn_graph.page.behind import behind_words
from ldn_graph.page.layout import arrange, cells_of, look_of, status_word
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sources.bibliography import records_of
from ldn_graph.sources.bibtex import write_bibtex
from ldn_graph.sources.csl_json import write_csl_json
from ldn_graph.sources.ris import write_ris
from ldn_graph.sources.writing import write_references
from tests.conftest import DECLARATIONS, ENTITIES, SENTENCE_ONLY, claim_turtle
from tests.sources.spellings import SPELLINGS

from .opened import Open
from .test_render import HOSTILE, change, hostile_audit, many_claims

# First look --------------------------------------------------------------------------------------


def test_opens_from_disk_and_says_what_the_audit_says(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    told = opened.tab.eval_on_selector_all(
        "[data-count]", "all => all.map(e => [e.dataset.count, Number(e.innerText)])"
    )
    assert dict(told) == audit.count_statuses()
    assert opened.tab.locator("#article").is_visible(), "there is one article"
    assert opened.tab.inner_text("#told") == f"{len(audit.claims)} claims"
    assert opened.width_beyond() <= 0
    opened.check_quiet()


@pytest.mark.parametrize(("width", "scheme"), [(1920, "light"), (1280, "dark"), (390, "light")])
def test_each_row_says_what_is_claimed_and_what_stands_behind_it(
    open_page: Open, audit: Audit, width: int, scheme: str
) -> None:
    opened = open_page(audit, "#view=graph", width=width, scheme=scheme)
    rows = opened.lanes()
    assert list(rows) == order_of(audit)
    for c in audit.claims:
        row = rows[c.claim.id]
        words = behind_words(c)
        said = [
            c.claim.label,
            status_word(look_of(c)),
            c.certainty and c.certainty.words,
            c.overclaim,
            *words[1:],
        ]
        at = [row.find(part) for part in said if part]
        assert -1 not in at, (row, said)
        assert at == sorted(at), row
        assert words[0].lower() in row.lower()
        assert row.endswith(f" · {c.claim.id}")
    assert not [row for row in rows.values() if "…" in row]
    opened.check_quiet()


def order_of(audit: Audit) -> list[str]:
    """The claims from the top, as they are laid out."""
    return [audit.claims[int(str(n["id"])[1:])].claim.id for n in arrange(audit).nodes if "label" not in n]


def sentence_of(audited: ClaimAudit, *, boxes: bool = False) -> str:
    """The chain of a claim in words, or as its boxes and what stands between them."""
    claim = audited.claim
    subject, middle, condition = labels_of(audited)
    kind = claim.subject.kind if claim.subject else ""
    verb = relation_words(claim.predicate or "", claim.direction, negated=claim.negated, subject=kind)
    if middle and condition and condition.lower() in middle.lower():  # "relapses of multiple sclerosis" says where
        return " ".join((subject, verb, middle, *([condition] if boxes else ())))
    return " ".join(filter(None, (subject, verb, middle, "in" if middle and condition else "", condition)))


def test_a_chain_reads_as_a_sentence(open_page: Open, audit: Audit) -> None:
    """In the wide drawing by what lies side by side, on a narrow screen and for a screen reader in words."""
    opened = open_page(audit, "#view=graph")
    by_id = {c.claim.id: c for c in audit.claims}
    seen = opened.tab.evaluate(
        """() => [...document.querySelectorAll("#lanes li")].map((item) => {
            const { top, height } = item.querySelector(".end").getBoundingClientRect(), y = top + height / 2;
            const parts = [...document.querySelectorAll("#lanes .box"), ...item.querySelectorAll(".verb, .in")]
                .map((e) => [e, e.getBoundingClientRect()]).filter(([, r]) => r.top <= y && r.bottom >= y)
                .sort(([, a], [, b]) => a.left - b.left);
            return [item.dataset.claim, parts.map(([e]) => e.textContent).join(" ")];
        })"""
    )
    assert dict(seen) == {name: sentence_of(c, boxes=True) for name, c in by_id.items()}
    narrow = open_page(audit, "#view=graph", width=390)
    told = narrow.tab.eval_on_selector_all(".chain", "all => all.map((e) => e.innerText)")
    assert told == [sentence_of(by_id[name]) for name in order_of(audit)]


def test_a_direction_and_a_denial_are_seen(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit, "#view=graph").tab
    verb = "#lanes li[data-claim={}] > .verb"
    assert tab.inner_text(verb.format("C05")) == "decreases"
    assert tab.inner_text(verb.format("C81")) == "does not have the adverse event"


def test_labels_do_not_overlap_and_boxes_cover_their_own_lanes(open_page: Open, audit: Audit) -> None:
    """Measured in the browser, on the drawing as a vector picture."""
    opened = open_page(audit)
    svg = opened.save("svg").decode()
    opened.tab.set_content(svg)
    assert opened.tab.locator("text").count() > 100
    clash = opened.tab.evaluate(
        """() => {
            const all = [...document.querySelectorAll("text")].map((e) => [e.textContent, e.getBoundingClientRect()]);
            const found = [];
            for (const [n, [a, one]] of all.entries()) for (const [b, other] of all.slice(n + 1)) {
                const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                if (wide > 1 && high > 4.5) found.push([a, b, wide, high]);
            }
            return found;
        }"""
    )
    assert clash == []


def test_the_lanes_are_drawn_behind_the_rows(open_page: Open, audit: Audit) -> None:
    """On the canvas, where each row has its end, wherever the pane is scrolled to."""
    opened = open_page(audit)
    for _ in range(4):
        missed = opened.tab.evaluate(
            """() => {
                const canvas = document.querySelector("#canvas canvas"), area = canvas.getBoundingClientRect();
                const scale = canvas.width / area.width, context = canvas.getContext("2d");
                const pane = document.getElementById("pane").getBoundingClientRect();
                return [...document.querySelectorAll("#lanes li")].filter((item) => {
                    const { top, height } = item.querySelector(".end").getBoundingClientRect(), y = top + height / 2;
                    if (y < pane.top || y > pane.bottom) return false;
                    const line = context.getImageData(0, Math.round((y - area.top) * scale) - 2, canvas.width, 4).data;
                    return !line.some((value, n) => n % 4 === 3 && value > 200);
                }).map((item) => item.dataset.claim);
            }"""
        )
        assert missed == []
        opened.tab.evaluate("document.getElementById('pane').scrollTop += 700")
        opened.settle()


# As published, and by year -------------------------------------------------------------------------


def test_as_published_a_book_tied_to_no_claim(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph")
    opened.tab.check("input[value=published]")
    assert opened.tab.inner_text("#cited") == "Cited by the article, tied to no claim: elsegood-2016"
    assert all(
        re.search("cites nothing The article has references and ties none to it", row)
        for row in opened.lanes().values()
    )
    counts = opened.tab.eval_on_selector_all("[data-count]", "all => all.map((e) => [e.dataset.count, +e.innerText])")
    assert dict(counts) == dict.fromkeys(STATUSES, 0) | {"unchecked": len(audit.claims)}
    assert opened.tab.evaluate("location.hash") == "#as=published&view=graph"
    assert opened.tab.is_disabled("#year")
    assert (
        f"As published, the article cites nothing for {len(audit.claims)} of {len(audit.claims)}."
        in opened.tab.inner_text(".sum")
    )
    opened.tab.go_back()
    assert opened.tab.inner_text("#told") == f"{len(audit.claims)} claims"
    opened.check_quiet()


@pytest.mark.parametrize("year", [1994, 2007, 2010, 2019])
def test_a_year_is_the_audit_as_of_it(open_page: Open, audit: Audit, year: int) -> None:
    early = audit_claims((c.claim for c in audit.claims), as_of=year)
    opened = open_page(audit, f"#year={year}&view=table")
    counts = opened.tab.eval_on_selector_all("[data-count]", "all => all.map((e) => [e.dataset.count, +e.innerText])")
    assert dict(counts) == early.count_statuses()
    table = list(csv.DictReader(io.StringIO(opened.save("csv").decode(), newline="")))
    assert [[row[name] for name in CLAIM_COLUMNS] for row in table] == cells_of_csv(early)
    levels = {c["id"]: (c["level_for"], c["level_against"]) for c in json.loads(opened.save("json"))["claims"]}
    assert levels == {c.claim.id: (c.level_for, c.level_against) for c in early.claims}
    opened.check_quiet()


def test_the_slider_goes_through_the_years(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    tab = opened.tab
    tab.focus("#year")
    tab.keyboard.press("ArrowLeft")
    last = max(e.source.year for c in audit.claims for e in c.lines if e.source.year)
    assert tab.evaluate("location.hash") == f"#year={last - 1}"
    assert tab.get_attribute("#year", "aria-valuetext") == f"by the end of {last - 1}"
    tab.keyboard.press("Home")
    assert tab.inner_text("#year-words").startswith("before ")
    tab.keyboard.press("End")
    assert tab.evaluate("location.hash") in ("", "#")
    opened.check_quiet()


# Finding -------------------------------------------------------------------------------------------


def test_filters_hold_together_with_counts_and_are_kept_in_the_address(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table")
    tab = opened.tab
    tab.check("#facets [data-facet=condition] input[value=lupus]")
    tab.check(".statuses input[value=unsupported]")
    expected = [
        c.claim.id for c in audit.claims
        if c.status == "unsupported" and c.claim.condition and c.claim.condition.id == "lupus"
    ]  # fmt: skip
    assert len(expected) > 1
    assert opened.rows() == expected
    assert tab.inner_text("#told") == f"{len(expected)} of {len(audit.claims)} claims match"
    told = tab.evaluate("new URLSearchParams(location.hash.slice(1)).toString()")
    assert told == "view=table&status=unsupported&condition=lupus"
    again = open_page(audit, f"#{told}")
    assert again.rows() == expected
    assert again.tab.is_checked("#facets input[value=lupus]")
    counts = again.tab.eval_on_selector_all(
        "#facets [data-facet=topic] label",
        "all => all.map((e) => [e.querySelector('input').value, +e.querySelector('b').innerText])",
    )
    topics = [c.claim.topic for c in audit.claims if c.claim.id in expected]
    assert dict(counts) == {topic: topics.count(topic) for topic in topics}
    tab.click("#clear")
    assert len(opened.rows()) == len(audit.claims)
    opened.check_quiet()


ADDRESSED = ("C17", "no such thing", "<b>", "%F0", "a&b=c", "__proto__", "constructor")


@pytest.mark.parametrize("turn", range(len(ADDRESSED)))
def test_a_strange_address_breaks_nothing(open_page: Open, audit: Audit, turn: int) -> None:
    names = ("claim", "status", "condition", "level", "year", "view", "sort", "as", "q")
    values = (ADDRESSED[(n + turn) % len(ADDRESSED)] for n in range(len(names)))  # in all turns, each for each name
    fragment = "&".join(f"{name}={value}" for name, value in zip(names, values, strict=True))
    opened = open_page(replace(audit, claims=audit.claims[:20]), f"#{fragment}&how")
    assert opened.tab.locator("[role=tab][aria-selected=true]").count() == 1
    opened.check_quiet()


def test_evidence_filters_hold_for_one_line(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&design=randomisedControlledTrial&directness=direct&level=2")
    assert opened.rows() == [
        c.claim.id for c in audit.claims
        if any(
            e.design == "randomisedControlledTrial" and e.directness == "direct" and e.level(c.claim.graded_topic) == 2
            for e in c.lines
        )
    ]  # fmt: skip


def test_search_and_its_suggestions(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table")
    tab = opened.tab
    tab.fill("#search", "gironi-2008")
    expected = [c.claim.id for c in audit.claims if any(e.source.id == "gironi-2008" for e in c.lines)]
    assert set(expected) <= set(opened.rows())
    assert len(opened.rows()) < len(audit.claims)
    tab.fill("#search", "c17")
    tab.press("#search", "Enter")
    assert tab.evaluate("location.hash").endswith("claim=C17")
    tab.press("body", "Escape")
    tab.fill("#search", "crohn")
    assert tab.get_attribute("#search", "aria-expanded") == "true"
    tab.press("#search", "ArrowDown")
    active = tab.get_attribute("#search", "aria-activedescendant")
    assert tab.inner_text(f"#{active}") == "condition Crohn's disease"
    tab.press("#search", "Enter")
    assert tab.evaluate("location.hash") == "#view=table&condition=crohns-disease"
    assert tab.input_value("#search") == ""
    assert tab.is_hidden("#suggestions")
    tab.fill("#search", "sle")
    assert tab.inner_text("#suggestion-0") == "condition systemic lupus erythematosus (SLE)", "the name that was meant"
    tab.fill("#search", "lupus")
    kinds = opened.texts("#suggestions .kind")
    assert kinds == sorted(kinds, key=["condition", "entity", "claim", "source"].index)
    assert {"condition", "claim", "source"} <= {*kinds}
    tab.fill("#search", "nothing has these words")
    assert tab.inner_text("#told") == f"0 of {len(audit.claims)} claims match"
    assert tab.is_visible("#no-rows")
    for view in ("map", "graph"):
        tab.click(f"#tab-{view}")
    assert tab.is_visible("#nothing")
    opened.check_quiet()


@pytest.mark.parametrize("status", ["unsupported", "supported", "Partly supported", "indirectly-supported"])
def test_search_means_a_status_as_one(open_page: Open, audit: Audit, status: str) -> None:
    opened = open_page(audit, "#view=table")
    opened.tab.fill("#search", status)
    assert len(opened.rows()) == audit.count_statuses()[status.lower().replace(" ", "-")]
    opened.tab.fill("#search", "unsupported sleep")
    words = ("sleep", "unsupported")
    assert opened.rows() == [c.claim.id for c in audit.claims if c.status == words[1] and words[0] in text_of(c)] != []


def text_of(audited: ClaimAudit) -> str:
    """What a search looks for in a claim, as far as the tests need it."""
    parts = [audited.claim.label, audited.claim.comment or "", *(str(e.label) for e in cells_of(audited.claim) if e)]
    parts += [part or "" for e in audited.lines for part in (e.source.label, e.comment, e.finding)]
    parts += [r.label for e in audited.lines for r in e.results] + [p.section for p in audited.claim.passages]
    return "\n".join(parts).lower()


def test_the_id_of_a_claim_is_no_part_of_another_number(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table")
    for ident in ("C33", "C47"):  # PMC3381945 and PMC4761092 have the first two in them
        opened.tab.fill("#search", ident)
        assert opened.rows() == [ident]


@pytest.mark.parametrize("form", ["{doi}", "doi:{doi}", "https://doi.org/{doi}", "PMID: {pmid}", "{pmid}"])
def test_search_finds_a_source_by_its_number(open_page: Open, audit: Audit, form: str) -> None:
    source = next(e.source for c in audit.claims for e in c.lines if e.source.doi and e.source.pmid)
    expected = [c.claim.id for c in audit.claims if any(e.source.iri == source.iri for e in c.lines)]
    opened = open_page(audit, "#view=table")
    opened.tab.fill("#search", form.format(doi=source.doi, pmid=source.pmid))
    assert opened.rows() == expected


def test_search_reads_each_spelling_of_an_identifier_as_it_is_read_elsewhere(open_page: Open, audit: Audit) -> None:
    """Each key of the table is that of another source; a spelling finds the claim of its source and no other."""
    first = next(c.claim for c in audit.claims if c.lines)
    line = first.lines[0]
    claims = []
    for n, key in enumerate(SPELLINGS):
        prefix, _, rest = key.partition(":")
        blank = change(
            line.source,
            iri=f"urn:s{n}",
            id=f"s{n}",
            doi=None,
            pmid=None,
            page=None,
            identifiers=(),
            label="x",
            container=None,
        )
        said = {"doi": {"doi": rest}, "pmid": {"pmid": rest}, "https": {"page": key}}.get(
            prefix, {"identifiers": (key,)}
        )
        of_source = change(line, source=change(blank, **said), comment="x", finding="x", results=())
        claims.append(change(first, iri=f"urn:c{n}", id=f"c{n}", label="x", comment="x", lines=(of_source,)))
    opened = open_page(audit_claims(claims), "#view=table")
    wrong = []
    for n, spellings in enumerate(SPELLINGS.values()):
        for spelling in spellings:
            opened.tab.fill("#search", spelling)
            if opened.rows() != [f"c{n}"]:
                wrong.append((spelling, opened.rows()))
    assert wrong == [], wrong


# One claim -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 800, "light"), (900, 640, "light"), (390, 844, "dark")])
def test_a_claim_by_its_address(open_page: Open, audit: Audit, width: int, height: int, scheme: str) -> None:
    opened = open_page(audit, "#claim=C17", width, height, scheme)
    panel = opened.tab.locator("#panel").inner_text()
    for words in (
        "C17",
        "contradicted",
        "gironi-2008",
        "Against (2)",
        "misreported",
        "characters 2162 to 2344",
        "Remedy:",
    ):
        assert words in panel
    links = opened.tab.eval_on_selector_all("#panel a[href^=http]", "all => all.map((a) => [a.href, a.rel, a.target])")
    assert ["https://doi.org/10.1177/1352458508095828", "noopener noreferrer", "_blank"] in links
    assert ["https://pubmed.ncbi.nlm.nih.gov/18728058/", "noopener noreferrer", "_blank"] in links
    assert opened.width_beyond() <= 0
    opened.tab.keyboard.press("Escape")
    opened.tab.wait_for_function("!new URLSearchParams(location.hash.slice(1)).has('claim')")
    assert opened.tab.is_hidden("#panel")
    opened.check_quiet()


def test_the_panel_says_all_that_the_audit_says(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#claim=C01")
    for audited in audit.claims[::3]:
        opened.tab.evaluate("(id) => { location.hash = 'claim=' + id; }", audited.claim.id)
        opened.tab.wait_for_function(
            "(id) => document.querySelector('#panel h2').innerText.includes(id)", arg=audited.claim.id
        )
        text = " ".join(opened.tab.locator("#panel").inner_text().split())
        said = [audited.claim.label, f"{audited.reason}."]
        said += [e.source.id for e in audited.lines] + [e.comment for e in audited.lines if e.comment]
        said += [words for f in audited.findings for words in (f.message, f.remedy, *FLAG_WORDS[f.rule])]
        said += [s.comment for s in audited.claim.searches]
        for words in said:
            assert " ".join(words.split()) in text, audited.claim.id


def test_says_that_there_is_no_such_claim(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#claim=C99&view=table")
    assert opened.tab.inner_text("#panel h2") == "No claim C99 is on this page."
    opened.tab.click("tr[data-claim=C01] a")
    opened.tab.wait_for_selector("#panel .label")
    opened.check_quiet()


def test_sources_unfold_under_a_chosen_claim(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph")
    source = "#lanes .unfolded .id"
    assert opened.texts(source) == []
    opened.tab.evaluate("location.hash = 'view=graph&claim=C17'")
    opened.tab.wait_for_selector("#panel .label")
    assert opened.texts(source) == ["gironi-2008", "gironi-interview-2009"]
    assert (
        "speaks against it: uncontrolled trial, 40 people · A pilot trial of low-dose naltrexone"
        in opened.lanes()["C17"]
    )
    opened.tab.evaluate("location.hash = 'view=graph&condition=primary-progressive-ms'")
    opened.settle()
    assert "gironi-2008" in opened.texts(source)


def test_copies_a_claim_as_citation_bibtex_and_json(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#claim=C17")
    tab = opened.tab
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copied(words: str) -> str:
        tab.click(f"#panel .copy button:has-text('{words}')")
        tab.locator("#told", has_text="Copied.").wait_for()
        text = str(tab.evaluate("navigator.clipboard.readText()"))
        tab.evaluate("document.getElementById('told').textContent = ''")
        return text

    citation = copied("citation")
    assert citation.startswith("C17. In one study 39 of 40 people")
    assert "doi:10.1177/1352458508095828" in citation
    assert "https://w3id.org/ldn-graph/claim/C17" in citation
    bibtex = copied("BibTeX")
    assert [entry.partition(",")[0] for entry in re.findall(r"^@\w+\{.*", bibtex, re.MULTILINE)] == [
        "@misc{article", "@article{gironi-2008", "@online{gironi-interview-2009"
    ]  # fmt: skip
    assert "(uncontrolled trial · level 4 · 40 participants; shows it to be wrong as stated · direct" in citation
    record = json.loads(copied("JSON"))
    audited = next(c for c in audit.claims if c.claim.id == "C17")
    assert (record["status"], record["level_against"]) == (audited.status, audited.level_against)
    assert [e["source"]["id"] for e in record["evidence"]] == ["gironi-2008", "gironi-interview-2009"]
    assert {f["rule"] for f in record["findings"]} == set(record["flags"]) == set(audited.flags)


@pytest.mark.parametrize("width", [390, 1000])
def test_an_open_claim_is_in_sight_above_the_panel(open_page: Open, audit: Audit, width: int) -> None:
    opened = open_page(audit, "#view=graph&claim=C28", width=width)
    opened.settle()
    says, panel = (opened.tab.locator(place).bounding_box() for place in ("#lanes .chosen .says", "#panel"))
    assert says
    assert panel
    assert 0 <= says["y"] < says["y"] + says["height"] <= panel["y"]
    opened.check_quiet()


def test_pointing_lights_a_chain_and_fades_nothing_and_a_click_opens_it(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph")
    tab = opened.tab
    first, second = order_of(audit)[:2]
    other = tab.locator(f"#lanes li[data-claim={second}] > .claim").bounding_box()
    assert other
    tab.mouse.move(5, 5)
    before = tab.screenshot(clip=other)  # type: ignore[arg-type]
    tab.hover(f"#lanes li[data-claim={first}] .stands")
    assert tab.locator(f"#lanes li.lit[data-claim={first}]").count() == 1
    lit = opened.texts("#lanes .box.lit")
    assert lit == [label for label in labels_of(next(c for c in audit.claims if c.claim.id == first)) if label]
    assert tab.screenshot(clip=other) == before  # type: ignore[arg-type]
    tab.hover("#lanes .box:has-text('multiple sclerosis') >> nth=0")
    assert tab.locator("#lanes li.lit").count() > 1
    tab.click(f"#lanes li[data-claim={first}] .stands")
    assert tab.evaluate("location.hash") == f"#view=graph&claim={first}"
    assert first in tab.inner_text("#panel h2")
    tab.click("#lanes .box:has-text('multiple sclerosis') a >> nth=0")
    assert tab.evaluate("location.hash") == "#view=graph&entity=multiple-sclerosis"
    opened.check_quiet()


def test_the_keyboard_goes_from_claim_to_claim_and_along_a_chain(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph")
    tab = opened.tab
    order = order_of(audit)
    key = "document.activeElement.dataset.key"
    assert tab.locator("#lanes [tabindex='0']").count() == 1, "one stop; from there the arrows go on"
    tab.focus("#pane")
    for _ in range(3):
        tab.keyboard.press("ArrowDown")
    assert tab.evaluate(key) == f"lane {order[2]}"
    described = tab.evaluate(
        "document.activeElement.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent)"
    )
    audited = next(c for c in audit.claims if c.claim.id == order[2])
    assert described[0] == sentence_of(audited)
    assert status_word(look_of(audited)) in described[1]
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate(key).startswith("box 2 ")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == f"#view=graph&claim={order[1]}"
    assert tab.evaluate("document.activeElement.id") == "panel"
    tab.keyboard.press("Escape")
    assert tab.evaluate(key) == f"lane {order[1]}"
    opened.check_quiet()


def test_focus_returns_to_where_the_claim_was_opened(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit, "#view=table").tab
    tab.focus("tr[data-claim=C30] a")
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'panel'")
    tab.click("#panel .after")
    assert "C31" in tab.inner_text("#panel h2")
    assert tab.evaluate("document.activeElement.className") == "after"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.dataset.key") == "row C30"
    tab.fill("#search", "c17")
    tab.press("#search", "Enter")
    tab.wait_for_function("document.activeElement.id === 'panel'")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "search"


# Map, table, downloads ---------------------------------------------------------------------------------


def test_the_map_has_every_claim_in_its_cell(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=map")
    tab = opened.tab
    found = tab.evaluate(
        """() => {
            const heads = [...document.querySelectorAll("#map-table thead th > span")].map((e) => e.innerText);
            return [...document.querySelectorAll("#map-table tr[data-group]")].flatMap((row) => (
                [...row.querySelectorAll("td")].flatMap((cell, n) => [...cell.querySelectorAll("a")].map((a) => (
                    [a.getAttribute("aria-label").split(",")[0], row.querySelector("th").innerText, heads[n], a.getAttribute("aria-label")])))));
        }"""
    )
    cells = {claim: (row, column) for claim, row, column, _ in found}
    assert len(found) == len(cells) == len(audit.claims)
    for audited in audit.claims:
        _, middle, _ = labels_of(audited)
        condition = audited.claim.condition
        row, column = cells[audited.claim.id]
        assert row == (middle or "the condition itself")
        assert column == (condition.label if condition else "no condition")
    bare = {claim for claim, _, _, words in found if "no supporting source" in words}
    assert bare == {c.claim.id for c in audit.claims if "no-supporting-source" in c.flags}
    tab.click("#map-table a >> nth=3")
    tab.wait_for_selector("#panel .label")
    assert opened.width_beyond() <= 0
    opened.check_quiet()


def labels_of(audited: ClaimAudit) -> tuple[str | None, ...]:
    return tuple(cell.label if cell else None for cell in cells_of(audited.claim))


def test_a_claim_that_is_a_sentence_only_is_drawn_found_and_opened(open_page: Open) -> None:
    in_lupus = {**SENTENCE_ONLY, "biolink__disease_context_qualifier": "entity:lupus"}
    claims = [
        claim_turtle("C01"),
        claim_turtle("C02", rdfs__label='"Nobody needs two readers"', **SENTENCE_ONLY),
        claim_turtle("C03", rdfs__label='"Most feel better"', **in_lupus),
    ]
    audit = audit_claims(read_claims(parse_turtle(DECLARATIONS + ENTITIES + "".join(claims))))
    opened = open_page(audit, "#view=graph&claim=C02")
    assert sorted(opened.drawn_claims(audit)) == ["C01", "C02", "C03"]
    assert "a sentence only" in opened.tab.inner_text("#lanes li[data-claim=C02]")
    assert {"Nobody needs two readers", "Most feel better"} <= set(
        re.findall(r">([^<]*)</text>", opened.save("svg").decode())
    )
    assert "A sentence only, not stated as a triple." in opened.tab.inner_text("#panel")
    opened.load("#claim=C03")
    assert "not stated as a triple (in lupus)." in opened.tab.inner_text("#panel")
    opened.load("#view=table&q=two+readers")
    assert opened.rows() == ["C02"]
    opened.load("#view=table&condition=lupus")
    assert opened.rows() == ["C01", "C03"]
    opened.load("#view=map")
    assert "a sentence only" in opened.tab.inner_text("#map-table")
    saved = json.loads(opened.save("json"))["claims"]
    assert [(c["id"], c["subject"], c["chain"]) for c in saved] == [
        ("C01", "ldn", ["low-dose naltrexone", "lupus"]),
        ("C02", None, []),
        ("C03", None, ["lupus"]),
    ]
    table = csv.DictReader(io.StringIO(opened.save("csv").decode()))
    assert [(row["id"], row["subject"]) for row in table] == [("C01", "ldn"), ("C02", ""), ("C03", "")]
    assert not re.search("undefined|null|NaN", opened.tab.inner_text("body"))
    opened.check_quiet()


def test_the_table_sorts_and_opens(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table")
    tab = opened.tab
    assert opened.rows() == [c.claim.id for c in audit.claims]
    tab.click("[data-sort=studies] button")
    studies = [c.studies for c in sorted(audit.claims, key=lambda c: -c.studies)]
    by_id = {c.claim.id: c for c in audit.claims}
    assert [by_id[i].studies for i in opened.rows()] == studies
    assert tab.get_attribute("[data-sort=studies]", "aria-sort") == "descending"
    assert tab.evaluate("location.hash") == "#view=table&sort=-studies"
    tab.click("[data-sort=studies] button")
    assert [by_id[i].studies for i in opened.rows()] == studies[::-1]
    assert tab.evaluate("document.activeElement.dataset.key") == "sort studies"
    for sort in ("for", "-for"):
        tab.evaluate("(sort) => { location.hash = 'view=table&sort=' + sort; }", sort)
        opened.settle()
        levels = [by_id[i].level_for for i in opened.rows()]
        assert levels[-1] == "none", "what is missing is last either way"
        assert levels[0] != "none"
    tab.click("tr[data-claim=C17] .unfold")
    assert "gironi-2008" in tab.inner_text("tr[data-claim=C17] + tr.more")
    assert tab.get_attribute("tr[data-claim=C17] .unfold", "aria-expanded") == "true"
    tab.click("tr[data-claim=C17] .unfold")
    assert tab.locator("tr.more").count() == 0
    opened.check_quiet()


def test_the_three_views_have_the_same_claims(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&status=contested&status=unsupported")
    rows = opened.rows()
    assert sorted(opened.drawn_claims(audit)) == sorted(rows)
    opened.tab.click("#tab-map")
    marks = opened.tab.eval_on_selector_all(
        "#map-table a", "all => all.map((a) => a.getAttribute('aria-label').split(',')[0])"
    )
    assert sorted(marks) == sorted(rows)


def test_downloads_hold_the_selection(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#status=contested")
    contested = [c for c in audit.claims if c.status == "contested"]
    table = list(csv.DictReader(io.StringIO(opened.save("csv").decode(), newline="")))
    assert [(r["id"], r["label"], r["iri"]) for r in table] == [
        (c.claim.id, c.claim.label, c.claim.iri) for c in contested
    ]
    document = json.loads(opened.save("json"))
    assert [c["id"] for c in document["claims"]] == [c.claim.id for c in contested]
    assert [len(c["evidence"]) for c in document["claims"]] == [len(c.lines) for c in contested]
    png = opened.save("png")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 20_000
    assert opened.save("svg").startswith(b"<svg xmlns=")
    opened.check_quiet()


def test_the_sources_of_the_selection_are_saved_as_the_command_line_writes_them(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#status=contested")
    contested = [c for c in audit.claims if c.status == "contested"]
    sources = {e.source.iri: e.source for c in contested for e in c.lines}
    records = records_of(sorted(sources.values(), key=lambda source: natural_key(source.id)))
    assert len(records) > 20
    assert opened.save("bibtex").decode() == write_bibtex(records)
    assert opened.save("ris").decode() == write_ris(records)
    assert opened.tab.inner_text("#told") == f"sources.ris: {len(records)} sources of {len(contested)} claims"
    assert json.loads(opened.save("csl")) == json.loads(write_csl_json(records))
    assert opened.save("markdown").decode() == write_references(records, "markdown")
    opened.check_quiet()


def test_without_sources_nothing_is_saved_and_it_says_so(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#as=published")
    opened.tab.click("[data-save=ris]")
    opened.tab.locator("#told", has_text="There is no source to save.").wait_for()
    opened.check_quiet()


def cells_of_csv(audit: Audit) -> list[list[str]]:
    """The cells of the table of claims, as a reader of CSV takes them."""
    return list(csv.reader(io.StringIO(csv_table(CLAIM_COLUMNS, claim_rows(audit)), newline="")))[1:]


def agree(one: object, other: object) -> bool:
    """What two JSON values both have is the same in both."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(agree(one[key], other[key]) for key in one.keys() & other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    return one == other


@pytest.mark.parametrize(("fragment", "year"), [("", None), ("#year=2010", 2010), ("#as=published", None)])
def test_a_claim_has_one_shape_wherever_it_leaves_as_data(
    open_page: Open, audit: Audit, fragment: str, year: int | None
) -> None:
    expected = audit_claims((c.claim for c in citing_audit(audit).claims), as_of=year)
    opened = open_page(citing_audit(audit), fragment)
    if fragment == "#as=published":
        expected = replace(expected, claims=tuple(c.published for c in expected.claims))
    on_page = json.loads(opened.save("json"))["claims"]
    in_audit = json.loads(json_text(audit_document(expected)))["claims"]
    assert len(on_page) == len(in_audit) == len(expected.claims) > 0
    for audited, record, entry in zip(expected.claims, on_page, in_audit, strict=True):
        document = json.loads(json_text(claim_document(audited)))
        fields = claim_fields(audited)
        assert list(fields) == list(CLAIM_KEYS)
        for some, keys in ((record, CLAIM_KEYS), (document, CLAIM_KEYS), (entry, AUDIT_KEYS)):
            assert {key: some[key] for key in keys} == {key: fields[key] for key in keys}, audited.claim.id
        assert [e["iri"] for e in record["evidence"]] == [e["iri"] for e in document["evidence"]]
        if fragment == "#as=published":
            document["searches"] = []
        assert agree(record, document), audited.claim.id
        assert agree(entry, document), audited.claim.id
    table = list(csv.DictReader(io.StringIO(opened.save("csv").decode(), newline="")))
    assert [[row[name] for name in CLAIM_COLUMNS] for row in table] == cells_of_csv(expected)
    for row, audited in zip(table, expected.claims, strict=True):
        for name in CLAIM_COLUMNS:
            value = claim_fields(audited)[name]
            text = " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            text = text.lower() if isinstance(value, bool) else text
            assert row[name].removeprefix("'") == text


def citing_audit(audit: Audit) -> Audit:
    """The audit's claims, each of which cites its first source; the second also denies, and has no condition."""
    claims = [c.claim._replace(cited=tuple(e.source.iri for e in c.claim.lines[:1])) for c in audit.claims]
    claims[1] = claims[1]._replace(negated=True, context=None, object=claims[0].object._replace(kind="Drug"))
    return audit_claims(claims)


def test_no_cell_of_the_csv_is_a_formula(open_page: Open) -> None:
    opened = open_page(hostile_audit("=1+1"))
    (first, *_) = list(csv.reader(io.StringIO(opened.save("csv").decode(), newline="")))[1:]
    assert "'=1+1" in first
    assert not [cell for cell in first if cell.startswith("=")]


def test_printing_gives_a_table_with_the_evidence(open_page: Open, audit: Audit, tmp_path: Path) -> None:
    opened = open_page(audit, "#view=graph&status=contradicted")
    assert opened.tab.pdf().startswith(b"%PDF")
    opened.tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.tab.emulate_media(media="print")
    contradicted = [c.claim.id for c in audit.claims if c.status == "contradicted"]
    assert opened.rows() == contradicted
    assert opened.tab.locator("tr.more").count() == len(contradicted) > 1
    said = f"The claims of this view as a table: {len(contradicted)} of {len(audit.claims)} claims match; status: contradicted."
    assert opened.tab.inner_text("#printed") == said
    assert opened.tab.is_visible("#table")
    for gone in ("#pane", "#filters", "#search", "#panel", ".sum", ".statuses"):
        assert opened.tab.is_hidden(gone)
    opened.tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.tab.locator("tr.more").count() == 0


# Who reads and moves how ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fragment", ["", "#view=map", "#view=table", "#claim=C17", "#as=published", "#q=lupus&view=table"]
)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_violation(open_page: Open, audit: Audit, fragment: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = open_page(audit, fragment, width=width, scheme=scheme)
    if fragment == "#view=table":
        opened.tab.click(".unfold >> nth=0")
        opened.tab.evaluate("document.querySelector('#how details').open = true")
    response = Axe().run(opened.tab).response
    found = response["violations"]
    assert len(response["passes"]) > 10
    assert [(v["id"], v["impact"], [n["html"][:90] for n in v["nodes"][:3]]) for v in found] == []


def test_every_stop_of_the_keyboard_has_a_name(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit, "#claim=C17&view=table").tab
    stops = "a[href], button, input, [tabindex]"
    assert tab.locator(stops).count() > 50
    unnamed = tab.eval_on_selector_all(
        stops,
        """all => all.filter((e) => e.tabIndex >= 0 && !e.innerText.trim() && !e.getAttribute("aria-label")
            && !e.getAttribute("aria-labelledby") && !(e.labels && e.labels.length)).map((e) => e.outerHTML)""",
    )
    assert unnamed == []
    assert tab.locator("#canvas [tabindex]").count() == 0


def test_the_first_stop_leads_to_the_claims(open_page: Open, audit: Audit) -> None:
    for view, target in (("graph", "pane"), ("map", "map"), ("table", "table")):
        tab = open_page(audit, f"#view={view}").tab
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Go to the claims"
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == target
    assert (
        "Claims by mechanism or outcome and by condition"
        in open_page(audit, "#view=map").tab.locator("#map").aria_snapshot()
    )


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_sticks_out_of_the_narrowest_screens(open_page: Open, audit: Audit, width: int) -> None:
    for view in ("table", "map", "graph"):
        assert open_page(audit, f"#view={view}", width=width, height=640).width_beyond() <= 0, view


def test_a_line_of_evidence_always_says_what_it_does_for_the_claim(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph&claim=C05")
    said = opened.texts("#lanes .unfolded b")
    (lines,) = (c.lines for c in audit.claims if c.claim.id == "C05")
    assert {"leavesOpen", "givesBackground"} & {line.bearing for line in lines}
    words = {
        "leavesOpen": "asked, and could not answer it",
        "givesBackground": "gives background",
        "disputes": "speaks against it",
        "refutes": "speaks against it",
    }
    assert sorted(said) == sorted(f"{'' if line.direct else 'indirectly: '}{words[line.bearing]}" for line in lines)


def test_tabs_turn_with_arrows(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit).tab
    tab.focus("#tab-graph")
    for view in ("map", "table", "article", "graph"):
        tab.keyboard.press("ArrowRight")
        assert tab.evaluate("document.activeElement.id") == f"tab-{view}"
        assert tab.is_visible(f"#{view}")
        assert tab.locator("[role=tabpanel]:visible").count() == 1


def of_two_articles(audit: Audit) -> Audit:
    """The same claims, of which the first is of another article."""
    first, *others = (c.claim for c in audit.claims)
    other = change(first.article, iri="https://x.test/other")
    return audit_claims([change(first, article=other), *others])


@pytest.mark.parametrize("width", [390, 768])
def test_table_or_graph_on_a_narrow_screen(open_page: Open, audit: Audit, width: int) -> None:
    opened = open_page(of_two_articles(audit), width=width, height=844)
    tab = opened.tab
    assert tab.is_visible("#table")
    assert tab.is_hidden("#pane")
    assert tab.is_hidden("#facets")
    tab.click("#controls-toggle")
    assert tab.is_visible("#facets")
    tab.click("#controls-toggle")
    tab.click("#tab-graph")
    tab.wait_for_selector("#lanes .claim")
    assert tab.is_visible("#canvas") is (width > 640)
    box = tab.locator("#pane").bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, width)
    assert opened.width_beyond() <= 0
    assert tab.evaluate("location.hash") == "#view=graph"
    tab.evaluate("location.hash = '#view=graph&claim=C17'")
    tab.wait_for_selector("#panel .label")
    assert tab.is_visible("#pane")
    opened.check_quiet()


# What others may put into a graph ------------------------------------------------------------------------

STRANGE = {
    "markup": HOSTILE,
    "long": "x" * 10_000,
    "words": "word " * 2_000,
    "right to left": "\u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 " * 60,
    "address": "javascript:window.__pwned=1//href=",
    "nothing": " ",
    "marks": "e" + "\u0301" * 300,
    "formula": '=HYPERLINK("http://127.0.0.1:9")',
    "names": "constructor",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_hostile_text_runs_nothing_and_breaks_nothing(open_page: Open, text: str) -> None:
    opened = open_page(hostile_audit(text), "#claim=__proto__")
    tab = opened.tab
    tab.click("#panel .after")
    assert tab.locator("#panel .source").count() == 3
    tab.fill("#search", text[:50])
    tab.press("#search", "Escape")  # what is suggested lies over the views
    for view in ("table", "map", "graph"):
        tab.evaluate("(view) => { location.hash = 'view=' + view; }", view)
        tab.wait_for_selector(f"#{view}:not([hidden])")
        if view == "table":
            tab.click(".unfold >> nth=0")
        tab.mouse.move(640, 400)
        for width in (1280, 900, 390):
            tab.set_viewport_size({"width": width, "height": 800})
            opened.settle()
            assert opened.width_beyond() <= 0, (view, width)
        tab.set_viewport_size({"width": 1280, "height": 800})
    for way in ("csv", "json", "svg", "png", "bibtex", "ris", "csl", "markdown"):
        assert opened.save(way)
    hrefs = tab.eval_on_selector_all("a[href]", "all => all.map((a) => a.protocol)")
    assert {"https:"} <= set(hrefs) <= {"file:", "https:", "http:"}
    assert tab.evaluate("window.__pwned") is None
    opened.check_quiet()


def test_none_one_and_many(open_page: Open, audit: Audit) -> None:
    for some in (Audit(()), Audit(audit.claims[:1]), many_claims(audit, 500)):
        opened = open_page(some, "#view=table")
        assert len(opened.rows()) == min(len(some.claims), 100)
        for view in ("map", "graph"):
            opened.tab.click(f"#tab-{view}")
        opened.settle()
        opened.check_quiet()


def test_of_too_many_claims_the_best_supported_are_drawn_and_the_rest_told(open_page: Open, audit: Audit) -> None:
    many = many_claims(audit, 1000)
    opened = open_page(many, "#view=graph")
    tab = opened.tab
    assert tab.inner_text("#left-out").startswith("Drawn are 100 of 1,000 claims, those with the most support first.")
    drawn = set(opened.drawn_claims(many))
    ranks = {s: n for n, s in enumerate(STATUSES)}
    statuses = {c.claim.id: ranks[c.status] for c in many.claims}
    assert len(drawn) == 100
    assert max(statuses[i] for i in drawn) <= min(statuses[i] for i in statuses if i not in drawn)
    tab.evaluate("location.hash = 'view=graph&status=contradicted'")
    opened.settle()
    assert tab.inner_text("#left-out") == ""
    tab.click("#tab-table")
    assert tab.inner_text("#told").startswith(
        f"{len(many.claims) and many.count_statuses()['contradicted']} of 1,000 claims"
    )
    tab.evaluate("location.hash = 'view=table'")
    opened.settle()
    seen = opened.rows()
    while tab.is_enabled("#rows-pages button:last-child"):
        tab.click("#rows-pages button:last-child")
        seen += opened.rows()
    assert seen == [c.claim.id for c in many.claims]
    tab.fill("#search", "c17x10")
    assert opened.rows() == ["C17x10"]
    opened.check_quiet()


def test_two_claims_of_one_entity_are_never_mixed(open_page: Open, audit: Audit) -> None:
    """Where C20 is chosen, only what bears on C20 is lit or listed: lupus leads to no source of C16."""
    opened = open_page(audit, "#view=graph&claim=C20", width=1920)
    ours = {e.source.id for c in audit.claims if c.claim.id == "C20" for e in c.lines}
    others = {e.source.id for c in audit.claims if c.claim.id == "C16" for e in c.lines} - ours
    assert others
    drawn = set(opened.texts("#lanes .unfolded .id"))
    assert drawn == ours
    assert not [i for i in others if i in opened.tab.inner_text("#panel")]


def test_reads_without_scripts(browser: Browser, audit: Audit, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render_page(audit), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    assert not tab.locator("#pane").is_visible()
    assert "need scripts" in tab.locator("body").inner_text()
    part = tab.locator("article[data-of=C17]")
    assert part.is_visible()
    assert "Against (2)" in part.inner_text()
    part.locator("a").first.click()
    source = tab.locator("li:target")
    assert source.inner_text().startswith(part.locator("a").first.inner_text())
    assert source.locator("a[href^=http]").is_visible()
    context.close()


# What is said must hold in every setting ---------------------------------------------------------------------


def test_a_page_as_of_a_year_says_so_wherever_it_is_carried(open_page: Open, audit: Audit) -> None:
    early = audit_claims((c.claim for c in audit.claims), as_of=2010)
    opened = open_page(early, "#claim=C28&view=table")
    assert opened.tab.locator("#year").count() == 0
    assert opened.tab.inner_text("#told").endswith("as of the end of 2010")
    assert "As of the end of 2010." in opened.tab.inner_text("#panel")
    document = json.loads(opened.save("json"))
    assert (document["as_of"], document["claims"][0]["as_of"]) == (2010, 2010)
    table = list(csv.DictReader(io.StringIO(opened.save("csv").decode(), newline="")))
    assert {(row["as"], row["as_of"]) for row in table} == {("in the literature", "2010")}
    assert "as of the end of 2010" in opened.save("svg").decode()


def test_as_published_shows_what_is_cited_and_no_searches(open_page: Open, audit: Audit) -> None:
    searched, other, third = [c.claim for c in audit.claims if c.claim.searches and c.lines][:3]
    article = change(searched.article, cites=("https://x.test/s", "https://x.test/t"))
    cited = other.lines[0].source.iri
    claims = [
        change(searched, article=article),
        change(other, article=article, cited=(cited,)),
        change(third, article=article, cited=("https://x.test/s",)),
    ]
    opened = open_page(audit_claims(claims), f"#as=published&view=graph&claim={searched.id}")
    tab = opened.tab
    assert "Searches" not in tab.inner_text("#panel")
    rows = opened.lanes()
    assert "cites nothing The article has references and ties none to it" in rows[searched.id]
    assert "unchecked The source that is cited for it was not assessed" in rows[third.id]
    assert tab.inner_text("#cited") == "Cited by the article, tied to no claim: t"
    assert "Cited by the article, tied to no claim: t</text>" in opened.save("svg").decode()
    tab.evaluate("(id) => { location.hash = 'as=published&claim=' + id; }", other.id)
    tab.locator("#panel h2", has_text=other.id).wait_for()
    assert other.lines[0].source.id in tab.inner_text("#panel")
    tab.evaluate("(id) => { location.hash = 'as=published&claim=' + id; }", third.id)
    tab.locator("#panel h2", has_text=third.id).wait_for()
    assert "Cited, and not assessed (1)" in tab.inner_text("#panel")
    assert "the source that is cited for it was not assessed" in tab.inner_text("#panel")


def test_each_claim_has_its_own_article(open_page: Open, audit: Audit) -> None:
    first, second, third = (c.claim for c in audit.claims[:3])
    assert first.article
    other = change(
        first.article, iri="https://x.test/a", id="another", title="Another article", label="Another article"
    )
    opened = open_page(audit_claims([first, change(second, article=other), change(third, article=None)]))
    records = json.loads(opened.save("json"))["claims"]
    assert [record["articles"] for record in records] == [["article"], ["another"], []]
    articles = [record["article_citations"] for record in records]
    assert [len(several) for several in articles] == [1, 1, 0]
    assert articles[0][0].startswith("How Low-Dose")
    assert articles[1][0].startswith("Another article.")
    opened.tab.evaluate("(id) => { location.hash = 'claim=' + id; }", second.id)
    opened.tab.locator("#panel h2", has_text=second.id).wait_for()
    assert "Another article. 2023. stated plainly" in opened.tab.inner_text("#panel")


def test_a_claim_of_several_articles_that_denies_and_quotes_says_so(open_page: Open, audit: Audit) -> None:
    claim = next(c.claim for c in audit.claims if c.lines)
    assert claim.article
    other = change(
        claim.article, iri="https://x.test/a", id="another", title="Another article", label="Another article"
    )
    lines = (change(claim.lines[0], quotations=("its very words",), quotation_roles=("speculation",)), *claim.lines[1:])
    opened = open_page(
        audit_claims([change(claim, also_from=(other,), negated=True, lines=lines)]), f"#view=graph&claim={claim.id}"
    )
    panel = opened.tab.inner_text("#panel")
    for words in (
        "And 1 other that makes the same claim.",
        "Quoted (speculation): its very words",
    ):
        assert words in panel
    verb = opened.tab.inner_text("#lanes .verb")
    assert " not " in verb
    assert re.search(rf"As a triple: .+ {verb} ", panel)
    assert len(json.loads(opened.save("json"))["claims"][0]["articles"]) == 2


def test_a_cell_whose_claims_are_filtered_out_is_no_gap(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=map&status=supported")
    cells = opened.tab.evaluate(
        """() => {
            const heads = [...document.querySelectorAll("#map-table thead th > span")].map((e) => e.innerText);
            return [...document.querySelectorAll("#map-table tr[data-group]")].flatMap((row) => (
                [...row.querySelectorAll("td")].map((cell, n) => [row.querySelector("th").innerText, heads[n], cell.className])));
        }"""
    )
    claimed = {
        (
            labels_of(c)[1] or "the condition itself",
            c.claim.condition.label if c.claim.condition else "no condition",
        )
        for c in audit.claims
    }
    assert {(row, column) for row, column, kind in cells if kind == "gap"}.isdisjoint(claimed)
    assert {kind for _, _, kind in cells} >= {"gap", "hid"}


def test_a_box_and_a_source_are_chosen_by_what_they_are_and_not_by_words(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&entity=inflammation")
    through = [c.claim.id for c in audit.claims if any(e and e.id == "inflammation" for e in cells_of(c.claim))]
    assert opened.rows() == through
    opened.tab.evaluate("location.hash = 'claim=C17&view=table'")
    opened.tab.wait_for_selector("#panel .label")
    opened.tab.click("#panel .inward >> nth=0")
    assert opened.rows() == [c.claim.id for c in audit.claims if any(e.source.id == "gironi-2008" for e in c.lines)]
    assert opened.tab.evaluate("location.hash") == "#view=table&source=gironi-2008"
    opened.tab.evaluate("location.hash = 'view=table&as=published&source=gironi-2008'")
    opened.settle()
    assert opened.rows() == [], "the article cites it for none"


def test_a_claim_outside_of_the_selection_says_so_and_fades_nothing(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph&status=supported&claim=C20")
    some = audit.count_statuses()["supported"]
    assert f"It is not in the selection: {some} of {len(audit.claims)} claims match." in opened.tab.inner_text("#panel")
    opened.tab.click("#panel .after")
    supported = opened.drawn_claims(audit)
    assert supported[0] in opened.tab.inner_text("#panel h2")
    opened.tab.click("#panel .after")
    assert supported[1] in opened.tab.inner_text("#panel h2")


def test_pages_of_the_table_turn_to_the_chosen_claim_and_back_to_the_first(open_page: Open, audit: Audit) -> None:
    opened = open_page(many_claims(audit, 700), "#view=table&claim=C17x7")
    tab = opened.tab
    assert "C17x7" in opened.rows()
    box = tab.locator("tr.chosen").bounding_box()
    assert box
    assert 0 < box["y"] < 800
    tab.evaluate("location.hash = 'view=table&status=contested'")
    opened.settle()
    assert tab.inner_text("#rows-pages span").strip().startswith("rows 1 to ")
    tab.focus("#rows-pages button:last-child")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.dataset.key") == "The rows after"
    assert tab.inner_text("#told").startswith("rows 101 to ")


def test_going_back_undoes_a_search_and_a_slide(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table")
    tab = opened.tab
    tab.type("#search", "smith-2011")
    assert len(opened.rows()) < len(audit.claims)
    tab.go_back()
    assert len(opened.rows()) == len(audit.claims)
    assert tab.input_value("#search") == ""
    assert tab.evaluate("location.hash") == "#view=table"
    tab.click("a[href='#how']")
    assert tab.locator("#how details[open]").count() == 1
    assert tab.evaluate("location.hash") == "#view=table"
    opened.check_quiet()


def test_what_has_the_focus_keeps_it(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit, "#view=map").tab
    tab.focus("#map-table a[aria-label^='C16']")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel .label")
    tab.keyboard.press("Escape")
    assert str(tab.evaluate("document.activeElement.getAttribute('aria-label')")).startswith("C16,")
    tab.focus("#facets [data-facet=flag] .more-values")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.dataset.key") == "more flag"
    tab.focus("#facets input[value=lupus]")
    tab.keyboard.press("Space")
    assert tab.evaluate("document.activeElement.value") == "lupus"
    tab.keyboard.press("Escape")
    assert tab.is_checked("#facets input[value=lupus]"), "Escape closes a claim and clears nothing"


# Carried away, and of too many ------------------------------------------------------------------------------

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "   =1+1", " -1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)",
    "  \uff1d1", "=1;=2; -3", "a;=1+1", "a; =1+1", "a\t=1+1", "a\n=1+1", "a;\uff1d1", "a;  \uff20b",
]  # fmt: skip
PLAIN = ["a=1", "a - b", "1+1", "a; b", "'=1", "\uff0c1", " a", "x@y"]


def test_the_page_guards_its_csv_as_the_command_line_does(open_page: Open, audit: Audit) -> None:
    claim = audit.claims[0].claim
    texts = [*FORMULAS, *PLAIN]
    claims = [change(claim, id=f"C{n}", iri=f"urn:c{n}", label=text) for n, text in enumerate(texts)]
    opened = open_page(audit_claims(claims), "#view=table")
    table = list(csv.DictReader(io.StringIO(opened.save("csv").decode(), newline="")))
    shown = {row["id"]: row["label"] for row in table}
    assert [shown[f"C{n}"] for n in range(len(texts))] == [guard_formula(text) for text in texts]
    assert [guard_formula(text) == text for text in texts] == [False] * len(FORMULAS) + [True] * len(PLAIN)


def _strength(audited: ClaimAudit) -> tuple[int, int, int]:
    return STATUSES.index(audited.status), audited.best_level_for or 6, -audited.studies


def test_of_too_many_claims_those_are_drawn_that_have_the_best_status_then_level_then_studies(
    open_page: Open, audit: Audit
) -> None:
    """A hundred of them; where the last of these have equals, the first of the equals by their place."""
    many = many_claims(audit, 700)
    order = sorted(range(700), key=lambda n: (_strength(many.claims[n]), n))
    last, first_left = (_strength(many.claims[order[n]]) for n in (99, 100))
    assert last[:2] == first_left[:2], "a status and a level are cut in two, so that the studies decide"
    assert set(open_page(many).drawn_claims(many)) == {many.claims[n].claim.id for n in order[:100]}


def test_a_better_level_is_drawn_before_more_studies(open_page: Open, audit: Audit) -> None:
    few, many = (next(c for c in audit.claims if c.claim.id == name) for name in ("C79", "C36"))
    assert (few.status, few.best_level_for, few.studies) == (many.status, 2, 1)
    assert (many.best_level_for, many.studies) == (4, 3)
    claims = [
        change(c.claim, id=f"{c.claim.id}x{n}", iri=f"urn:{c.claim.id}x{n}") for c in (many, few) for n in range(160)
    ]
    some = audit_claims(claims)
    drawn = open_page(some).drawn_claims(some)
    assert (sum(i.startswith("C79x") for i in drawn), len(drawn)) == (100, 100)


def test_a_claim_that_is_chosen_is_drawn_in_the_place_of_the_weakest(open_page: Open, audit: Audit) -> None:
    many = many_claims(audit, 350)
    order = sorted(range(350), key=lambda n: (_strength(many.claims[n]), n))
    chosen = many.claims[order[-1]].claim.id
    best = [many.claims[n].claim.id for n in order[:99]]
    assert set(open_page(many, f"#claim={chosen}").drawn_claims(many)) == {*best, chosen}


def test_rows_of_a_selection_keep_their_order_and_the_air_between_groups(open_page: Open, audit: Audit) -> None:
    """Every second lane is left out by its topic, so that hardly two of those drawn were neighbours."""
    place = {int(str(n["id"])[1:]): n for n in arrange(audit).nodes if "label" not in n}
    ordered = list(place)
    topics = ("safety", "dosing")
    claims = [change(a.claim, topic=topics[ordered.index(n) % 2], wording="hedged") for n, a in enumerate(audit.claims)]
    opened = open_page(audit_claims(claims), "#view=graph&topic=safety")
    drawn = [n for n in ordered if claims[n].topic == "safety"]
    assert list(opened.lanes()) == [claims[n].id for n in drawn]
    apart = opened.tab.eval_on_selector_all("#lanes li", "all => all.map((e) => e.classList.contains('apart'))")
    assert apart == [False, *(place[a]["group"] != place[b]["group"] for a, b in pairwise(drawn))]
    bands = opened.tab.eval_on_selector_all("#lanes li", "all => all.map((e) => Boolean(e.querySelector('.band')))")
    assert bands == [True, *(place[a]["band"] != place[b]["band"] for a, b in pairwise(drawn))]


def test_nothing_is_called_supported_where_nothing_is(open_page: Open, audit: Audit) -> None:
    claims = [c.claim for c in many_claims(audit, 1000).claims]
    bare = audit_claims(change(claim, lines=()) for claim in claims[:400])
    words = open_page(bare, "#view=graph").tab.inner_text("#left-out")
    assert words.startswith("Drawn are 100 of 400 claims, none of which has direct support.")


def test_a_long_sentence_is_short_until_it_is_asked_for(open_page: Open, audit: Audit) -> None:
    label = " ".join(f"word{n}" for n in range(60))
    opened = open_page(audit_claims([change(audit.claims[0].claim, label=label)]), "#view=graph")
    says = opened.tab.locator("#lanes .says")
    assert len(says.inner_text()) < 200
    opened.tab.click("#lanes button:has-text('whole sentence')")
    assert says.inner_text() == label
    assert opened.tab.locator("#lanes button").count() == 0


def test_contrast_holds_while_a_chain_is_pointed_at_and_another_is_chosen(open_page: Open, audit: Audit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        tab = open_page(audit, "#view=graph&claim=C41", scheme=scheme).tab
        tab.hover("#lanes .box >> nth=0")
        response = Axe().run(tab, "#pane", options={"runOnly": ["color-contrast"]}).response
        assert len(response["passes"][0]["nodes"]) > 100
        assert response["violations"] == []


def test_forced_colours_are_those_of_the_lanes(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=graph")
    opened.tab.emulate_media(forced_colors="active")
    opened.tab.wait_for_function(
        """() => {
            const { data } = ((c) => c.getContext("2d").getImageData(0, 0, c.width, c.height))(document.querySelector("#canvas canvas"));
            const seen = new Set();
            for (let n = 0; n < data.length; n += 4) if (data[n + 3] === 255) seen.add(data.slice(n, n + 3).join(" "));
            return seen.size === 1;
        }"""
    )


def test_a_picture_has_the_words_and_the_legend_of_the_rows(open_page: Open, audit: Audit) -> None:
    """Its texts are those of the rows at its width, line by line, whatever the width of the page."""
    for width, view in ((1280, "graph"), (390, "table")):
        opened = open_page(audit, f"#view={view}&condition=crohns-disease", width=width)
        if width < 820:
            opened.tab.click("#controls-toggle")
        svg = opened.save("svg").decode()
        words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)).replace("&amp;", "&")
        for c in audit.claims:
            if c.claim.condition and c.claim.condition.id == "crohns-disease":
                assert c.claim.label in words
                assert " · ".join(behind_words(c))[1:] in words
        assert "the chain breaks off: no source supports it directly" in words
        assert "Low-Dose Naltrexone" in words
        assert opened.tab.locator(".picture").count() == 0
