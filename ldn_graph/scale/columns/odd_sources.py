"""What Python's own rules say of some sources and entities, as tables that SQL joins.

Most of it is about a few of them: records of one paper, retracted papers, authors that are nodes. These are read by
the very readers that small graphs are read by, from the statements about them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from ...errors import LdnGraphError
from ...model.claims import Source
from ...model.standing import SourceStanding
from ...model.vocab import LDN
from ...rdf.authors import read_creators
from ...rdf.claim_reader import ClaimReader
from ...rdf.graphs import FileGraph
from ...sources.names import split_authors
from ...sources.papers import Groups, read_identity
from ...sources.standing.shipped import shipped_list
from ...sources.standing.words import describe_standing
from .functions import written
from .sql_files import make_table, read_sql
from .vocabulary import PROPERTIES

if TYPE_CHECKING:
    import duckdb

_T = TypeVar("_T")
Row = tuple[Any, ...]
_ROWS = 10_000  # that are fetched at a time
_LISTS = (LDN.funding, LDN.conflictOfInterest, LDN.harm)
_IRIS: Mapping[str, str] = {p.name: p.nt for p in PROPERTIES}


class OddSources:
    """Makes these tables over a connection with the steps before. What its readers refuse is added to ``faults``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.faults: list[tuple[str, str]] = []

    # identifiers ----------------------------------------------------------------------------

    def keys(self) -> None:
        """``keys``: what sources are told from one another by. ``identifier_lists``: their other identifiers."""
        identifiers = self._grouped("identifiers")
        rows = []
        for node, first, is_source, doi, pmid, page, container in self._rows("identified"):
            identity = read_identity(
                doi, pmid, tuple(v for (v,) in identifiers.get(node, ())), page, part=container is not None
            )
            rows += [
                (node, key, place < len(identity.paper), place, is_source, first)
                for place, key in enumerate(identity.study)
            ]
        self._make("keys", "node t key t paper b place n is_source b first_n n", rows)
        self._make(
            "identifier_lists", "node t identifiers l", ((n, [v for (v,) in some]) for n, some in identifiers.items())
        )

    # standing -------------------------------------------------------------------------------

    def standings(self) -> None:
        """``standings``: how sources stand that a list or the graph tells of; with ``told_notices``, ``told_years``.

        ``lookups`` is how it is said of all others, by what they can be looked up by.
        """
        self._lookups()
        listed = shipped_list()
        told = {node for (node,) in self._rows("stated_standings")}
        told |= {node for node, key in self._rows("looked_up") if listed.has(key)}
        odd = self._with_other_records(told) if told else told
        reader = self._reader(odd, "ldn:notice")
        rows, notices, years = [], [], []
        if reader:
            shared = self._grouped("shared_keys")
            reader.records_by_key = {key: [node for (node,) in nodes] for key, nodes in shared.items()}
            for (node,) in self._rows("found_sources"):
                if node in odd and (standing := self._read(reader.standing, node)):
                    words = describe_standing(_source(node, standing=standing))
                    rows.append((node, standing.name, standing.listed_on, standing.origin, standing.in_graph, words))
                    notices += [(node, place, *notice) for place, notice in enumerate(standing.notices)]
                    years += [(node, *row) for row in _standing_years(standing)]
        self._make("standings", "node t standing t listed_on t origin t in_graph b words t", rows)
        self._make("told_notices", "node t place n kind t date t reason t doi t", notices)
        self._make("told_years", "node t from_year n standing t stands b", years)

    def _with_other_records(self, nodes: set[str]) -> set[str]:
        """These sources and all that are one paper with one of them, also by way of others."""
        beside: dict[str, list[str]] = {}
        for one, other in self._rows("papers"):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
        found, waiting = {*nodes}, [*nodes]
        while waiting:
            new = {*beside.get(waiting.pop(), ())} - found
            found |= new
            waiting += new
        return found

    def _lookups(self) -> None:
        sources = (_source("", pmid="1"), _source("", doi="10.1000/1"), _source(""))
        rows = [
            (place, name, describe_standing(source))
            for place, (name, source) in enumerate(zip(("known", "doi", "none"), sources, strict=True))
        ]
        self._make("lookups", "place n lookup t words t", rows)

    # authors and texts ----------------------------------------------------------------------

    def creators(self) -> None:
        """``creators``: the authors of each source that has some."""
        rows: list[Row] = []
        odd: set[str] = set()
        values = self._grouped("creators")
        for node, several in values.items():
            (value, suffix), *more = several
            if more or suffix is None:
                odd.add(node)
            else:
                rows.append((node, split_authors(value)))
        reader = self._reader(odd, "dc:creator", "rdf:first", "rdf:rest")
        if reader:
            rows += [(node, [*read_creators(reader, node)]) for node in odd]
        self._make("creators", "node t authors l", rows)

    def text_lists(self) -> None:
        """``text_lists``: who paid, conflicts of interest and harms, in one language."""
        nodes = {node for (node,) in self._rows("with_text_lists")}
        rows: list[Row] = []
        if reader := self._reader(nodes):
            for node in nodes:
                rows.append((node, *(self._read(reader.plain_texts, node, path) for path in _LISTS)))
        self._make("text_lists", "node t funding l conflicts l harms l", rows)

    # what belongs together ------------------------------------------------------------------

    def studies(self) -> None:
        """``studies``: for each report of a study of several the one that stands for all of them."""
        groups, names = Groups(), set()
        for node, other in self._rows("study_ties"):
            groups.join(node, other)
            names |= {node, other}
        shared = self._grouped("study_keys")
        groups.join_by_keys((node, [key for (key,) in keys]) for node, keys in shared.items())
        names |= shared.keys()
        self._make("studies", "node t study t", ((name, groups.first(name)) for name in names))

    def above(self) -> None:
        """``above``: the nodes broader than each entity, all the way up."""
        edges = self._grouped("broader")
        rows = (
            (node, place, iri)
            for (node,) in self._rows("entities")
            if node in edges
            for place, iri in enumerate(_upwards(node, edges))
        )
        self._make("above", "node t place n iri t", rows)

    def refuse_circles(self) -> None:
        """A fault where claims rest on one another in a circle."""
        from graphlib import CycleError, TopologicalSorter

        premises = self._grouped("premises")
        try:
            TopologicalSorter({claim: [p for (p,) in some] for claim, some in premises.items()}).prepare()
        except CycleError as error:
            self.faults.append((error.args[1][0], "claims rest on one another in a circle"))

    def refuse_exchanged(self) -> None:
        """A fault where the lowest value of a quantity is above its highest."""
        from decimal import Decimal, InvalidOperation

        for node, low, high in self._rows("exchanged"):
            try:
                exchanged = Decimal(low) > Decimal(high)
            except InvalidOperation:
                exchanged = True
            if exchanged:
                self.faults.append((node, f"ldn:low {low[:80]} is above ldn:high {high[:80]}"))

    # reading and writing --------------------------------------------------------------------

    def _reader(self, nodes: Iterable[str], *followed: str) -> _Reader | None:
        """A reader of the statements about these nodes, and those to which these properties lead from them."""
        waiting, seen = {*nodes}, set[str]()
        lines: list[str] = []
        while waiting:
            self._make("wanted", "node t", ((node,) for node in waiting))
            seen |= waiting
            targets = set()
            for node, name, how, value, suffix in self._rows("about"):
                lines.append(f"{_term(node)} {_IRIS[name]} {_value(how, value, suffix)} .\n")
                if suffix is None and name in followed:
                    targets.add(value)
            waiting = targets - seen
        quads = ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        try:
            return _Reader(FileGraph((), ()), quads) if seen else None
        except LdnGraphError as error:
            self.faults.append(("", str(error)))
            return None

    def _read(self, read: Callable[..., _T], node: str, *more: str) -> _T | None:
        try:
            return read(node, *more)
        except LdnGraphError as error:
            self.faults.append((node, str(error)))
            return None

    def _rows(self, question: str) -> Iterator[Row]:
        """The rows of a question of ``asked/``, by its name."""
        cursor = self._connection.cursor().execute(read_sql("asked", question))
        while rows := cursor.fetchmany(_ROWS):
            yield from rows

    def _grouped(self, question: str) -> dict[Any, list[Row]]:
        """For each value of the first column the other columns of its rows."""
        groups: dict[Any, list[Row]] = {}
        for first, *others in self._rows(question):
            groups.setdefault(first, []).append(tuple(others))
        return groups

    def _make(self, name: str, columns: str, rows: Iterable[Row]) -> None:
        """A table of these rows; ``columns`` are names, each with the letter of its type."""
        make_table(self._connection, name, columns, rows)


