"""The audit over columns says, to the byte, what the rules in Python say: counts, tables, documents, for any selection."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import IO, NoReturn

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpora import blocks
from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.documents import claim_entry, finding_entry
from ldn_graph.audit.results import Audit
from ldn_graph.audit.tables import claim_row, finding_row
from ldn_graph.audit.text import FindingBlocks
from ldn_graph.audit.triples import split_triples
from ldn_graph.audit.whatif import remove
from ldn_graph.cli import main
from ldn_graph.commands.claims import _rows as shown_rows
from ldn_graph.commands.common import column_way
from ldn_graph.commands.common.selected_audit import ResolvedSelection
from ldn_graph.errors import OutputError
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import FLAGS, STATUSES, local_id
from ldn_graph.output.characters import FORMULA_SIGNS
from ldn_graph.output.tables import csv_line
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale import column_audit
from ldn_graph.scale.column_audit import Asked, ColumnAudit
from ldn_graph.scale.columns import making, pinned
from ldn_graph.scale.columns.pinned import pinned_tables
from ldn_graph.scale.csv_lines import csv_lines
from ldn_graph.scale.session import Options, Session, read_rule
from ldn_graph.scale.text_stream import texts_in_order
from tests.conftest import claim_turtle, line_turtle, source_turtle
from tests.scale.columns.of_values import columns_of
from tests.scale.rules.random_graphs import random_graphs
from tests.scale.test_corpus import WOVEN

ALL = Asked()


def by_both(
    graph: Graph, options: Options, asked: Asked = ALL, condition: str | None = None
) -> tuple[Audit, ColumnAudit]:
    """The audit of the claims that are asked for, by the rules in Python and over columns."""
    tables, claims = columns_of(graph), read_claims(graph)
    iris = dict(zip(tables["sources"]["number"].to_pylist(), tables["sources"]["iri"].to_pylist(), strict=True))
    gone = frozenset(iris[number] for number in options.without)
    audit = audit_claims(remove(claims, gone), options.as_of, nulls_dispute=options.nulls_dispute)
    audit = replace(audit, without=tuple(sorted(map(local_id, gone))))
    resolved = ResolvedSelection(asked.statuses, asked.flags, condition, options.as_of, gone)
    if resolved.selects_some:
        audit = replace(audit, claims=tuple(filter(resolved.takes, audit.claims)), selected_from=len(claims))
    session = Session(tables, options, condition=condition)
    return audit, ColumnAudit(session, options, asked, tuple(map(local_id, gone)))


def shown(audit: Audit, over_columns: ColumnAudit, named: int, most: int) -> tuple[list[str], list[str]]:
    """The findings for reading, by both."""
    each, together = FindingBlocks(None), FindingBlocks(None)
    for finding in audit.findings:
        each.add(finding.rule, finding.message, finding.remedy, finding.claim)
    for flag in FLAGS:
        found, others = over_columns.blocks(flag, named, most)
        for block in found:
            together.add_block(flag, *block)
        together.add_others(flag, others)
    return list(each.lines()), list(together.lines())


def assert_alike(graph: Graph, options: Options, asked: Asked = ALL, condition: str | None = None) -> None:
    audit, over_columns = by_both(graph, options, asked, condition)
    assert over_columns.summary == audit.summary
    lines = "".join(csv_line(finding_row(f)) for f in audit.findings)
    assert b"".join(map(bytes, over_columns.finding_lines())).decode() == lines
    assert list(over_columns.finding_rows()) == [finding_row(f) for f in audit.findings]
    lines = "".join(csv_line(claim_row(c)) for c in audit.claims)
    assert b"".join(map(bytes, over_columns.claim_lines())).decode() == lines
    assert list(over_columns.shown_claims()) == shown_rows(audit.claims)
    assert list(over_columns.finding_entries()) == [finding_entry(f) for f in audit.findings]
    assert list(over_columns.claim_entries()) == [claim_entry(c) for c in audit.claims]


def third(graph: Graph) -> frozenset[int]:
    """Every third of the sources that bear on claims."""
    return frozenset(sorted(set(columns_of(graph)["lines"]["source"].to_pylist()))[::3])


@pytest.fixture(scope="module")
def corpus() -> Graph:
    return parse_turtle("".join(blocks(700)), "corpus.ttl")


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text is made for a few claims at a time, as for very many where there are very many."""
    monkeypatch.setattr(column_audit, "AT_ONCE", 40)
    monkeypatch.setattr(column_audit, "_FETCHED", 7)


