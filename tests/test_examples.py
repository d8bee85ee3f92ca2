"""The examples: another field, told by the same program; each conforms, and its claims have the statuses that were judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.cli import main
from ldn_graph.model.vocab import STATUSES, local_id
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph
from ldn_graph.sparql.questions import ask, list_questions
from tests.conftest import ROOT
from tests.page.opened import read_data, without_data

FOLDER = ROOT / "examples" / "vitamin-d-ms"
NAMESPACE = "https://example.org/vitamin-d-ms/"
JUDGED = {
    "supported": ("D01", "D02", "D03", "D04", "D06", "D13"),
    "partly-supported": ("D07", "D08", "D09", "D11"),
    "contested": ("D05", "D14", "D17"),
    "indirectly-supported": ("D10", "D15"),
    "unsupported": ("D16", "D18"),
    "contradicted": ("D12",),
    "unchecked": ("D19",),
}
"""How the curator judged each claim, before the audit was asked."""
OUR_NAMES = re.compile(r"https://w3id\.org/ldn-graph/vocab#|\bldn:\w+|\bldn[_-]graph\b|\b(?:hasC|c)hildNodes\b")
"""Where the letters of LDN are no word of the article: the vocabulary, the program, names of the DOM."""


def run(*arguments: str | Path) -> str:
    """What a command writes to standard output; it is answered, yes or no."""
    done = CliRunner().invoke(main, list(map(str, arguments)))
    assert done.exit_code in (0, 1), done.output
    return done.stdout


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The table as Turtle, and the Turtle beside it."""
    table = tmp_path_factory.mktemp("example") / "table.ttl"
    article = f"article={FOLDER / 'article.txt'}"
    run("import", "table", FOLDER / "claims.csv", "--namespace", NAMESPACE, "--article", article, "-o", table)
    return table, FOLDER / "claims.ttl"


@pytest.fixture(scope="module")
def options(files: tuple[Path, Path]) -> tuple[str, ...]:
    """The options by which a command is asked of the example."""
    return tuple(word for file in files for word in ("--graph", str(file)))


@pytest.fixture(scope="module")
def audited(files: tuple[Path, Path]) -> Audit:
    return audit_claims(read_claims(open_graph(*files)))


def test_it_conforms_and_every_passage_is_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    said = run("validate")
    assert said.startswith("conforms: claims.ttl, claims.csv"), said
    assert said.endswith("; nothing to mend; 19 passages, each in its place\n"), said


def test_its_ready_page_is_what_report_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not: make example."""
    monkeypatch.chdir(FOLDER)
    run("report", "-o", tmp_path)
    written, ready = (
        (folder / name).read_text("utf-8") for folder, name in ((tmp_path, "index.html"), (FOLDER, "page.html"))
    )
    assert without_data(written) == without_data(ready)
    assert read_data(written) == read_data(ready), "packed, the same data may have other bytes on another machine"


def test_its_claims_have_the_statuses_that_were_judged(audited: Audit) -> None:
    assert {*JUDGED} == {*STATUSES}, "every fate of a claim is in the example"
    judged = {claim: status for status, claims in JUDGED.items() for claim in claims}
    assert {c.claim.id: c.status for c in audited.claims} == judged


def test_its_wrong_number_and_its_misreported_trial_are_found(audited: Audit) -> None:
    flagged = {
        flag: [c.claim.id for c in audited.claims if flag in c.flags] for flag in ("number-mismatch", "misreported")
    }
    assert flagged == {"number-mismatch": ["D08"], "misreported": ["D12"]}
    flags = {c.claim.id: c.flags for c in audited.claims}
    assert "overclaimed" in flags["D04"]
    assert "overclaimed" not in flags["D19"], "nobody looked for evidence of it"


def test_what_a_claim_reports_on_is_called_by_its_id_in_a_namespace_of_ones_own(options: tuple[str, ...]) -> None:
    assert re.search(r"^reports on +thouvenot-2025$", run("claim", "D12", *options), re.MULTILINE)


def said(files: tuple[Path, Path], options: tuple[str, ...], folder: Path) -> Iterator[tuple[str, str]]:
    """What the program says of the example, by name: report, letters, lists, summary, and the answer to each question."""
    yield "report", run("report", *options, "-o", folder)
    for file in sorted(folder.iterdir()):
        text = file.read_text(encoding="utf-8")
        yield file.name, without_data(text) if file.suffix == ".html" else text
    yield "data of the page", json.dumps(read_data((folder / "index.html").read_text(encoding="utf-8")))
    for claim in ("D08", "D12", "D17", "D19"):
        yield f"letter on {claim}", run("claim", claim, *options, "--format", "markdown")
    for command in ("audit", "claims", "cite", "keystones", "shared", "standing"):
        yield command, run(command, *options)
    yield "summary", run("summary", *options, "--condition", "multiple sclerosis")
    yield "paths", run("paths", "vitamin D", "multiple sclerosis", *options)
    graph = open_graph(*files)
    for question in list_questions():
        yield question.name, str(ask(graph, question))


def test_nothing_that_is_said_of_it_is_about_ldn(
    files: tuple[Path, Path], options: tuple[str, ...], tmp_path: Path
) -> None:
    texts = dict(said(files, options, tmp_path / "report"))
    assert {"index.html", "letter on D12", "conditions", "claim-status"} <= {*texts}
    for name, text in texts.items():
        assert not re.search(r"ldn|naltrexone", OUR_NAMES.sub("", text), re.IGNORECASE), name


def test_each_source_of_a_line_says_where_it_was_read(audited: Audit) -> None:
    notes = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    noted = re.findall(r"^\| ([a-z0-9-]+) \| .*<https?://", notes, re.MULTILINE)
    assert noted == sorted({local_id(line.source.iri) for c in audited.claims for line in c.claim.lines})
