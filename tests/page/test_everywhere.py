"""The page at every size and in every mode: nothing is cut off, nothing overlaps, the keyboard reaches all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.vocab import local_id
from ldn_graph.output.characters import NOT_IN_RDF, NOT_SHOWN, REPLACEMENT
from ldn_graph.page.render import render_page
from ldn_graph.rdf.graphs import FileGraph
from tests.server.test_listen import within
from tests.serving import Server

from .opened import WATCH, Open, Opened
from .test_article import passage_of
from .test_render import HOSTILE, change

ARABIC = "جرعة منخفضة من النالتريكسون تخفف الالتهاب لدى المرضى البالغين بعد ثلاثة أشهر من العلاج اليومي"
HEBREW = "מינון נמוך של נלטרקסון מפחית את הדלקת אצל חולים מבוגרים לאחר שלושה חודשים של טיפול יומי"
TEXT = f"""\
A small dose, explained

How it is said to work

In mice the drug calmed the cells of the gut, and the cells of the spine as well. Nobody knows why.

What people report

Most felt better within a month. It is safe at any dose, and it costs next to nothing.

{ARABIC}.

{HEBREW}.
"""
SAID = {
    "C05": "In mice the drug calmed the cells of the gut, and the cells of the spine as well.",
    "C06": "the cells of the spine",
    "C17": "Most felt better within a month.",
    "C20": "It is safe at any dose",
    "C28": "it costs next to nothing.",
}

VIEWS = ("article", "graph", "map", "table")
SIZES = ((1280, 800), (1920, 1080), (390, 844), (640, 400))
"""The last is 1280 by 800 at 200 %: a browser's zoom leaves half of the pixels of a style sheet."""

READABLE = """() => {
    const visible = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })
        && !e.closest(".unseen, #skip:not(:focus), [aria-hidden=true], noscript");
    const style = new Map();
    const styleOf = (e) => style.get(e) ?? (style.set(e, getComputedStyle(e)), style.get(e));
    const texts = [], cut = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const e = node.parentElement;
        if (!node.data.trim() || e.closest("script, style") || !visible(e)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const words = node.data.trim().slice(0, 50);
        let floats = false, hidden = false, box = [0, 0, 1e6, 1e6], hard = null;
        box[0] = -1e6; box[1] = -1e6;
        for (let up = e; up && up !== document.documentElement; up = up.parentElement) {
            const s = styleOf(up);
            if (s.clipPath !== "none") hidden = true;
            if (["fixed", "sticky"].includes(s.position) || (s.position === "absolute" && s.zIndex !== "auto")) floats = true;
            if (up === document.body || s.display === "contents" || s.display === "inline") continue;
            if (s.overflowX === "visible" && s.overflowY === "visible") continue;
            const r = up.getBoundingClientRect();
            box = [Math.max(box[0], r.left), Math.max(box[1], r.top), Math.min(box[2], r.right), Math.min(box[3], r.bottom)];
            if (["hidden", "clip"].includes(s.overflowX) || ["hidden", "clip"].includes(s.overflowY)) {
                if (s.textOverflow !== "ellipsis") hard = r;
            }
        }
        if (hidden) continue;
        for (const r of range.getClientRects()) {
            if (r.width < 2) continue;
            if (hard && (r.left < hard.left - 1 || r.right > hard.right + 1 || r.top < hard.top - 3 || r.bottom > hard.bottom + 3)) cut.push(words);
            if (!hard && (r.left + scrollX < -1)) cut.push(words);
            if (floats) continue;
            const seen = [Math.max(r.left, box[0]), Math.max(r.top, box[1]), Math.min(r.right, box[2]), Math.min(r.bottom, box[3])];
            if (seen[2] - seen[0] > 2 && seen[3] - seen[1] > 2) texts.push([words, seen, e]);
        }
    }
    texts.sort((a, b) => a[1][1] - b[1][1]);
    const clash = [];
    for (let n = 0; n < texts.length; n += 1) for (let m = n + 1; m < texts.length && texts[m][1][1] < texts[n][1][3]; m += 1) {
        const [a, one] = texts[n], [b, other] = texts[m];
        const wide = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
        const high = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
        if (wide > 2 && high > 0.45 * Math.min(one[3] - one[1], other[3] - other[1])) clash.push([a, b, Math.round(wide), Math.round(high)]);
    }
    const root = document.documentElement;
    return { beyond: Math.max(0, root.scrollWidth - root.clientWidth), cut: [...new Set(cut)], clash, count: texts.length };
}"""
"""What of the texts in sight is cut off, what lies over what, and how far the document sticks out at the right."""


