"""Writing the catalogue of a graph: what its nodes are called, and which claims are made about each.

It is one file of SQLite, from which :mod:`~ldn_graph.server.catalogue` looks up what pages need. The claims are read
and audited chunk by chunk, so that what is held in memory does not grow with them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..audit.audit import audit_claims
from ..audit.relations import stated_relations
from ..errors import GraphNotFoundError, LdnGraphError, OutputError, SetupError
from ..model.alike import fold
from ..model.identifiers import write_identifier
from ..model.vocab import DESIGNS, ENTITY_CLASSES, LDN, STATUSES
from ..model.words import DESIGN_WORDS
from ..output.leftovers import remove_leftovers
from ..page import layout
from ..rdf.one_state import refuse_changed
from ..resources import PACKAGE
from ..scale.chunk_work import map_chunks
from ..scale.corpus import Corpus, reader_of
from ..sources.papers import identify
from ..sources.standing.shipped import FILE

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit
    from ..model.claims import Chunk, Entity, Source
    from ..model.graph import Graph
    from ..scale.readers import ChunkReader

BANDS = {"entity": 0, "source": 2**40, "claim": 2**41}
"""The number of a node lies above that of its kind, so that a search for one kind looks at a range of numbers."""

_NODES_AT_ONCE = 500
_KNOWN = 200_000  # numbers of nodes that are held in memory
_CODE = ("audit", "lookups", "model", "rdf", "scale", "sources", "sparql")
"""The folders of this package whose files decide, with this one, that of the looks and the list of retractions, what is
in a catalogue."""

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE node (n INTEGER PRIMARY KEY, iri TEXT, id TEXT, label TEXT, more TEXT, claims INTEGER DEFAULT 0);
CREATE TABLE claim (n INTEGER PRIMARY KEY, status TEXT, look TEXT, condition INTEGER);
CREATE TABLE mention (node INTEGER, claim INTEGER, how TEXT, PRIMARY KEY (node, claim, how)) WITHOUT ROWID;
CREATE TABLE tie (one TEXT, relation TEXT, other TEXT, PRIMARY KEY (one, relation, other)) WITHOUT ROWID;
CREATE TABLE key (key TEXT, iri TEXT, PRIMARY KEY (key, iri)) WITHOUT ROWID;
CREATE TABLE known (kind TEXT, iri TEXT, n INTEGER, PRIMARY KEY (kind, iri)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, content='', prefix='3', tokenize='unicode61 remove_diacritics 2');
"""
_INDEXES = """
UPDATE node SET claims = (SELECT COUNT(DISTINCT claim) FROM mention WHERE node = n) WHERE n < :claims;
CREATE INDEX node_by_iri ON node (iri);
CREATE INDEX node_by_id ON node (id COLLATE NOCASE);
CREATE INDEX claim_by_status ON claim (status, n);
CREATE INDEX claim_by_condition ON claim (condition, status, n);
CREATE INDEX key_by_iri ON key (iri);
CREATE INDEX tie_by_other ON tie (other, relation, one);
CREATE TABLE tally AS SELECT condition, COUNT(*) AS claims FROM claim WHERE condition NOT NULL GROUP BY condition;
CREATE INDEX tally_by_claims ON tally (claims);
DROP TABLE known;
"""


class _Node(NamedTuple):
    """What is written of an entity or a source: ``more`` is its kind or design, ``words`` what it is found by."""

    kind: str
    iri: str
    id: str
    label: str
    more: str
    words: str
    ties: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """What is written of a claim. ``mentions`` are pairs of a kind and an IRI, with how the claim speaks of it."""

    iri: str
    id: str
    label: str
    more: str
    status: str
    look: str
    condition: str | None
    mentions: tuple[tuple[str, str, str], ...]
    premises: tuple[str, ...]


def made_from(graph: Graph) -> str:
    """A digest of the state of a graph's database and of the code that catalogues it; "" of a graph without one."""
    if not graph.access.state:
        return ""
    digest = hashlib.sha256(graph.access.state.encode())
    for path in _code_files():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _code_files() -> Iterator[Path]:
    for folder in _CODE:
        yield from sorted(path for path in Path(PACKAGE, folder).rglob("*") if path.suffix in (".py", ".rq", ".sql"))
    yield from map(Path, (__file__, layout.__file__, FILE))


