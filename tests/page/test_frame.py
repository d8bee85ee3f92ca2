"""What stands around the views, and what a reader who never saw the page can do with it: words, year, sizes, paper."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.audit.status import NOT_SUPPORTED
from ldn_graph.model.vocab import FLAGS, STATUSES
from ldn_graph.model.words import FLAG_WORDS
from ldn_graph.page.layout import cells_of, is_uncertain

from .opened import Open, Opened
from .test_render import change

# The year --------------------------------------------------------------------------------------------------


def what_became(before: ClaimAudit, after: ClaimAudit) -> str | None:
    """What the page says of a claim whose status changed, worked out again."""
    if before.status == after.status:
        return None
    if after.status in ("contested", "contradicted"):
        return f"became {after.status}"
    if (before.status in NOT_SUPPORTED) != (after.status in NOT_SUPPORTED):
        return "lost direct support" if after.status in NOT_SUPPORTED else "gained direct support"
    return "changed otherwise"


@pytest.mark.parametrize("year", [2009, 2019])
def test_the_year_says_what_changed_since_and_leads_to_it(open_page: Open, audit: Audit, year: int) -> None:
    early = audit_claims((c.claim for c in audit.claims), as_of=year)
    became = {a.claim.id: what_became(b, a) for b, a in zip(early.claims, audit.claims, strict=True)}
    counts = Counter(words for words in became.values() if words)
    assert len(counts) > 1
    opened = open_page(audit, f"#view=table&year={year}")
    tab = opened.tab
    said = tab.inner_text("#since")
    sources = {e.source.iri: e.source.year for c in audit.claims for e in c.lines if e.source.year}
    known = sum(appeared <= year for appeared in sources.values())
    assert said.startswith(f"By the end of {year} {known} of {len(sources)} dated sources had appeared. Since then: ")
    for words, count in counts.items():
        assert re.search(rf"\b{count} (claims? )?{words}", said)
        tab.locator("#since a", has_text=words).click()
        assert opened.rows() == [claim for claim, what in became.items() if what == words]
        tab.click("#clear")
    tab.focus("#year")
    tab.keyboard.press("End")
    assert tab.is_hidden("#since")
    assert len(opened.rows()) == len(audit.claims)
    opened.check_quiet()


def test_the_slider_has_its_ends_and_a_mark_for_each_year_with_sources(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit).tab
    years = Counter({e.source.iri: e.source.year for c in audit.claims for e in c.lines if e.source.year}.values())
    ends = tab.locator(".slide .limit")
    assert ends.all_inner_texts() == [str(min(years)), str(max(years))]
    assert all(end.evaluate("(e) => e.getClientRects().length === 1 && e.offsetHeight < 24") for end in ends.all())
    marks = tab.eval_on_selector_all(
        "#appeared rect", "all => all.map((e) => [+e.getAttribute('x') + 0.25, +e.getAttribute('height')])"
    )
    assert [year for year, _ in marks] == sorted(years)
    heights = dict(marks)
    most, least = max(years, key=years.__getitem__), min(years, key=years.__getitem__)
    assert heights[most] == max(heights.values()) > heights[least] > 2
    box, mark = tab.locator("#year").bounding_box(), tab.locator("#appeared rect >> nth=0").bounding_box()
    assert box
    assert mark
    first = box["x"] + 8 + (box["width"] - 16) / (max(years) - min(years) + 1)
    assert abs(mark["x"] + mark["width"] / 2 - first) < 2, "a mark stands where the slider stands in its year"


# As published ----------------------------------------------------------------------------------------------


def test_as_published_a_claim_without_a_source_cites_nothing(open_page: Open, audit: Audit) -> None:
    """Said wherever the status stands; what is cited, and assessed by nobody, is unchecked."""
    first, second, third = [c.claim for c in audit.claims if c.lines][:3]
    claims = [first, change(second, cited=("https://x.test/s",)), change(third, cited=(third.lines[0].source.iri,))]
    some = audit_claims(claims)
    opened = open_page(some, f"#as=published&view=table&claim={first.id}")
    tab = opened.tab
    words = {
        c.id: tab.inner_text(f"tr[data-claim={c.id}] .cell-status").split("overclaimed")[0].strip() for c in claims
    }
    third_status = some.claims[2].published.status.replace("-", " ")
    assert words == {first.id: "cites nothing", second.id: "unchecked", third.id: third_status}
    assert tab.inner_text("#panel h2 span >> nth=0").strip() == "cites nothing"
    assert "Cites nothing: the article has references and ties none to it." in tab.inner_text("#panel")
    chip = " ".join(tab.inner_text(".statuses label:has([value=unchecked])").split())
    assert chip == "unchecked 2 1 cite nothing"
    assert "As published, the article cites nothing for 1 of 3" in tab.inner_text("#support")
    tab.click("#tab-map")
    labels = tab.eval_on_selector_all("#map-table a", "all => all.map((a) => a.getAttribute('aria-label'))")
    assert [label.startswith(f"{first.id}, cites nothing,") for label in labels].count(True) == 1
    tab.check("input[value=literature]")
    assert "cites nothing" not in tab.inner_text("#map-table")
    assert tab.is_hidden("[data-nothing=unchecked]")
    opened.load("#as=published")
    all_bare = open_page(audit, "#as=published").tab
    assert " ".join(all_bare.inner_text(".statuses label:has([value=unchecked])").split()) == "cites nothing 94"


def test_where_nobody_recorded_what_an_article_cites_it_is_not_said_to_cite_nothing(
    open_page: Open, audit: Audit
) -> None:
    first, second, third = [c.claim for c in audit.claims if c.lines][:3]
    assert first.article
    other = change(first.article, iri="https://x.test/a", cites=())
    unknown = [change(c, article=other) for c in (first, second, third)]
    opened = open_page(audit_claims(unknown), f"#as=published&view=table&claim={first.id}")
    tab = opened.tab
    assert "No source that the article cites is recorded." in tab.inner_text("header")
    assert "As published, no citation is recorded for 3 of 3." in tab.inner_text("#support")
    chip = ".statuses label:has([value=unchecked])"
    assert " ".join(tab.inner_text(chip).split()) == "no citation recorded 3"
    assert tab.inner_text("#panel h2 span >> nth=0").strip() == "no citation recorded"
    assert "No citation recorded: no reference of the article is recorded." in tab.inner_text("#panel")
    for view in ("table", "graph", "map"):
        tab.click(f"#tab-{view}")
        opened.settle()
        said = tab.locator("#table, #graph, #map, #panel, #statuses, #told").all_inner_texts()
        assert "cites nothing" not in " ".join(said), view
    both = open_page(audit_claims([*unknown[:2], third]), "#as=published&view=table").tab
    assert " ".join(both.inner_text(chip).split()) == "unchecked 3 1 cite nothing 2 without a citation recorded"
    assert (
        "As published, the article cites nothing for 1 of 3, and no citation is recorded for 2 of 3."
        in both.inner_text("#support")
    )


# The statuses ----------------------------------------------------------------------------------------------


def test_beside_each_status_stands_how_many_are_uncertain_or_overclaimed(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table")
    for status in STATUSES:
        ours = [c for c in audit.claims if c.status == status]
        uncertain = sum(is_uncertain(c) for c in ours) if status in ("supported", "partly-supported") else 0
        overclaimed = sum(bool(c.overclaim) for c in ours)
        for name, count in (("uncertain", uncertain), ("overclaimed", overclaimed)):
            part = opened.tab.locator(f"[data-{name}={status}]")
            assert part.is_visible() == (count > 0), (status, name)
            if count:
                assert part.inner_text().split() == [str(count), name]
    cells = {row: opened.tab.inner_text(f"tr[data-claim={row}] .cell-status") for row in opened.rows()}
    assert {row for row, words in cells.items() if "overclaimed" in words} == {
        c.claim.id for c in audit.claims if c.overclaim
    }


# The map ---------------------------------------------------------------------------------------------------

GROUP_OF_KIND = {
    "Outcome": "Outcomes", "Mechanism": "Mechanisms", None: "No mechanism or outcome",
    **dict.fromkeys(("Population", "Practice", "Drug"), "Populations, doses, other drugs and practice"),
}  # fmt: skip


def map_rows(opened: Opened) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Each row: its group, its heading, and of each cell with claims the number and how many marks it has."""
    return [
        (group, head, [(number, marks) for number, marks in cells])
        for group, head, cells in opened.tab.evaluate(
            """() => [...document.querySelectorAll("#map-table tr[data-group]")].map((row) => [
                row.dataset.group, row.querySelector("th").innerText,
                [...row.querySelectorAll("td:has(.count)")].map((cell) => (
                    [parseInt(cell.querySelector(".count").textContent), cell.querySelectorAll("a").length]))])"""
        )
    ]