@pytest.fixture(scope="module")
def small(audit: Audit) -> Audit:
    """Claims of an article, with passages in it; three are written from right to left."""
    wanted = {**SAID, "C07": f"{ARABIC}.", "C41": f"{HEBREW}.", "C30": ARABIC[:30]}

    def labelled(entity: Any, label: str) -> Any:
        return entity and change(entity, label=label)

    def prepared(claim: Any) -> Any:
        passages = (passage_of(TEXT, wanted[claim.id]),)
        if claim.id in SAID:
            return change(claim, passages=passages)
        one, other = (HEBREW, ARABIC) if claim.id == "C41" else (ARABIC, HEBREW)
        return change(
            claim, passages=passages, label=f"{one}; {other}", subject=labelled(claim.subject, other),
            object=labelled(claim.object, one), context=labelled(claim.context, other),
        )  # fmt: skip

    return audit_claims(prepared(c.claim) for c in audit.claims if c.claim.id in wanted)


class Shown:
    """A page in a tab that many tests share: each says how it is to be shown."""

    def __init__(self, opened: Opened) -> None:
        self.opened, self.tab = opened, opened.tab

    def show(self, fragment: str, size: tuple[int, int] = (1280, 800), anew: bool = False, **media: Any) -> None:
        self.tab.set_viewport_size({"width": size[0], "height": size[1]})
        plain = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
        self.tab.emulate_media(**plain | media)  # type: ignore[arg-type]
        if anew:
            self.opened.load(fragment)
        else:
            self.tab.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        self.opened.settle()

    def unfold_controls(self) -> None:
        if self.tab.is_visible("#controls-toggle") and not self.tab.evaluate(
            "document.body.classList.contains('filtering')"
        ):
            self.tab.click("#controls-toggle")

    def unreadable(self) -> list[str]:
        found = self.tab.evaluate(READABLE)
        assert found["count"] > 20
        clashes = [f"{a!r} and {b!r} lie over each other by {wide} by {high}" for a, b, wide, high in found["clash"]]
        beyond = [f"{found['beyond']} pixels stick out"] if found["beyond"] else []
        return [*beyond, *(f"{words!r} is cut off" for words in found["cut"]), *clashes][:5]

    def violations(self, part: str = "html", **options: Any) -> list[tuple[str, list[str]]]:
        response = Axe().run(self.tab, part, options=options).response
        assert response["passes"]
        return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in response["violations"]]


@pytest.fixture(scope="module", params=["with its text", "in our words"])
def shown(request: pytest.FixtureRequest, browser: Browser, small: Audit, tmp_path_factory: Any) -> Iterator[Shown]:
    file: Path = tmp_path_factory.mktemp("everywhere") / "page.html"
    text = TEXT if request.param == "with its text" else None
    file.write_text(render_page(small, article=text), encoding="utf-8")
    context = browser.new_context()
    context.add_init_script(WATCH)
    opened = Opened(context.new_page(), file.as_uri())
    opened.load("")
    yield Shown(opened)
    context.close()


with_text = pytest.mark.parametrize("shown", ["with its text"], indirect=True)
in_our_words = pytest.mark.parametrize("shown", ["in our words"], indirect=True)

# What is seen -------------------------------------------------------------------------------------


@with_text
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_off_or_lies_over_anything(shown: Shown, size: tuple[int, int]) -> None:
    wrong = {}
    for view in VIEWS:
        for more in ("", "&claim=C05", "&claim=C41", "&as=published", "&year=2010"):
            shown.show(f"view={view}{more}", size)
            wrong[view, more] = shown.unreadable()
    shown.unfold_controls()
    shown.tab.click("#words > summary")
    wrong["controls", ""] = shown.unreadable()
    assert {place: found for place, found in wrong.items() if found} == {}


@with_text
def test_words_of_ours_keep_their_order_beside_names_from_right_to_left(shown: Shown) -> None:
    shown.show("view=map")
    heads = shown.tab.eval_on_selector_all(
        "#map-table thead th",
        "all => all.map((e) => ['span', 'small'].map((part) => getComputedStyle(e.querySelector(part)).direction))",
    )
    assert {tuple(head) for head in heads} == {("ltr", "ltr"), ("rtl", "ltr")}


