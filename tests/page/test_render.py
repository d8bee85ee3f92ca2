"""The page as text: one valid document that asks for nothing, escapes everything, and is the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.audit.status import NOT_SUPPORTED
from ldn_graph.model.claims import Claim, Entity, EvidenceLine, EvidenceSearch, Passage, Source
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import STATUSES
from ldn_graph.model.words import FLAG_WORDS
from ldn_graph.page.behind import behind_words
from ldn_graph.page.content import PLAIN, date_words, describe_count, describe_publication, describe_support
from ldn_graph.page.layout import CROSS, HEADINGS, LOOKS, arrange, cells_of, shorten_text
from ldn_graph.page.render import render_page
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.contents import read_contents
from tests.audit.test_audit import one_trial_reported_twice
from tests.conftest import ROOT, claim_turtle, line_turtle, source_turtle

from .opened import read_data

HOSTILE = (
    "</script><script>window.__pwned = 1; alert(1)</script><img src=x onerror='window.__pwned = 1'>"
    "\" ' href=javascript:alert(1) <!-- ]]> &amp; {{ 7 * 7 }} \u2028\u2029\u202eesrever\u202c\x00\x1b[31m \ud800"
)


class Page(HTMLParser):
    """The parts of a document that the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.doctypes: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[str] = []
        self.data = ""
        self.policy = ""
        self.style = ""
        self.claims: list[str] = []
        self.text: list[str] = []
        self._into = ""
        self.feed(html)
        self.close()

    def links(self) -> list[str]:
        return [value for tag, name, value in self.attributes if (tag, name) == ("a", "href") and value[0] != "#"]

    def sources(self) -> list[str]:
        """Those that it leads to in the document itself."""
        targets = [value for tag, name, value in self.attributes if (tag, name) == ("a", "href")]
        return [unquote(value.removeprefix("#source=")) for value in targets if value.startswith("#source=")]

    def handle_decl(self, decl: str) -> None:
        self.doctypes.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        found = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        if tag == "article":
            self.claims.append(found["data-of"])
        self._into = tag + found.get("type", "")

    def handle_endtag(self, tag: str) -> None:
        self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "script":
            self.scripts.append(data)
        elif self._into in ("scriptapplication/json", "scripttext/plain"):
            self.data += data
        elif self._into == "style":
            self.style += data
        else:
            self.text.append(data)


@pytest.fixture(scope="session")
def html(audit: Audit) -> str:
    return render_page(audit)


@pytest.fixture(scope="session")
def page(html: str) -> Page:
    return Page(html)


def change(value: Any, **fields: Any) -> Any:
    """The same claim, source or other value with some fields changed."""
    return value._replace(**fields)


def hostile_audit(text: str = HOSTILE) -> Audit:
    """Two claims in which every text is ``text``; the second has neither evidence nor condition."""
    entity = Entity("https://x.test/e", text, text, "Drug", (), ())
    condition = change(entity, iri="https://x.test/c", kind="Condition")
    source = Source(
        "https://x.test/s", text, text, text, text, None, text, text, text, text, None, None, "javascript:alert(1)",
        None, None, 3, text, text, text, text, text, text, text, (), (), (),
    )  # fmt: skip
    lines = tuple(
        EvidenceLine(f"https://x.test/l{n}", s, "supports", "indirect", (), None, False, text, text, ())
        for n, s in enumerate(
            (source, change(source, iri="https://x.test/s2", doi=text.rstrip("\ud800")), change(source, pmid=text))
        )
    )
    claim = Claim(
        "https://x.test/1", text, text, entity, "https://x.test/p", change(entity, iri="https://x.test/m"), None,
        condition, "efficacy", "asserted", (), source, (Passage("https://x.test/g", text, 1, 2, ""),), (text,), (),
        ("https://x.test/2",), (), lines, (EvidenceSearch("https://x.test/z", text, text, text),), text,
    )  # fmt: skip
    bare = change(claim, iri="https://x.test/2", id="__proto__", context=None, lines=(), searches=(), rests_on=())
    return audit_claims((claim, bare))