class _Reader(ClaimReader):
    """Reads nodes whose statements were read before: blank nodes keep the names that they have."""

    records_by_key: dict[str, list[str]] = {}  # noqa: RUF012, of this reader alone

    def name_blank(self, node: ox.BlankNode) -> str:
        return str(node)

    def plain_texts(self, iri: str, predicate: str) -> list[str]:
        """The texts of one language, without it."""
        return [str.__str__(text) for text in self.texts_in_one_language(iri, predicate)]


def _term(node: str) -> str:
    return node if node.startswith("_:") else f"<{node}>"


def _value(how: str, value: str, suffix: str | None) -> str:
    """A value of ``statements`` as N-Triples writes it."""
    if suffix is not None:
        return written(value, suffix)
    return f"<{LDN.iri}{value}>" if how in ("concept", "concepts") and ":" not in value else _term(value)


def _source(
    iri: str, doi: str | None = None, pmid: str | None = None, standing: SourceStanding | None = None
) -> Source:
    """A source of which nothing else is known."""
    fields: dict[str, Any] = dict.fromkeys(f for f in Source._fields if f not in Source._field_defaults)
    fields |= {"iri": iri, "id": iri, "label": iri, "authors": (), "doi": doi, "pmid": pmid, "standing": standing}
    return Source(**fields | {"review_of": (), "same_study_as": (), "cites": ()})


def _standing_years(standing: SourceStanding) -> Iterator[tuple[int, str, bool]]:
    """How a source stands from the end of each year in which that changes."""
    before = ("notListed", True)
    for year in sorted({0, *(int(notice.date[:4]) for notice in standing.notices if notice.date)}):
        now = (standing.named(year), standing.stands(year))
        if now != before:
            yield (year, *now)
        before = now


def _upwards(node: str, edges: Mapping[str, list[Row]]) -> Iterator[str]:
    """The broader nodes in the order in which :meth:`~ldn_graph.rdf.claim_reader.ClaimReader.broader` finds them."""
    seen, todo = {node}, [node]
    while todo:
        for (above,) in edges.get(todo.pop(), ()):
            if above not in seen:
                seen.add(above)
                yield above
                todo.append(above)