@in_our_words
def test_nor_is_it_without_the_text(shown: Shown) -> None:
    wrong = {}
    for size in SIZES:
        for claim in ("", "&claim=C05"):
            shown.show(f"view=article{claim}", size)
            wrong[size, claim] = shown.unreadable()
    assert {place: found for place, found in wrong.items() if found} == {}


@with_text
@pytest.mark.parametrize("fragment", ["view=article", "view=table", "view=graph&claim=C05"])
def test_nor_is_it_on_paper(shown: Shown, fragment: str) -> None:
    shown.show(fragment, (718, 1000))
    shown.tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.tab.emulate_media(media="print")
    assert shown.unreadable() == []
    assert shown.violations(runOnly=["color-contrast"]) == []
    shown.tab.evaluate("dispatchEvent(new Event('afterprint'))")


NOT_FOR_US = ("skip-link", "color-contrast")
"""Rules of axe that take an address of a claim for a place in the document, and the colours of the style sheet for those
that are forced."""
STATES = (  # each pair of view, size, colours and what is open is in one of them
    ("view=article", 0, {"color_scheme": "dark"}, False),
    ("view=article&claim=C05", 2, {}, True),
    ("view=article&claim=C41", 3, {"forced_colors": "active"}, False),
    ("view=article&as=published", 1, {"color_scheme": "dark", "forced_colors": "active"}, False),
    ("view=graph&claim=C41", 0, {}, False),
    ("view=graph", 2, {"color_scheme": "dark", "forced_colors": "active"}, True),
    ("view=graph&claim=C05&year=2010", 3, {"color_scheme": "dark"}, True),
    ("view=graph", 1, {"forced_colors": "active"}, False),
    ("view=map&claim=C05", 0, {"color_scheme": "dark", "forced_colors": "active"}, False),
    ("view=map", 2, {"color_scheme": "dark"}, False),
    ("view=map&claim=C41", 1, {}, False),
    ("view=table&claim=C05", 1, {"color_scheme": "dark"}, False),
    ("view=table&condition=lupus", 2, {"forced_colors": "active"}, True),
    ("view=table&year=2010", 3, {}, True),
)


@with_text
@pytest.mark.parametrize(("fragment", "size", "media", "controls"), STATES, ids=lambda part: str(part))
def test_axe_finds_no_violation(shown: Shown, fragment: str, size: int, media: dict[str, str], controls: bool) -> None:
    shown.show(fragment, SIZES[size], **media)
    if controls:
        shown.unfold_controls()
    assert (
        shown.violations(rules={name: {"enabled": False} for name in NOT_FOR_US[: 1 + ("forced_colors" in media)]})
        == []
    )


@with_text
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_holds_in_all_that_is_pointed_at_or_has_the_focus(shown: Shown, scheme: str) -> None:
    wrong = {}
    for view, part in zip(VIEWS, ("body", "#graph", "#map", "#table"), strict=True):
        shown.show(f"view={view}&claim=C05", color_scheme=scheme)
        with forced_states(shown, "hover", "focus", "focus-visible"):
            wrong[view] = shown.violations(part, runOnly=["color-contrast"])
    assert {view: found for view, found in wrong.items() if found} == {}


@contextmanager
def forced_states(shown: Shown, *states: str) -> Iterator[None]:
    """As if the first of each kind of all that can be used were in these states."""
    shown.tab.evaluate(
        """() => {
            const kinds = new Set(), some = "a, button, input, summary, label, .said, .note-to, li, .box, tr, [tabindex]";
            for (const e of document.querySelectorAll(some)) {
                const kind = [e.localName, e.className, e.parentElement.localName, e.parentElement.className].join();
                e.toggleAttribute("data-first", e.checkVisibility() && !kinds.has(kind));
                if (e.checkVisibility()) kinds.add(kind);
            }
        }"""
    )
    devtools = shown.tab.context.new_cdp_session(shown.tab)
    for domain in ("DOM", "CSS"):
        devtools.send(f"{domain}.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-first]"})["nodeIds"]
    assert len(nodes) > 20
    for node in nodes:
        devtools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": list(states)})
    yield
    devtools.detach()