def write_catalogue(graph: Graph, path: str, tell: Callable[[int, int], object] = lambda *_: None) -> None:
    """Catalogue a graph in a file, which is there when it is whole, in the place of what was there.

    ``tell`` is called with how many claims are done, and of how many. Raises :class:`~ldn_graph.errors.SetupError`
    where SQLite lacks what it takes, :class:`~ldn_graph.errors.OutputError` where the file cannot be written,
    :class:`~ldn_graph.errors.DatabaseChangedError` where the database was changed meanwhile, and what
    :meth:`~ldn_graph.scale.corpus.Corpus.open` raises but for a graph without claims.
    """
    folder, name = os.path.split(path)
    remove_leftovers(folder, f".{name}.")
    beside = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as connection:
            _Writer(connection, graph).write(tell)
        with open(beside, "rb") as written:  # after a loss of power it is whole or not there
            os.fsync(written.fileno())
        refuse_changed(graph)
        os.replace(beside, path)
    except (sqlite3.Error, OSError) as error:
        refuse_changed(graph)  # the folder of the file may be gone with the database
        raise _explained(path, error) from None
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):
                os.unlink(f"{beside}{ending}")


def _explained(path: str, error: Exception) -> LdnGraphError:
    if "fts5" in str(error):
        return SetupError(
            f"the SQLite {sqlite3.sqlite_version} of this Python has no full-text search (FTS5), without which there "
            "are no pages of claims and no search; take a Python whose SQLite has it, as python.org's"
        )
    return OutputError(f"{path}: {error}; see that there is room for it")


class _Writer:
    """Fills the tables of one catalogue."""

    def __init__(self, connection: sqlite3.Connection, graph: Graph) -> None:
        self.db = connection
        self.graph = graph
        self.counts = dict.fromkeys(BANDS, 0)
        self.number = lru_cache(_KNOWN)(self._number)

    def write(self, tell: Callable[[int, int], object]) -> None:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536", "temp_store = FILE"):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.executescript(_TABLES)
        self.db.execute("BEGIN")
        done = 0
        for entries, nodes, total in self._read_claims():
            for node in nodes:
                self._add_node(node)
            for entry in entries:
                self._add_claim(entry)
            done += len(entries)
            tell(done, total)
        for node in self._read_others(reader_of(self.graph)):
            self._add_node(node)
        statuses = dict(self.db.execute("SELECT status, COUNT(*) FROM claim GROUP BY status"))
        about = {
            "made_from": made_from(self.graph),
            "counts": json.dumps({kind: self.counts[kind] for kind in ("claim", "entity", "source")}),
            "statuses": json.dumps({status: statuses.get(status, 0) for status in STATUSES}),
        }
        self.db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        self.db.execute("COMMIT")
        for statement in _INDEXES.strip().split(";\n"):
            self.db.execute(statement, {"claims": BANDS["claim"]} if ":claims" in statement else {})
        self.db.execute("INSERT INTO words(words) VALUES ('optimize')")
        self.db.execute("ANALYZE")

    def _read_claims(self) -> Iterator[tuple[list[_Entry], list[_Node], int]]:
        """The claims in the order of their ids, each chunk with its entities and sources; the number of all claims."""
        try:
            corpus = Corpus.open(self.graph)
        except GraphNotFoundError:  # without claims
            return
        studies = corpus.read_studies()

        def work(chunk: Chunk) -> tuple[list[_Entry], list[_Node]]:
            audited = audit_claims(chunk.claims, studies=studies, beside=chunk.beside).claims
            entities = {e.iri: e for a in audited for e in a.claim.entities}
            sources = {s.iri: s for a in audited for s in (*a.claim.articles, *(e.source for e in a.claim.lines))}
            nodes = [*map(_entity_node, entities.values()), *map(_source_node, sources.values())]
            return list(map(_entry, audited)), nodes

        for entries, nodes in map_chunks(corpus, work):
            yield entries, nodes, corpus.chunks.size

    def _read_others(self, reader: ChunkReader) -> Iterator[_Node]:
        """The entities and sources that no claim leads to."""
        for some in self._unknown("entity", ENTITY_CLASSES):
            yield from map(_entity_node, reader.some_entities(some))
        for some in self._unknown("source", (LDN.Source,)):
            yield from map(_source_node, reader.some_sources(some))

    def _unknown(self, kind: str, classes: Iterable[str]) -> Iterator[list[str]]:
        import pyoxigraph as ox

        rows = self.graph.look_up("nodes-of-class", {"class": map(ox.NamedNode, classes)})
        iris = (term.value for (term,) in rows if isinstance(term, ox.NamedNode))
        known = "SELECT 1 FROM known WHERE kind = ? AND iri = ?"
        others = (iri for iri in iris if not self.db.execute(known, (kind, iri)).fetchone())
        while some := list(islice(others, _NODES_AT_ONCE)):
            yield some

    def _number(self, kind: str, iri: str) -> int:
        """The number of an entity or a source that was added."""
        (number,) = self.db.execute("SELECT n FROM known WHERE kind = ? AND iri = ?", (kind, iri)).fetchone()
        return int(number)

    def _add(self, kind: str, iri: str, ident: str, label: str, more: str, words: str) -> int:
        self.counts[kind] += 1
        number = BANDS[kind] + self.counts[kind]
        self.db.execute("INSERT INTO node VALUES (?, ?, ?, ?, ?, 0)", (number, iri, ident, label, more))
        self.db.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, fold(words)))
        return number

    def _add_node(self, node: _Node) -> None:
        known = self.db.execute(
            "INSERT OR IGNORE INTO known VALUES (?, ?, ?)",
            (node.kind, node.iri, BANDS[node.kind] + self.counts[node.kind] + 1),
        )
        if not known.rowcount:
            return
        self._add(*node[:6])
        ties = ((node.iri, relation, other) for relation, other in node.ties)
        self.db.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", ties)
        self.db.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", ((key, node.iri) for key in node.keys))

    def _add_claim(self, entry: _Entry) -> None:
        number = self._add("claim", entry.iri, entry.id, entry.label, entry.more, f"{entry.id} {entry.label}")
        condition = self.number("entity", entry.condition) if entry.condition else None
        self.db.execute("INSERT INTO claim VALUES (?, ?, ?, ?)", (number, entry.status, entry.look, condition))
        mentions = ((self.number(kind, iri), number, how) for kind, iri, how in entry.mentions)
        self.db.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?)", mentions)
        premises = ((entry.iri, RESTS_ON, premise) for premise in entry.premises)
        self.db.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", premises)


