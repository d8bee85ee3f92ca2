"""Pages of claims, entities and sources by real requests: all of a graph can be reached, and says what the audit says."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.documents import claim_document, source_document
from ldn_graph.cli import main
from ldn_graph.errors import SetupError
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import BEARINGS, DIRECTNESS
from ldn_graph.processes.children import start_limited
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.resources import SHIPPED
from ldn_graph.server import catalogue_writer
from ldn_graph.server.addresses import NODE_KINDS, node_address, node_iri
from ldn_graph.server.browsing import CHANGED, open_browsing
from ldn_graph.server.catalogue import Catalogue
from ldn_graph.server.catalogue_search import find_values, search
from ldn_graph.server.catalogue_service import CATALOGUE_FILE
from ldn_graph.server.catalogue_writer import write_catalogue
from ldn_graph.server.node_reader import NodeReader
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.scale.test_corpus import WOVEN
from tests.server.test_listen import within
from tests.serving import Answer, Server

HOSTILE = "</p><script>document.title = 'run'</script><img src=x onerror=\\\"document.title='run'\\\">"
ELSEWHERE = "http://example.org/a/../b?c=d&e#%2F'<x>".replace("<", "%3C").replace(">", "%3E")
"""An IRI with all that an address could take for its own."""
FOREIGN = f"""{DECLARATIONS}
<http://example.org/claims/1> a ldn:Claim ; rdfs:label "{HOSTILE}"@en ; rdf:subject <{ELSEWHERE}> ;
  rdf:predicate biolink:affects ; rdf:object <urn:x:other> ; ldn:topic ldn:mechanism ; ldn:wording ldn:asserted ;
  rdfs:comment "{HOSTILE}" ; prov:wasDerivedFrom <urn:x:article> ; biolink:has_evidence <urn:x:line> .
<{ELSEWHERE}> a ldn:Drug ; rdfs:label "{HOSTILE}"@en ; skos:altLabel "{HOSTILE}" ; skos:exactMatch <javascript:alert(1)> .
<urn:x:other> a ldn:Outcome ; rdfs:label "the other"@en .
<urn:x:line> a ldn:EvidenceLine ; ldn:source <urn:x:source> ; ldn:bearing ldn:supports ; ldn:directness ldn:direct ;
  rdfs:comment "{HOSTILE}" .
<urn:x:source> a ldn:Source ; dcterms:title "{HOSTILE}" ; bibo:doi "10.1/{HOSTILE}" ; foaf:page <javascript:alert(2)> ;
  dcterms:identifier "{HOSTILE}" ; dc:creator "{HOSTILE}" .
<urn:x:article> a ldn:Source ; dcterms:title "The article" .
"""


class Links(HTMLParser):
    """The links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            named = dict(attrs)
            self.found.append((named["href"] or "", named.get("rel") or ""))


def ready(server: Server) -> Server:
    """The server when its catalogue is there."""
    assert within(60, lambda: server.get("/search?kind=claim").status != 503)
    return server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = ready(Server())
    yield started
    started.end()


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[[Graph], Catalogue]:
    def make(graph: Graph) -> Catalogue:
        write_catalogue(graph, str(tmp_path / "catalogue.sqlite"))
        return Catalogue(str(tmp_path / "catalogue.sqlite"))

    return make


