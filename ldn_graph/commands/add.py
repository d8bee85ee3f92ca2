"""``ldn-graph add``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .common.options import file_option, format_option, graph_option, not_empty

if TYPE_CHECKING:
    from ..model.claims import Source
    from ..output.remarks import Remarks
    from ..rdf.source_adding import Plan
    from ..sources.fetching import Servers
    from ..sources.identity import Reference
    from ..sources.record import Record


@click.command()
@click.argument("inputs", nargs=-1, metavar="[FILE|IDENTIFIER]...")
@click.option(
    "--to",
    callback=not_empty,
    metavar="FILE.ttl",
    help="Your graph in Turtle; made where there is none. Default: the one Turtle file of this folder's "
    "ldn-graph.toml.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be changed, as a diff, and change nothing.")
@click.option("--check", is_flag=True, help="Compare the sources of the graph with the records, and change nothing.")
@click.option("--online", is_flag=True, help="With --check: fetch the record of each source that has an identifier.")
@click.option("--server", hidden=True, help="Ask this address in the place of all servers, for tests.")
@format_option("table", "json", "csv", "markdown")
@file_option
@graph_option
def add(
    paths: tuple[str, ...],
    inputs: tuple[str, ...],
    to: str | None,
    dry_run: bool,
    check: bool,
    online: bool,
    server: str | None,
    format_name: str | None,
    output: str | None,
) -> None:
    """Bring sources in from a reference manager, or check those of a graph against it.

    FILE is what Zotero, EndNote, Mendeley or PubMed export: BibTeX, RIS, CSL-JSON, nbib, PubMed's or EndNote's XML;
    the format shows by its content. IDENTIFIER is a DOI, a PMID or a trial's number, as doi:10.1177/1352458508095828,
    pmid:18728058 or NCT00501696: its record is fetched from Crossref, NCBI or ClinicalTrials.gov, which are asked for
    nothing else.

    Sources that are there get what they have not; nothing that you recorded is changed. Comments, order and every other
    byte of FILE.ttl stay.

    \b
    Example:  ldn-graph add my-library.bib --to my-claims.ttl --dry-run
              ldn-graph add --check my-library.bib --graph my-claims.ttl
    """
    from ..output.characters import printable
    from ..output.remarks import Remarks
    from ..project.settings import FILE
    from .common.settings import turtle_file_of_folder
    from .common.telling import tell

    remarks = Remarks()
    servers = _servers(server)
    if check:
        if to or dry_run:
            raise click.UsageError(
                "--check changes nothing; give the graph with --graph, and leave --to and --dry-run out"
            )
        sure = _check(paths, inputs, online, remarks, servers, format_name, output)
    elif online:
        raise click.UsageError("--online goes with --check; name the identifiers that are to be fetched")
    elif not inputs:
        raise click.UsageError("give files or identifiers")
    elif paths or output or format_name:
        raise click.UsageError("--graph, -o and --format go with --check; your graph is --to FILE.ttl")
    else:
        sure = False
        if to is None:
            to = turtle_file_of_folder()
            click.echo(printable(f"adding to {to}, as {FILE} says"), err=True)
        _add(to, list(_read(inputs, remarks, servers)), dry_run)
    tell(remarks.lines())
    if sure:
        raise SystemExit(1)


def _servers(address: str | None) -> Servers:
    from ..sources.fetching import Servers

    return Servers(*[address] * len(Servers._fields)) if address else Servers()


def _read(inputs: Iterable[str], remarks: Remarks, servers: Servers) -> Iterator[Record]:
    """The records of the files, and of the identifiers, which are fetched together."""
    import os

    from ..errors import UnknownNameError
    from ..importers.inputs import read_whole
    from ..output.counts import count_words
    from ..sources.fetching import can_be_fetched, fetch_records
    from ..sources.identity import read_reference
    from ..sources.readers.formats import read_records

    asked: list[Reference] = []
    for text in inputs:
        if text == "-" or os.path.exists(text):
            click.echo(f"reading {text}", err=True)
            yield from read_records("<stdin>" if text == "-" else text, read_whole(text), remarks)
        elif can_be_fetched(reference := read_reference(text)):
            asked.append(reference)
        else:
            remedy = "give an export of a reference manager, or doi:10..., pmid:... or NCT..."
            raise UnknownNameError(f"{text}: no such file, and no identifier whose record is fetched; {remedy}")
    if asked:
        click.echo(f"fetching {count_words(len(asked), 'record')}", err=True)
        yield from fetch_records(asked, remarks, servers)


def _add(to: str, records: Sequence[Record], dry_run: bool) -> None:
    from pathlib import Path

    from ..output.characters import printable
    from ..output.files import write_file
    from ..rdf.source_file import read_source_file
    from .common.editing import diff, refuse_disagreement
    from .common.output import write_texts

    path = Path(to)
    file = read_source_file(path)
    is_new = not path.exists()
    plan, data = file.with_records(records)
    if plan.additions:
        refuse_disagreement(path, data)
    if dry_run:
        write_texts(None, diff(to, file.data, data))
    elif plan.additions:
        file.refuse_changed()
        write_file(path, data)
    _tell(plan)
    _tell_left_out(records)
    if not plan.additions:
        click.echo(f"nothing to change: {to}", err=True)
    elif dry_run:
        click.echo(f"nothing was written, as --dry-run asks; without it {to} is changed as shown", err=True)
    else:
        click.echo(f"written: {to}", err=True)
        if is_new:
            click.echo(printable(_NEXT.format(to)), err=True)


_NEXT = (
    "next: these are sources without claims. Write the claims that they bear on into this file (docs/model.md); or "
    "fill in a table (ldn-graph import table --template) and bring it in: ldn-graph import table claims.csv --into {}"
)


def _tell(plan: Plan) -> None:
    """What was done, and what differs from what the graph has, on standard error."""
    from ..output.characters import printable
    from ..output.counts import count_words

    def tell(text: str) -> None:
        click.echo(printable(text), err=True)

    for ident, difference in plan.differences:
        kept = f"your {difference.ours!r} is kept; the record has {difference.theirs!r}"
        tell(f"{ident}: {difference.field}: {kept}" + ("" if difference.sure else f": {difference.why}"))
    for ident in plan.doubtful:
        remedy = "correct what is wrong in your graph or in the record, and add it once more"
        tell(f"{ident}: nothing was taken from the record, which may be of another publication; {remedy}")
    for key, ident in plan.repeated:
        tell(f"{ident}: came more than once in what you add, also as {key}; it is one source")
    for key, idents in plan.between:
        remedy = "mend the identifier that is wrong, or make one source of them"
        tell(f"{key}: nothing was taken, since its identifiers are those of {' and '.join(idents)}; {remedy}")
    for ident, other, what in plan.alike:
        same = f"it has the title, year and first author of {other}, but its {what} is another"
        tell(f"{ident}: {same}; both are kept, so delete one if they are the same publication")
    if plan.renamed:
        keys = _named([f"source:{ident} is your {key}" for key, ident in plan.renamed])
        tell(f"{count_words(len(plan.renamed), 'source')} named otherwise than in your reference manager{keys}")
    counts = (
        (plan.added, "added"),
        (plan.completed, "completed"),
        (plan.unchanged, "left as it was" if len(plan.unchanged) == 1 else "left as they were"),
    )
    tell(
        "; ".join(f"{count_words(len(some), 'source')} {what}" + _named(some) for some, what in counts if some)
        or "no publication was found in what you gave"
    )


def _tell_left_out(records: Iterable[Record]) -> None:
    """What the graph has no place for, with the number of records that have it, on standard error."""
    from collections import Counter

    counts = Counter(name for record in records for name in record.left_out)
    if counts:
        said = ", ".join(f"{name} ({number:,})" for name, number in counts.items())
        click.echo(f"not carried over, with the number of records that have it: {said}", err=True)


def _named(idents: Sequence[str]) -> str:
    """The first few of them, behind what is said of them."""
    if not idents:
        return ""
    return f": {', '.join(idents[:5])}" + (f", and {len(idents) - 5:,} more" if len(idents) > 5 else "")


_COLUMNS = ("source", "field", "in the graph", "in the record", "how sure")


def _check(
    paths: tuple[str, ...],
    inputs: tuple[str, ...],
    online: bool,
    remarks: Remarks,
    servers: Servers,
    format_name: str | None,
    output: str | None,
) -> bool:
    """Whether something differs for sure, or nothing could be compared."""
    from ..output.counts import count_words
    from ..output.tables import json_text
    from ..rdf.claim_reader import read_sources
    from ..sources.comparing import compare_all
    from .common.output import choose_format, format_rows, write
    from .common.reading import open_named_graph

    if not inputs and not online:
        raise click.UsageError("give files or identifiers to compare with, or --online")
    format_name = choose_format(format_name, output, ("table", "json", "csv", "markdown"))
    sources = read_sources(open_named_graph(paths))
    records = [*_read(inputs, remarks, servers), *(_fetch_all(sources, remarks, servers) if online else ())]
    checked = compare_all(sources, records)
    if format_name == "json":
        write(output, json_text([{"source": ident, **found._asdict()} for ident, found in checked.differences]))
    elif checked.differences:
        rows = [(ident, d.field, d.ours, d.theirs, d.verdict) for ident, d in checked.differences]
        write(output, format_rows(format_name, _COLUMNS, rows))
    sure = sum(difference.sure for _, difference in checked.differences)
    click.echo(
        f"{count_words(len(checked.compared), 'source')} compared: {count_words(sure, 'difference')} for sure, "
        f"{len(checked.differences) - sure:,} likely the same; {checked.without:,} of "
        f"{count_words(len(sources), 'source')} without a record; "
        f"{count_words(len(checked.strangers), 'record')} of no source{_named(checked.strangers)}",
        err=True,
    )
    if not checked.compared:
        click.echo("nothing was compared: no record is of a source of the graph", err=True)
    return bool(sure) or not checked.compared


def _fetch_all(sources: Iterable[Source], remarks: Remarks, servers: Servers) -> Iterator[Record]:
    """The records of all sources that have an identifier, by the one that most is recorded under."""
    from ..output.counts import count_words
    from ..sources.fetching import can_be_fetched, fetch_records
    from ..sources.identity import read_reference

    texts = (
        [source.pmid and f"pmid:{source.pmid}", source.doi and f"doi:{source.doi}", *source.identifiers]
        for source in sources
    )
    read = [
        [reference for text in some if text and can_be_fetched(reference := read_reference(text))] for some in texts
    ]
    asked = [references[0] for references in read if references]
    click.echo(f"fetching {count_words(len(asked), 'record')}", err=True)
    return fetch_records(asked, remarks, servers)