@with_text
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_marks_and_what_is_chosen_are_seen(shown: Shown, scheme: str) -> None:
    for view in VIEWS:
        shown.show(f"view={view}&claim=C05&status=unsupported", forced_colors="active", color_scheme=scheme)
        shapes = shown.tab.eval_on_selector_all(
            "svg.mark path, #appeared rect",
            """all => all.filter((e) => e.checkVisibility()).map((e) => {
                let up = e;
                while (up.parentElement && getComputedStyle(up).backgroundColor === "rgba(0, 0, 0, 0)") up = up.parentElement;
                return [getComputedStyle(e).fill, getComputedStyle(up).backgroundColor];
            })""",
        )
        assert len(shapes) > 20
        assert [pair for pair in shapes if pair[0] == pair[1]] == []
    for chosen in ("[role=tab][aria-selected=true]", ".statuses label:has(:checked)", "tr.chosen > *"):
        plain = chosen.replace("true", "false").replace(":has(:checked)", ":not(:has(:checked))")
        plain = plain.replace(".chosen", "[data-claim]:not(.chosen)")
        looks = [
            shown.tab.locator(which).first.evaluate(
                """(e) => { const s = getComputedStyle(e); return [s.outline, s.border, s.borderBottom, s.backgroundColor,
                    e.querySelector(":checked") !== null].join(); }"""
            )
            for which in (chosen, plain)
        ]
        assert looks[0] != looks[1], chosen


@with_text
def test_nothing_moves_for_who_wants_no_motion(shown: Shown) -> None:
    for view in VIEWS:
        shown.show(f"view={view}&claim=C05", reduced_motion="reduce")
        moving = shown.tab.evaluate(
            """() => [document.getAnimations().length, ...[...document.querySelectorAll("*")].filter((e) => {
                const s = getComputedStyle(e);
                return s.scrollBehavior === "smooth" || s.animationName !== "none" || parseFloat(s.transitionDuration) > 0;
            }).map((e) => e.outerHTML.slice(0, 80))]"""
        )
        assert moving == [0]


# The keyboard -------------------------------------------------------------------------------------

STOPS = """() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e) =>
        e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && (e.type !== "radio" || e.checked));
    all.forEach((e, n) => { e.stop = n; });
    return all.map((e) => e.outerHTML.slice(0, 100));
}"""
"""What the keyboard has to stop at, numbered."""
HERE = """() => {
    const e = document.activeElement, r = e.getClientRects()[0];
    if (e === document.body) return null;
    const ring = [e, e.nextElementSibling].some((of) => {
        const s = of && getComputedStyle(of);
        return s && s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
    });
    const x = Math.min(Math.max(r.left + Math.min(r.width / 2, 20), 1), innerWidth - 2);
    const y = Math.min(Math.max(r.top + Math.min(r.height / 2, 8), 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    const bare = r.bottom > 0 && r.top < innerHeight && (e.contains(top) || top?.contains(e) || top?.closest("label")?.contains(e));
    return { stop: e.stop ?? -1, ring, bare: Boolean(bare), words: e.outerHTML.slice(0, 100), top: top?.outerHTML.slice(0, 60) };
}"""
"""Where the keyboard is: whether that is seen, and whether anything lies over it."""


@with_text
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2], SIZES[3]], ids=str)
@pytest.mark.parametrize("fragment", ["#view=article&claim=C05", "#view=graph", "#view=map&claim=C05", "#view=table"])
def test_tab_goes_through_everything_once_and_shows_where_it_is(
    shown: Shown, size: tuple[int, int], fragment: str
) -> None:
    shown.show(fragment, size, anew=True)
    tab = shown.tab
    shown.unfold_controls()
    tab.evaluate(
        "() => { const b = document.body; b.tabIndex = -1; b.focus(); b.removeAttribute('tabindex'); scrollTo(0, 0); }"
    )
    stops = tab.evaluate(STOPS)
    seen = []
    for _ in range(len(stops) + 5):
        tab.keyboard.press("Tab")
        here = tab.evaluate(HERE)
        if here is None:
            break
        seen.append(here)
    assert [here["stop"] for here in seen] == list(range(len(stops)))
    assert [here["words"] for here in seen if not here["ring"]] == []
    assert [(here["words"], here["top"]) for here in seen if not here["bare"]] == []


@with_text
def test_what_is_clicked_can_be_reached_with_the_keyboard(shown: Shown) -> None:
    """What looks as if one could click it is a control, or a passage or row of which a link opens the same claim."""
    for view in VIEWS:
        shown.show(f"view={view}&claim=C05", (1280, 800))
        lost = shown.tab.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((e) => {
                if (getComputedStyle(e).cursor !== "pointer" || !e.checkVisibility()) return false;
                if (e.closest("a[href], button, input, summary, label:has(input)")) return false;
                const part = e.closest("[data-n]");
                return !part || ![...document.querySelectorAll("a.ref")].some((link) => link.dataset.n === part.dataset.n);
            }).map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert lost == [], view