def random_turtle(seed: int) -> str:
    """A graph of forty claims with all kinds of lines, on reports, reviews, premises and conditions that hang together."""
    dice = random.Random(seed)  # noqa: S311, no secret
    text = [DECLARATIONS, ENTITIES]
    for n in range(12):
        ties = [f"; ldn:sameStudyAs source:s{dice.randrange(16)}"] * (dice.random() < 0.3)
        ties += [f"; ldn:reviewOf source:s{dice.randrange(12)} , source:s{dice.randrange(12)}"] * (dice.random() < 0.3)
        ties += [f'; dcterms:identifier "clinicaltrials:NCT0000000{dice.randrange(4)}"'] * (dice.random() < 0.3)
        design = (
            "systematicReview" if "reviewOf" in "".join(ties) else dice.choice(("cohort", "randomisedControlledTrial"))
        )
        text.append(source_turtle(f"s{n}", design, more=" ".join(ties)))
    for n in range(12, 16):
        text.append(source_turtle(f"s{n}", more=f"; ldn:sameStudyAs source:s{dice.randrange(12)}"))
    for n in range(3):
        above = "; skos:broader entity:d0" if n else ""
        text.append(f'entity:d{n} a ldn:Condition ; rdfs:label "disease {n}"@en {above} .\n')
    for n in range(40):
        lines = [
            line_turtle(f"L{n}-{k}", f"s{dice.randrange(12)}", dice.choice(BEARINGS), dice.choice(DIRECTNESS))
            for k in range(dice.randrange(4))
        ]
        changes = {"ldn__wording": f"ldn:{dice.choice(('proven', 'asserted', 'hedged'))}"}
        if dice.random() < 0.5:
            changes["biolink__disease_context_qualifier"] = f"entity:d{dice.randrange(3)}"
        if n and dice.random() < 0.3:
            changes["ldn__restsOn"] = f"claim:C{dice.randrange(n)}"
        named = " , ".join(f"evidence:L{n}-{k}" for k in range(len(lines)))
        text.append(claim_turtle(f"C{n}", "".join(lines), named, **changes))
    return "".join(text)


# What the catalogue holds -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_a_catalogue_and_its_pages_say_what_the_audit_of_the_whole_says(
    catalogue: Callable[[Graph], Catalogue], seed: int
) -> None:
    graph = parse_turtle(random_turtle(seed))
    made = catalogue(graph)
    audit = audit_claims(read_claims(graph))
    assert made.statuses == audit.count_statuses()
    assert made.counts["claim"] == len(audit.claims) == made.list_all("claim", 0, 100).total
    for status, count in made.statuses.items():
        assert [n.id for n in made.list_claims(status, 0, 100).nodes] == [
            a.claim.id for a in audit.claims if a.status == status
        ]
        assert made.list_claims(status, 0, 100).total == count
    on = Counter(a.claim.condition.id for a in audit.claims if a.claim.condition)
    assert {node.id: count for node, count in made.conditions(50)} == on
    for entity in {e.iri: e for a in audit.claims for e in a.claim.entities}.values():
        about = [a for a in audit.claims if entity in a.claim.entities]
        found = made.claims_of("entity", entity.iri, 0, 100)
        assert [n.id for n in found.nodes] == [a.claim.id for a in about]
        assert made.count_statuses_of(entity.iri) == Counter(a.status for a in about)
    reader = NodeReader(graph, made)
    for audited in audit.claims:  # each claim alone: also by reports of a study that other claims name
        (alone,), _ = reader.audit([audited.claim.iri])
        assert claim_document(alone) == claim_document(audited)
    sources = read_sources(graph)
    for source in sources:
        read, related = reader.source(source.iri)
        assert source_document(read, audit, sorted(related, key=sources.index)) == source_document(
            source, audit, sources
        )


def test_what_no_claim_leads_to_is_in_the_catalogue(catalogue: Callable[[Graph], Catalogue]) -> None:
    made = catalogue(parse_turtle(f"{WOVEN}{source_turtle('alone')}entity:alone a ldn:Drug ; rdfs:label 'alone too' ."))
    assert [n.kind for kind in ("entity", "source") for n in search(made, "alone", kind, 0, 5).nodes] == [
        "entity",
        "source",
    ]
    empty = catalogue(parse_turtle(f"{DECLARATIONS}{source_turtle('alone')}"))
    assert empty.counts == {"claim": 0, "entity": 0, "source": 1}


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("C17", "claim", "C17"),
        ("naltrex", "entity", "low-dose-naltrexone"),  # the beginning of the last word
        ("LDN", "entity", "low-dose-naltrexone"),  # another label
        ("lupus", "entity", "lupus"),
        ("https://doi.org/10.1177/1352458508095828", "source", "gironi-2008"),
        ("PMID:18728058", "source", "gironi-2008"),
        ("18728058", "source", "gironi-2008"),
        ("NCT00663117", "source", "nct00663117"),
        ("https://w3id.org/ldn-graph/source/gironi-2008", "source", "gironi-2008"),
        ('"" * NEAR( OR AND NOT ^ : lupus', "entity", ""),
    ],
)
def test_all_names_are_searched(
    catalogue: Callable[[Graph], Catalogue], graph: Graph, text: str, kind: str, first: str
) -> None:
    found = search(catalogue(graph), text, kind, 0, 5).nodes
    assert (found[0].id if found else "") == first


