"""What a person names in a graph that is in columns: its nodes by their names, and what is asked about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ...model.prefixes import Prefixes, join_prefixes
from ...model.vocab import BIBO, DCTERMS, FOAF, LDN, RDFS, SKOS
from .schema import BROADER, CITATIONS, CLAIMS, ENTITIES, ENTITY_NAMES, LINES, SOURCE_KEYS, SOURCES

if TYPE_CHECKING:
    from ...model.literals import Term

_TABLES = (CLAIMS, ENTITIES, ENTITY_NAMES, BROADER, SOURCES, SOURCE_KEYS, LINES, CITATIONS)
_NODES = f"""
    SELECT iri, '{LDN.Claim}' AS class FROM claims
    UNION ALL SELECT iri, '{LDN.Source}' FROM sources
    UNION ALL SELECT iri, CASE WHEN kind <> '' THEN '{LDN.iri}' || kind ELSE '' END FROM entities
    UNION ALL SELECT DISTINCT iri, '{LDN.Condition}' FROM broader WHERE iri NOT IN (SELECT iri FROM entities)
"""  # noqa: S608
_TEXTS = f"""
    SELECT iri, '{RDFS.label}' AS property, label AS text, label_suffix AS suffix FROM claims
    UNION ALL SELECT iri, '{RDFS.label}', label, label_suffix FROM entities WHERE label_suffix IS NOT NULL
    UNION ALL
    SELECT e.iri, '{SKOS.altLabel}', n.name, n.name_suffix
    FROM entity_names AS n JOIN entities AS e ON e.number = n.entity
    UNION ALL SELECT iri, '{RDFS.label}', label, label_suffix FROM sources WHERE label_suffix IS NOT NULL
    UNION ALL SELECT iri, '{DCTERMS.title}', title, '@en' FROM sources WHERE title IS NOT NULL
    UNION ALL SELECT iri, '{BIBO.doi}', doi, '' FROM sources WHERE doi IS NOT NULL
    UNION ALL SELECT iri, '{BIBO.pmid}', pmid, '' FROM sources WHERE pmid IS NOT NULL
    UNION ALL SELECT iri, '{DCTERMS.identifier}', UNNEST(identifiers), '' FROM sources
    UNION ALL SELECT iri, '{FOAF.page}', page, '' FROM sources WHERE page IS NOT NULL
    UNION ALL SELECT s.iri, '{LDN.identity}', k.key, '' FROM source_keys AS k JOIN sources AS s ON s.number = k.source
"""  # noqa: S608
_LOOKUPS = {
    "classes-of-nodes": "SELECT DISTINCT iri, class FROM nodes WHERE list_contains($node, iri)",
    "nodes-of-text": """
        SELECT DISTINCT t.iri, t.property, n.class FROM texts AS t JOIN nodes AS n ON n.iri = t.iri
        WHERE list_contains($text, t.text) AND t.suffix IN ('', '@en')
    """,
    "nodes-of-folded-text": """
        SELECT DISTINCT t.iri FROM texts AS t JOIN nodes AS n ON n.iri = t.iri
        WHERE list_contains($class, n.class) AND list_contains($folded, LOWER(t.text))
    """,
    "nodes-of-folded-id": """
        SELECT DISTINCT iri FROM nodes
        WHERE list_contains($class, class) AND len(list_filter($folded, lambda x: ends_with(LOWER(iri), x))) > 0
    """,
    "names-of-nodes": """
        SELECT n.iri, COALESCE(t.text, '') FROM nodes AS n
        LEFT JOIN (
            SELECT iri, text FROM texts WHERE property IN ($label, $title, $other)
        ) AS t ON t.iri = n.iri
        WHERE list_contains($class, n.class) LIMIT 20000
    """,
}
"""Those lookups of the package that find what a name means (:mod:`~ldn_graph.sparql.names`), each as SQL."""


class ColumnLookups:
    """What is asked about names in the tables of a graph, Parquet files by the names of the tables.

    It answers those lookups that :func:`~ldn_graph.sparql.names.find_node` asks of a graph. Not promised: labels of
    conditions that no claim names; these are known by their IRIs and ids.
    """

    def __init__(self, tables: Mapping[str, str], prefixes: Prefixes | None = None) -> None:
        from ..engines.duckdb_engine import DuckDB

        self.prefixes = prefixes or join_prefixes(())
        self._engine = DuckDB()  # in its bounds of memory
        self._connection = self._engine.connection
        for table in _TABLES:
            self._connection.read_parquet(tables[table.name]).create_view(table.name)
        self._connection.execute(f"CREATE VIEW nodes AS {_NODES}")
        self._connection.execute(f"CREATE VIEW texts AS {_TEXTS}")

    def look_up(
        self,
        lookup: str,
        values: Mapping[str, Iterable[ox.NamedNode | ox.Literal]] = MappingProxyType({}),
        *,
        may_cut: bool = False,  # noqa: ARG002, nothing is cut
    ) -> Iterator[tuple[Term | None, ...]]:
        """As :meth:`~ldn_graph.model.graph.Graph.look_up`, of those lookups that find names."""
        bound: dict[str, Any] = {variable: [term.value for term in terms] for variable, terms in values.items()}
        if not all(bound.values()):
            return
        if lookup == "names-of-nodes":
            bound |= {"label": RDFS.label, "title": DCTERMS.title, "other": SKOS.altLabel}
        for iri, *others in self._ask(_LOOKUPS[lookup], **bound):
            yield (ox.NamedNode(iri), *map(ox.Literal, others))

    def has_claims_on(self, condition: str) -> bool:
        """Whether a claim is made on a condition, by its IRI, or on a narrower one."""
        return bool(
            self._ask(
                "SELECT 1 FROM claims WHERE condition IN (SELECT number FROM entities WHERE iri = $iri "
                "UNION SELECT entity FROM broader WHERE iri = $iri) LIMIT 1",
                iri=condition,
            )
        )

    def bearing_records(self, source: str) -> dict[str, int]:
        """The sources that have an evidence line, of all that are one paper with a source: their numbers by IRI."""
        found = [number for (number,) in self._ask("SELECT number FROM sources WHERE iri = $iri", iri=source)]
        seen: set[int] = set()
        while found:
            seen.update(found)
            found = [
                number
                for (number,) in self._ask(
                    "SELECT DISTINCT o.source FROM source_keys AS k JOIN source_keys AS o ON o.key = k.key "
                    "WHERE k.paper AND o.paper AND list_contains($seen, k.source)",
                    seen=sorted(seen),
                )
                if number not in seen
            ]
        return dict(
            self._ask(
                "SELECT iri, number FROM sources WHERE list_contains($seen, number) "
                "AND number IN (SELECT source FROM lines) ORDER BY iri",
                seen=sorted(seen),
            )
        )

    def _ask(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        return rows