ACTIONS = (
    ("#view=article", ".ref >> nth=1", "Enter"),
    ("#view=article&claim=C05", "#panel .after", "Enter"),
    ("#view=article&claim=C05", "#panel [aria-label=Close]", "Enter"),
    ("#view=article&claim=C05", "#panel .source a.inward >> nth=0", "Enter"),
    ("#view=article&claim=C05", "#panel summary >> nth=0", "Enter"),
    ("#view=graph", "#lanes .says[tabindex='0']", "Enter"),
    ("#view=graph", "#lanes .says[tabindex='0']", "ArrowDown"),
    ("#view=graph", "#lanes .says[tabindex='0']", "ArrowLeft"),
    ("#view=graph&claim=C05", "#lanes .says[tabindex='0']", "Escape"),
    ("#view=graph", "#tab-graph", "ArrowRight"),
    ("#view=map", ".spot >> nth=0", "Enter"),
    ("#view=map&claim=C05", ".spot.chosen", "Escape"),
    ("#view=table", ".unfold >> nth=0", "Enter"),
    ("#view=table", ".unfold-flags >> nth=0", "Enter"),
    ("#view=table", "[data-sort=id] button", "Enter"),
    ("#view=table", "tbody th a >> nth=0", "Enter"),
    ("#view=table", "#facets [data-facet=condition] input[type=checkbox] >> nth=0", "Space"),
    ("#view=table&condition=lupus", "#facets [data-facet=condition] input[type=checkbox] >> nth=0", "Space"),
    ("#view=table", ".statuses input >> nth=0", "Space"),
    ("#view=table&condition=lupus", "#clear", "Enter"),
    ("#view=table&q=lupus", "#search", "Escape"),
    ("#view=table", ".as input:checked", "ArrowLeft"),
    ("#view=table", "#year", "ArrowLeft"),
    ("#view=table&year=2010", "#since a >> nth=0", "Enter"),
    ("#view=table", ".sources a", "Enter"),
    ("#view=table", "#skip", "Enter"),
)  # fmt: skip


@with_text
def test_the_focus_is_never_lost(shown: Shown) -> None:
    lost = []
    for fragment, place, key in ACTIONS:
        shown.show(fragment, anew=True)
        shown.tab.focus(place)
        shown.tab.keyboard.press(key)
        shown.opened.settle()
        here = shown.tab.evaluate(HERE)
        if here is None or not here["ring"]:
            lost.append((fragment, place, key, here and here["words"]))
    assert lost == []


# What others may put into it ----------------------------------------------------------------------

PAYLOADS = (
    "<img src=x onerror='window.pwned=1'>",
    "</script><script>window.pwned=1</script></style></textarea></title>",
    "javascript:window.pwned=1//",
    "{{7*7}}{% raw %}${7*7}",
    '"\' onfocus=window.pwned=1 autofocus x="',
    "\u202egnp.exe\u202c\u2066\u200f",
    "<svg/onload=window.pwned=1>]]><!--",
    "x" * 5000,
    "\x00\x1b[31m\x9b",
)
WORDS_OF_OURS = {
    "iri", "kind", "bearing", "directness", "indirectness", "design", "topic", "wording", "direction", "read_as",
    "predicate", "publication_type", "standing", "reviewed_design", "same_study_as", "version_of", "protocol_of",
    "correction_of", "review_of", "cites", "cited", "rests_on", "reports_on", "broader", "issued", "created",
    "low_text", "high_text", "judgement", "domain", "quotation_roles",
    "measure", "tool", "registration_timing", "may_overlap",
}  # fmt: skip
"""Fields that hold no text: links between the parts of a graph, dates and numbers, and words of the vocabularies."""


def poisoned(value: Any, known: dict[str, str]) -> Any:
    """The same with something hostile at the end of every text; texts that were the same still are."""
    if isinstance(value, str):
        return known.setdefault(value, f"t{len(known)} {PAYLOADS[len(known) % len(PAYLOADS)]}")
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        told = {name: getattr(value, name) for name in value._fields if name not in WORDS_OF_OURS}
        return value._replace(**{name: poisoned(part, known) for name, part in told.items()})
    return tuple(poisoned(part, known) for part in value) if isinstance(value, tuple) else value