LETTERS = "".join(
    f'entity:{name} a ldn:Drug ; rdfs:label "{label}" .\n'
    for name, label in {
        "fi": "\ufb01brate", "mu": "\u00b5-agonist", "wide": "\uff21\uff22\uff23 transporter", "sz": "Wei\u00dfdorn",
        "e": "cafe\u0301ine", "hyphen": "low\u2011dose thing", "alpha": "TNF-\u03b1",
    }.items()
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fibrate", "fi"),
        ("\u03bc-agonist", "mu"),  # the letter, where the label has the sign
        ("abc transporter", "wide"),
        ("WEISSDORN", "sz"),
        ("caf\u00e9ine", "e"),
        ("caffeine", ""),
        ("low-dose thing", "hyphen"),
        ("tnf \u0391", "alpha"),
        ("tnf-\u03b1*", "alpha"),
        ("-tnf", "alpha"),
        ("tnf OR fibrate", ""),
        ("label:tnf", ""),
        ("text : tnf", ""),
        ('"tnf', "alpha"),
        ("_ ' \\ % tnf", "alpha"),
        (" ".join(["tnf"] * 250), "alpha"),
        ("", ""),
        ('"', ""),
    ],
)
def test_letters_in_other_forms_are_found_and_signs_of_the_index_mean_nothing(
    catalogue: Callable[[Graph], Catalogue], text: str, found: str
) -> None:
    made = catalogue(parse_turtle(f"{WOVEN}{LETTERS}"))
    assert [node.id for node in search(made, text, "entity", 0, 5).nodes] == [found] * bool(found)


def test_values_of_a_kind_are_those_that_are_named_so(catalogue: Callable[[Graph], Catalogue], graph: Graph) -> None:
    made = catalogue(graph)
    for kind, text, found in (
        ("condition", " LUPUS ery", ["lupus"]),
        ("drug", "lupus", []),
        ("mechanism_or_outcome", "sleep", ["sleep"]),
        ("claim_or_source", "gironi", ["gironi-2008"]),
        ("year", "20", []),
    ):
        assert [node.id for node in find_values(made, kind, text)][:1] == found, kind
    for kind in ("condition", "drug"):  # every name holds the empty text
        assert {node.more for node in find_values(made, kind, " ")} == {kind.capitalize()}
    assert {node.kind for node in find_values(made, "claim", "")} == {"claim"}
    assert {node.more for node in find_values(made, "condition", "multiple")} == {"Condition"}


def test_a_name_as_long_as_an_address_is_compared_in_no_time(server: Server) -> None:
    begun = time.monotonic()
    assert server.get(f"/entity/{'naltrexone-' * 300}", "text/html").status == 404
    assert time.monotonic() - begun < 5


def test_without_full_text_search_it_is_said_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, graph: Graph
) -> None:
    monkeypatch.setattr(catalogue_writer, "_TABLES", "CREATE VIRTUAL TABLE words USING no_fts5(text);")
    with pytest.raises(SetupError, match="has no full-text search"):
        write_catalogue(graph, str(tmp_path / "catalogue.sqlite"))
    assert not list(tmp_path.iterdir())


# Addresses ----------------------------------------------------------------------------------------


def test_every_page_of_the_shipped_graph_is_reached_and_every_link_answers(server: Server) -> None:
    waiting, seen, outward = ["/search?kind=claim", "/search?kind=entity", "/search?kind=source", "/"], set(), set()
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/draw", "/questions", "/sparql")) or "format=" in path:
            continue
        seen.add(path)
        answer = server.get(path, "text/html")
        assert answer.status == 200, path
        for href, rel in Links(answer.text).found if path != "/" else ():
            if href.startswith("/"):
                waiting.append(href)
            elif not href.startswith("#"):
                assert href.startswith(("https://", "http://")), href
                assert rel == "noopener noreferrer"
                outward.add(href)
    counts = Counter(path.split("/")[1] for path in seen if "?" not in path)
    assert {kind: counts[kind] for kind in NODE_KINDS} == {"claim": 94, "entity": 91, "source": 161}
    assert "https://pubmed.ncbi.nlm.nih.gov/18728058/" in outward
    assert "https://doi.org/10.1177/1352458508095828" in outward