@pytest.mark.parametrize("fragment", ["", "&status=contested"])
def test_the_map_has_rows_with_claims_in_groups_and_says_how_many(open_page: Open, audit: Audit, fragment: str) -> None:
    opened = open_page(audit, f"#view=map{fragment}")
    rows = map_rows(opened)
    chosen = [c for c in audit.claims if not fragment or c.status == "contested"]
    middles = [cells_of(c.claim)[1] for c in chosen]
    assert {(group, head) for group, head, _ in rows} == {
        (GROUP_OF_KIND[m.kind if m else None], m.label if m else "the condition itself") for m in middles
    }
    assert all(number == marks > 0 for _, _, cells in rows for number, marks in cells)
    assert all(cells for _, _, cells in rows), "no row without claims"
    assert sum(number for _, _, cells in rows for number, _ in cells) == len(chosen)
    groups = [group for group, _, _ in rows]
    assert groups == sorted(groups, key=groups.index), "the rows of a group lie together"
    heads = opened.tab.locator("#map-table .rows").all_inner_texts()
    kinds = Counter(GROUP_OF_KIND[m.kind if m else None] for m in middles)
    assert {head.partition(" (")[0]: int(re.sub(r"\D", "", head)) for head in heads} == kinds
    conditions = {c.claim.condition.label if c.claim.condition else "no condition" for c in chosen}
    assert set(opened.tab.locator("#map-table thead th > span").all_inner_texts()) == conditions


