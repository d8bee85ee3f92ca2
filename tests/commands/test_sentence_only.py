"""Claims that are a sentence only, as a fact-checker records them: nothing passes one over."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.model.vocab import BEARINGS, TOPICS
from ldn_graph.output.tables import csv_table

NUMBER = 200


def ldn(*words: str) -> str:
    run = CliRunner().invoke(main, words, prog_name="ldn-graph")
    assert run.exit_code == 0, run.output
    return run.stdout


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences of all topics, each third in a condition, each fourth without evidence, the others of every bearing."""
    rows = [
        {
            "id": f"P{n}",
            "claim": f"Sentence {n} that somebody checked",
            "condition": "" if n % 3 else "measles",
            "topic": TOPICS[n % len(TOPICS)],
            **({"source": "s1", "bearing": BEARINGS[n % len(BEARINGS)], "directness": "direct"} if n % 4 else {}),
        }
        for n in range(NUMBER)
    ]
    columns = ("claim", "subject", "predicate", "object", "condition", "source", "bearing", "id", "topic", "directness")
    folder = tmp_path_factory.mktemp("sentences")
    table, graph = folder / "checks.csv", folder / "checks.ttl"
    table.write_text(csv_table(columns, [tuple(row.get(c, "") for c in columns) for row in rows]), encoding="utf-8")
    ldn("import", "table", str(table), "-o", str(graph))
    return graph


def test_a_corpus_of_sentences_is_whole_wherever_it_leaves(corpus: Path, tmp_path: Path) -> None:
    """Validated, loaded, audited, listed, exported: each claim each time, with one status."""
    store = str(tmp_path / "db")
    ldn("validate", "-g", str(corpus))
    ldn("load", str(corpus), "--store", store)
    audits = [
        json.loads(ldn("audit", "--format", "json", "--fail-on", "never", *of))
        for of in (("-g", str(corpus)), ("--store", store))
    ]
    assert audits[0] == audits[1]
    statuses = {claim["id"]: claim["status"] for claim in audits[0]["claims"]}
    assert len(statuses) == audits[0]["summary"]["claims"] == NUMBER
    assert Counter(statuses.values()) == {s: n for s, n in audits[0]["summary"]["status"].items() if n}
    assert {"supported", "partly-supported", "contradicted", "unsupported", "unchecked"} == set(statuses.values())

    for of in (("-g", str(corpus)), ("--store", store)):
        rows = list(csv.DictReader(io.StringIO(ldn("claims", "--format", "csv", *of))))
        assert {row["id"]: row["status"] for row in rows} == statuses
        assert {row[part] for row in rows for part in ("subject", "predicate", "object")} == {""}
        listed = json.loads(ldn("claims", "--format", "json", *of))
        assert {claim["id"]: claim["status"] for claim in listed} == statuses
        asked = csv.DictReader(io.StringIO(ldn("query", "claim-status", "--format", "csv", *of)))
        assert {row["claim"].rpartition("/")[2]: row["status"] for row in asked} == statuses
        found = csv.DictReader(io.StringIO(ldn("query", "claims-for-condition", "--format", "csv", *of)))
        assert {row["claim"].rpartition("/")[2] for row in found} == {f"P{n}" for n in range(0, NUMBER, 3)}
    network = json.loads(ldn("export", "--format", "node-link", "-g", str(corpus)))
    assert {n["claim"]: n["status"] for n in network["nodes"] if n["kind"] == "claim"} == statuses


def test_a_sentence_is_shown_as_such(corpus: Path) -> None:
    told = ldn("claim", "P3", "-g", str(corpus))
    assert "Sentence 3 that somebody checked" in told
    assert "its sentence, not stated as a triple, in measles" in told
    document = json.loads(ldn("claim", "P3", "--format", "json", "-g", str(corpus)))
    assert {document[f"{part}{iri}"] for part in ("subject", "predicate", "object") for iri in ("", "_iri")} == {None}
    assert document["condition"] == "measles"
    for words in (("claim", "P3"), ("cite", "P3"), ("keystones",), ("shared",), ("standing",), ("source", "s1")):
        assert "None" not in ldn(*words, "-g", str(corpus))