@pytest.mark.parametrize("path", ["/draw?claim=C17", "/claim/C17?format=json", "/sparql?query=DESCRIBE%20claim%3AC17"])
def test_what_a_page_of_a_claim_offers_besides_is_there(server: Server, path: str) -> None:
    assert server.get(path, "*/*").status == 200


def test_ids_in_what_the_audit_says_are_links(server: Server) -> None:
    html = server.get("/claim/C28").text
    told = re.search(r"The loss of one line changes the status: (.*)\n", html)
    assert told
    assert Links(told[1]).found == [("/source/smith-2011", "")]


@pytest.mark.parametrize("name", ["C17", "C28", "C01"])
def test_a_claim_as_json_is_what_the_command_writes(server: Server, name: str) -> None:
    run = CliRunner().invoke(main, ["claim", name, "--format", "json"])
    for answer in (server.get(f"/claim/{name}?format=json"), server.get(f"/claim/{name}", "application/json")):
        assert answer.type == "application/json"
        assert answer.text == run.stdout


def test_a_source_as_json_is_what_the_command_writes_and_tells_the_page(server: Server) -> None:
    document = json.loads(server.get("/source/gironi-2008?format=json").body)
    written = json.loads(CliRunner().invoke(main, ["source", "gironi-2008", "--format", "json"]).stdout)
    assert {key: document[key] for key in written} == written
    assert (document["page"], document["pages"]) == (1, 1)


def test_lists_of_claims_have_pages_which_together_have_all(server: Server) -> None:
    for path in ("/entity/low-dose-naltrexone", "/search?q=LDN&kind=claim"):
        mark = "&" if "?" in path else "?"
        ids = [re.findall(r"· (C\d+)</p>", server.get(f"{path}{mark}page={page}").text) for page in (1, 2, 3)]
        assert len(ids[0]) == 50
        assert len({*ids[0], *ids[1]}) == len(ids[0]) + len(ids[1]) >= 60
        assert ids[2] == []
        assert "The list ends before this page" in server.get(f"{path}{mark}page=3").text
    contested = server.get("/search?kind=claim&status=contested").text
    assert contested.count("contested,") + contested.count("contested ·") >= 15


def test_what_is_not_there_is_404_with_what_is_near(server: Server) -> None:
    answer = server.get("/entity/lupuss", "text/html")
    assert answer.status == 404
    assert 'href="/entity/lupus"' in answer.text
    document = json.loads(server.get("/claim/C177?format=json").body)
    assert "C17" in [node["id"] for node in document["near"]]
    assert server.get("/source/", "text/html").status == 404
    assert server.get("/draw?claim=C177", "text/html").status == 404
    assert server.get("/draw", "text/html").status == 400
    for path in (
        "/claim/C17?format=turtle",
        "/search?kind=nothing",
        "/search?status=nothing",
        "/entity/lupus?page=0",
        f"/entity/lupus?page=0000000001{'9' * 20}",
        f"/search?kind=claim&status={'%01' * 10_000}",
        f"/search?q={'a' * 1001}",
        "/claim/C17?zzz=1",
        "/claim/C17?page=2",
        "/claim/C17?format=json&format=html",
        "/source/article?status=contested",
        "/draw?claim=C17&claim=C18",
        "/draw?claim=C17&page=2",
        "/values?kind=zzz",
        "/values?kind=condition&zzz=1",
    ):
        assert server.get(path, "text/html").status == 400
    assert "<textarea" not in server.get("/search?kind=nothing", "text/html").text
    nowhere = server.get("/nothing", "text/html")
    assert nowhere.status == 404
    assert "there is / for the claims" in nowhere.text
    assert server.get("/claim/C17", "image/png").status == 406


