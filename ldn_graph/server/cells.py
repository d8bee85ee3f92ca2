"""The cells of an answer on a page: words that a reader knows, and where they lead to.

Claims, entities and sources lead to their pages on this server, other nodes of the graph to what it says on them, DOIs,
PMIDs and numbers of trials to where they are registered, all other addresses to what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from ..model.graph import Graph
from ..model.prefixes import OWN
from ..model.vocab import BIBO, PREFIXES, shorten
from ..output.characters import printable
from ..sources.identity import DOI
from .addresses import node_address
from .links_out import doi_address, pmid_address, trial_address
from .nodes import Node, read_nodes
from .terms import term_words

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..model.literals import Term

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+")
_TRIAL = re.compile(r"(?:clinicaltrials:)?(NCT[0-9]{8})")
_PMC = re.compile(r"pmc:(PMC[0-9]+)")
_VOCABULARIES = tuple(iri for prefix, iri in PREFIXES.items() if prefix not in (*OWN, "eco", "obo"))
_OWN = tuple(PREFIXES[prefix] for prefix in OWN)


class Cell(NamedTuple):
    """What a cell says; ``address`` is where it leads to, "" for nowhere, and ``name`` stands in small beside words
    that are a node's label: its CURIE or IRI."""

    words: str
    address: str = ""
    name: str = ""

    @property
    def outward(self) -> bool:
        """It leads away from this server."""
        return not self.address.startswith("/")


def make_cells(
    graph: Graph, names: Sequence[str], rows: Sequence[Sequence[Term | None]], *, of_triples: bool = False
) -> list[list[Cell]]:
    """The rows of an answer as cells. ``names`` are those of the columns; one whose name ends in ``pmid`` holds PMIDs.

    ``of_triples``: each row is a triple, whose predicate says whether its object is a PMID. The graph is asked once,
    for what the nodes in the rows are.
    """
    nodes = read_nodes(graph, _iris(rows))
    prefixes = graph.prefixes.iris

    def cells(row: Sequence[Term | None]) -> Iterator[Cell]:
        of_pmid = of_triples and getattr(row[1], "value", "") == BIBO.pmid
        for name, term in zip(names, row, strict=True):
            yield _cell(term, nodes, prefixes, is_pmid=of_pmid or name.lower().endswith("pmid"))

    return [list(cells(row)) for row in rows]


def _iris(rows: Iterable[Sequence[Term | None]]) -> list[ox.NamedNode]:
    import pyoxigraph as ox

    iris = {term for row in rows for term in row if isinstance(term, ox.NamedNode)}
    return sorted((iri for iri in iris if not iri.value.startswith(_VOCABULARIES)), key=str)


def _cell(term: Term | None, nodes: Mapping[str, Node], prefixes: Mapping[str, str], *, is_pmid: bool) -> Cell:
    import pyoxigraph as ox

    if term is None:
        return Cell("")
    if isinstance(term, ox.NamedNode):
        return _node_cell(term.value, nodes.get(term.value), prefixes)
    text = printable(term.value if isinstance(term, ox.Literal) else term)
    return Cell(text, _literal_address(text, is_pmid=is_pmid) if isinstance(term, ox.Literal) else "")


def _node_cell(iri: str, node: Node | None, prefixes: Mapping[str, str]) -> Cell:
    name = printable(shorten(iri, prefixes))
    if node is None:
        leads_out = _ADDRESS.fullmatch(iri) and not iri.startswith((*_VOCABULARIES, *_OWN))
        return Cell(term_words(iri) or name, iri if leads_out else "")
    address = node_address(node.kind, iri) if node.kind else f"/sparql?{urlencode({'query': f'DESCRIBE <{iri}>'})}"
    return Cell(printable(node.label), address, name) if node.label else Cell(name, address)


def _literal_address(text: str, *, is_pmid: bool) -> str:
    """Where an identifier or address leads to; "" for other texts.

    >>> _literal_address("10.1002/acr.10", is_pmid=False), _literal_address("18728058", is_pmid=True)
    ('https://doi.org/10.1002/acr.10', 'https://pubmed.ncbi.nlm.nih.gov/18728058/')
    """
    if re.fullmatch(DOI, text):
        return doi_address(text)
    if is_pmid and re.fullmatch("[0-9]{1,9}", text, re.ASCII):
        return pmid_address(text)
    if trial := _TRIAL.fullmatch(text):
        return trial_address(trial[1])
    if paper := _PMC.fullmatch(text):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{paper[1]}/"
    return text if _ADDRESS.fullmatch(text) else ""
