"""A summary of findings as one page of HTML: no script, nothing from elsewhere, and a table for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ..output.characters import capital, printable
from .findings import HOW_TO_READ, FindingsRow, SummaryOfFindings
from .tables import COLUMNS

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --ink: #1a1a1a; --link: #0a4fa8; --rule: #767676; }
@media (prefers-color-scheme: dark) { :root { --ground: #121212; --ink: #e8e8e8; --link: #9ecbff; --rule: #8a8a8a; } }
body { background: var(--ground); color: var(--ink); }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 90rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { border: 1px solid var(--rule); padding: .4rem .5rem; text-align: left; vertical-align: top; }
td p { margin: 0 0 .4rem; }
dt { font-weight: 600; }
a { color: var(--link); }
tr { break-inside: avoid; }
@media (max-width: 640px) {
  thead { position: absolute; clip-path: inset(50%); }
  tbody, tr, th, td { display: block; border-width: 0; padding: .1rem 0; }
  tr { padding: .6rem 0; border-top: 1px solid var(--rule); }
  td:not(:empty)::before { content: attr(data-head) ": "; font-weight: 600; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_page(summary: SummaryOfFindings) -> str:
    """The whole page. All texts are escaped."""
    title = _text(summary.title)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
            *_parts(summary),
            "</main>\n</body>\n</html>\n",
        )
    )


def html_fragment(summary: SummaryOfFindings) -> str:
    """The same without a style, to stand in another page or in a notebook."""
    return f"<div>\n{''.join(_parts(summary))}</div>\n"


def _text(value: object) -> str:
    return escape(printable(value))


def _parts(summary: SummaryOfFindings) -> Iterator[str]:
    """What it is about, the table, the notes, how to read it, the studies."""
    yield "<dl>\n"
    for name, text in summary.facts:
        yield f"<dt>{_text(name)}</dt><dd>{_text(text)}</dd>\n"
    yield "</dl>\n"
    if summary.empty:
        yield f"<p>{_text(capital(summary.empty))}.</p>\n"
    else:
        yield from _table(summary)
        yield from _list("Notes", "ol", (_note(n, text) for n, text in enumerate(summary.notes, start=1)))
        yield from _list("How to read this", "ul", (f"<li>{_text(text)}</li>" for text in HOW_TO_READ))
        studies = (f"<li><b>{_text(ident)}</b>: {_text(citation)}</li>" for ident, citation in summary.studies)
        yield from _list("Studies", "ul", studies)


def _table(summary: SummaryOfFindings) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in COLUMNS)
    yield (
        f'<div class="wide" role="region" aria-label="findings" tabindex="0">\n<table>\n'
        f"<caption>{_text(summary.title)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
    )
    for heading, rows in summary.sections:
        yield f'<tbody>\n<tr><th scope="rowgroup" colspan="{len(COLUMNS)}">{_text(heading)}</th></tr>\n'
        yield from map(_row, rows)
        yield "</tbody>\n"
    yield "</table>\n</div>\n"


def _row(row: FindingsRow) -> str:
    effect = "".join(f"<p>{_text(text)}</p>" for text in row.effect_texts)
    cells = (
        _text(row.body),
        effect + _links(row.effect_notes),
        _text(row.certainty) + _links(row.notes),
        _text(row.status),
        _text(row.plain),
    )
    tail = "".join(f'<td data-head="{name}">{cell}</td>' for name, cell in zip(COLUMNS[2:], cells, strict=True))
    claim = f'<td data-head="{COLUMNS[0]}">{_text(row.claim or "")}</td>'
    return f'<tr>{claim}<th scope="row">{_text(row.name)}</th>{tail}</tr>\n'


def _links(notes: Iterable[int]) -> str:
    """The numbers of notes as links to them."""
    links = ", ".join(f'<a href="#note-{n}" aria-label="note {n}">{n}</a>' for n in notes)
    return f" <sup>{links}</sup>" if links else ""


def _note(number: int, text: str) -> str:
    return f'<li id="note-{number}">{_text(text)}</li>'


def _list(heading: str, kind: str, items: Iterable[str]) -> Iterator[str]:
    """A heading with a list under it, nothing where there is no item."""
    body = "\n".join(items)
    if body:
        yield f"<h2>{_text(heading)}</h2>\n<{kind}>\n{body}\n</{kind}>\n"
