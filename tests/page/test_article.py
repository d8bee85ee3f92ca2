"""The article, annotated: the text as it stands, each claim at its place, and notes as in a book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.cli import main
from ldn_graph.model.claims import Claim, Passage
from ldn_graph.model.natural_order import natural_key
from ldn_graph.model.vocab import local_id
from ldn_graph.page.article import LOST, MOST_IN_OUR_WORDS, NOT_SHOWN, NOWHERE, annotate
from ldn_graph.page.article_text import read_blocks
from ldn_graph.page.behind import behind_words, flag_words
from ldn_graph.page.layout import look_of, status_word
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph
from tests.conftest import ROOT

from .opened import Open, Opened
from .test_render import HOSTILE, change

EXAMPLE = ROOT / "examples" / "vitamin-d-ms"

TEXT = """\
On a small dose

How it works

In mice the drug calmed the T cells of the gut, and the cells of the
spine as well. Nobody knows why.
One may ask.

What a doctor can do

Give it to everybody. It is safe at any dose!
"""
SAID = {
    "C05": ["In mice the drug calmed the T cells of the gut, and the cells of the\nspine as well."],
    "C06": ["the drug calmed the T cells of the gut"],  # within that of C05
    "C17": ["the cells of the\nspine as well. Nobody knows why."],  # overlaps with it
    "C20": ["Give it to everybody."],
    "C28": [" It is safe at any dose!", "Nobody knows"],  # right behind, and in another paragraph
}


def passage_of(text: str, words: str, section: str = "How it works") -> Passage:
    start = text.index(words)
    return Passage(f"urn:{start}", section, start, start + len(words), sha256(words.encode()).hexdigest())


def placed(audit: Audit, text: str = TEXT, said: dict[str, list[str]] = SAID) -> Audit:
    """The claims of these ids, each said with these words of the text."""
    return audit_claims(
        change(c.claim, passages=tuple(passage_of(text, words) for words in said[c.claim.id]))
        for c in audit.claims
        if c.claim.id in said
    )


@pytest.fixture(scope="session")
def annotated(audit: Audit) -> Audit:
    return placed(audit)


@pytest.fixture(scope="session")
def example() -> Audit:
    return audit_claims(read_claims(open_graph(str(EXAMPLE / "claims.ttl"), *example_tables())))


def example_tables() -> Iterable[object]:
    from ldn_graph.project.documents import read_paths

    given, _ = read_paths((str(EXAMPLE),))
    return given[1:]


def flat(text: str) -> str:
    return " ".join(text.split())


def underlined(opened: Opened) -> dict[int, str]:
    """What is underlined for each claim, by its number among the page's."""
    script = """() => {
        const found = {};
        for (const part of document.querySelectorAll('.said:not(.off)')) {
            found[part.dataset.n] = (found[part.dataset.n] ?? '') + part.textContent;
        }
        return found;
    }"""
    return {int(n): flat(words) for n, words in opened.tab.evaluate(script).items()}


# Text --------------------------------------------------------------------------------------------


