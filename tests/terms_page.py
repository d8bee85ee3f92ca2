"""Write docs/terms.md: every term of the vocabulary. `make help-pages` runs it, and a test holds the two together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from ldn_graph.model.vocab import PREFIXES, local_id, shorten
from ldn_graph.resources import PACKAGE

PAGE = Path(__file__).parent.parent / "docs" / "terms.md"
INTRODUCTION = f"""# Terms

Every term of the vocabulary, `ldn:`, which is `{PREFIXES["ldn"]}`. This page is made (`make help-pages`) from
[`vocabulary.ttl`](../ldn_graph/vocabulary.ttl), which also has the sources of each term and its nearest relatives elsewhere. How the
terms go together is in [the model](model.md), which has the flags too.
"""


def terms_page() -> str:
    """The page: classes, properties, and the concepts of each closed list."""
    vocabulary = Graph().parse(Path(PACKAGE, "vocabulary.ttl"))
    return "\n".join((INTRODUCTION, *_sections(vocabulary)))


def _sections(vocabulary: Graph) -> Iterator[str]:
    classes = vocabulary.subjects(RDF.type, RDFS.Class)
    yield _table("Classes", "", "class", ((term, _said(vocabulary, term, RDFS.comment)) for term in classes))
    properties = vocabulary.subjects(RDF.type, RDF.Property)
    rows = ((term, *_ends(vocabulary, term), _said(vocabulary, term, RDFS.comment)) for term in properties)
    yield _table("Properties", "", "property | of | its value", rows)
    schemes = {_said(vocabulary, s, SKOS.prefLabel): s for s in vocabulary.subjects(RDF.type, SKOS.ConceptScheme)}
    for name, scheme in sorted(schemes.items()):
        concepts = vocabulary.subjects(SKOS.inScheme, scheme)
        definition = f"{_said(vocabulary, scheme, SKOS.definition)}\n\n"
        yield _table(
            name.capitalize(), definition, "concept", ((c, _said(vocabulary, c, SKOS.definition)) for c in concepts)
        )


def _table(title: str, introduction: str, columns: str, rows: Iterable[tuple[Node, *tuple[str, ...]]]) -> str:
    """A table whose rows begin with a term, by its name."""
    head = f"| {columns} | |\n|{'---|' * (columns.count('|') + 2)}\n"
    lines = [f"| `ldn:{local_id(str(term))}` | {' | '.join(cells)} |\n" for term, *cells in rows]
    return f"## {title}\n\n{introduction}{head}{''.join(sorted(lines, key=str.lower))}"


def _ends(vocabulary: Graph, term: Node) -> tuple[str, str]:
    """Of what a property is said, and what its value is."""
    ends = (sorted(vocabulary.objects(term, end)) for end in (RDFS.domain, RDFS.range))
    domain, range_ = (", ".join(f"`{shorten(str(o))}`" for o in found if isinstance(o, URIRef)) for found in ends)
    return domain, range_


def _said(vocabulary: Graph, term: Node, predicate: URIRef) -> str:
    return str(vocabulary.value(term, predicate, default=""))


if __name__ == "__main__":
    PAGE.write_text(terms_page(), encoding="utf-8")