def test_the_shipped_graph_is_audited_alike(graph: Graph) -> None:
    assert_alike(graph, Options())


@pytest.mark.parametrize(
    ("as_of", "without", "nulls_dispute", "asked"),
    [
        (None, False, False, ALL),
        (2010, False, True, Asked(flags=("uncited", "single-study"))),
        (2015, True, False, Asked(statuses=("supported", "unsupported"))),
        (None, True, True, Asked(("unsupported",), ("no-supporting-source",))),
    ],
)
def test_made_up_claims_are_audited_alike_a_few_at_a_time(
    corpus: Graph, few_at_once: None, as_of: int | None, without: bool, nulls_dispute: bool, asked: Asked
) -> None:
    assert_alike(corpus, Options(as_of, third(corpus) if without else frozenset(), nulls_dispute), asked)


def test_claims_that_need_one_another_are_audited_alike_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked up of other claims is not narrowed to those whose text is made."""
    monkeypatch.setattr(column_audit, "AT_ONCE", 1)
    assert_alike(parse_turtle(WOVEN, "woven.ttl"), Options())


def test_claims_on_a_condition_and_on_narrower_ones_are_audited_alike() -> None:
    woven = parse_turtle(WOVEN, "woven.ttl")
    condition = next(c.condition for c in read_claims(woven) if c.condition and c.condition.broader)
    for iri in (condition.iri, *condition.broader):
        assert_alike(woven, Options(), condition=iri)


def test_claims_on_each_condition_of_the_shipped_graph_are_audited_alike(graph: Graph) -> None:
    conditions = sorted({c.condition.iri for c in read_claims(graph) if c.condition})
    assert len(conditions) > 5
    for condition in conditions:
        assert_alike(graph, Options(), condition=condition)


UNDESCRIBED = "".join(
    (
        claim_turtle("C20", line_turtle("L20", "r1") + line_turtle("L21", "p1"), "evidence:L20 , evidence:L21"),
        claim_turtle("C21", line_turtle("L22", "y"), "evidence:L22"),
        source_turtle("r1", "systematicReview", more="; ldn:reviewOf source:nowhere"),
        source_turtle("p1", more="; ldn:sameStudyAs source:y"),
        source_turtle("y", more="; ldn:sameStudyAs source:nowhere"),
    )
)
"""A review of a study that only the source of another claim says to be that of the claim's own source."""


@pytest.mark.parametrize("name", ["C2", "C4", "C7", "C9", "C20"])
def test_a_claim_alone_on_its_condition_needs_others(name: str) -> None:
    condition = 'entity:alone a ldn:Condition ; rdfs:label "alone"@en .\n'
    alone = f"claim:{name} biolink:disease_context_qualifier entity:alone .\n"
    graph = parse_turtle(WOVEN + UNDESCRIBED + condition + alone, "woven.ttl")
    (iri,) = {c.condition.iri for c in read_claims(graph) if c.id == name and c.condition}
    assert iri.endswith("/alone")
    assert_alike(graph, Options(), condition=iri)
    assert_alike(graph, Options(without=numbers(graph, "y")), condition=iri)


def numbers(graph: Graph, *ids: str) -> frozenset[int]:
    """The numbers of these sources."""
    sources = columns_of(graph)["sources"]
    found = dict(zip(sources["id"].to_pylist(), sources["number"].to_pylist(), strict=True))
    return frozenset(found[one] for one in ids)


