"""Which results of a graph are those of a table's rows: by the lines that use them, many rows to one result.

An import makes a result of each row that has figures, where lines of a graph may share one. A row means the result that
its line had in the table of the graph. Where some rows of one result were edited, and other lines use it as it was, the
edited rows get another. A line that had none gets the result of its source that says just the same, or a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model.natural_order import natural_key
from ..model.vocab import LDN, RDF, RDFS
from .node_matching import Said, called_as, free_name, said_of
from .table_properties import SINGLE, is_same

if TYPE_CHECKING:
    from ..rdf.index import Value, Values

    Properties = Mapping[str, Values]
    Nodes = Mapping[str, Properties]


class _Row(NamedTuple):
    """A result as a row has it, with its line's name in the graph and its source's; ``says`` is called as there."""

    result: str
    line: str
    source: str
    says: Properties


def match_results_said(graph: Nodes, said: Said) -> Said:
    """What a graph says as a table, with its results: of those that a line uses the one that its row says most of."""
    matched = dict(said.matched)
    for row in _rows(said.nodes, matched):
        says = said_of((said.nodes,), row.result, matched)
        used = [one for one in graph.get(row.line, {}).get(LDN.usesResult, ()) if isinstance(one, str)]
        theirs = {one: said_of((graph,), one, {}) for one in used}
        if theirs:
            matched[row.result] = min(
                theirs, key=lambda one: (-len(says & theirs[one]), len(says ^ theirs[one]), natural_key(one))
            )
    return Said(said.nodes, matched, called_as(said.nodes, matched))


def match_results(
    graph: Nodes, described: Nodes, matched: Mapping[str, str], said: Sequence[Said], columns: Collection[str]
) -> dict[str, str]:
    """For the results of a table's rows those of the graph, or the IRIs of new ones; ``columns`` the table has."""
    paths = tuple(path for path, its in SINGLE[LDN.Result].items() if not {*its}.isdisjoint(columns))
    had: dict[str, tuple[str, Properties]] = {}  # of a line in the graph, its result there, and as its row says it
    for each in reversed(said):
        had |= {row.line: (each.matched[row.result], row.says) for row in _rows(each.nodes, each.matched)}
    users: dict[str, set[str]] = {}
    of_source: dict[str, dict[str, None]] = {}
    for node, properties in graph.items():
        for one in map(str, properties.get(LDN.usesResult, ())):
            users.setdefault(one, set()).add(node)
            for source in map(str, properties.get(LDN.source, ())):
                of_source.setdefault(source, {})[one] = None
        for one in map(str, properties.get(LDN.result, ())):
            of_source.setdefault(node, {})[one] = None
    found: dict[str, str] = {}
    shared: dict[str, list[_Row]] = {}
    others: list[list[_Row]] = []
    for row in _rows(described, matched):
        if row.line in had:
            shared.setdefault(had[row.line][0], []).append(row)
        else:
            others.append([row])
    for one, of_line in shared.items():
        rows = [row for row in of_line if not _is_of_another(row, had[row.line][1], graph.get(one, {}))]
        others += [[row] for row in of_line if row not in rows]
        edited = [row for row in rows if not _agree(row.says, had[row.line][1], paths)]
        groups = _alike(edited, paths)
        if groups and len(edited) == len(rows) and users.get(one, set()) <= {row.line for row in rows}:
            found |= {row.result: one for row in groups.pop(0)}
        found |= {row.result: one for row in rows if row not in edited}
        others += groups
    for group in others:
        row = group[0]
        same = (one for one in of_source.get(row.source, ()) if _is_just(row.says, graph.get(one, {}), paths))
        name = row.result if row.result not in graph else free_name(row.result, graph, described)
        named = next(same, name)
        found |= {each.result: named for each in group}
    return found


def without_unknown_outcomes(
    graph: Nodes, described: Nodes, matched: Mapping[str, str], said: Sequence[Said], columns: Collection[str]
) -> dict[str, dict[str, dict[Value, None]]]:
    """What a table says, but for the outcome of a result that it is not of by what the graph alone says.

    A row's result is of its claim's object, unless this is a condition or the line is indirect by another outcome. The
    graph says so where a cell of the kind is empty, or the table has no column for it; not of a line whose row says an
    outcome in the table of the graph.
    """
    spoken = {row.line for each in said for row in _rows(each.nodes, each.matched) if LDN.outcome in row.says}
    kept = {node: {path: dict.fromkeys(values) for path, values in said.items()} for node, said in described.items()}
    unspoken = ((node, says) for node, says in described.items() if matched.get(node, node) not in spoken)
    for node, properties in unspoken:
        line = graph.get(matched.get(node, node), {})
        is_other = "indirectness" not in columns and LDN.otherOutcome in line.get(LDN.indirectness, ())
        for result in map(str, properties.get(LDN.usesResult, ())):
            for outcome in described[result].get(LDN.outcome, ()):
                known = graph.get(matched.get(str(outcome), ""), {}).get(RDF.type, {})
                if is_other or LDN.Condition in (described[str(outcome)].get(RDF.type) or known):
                    kept[result].pop(LDN.outcome, None)
    return kept


def _rows(nodes: Nodes, matched: Mapping[str, str]) -> Iterator[_Row]:
    for line, properties in nodes.items():
        for result in properties.get(LDN.usesResult, ()):
            says = called_as({str(result): nodes[str(result)]}, matched)
            source = next(matched.get(str(one), str(one)) for one in properties[LDN.source])
            yield _Row(str(result), matched.get(line, line), source, next(iter(says.values())))


def _alike(rows: Sequence[_Row], paths: Collection[str]) -> list[list[_Row]]:
    """The rows in groups of those that say the same."""
    groups: list[list[_Row]] = []
    for row in rows:
        group = next((each for each in groups if _agree(row.says, each[0].says, paths)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    return groups


def _agree(one: Properties, other: Properties, paths: Collection[str]) -> bool:
    """Whether two results say the same; one that says no outcome may be of any."""
    return all(_same(path, one.get(path, ()), other.get(path, ())) for path in paths)


def _is_just(says: Properties, one: Properties, paths: Collection[str]) -> bool:
    """Whether a result says just what a row does."""
    outcome = frozenset(says.get(LDN.outcome, ()))
    return outcome.issubset(one.get(LDN.outcome, ())) and _agree(says, one, (RDFS.label, *paths))


def _is_of_another(row: _Row, had: Properties, one: Properties) -> bool:
    """Whether a row says now of what outcome its result is, and the result that it had is of another."""
    says = frozenset(row.says.get(LDN.outcome, ()))
    return bool(says) and not had.get(LDN.outcome) and says.isdisjoint(one.get(LDN.outcome, says))


def _same(path: str, some: Values, others: Values) -> bool:
    if path == LDN.outcome and (not some or not others):
        return True
    return len(some) <= 1 and all(any(is_same(path, a, b) for b in others) for a in some) and bool(some) == bool(others)
