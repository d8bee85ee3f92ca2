"""What somebody who opens the page for the first time reads off it: levels, numbers, whose judgement it is."""

from __future__ import annotations

import re

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.vocab import DESIGNS
from ldn_graph.model.words import DESIGN_WORDS, FLAG_WORDS
from ldn_graph.output.counts import count_words
from ldn_graph.page.article import annotate
from ldn_graph.page.content import describe_page
from ldn_graph.page.judges import describe_judges, judgement_words

from .opened import Open, Opened
from .test_render import change

# The table -------------------------------------------------------------------------------------------------


def test_a_level_reads_as_a_level_and_not_as_a_number_of_sources(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table", width=1920)
    heads = [head.removesuffix(" ▲") for head in opened.texts("#rows-head th > button")]
    assert heads[4:8] == ["Best for", "Best against", "Studies for it", "People"]
    cells = dict(zip(opened.rows(), opened.texts("#rows .cell-against"), strict=True))
    assert set(cells.values()) <= {"none", "no level", *(f"level {n}" for n in range(1, 6))}
    for a in audit.claims:
        if a.best_level_against:
            assert cells[a.claim.id] == f"level {a.best_level_against}"


def test_what_nobody_recorded_is_no_zero(open_page: Open, audit: Audit) -> None:
    """No number of people: a dash; a number of some studies only: at least so many."""
    numbered = next(a for a in audit.claims if human_studies(a) and all(n for n in human_studies(a).values()))
    partly = next(a for a in audit.claims if len({bool(n) for n in human_studies(a).values()}) == 2)
    first = next(e for e in numbered.lines if e.source.iri in human_studies(numbered))
    bare = change(numbered.claim, lines=(first._replace(source=first.source._replace(participants=None)),))
    opened = open_page(audit_claims([numbered.claim, partly.claim]), "#view=table", width=1920)
    cells = dict(zip(opened.rows(), opened.texts("#rows .cell-people"), strict=True))
    assert cells[numbered.claim.id].replace(",", "").isdigit()
    assert cells[partly.claim.id].startswith("at least ")
    opened = open_page(audit_claims([bare]), "#view=table", width=1920)
    assert opened.tab.locator("#rows .cell-people").text_content() == "\u2013not recorded"
    assert opened.tab.locator("#rows .cell-people [aria-hidden]").text_content() == "\u2013"


def human_studies(a: object) -> dict[str, int | None]:
    """The number of people of each primary study in people, by its source."""
    lines = a.lines  # type: ignore[attr-defined]
    return {
        e.source.iri: e.source.participants
        for e in lines
        if e.design and DESIGNS[e.design].primary and DESIGNS[e.design].human and not e.source.same_study_as
    }


# The article and the panel -----------------------------------------------------------------------------------

LINE = "(e) => [getComputedStyle(e).textDecorationStyle, getComputedStyle(e).textDecorationThickness].join(' ')"
STATUSES_OF_LINES = (
    {"supported", "partly-supported"},
    {"supported-with-reserve", "partly-supported-with-reserve"},
    {"contested"},
    {"indirectly-supported"},
    {"unsupported", "unchecked"},
    {"contradicted"},
)


@pytest.mark.parametrize("medium", ["screen", "print", "forced colours"])
def test_each_line_under_the_article_is_another_and_the_legend_names_it(
    open_page: Open, audit: Audit, medium: str
) -> None:
    """The line alone tells contested from supported, and contradicted from what nobody supports: without colour, too."""
    tab = open_page(audit).tab
    if medium == "print":
        tab.emulate_media(media="print")
    elif medium != "screen":
        tab.emulate_media(forced_colors="active")
    shown = tab.eval_on_selector_all(".said", f"all => all.map((e) => [e.className.split(' ')[2], ({LINE})(e)])")
    lines: dict[str, set[str]] = {}
    for look, line in shown:
        lines.setdefault(look, set()).add(line)
    assert set(lines) == set().union(*STATUSES_OF_LINES)
    assert all(len(drawn) == 1 for drawn in lines.values())
    kinds = [set().union(*(lines[look] for look in looks)) for looks in STATUSES_OF_LINES]
    assert [len(kind) for kind in kinds] == [1] * 6
    assert len(set().union(*kinds)) == 6
    legend = tab.eval_on_selector_all(".key .sign u", f"all => all.map({LINE})")
    assert [{line} for line in legend] == kinds
    marks = tab.eval_on_selector_all(
        ".key .sign", "all => all.map((e) => [...e.querySelectorAll('svg')].map((s) => s.classList[1]))"
    )
    assert [set(looks) for looks in marks] == list(STATUSES_OF_LINES)


def test_the_panel_says_in_one_sentence_that_a_claim_is_supported_and_overclaimed(
    open_page: Open, audit: Audit
) -> None:
    for status, joint in (("partly-supported", "but"), ("unsupported", "and")):
        a = next(a for a in audit.claims if a.status == status and a.overclaimed)
        tab = open_page(audit, f"#claim={a.claim.id}").tab
        said = " ".join(tab.inner_text("#panel .verdict").split())
        assert said.startswith(f"{status.capitalize().replace('-', ' ')}, {joint} overclaimed: stated ")
        assert said.endswith(", more than its evidence carries.")
        weights = tab.eval_on_selector_all(
            "#panel .verdict > strong", "all => all.map((e) => getComputedStyle(e).fontWeight)"
        )
        assert len(weights) == 2
        assert len(set(weights)) == 1


# Whose judgement it is ---------------------------------------------------------------------------------------


def test_the_page_says_by_whom_the_evidence_was_judged(open_page: Open, audit: Audit) -> None:
    said = describe_judges(a.claim for a in audit.claims)
    lines = [e for a in audit.claims for e in a.claim.lines]
    for judge in {e.judge for e in lines}:
        name = judge.rpartition("/")[2].replace("-", " ")
        assert re.search(rf"\b{name} \({sum(e.judge == judge for e in lines)}( judgements)?\)", said)
    assert f"Another reader judged {sum(bool(e.other_judgements) for e in lines)} of them, too." in said
    tab = open_page(audit, "#how", modified="2026-11-29").tab
    words = tab.inner_text("#judges")
    assert said in words
    assert "It gives no advice." in words
    assert tab.is_hidden(".paper")
    tab.emulate_media(media="print")
    paper = tab.inner_text(".paper")
    for words in (
        said,
        "Data last changed on 29 November 2026.",
        "Unsupported never means that a claim is wrong",
        "no advice",
    ):
        assert words in paper


def test_a_date_alone_is_no_judge(audit: Audit) -> None:
    claim = audit.claims[0].claim
    line = claim.lines[0]._replace(judge=None, created="2026-11-30", other_judgements=())
    assert judgement_words(None, "2026-11-30") == "Judged on 30 November 2026; by whom is not recorded."
    assert judgement_words("https://x.test/readers/second-one", "2026") == "Judged by: second one, 2026."
    assert judgement_words(None, None) == ""
    bare, named = (change(claim, lines=(line._replace(judge=judge),)) for judge in (None, "https://x.test/me"))
    assert describe_judges([bare]) == "By whom the evidence was judged is not recorded."
    assert describe_judges([bare, named]).endswith(": me (1 judgement). Of 1 judgement it is not recorded.")
    assert describe_judges([change(claim, lines=())]) == ""


def test_how_many_are_checked_and_how_many_unchecked_add_up(audit: Audit) -> None:
    """Unchecked is also what has only sources that do not address it: both counts are told, and what each counts."""
    unchecked = [a for a in audit.claims if a.status == "unchecked"]
    bare = sum(not a.claim.lines and not a.claim.searches for a in unchecked)
    assert 0 < bare < len(unchecked)
    facts = describe_page(audit)["facts"][0]
    assert facts == (
        f"a source or a search is recorded for {len(audit.claims) - bare} of {len(audit.claims)} claims ({len(unchecked)} unchecked:"
        f" for {bare} nothing is recorded, for {len(unchecked) - bare} only sources that do not address it, or do not count)"
    )


# Finding one's way -------------------------------------------------------------------------------------------

IN_SIGHT = """() => {
    const frame = document.querySelector('#article').getBoundingClientRect();
    const seen = [...document.querySelectorAll('.said:not(.off)')].filter((part) => {
        const { top, bottom } = part.getBoundingClientRect();
        return top >= frame.top && bottom <= frame.bottom;
    });
    return seen.map((part) => Number(part.dataset.n));
}"""


def test_in_the_article_a_search_leads_to_its_matches(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    tab = opened.tab
    order = annotate(audit)["order"]  # type: ignore[index]
    assert tab.is_hidden("#matches"), "all claims are there"
    last = audit.claims[order[-1]]
    tab.fill("#search", last.claim.id)
    tab.wait_for_function(f"({IN_SIGHT})().length > 0")
    assert tab.evaluate(IN_SIGHT) == [order[-1]]
    tab.fill("#search", "")
    tab.check("#filters [data-facet=flag] input[value=overclaimed]")
    matches = [n for n in order if audit.claims[n].overclaimed]
    tab.focus("#matches button >> nth=1")
    for number, n in enumerate([*matches, matches[0]]):
        tab.keyboard.press("Enter")
        tab.wait_for_function(f"(n) => ({IN_SIGHT})().includes(n)", arg=n)
        assert tab.inner_text("#told").endswith(f"; this is number {number % len(matches) + 1}")
        lit = tab.eval_on_selector_all(".said.lit", "all => all.map((e) => Number(e.dataset.n))")
        assert set(lit) == {n}
    tab.focus("#matches button >> nth=0")
    tab.keyboard.press("Enter")
    tab.wait_for_function(f"(n) => ({IN_SIGHT})().includes(n)", arg=matches[-1])
    tab.click("#tab-graph")
    assert tab.is_hidden("#matches")
    opened.check_quiet()


def test_the_map_says_what_is_cut_off_and_shows_the_claim_that_is_open(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=map")
    tab = opened.tab
    beyond = """() => [...document.querySelectorAll('#map-table thead th')].filter((head) =>
        head.getBoundingClientRect().right > document.querySelector('#map').getBoundingClientRect().right).length"""
    count = tab.evaluate(beyond)
    assert count > 1
    assert tab.inner_text("#map-more") == f"{count} more columns →"
    words = tab.eval_on_selector_all("#map-table thead th span", "all => all.map((e) => e.scrollWidth - e.clientWidth)")
    assert max(words) <= 0, "no word is wider than its column"
    for _ in range(9):
        if tab.is_visible("#map-more"):
            tab.focus("#map-more")
            tab.keyboard.press("Enter")
            tab.wait_for_timeout(60)
    assert tab.evaluate(beyond) == 0
    for claim in ("C92", "C01"):
        tab.evaluate("(id) => { location.hash = 'view=map&claim=' + id; }", claim)
        tab.locator("#panel .id", has_text=claim).wait_for()
        inside = """() => { const [a, b] = ['.spot.chosen', '#map'].map((s) => document.querySelector(s).getBoundingClientRect());
            return a.top >= b.top && a.bottom <= b.bottom && a.left >= b.left && a.right <= b.right; }"""
        assert tab.evaluate(inside), claim
    opened.check_quiet()


# On paper ----------------------------------------------------------------------------------------------------


def on_paper(opened: Opened) -> None:
    opened.tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.tab.emulate_media(media="print")
    opened.tab.set_viewport_size({"width": 680, "height": 1000})


def test_the_notes_on_paper_say_what_kind_of_study_and_how_large(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    on_paper(opened)
    notes = " ".join(opened.texts("#endnotes > ol:not(.references) > li"))
    lines = [
        e for a in audit.claims for e in a.lines if e.direct and e.in_favour and e.design and e.source.participants
    ]
    for line in lines[:20]:
        people = count_words(line.source.participants or 0, "person", "people")
        assert re.search(rf"{re.escape(DESIGN_WORDS[line.design or ''])}, {people} \[\d+\]", notes)


def test_a_view_that_is_printed_as_a_table_says_so_and_has_room_for_its_words(open_page: Open, audit: Audit) -> None:
    for view in ("map", "table"):
        opened = open_page(audit, f"#view={view}&status=contradicted")
        on_paper(opened)
        announced = "The claims of this view as a table: " if view == "map" else ""
        assert opened.tab.inner_text("#printed").startswith(f"{announced}3 of {len(audit.claims)} claims match")
        assert "Flags" not in opened.texts("#rows-head th:visible")
        for claim in (a for a in audit.claims if a.status == "contradicted"):
            flags = [FLAG_WORDS[name][0] for name in claim.flags if name != "overclaimed"]
            words = opened.tab.inner_text(f"tr[data-claim={claim.claim.id}] + tr .printed-flags")
            assert set(words.removeprefix("Flags: ").removesuffix(".").split(", ")) == set(flags)
        assert opened.width_beyond() <= 0
        cut = opened.tab.eval_on_selector_all(
            "#table :is(th, td)",
            "all => all.filter((e) => e.offsetWidth && e.scrollWidth > e.clientWidth + 1).map((e) => e.innerText)",
        )
        assert cut == []
