"""The questions of docs/columns.md, asked of the shipped graph's columns, beside what Python says of its claims."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from ldn_graph.audit.results import Audit
from ldn_graph.audit.tables import CLAIM_COLUMNS, claim_rows
from ldn_graph.model.claims import conditions_of
from ldn_graph.model.graph import Graph
from ldn_graph.output.tables import csv_lines
from tests.conftest import ROOT
from tests.scale.columns.of_values import columns_of

PAGE = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
WORDED, TRIALS_AGAINST, UNCHECKED, JUDGED_OTHERWISE, BY_CONDITION = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(graph: Graph, audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("columns")
    for name, table in columns_of(graph).items():
        pq.write_table(table, folder / f"{name}.parquet")
    (folder / "claims.csv").write_text("".join(csv_lines(CLAIM_COLUMNS, claim_rows(audit))), encoding="utf-8")
    return folder


def ask(folder: Path, sql: str, *values: str) -> list[Any]:
    with duckdb.connect(config={"file_search_path": str(folder)}) as connection:
        return connection.execute(sql, values).fetchall()


def test_how_claims_are_worded(folder: Path, audit: Audit) -> None:
    counts = Counter((c.claim.topic, c.claim.wording) for c in audit)
    assert {(topic, wording): n for topic, wording, n in ask(folder, WORDED)} == counts


def test_randomised_trials_against_a_claim(folder: Path, audit: Audit) -> None:
    trials = [
        (c.claim.id, e.source.id, e.source.participants, e.bearing)
        for c in audit
        for e in c.claim.lines
        if e.bearing in ("disputes", "refutes") and e.directness == "direct"
        if e.design in ("randomisedControlledTrial", "crossoverTrial")
    ]
    assert trials
    assert ask(folder, TRIALS_AGAINST) == trials


def test_claims_that_nobody_looked_into(folder: Path, audit: Audit) -> None:
    unchecked = [(c.claim.id, c.claim.label) for c in audit if c.status == "unchecked"]
    assert unchecked
    assert ask(folder, UNCHECKED) == unchecked


def test_lines_of_which_a_second_reader_judged_otherwise(folder: Path, audit: Audit) -> None:
    judged = [
        (c.claim.id, e.source.id, e.bearing, j.bearing, j.judge)
        for c in audit
        for e in c.claim.lines
        for j in e.other_judgements
        if j.bearing != e.bearing
    ]
    assert judged
    assert ask(folder, JUDGED_OTHERWISE) == judged


def test_statuses_by_condition_and_narrower_ones(folder: Path, audit: Audit) -> None:
    labels = {e.iri: str(e.label) for c in audit for e in c.claim.entities}
    counts = Counter((labels[iri], c.status) for c in audit for iri in conditions_of(c.claim) if iri in labels)
    narrower = [c for c in audit if len(conditions_of(c.claim)) > 1]
    assert narrower
    assert {(label, status): n for label, status, n in ask(folder, BY_CONDITION)} == counts


def test_other_programs_open_every_table_and_see_the_same_rows(folder: Path) -> None:
    for file in sorted(folder.glob("*.parquet")):
        table = pq.read_table(file)
        assert pl.read_parquet(file).to_dicts() == table.to_pylist()
        frame = pd.read_parquet(file, dtype_backend="pyarrow")
        assert list(frame.columns) == table.column_names
        assert len(frame) == table.num_rows
        (count,) = ask(folder, "SELECT COUNT(*) FROM read_parquet(?)", str(file))[0]
        assert count == table.num_rows
