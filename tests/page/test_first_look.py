"""What somebody who opens the page for the first time reads off it: levels, numbers, whose judgement it is."""

from __future__ import annotations

import re

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.vocab import DESIGNS
from ldn_graph.page.content import describe_page
from ldn_graph.page.judges import describe_judges, judgement_words

from .opened import Open
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
    assert opened.tab.locator("#rows .cell-people").text_content() == "–not recorded"
    assert opened.tab.locator("#rows .cell-people [aria-hidden]").text_content() == "–"


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
        weights = tab.eval_on_selector_all("#panel .verdict > strong", "all => all.map((e) => getComputedStyle(e).fontWeight)")
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
    for words in (said, "Data last changed on 29 November 2026.", "Unsupported never means that a claim is wrong", "no advice"):
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
