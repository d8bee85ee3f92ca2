"""A table of claims that a curator fills in a spreadsheet, as claims.

One row is one claim with one source that bears on it, or with one search that found nothing; a claim with three sources
has three rows, alike but for the source. A row without a claim describes a source. A claim may be a sentence only.
:mod:`~ldn_graph.importers.table_layout` has the columns, :mod:`~ldn_graph.importers.table_checks` what may stand in
them. Every mistake is named with its row, its column and a remedy,
:data:`~ldn_graph.importers.table_layout.MISTAKES_SHOWN` at once; a table with a mistake is not imported in part.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from decimal import Decimal

from ..errors import EmptyTableError, ImportFormatError
from ..model.alike import fold
from ..model.vocab import BIOLINK
from ..output.characters import clean, cut
from ..output.remarks import Remarks
from ..sources.addresses import iri_of
from ..sources.markup import plain_text
from .article_text import find_words, passage_of, text_of_article
from .biolink import topic_of
from .collector import Collector, LineDetails, Relation
from .iris import DEFAULT_NAMESPACE
from .spreadsheets import csv_cells
from .table_cells import read_date, read_interval, read_list, read_number, read_stated, read_whole
from .table_checks import CheckedRow, TableChecks
from .table_layout import MISTAKES_SHOWN, Row, read_rows
from .table_names import NAMES, other_names
from .table_sources import NamedSource, read_cell
from .table_words import choice_of
from .texts import LONGEST_LABEL
from .values import (
    Imported,
    ImportedPassage,
    ImportedQuantity,
    ImportedResult,
    ImportedRiskOfBias,
    ImportedSearch,
    ImportedSource,
)

NO_ARTICLES: Mapping[str, str] = {}


def import_table(
    name: str, text: str, namespace: str = DEFAULT_NAMESPACE, articles: Mapping[str, str] = NO_ARTICLES
) -> Imported:
    """The claims of a table in CSV, given as the name and the text of its file; see :func:`import_cells`."""
    return import_cells(name, csv_cells(name, text), namespace, articles)


def import_cells(
    name: str,
    cells: Sequence[Sequence[str]],
    namespace: str = DEFAULT_NAMESPACE,
    articles: Mapping[str, str] = NO_ARTICLES,
    *,
    called: str | None = None,
    workbook: bool = False,
    others: Collection[str] = (),
) -> Imported:
    """The claims of a table, given as all its rows.

    ``name`` stands in messages; claims without an article come from a record of that name, or of the one that the
    table is ``called`` by. ``workbook``: the rows are of a workbook, so numbers below 1 % are told. ``articles`` are
    the raw texts of articles by their keys, or by "" where there is one: in them the words under *said* are found.
    Where one alone has a key, it is meant by words under *said* that no article is named for. ``others`` are ids of
    claims elsewhere, that those of the table may rest on. Raises
    :class:`~ldn_graph.errors.ImportFormatError` with all mistakes of the table, and
    :class:`~ldn_graph.errors.EmptyTableError` where it has no row yet.
    """
    remarks = Remarks()
    rows = [_in_its_article(row, articles) for row in read_rows(name, cells, remarks)]
    checks = TableChecks(rows, remarks)
    checked = [checks.check(row) for row in rows]
    sources = checks.named_sources()
    ids = {row.cells["id"] for row in rows if "id" in row.cells}.union(others)
    for row in filter(None, checked):
        _check_against_others(row, ids, articles, checks)
    _check_circles(rows, checks)
    _tell_like_ids(rows, remarks)
    if checks.mistakes:
        more = len(checks.mistakes) - MISTAKES_SHOWN
        shown = "\n".join(checks.mistakes[:MISTAKES_SHOWN]) + (f"\n... and {more:,} more" if more > 0 else "")
        raise ImportFormatError(f"{name}: nothing was imported\n{shown}")
    if not rows:
        raise EmptyTableError(f"{name}: no row beneath the header; see `ldn-graph import table --template`")
    writer = _TableClaims(name, called or name, namespace, sources, articles, remarks)
    for row in filter(None, checked):
        writer.add(row)
        if workbook:
            _tell_shares(row, remarks)
    return writer.collector.collected([name])._replace(rows=writer.rows)


def _in_its_article(row: Row, articles: Mapping[str, str]) -> Row:
    """The row with the key of the article that its words are of, where one article alone has a key."""
    keys = [key for key in articles if key]
    if len(keys) != 1 or "said" not in row.cells or "article" in row.cells:
        return row
    return row._replace(cells={**row.cells, "article": keys[0]})


def _check_against_others(
    row: CheckedRow, ids: Container[str], articles: Mapping[str, str], checks: TableChecks
) -> None:
    """What a row says that only the ids of all rows and the article's text can tell to be right."""
    for claim in (rests_on := read_list(row.cells.get("rests_on", ""))):
        if claim not in ids:
            checks.mistake(row.number, "rests_on", claim, "write the id of a claim of this table")
    if row.cells.get("id") in rests_on:
        checks.mistake(row.number, "rests_on", row.cells["id"], "a claim does not rest on itself; write another's id")
    said, text = row.cells.get("said"), text_of_article(row.cells.get("article", ""), articles)
    if said is None or text is None:
        return
    found = len(find_words(text, said))
    if not found:
        checks.mistake(row.number, "said", said, "copy the words from the article's text as they are there")
    elif found > 1:
        problem = f"{said[:80]}, which stands {found} times in the article"
        checks.mistake(row.number, "said", problem, "quote more of the sentence")