RESTS_ON = "rests on"
"""The relation of a claim to its premises, among the ties."""
BROADER = "broader"
"""That of an entity to all that are broader."""
EVIDENCE, ARTICLE = "evidence", "article"
"""How a claim speaks of a source."""


def _entry(audited: ClaimAudit) -> _Entry:
    claim = audited.claim
    certainty = audited.certainty.words if audited.certainty else ""
    parts = (("subject", claim.subject), ("object", claim.object), ("context", claim.context))
    return _Entry(
        claim.iri,
        claim.id,
        str(claim.label),
        ", ".join(filter(None, (layout.status_word(audited.status), certainty, audited.overclaim))),
        audited.status,
        layout.look_of(audited),
        claim.condition.iri if claim.condition else None,
        (
            *(("entity", entity.iri, how) for how, entity in parts if entity),
            *(("source", line.source.iri, EVIDENCE) for line in claim.lines),
            *(("source", article.iri, ARTICLE) for article in claim.articles),
        ),
        claim.rests_on,
    )


def _entity_node(entity: Entity) -> _Node:
    matches = " ".join(map(write_identifier, entity.matches))
    words = f"{entity.label} {' '.join(entity.other_labels)} {entity.id} {matches}"
    ties = tuple((BROADER, above) for above in entity.broader)
    return _Node("entity", entity.iri, entity.id, str(entity.label), entity.kind, words, ties)


def _source_node(source: Source) -> _Node:
    design = DESIGN_WORDS[source.design] if source.design in DESIGNS else ""
    gone = "" if source.counts() else "retracted"
    number = f"{source.participants:,} participants" if source.participants is not None else ""
    words = (
        source.label, source.title, source.id, source.creator, source.container, source.doi, source.pmid,
        *source.identifiers, source.year,
    )  # fmt: skip
    return _Node(
        "source",
        source.iri,
        source.id,
        str(source.title or source.label),
        ", ".join(filter(None, (str(source.year or ""), design, number, gone))),
        " ".join(str(word) for word in words if word),
        tuple((relation, other) for relation, others in stated_relations(source) for other in others),
        identify(source).study,
    )