@settings(max_examples=10)
@given(random_graphs(), st.sampled_from([None, 2005, 2015]), st.booleans(), st.randoms(use_true_random=False))
def test_any_graph_is_audited_alike(turtle: str, as_of: int | None, nulls_dispute: bool, dice: Random) -> None:
    graph = parse_turtle(turtle, "random.ttl")
    asked = dice.choice(
        [ALL, Asked(statuses=dice.sample(STATUSES, 2)), Asked(flags=dice.sample([*FLAGS], 3))]  # some of all
    )
    without = third(graph) if dice.random() < 0.3 else frozenset()
    conditions = sorted({c.condition.iri for c in read_claims(graph) if c.condition})
    condition = dice.choice(conditions) if conditions and dice.random() < 0.5 else None
    assert_alike(graph, Options(as_of, without, nulls_dispute), asked, condition)


def test_findings_that_say_the_same_stand_together(corpus: Graph) -> None:
    each, together = shown(*by_both(corpus, Options(), ALL), 100, 1000)
    assert together == each


def test_of_many_claims_and_findings_the_first_are_shown(corpus: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ldn_graph.audit.text.CLAIMS_NAMED", 3)
    monkeypatch.setattr("ldn_graph.audit.text.BLOCKS_SHOWN", 2)
    each, together = shown(*by_both(corpus, Options(), ALL), 3, 2)
    assert together == each
    assert any("more findings; all are in" in line for line in each)
    assert any(" and " in line and line.endswith(" more\n") for line in each)


SIGNS = f"{FORMULA_SIGNS};,\"' \t\r\né"
"""What a cell of CSV is written otherwise for, and what looks like it."""
CELLS = st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.none() | CELLS, st.none() | CELLS, st.integers()), min_size=1, max_size=5))
def test_the_engine_writes_csv_as_python_does(rows: list[tuple[str | None, str | None, int]]) -> None:
    import duckdb

    connection = duckdb.connect()
    connection.execute(read_rule("rows/csv_macros"))
    connection.execute("CREATE TABLE cells (number BIGINT, a VARCHAR, b VARCHAR, c HUGEINT)")
    rows = [(a, b, c % 10**18) for a, b, c in rows]
    for number, row in reversed([*enumerate(rows)]):
        connection.execute("INSERT INTO cells VALUES (?, ?, ?, ?)", (number, *row))
    lines = csv_lines("SELECT * FROM cells", ("a", "b", "c"), ("number",), blank=True)
    assert bytes(texts_in_order(connection.sql(lines))).decode() == "".join(map(csv_line, rows))


def test_texts_are_in_the_order_of_all_numbers_beside_them() -> None:
    import duckdb

    connection = duckdb.connect()
    rows = "SELECT i % 3 AS number, -i AS place, CONCAT(i % 3, ':', i, ' ') AS line FROM range(7) AS r(i)"
    assert bytes(texts_in_order(connection.sql(rows))) == b"0:6 0:3 0:0 1:4 1:1 2:5 2:2 "
    assert bytes(texts_in_order(connection.sql("SELECT 1 AS number, 'x' AS line WHERE number > 1"))) == b""


def test_a_finding_without_a_text_is_not_left_out_in_silence() -> None:
    import duckdb

    with pytest.raises(ValueError, match="has no text"):
        texts_in_order(duckdb.connect().sql("SELECT i, CASE WHEN i = 1 THEN 'x' END AS line FROM range(3) AS r(i)"))


def test_triples_are_parted_where_their_literals_look_like_triples() -> None:
    triples = [["<urn:s>", "<urn:p>", literal] for literal in ('"a . <urn:b> \\" ."@en', '"\\\\"', '"1"^^<urn:d>')]
    triples += [["_:b0", "<urn:p>", "<urn:o>"]]
    assert split_triples(" ".join(f"{' '.join(t)} ." for t in triples)) == triples


# The commands ------------------------------------------------------------------------------------


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture(scope="module")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph as a file, as columns and as a database with columns."""
    folder = tmp_path_factory.mktemp("woven")
    (folder / "woven.ttl").write_text(WOVEN, encoding="utf-8")
    assert ldn("export", "columns", "-g", str(folder / "woven.ttl"), "-o", str(folder / "columns")).exit_code == 0
    assert ldn("load", str(folder / "woven.ttl"), "--store", str(folder / "db")).exit_code == 0
    return folder


@pytest.fixture
def always_columns(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Few claims are many; the folders of the columns that were read."""
    read: list[str] = []
    monkeypatch.setattr(column_way, "MANY_CLAIMS", 1)
    monkeypatch.setattr(column_way, "MANY_BYTES", 1)

    def pin(folder: str) -> AbstractContextManager[Mapping[str, str]]:
        read.append(folder)
        return pinned_tables(folder)

    monkeypatch.setattr(pinned, "pinned_tables", pin)
    return read


