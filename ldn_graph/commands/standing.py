"""``ldn-graph standing``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .common.completion import complete_names
from .common.options import TABLES, file_option, format_option, graph_option, not_empty

if TYPE_CHECKING:
    from ..model.claims import Source
    from ..model.standing import SourceStanding
    from ..sources.standing.survey import Asked, Surveyed

FORMATS = (*TABLES, "turtle")
COLUMNS = ("source", "standing", "as_of", "by", "when", "reason", "notice", "label")


@click.command()
@click.argument("names", nargs=-1, callback=not_empty, metavar="[KEY]...", shell_complete=complete_names("source"))
@click.option(
    "--list",
    "lists",
    multiple=True,
    callback=not_empty,
    metavar="FILE",
    help="A newer list: the text of Europe PMC, or the table of Retraction Watch. May be given several times.",
)
@click.option("--online", is_flag=True, help="Ask Crossref and Europe PMC about each source that has an identifier.")
@format_option(*FORMATS)
@file_option
@graph_option
def standing(
    paths: tuple[str, ...],
    names: tuple[str, ...],
    lists: tuple[str, ...],
    online: bool,
    format_name: str | None,
    output: str | None,
) -> None:
    """Whether sources still stand: retracted, corrected, doubted, or not listed.

    By the list that ships with the package, by what the graph states, and by newer lists. As Turtle it can be given
    beside the graph, and is then what audits and queries go by. KEY is gironi-2008, a DOI or a PMID; without one all
    sources of the graph are looked up. Exit code 1 says that one does not stand.

    \b
    Example:  ldn-graph standing --list retraction_watch.csv -o standing.ttl
              ldn-graph audit --graph data/triples.ttl --graph standing.ttl
    """
    from ..output.tables import json_text
    from ..rdf.claim_reader import read_sources
    from ..sources.standing.survey import survey
    from ..sources.standing.words import describe_survey
    from ..sparql.names import LISTINGS, find_node
    from .common.output import choose_format, format_rows, open_output, packed, write
    from .common.reading import open_named_graph

    format_name = choose_format(format_name, output, FORMATS)
    graph = open_named_graph(paths)
    sources = read_sources(graph)
    wanted = {find_node(graph, name, "source", LISTINGS["source"]) for name in names}
    chosen = tuple(s for s in sources if s.iri in wanted) if names else sources
    asked = [*_read_lists(lists, sources), *_ask_online(chosen, sources, online)]
    surveyed = tuple(s for s in survey(sources, asked) if not names or s.source.iri in wanted)
    if format_name == "turtle":
        from ..rdf.standing_writer import write_standings

        with open_output(output) as stream, packed(output, stream) as out:
            count = write_standings(surveyed, out)
        click.echo(f"{count:,} of {len(surveyed):,} sources written; of the others nothing is known", err=True)
    elif format_name == "json":
        write(output, json_text([_document(one) for one in surveyed]))
    else:
        write(output, format_rows(format_name, COLUMNS, map(_row, surveyed)))
    click.echo(describe_survey(surveyed), err=True)
    click.echo(_counts(surveyed), err=True)
    if any(one.name == "retracted" for one in surveyed):
        raise SystemExit(1)


def _read_lists(files: Iterable[str], sources: Sequence[Source]) -> Iterator[Asked]:
    from ..output.characters import printable
    from ..output.counts import count_words
    from ..output.dates import date_words
    from ..sources.standing.lists import read_list
    from ..sources.standing.shipped import keys_of
    from ..sources.standing.words import origin_words

    wanted = frozenset(key for source in sources for key in keys_of(source))
    for file in files:
        read = read_list(file, wanted)
        entries = count_words(read.entries, "entry", "entries")
        day = f"{'of' if read.dated else 'at least as new as'} {date_words(read.listed_on)}"
        click.echo(printable(f"{file}: {entries} of {origin_words(read.origin)}, {day}"), err=True)
        for remark in read.remarks:
            click.echo(printable(f"{file}: {remark}"), err=True)
        yield read.standing_of


def _ask_online(chosen: Sequence[Source], sources: Sequence[Source], online: bool) -> Iterator[Asked]:
    """What asks the services about the papers of the chosen sources, each once."""
    if not online:
        return
    import os

    from ..errors import InputError
    from ..output.counts import count_words
    from ..sources.http import CONTACT
    from ..sources.standing.online import MOST, ask_online
    from ..sources.standing.survey import join_papers

    keys = join_papers(sources)
    papers = {frozenset(keys[source.iri]) for source in chosen if keys[source.iri]}
    if len(papers) > MOST:
        remedy = "name the sources, or take a list with --list"
        raise InputError(f"{len(papers):,} papers are too many to ask for one by one ({MOST:,} at most); {remedy}")
    if not os.environ.get(CONTACT):
        click.echo(f"{CONTACT} is not set; the services ask for a contact, as name@example.org", err=True)
    click.echo(f"asking Crossref and Europe PMC about {count_words(len(papers), 'paper')} ...", err=True)
    yield _asking_once(papers, ask_online)


def _asking_once(papers: set[frozenset[str]], ask: Callable[[Sequence[str]], SourceStanding | None]) -> Asked:
    answers: dict[frozenset[str], SourceStanding | None] = {}

    def answer(keys: Sequence[str]) -> SourceStanding | None:
        paper = frozenset(keys)
        if paper not in papers:
            return None
        if paper not in answers:
            answers[paper] = ask(keys)
        return answers[paper]

    return answer


def _row(surveyed: Surveyed) -> tuple[str, ...]:
    from ..sources.standing.words import STANDING_WORDS, origin_words, why_unknown

    source, standing = surveyed
    words = STANDING_WORDS[surveyed.name]
    if standing is None:
        return source.id, words, "", "", "", why_unknown(source), "", str(source.label)
    last = standing.decisive
    return (
        source.id, words, standing.listed_on, origin_words(standing.origin), (last and last.date) or "",
        (last and last.reason) or "", (last and last.doi) or "", str(source.label),
    )  # fmt: skip


def _document(surveyed: Surveyed) -> dict[str, object]:
    from ..sources.standing.words import standing_fields, why_unknown

    last = surveyed.standing and surveyed.standing.decisive
    return {
        "source": surveyed.source.id,
        "iri": surveyed.source.iri,
        **standing_fields(surveyed.name, surveyed.standing),
        "reason": (last and last.reason) if surveyed.standing else why_unknown(surveyed.source),
    }


def _counts(surveyed: Sequence[Surveyed]) -> str:
    from collections import Counter

    from ..output.counts import count_words
    from ..sources.standing.words import STANDING_WORDS

    counts = Counter(one.name for one in surveyed)
    told = ", ".join(f"{counts[name]:,} {words}" for name, words in STANDING_WORDS.items() if counts[name])
    return f"{count_words(len(surveyed), 'source')}: {told}" if told else "no sources"