@pytest.mark.parametrize("path", ["/claim/C17", "/claim/C177", "/search?q=lupus", "/draw?claim=C17", "/nothing", "/"])
def test_a_head_is_that_of_the_page(server: Server, path: str) -> None:
    got, head = (server.ask(path, None, "text/html", method) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (got.status, b"")
    for name in ("Content-Type", "Content-Length", "Content-Security-Policy"):
        assert head.headers[name] == got.headers[name]


def test_the_neighbourhood_of_a_claim_opens_with_the_claim(server: Server, browser: Browser) -> None:
    assert server.get("/draw?claim=c17").headers["Location"] == f"/draw?claim={quote(CLAIM_17, safe='')}"
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{server.address}/claim/C17")
        tab.get_by_role("link", name="Draw").click()
        tab.wait_for_selector("body[data-ready]")
        assert "C17" in tab.locator("#panel").inner_text()


CLAIM_17 = "https://w3id.org/ldn-graph/claim/C17"


def test_an_id_in_other_capitals_leads_to_the_address_that_lasts(server: Server) -> None:
    answer = server.get("/claim/c17")
    assert (answer.status, answer.headers["Location"]) == (303, "/claim/C17")


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/claim/claim:C17", "/claim/C17"),
        ("/claim/claim%3AC17?format=json", "/claim/C17?format=json"),
        ("/draw?claim=claim:C17", f"/draw?claim={quote(CLAIM_17, safe='')}"),
    ],
)
def test_a_curie_leads_to_the_address_that_lasts(server: Server, path: str, leads_to: str) -> None:
    answer = server.get(path)
    assert (answer.status, answer.headers["Location"]) == (303, leads_to)
    assert server.get("/entity/claim:C17").status == 404


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/ldn-graph/claim/C17",
        "https://w3id.org/ldn-graph/claim/",
        ELSEWHERE,
        "urn:x:..",
        "http://e.org/ü",
    ],
)
@pytest.mark.parametrize("kind", NODE_KINDS)
def test_an_address_means_the_node_that_it_was_made_of(kind: str, iri: str) -> None:
    from urllib.parse import unquote

    address = node_address(kind, iri)
    assert urlsplit(address).path == address
    assert node_iri(kind, unquote(address.removeprefix(f"/{kind}/"))) == iri


# What is foreign ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("foreign")
    (folder / "foreign.ttl").write_text(FOREIGN, encoding="utf-8")
    started = ready(Server("--graph", str(folder / "foreign.ttl")))
    yield started
    started.end()


@pytest.mark.parametrize(
    "path",
    [
        node_address("claim", "http://example.org/claims/1"),
        node_address("entity", ELSEWHERE),
        node_address("source", "urn:x:source"),
        "/search?q=document",
        f"/search?q={quote(HOSTILE)}",
        f"/claim/{quote(HOSTILE, safe='')}",
        f"/draw?entity={quote(ELSEWHERE, safe='')}",
    ],
)
def test_nodes_elsewhere_have_pages_and_what_they_say_is_not_run(foreign: Server, browser: Browser, path: str) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        wrong: list[str] = []
        tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        answer = tab.goto(f"{foreign.address}{path}")
        assert answer is not None
        assert answer.status == (404 if quote("<", safe="") in path and path.startswith("/claim/") else 200)
        assert tab.title() != "run"
        assert tab.locator("img").count() == 0
        assert tab.locator('a[href^="javascript"]').count() == 0
        assert not [text for text in wrong if "404" not in text]


# A database ---------------------------------------------------------------------------------------


def claim_of(server: Server, name: str) -> Answer:
    return server.get(f"/claim/{name}?format=json")