def told(run: Result) -> tuple[int, list[str], list[str]]:
    """Exit code, what was written, and what was told but the name."""
    return run.exit_code, run.stdout.splitlines(keepends=True), run.stderr.splitlines()[1:]


@pytest.mark.parametrize("command", ["audit", "claims"])
@pytest.mark.parametrize(
    "words",
    [
        ("--format", "csv"),
        ("--format", "json"),
        ("--format", "markdown"),
        ("--condition", "lupus"),
        ("--condition", "nephritis", "--as-of", "2015", "--status", "supported"),
        ("--flag", "uncited", "--without", "s1", "--nulls-dispute", "--format", "csv"),
    ],
)
def test_commands_write_the_same_from_columns(
    woven: Path, always_columns: list[str], command: str, words: tuple[str, ...]
) -> None:
    with pytest.MonkeyPatch.context() as small:
        small.setattr(column_way, "MANY_BYTES", 10**9)
        by_values = told(ldn(command, *words, "--graph", str(woven / "woven.ttl")))
    assert not always_columns
    assert told(ldn(command, *words, "--columns", str(woven / "columns"))) == by_values
    assert told(ldn(command, *words, "--store", str(woven / "db"))) == by_values
    assert told(ldn(command, *words, "--graph", str(woven / "woven.ttl"))) == by_values
    assert len(always_columns) == 3


@pytest.mark.parametrize(
    "words",
    [("--condition", "lupis"), ("--condition", "nothing-like-it"), ("--without", "nobody"), ("--without", "article")],
)
def test_unknown_names_are_refused_alike(woven: Path, always_columns: list[str], words: tuple[str, str]) -> None:
    refusal = told(ldn("audit", *words, "--columns", str(woven / "columns")))
    assert refusal[0] == 2
    with pytest.MonkeyPatch.context() as small:
        small.setattr(column_way, "MANY_BYTES", 10**9)
        assert told(ldn("audit", *words, "--graph", str(woven / "woven.ttl"))) == refusal


