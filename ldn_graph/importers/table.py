"""A table of claims that a curator fills in a spreadsheet, as claims.

One row is one claim with one source that bears on it; a claim with three sources has three rows, alike but for the
source. :mod:`~ldn_graph.importers.table_layout` has the columns, :mod:`~ldn_graph.importers.table_checks` what may
stand in them. Every mistake is named with its row, its column and a remedy,
:data:`~ldn_graph.importers.table_layout.MISTAKES_SHOWN` at once; a table with a mistake is not imported in part.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import ImportFormatError
from ..model.vocab import BIOLINK
from ..output.characters import clean
from ..sources.markup import plain_text
from .biolink import topic_of
from .collector import Collector, Relation
from .iris import DEFAULT_NAMESPACE
from .table_checks import CheckedRow, TableChecks, name_of
from .table_layout import MISTAKES_SHOWN, read_rows
from .table_sources import NamedSource, read_cell
from .texts import LONGEST_LABEL
from .values import Imported, ImportedSource


def import_table(name: str, text: str, namespace: str = DEFAULT_NAMESPACE) -> Imported:
    """The claims of a table, given as the name and the text of its file.

    Raises :class:`~ldn_graph.errors.ImportFormatError` with all its mistakes.
    """
    checks = TableChecks()
    rows = [checks.check(row) for row in read_rows(name, text)]
    sources = checks.named_sources()
    if checks.mistakes:
        more = len(checks.mistakes) - MISTAKES_SHOWN
        shown = "\n".join(checks.mistakes[:MISTAKES_SHOWN]) + (f"\n... and {more:,} more" if more > 0 else "")
        raise ImportFormatError(f"{name}: nothing was imported\n{shown}")
    if not rows:
        raise ImportFormatError(f"{name}: no row beneath the header; see `ldn-graph import table --template`")
    writer = _TableClaims(name, namespace, sources)
    for checked in filter(None, rows):
        writer.add(checked)
    return writer.collector.collected([name])


class _TableClaims:
    """Puts rows without a mistake together to claims of one record, the table itself."""

    def __init__(self, name: str, namespace: str, sources: Iterable[NamedSource]) -> None:
        self.collector = Collector(namespace, named_by_label=True)
        label = clean(name.replace("\\", "/").rpartition("/")[2])[:200]
        self.table = self.collector.iris.mint("source", "table", label)
        record = ImportedSource(self.table, f"claims of the table {label}", record=True, read_as="fullText")
        self.collector.source(record)
        self.sources = {key: iri for source in sources for iri in [self.source(source)] for key in source.keys}

    def add(self, row: CheckedRow) -> None:
        """Add the claim of a row, its entities and its source."""
        cells, choices = row.cells, row.choices
        for column in ("subject", "object", "condition"):
            if column in cells:
                kind = "Condition" if column == "condition" else choices[f"{column}_kind"] or ""
                identifier = cells.get(f"{column}_id")
                self.collector.entity(
                    cells[column],
                    label=cells[column],
                    kind=kind,
                    identifiers=[identifier] if identifier else [],
                )
        source = self.sources[cells["source"]] if "source" in cells else None
        claim = self.collector.claim(
            Relation(cells["subject"], row.predicate, cells["predicate"], cells["object"]),
            cells.get("condition"),
            origin=self.table,
            topic=choices["topic"] or topic_of(row.predicate.removeprefix(BIOLINK.iri)),
            wording=choices["wording"] or "unjudged",
            direction=choices["direction"],
            name=row.claim,
            named="id" in cells,
            label=cells["claim"],
            cited=[source] if source and choices["cited"] == "yes" else [],
        )
        if source:
            quotation, comment = cells.get("quotation"), cells.get("comment")
            self.collector.line(
                claim,
                source,
                choices["bearing"] or "",
                directness=choices["directness"] or ("indirect" if row.domains else "unrated"),
                indirectness=row.domains,
                quotation=quotation and clean(quotation),
                comment=comment and clean(comment),
            )

    def source(self, named: NamedSource) -> str:
        """The IRI of a source, with all that the rows say of it."""
        first = named.references[0]
        for reference in named.references:
            self.collector.tell_doubt(reference)
        for key in named.keys[1:]:
            detail = "of a source that has another key, taken for one paper"
            self.collector.remarks.add("key", detail, f"{key!a} is {named.keys[0]!a}")
        cells = named.cells
        iri = self.collector.iris.mint("source", clean(first.key))
        self.collector.source(
            ImportedSource(
                iri,
                clean(first.label)[:LONGEST_LABEL],
                doi=read_cell("doi", cells["doi"]).doi if "doi" in cells else None,
                pmid=read_cell("pmid", cells["pmid"]).pmid if "pmid" in cells else None,
                identifier=next((r.identifier for r in named.references if r.identifier), None),
                page=next((r.page for r in named.references if r.page), None),
                title=self.title(named.keys[0], clean(cells["title"])) if "title" in cells else None,
                year=cells.get("year"),
                design=name_of("design", cells["design"]) if "design" in cells else None,
                read_as=name_of("read_as", cells["read_as"]) if "read_as" in cells else None,
            )
        )
        return iri

    def title(self, key: str, text: str) -> str:
        """The title without markup and entities; that there were any is told."""
        plain = plain_text(text)
        if plain != text:
            self.collector.remarks.add("source", "had markup or entities in its title, which is plain text now", key)
        return plain
