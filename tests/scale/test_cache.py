"""The cache of a database: equal to what was read, of that database alone, and no error where there can be none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.cli import main
from ldn_graph.errors import LdnGraphError
from ldn_graph.model.claims import Chunk, Claim, Text
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.database_state import read_state
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.resources import SHIPPED
from ldn_graph.scale import cache, corpus
from ldn_graph.scale.cache import CACHE_FILE, CacheWriter, open_cache
from ldn_graph.scale.corpus import Corpus, stream_audit
from ldn_graph.scale.packing import pack, unpack
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.scale.test_corpus import WOVEN, remarks


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of ten claims, read three at a time."""
    monkeypatch.setattr(corpus, "CHUNK", 3)
    (tmp_path / "woven.ttl").write_text(WOVEN, encoding="utf-8")
    load_files([tmp_path / "woven.ttl"], tmp_path / "db")
    return tmp_path / "db"


def rewrite(file: Path, changes: dict[str, object]) -> None:
    """Change what the file says of itself."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["about.json"] = json.dumps({**json.loads(members["about.json"]), **changes}).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def as_written(value: object) -> object:
    """A value with each literal as N-Triples writes it, language and datatype included."""
    if isinstance(value, Text):
        return value.nt
    return tuple(map(as_written, value)) if isinstance(value, tuple) else value


TEXTS = st.builds(ox.Literal, st.text(max_size=9)) | st.builds(
    lambda text, language, direction: ox.Literal(text, language=language, direction=direction),
    st.text(max_size=9),
    st.sampled_from(["en", "ar", "de-CH"]),
    st.sampled_from([None, ox.BaseDirection.LTR, ox.BaseDirection.RTL]),
)


@given(TEXTS, st.lists(TEXTS, max_size=3), st.sampled_from(["1.50", "+4", "007"]))
def test_what_is_unpacked_is_what_was_packed(label: ox.Literal, named: list[ox.Literal], low: str) -> None:
    quantity = f'evidence:Q a ldn:Quantity ; ldn:ofWhat "dose" ; ldn:low {low} ; ldn:high "20"^^xsd:integer ; ldn:outOf 40.0 ; ldn:unit "mg" .'
    more = {"ldn__namedSource": " , ".join(map(str, named)), "ldn__quantity": "evidence:Q"}
    turtle = claim_turtle(more=quantity, rdfs__label=str(label), **more)
    claims = read_claims(parse_turtle(DECLARATIONS + ENTITIES + turtle))
    assert as_written(unpack(pack(Chunk(claims, ())))) == as_written(Chunk(claims, ()))


@pytest.mark.parametrize("turtle", [Path(SHIPPED).read_text(encoding="utf-8"), WOVEN])
def test_the_claims_of_a_graph_are_packed_whole(turtle: str) -> None:
    claims = read_claims(parse_turtle(turtle))
    first, second = Chunk(claims[::2], claims[1::2]), unpack(pack(Chunk(claims[::2], claims[1::2])))
    assert second == first
    assert as_written(second) == as_written(first)
    assert pack(second) == pack(first)


def test_a_source_of_several_claims_is_one_value(claims: tuple[Claim, ...]) -> None:
    read = unpack(pack(Chunk(claims, ()))).claims
    sources = [line.source for claim in read for line in claim.lines]
    assert len({id(source) for source in sources}) == len({source.iri for source in sources}) < len(sources)


COMMANDS = (
    ("audit", "--format", "json"),
    ("audit", "--as-of", "2015", "--format", "csv"),
    ("audit", "--without", "s1", "--condition", "lupus"),
    ("claims", "--status", "unchecked", "--format", "csv"),
)


def test_an_audit_of_what_is_kept_is_the_audit(database: Path) -> None:
    of_file = [ldn(*words, "--graph", str(database.parent / "woven.ttl")) for words in COMMANDS]
    read = [ldn(*words, "--store", str(database)) for words in COMMANDS[:1]]
    assert open_cache(str(database))
    again = [ldn(*words, "--store", str(database)) for words in COMMANDS]
    assert [(r.stdout, remarks(r), r.exit_code) for r in (*read, *again)] == [
        (r.stdout, remarks(r), r.exit_code) for r in (of_file[0], *of_file)
    ]


def test_what_is_kept_is_what_is_read(database: Path) -> None:
    """Else the test above would compare the database with itself."""
    first = list(stream_audit(open_graph(database)))
    for file in database.glob("*.sst"):
        file.write_bytes(b"\0" * file.stat().st_size)
    cached = open_cache(str(database))
    assert cached
    assert (cached.size, cached.parts) == (10, 4)
    assert [c for part in range(4) for c in cached.read(part).claims] == [audited.claim for audited in first]


def test_the_same_claims_are_kept_in_the_same_bytes(database: Path) -> None:
    list(stream_audit(open_graph(database)))
    first = (database / CACHE_FILE).read_bytes()
    (database / CACHE_FILE).unlink()
    list(stream_audit(open_graph(database)))
    assert (database / CACHE_FILE).read_bytes() == first


def test_a_changed_database_is_read_anew(database: Path) -> None:
    assert len(list(stream_audit(open_graph(database)))) == 10
    store = ox.Store(str(database))
    claim = claim_turtle("C99", line_turtle("L99", "s1") + source_turtle("s1"), "evidence:L99")
    store.extend(ox.parse(DECLARATIONS + claim, format=ox.RdfFormat.TURTLE))
    store.flush()
    del store
    assert open_cache(str(database)) is None
    for _ in range(2):
        assert "C99" in [a.claim.id for a in stream_audit(open_graph(database))]


def test_another_reading_of_the_model_reads_anew(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(stream_audit(open_graph(database)))
    assert open_cache(str(database))
    monkeypatch.setattr(cache, "READ_BY", ("lookups", "rdf"))
    assert open_cache(str(database)) is None


def test_a_database_loaded_anew_keeps_nothing_of_the_old_one(database: Path) -> None:
    list(stream_audit(open_graph(database)))
    load_files([database.parent / "woven.ttl"], database)
    assert not (database / CACHE_FILE).exists()


def test_a_copied_database_keeps_its_claims(database: Path, tmp_path: Path) -> None:
    list(stream_audit(open_graph(database)))
    subprocess.run(["cp", "-r", database, tmp_path / "copy"], check=True)
    assert open_cache(str(tmp_path / "copy"))


def test_what_is_kept_with_another_database_counts_for_nothing(database: Path, tmp_path: Path) -> None:
    list(stream_audit(open_graph(database)))
    load_files([SHIPPED], tmp_path / "other")
    (tmp_path / "other" / CACHE_FILE).write_bytes((database / CACHE_FILE).read_bytes())
    assert open_cache(str(tmp_path / "other")) is None


def test_the_file_may_be_damaged_or_foreign(database: Path) -> None:
    list(stream_audit(open_graph(database)))
    whole = (database / CACHE_FILE).read_bytes()
    for data in (b"", b"PK", whole[: len(whole) // 2], whole[:-9]):
        (database / CACHE_FILE).write_bytes(data)
        assert open_cache(str(database)) is None
        assert len(list(stream_audit(open_graph(database)))) == 10
    assert (database / CACHE_FILE).read_bytes() == whole
    for about in ({}, {"claims": 0, "parts": 0}, {"claims": "many"}, {"made_from": "elsewhere"}):
        rewrite(database / CACHE_FILE, about)
        assert (open_cache(str(database)) is None) == bool(about), about
    (database / CACHE_FILE).write_bytes(whole)
    damaged = bytearray(whole)
    damaged[60:90] = bytes(30)
    (database / CACHE_FILE).write_bytes(damaged)
    run = ldn("audit", "--store", str(database))
    assert run.exit_code == 2
    assert f"{CACHE_FILE}: damaged; delete it, and the claims are read anew" in run.stderr


@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b"[[],[],[[]],[]]", b"[[],[],[1],[]]", b'[[],[],["C1"],[]]', b"\xff", b"nan"]
)
def test_what_was_not_packed_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        unpack(data)


def test_nothing_is_kept_of_an_audit_that_fails_or_is_left(database: Path) -> None:
    audits = stream_audit(open_graph(database))
    next(audits)
    assert [f.name for f in database.glob(f".{CACHE_FILE}*")] == [f".{CACHE_FILE}.{os.getpid()}.part"]
    audits.close()
    assert not list(database.glob(f"*{CACHE_FILE}*"))
    wrong = database.parent / "wrong.ttl"
    wrong.write_text(WOVEN + claim_turtle("C999", ldn__topic="ldn:efficcacy"), encoding="utf-8")
    load_files([wrong], database)
    with pytest.raises(LdnGraphError):
        list(stream_audit(open_graph(database)))
    assert not list(database.glob(f"*{CACHE_FILE}*"))


def test_nothing_is_kept_where_the_database_changes_meanwhile(database: Path) -> None:
    audits = stream_audit(open_graph(database))
    next(audits)
    (database / "000999.log").write_bytes(b"written meanwhile")
    assert len(list(audits)) == 9
    assert not list(database.glob(f"*{CACHE_FILE}*"))


def test_nothing_is_kept_where_the_database_was_exchanged_after_it_was_opened(database: Path) -> None:
    opened = open_graph(database)
    load_files([database.parent / "woven.ttl"], database)  # the same claims; the engine still has the old files
    assert len(list(stream_audit(opened))) == 10
    assert not list(database.glob(f"*{CACHE_FILE}*"))


def test_nothing_is_kept_of_few_claims(tmp_path: Path) -> None:
    load_files([SHIPPED], tmp_path / "db")
    list(stream_audit(open_graph(tmp_path / "db")))
    assert not list((tmp_path / "db").glob(f"*{CACHE_FILE}*"))


def test_a_folder_that_cannot_be_written_is_nobodys_error(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [a.claim for a in stream_audit(open_graph(database))]
    (database / CACHE_FILE).unlink()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    assert [a.claim for a in stream_audit(open_graph(database))] == whole
    monkeypatch.setattr(zipfile, "ZipFile", full)
    assert [a.claim for a in stream_audit(open_graph(database))] == whole
    assert not list(database.glob(f"*{CACHE_FILE}*"))


def test_what_a_killed_audit_left_is_taken_away(database: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left = database / f".{CACHE_FILE}.{dead.stdout.strip()}.part"
    left.write_bytes(b"half")
    others = database / f".{CACHE_FILE}.{os.getppid()}.part"
    others.write_bytes(b"another audit is writing this")
    with CacheWriter(str(database), read_state(str(database)), 10, 4):
        assert not left.exists()
        assert others.exists()


def test_the_engine_opens_a_database_with_kept_claims(database: Path) -> None:
    list(stream_audit(open_graph(database)))
    triples = len(ox.Store.read_only(str(database)))
    assert len(ox.Store(str(database))) == triples > 0


def test_other_processes_read_what_is_kept(database: Path) -> None:
    list(stream_audit(open_graph(database)))
    read = Corpus.open(open_graph(database)).chunks
    other = read.reopened()
    assert [other.read(part) for part in range(4)] == [read.read(part) for part in range(4)]
    (database / CACHE_FILE).unlink()
    with pytest.raises(LdnGraphError, match="changed meanwhile; ask again"):
        read.reopened()