def test_without_room_for_columns_files_are_read_as_values(
    woven: Path, always_columns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("audit", "--graph", str(woven / "woven.ttl"))
    with pytest.MonkeyPatch.context() as small:
        small.setattr(column_way, "MANY_BYTES", 10**9)
        by_values = ldn(*words)

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refused(*_: object) -> NoReturn:
        raise OutputError("x: the disk is full; make room on it, or take another")

    for place, name, failure in (
        (tempfile, "mkdtemp", full),
        (making, "make_tables", refused),
    ):
        with pytest.MonkeyPatch.context() as failing:
            failing.setattr(place, name, failure)
            run = ldn(*words)
        assert (run.exit_code, run.stdout) == (by_values.exit_code, by_values.stdout)
        told, *others = run.stderr.splitlines()
        assert told.startswith("without columns, which make audits of many claims quick: ")
        assert "; set TMPDIR" in told or "; make room" in told
        assert others == by_values.stderr.splitlines()
    assert not always_columns


def test_a_file_that_columns_cannot_hold_is_read_as_ever(tmp_path: Path, always_columns: list[str]) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(WOVEN.replace("ldn:supports", "ldn:suports", 1), encoding="utf-8")
    run = ldn("audit", "--graph", str(broken))
    assert run.exit_code == 2
    assert "suports" in run.stderr
    assert not always_columns


def test_a_file_that_is_no_rdf_is_refused_as_ever(tmp_path: Path, always_columns: list[str]) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(WOVEN + "\n<http://a> <b ", encoding="utf-8")
    run = ldn("audit", "--graph", str(broken))
    assert run.exit_code == 2
    assert "broken.ttl:" in run.stderr
    assert not always_columns


@pytest.mark.parametrize("damage", [b"", b"PAR1 and no more of it PAR1"])
def test_columns_that_are_damaged_are_refused(woven: Path, tmp_path: Path, damage: bytes) -> None:
    shutil.copytree(woven / "columns", tmp_path / "columns")
    (tmp_path / "columns/lines.parquet").write_bytes(damage)
    run = ldn("audit", "--columns", str(tmp_path / "columns"))
    assert run.exit_code == 2
    assert "the columns cannot be read" in run.stderr


def test_columns_of_another_table_are_refused(woven: Path, tmp_path: Path) -> None:
    shutil.copytree(woven / "columns", tmp_path / "columns")
    shutil.copy(woven / "columns/entities.parquet", tmp_path / "columns/claims.parquet")
    run = ldn("audit", "--columns", str(tmp_path / "columns"))
    assert run.exit_code == 2
    assert "the columns cannot be read" in run.stderr


@pytest.mark.parametrize("opened", [pinned._OPENED, "/nowhere"])
@pytest.mark.parametrize("in_folder", [True, False])
def test_signs_of_patterns_in_a_path_stand_for_themselves(
    woven: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: str, in_folder: bool
) -> None:
    monkeypatch.setattr(pinned, "_OPENED", opened)
    odd, other = tmp_path / "c[1]*", tmp_path / "c[1] other"
    shutil.copytree(woven / "columns", odd)
    if in_folder:
        (odd / "claims.parquet").rename(odd / "part")
        (odd / "claims.parquet").mkdir()
        (odd / "part").rename(odd / "claims.parquet/part.parquet")
    shutil.copytree(odd, other)
    assert told(ldn("claims", "--columns", str(odd))) == told(ldn("claims", "--columns", str(woven / "columns")))


def test_a_folder_without_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, why in (("empty", "write some with: ldn-graph export columns"), ("nowhere", "there is no such folder")):
        run = ldn("claims", "--columns", str(tmp_path / name))
        assert run.exit_code == 2
        assert why in run.stderr


def test_the_columns_of_a_database_are_read_with_it(woven: Path) -> None:
    for name in ("db", "db/ldn-graph-columns"):
        run = ldn("claims", "--columns", str(woven / name))
        assert run.exit_code == 2
        assert f"it is of a database; name that: --store {woven / 'db'}" in run.stderr


def test_columns_of_another_edition_are_told(woven: Path, tmp_path: Path) -> None:
    shutil.copytree(woven / "columns", tmp_path / "columns")
    manifest = tmp_path / "columns" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"made_from": "', '"made_from": "0'), "utf-8")
    run = ldn("claims", "--columns", str(tmp_path / "columns"))
    assert run.exit_code == 2
    assert "another edition of this package wrote these columns" in run.stderr


def test_columns_stand_alone(woven: Path) -> None:
    run = ldn("claims", "--columns", str(woven / "columns"), "--graph", str(woven / "woven.ttl"))
    assert run.exit_code == 2
    assert "give one of --columns, --graph" in run.stderr


def test_tables_of_two_exports_are_never_read_together(
    woven: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another export takes the place of the first while its tables are opened: the command begins again."""
    columns, other = tmp_path / "columns", tmp_path / "other"
    for folder in (columns, other):
        shutil.copytree(woven / "columns", folder)
    opened = []

    def exchange(path: str, mode: str) -> IO[bytes]:
        opened.append(path)
        if len(opened) == 5:
            shutil.rmtree(columns)
            other.rename(columns)
        return open(path, mode)  # type: ignore[return-value]

    monkeypatch.setattr(pinned, "open", exchange, raising=False)
    run = ldn("claims", "--columns", str(columns))
    assert "the database was changed meanwhile; it is read anew" in run.stderr
    assert run.stdout == ldn("claims", "--columns", str(woven / "columns")).stdout
    assert not other.exists()


def test_tables_that_were_opened_stay(woven: Path, tmp_path: Path) -> None:
    import duckdb

    shutil.copytree(woven / "columns", tmp_path / "columns")
    with pinned_tables(str(tmp_path / "columns")) as tables:
        shutil.rmtree(tmp_path / "columns")
        ((claims,),) = duckdb.connect().read_parquet(tables["claims"]).count("*").fetchall()
    assert claims == len(read_claims(open_graph(woven / "woven.ttl")))
