"""Rules on texts: of several in one language only one is read, and titles are plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.vocab import BIBO, DC, DCTERMS, LDN, PROV, RDFS, shorten
from ..rdf.index import main_language, reading_order
from ..sources.markup import plain_text
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt

if TYPE_CHECKING:
    import pyoxigraph as ox

READ_ONCE = frozenset(
    {
        RDFS.label, RDFS.comment, DCTERMS.title, DCTERMS.isPartOf, DCTERMS.publisher, BIBO.volume, BIBO.issue,
        BIBO.pages, LDN.finding, LDN.adoptedBecause, LDN.searchedIn, LDN.section,
        LDN.registeredPrimaryOutcome, LDN.publishedPrimaryOutcome, LDN.studiedPopulation, LDN.studiedIntervention,
        LDN.studiedComparator, LDN.studiedOutcome, LDN.mainResult, LDN.limitation,
        LDN.dose, LDN.comparator, LDN.timePoint, LDN.ourComputation,
    }
)  # fmt: skip
"""The properties of which one text is read, where no shape says already that there is one."""


def find_texts_passed_over(graph: CheckedGraph) -> Iterator[Mistake]:
    """Texts of which only one in each language is read, where a node has several."""
    agents = {agent for node in graph.nodes for agent in graph.targets(node, PROV.wasAttributedTo)}
    for node, properties in graph.nodes.items():
        types = graph.types(node)
        ours = node in agents or any(cls in LDN for cls in types)
        for path in READ_ONCE & properties.keys():
            if not (ours or path in LDN):
                continue
            by_language: dict[str, list[ox.Literal]] = {}
            for value in properties[path]:
                if not isinstance(value, str):
                    by_language.setdefault(main_language(value), []).append(value)
            told = path == RDFS.label and LDN.Claim in types  # by a shape, where two have one tag
            for literals in by_language.values():
                if len({literal.value for literal in literals}) == 1 or (told and _share_tag(literals)):
                    continue
                first, *others = sorted(literals, key=reading_order)
                problem = (
                    f'{shorten(path)}: of {len(literals)} texts in one language "{excerpt(first.value)}" is read, '
                    f'and "{excerpt(others[0].value)}" is not'
                )
                yield Mistake("several-texts", node, path, first.value, problem, _REMEDY, "Warning")


_REMEDY = "keep one in each language, or make one text of them"


def _share_tag(literals: list[ox.Literal]) -> bool:
    tags = [literal.language for literal in literals if literal.language]
    return len(set(tags)) < len(tags)


_TITLES = (DCTERMS.title, DCTERMS.isPartOf, DCTERMS.publisher, DC.creator)


def find_markup(graph: CheckedGraph) -> Iterator[Mistake]:
    """Markup and entities of HTML in labels, and in titles and names of sources."""
    for node, properties in graph.nodes.items():
        types = graph.types(node)
        paths = _TITLES if LDN.Source in types else ()
        for path in (RDFS.label, *paths) if any(cls in LDN for cls in types) else ():
            for value in properties.get(path, ()):
                if not isinstance(value, str) and (plain := plain_text(value.value)) != value.value:
                    problem = f'{shorten(path)} "{excerpt(value.value)}": markup, which stands in citations as it is'
                    remedy = f'write it as plain text: "{excerpt(plain)}"'
                    yield Mistake("markup", node, path, value.value, problem, remedy, "Warning")