def many_claims(audit: Audit, count: int) -> Audit:
    """The audit's claims again and again under other ids."""
    shipped = [c.claim for c in audit.claims]
    rounds = range(count // len(shipped) + 1)
    copies = [change(c, id=f"{c.id}x{n}", iri=f"{c.iri}x{n}") for n in rounds for c in shipped]
    return audit_claims(copies[:count])


def read_articles(html: str) -> dict[str, Page]:
    """What the document says of each claim, by its id."""
    found = re.finditer(r'<article id="claim=(.*?)".*?</article>', html, re.S)
    return {part[1]: Page(part[0]) for part in found}


def visible(html: str) -> str:
    """What is written on the page, without the scripts and their data."""
    return " ".join("".join(Page(html).text).split())


# One document, which asks for nothing ------------------------------------------------------------


def test_one_document(page: Page) -> None:
    assert page.doctypes == ["DOCTYPE html"]
    once = ("html", "head", "body", "h1", "main", "title")
    assert {tag: page.tags[tag] for tag in once} == dict.fromkeys(once, 1)


def test_asks_no_host_for_anything(page: Page) -> None:
    asking = {"src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "manifest"}
    assert not [a for a in page.attributes if a[1] in asking]
    targets = {(tag, value) for tag, name, value in page.attributes if name in ("href", "xlink:href")}
    links = {(tag, value) for tag, value in targets if tag == "a" and re.match("https?://", value)}
    assert links
    assert all(value.startswith("#") or value == "data:," for _, value in targets - links)
    assert not re.search(r"url\(|@import|https?:", page.style)
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\bimport\(|innerHTML|\beval\(", page.scripts[2]
    )
    assert "sourceMappingURL" not in "".join(page.scripts)


def test_no_inline_handlers_or_styles(page: Page) -> None:
    assert not [a for a in page.attributes if a[1].startswith("on") or a[1] == "style"]


def test_policy_names_the_scripts_by_their_hashes(page: Page) -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in page.policy.split(";")}
    hashes = [f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in (*page.scripts, page.style)]
    assert len(page.scripts) == 3
    assert rules == {
        "default-src": ["'none'"],
        "script-src": hashes[:3],
        "style-src": hashes[3:],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_same_audit_same_bytes(audit: Audit, html: str) -> None:
    assert render_page(audit) == html
    script = (
        "from hashlib import sha256; from ldn_graph import *;"
        "print(sha256(render_page(audit_claims(read_claims(open_graph()))).encode()).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == sha256(html.encode()).hexdigest()


def test_small_enough_to_send(html: str) -> None:
    assert len(html.encode()) < 1_200_000


# What it says ------------------------------------------------------------------------------------


def test_counts_are_those_of_the_audit(html: str, audit: Audit) -> None:
    counts = dict(re.findall(r'data-count="([a-z-]+)">(\d+)<', html))
    assert {name: int(n) for name, n in counts.items()} == audit.count_statuses()
    assert f"A source or a search is recorded for {audit.checked} of {len(audit.claims)} claims" in html


def test_without_scripts_each_claim_with_its_sources(html: str, audit: Audit) -> None:
    parts = read_articles(html)
    assert list(parts) == [c.claim.id for c in audit.claims]
    for audited in audit.claims:
        part = parts[audited.claim.id]
        text = " ".join("".join(part.text).split())
        assert audited.claim.label in text
        assert f"{audited.reason.capitalize()}." in text
        assert Counter(part.sources()) == Counter(e.source.id for e in audited.lines)
        for words in (*(e.source.id for e in audited.lines), *(FLAG_WORDS[flag][0] for flag in audited.flags)):
            assert words in text
    listed = dict(re.findall(r'<li dir="auto" id="source=(.*?)">(.*?)</li>', html))
    assert {i: Page(told).links() for i, told in listed.items()} == {
        e.source.id: [e.source.link] if e.source.link else [] for c in audit.claims for e in c.lines
    }


def test_of_too_many_claims_it_says_where_to_read_on(audit: Audit) -> None:
    html = render_page(many_claims(audit, PLAIN + 1))
    assert Page(html).claims == []
    assert "There are too many claims to list here without scripts" in html


def test_the_data_is_the_audit(html: str, audit: Audit) -> None:
    page = read_data(html)["page"]
    assert [c["id"] for c in page["claims"]] == [c.claim.id for c in audit.claims]
    for told, audited in zip(page["claims"], audit.claims, strict=True):
        state = page["states"][told["states"][-1][1]]
        lines = [told["lines"][n] for n in state["lines"]]
        assert (state["status"], state["reason"], state["independent_studies"]) == (
            audited.status,
            audited.reason,
            audited.studies,
        )
        assert (state["level_for"], state["level_against"]) == (audited.level_for, audited.level_against)
        assert [page["findings"][n]["message"] for n in state["flags"]] == [f.message for f in audited.findings]
        sources = [page["sources"][line["source"]]["id"] for line in lines]
        assert sorted(sources) == sorted(e.source.id for e in audited.lines)
        assert page["states"][told["published"]]["status"] == audited.status_as_published


def test_the_years_are_those_of_audits_as_of_each(html: str, audit: Audit) -> None:
    page = read_data(html)["page"]
    first, last = page["years"]
    for year in range(first - 1, last + 1):
        early = audit_claims((c.claim for c in audit.claims), as_of=year)
        for told, audited in zip(page["claims"], early.claims, strict=True):
            place = [n for since, n in told["states"] if since is None or since <= year][-1]
            state = page["states"][place]
            assert (state["status"], len(state["lines"])) == (audited.status, len(audited.lines))
            assert {page["findings"][n]["rule"] for n in state["flags"]} == set(audited.flags)


def test_a_selection_keeps_the_standings_of_the_whole(audit: Audit) -> None:
    claims = [c.claim for c in audit.claims]
    rests = next(c for c in audit.claims if "argued-from-unsupported" in c.flags)
    html = render_page(Audit((rests,), selected_from=len(claims)), claims=claims)
    page = read_data(html)["page"]
    state = page["states"][page["claims"][0]["states"][-1][1]]
    assert "argued-from-unsupported" in {page["findings"][n]["rule"] for n in state["flags"]}


def test_what_the_article_cites_itself_counts_as_published(audit: Audit) -> None:
    audited = next(c for c in audit.claims if any(e.direct and e.affirms for e in c.lines))
    line = next(e for e in audited.lines if e.direct and e.affirms)
    cited = audit_claims([audited.claim._replace(cited=(line.source.iri,))])
    page = read_data(render_page(cited))["page"]
    state = page["states"][page["claims"][0]["published"]]
    assert (state["status"], len(state["lines"])) == ("supported", 1)
    assert "uncited" not in {page["findings"][n]["rule"] for n in state["flags"]}


def test_as_published_the_page_counts_the_studies_that_the_audit_counts(turtle) -> None:
    small = audit_claims(read_claims(turtle(*one_trial_reported_twice())))
    page = read_data(render_page(small))["page"]
    state = page["states"][page["claims"][0]["published"]]
    assert (len(state["lines"]), state["independent_studies"]) == (2, 1)


def test_what_the_article_cites_as_a_whole_has_its_title(audit: Audit, graph: Graph) -> None:
    html = render_page(audit, cited=read_contents(graph).cited)
    assert read_data(html)["page"]["references"][0].startswith("The LDN Book")
    assert read_data(render_page(audit))["page"]["references"] == ["elsegood-2016"]


def test_the_article_and_what_it_cites(html: str, audit: Audit) -> None:
    assert "How Low-Dose Naltrexone Can Help Manage Autoimmune Diseases" in html
    assert "22 March 2023" in html
    assert describe_publication(audit) == (
        f"The article cites no source for any of them (0 of {len(audit.claims)}); its one reference is tied to none."
    )


def test_publication_of_other_articles(audit: Audit) -> None:
    first, second, third = (c.claim for c in audit.claims[:3])
    assert first.article
    other = change(first.article, iri="https://x.test/a", cites=())
    two = audit_claims((first, change(second, article=other)))
    assert describe_publication(two) == (
        "The 2 articles cite no source for 1 of 2; their one reference is tied to none; for 1 no citation is recorded."
    )
    assert "Claims of 2 articles" in render_page(two)
    none = audit_claims(change(c, article=None) for c in (first, second))
    assert describe_publication(none) == "No article is recorded for these claims."
    cited = audit_claims((first, change(second, cited=("https://x.test/s",)), third))
    assert describe_publication(cited) == "The article cites a source for 1 of 3."
    unknown = change(first, article=other), change(second, article=change(other, iri="https://x.test/b"))
    assert describe_publication(audit_claims(unknown[:1])) == "No source that the article cites is recorded."
    assert describe_publication(audit_claims(unknown)) == "No source that the 2 articles cite is recorded."
    some = audit_claims((*unknown, change(third, cited=("https://x.test/s",))))
    assert describe_publication(some) == "The 3 articles cite a source for 1 of 3; for 2 no citation is recorded."
    one = audit_claims([change(first, cited=("https://x.test/s",))])
    assert describe_publication(one) == "The article cites a source for it (1 of 1)."
    assert describe_publication(Audit(())) == ""


def test_says_what_is_recorded_and_no_more(html: str, audit: Audit) -> None:
    text = visible(html)
    assert describe_support(audit) == "No direct support is recorded for 36 of them (2 unchecked)."
    assert describe_support(audit) in text
    assert not re.search(r"nothing (direct )?stands behind", text, re.I)
    unsupported = next(c for c in audit.claims if c.status == "unsupported")
    unchecked = next(c for c in audit.claims if c.status == "unchecked")
    supported = next(c for c in audit.claims if c.status == "supported")
    partly = next(c for c in audit.claims if c.status == "partly-supported")
    for claims, words in (
        ((), ""),
        ((unsupported,), "No direct support is recorded for it."),
        ((unchecked,), "No direct support is recorded for it (unchecked)."),
        ((unsupported, unchecked), "No direct support is recorded for any of them (1 unchecked)."),
        ((supported, unsupported), "No direct support is recorded for 1 of them."),
        ((supported,), "Direct support is recorded for it."),
        ((supported, partly), "Direct support, if only in part, is recorded for each of them."),
    ):
        assert describe_support(Audit(claims)) == words


def test_says_that_it_is_about_an_article(html: str) -> None:
    assert re.search("How Low-Dose Naltrexone .{,80} Claims of an article, and what stands behind them", visible(html))


def test_a_selection_says_of_how_many(audit: Audit) -> None:
    ten = visible(render_page(Audit(audit.claims[:10], selected_from=49)))
    assert "10 of 49 claims." in ten
    none = visible(render_page(Audit((), selected_from=49)))
    assert "None of the 49 claims is in this selection." in none
    assert "No claims are recorded" not in none
    assert "No claims are recorded." in visible(render_page(Audit(())))
    assert describe_count(Audit(()), 1) == "The one claim is not in this selection"
    assert render_page(replace(audit, selected_from=len(audit.claims))).count("of 49 claims") == 0


def test_one_is_singular(audit: Audit) -> None:
    text = visible(render_page(Audit(audit.claims[:1])))
    assert "1 claim. " in text
    assert not re.search(r"\b1 (claims|participants|independent studies)\b", visible(render_page(audit)) + text)


def test_no_claim_is_called_false(html: str) -> None:
    text = " ".join(Page(html).text)
    assert "It never means that the claim is wrong" in text
    assert "no advice" in text
    assert not re.search(r"\bfalse\b", text)


def test_as_of_and_modified(audit: Audit) -> None:
    early = audit_claims((c.claim for c in audit.claims), as_of=2010)
    html = render_page(early, modified="2026-11-22")
    assert "as of the end of 2010" in html
    assert "data last changed on 22 November 2026" in html


# The drawing -------------------------------------------------------------------------------------


def lanes(audit: Audit) -> dict[str, Any]:
    """The lane of each claim, by its id, from the top."""
    chart = arrange(audit)
    return {audit.claims[int(n["id"][1:])].claim.id: n for n in chart.nodes if n["id"].startswith("c")}


def from_the_top(audit: Audit) -> list[ClaimAudit]:
    """The claims in the order of their lanes."""
    by_id = {c.claim.id: c for c in audit.claims}
    return [by_id[name] for name in lanes(audit)]


def mixed_up(audit: Audit) -> Audit:
    """The audit's claims with subjects, objects and conditions of others, so that nothing lies together."""
    claims = [c.claim for c in audit.claims]
    count = len(claims)
    return audit_claims(
        change(
            claim,
            subject=claims[n * 7 % count].subject,
            object=claims[n * 11 % count].object,
            context=claims[n * 13 % count].context,
        )
        for n, claim in enumerate(claims)
    )


@pytest.mark.parametrize("mixed", [False, True])
def test_one_lane_a_claim(audit: Audit, mixed: bool) -> None:
    audit = mixed_up(audit) if mixed else audit
    chart = arrange(audit)
    assert sorted(n["id"] for n in chart.nodes if "label" not in n) == sorted(f"c{n}" for n in range(len(audit.claims)))


@pytest.mark.parametrize("mixed", [False, True])
def test_each_chain_runs_through_what_its_claim_names(audit: Audit, mixed: bool) -> None:
    audit = mixed_up(audit) if mixed else audit
    chart = arrange(audit)
    named = {n["id"]: n["name"] for n in chart.nodes if "name" in n}
    for number, audited in enumerate(audit.claims):
        steps = [e for e in chart.edges if e["claim"] == f"c{number}"]
        entities = [entity.id for entity in cells_of(audited.claim) if entity]
        assert [named[s["from"]] for s in steps] == entities
        assert [named.get(s["to"], s["to"]) for s in steps] == [*entities[1:], f"c{number}"]
        assert [s["at"] for s in steps] == [
            *(n for n, entity in enumerate(cells_of(audited.claim)) if entity and n),
            len(HEADINGS) - 1,
        ]


def test_neighbours_lie_together(audit: Audit) -> None:
    """In each column the lanes through one entity are one run; at most one in each band."""
    found = lanes(audit)
    order = from_the_top(audit)
    for column in range(3):
        passed = [(found[c.claim.id]["band"], cell.iri if (cell := cells_of(c.claim)[column]) else "") for c in order]
        runs = [key for n, key in enumerate(passed) if key[1] and (not n or passed[n - 1] != key)]
        if column != 1:
            assert len(runs) - len(set(runs)) <= column


def test_groups_are_of_one_subject_and_condition(audit: Audit) -> None:
    found = lanes(audit)
    order = from_the_top(audit)
    for before, after in pairwise(order):
        one, other = found[before.claim.id], found[after.claim.id]
        ends = [(cells_of(c.claim)[0], cells_of(c.claim)[2]) for c in (before, after)]
        assert (one["group"] == other["group"]) is (ends[0] == ends[1] and one["band"] == other["band"])


def test_no_solid_line_where_nothing_stands_behind() -> None:
    for status in STATUSES:
        assert bool(LOOKS[status].dashes) is (status in NOT_SUPPORTED)
    assert len({CROSS, *(look.mark for look in LOOKS.values())}) == len(STATUSES) + 1


def test_what_stands_behind_a_claim_is_told_in_words(audit: Audit) -> None:
    words = {c.claim.id: behind_words(c) for c in audit.claims}
    assert words["C28"][:2] == [
        "1 source supports it: randomised controlled trial, 40 people",
        "1 supports a narrower version of it: systematic review, 46 people",
    ]
    assert words["C11"] == [
        "3 sources support a narrower version of it: systematic review, randomised controlled trial, narrative review",
        "1 found it and compared nobody: case report, 2 people",
        "2 only indirectly for it",
        "1 only indirectly against it",
    ]
    assert words["C20"][0] == "no source supports it"
    assert words["C10"] == ["no source supports it directly", "4 only indirectly for it"]


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_colours_can_be_read(ground: str) -> None:
    behind = {"light": "#ffffff", "dark": "#1a1e24"}[ground]
    for status, look in LOOKS.items():
        assert _contrast(getattr(look, ground), behind) >= 4.5, status


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


# What others may put into a graph ------------------------------------------------------------------


def test_hostile_text_stays_text() -> None:
    html = render_page(hostile_audit())
    page = Page(html)
    assert page.tags["script"] == 4
    assert page.tags["img"] == 0
    assert page.tags["body"] == 1
    assert not [a for a in page.attributes if a[1].startswith("on") or a[2].startswith("javascript:")]
    assert "{{ 7 * 7 }}" in html
    assert not re.search("[\x00\x1b\u202e\ud800]", html)
    assert not set("<>&\u2028\u2029") & set(page.data)
    html.encode()


def test_only_links_to_the_web() -> None:
    links = set(Page(render_page(hostile_audit())).links()) - {"data:,"}
    assert {link[:32] for link in links} == {"https://doi.org/%3C/script%3E%3C", "https://pubmed.ncbi.nlm.nih.gov/"}


def test_long_text_is_shortened_for_the_drawing() -> None:
    long = "ab " * 5000
    data = read_data(render_page(hostile_audit(long)))
    assert max(len(n["label"]) for n in data["nodes"] if "label" in n) <= 160
    assert data["page"]["claims"][0]["label"] == long


def test_little_and_nothing(turtle) -> None:
    assert Page(render_page(Audit(()))).tags["h1"] == 1
    alone = audit_claims(read_claims(turtle(claim_turtle())))
    assert Page(render_page(alone)).claims == ["C01"]
    pieces = claim_turtle("C02", evidence="evidence:e"), line_turtle("e", "s"), source_turtle("s", issued="")
    undated = render_page(audit_claims(read_claims(turtle(*pieces))))
    assert "undated: counts in any year" in undated
    assert 'id="year"' not in undated


def test_two_thousand_claims(audit: Audit) -> None:
    data = read_data(render_page(many_claims(audit, 2000)))
    assert len(data["page"]["claims"]) == 2000
    assert len(data["page"]["sources"]) == len({e.source.iri for c in audit.claims for e in c.lines})


def test_words() -> None:
    assert shorten_text("abc", 3) == "abc"
    assert shorten_text("abcd", 3) == "ab…"
    assert shorten_text("one against: opinion", 14) == "one against…"
    assert shorten_text("one against two", 12) == "one against…"
    assert date_words("sometime") == "sometime"
    assert date_words("2023-13-01") == "2023-13-01"