def test_the_text_stands_as_it_is_with_headings_and_paragraphs(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    assert opened.tab.is_visible("#article")
    texts = opened.tab.eval_on_selector_all(".page .text", "all => all.map((e) => [e.localName, e.textContent])")
    shown = [(name, flat(words)) for name, words in texts]
    assert shown == [
        ("h2", "On a small dose"),
        ("h3", "How it works"),
        ("p", flat(TEXT.split("\n\n")[2])),
        ("h3", "What a doctor can do"),
        ("p", flat(TEXT.split("\n\n")[4])),
    ]
    opened.check_quiet()


def test_each_passage_is_underlined_from_its_first_word_to_its_last(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    expected = {n: {flat(w) for w in SAID[a.claim.id]} for n, a in enumerate(annotated.claims)}
    found = underlined(opened)
    for n, words in expected.items():
        assert flat(found[n]).replace(" ", "") == "".join(sorted(words, key=flat(TEXT).index)).replace(" ", "")
    # lines of passages that overlap lie below each other
    levels = opened.tab.eval_on_selector_all(
        ".said", "all => all.map((e) => [e.dataset.n, getComputedStyle(e).textUnderlineOffset])"
    )
    ids = [a.claim.id for a in annotated.claims]
    offset = {ids[int(n)]: level for n, level in levels}
    assert offset["C05"] != offset["C06"]
    assert offset["C05"] != offset["C17"]
    assert offset["C20"] == offset["C05"]


LETTERS = st.text(alphabet="ab .\n\r#*é😀", max_size=60)


@given(text=LETTERS, places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_nothing_of_a_text_is_lost_and_each_passage_is_where_it_is(
    text: str, places: list[tuple[int, int]], audit: Audit
) -> None:
    """Of every text and any passages; what is shown is the text, and what is under a claim is its passage."""
    claims = []
    for n, (start, length) in enumerate(places):
        words = text[start : start + length]
        passage = Passage("urn:p", "", start, start + len(words), sha256(words.encode()).hexdigest())
        if words.strip():
            claims.append(change(audit.claims[n].claim, passages=(passage,)))
    view = annotate(audit_claims(claims or [change(audit.claims[0].claim, passages=())]), text)
    assert view
    parts = [part for block in view["blocks"] for part in block["parts"]]  # type: ignore[attr-defined]
    bare = re.compile(r"\s")
    if not re.search(r"^ {0,3}#{1,6}[ \t]+\S", text, re.MULTILINE):  # else signs are left out
        assert bare.sub("", "".join(p.get("text", "") for p in parts)) == bare.sub("", text)
        for n, claim in enumerate(claims):
            (passage,) = claim.passages
            under = "".join(p["text"] for p in parts if any(n in those for _, those in p.get("over", ())))
            assert bare.sub("", under) == bare.sub("", text[passage.start : passage.end])
            assert [ref for p in parts for ref in p.get("refs", ())].count(n) == 1
    assert sorted(view["order"]) == list(range(len(claims) or 1))  # type: ignore[call-overload]


MARKDOWN = """\
# On *a* dose

## What [is said](https://x.test/a) ##

The drug **calms** the `T cells`, see [a trial](https://x.test/b_(c)). A 2\\*3 snake_case stays.

* one thing
* [another](x)
"""


def test_markdown_is_shown_without_its_signs_and_passages_keep_their_places(open_page: Open, audit: Audit) -> None:
    said = {"C05": ["drug **calms** the `T cells`"], "C06": ["see [a trial](https://x.test/b_(c))."], "C20": ["# On"]}
    opened = open_page(placed(audit, MARKDOWN, said), article=MARKDOWN)
    texts = opened.tab.eval_on_selector_all(".page .text", "all => all.map((e) => [e.localName, e.textContent])")
    assert [(name, flat(words)) for name, words in texts][:5] == [
        ("h2", "On a dose"),
        ("h3", "What is said"),
        ("p", "The drug calms the T cells, see a trial. A 2*3 snake_case stays."),
        ("p", "* one thing"),
        ("p", "* another"),
    ]
    assert sorted(underlined(opened).values()) == ["On", "drug calms the T cells", "see a trial."]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("A title\n\nWords that go on, and on.\n", [2, 0]),
        ("Words that go on.\n\nA heading\n\nMore words.\n\nAnother heading\n\nAnd so on.", [0, 2, 0, 2, 0]),
        ("What is next?\n\nA section is named.", [2, 0]),
        ("A last line alone", [0]),
        (f"{'A long line is no line of a paragraph. ' * 4}\nThe next is another.", [0, 0]),
        ("A short line\nis wrapped by hand.", [0]),
        ("1. Eat\n2. Drink", [0, 0]),
        ("# A\n\n### B\n\nc", [2, 3, 0]),
        ("\ufeffA title\r\n\r\nand a paragraph.\r\n", [2, 0]),
        ("", []),
    ],
)
def test_what_is_a_heading(text: str, levels: list[int]) -> None:
    assert [block.level for block in read_blocks(text, frozenset({"What is next?"}))] == levels


def test_a_text_with_other_line_ends_has_its_passages_and_tells_which_are_lost(open_page: Open, audit: Audit) -> None:
    copy = "A word before.\r\n\r\n" + TEXT.replace("\n", "\r\n").replace("Nobody knows why.", "Somebody knows why.")
    said = {"C06": SAID["C06"], "C20": SAID["C20"], "C28": ["Nobody knows"]}
    moved = placed(audit, TEXT, said)
    bare = change(moved["C20"].claim, id="C99", iri="urn:c99", passages=())
    opened = open_page(audit_claims([*(c.claim for c in moved.claims), bare]), article=copy)
    assert {"Give it to everybody.", "the drug calmed the T cells of the gut"} < set(underlined(opened).values())
    apart = opened.tab.eval_on_selector_all(".apart ~ .para .text", "all => all.map((e) => e.textContent)")
    assert [flat(words) for words in apart] == [
        f"{moved['C28'].claim.label} ({LOST})",
        f"{bare.label} ({NOWHERE})",
    ]
    assert opened.tab.locator(".apart ~ .para .note-to").count() == 2


@pytest.mark.parametrize("text", [TEXT, None])
def test_a_claim_of_no_article_is_not_shown_as_the_articles(
    open_page: Open, annotated: Audit, text: str | None
) -> None:
    claim = annotated["C17"].claim
    alone = change(claim, id="C01", iri="urn:c01", label="Nobody wrote this", passages=(), article=None, also_from=())
    unplaced = change(claim, id="C99", iri="urn:c99", label="It is somewhere", passages=())
    opened = open_page(
        audit_claims([alone, unplaced, *(c.claim for c in annotated.claims)]), "#view=article", article=text
    )
    script = "all => all.map((e) => e.textContent.trim()).slice(-4)"
    assert [flat(words) for words in opened.tab.eval_on_selector_all(".page .text", script)] == [
        "Claims of the article that have no place in this text" if text else "Claims without a recorded place",
        f"It is somewhere ({NOWHERE})" if text else "It is somewhere",
        "Claims that no article is recorded for",
        "Nobody wrote this",
    ]
    assert opened.tab.get_attribute(".ref >> nth=-1", "data-number") == str(len(annotated.claims) + 2)


# Notes -------------------------------------------------------------------------------------------


def notes_of(opened: Opened) -> dict[str, str]:
    """The text of each note that is shown, by its number."""
    texts = opened.tab.eval_on_selector_all(
        ".note-to:not([hidden])", "all => all.map((e) => [e.querySelector('.number').textContent, e.textContent])"
    )
    return {number: flat(words) for number, words in reversed(texts)}


def test_notes_have_numbers_in_reading_order_and_stand_behind_their_paragraph(
    open_page: Open, annotated: Audit
) -> None:
    opened = open_page(annotated, article=TEXT)
    script = """() => [...document.querySelectorAll('.page .text, .note-to')].map((e) => e.matches('.text')
        ? [...e.querySelectorAll('.ref')].map((ref) => ref.dataset.number).join() : `note ${e.querySelector('.number').textContent}`)"""
    assert opened.tab.evaluate(script) == [
        "", "", "1,2,3,4", "note 1", "note 2", "note 3", "note 4", "", "5,3", "note 5", "note 3",
    ]  # fmt: skip
    assert opened.texts(".note-to")[-1].endswith("as in note 3")
    ids = [words.split()[-1] for words in opened.texts(".note-to")]
    assert ids[:4] == ["C06", "C05", "C28", "C17"]
    assert opened.tab.locator("[role=doc-noteref]").first.get_attribute("aria-label") is not None


def test_a_later_note_keeps_what_must_stand_beside_the_status(open_page: Open, audit: Audit) -> None:
    claim = next(c.claim for c in audit.claims if c.overclaim and c.certainty)
    twice = placed(audit, TEXT, {claim.id: ["Nobody knows", "Give it to everybody."]})
    (audited,) = twice.claims
    assert audited.certainty
    opened = open_page(twice, article=TEXT)
    status = status_word(audited.status)
    later = flat(opened.texts(".note-to")[1])
    assert later == f"1 {status}, {audited.certainty.words}; overclaimed, as in note 1"
    assert flat(opened.texts(".note-to")[0]).startswith(f"1 {status}, {audited.certainty.words}; overclaimed: stated ")


def said_of(audited: ClaimAudit, behind: str) -> list[str]:
    words = [
        status_word(audited.status),
        audited.certainty.words if audited.certainty else "",
        behind,
        audited.claim.id,
    ]
    return [w for w in words if w]


def test_a_note_says_what_the_audit_says(open_page: Open, example: Audit) -> None:
    text = (EXAMPLE / "article.txt").read_text(encoding="utf-8")
    notes = notes_of(open_page(example, article=text)).values()
    assert len(notes) == len(example.claims)
    for audited in example.claims:
        (note,) = (words for words in notes if words.endswith(audited.claim.id))
        for words in (*said_of(audited, "; ".join(behind_words(audited))), ", ".join(flag_words(audited))):
            assert words in note
        assert ("overclaimed" in note) == audited.overclaimed


def test_what_stands_behind_a_claim_in_words(audit: Audit, example: Audit) -> None:
    words = {c.claim.id: "; ".join(behind_words(c)) for c in (*audit.claims, *example.claims)}
    assert words["D03"] == "1 source supports it: systematic review"
    assert words["D05"].startswith("1 source supports it: systematic review; 1 speaks against it: ")
    assert words["D08"] == "1 source supports a narrower version of it: cohort, 187,563 people"
    assert words["D09"].endswith("; 1 saw no difference: randomised controlled trial")
    assert words["D12"].startswith("no source supports it; 1 source speaks against it: ")
    assert words["D15"] == "no source supports it directly; 1 only indirectly for it"
    assert words["D19"] == "no source that addresses it is recorded, and no search"
    for audited in audit.claims:
        bare = words[audited.claim.id].startswith("no source ")
        assert bare == (audited.status in ("unsupported", "contradicted", "indirectly-supported", "unchecked"))


def test_without_scripts_it_reads_as_with_them(
    browser: Browser, open_page: Open, annotated: Audit, tmp_path: Path
) -> None:
    with_scripts = open_page(annotated, article=TEXT)
    file = tmp_path / "bare.html"
    file.write_text(render_page(annotated, article=TEXT), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    bare = Opened(tab, file.as_uri())
    assert notes_of(bare) == notes_of(with_scripts)
    assert tab.is_visible("#article")
    for gone in ("#search", "#filters", "#pane", "#table"):
        assert not tab.is_visible(gone)
    tab.click(".ref >> nth=0")
    assert tab.evaluate("decodeURIComponent(location.hash)") == "#claim=C06"
    assert tab.locator("article[data-of=C06]").bounding_box()["y"] < 800  # type: ignore[index]
    context.close()


# It follows what is chosen -------------------------------------------------------------------------


def looks_shown(opened: Opened, audit: Audit) -> dict[str, str]:
    """The look of each claim's line, by the claim's id; what has none is left out."""
    script = """() => [...document.querySelectorAll('.said:not(.off)')].map((e) => [e.dataset.n, e.className.split(' ')[2]])"""
    return {audit.claims[int(n)].claim.id: look for n, look in opened.tab.evaluate(script)}


def test_as_published_and_the_years_change_lines_marks_and_notes(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    tab = opened.tab
    assert looks_shown(opened, annotated) == {c.claim.id: look_of(c) for c in annotated.claims}
    tab.check("input[value=published]")
    assert set(looks_shown(opened, annotated).values()) == {"unchecked"}
    bare = "cites nothing; the article has references and ties none to it"
    assert all(bare in words for words in notes_of(opened).values())
    assert tab.locator(".ref svg.unchecked").count() == tab.locator(".ref").count()
    years = sorted({e.source.year for c in annotated.claims for e in c.lines if e.source.year})
    for year in (years[0] - 1, years[0], years[len(years) // 2]):
        tab.evaluate(f"location.hash = 'year={year}'")
        opened.settle()
        then = audit_claims((c.claim for c in annotated.claims), as_of=year)
        assert looks_shown(opened, annotated) == {c.claim.id: look_of(c) for c in then.claims}
        for audited in then.claims:
            (note,) = (words for words in notes_of(opened).values() if words.endswith(audited.claim.id))
            assert "; ".join(behind_words(audited)) in note
    opened.check_quiet()


def test_what_is_not_in_the_selection_loses_line_and_note_and_the_text_stays(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    tab = opened.tab
    whole = flat(" ".join(opened.texts(".page .text")))
    status = annotated["C20"].status
    left = {c.claim.id for c in annotated.claims if c.status == status}
    assert left < set(SAID)
    tab.check(f".statuses input[value={status}]")
    assert set(looks_shown(opened, annotated)) == left
    assert {words.split()[-1] for words in notes_of(opened).values()} == left
    assert tab.locator(".ref:visible").count() < tab.locator(".ref").count()
    assert flat(" ".join(opened.texts(".page .text"))) == whole
    tab.click("#tab-table")
    assert set(opened.rows()) == left
    tab.click("#tab-article")
    tab.fill("#search", "nothing has these words")
    assert looks_shown(opened, annotated) == {}
    assert tab.is_visible("#none-said")
    opened.check_quiet()


def test_the_address_of_a_claim_opens_it_in_the_article(open_page: Open, audit: Audit) -> None:
    text = (
        TEXT
        + "\nAnd so it goes on and on.\n" * 200
        + 3 * f"\n{'And on and on. ' * 300}\n"
        + "\nIn the end it is dear.\n"
    )
    opened = open_page(placed(audit, text, {**SAID, "C30": ["it is dear"]}), "#claim=C30", article=text)
    tab = opened.tab
    for _ in range(4):
        opened.settle()
    assert "C30" in tab.inner_text("#panel h2")
    assert tab.inner_text(".said.chosen") == "it is dear"
    box, frame = (tab.locator(place).bounding_box() for place in (".said.chosen", "#article"))
    assert box
    assert frame
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"] - box["height"]
    assert tab.evaluate("scrollY") == 0, "the page itself stays where it is"
    assert tab.locator(".note-to.chosen").inner_text().endswith("C30")
    tab.click("#panel button[aria-label=Close]")
    box = tab.locator(".said", has_text="it is dear").bounding_box()
    assert box
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"] - box["height"]
    opened.load("#claim=C30&view=table")
    assert tab.is_visible("#table")
    opened.check_quiet()


def test_the_keyboard_goes_from_note_to_note_and_back_to_where_it_was(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    tab = opened.tab
    tab.focus("#article")
    seen = []
    for _ in range(3):
        tab.keyboard.press("Tab")
        seen.append(tab.evaluate("document.activeElement.dataset.number"))
    assert seen == ["1", "2", "3"]
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'panel'")
    assert "C28" in tab.inner_text("#panel h2")
    tab.click("#panel .after")
    assert "C17" in tab.inner_text("#panel h2"), "the next note"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.dataset.number") == "3"
    opened.check_quiet()


def test_a_click_on_words_opens_the_claim_of_the_shortest_passage_there(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    tab = opened.tab
    tab.locator(".said .said", has_text="the drug calmed").first.click()
    assert "C06" in tab.inner_text("#panel h2")
    tab.locator(".note-to", has_text="C20").click()
    assert "C20" in tab.inner_text("#panel h2")
    assert tab.evaluate("location.hash") == "#claim=C20"
    words = tab.locator(".said", has_text="safe at any dose").last
    words.dblclick()  # marks a word, as for copying
    assert tab.evaluate("getSelection().toString()").strip() != ""
    opened.check_quiet()


# Without the text, and of several articles -------------------------------------------------------------


def test_without_the_text_the_claims_stand_in_order_under_the_headings(open_page: Open, audit: Audit) -> None:
    opened = open_page(audit)
    tab = opened.tab
    assert tab.is_visible("#article")
    assert "in our words" in tab.inner_text(".key")
    order = sorted(
        (c.claim for c in audit.claims),
        key=lambda c: (min((p.start, p.end) for p in c.passages), natural_key(c.id)),
    )
    labels = tab.eval_on_selector_all(".page p.text", "all => all.map((e) => e.textContent)")
    assert [flat(words) for words in labels] == [flat(c.label) for c in order]
    first = [min(c.passages, key=lambda p: p.start).section for c in order]
    headings = [s for n, s in enumerate(first) if n == 0 or s != first[n - 1]]
    assert [words.lower() for words in tab.locator(".page h2.text").all_text_contents()] == [
        s.lower() for s in headings
    ]
    assert looks_shown(opened, audit) == {c.claim.id: look_of(c) for c in audit.claims}
    tab.click("#tab-graph")
    assert tab.evaluate("location.hash") == "#view=graph"
    assert tab.locator("#pane canvas").is_visible()
    opened.load("#condition=crohns-disease")  # here is no text to keep: only what is in the selection is shown
    shown = [
        c for c in order if c.condition and "crohns-disease" in (c.condition.id, *map(local_id, c.condition.broader))
    ]
    labels = tab.eval_on_selector_all(
        ".page p.text", "all => all.filter((e) => e.offsetHeight).map((e) => e.textContent)"
    )
    assert [flat(words) for words in labels] == [flat(c.label) for c in shown]
    assert tab.locator(".page h2.text:visible").count() < len(headings)
    opened.check_quiet()


@pytest.mark.parametrize("several", [True, False])
def test_of_several_articles_or_none_there_is_no_such_view(open_page: Open, annotated: Audit, several: bool) -> None:
    def of(n: int, claim: Claim) -> Claim:
        other = change(claim.article, iri=f"urn:{n}") if several else None
        return change(claim, article=other, also_from=())

    others = audit_claims(of(n, c.claim) for n, c in enumerate(annotated.claims))
    opened = open_page(others, "#view=article", article=TEXT)
    assert opened.tab.locator("#tab-article, #article").count() == 0
    assert opened.tab.is_visible("#pane")
    assert "Nobody knows why" not in opened.tab.content()
    opened.check_quiet()


def test_of_very_many_claims_there_is_a_view_only_with_the_text(annotated: Audit) -> None:
    first = annotated.claims[0].claim
    many = audit_claims(change(first, id=f"X{n}", iri=f"urn:x{n}") for n in range(MOST_IN_OUR_WORDS + 1))
    assert annotate(many) is None
    assert annotate(many, TEXT)
    assert annotate(Audit(many.claims[1:]))


# On paper, on small screens, and for everybody -------------------------------------------------------------


def test_on_paper_it_is_the_article_with_numbered_notes_and_references(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    tab = opened.tab
    assert tab.pdf().startswith(b"%PDF")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    for gone in ("#table", "#filters", "#search", "#panel", ".notes", "#pane"):
        assert tab.locator(f"{gone}:visible").count() == 0
    assert tab.is_visible("#article")
    notes = tab.eval_on_selector_all(
        "#endnotes ol:not(.references) > li", "all => all.map((e) => [e.value, e.textContent])"
    )
    assert [number for number, _ in notes] == [1, 2, 3, 4, 5]
    references = opened.texts(".references li")
    cited: list[int] = []
    for _, words in notes:
        (ident,) = re.findall(r"\((C\d\d)\)$", words)
        audited = annotated[ident]
        assert status_word(audited.status) in words.lower()
        assert audited.reason in words.lower()
        numbers = [int(n) for n in re.findall(r"\[(\d+)\]", words)]
        assert len(numbers) == len({e.iri for e in (*audited.lines, *audited.fallen)})
        for source in {e.source.title or e.source.label for e in audited.lines}:
            assert any(flat(source) in flat(references[n - 1]) for n in numbers)
        cited += [n for n in numbers if n not in cited]
    assert cited == list(range(1, len(references) + 1))
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.inner_html("#endnotes") == ""
    opened.check_quiet()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_narrow_screen_notes_come_below_their_paragraph(open_page: Open, annotated: Audit, width: int) -> None:
    opened = open_page(annotated, width=width, height=844, article=TEXT)
    tab = opened.tab
    assert opened.width_beyond() <= 0
    text, note = (tab.locator(place).first.bounding_box() for place in ("p.text", ".note-to"))
    assert text
    assert note
    assert note["y"] >= text["y"] + text["height"]
    tab.click(".ref >> nth=1")
    tab.wait_for_selector("#panel .label")
    place, panel = (tab.locator(where).first.bounding_box() for where in (".said.chosen", "#panel"))
    assert place
    assert panel
    assert 0 <= place["y"] < panel["y"]
    opened.check_quiet()


@pytest.mark.parametrize(
    ("fragment", "width", "scheme"),
    [("", 1280, "light"), ("#claim=C05", 1280, "dark"), ("#as=published", 390, "light")],
)
def test_axe_finds_nothing(open_page: Open, annotated: Audit, fragment: str, width: int, scheme: str) -> None:
    opened = open_page(annotated, fragment, width=width, scheme=scheme, article=TEXT)
    found = Axe().run(opened.tab).response["violations"]
    assert [(v["id"], [n["html"][:90] for n in v["nodes"][:3]]) for v in found] == []


def test_forced_colours_keep_the_kinds_of_lines(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, article=TEXT)
    opened.tab.emulate_media(forced_colors="active")
    styles = opened.tab.eval_on_selector_all(
        ".said", "all => all.map((e) => [e.className.split(' ')[2], getComputedStyle(e).textDecorationStyle])"
    )
    bare = {"unsupported", "contradicted", "unchecked"}
    assert {style for look, style in styles if look in bare} <= {"dashed"}
    assert {style for look, style in styles if look in ("supported", "partly-supported")} <= {"solid"}
    assert {style for look, style in styles if look == "contested"} <= {"wavy"}
    assert len({style for _, style in styles}) > 1


# What others may put into an article ------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [f"{HOSTILE}\n\nIt helps. {HOSTILE}", f"# {HOSTILE}\n\n[{HOSTILE}](javascript:alert(1)) It helps."]
)
def test_a_hostile_article_runs_nothing(open_page: Open, audit: Audit, text: str) -> None:
    hostile = placed(audit, text, {"C20": ["It helps."], "C17": [HOSTILE[:60]]})
    opened = open_page(hostile, article=text)
    assert opened.tab.evaluate("window.__pwned ?? null") is None
    shown = opened.tab.inner_text("#article")
    assert "<img src=x onerror=" in shown
    assert not set("\x00\x1b\u202e") & set(shown)
    assert opened.tab.locator("#article img, #article script, #article a:not(.ref)").count() == 0
    opened.check_quiet()


def test_a_long_article_of_many_claims_stays_usable(open_page: Open, audit: Audit) -> None:
    """A megabyte, 300 claims: it opens, and follows the year, in less than what tries patience."""
    lines = [f"In part {n} it is said that the drug is good for illness {n} of them all. " * 4 for n in range(3500)]
    text = "\n\n".join(lines)
    assert len(text) > 900_000
    claims = [
        change(
            audit.claims[n % 90].claim,
            id=f"X{n}",
            iri=f"urn:x{n}",
            passages=(passage_of(text, f"the drug is good for illness {n * 10} of"),),
        )
        for n in range(300)
    ]
    opened = open_page(audit_claims(claims), article=text)
    tab = opened.tab
    assert tab.locator(".ref").count() == 300
    took = tab.evaluate(
        """async () => {
            const begun = performance.now();
            location.hash = "as=published";
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return performance.now() - begun;
        }"""
    )
    assert took < 5000
    tab.evaluate("location.hash = 'claim=X299'")
    tab.wait_for_selector("#panel .label")
    assert tab.locator(".said.chosen").count() == 1
    opened.check_quiet()


# Commands ----------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(words))
    return done.exit_code, done.stderr


def test_report_of_a_folder_holds_its_article_unless_it_is_left_out(tmp_path: Path) -> None:
    code, told = run("report", "-g", str(EXAMPLE), "-o", str(tmp_path / "with"))
    assert (code, "the page holds the text of" in told, "article.txt" in told) == (0, True, True)
    assert 'class="said' in (tmp_path / "with" / "index.html").read_text(encoding="utf-8")
    code, told = run("report", "-g", str(EXAMPLE), "--no-article", "-o", str(tmp_path / "without"))
    assert (code, "article.txt" in told) == (0, False)
    page = (tmp_path / "without" / "index.html").read_text(encoding="utf-8")
    assert "too little vitamin D is a proven cause" not in page
    assert "These are the article's claims in our words" in page


def test_draw_takes_a_text_and_tells_what_is_not_in_it(tmp_path: Path) -> None:
    text, page = tmp_path / "copy.txt", tmp_path / "page.html"
    article = (EXAMPLE / "article.txt").read_text(encoding="utf-8")
    text.write_text("A preface.\n\n" + article.replace("Twice as many", "Three times as many"), encoding="utf-8")
    code, told = run("draw", "-g", str(EXAMPLE), "--article", str(text), "-o", str(page))
    assert code == 0
    assert f"1 of 19 passages is not in it; see: ldn-graph validate --article {text}" in told
    assert "A preface." in page.read_text(encoding="utf-8")
    assert run("draw", "-g", str(EXAMPLE), "--article", str(text), "--no-article", "-o", str(page))[0] == 2
    code, told = run("draw", "-g", str(EXAMPLE), "--article", str(tmp_path / "none.txt"), "-o", str(page))
    assert (code != 0, "give the file with the text of the article" in told) == (True, True)


# Hard cases ------------------------------------------------------------------------------------------


def copies(audit: Audit, passages: Iterable[Passage]) -> Audit:
    """A claim for each of these passages, with the ids X0, X1 ..."""
    shipped = [c.claim for c in audit.claims]
    return audit_claims(
        change(shipped[n % len(shipped)], id=f"X{n}", iri=f"urn:x{n}", passages=(passage,))
        for n, passage in enumerate(passages)
    )


def test_any_number_of_claims_may_be_said_with_the_same_words(open_page: Open, audit: Audit) -> None:
    opened = open_page(copies(audit, [passage_of(TEXT, "It is safe at any dose!")] * 400), article=TEXT)
    tab = opened.tab
    assert tab.locator(".ref").count() == 400
    assert 1 < tab.locator(".said").count() <= 5
    for n in (0, 100, 399):  # with a line of its own or without one, its note is shown
        tab.evaluate(f"location.hash = 'claim=X{n}'")
        tab.wait_for_selector(f"#panel .id:text-is('X{n}')")
        assert tab.locator(".note-to.chosen").inner_text().endswith(f"X{n}")
    opened.check_quiet()


def test_passages_within_passages_take_room_and_time_as_their_number(audit: Audit) -> None:
    def parts(count: int) -> int:
        text = "word " * (2 * count + 10)
        places = [(n * 2, len(text) - n * 2) for n in range(count)]
        view = annotate(
            copies(audit, (Passage(f"urn:{a}", "", a, b, sha256(text[a:b].encode()).hexdigest()) for a, b in places)),
            text,
        )
        assert view
        blocks: list[dict[str, list[dict[str, list[tuple[int, list[int]]]]]]] = view["blocks"]  # type: ignore[assignment]
        return sum(len(those) for b in blocks for part in b["parts"] for _, those in part.get("over", ()))

    assert parts(400) < 2.1 * parts(200)


def test_of_very_many_notes_beside_a_paragraph_the_first_are_shown_and_the_others_on_demand(
    open_page: Open, audit: Audit
) -> None:
    text = " ".join(f"Word{n} is good." for n in range(150))
    opened = open_page(copies(audit, (passage_of(text, f"Word{n} is") for n in range(150))), article=text)
    tab = opened.tab
    assert tab.locator(".note-to:visible").count() == 100
    tab.evaluate("location.hash = 'claim=X140'")
    assert tab.locator(".note-to.chosen:visible").count() == 1
    tab.get_by_role("button", name="49 more notes").click()
    assert tab.locator(".note-to:visible").count() == 150
    assert tab.locator(".more-notes").count() == 0
    opened.check_quiet()


def test_tables_and_code_keep_their_lines(open_page: Open, audit: Audit) -> None:
    text = "# T\n\nBefore.\n| dose | *n* |\n|---|---|\n| 1 mg | 2 |\n\n```sh\n# no heading\nls\n\ncd\n```\nBehind."
    opened = open_page(placed(audit, text, {"C05": ["1 mg | 2"], "C06": ["ls\n\ncd"]}), article=text)
    shown = opened.tab.eval_on_selector_all(".page .text", "all => all.map((e) => [e.localName, e.textContent])")
    assert [tuple(each) for each in shown] == [
        ("h2", "T"),
        ("p", "Before."),
        ("pre", "| dose | *n* |\n|---|---|\n| 1 mg | 2 |"),
        ("pre", "```sh\n# no heading\nls\n\ncd\n```"),
        ("p", "Behind."),
    ]
    assert set(underlined(opened).values()) == {"1 mg | 2", "ls cd"}
    assert opened.tab.locator("pre.text").first.evaluate("e => e.clientHeight") > 60


def test_a_number_does_not_part_a_letter_from_its_accent(audit: Audit) -> None:
    text = "The cafe\u0301s are safe, and \U0001f469\u200d\U0001f52c says so."
    view = annotate(placed(audit, text, {"C05": ["cafe"], "C06": ["and \U0001f469"]}), text)
    assert view
    parts = [part for block in view["blocks"] for part in block["parts"]]  # type: ignore[attr-defined]
    under = [part["text"] for part in parts if part.get("over")]
    assert under == ["cafe\u0301", "and \U0001f469\u200d\U0001f52c"]


def test_of_a_passage_that_is_there_and_not_shown_that_is_said(audit: Audit) -> None:
    text = "# T\n\nSee [a trial](https://x.test/a)\n\n\nand more."
    view = annotate(placed(audit, text, {"C05": ["https://x.test/a"], "C06": ["\n\n\n"], "C17": ["more"]}), text)
    assert view
    ((_, apart),) = view["apart"]  # type: ignore[misc]
    assert [each["why"] for each in apart] == [NOT_SHOWN] * 2


def test_an_empty_claim_in_the_address_is_passed_over(open_page: Open, annotated: Audit) -> None:
    opened = open_page(annotated, "#claim=", article=TEXT)
    assert not opened.tab.is_visible("#panel")
    opened.check_quiet()