def _check_circles(rows: Iterable[Row], checks: TableChecks) -> None:
    """Claims that rest on one another in a circle: the first that is found."""
    from graphlib import CycleError, TopologicalSorter

    named = {row.cells["id"]: row for row in reversed([row for row in rows if "id" in row.cells])}
    grounds = {name: sorted({*read_list(named[name].cells.get("rests_on", ""))} - {name}) for name in sorted(named)}
    try:
        TopologicalSorter(grounds).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        problem = f"claims rest on one another in a circle, {' -> '.join(circle)}"
        checks.mistake(named[circle[0]].number, "rests_on", problem, "take one of these ids away")


def _tell_like_ids(rows: Iterable[Row], remarks: Remarks) -> None:
    """Tell each id of a claim that is another's but for capitals: they are two claims, and perhaps one was meant."""
    first: dict[str, dict[str, int]] = {}
    for row in rows:
        if name := row.cells.get("id"):
            alike = first.setdefault(fold(name), {})
            if alike and name not in alike:
                known, number = next(iter(alike.items()))
                place = f"row {row.number}: {name}, beside {known} in row {number}"
                remarks.add("id", "that looks like that of another claim", place)
            alike.setdefault(name, row.number)


def _tell_shares(row: CheckedRow, remarks: Remarks) -> None:
    """Tell numbers below 1 %, which may be those that a workbook shows as per cent."""
    for column in ("stated", "found"):
        number = read_stated(row.cells.get(column, ""))
        if number and row.cells["unit"] == "%" and 0 < Decimal(number.high) < 1:
            detail = "below 1 %, where a workbook may have 0.85 for 85 %; look at it"
            remarks.add("number", detail, f"row {row.number}, {column} {number}")