# Sizes -----------------------------------------------------------------------------------------------------


def rows_on_the_screen(opened: Opened) -> int:
    """How many claims of the table are seen whole."""
    return int(
        opened.tab.evaluate(
            """() => {
                const bottom = Math.min(innerHeight, document.getElementById("table").getBoundingClientRect().bottom);
                const boxes = [...document.querySelectorAll("tr[data-claim]")].map((row) => row.getBoundingClientRect());
                return boxes.filter((box) => box.top >= 0 && box.bottom <= bottom).length;
            }"""
        )
    )


@pytest.mark.parametrize(("width", "height", "rows", "wide"), [(1280, 800, 17, 384), (1920, 1080, 24, 560)])
def test_many_claims_are_on_a_screen_and_the_panel_is_wide_enough_to_read(
    open_page: Open, audit: Audit, width: int, height: int, rows: int, wide: int
) -> None:
    opened = open_page(audit, "#view=table", width=width, height=height)
    tab = opened.tab
    assert rows_on_the_screen(opened) >= rows
    cells = "document.querySelectorAll('.cell-flags')"
    assert tab.evaluate(f"Math.max(...[...{cells}].map((e) => e.offsetHeight))") < 60, "no flags of many lines"
    tab.click("tr[data-claim=C03] a")
    tab.wait_for_selector("#panel .label")
    box = tab.locator("#panel").bounding_box()
    assert box
    assert (round(box["width"]), round(width - box["x"] - box["width"])) == (wide, 16)
    assert tab.evaluate("document.getElementById('table').scrollWidth <= document.getElementById('table').clientWidth")
    tab.click("tr[data-claim=C03] .unfold")
    before = tab.evaluate("document.querySelector('tr[data-claim=C03] th').offsetWidth")
    tab.click("tr[data-claim=C03] .unfold")
    assert tab.evaluate("document.querySelector('tr[data-claim=C03] th').offsetWidth") == before
    assert opened.width_beyond() <= 0