def test_the_catalogue_is_kept_with_a_database_and_made_anew_for_another(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    load_files([SHIPPED], folder)
    first = ready(Server("--store", str(folder)))
    try:
        assert claim_of(first, "C17").text == CliRunner().invoke(main, ["claim", "C17", "--format", "json"]).stdout
        kept = (folder / CATALOGUE_FILE).stat()
        child = start_limited(lambda _: None, 0)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # ended, but nobody has waited for it yet
        half = folder / f".{CATALOGUE_FILE}.{child.pid}.part"
        half.touch()  # of a server that was killed
        again = ready(Server("--store", str(folder)))
        assert again.end() == 130
        assert not half.exists()
        os.waitpid(child.pid, 0)
        os.close(child.pipe)
        os.close(child.lifeline)
        assert (folder / CATALOGUE_FILE).stat().st_ino == kept.st_ino
        # another database in its place, while the server runs
        (tmp_path / "woven.ttl").write_text(WOVEN, encoding="utf-8")
        load_files([tmp_path / "woven.ttl"], folder)
        assert claim_of(first, "C17").status == 503
        assert ready(first).get("/search?kind=claim&format=json").text.count('"iri"') == 10
        assert claim_of(first, "C17").status == 404
        for audited in audit_claims(read_claims(open_graph(folder))).claims:
            assert json.loads(claim_of(first, audited.claim.id).body) == claim_document(audited)
    finally:
        first.end()
    assert "was replaced by another; the catalogue is looked for anew" in first.messages
    # a catalogue of another state, beside a database of this one
    stale = (folder / CATALOGUE_FILE).read_bytes()
    load_files([SHIPPED], folder)
    (folder / CATALOGUE_FILE).write_bytes(stale)
    last = ready(Server("--store", str(folder)))
    try:
        assert claim_of(last, "C17").status == 200
    finally:
        last.end()
    assert "made from another state of it, or by another version; it is made anew" in last.messages


def test_a_database_that_is_replaced_before_a_page_was_asked_for_is_the_one_that_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    load_files([SHIPPED], folder)
    server = Server("--store", str(folder))
    try:
        assert within(60, lambda: "C94" in server.get("/").text and "Crohn" in server.get("/query").text)
        assert within(60, lambda: (folder / CATALOGUE_FILE).exists())
        (tmp_path / "woven.ttl").write_text(WOVEN, encoding="utf-8")
        load_files([tmp_path / "woven.ttl"], folder)
        assert "C94" not in server.get("/").text
        assert "Crohn" not in server.get("/query").text
        assert within(60, lambda: "C500" in server.get("/").text)
        assert ready(server).get("/search?kind=claim&format=json").text.count('"iri"') == 10
        assert claim_of(server, "C94").status == 404
    finally:
        server.end()


def test_a_catalogue_whose_process_is_killed_is_made_again_and_the_reason_is_told(tmp_path: Path) -> None:
    load_files([SHIPPED], tmp_path / "db")
    server = Server("--store", str(tmp_path / "db"), program=(sys.executable, "-c", SLOWLY))
    try:
        assert within(60, lambda: any(name.endswith(".part") for name in os.listdir(tmp_path / "db")))
        for child in server.children():
            os.kill(child, signal.SIGKILL)
        assert within(60, lambda: server.get("/search?kind=claim").status == 200)
        assert not [name for name in os.listdir(tmp_path / "db") if name.endswith(".part")]
    finally:
        server.end()
    assert "no page of each and no search: its process was ended by signal 9" in server.messages


FAILING = """
import os, ldn_graph.server.catalogue_service as s, ldn_graph.server.front_page as front
from ldn_graph.cli import main
front.count_graph = lambda graph: 1 / 0
s._PAUSES = (0.1, 0.1)
write = s.write_catalogue
def write_or_fail(*given):
    if os.path.exists(os.environ["FAIL"]):
        raise RuntimeError("no luck")
    write(*given)
s.write_catalogue = write_or_fail
main()
"""


def test_what_fails_again_and_again_is_given_up_until_the_database_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", str(tmp_path / "fail"))
    (tmp_path / "fail").touch()
    load_files([SHIPPED], tmp_path / "db")
    server = Server("--store", str(tmp_path / "db"), program=(sys.executable, "-c", FAILING))
    try:
        assert within(60, lambda: "could not be made; whoever" in server.get("/claim/C17").text)
        (tmp_path / "fail").unlink()
        time.sleep(0.3)
        assert "could not be made; whoever" in server.get("/claim/C17").text
        load_files([SHIPPED], tmp_path / "db")
        assert ready(server).get("/claim/C17").status == 200
    finally:
        server.end()
    assert server.messages.count("RuntimeError: no luck") == 3
    assert "no page of the claims: ZeroDivisionError" in server.messages


SLOWLY = """
import time, ldn_graph.server.catalogue_writer as w
add = w._Writer._add_claim
w._Writer._add_claim = lambda self, entry: (time.sleep(0.05), add(self, entry))
from ldn_graph.cli import main
main()
"""


def test_a_server_that_ends_while_it_makes_the_catalogue_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    load_files([SHIPPED], tmp_path / "db")
    before = {*os.listdir(tmp_path / "db")}
    server = Server("--store", str(tmp_path / "db"), program=(sys.executable, "-c", SLOWLY))
    try:
        assert within(60, lambda: any(name.endswith(".part") for name in os.listdir(tmp_path / "db")))
        waiting = server.get("/claim/C17", "text/html")
        assert (waiting.status, 'http-equiv="refresh"' in waiting.text) == (503, True)
    finally:
        server.end()
    assert {*os.listdir(tmp_path / "db")} == before
    assert os.listdir(tmp_path / "tmp") == []


def test_a_database_that_is_replaced_while_its_catalogue_is_made_has_its_own_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "woven.ttl").write_text(WOVEN, encoding="utf-8")
    load_files([SHIPPED], tmp_path / "db")
    server = Server("--store", str(tmp_path / "db"), program=(sys.executable, "-c", SLOWLY))
    try:
        assert within(60, lambda: any(name.endswith(".part") for name in os.listdir(tmp_path / "db")))
        load_files([tmp_path / "woven.ttl"], tmp_path / "db")
        assert ready(server).get("/search?kind=claim&format=json").text.count('"iri"') == 10
        # the file may be deleted at any time
        (tmp_path / "db" / CATALOGUE_FILE).unlink()
        for child in server.children():
            os.kill(child, signal.SIGKILL)
        assert within(60, lambda: server.get("/search?kind=claim").status == 200)
        assert (tmp_path / "db" / CATALOGUE_FILE).exists()
    finally:
        server.end()


