"""A table of claims that a curator fills in a spreadsheet, as claims.

One row is one claim with one source that bears on it; a claim with three sources has three rows, alike but for the
source. :mod:`~ldn_graph.importers.table_layout` has the columns, :mod:`~ldn_graph.importers.table_checks` what may
stand in them. Every mistake is named with its row, its column and a remedy,
:data:`~ldn_graph.importers.table_layout.MISTAKES_SHOWN` at once; a table with a mistake is not imported in part.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import ImportFormatError
from ..model.vocab import BIOLINK
from ..output.characters import clean
from ..sources.identity import read_reference
from ..sources.markup import plain_text
from .biolink import topic_of
from .collector import Collector
from .iris import DEFAULT_NAMESPACE
from .table_checks import CheckedRow, TableChecks, claim_key, name_of, read_pmid
from .table_layout import MISTAKES_SHOWN, read_rows
from .texts import LONGEST_LABEL
from .values import Imported, ImportedSource


def import_table(name: str, text: str, namespace: str = DEFAULT_NAMESPACE) -> Imported:
    """The claims of a table, given as the name and the text of its file.

    Raises :class:`~ldn_graph.errors.ImportFormatError` with all its mistakes.
    """
    checks = TableChecks()
    writer = _TableClaims(name, namespace, checks.source_cells)
    rows = 0
    for row in read_rows(name, text):
        rows += 1
        if (checked := checks.check(row)) and not checks.mistakes:
            writer.add(checked)
    if checks.mistakes:
        more = len(checks.mistakes) - MISTAKES_SHOWN
        shown = "\n".join(checks.mistakes[:MISTAKES_SHOWN]) + (f"\n... and {more:,} more" if more > 0 else "")
        raise ImportFormatError(f"{name}: nothing was imported\n{shown}")
    if not rows:
        raise ImportFormatError(f"{name}: no row beneath the header; see `ldn-graph import table --template`")
    return writer.collector.collected([name])


class _TableClaims:
    """Puts rows without a mistake together to claims of one record, the table itself."""

    def __init__(self, name: str, namespace: str, source_cells: Mapping[str, Mapping[str, tuple[int, str]]]) -> None:
        self.collector = Collector(namespace, named_by_label=True)
        self.source_cells = source_cells
        self.with_markup: set[str] = set()
        label = clean(name.replace("\\", "/").rpartition("/")[2])[:200]
        self.table = self.collector.iris.mint("source", "table", label)
        record = ImportedSource(self.table, f"claims of the table {label}", record=True, read_as="fullText")
        self.collector.source(record)

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
        source = self.source(cells["source"]) if "source" in cells else None
        claim = self.collector.claim(
            cells["subject"],
            (row.predicate, cells["predicate"]),
            cells["object"],
            cells.get("condition"),
            origin=self.table,
            topic=choices["topic"] or topic_of(row.predicate.removeprefix(BIOLINK.iri)),
            wording=choices["wording"] or "unjudged",
            direction=choices["direction"],
            name=claim_key(cells),
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

    def source(self, key: str) -> str:
        """The IRI of the source with this key, with all that the rows so far say of it."""
        cells = {column: value for column, (_, value) in self.source_cells[key].items()}
        reference = read_reference(clean(key))
        iri = self.collector.iris.mint("source", reference.key)
        self.collector.source(
            ImportedSource(
                iri,
                reference.label[:LONGEST_LABEL],
                doi=read_reference(cells["doi"]).doi if "doi" in cells else reference.doi,
                pmid=read_pmid(cells["pmid"]) if "pmid" in cells else reference.pmid,
                identifier=reference.identifier,
                page=reference.page,
                title=self.title(key, clean(cells["title"])) if "title" in cells else None,
                year=cells.get("year"),
                design=name_of("design", cells["design"]) if "design" in cells else None,
                read_as=name_of("read_as", cells["read_as"]) if "read_as" in cells else None,
            )
        )
        return iri

    def title(self, key: str, text: str) -> str:
        """The title without markup and entities; that there were any is told once of each source."""
        plain = plain_text(text)
        if plain != text and key not in self.with_markup:
            self.with_markup.add(key)
            self.collector.remarks.add("source", "had markup or entities in its title, which is plain text now", key)
        return plain