def test_a_narrow_screen_has_title_sentence_and_claims_first(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table", width=390, height=844)
    tab = opened.tab
    assert rows_on_the_screen(opened) >= 5
    first = tab.locator("tr[data-claim] >> nth=0").bounding_box()
    assert first
    assert first["y"] < 300
    assert tab.locator("h1").is_visible()
    assert "No direct support is recorded for 36" in tab.inner_text(".sum")
    controls = ("#setting", "#statuses", "#search", "#filters", "#saves", "#rows-head")
    for control in controls:
        assert tab.is_hidden(control), control
    tab.focus("#controls-toggle")
    tab.keyboard.press("Enter")
    assert tab.get_attribute("#controls-toggle", "aria-expanded") == "true"
    for control in controls:
        assert tab.is_visible(control), control
    named = str(tab.get_attribute("#controls-toggle", "aria-controls")).split()
    assert tab.evaluate("(ids) => ids.every((id) => document.getElementById(id))", named)
    tab.check(".statuses input[value=contradicted]")
    assert "(1)" in tab.inner_text("#controls-toggle")
    tab.click("#controls-toggle")
    assert len(opened.rows()) == audit.count_statuses()["contradicted"]
    assert opened.width_beyond() <= 0


# On paper --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["graph", "map", "table"])
def test_an_open_claim_is_printed_with_all_that_is_behind_it(open_page: Open, audit: Audit, view: str) -> None:
    opened = open_page(audit, f"#view={view}&claim=C17")
    tab = opened.tab
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.is_visible("#panel")
    for gone in (".views", "#statuses", ".sum", "#setting", "#filters", "#search", "#panel button >> nth=0"):
        assert tab.is_hidden(gone), gone
    (claim,) = (c for c in audit.claims if c.claim.id == "C17")
    words = " ".join(tab.inner_text("#panel").split())
    for said in (
        claim.claim.label, claim.claim.iri, "Publication bias", "Judged by: second dossier", "35 completed",
        *(e.source.id for e in claim.lines), *(f.remedy for f in claim.findings),
    ):  # fmt: skip
        assert said in words
    assert tab.is_visible("h1")
    link = "getComputedStyle(document.querySelector('#panel a[target=_blank]'), '::after').content"
    assert "href" in tab.evaluate(link) or "https://doi.org/" in tab.evaluate(link)
    tab.emulate_media(media="screen")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("#panel details[open]").count() == 0, "folded as before"
    assert tab.is_visible(f"#{view}")
    tab.keyboard.press("Escape")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.is_visible("#table")
    assert tab.is_hidden("#panel")


# Words -----------------------------------------------------------------------------------------------------


def test_every_flag_has_words_and_every_row_its_gravest(open_page: Open, audit: Audit) -> None:
    assert list(FLAG_WORDS) == list(FLAGS)
    assert all(len(word) < 30 and "-" not in word for word, _ in FLAG_WORDS.values())
    assert len({word for word, _ in FLAG_WORDS.values()}) == len(FLAG_WORDS)
    opened = open_page(audit, "#view=table")
    everywhere = {flag for flag in FLAGS if all(flag in c.flags for c in audit.claims)}
    for audited in audit.claims[::9]:
        cell = opened.tab.locator(f"tr[data-claim={audited.claim.id}] .cell-flags")
        rest = [flag for flag in FLAGS if flag in audited.flags and flag not in everywhere | {"overclaimed"}]
        text = " ".join(cell.inner_text().split())
        assert text.startswith(FLAG_WORDS[rest[0]][0]) if rest else not text
        if len(rest) > 1:
            cell.locator("button").click()
            more = opened.tab.inner_text(f"tr[data-claim={audited.claim.id}] + tr.more")
            for flag in audited.flags:
                assert ": ".join((FLAG_WORDS[flag][0], "")).removesuffix(": ") in more
                assert FLAG_WORDS[flag][1] in more
    opened.check_quiet()


INSIDER = re.compile(
    r"\bbear(s|ing)\b|narrower:|weaker:|for a narrower version(?! of)|with reserve|\bRCT\b", re.IGNORECASE
)


def written_by_people(audit: Audit) -> list[str]:
    """What somebody wrote of the evidence, in their words; the longest first."""
    lines = [e for c in audit.claims for e in c.lines]
    texts = {text for e in lines for text in (e.comment, e.finding, e.source.label) if text}
    return sorted(texts, key=len, reverse=True)


def test_no_word_of_insiders_is_on_the_page(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&claim=C28")
    tab = opened.tab
    for claim in [c.claim.id for c in audit.claims if c.status in ("partly-supported", "contested")][::6]:
        tab.evaluate("(id) => { location.hash = 'view=table&claim=' + id; }", claim)
        tab.locator("#panel .id", has_text=claim).wait_for()
        panel = tab.inner_text("#panel")
        for written in written_by_people(audit):
            panel = panel.replace(written, "")
        assert INSIDER.search(panel) is None, claim
    for part in ("header", "#filters", "#table", "#map"):
        if part == "#map":
            tab.evaluate("location.hash = 'view=map'")
            tab.wait_for_selector("#map-table a")
        assert not INSIDER.search(tab.inner_text(part)), part


def test_what_each_word_means_unfolds_where_it_stands_by_the_keyboard(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&claim=C28")
    tab = opened.tab
    for where, said in (
        ("#words", "it is worded more strongly than its evidence carries"),
        ("#filters [data-facet=flag]", FLAG_WORDS["readers-differ"][1]),
        ("#filters [data-facet=level]", "randomised controlled trial"),
        ("#filters [data-facet=certainty]", "it is probably close to what was found"),
        ("#filters [data-facet=directness]", "on animals or cells"),
        ("#rows-head", "for a narrower version of the claim"),
        ("#panel", "found by studies that compared nobody"),
    ):
        tab.focus(f"{where} .means > summary" if where != "#words" else "#words > summary")
        tab.keyboard.press("Enter")
        assert said in tab.inner_text(where), where
        tab.keyboard.press("Enter")
        assert said not in tab.inner_text(where), where
    titled = tab.eval_on_selector_all(
        "main [title], header [title]", "all => all.map((e) => [e.title, e.getAttribute('aria-label')])"
    )
    assert [title for title, label in titled if title != label] == [], "nothing is said by a title alone"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_axe_finds_no_violation_in_what_is_unfolded_around_the_views(
    open_page: Open, audit: Audit, width: int, scheme: str
) -> None:
    opened = open_page(audit, "#view=table&year=2010&flag=misreported", width=width, scheme=scheme)
    if width == 390:
        opened.tab.click("#controls-toggle")
    opened.tab.eval_on_selector_all("details.means", "all => all.forEach((e) => { e.open = true; })")
    assert opened.tab.locator(".statuses .empty").count() > 1
    assert opened.width_beyond() <= 0
    response = Axe().run(opened.tab).response
    assert len(response["passes"]) > 10
    assert [(v["id"], [n["html"][:90] for n in v["nodes"][:3]]) for v in response["violations"]] == []


def test_what_is_chosen_is_seen_in_forced_colours(open_page: Open, audit: Audit) -> None:
    """There a background says nothing: what is chosen has an outline, a border or a check mark."""
    tab = open_page(audit, "#view=table&as=published").tab
    tab.emulate_media(forced_colors="active")
    outline = "(e) => getComputedStyle(e.querySelector('span')).outlineStyle"
    chosen, other = (tab.locator(f".as label:has([value={name}])") for name in ("published", "literature"))
    assert (chosen.evaluate(outline), other.evaluate(outline)) == ("solid", "none")
