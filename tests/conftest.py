"""What several tests share: the shipped graph, read and audited once, and a way to write small ones."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, settings

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES, local_id
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.graphs import FileGraph
from ldn_graph.rdf.opening import open_graph, parse_turtle

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a job in the background, and commands would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")

ROOT = Path(__file__).parent.parent
DECLARATIONS = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))
ENTITIES = """
entity:ldn a ldn:Drug ; rdfs:label "low-dose naltrexone"@en .
entity:lupus a ldn:Condition ; rdfs:label "lupus"@en .
entity:balance a ldn:Mechanism ; rdfs:label "Th1/Th2 balance"@en .
source:article a ldn:Source ; dcterms:title "An article"@en ; dcterms:issued "2023-03-22"^^xsd:date ; ldn:readAs ldn:fullText .
"""


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The graph that ships with the package."""
    return open_graph()


@pytest.fixture(scope="session")
def some_claims(graph: FileGraph) -> FileGraph:
    """The shipped graph without the claims after C30 and what is theirs alone, for tests that take long on all."""

    def is_left_out(term: object) -> bool:
        found = re.match(r"C(\d\d)\b", local_id(term.value)) if isinstance(term, ox.NamedNode) else None
        return found is not None and int(found[1]) > 30

    return FileGraph(
        tuple(q for q in graph.quads if not is_left_out(q.subject) and not is_left_out(q.object)), graph.documents
    )


@pytest.fixture(scope="session")
def claims(graph: Graph) -> tuple[Claim, ...]:
    return read_claims(graph)


@pytest.fixture(scope="session")
def audit(claims: tuple[Claim, ...]) -> Audit:
    return audit_claims(claims)


SENTENCE_ONLY = {"rdf__subject": "", "rdf__predicate": "", "rdf__object": ""}
"""The changes of :func:`claim_turtle` that leave a claim its sentence alone."""


def claim_turtle(name: str = "C01", more: str = "", evidence: str = "", **changes: str) -> str:
    """One claim of lupus in Turtle; ``changes`` replace a property's value, or leave it out where it is empty."""
    values = {
        "rdfs:label": f'"claim {name}"@en',
        "rdf:subject": "entity:ldn",
        "rdf:predicate": "biolink:treats",
        "rdf:object": "entity:lupus",
        "ldn:topic": "ldn:efficacy",
        "ldn:wording": "ldn:asserted",
        "prov:wasDerivedFrom": "source:article",
        **{key.replace("__", ":"): value for key, value in changes.items()},
    }
    if evidence:
        values["biolink:has_evidence"] = evidence
    said = " ;\n    ".join(f"{p} {o}" for p, o in values.items() if o)
    return f"claim:{name} a ldn:Claim , biolink:Association ;\n    {said} .\n{more}\n"


def line_turtle(name: str, source: str, bearing: str = "supports", directness: str = "direct", more: str = "") -> str:
    """One evidence line in Turtle."""
    return (
        f"evidence:{name} a ldn:EvidenceLine ; ldn:source source:{source} ; ldn:bearing ldn:{bearing} ; "
        f"ldn:directness ldn:{directness} {more} .\n"
    )


def source_turtle(name: str, design: str = "cohort", issued: str = "2010", more: str = "") -> str:
    """One source in Turtle."""
    date = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(issued))
    said = f' ; dcterms:issued "{issued}"^^xsd:{date}' if date else ""
    return f'source:{name} a ldn:Source ; dcterms:title "{name}"@en ; ldn:studyDesign ldn:{design}{said} {more} .\n'


@pytest.fixture
def turtle() -> Callable[..., Graph]:
    """A graph from pieces of Turtle, with the prefixes and a few entities declared."""
    return lambda *pieces: parse_turtle(DECLARATIONS + ENTITIES + "".join(pieces), "test.ttl")


def run_in(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, without the settings of this Python."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(list(map(str, command)), cwd=folder, env=env, capture_output=True, text=True, check=False)


ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _chromium() -> str:
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first draws no window
    found = os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium; install it, or say in CHROMIUM where it is")
    pytest.skip("no Chromium; install it, or say in CHROMIUM where it is")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = _chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()
