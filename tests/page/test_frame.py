"""What stands around the views, and what a reader who never saw the page can do with it: words, year, sizes, paper."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.audit.status import NOT_SUPPORTED
from ldn_graph.model.standing import Notice, SourceStanding
from ldn_graph.model.vocab import FLAGS, STATUSES
from ldn_graph.model.words import FLAG_WORDS
from ldn_graph.page.layout import cells_of, is_uncertain

from .opened import Open, Opened
from .test_render import change

# The year --------------------------------------------------------------------------------------------------


def with_status(audit: Audit, *statuses: str) -> set[str]:
    return {c.claim.id for c in audit.claims if c.status in statuses}


def what_became(then: Audit, today: Audit) -> dict[str, set[str]]:
    """The claims that each thing became true of, by the statuses of both audits."""
    bare = with_status(then, *NOT_SUPPORTED), with_status(today, *NOT_SUPPORTED)
    became = {
        "gained direct support": bare[0] - bare[1],
        "lost direct support": bare[1] - bare[0],
        **{f"became {s}": with_status(today, s) - with_status(then, s) for s in ("contested", "contradicted")},
    }
    same = {b.claim.id for b, a in zip(then.claims, today.claims, strict=True) if b.status == a.status}
    words = [{c.claim.id: c.certainty and c.certainty.words for c in some.claims} for some in (then, today)]
    became["changed in certainty alone"] = {name for name in same if words[0][name] != words[1][name]}
    became["changed otherwise"] = {c.claim.id for c in today.claims} - same - set().union(*became.values())
    return {what: names for what, names in became.items() if names}


@pytest.mark.parametrize("year", [2009, 2019])
def test_the_year_says_what_changed_since_and_leads_to_it(open_page: Open, audit: Audit, year: int) -> None:
    early = audit_claims((c.claim for c in audit.claims), as_of=year)
    became = what_became(early, audit)
    assert len(became) > 2
    opened = open_page(audit, f"#view=table&year={year}")
    tab = opened.tab
    said = tab.inner_text("#since")
    sources = {e.source.iri: e.source.year for c in audit.claims for e in c.claim.lines}
    dated = [appeared for appeared in sources.values() if appeared]
    known = sum(appeared <= year for appeared in dated)
    assert said.startswith(
        f"By the end of {year} {known} of {len(dated)} dated sources had appeared; "
        f"{len(sources) - len(dated)} without a date count in every year. Since then: "
    )
    header = [int(number) for number in re.findall(r"for (\d+) of", tab.inner_text("#support"))]
    assert header == [len(with_status(early, *NOT_SUPPORTED))]
    for words, names in became.items():
        assert re.search(rf"\b{len(names)} (claims? )?{words}", said)
        tab.locator("#since a", has_text=words).click()
        assert set(opened.rows()) == names
        tab.click("#clear")
    both = became["gained direct support"] & became["became contested"]
    assert f"became contested, {len(both)} of which gained direct support" in said
    tab.focus("#year")
    tab.keyboard.press("End")
    assert tab.is_hidden("#since")
    assert len(opened.rows()) == len(audit.claims)
    opened.check_quiet()


def test_before_the_first_year_what_has_no_date_counts_and_everything_says_before(
    open_page: Open, audit: Audit
) -> None:
    first = min(e.source.year for c in audit.claims for e in c.claim.lines if e.source.year)
    opened = open_page(audit, f"#view=table&year={first - 1}")
    words = f"before {first}"
    for part in ("#year-words", "#support", "#since", "#told"):
        assert words in opened.tab.inner_text(part).lower(), part
        assert str(first - 1) not in opened.tab.inner_text(part)


def test_what_changed_is_asked_of_a_year_alone(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&change=gained")
    tab = opened.tab
    assert len(opened.rows()) == len(audit.claims)
    opened.load("#view=table&year=2010&change=gained")
    assert 0 < len(opened.rows()) < len(audit.claims)
    tab.check("input[value=published]")
    assert len(opened.rows()) == len(audit.claims)
    assert "change" not in tab.evaluate("location.hash")


def test_the_years_are_those_of_all_sources_and_of_their_retractions(open_page: Open, audit: Audit) -> None:
    """Also of a source that no longer counts: the slider reaches the year in which it did, and that of the notice."""
    claim = next(c.claim for c in audit.claims if c.status == "supported" and len(c.claim.lines) == 1)
    line = claim.lines[0]
    notices = (Notice("retraction", "2024-02-06"),)
    standing = SourceStanding("retracted", "2026-06-10", "https://x.test/list", notices)
    source = change(line.source, issued="1950", standing=standing)
    tab = open_page(audit_claims([change(claim, lines=(change(line, source=source),))]), "#view=table&year=2023").tab
    assert tab.locator(".slide .limit").all_inner_texts() == ["1950", "2024"]
    assert "By the end of 2023 1 of 1 dated source had appeared" in tab.inner_text("#since")
    assert "1 claim lost direct support" in tab.inner_text("#since")


def test_the_slider_has_its_ends_and_a_mark_for_each_year_with_sources(open_page: Open, audit: Audit) -> None:
    tab = open_page(audit).tab
    every = {e.source.iri: e.source.year for c in audit.claims for e in c.claim.lines if e.source.year}
    years = Counter(every.values())
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


def best_of(tab: Page) -> list[str]:
    return [" ".join(words.split()) for words in tab.locator("#panel .best dd").all_inner_texts()]


def test_the_panel_names_what_is_best_only_where_there_is_worse(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit, "#view=table&claim=C28")
    assert best_of(opened.tab)[:2] == [
        "randomised controlled trial (level 2), 40 people; "
        "for a narrower version of it: systematic review (level 2), 46 people",
        "nothing",
    ]
    for claim, which, said in (
        ("C40", 0, "for a narrower version of it: randomised controlled trial (level 2), 40 people"),
        ("C40", 1, "at best 2 sources: systematic review (level 1)"),
        ("C94", 0, "opinion (level 5); for a narrower version of it: narrative review (level 5)"),
        ("C34", 0, "2 sources: "),
    ):
        tab = open_page(audit, f"#view=table&claim={claim}").tab
        assert best_of(tab)[which].startswith(said)


def test_a_sum_of_people_says_what_it_leaves_out(open_page: Open, audit: Audit) -> None:
    """Two trials for a claim, and of one of them nobody recorded how many took part."""
    claim = next(c.claim for c in audit.claims if c.claim.id == "C28")
    first, second = (
        change(
            line, design="randomisedControlledTrial", source=change(line.source, iri=f"urn:{n}", participants=people)
        )
        for n, (line, people) in enumerate(zip(claim.lines, (40, None), strict=False))
    )
    opened = open_page(audit_claims([change(claim, lines=(first, second))]), "#view=table&claim=C28")
    assert opened.tab.inner_text("#rows .cell-people") == "at least 40"
    assert "at least 40, whatever the studies say of it; 1 study without a number" in opened.tab.inner_text("#panel")
    (row,) = csv.DictReader(io.StringIO(opened.save("csv").decode(), newline=""))
    assert (row["participants"], row["studies_of_unrecorded_size"]) == ("40", "1")
    alone = open_page(audit_claims([change(claim, lines=(second,))]), "#view=table")
    assert alone.tab.inner_text("#rows .cell-people .unseen") == "not recorded"


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
        ("#filters [data-facet=certainty]", "the true effect lies close to the estimate"),
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


def test_a_long_id_stands_on_one_line(open_page: Open, audit: Audit) -> None:
    """As those of imported claims are: shortened in the middle, whole in the panel."""
    long = "DB00619_MESH_D015464_1.CHEBI_701-decreases-MESH_D004828"
    claims = [change(c.claim, id=long if n else "C1") for n, c in enumerate(audit.claims[:2])]
    for width in (1280, 1920):
        tab = open_page(audit_claims(claims), "#view=table", width=width).tab
        cells = tab.locator("#rows .cell-id")
        assert cells.nth(1).inner_text() == f"{long[:6]}…{long[-5:]}"
        assert cells.nth(1).evaluate("(cell) => cell.scrollWidth <= cell.clientWidth")
        assert tab.eval_on_selector("#rows tr:nth-child(2)", "(row) => row.offsetHeight") < 70