class _TableClaims:
    """Puts rows without a mistake together to claims, of their articles or else of one record, the table itself."""

    def __init__(
        self,
        name: str,
        called: str,
        namespace: str,
        sources: Iterable[NamedSource],
        articles: Mapping[str, str],
        remarks: Remarks,
    ) -> None:
        self.collector = Collector(namespace, named_by_label=True, remarks=remarks)
        self.name = clean(called.replace("\\", "/").rpartition("/")[2])[:200]
        self.articles = articles
        self.seen: set[tuple[object, ...]] = set()
        self.rows: dict[str, int] = {}
        self.sources: dict[str, str] = {}
        keys: dict[str, str] = {}  # of each source, by its IRI
        for source in sources:
            iri = self.source(source)
            if (key := keys.setdefault(iri, source.keys[0])) != source.keys[0]:
                raise ImportFormatError(f"{name}: the keys {key} and {source.keys[0]} look alike; write one otherwise")
            self.sources.update((key, iri) for key in source.keys)

    def add(self, row: CheckedRow) -> None:
        """Add what a row says: a claim with its entities and its source or search, or what an article cites."""
        cells = row.cells
        articles = [self.sources[key] for key in read_list(cells.get("article", ""))]
        if "source" in cells:
            self.rows.setdefault(self.sources[cells["source"]], row.number)
        for article in articles:
            self.rows.setdefault(article, row.number)
        if row.claim is None:
            for article in articles:
                self.cites(article, self.sources[cells["source"]])
            return
        origins = articles or [self.record()]
        claim = self.claim(row, row.claim, origins)
        if claim not in self.rows and row.choices["topic"] is None:
            self.tell_topic(row)
        self.rows.setdefault(claim, row.number)
        if row.choices["cited"] == "yes" and len(origins) == 1:
            self.cites(origins[0], self.sources[cells["source"]])
        if "bearing" in cells:
            self.line(row, claim, self.sources[cells["source"]])
        elif "searched" in cells:
            self.search(row, claim)
        if "comment" in cells and "bearing" not in cells:
            self.collector.remarks.add("comment", "left out, of a row without a source", f"row {row.number}")

    def tell_topic(self, row: CheckedRow) -> None:
        """Tell of a claim without a topic which one it gets: whether it has a certainty follows from it."""
        if row.predicate is None:
            detail = "of a sentence only without a topic, taken for background, which is never overclaimed"
            self.collector.remarks.add("claim", detail, f"row {row.number}")
        else:
            detail = "without a topic, for which its predicate decides"
            topic = topic_of(row.predicate.removeprefix(BIOLINK.iri))
            self.collector.remarks.add("claim", detail, f"row {row.number}: {topic}")

    def record(self) -> str:
        """The IRI of the table, from which claims come that no article is named for."""
        iri = self.collector.iris.mint("source", "table", self.name)
        if iri not in self.collector.sources:
            label = f"claims of the table {self.name}"
            self.collector.source(ImportedSource(iri, label, record=True, read_as="fullText"))
        return iri

    def cites(self, article: str, source: str) -> None:
        """An article cites a source: it has references, also where it ties none to another claim."""
        known = self.collector.sources[article]
        self.collector.source(known._replace(cites=tuple(dict.fromkeys((*known.cites, source)))))

    def claim(self, row: CheckedRow, key: str, origins: Iterable[str]) -> str:
        """The IRI of the claim of a row, added with its entities."""
        cells, choices = row.cells, row.choices
        for column in NAMES:
            if column in cells:
                entity = self.collector.entity(
                    cells[column],
                    label=cells[column],
                    kind="Condition" if column == "condition" else choices[f"{column}_kind"] or "",
                    identifiers=read_list(cells.get(f"{column}_id", "")),
                    other_labels=other_names(cells, column),
                )
                self.rows.setdefault(entity, row.number)
        relation = None
        if row.predicate:
            words = " ".join(cells["predicate"].split())
            relation = Relation(cells["subject"], row.predicate, words, cells["object"])
        local = (row.predicate or "").removeprefix(BIOLINK.iri)
        named = "id" in cells
        claim_iri = (self.collector.iris.keep if named else self.collector.iris.mint)("claim", key)
        cited = [self.sources[cells["source"]]] if choices["cited"] == "yes" else []
        claim = ""
        for origin in origins:
            claim = self.collector.claim(
                relation,
                cells.get("condition"),
                origin=origin,
                topic=choices["topic"] or (topic_of(local) if relation else "background"),
                wording=choices["wording"] or "unjudged",
                direction=choices["direction"],
                negated=choices["negated"] == "yes",
                name=key,
                named=named,
                label=cells["claim"],
                cited=cited,
                quantity=_quantity(cells, "stated", self.beside("quantity", claim_iri)),
                passages=self.passages(row, claim_iri, origin),
                rests_on=tuple(
                    self.collector.iris.keep("claim", other) for other in read_list(cells.get("rests_on", ""))
                ),
            )
        return claim

    def passages(self, row: CheckedRow, claim: str, article: str) -> tuple[ImportedPassage, ...]:
        """Where the article says it, where its text is at hand."""
        said = row.cells.get("said")
        if said is None:
            return ()
        text = text_of_article(row.cells["article"], self.articles)
        if text is None:
            detail = "left out: give the article's text, --article FILE"
            self.collector.remarks.add("passage", detail, f"row {row.number}")
            return ()
        (place,) = find_words(text, said)
        return (passage_of(f"{claim}#passage", article, clean(row.cells.get("section", "main text")), text, place),)

    def beside(self, kind: str, iri: str) -> str:
        """The IRI of what there is one of beside a node."""
        return f"{self.collector.iris.namespace}{kind}/{iri.rpartition('/')[2]}"

    def is_new(self, row: CheckedRow, *said: object) -> bool:
        """Whether no row before this one says the same; that it does is told."""
        if said in self.seen:
            self.collector.remarks.add("row", "left out, the same as one before it", f"row {row.number}")
            return False
        self.seen.add(said)
        return True

    def search(self, row: CheckedRow, claim: str) -> None:
        """Add a search that found nothing."""
        cells = row.cells
        comment, place = clean(cells.get("search_for") or cells["claim"]), clean(cells["searched"])
        search = ImportedSearch("", comment, place, read_date(cells["search_date"]) or "")
        if self.is_new(row, claim, search):
            iri = self.collector.evidence_name(claim, "search")
            self.rows[iri] = row.number
            self.collector.search(claim, search._replace(iri=iri))

    def line(self, row: CheckedRow, claim: str, source: str) -> None:
        """Add how a row's source bears on its claim."""
        cells, choices = row.cells, row.choices
        bearing, quantity, result = choices["bearing"] or "", _quantity(cells, "found"), self.result(row)
        texts = {column: clean(text) for column, text in cells.items()}
        details: LineDetails = {
            "directness": choices["directness"] or ("indirect" if row.domains else "unrated"),
            "indirectness": row.domains,
            "null_without_interval": choices["null_without_interval"] == "yes",
            "judge": self.collector.reader(texts["judge"]) if "judge" in texts else None,
            "created": read_date(cells.get("judged_on", "")),
            "quotation": texts.get("quotation"),
            "finding": texts.get("finding"),
            "comment": texts.get("comment"),
        }
        if not self.is_new(row, claim, source, bearing, *details.values(), quantity, result):
            return
        iri = self.collector.evidence_name(claim, source)
        if quantity:
            details["quantity"] = quantity._replace(iri=self.beside("quantity", iri))
        if result:
            found = result._replace(iri=self.beside("result", iri))
            self.rows[found.iri] = row.number
            details["result"] = found.iri
            self.collector.result(source, found)
        self.rows[iri] = row.number
        self.collector.line(claim, source, bearing, iri=iri, **details)

    def result(self, row: CheckedRow) -> ImportedResult | None:
        """What a row's source found of the object, without an IRI; None where it says nothing of it."""
        cells, choices = row.cells, row.choices
        if not any(column in cells for column in ("result", "measure", "estimate", "people", "effect")):
            return None
        is_outcome = "object" in cells and choices["object_kind"] != "Condition" and "otherOutcome" not in row.domains
        return ImportedResult(
            "",
            clean(cells.get("result") or cells.get("object") or cells["claim"]),
            outcome=self.collector.entity(cells["object"]) if is_outcome else None,
            measure=choices["measure"],
            estimate=read_number(cells.get("estimate", "")),
            interval=read_interval(cells.get("interval", "")),
            people=read_whole(cells.get("people", "")),
            direction=choices["effect"],
        )

    def source(self, named: NamedSource) -> str:
        """The IRI of a source, with all that the rows say of it."""
        first, cells = named.references[0], named.cells
        for reference in named.references:
            self.collector.tell_doubt(reference)
        for key in named.keys[1:]:
            detail = "of a source that has another key, taken for one paper"
            self.collector.remarks.add("key", detail, f"{key!a} is {named.keys[0]!a}")
        make = self.collector.iris.mint if first.resolvable else self.collector.iris.keep
        iri = make("source", clean(first.key))
        read = {column: read_cell(column, text) for column, text in cells.items()}
        identifiers = dict.fromkeys(
            [r.identifier for r in named.references if r.identifier]
            + [read[c].identifier or "" for c in ("pmcid", "trial", "isbn") if c in cells]
        )
        pages = [r.page for r in named.references if r.page]
        if "address" in cells:
            pages.append(iri_of(cells["address"]))
        choices = {c: choice.name for c in ("design", "read_as", "risk_of_bias_tool", "risk_of_bias")
                   if c in cells and (choice := choice_of(c, cells[c]))}  # fmt: skip
        texts = {column: clean(text) for column, text in cells.items()}
        risk = None
        if "risk_of_bias" in choices:
            node = self.beside("assessment", iri)
            risk = ImportedRiskOfBias(node, choices["risk_of_bias_tool"], choices["risk_of_bias"])
        self.collector.source(
            ImportedSource(
                iri,
                cut(clean(first.label), LONGEST_LABEL),
                doi=read["doi"].doi if "doi" in cells else None,
                pmid=read["pmid"].pmid if "pmid" in cells else None,
                identifiers=tuple(identifiers),
                page=pages[-1] if pages else None,
                title=self.title(named.keys[0], clean(cells["title"])) if "title" in cells else None,
                year=read_date(cells.get("year", "")),
                design=choices.get("design"),
                read_as=choices.get("read_as"),
                participants=read_whole(cells.get("participants", "")),
                risk_of_bias=risk,
                authors=texts.get("authors"),
                journal=texts.get("journal"),
                volume=texts.get("volume"),
                issue=texts.get("issue"),
                pages=texts.get("pages"),
            )
        )
        return iri

    def title(self, key: str, text: str) -> str:
        """The title without markup and entities; that there were any is told."""
        plain = plain_text(text)
        if plain != text:
            self.collector.remarks.add("source", "had markup or entities in its title, which is plain text now", key)
        return plain


def _quantity(cells: Mapping[str, str], column: str, iri: str = "") -> ImportedQuantity | None:
    """The number in a column, where it has one."""
    number = read_stated(cells.get(column, ""))
    return number and ImportedQuantity(iri, clean(cells["number_of"]), *number, clean(cells["unit"]))