def test_a_catalogue_of_another_database_is_not_answered_from(tmp_path: Path) -> None:
    load_files([SHIPPED], tmp_path / "db")
    path = str(tmp_path / "catalogue.sqlite")
    write_catalogue(open_graph(tmp_path / "db"), path)
    load_files([SHIPPED], tmp_path / "db")
    child = start_limited(lambda pipe: os.write(pipe, bytes([_status_of(tmp_path / "db", path)])), 60)
    with os.fdopen(child.pipe, "rb") as pipe:
        assert pipe.read() == bytes([CHANGED])
    os.waitpid(child.pid, 0)
    os.close(child.lifeline)


def _status_of(folder: Path, catalogue: str) -> int:
    return open_browsing(lambda: open_graph(folder), catalogue)({"what": "claim", "name": "C17"}).status


def test_where_the_database_cannot_be_written_the_catalogue_is_elsewhere_and_goes_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_files([SHIPPED], tmp_path / "db")
    (tmp_path / "db" / CATALOGUE_FILE).mkdir()  # root may write anywhere, but not over a folder
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    server = ready(Server("--store", str(tmp_path / "db")))
    try:
        assert claim_of(server, "C17").status == 200
        assert list((tmp_path / "tmp").rglob(CATALOGUE_FILE))
    finally:
        server.end()
    assert os.listdir(tmp_path / "tmp") == []


def test_a_graph_that_cannot_be_audited_has_no_pages_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(f"{DECLARATIONS}claim:C1 a ldn:Claim .", encoding="utf-8")
    server = Server("--graph", str(tmp_path / "bad.ttl"))
    try:
        assert within(60, lambda: "could not be made; whoever" in server.get("/claim/C1").text)
        assert server.get("/claim/C1", "text/html").status == 503
        assert server.query("ASK {}").status == 200
    finally:
        server.end()
    assert "no catalogue of the claims" in server.messages


def test_of_too_many_claims_for_one_page_the_first_screen_is_the_overview() -> None:
    code = "import ldn_graph.server.app as app; app.MAX_CLAIMS = 48; from ldn_graph.cli import main; main()"
    server = Server(program=(sys.executable, "-c", code))
    try:
        assert "<script" not in ready(server).get("/").text
        assert "94 claims about 91 drugs" in server.get("/").text
    finally:
        server.end()


# How they look ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/claim/C17", "/entity/lupus", "/source/article", "/search?q=lupus", "/search", "/claim/C177"]
)
def test_the_pages_can_be_read_by_all(server: Server, browser: Browser, path: str, scheme: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(f"{server.address}{path}")
        violations = Axe().run(tab)
        assert violations.violations_count == 0, violations.generate_report()
        root = "document.documentElement"
        assert tab.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_the_overview_leads_to_what_it_counts(server: Server, claims: tuple[Claim, ...]) -> None:
    html = server.get("/search").text
    assert f"{len(claims)} claims about" in html
    links = [href for href, _ in Links(html).found]
    for claim in claims:
        assert claim.condition is None or node_address("entity", claim.condition.iri) in links
    assert "/search?kind=claim&status=unsupported" in links