def check_that_nothing_ran(tab: Tab) -> str:
    """Nothing of the payloads ran or became a part of the document; what is to be seen."""
    parts = "[onerror], [onfocus], [onload], [autofocus], img"
    assert tab.evaluate(f"[window.pwned ?? null, document.querySelectorAll('{parts}').length]") == [None, 0]
    protocols = tab.eval_on_selector_all("a[href]", "all => [...new Set(all.map((a) => a.protocol))]")
    assert set(protocols) <= {"file:", "http:", "https:"}
    seen = tab.inner_text("body")
    assert not set("\x00\x1b\x9b\u202e\u202c\u2066\ud800") & set(seen)
    return seen


SEEN = [payload for payload in PAYLOADS if payload.isprintable() and len(payload) < 100]


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_text_in_every_field_is_text(open_page: Open, audit: Audit, width: int) -> None:
    known: dict[str, str] = {}
    chosen = [c.claim for c in audit.claims if c.claim.id in SAID]
    claims = [poisoned(claim, known) for claim in chosen]
    assert len(known) > 300
    text = "\n\n".join(["Title", *(claim.label for claim in claims), *PAYLOADS, HOSTILE])
    hostile = audit_claims(
        change(claim, passages=(passage_of(text, claim.label.partition("\x00")[0], HOSTILE),)) for claim in claims
    )
    opened = open_page(hostile, width=width, height=800, article=text)
    tab = opened.tab
    seen = check_that_nothing_ran(tab)
    if width < 820:
        tab.click("#controls-toggle")
    for view in VIEWS:
        for c in hostile.claims:
            name = NOT_SHOWN.sub(REPLACEMENT, c.claim.id)
            tab.evaluate("(to) => { location.hash = to; }", f"view={view}&claim={quote(name, safe='')}")
            opened.settle()
            assert opened.width_beyond() <= 0, (view, c.claim.id[:20])
            assert tab.locator("#panel .label").count() == 1
            tab.eval_on_selector_all("details", "all => all.forEach((e) => { e.open = true; })")
            seen += check_that_nothing_ran(tab)
    assert [payload for payload in SEEN if payload not in seen] == []
    source = NOT_SHOWN.sub(REPLACEMENT, hostile.claims[0].lines[0].source.id)
    tab.evaluate("(to) => { location.hash = to; }", f"source={quote(source, safe='')}")
    opened.settle()
    check_that_nothing_ran(tab)
    opened.check_quiet()


SERVED = [payload for payload in PAYLOADS if not NOT_IN_RDF.search(payload)]


@pytest.fixture(scope="module")
def hostile_server(graph: FileGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Some claims of the shipped graph in which every literal that is a text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")

    def is_left_out(term: object) -> bool:
        found = re.match(r"C(\d\d)\b", local_id(term.value)) if isinstance(term, ox.NamedNode) else None
        return found is not None and int(found[1]) > 12

    def hostile(quad: ox.Quad, n: int) -> ox.Quad:
        term = quad.object
        is_text = isinstance(term, ox.Literal) and (term.language or term.datatype.value.endswith("#string"))
        if not is_text or "direction" in quad.predicate.value:
            return quad
        text = f"t{n} {SERVED[n % len(SERVED)][:1500]}"
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(text, language=term.language))

    kept = [q for q in graph.quads if not is_left_out(q.subject) and not is_left_out(q.object)]
    quads = [hostile(quad, n) for n, quad in enumerate(kept)]
    page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    quads += [
        ox.Quad(q.subject, page, ox.NamedNode("javascript:window.pwned=1"))
        for q in kept
        if "/source/" in str(q.subject)
    ][:3]
    (folder / "graph.nt").write_bytes(ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES))
    server = Server("--graph", str(folder / "graph.nt"))
    try:
        assert within(60, lambda: server.get("/claim/C05").status == 200), server.messages
        yield server
    finally:
        server.end()


@pytest.mark.parametrize(
    "path", ["/", "/claim/C05", "/entity/lupus", "/source/article", "/search", "/search?q=onerror"]
)
def test_hostile_text_is_text_on_the_pages_of_the_server(hostile_server: Server, browser: Browser, path: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(WATCH)
        tab = context.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        answer = tab.goto(f"{hostile_server.address}{path}")
        assert answer
        assert answer.status == 200
        seen = check_that_nothing_ran(tab)
        assert path == "/" or "window.pwned=1" in seen  # the first page has few names
        assert [url for url in asked if not url.startswith((hostile_server.address, "data:"))] == []
        assert wrong == tab.evaluate("window.__violations") == []
        for width in (1280, 390):
            tab.set_viewport_size({"width": width, "height": 844})
            assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
