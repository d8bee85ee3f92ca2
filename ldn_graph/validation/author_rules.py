"""Rules on authors: each has a name, and where several are recorded, their order is, too."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.vocab import DC, LDN, RDF
from ..output.counts import count_words
from ..rdf.authors import is_list, list_items, name_of_node
from ..rdf.index import Value, main_language
from ..sources.names import is_others, runs_together, split_authors
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt, plain_text


def find_authors_without_order(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources with several values of ``dc:creator``: RDF keeps no order of them, and a citation has one."""
    for source in graph.typed(LDN.Source):
        values = graph.values(source, DC.creator)
        languages = {main_language(v) for v in values if not isinstance(v, str)}
        if len(values) > max(1, len(languages)):  # the same text in several languages is one
            problem = f"{count_words(len(values), 'value')} of dc:creator, which are cited by the alphabet"
            remedy = 'write them in their order in one text, dc:creator "Gironi M; Solaro C", or as a list in brackets'
            yield Mistake("author-order", source, DC.creator, None, problem, remedy, "Warning")


def find_authors_without_names(graph: CheckedGraph) -> Iterator[Mistake]:
    """Authors that are nodes and have no name."""
    for source in graph.typed(LDN.Source):
        for author in _authors(graph, source):
            if isinstance(author, str) and not name_of_node(graph, author):
                problem = f"dc:creator {excerpt(plain_text(author))}: the graph has no name for it"
                remedy = 'give it one, as foaf:name "Gironi M", or foaf:familyName and foaf:givenName'
                yield Mistake("author-name", source, DC.creator, plain_text(author), problem, remedy, "Warning")


def find_lists_without_end(graph: CheckedGraph) -> Iterator[Mistake]:
    """Lists of authors that end in nothing, in several ways or in a circle."""
    for source in graph.typed(LDN.Source):
        for value in graph.values(source, DC.creator):
            if is_list(graph, value) and not _ends(graph, str(value)):
                problem = "the list of dc:creator has no end, so there may be more authors"
                remedy = 'write it in brackets: dc:creator ( "Gironi M" "Solaro C" )'
                yield Mistake("author-list", source, DC.creator, plain_text(value), problem, remedy)


def find_authors_that_run_together(graph: CheckedGraph) -> Iterator[Mistake]:
    """Texts of ``dc:creator`` of which it cannot be told where one name ends and the next begins."""
    for source in graph.typed(LDN.Source):
        texts = [author.value for author in _authors(graph, source) if not isinstance(author, str)]
        for name in (name for text in texts for name in split_authors(text)):
            if runs_together(name) and not is_others(name):
                problem = f'dc:creator "{excerpt(name)}": taken as one name, and it looks like several'
                remedy = 'write semicolons between them, as "Gironi M; Solaro C"; or {...} round a body\'s name'
                yield Mistake("authors-together", source, DC.creator, name, problem, remedy, "Warning")


def _authors(graph: CheckedGraph, source: str) -> Iterator[Value]:
    """The values of a source's ``dc:creator``, those of lists one by one."""
    for value in graph.values(source, DC.creator):
        yield from list_items(graph, str(value)) if is_list(graph, value) else [value]


def _ends(graph: CheckedGraph, node: str) -> bool:
    seen: set[Value] = set()
    while node != RDF.nil and node not in seen:
        seen.add(node)
        rest = [v for v in graph.values(node, RDF.rest) if isinstance(v, str)]
        if len(rest) != 1:
            return False
        node = rest[0]
    return node == RDF.nil
