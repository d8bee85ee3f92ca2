"""How values show in a notebook: fragments of HTML, and the page in a frame.

Jupyter asks a value for ``_repr_html_``, and for ``_repr_pretty_`` where it can only show
text; those of our values come here. A fragment has no script, no style sheet and no
colour, so it reads on light ground and on dark: a status has a mark and a word, another mark where it is shown with
reserve, and beside it stand certainty and a wording that says more. What
comes from a graph is escaped, only http and https addresses become links, and long
tables end with how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ..audit.dossier import (
    audit_facts,
    certainty_facts,
    change_facts,
    claim_facts,
    evidence_groups,
    line_facts,
)
from ..audit.results import Audit, ClaimAudit, Finding
from ..audit.status import STATUS_WORDS
from ..audit.study_words import Fact
from ..model.claims import Claim, EvidenceLine
from ..model.display import register
from ..output.characters import printable
from ..output.counts import count_words
from ..summaries.findings import SummaryOfFindings
from ..summaries.webpage import html_fragment
from ..validation.report import ValidationReport
from .content import describe_count, describe_publication
from .layout import RESERVE, has_reserve, look_of, status_word

MOST = 25
"""How many rows a table shows, and how many items a list."""

STATUS_MARKS: Mapping[str, str] = {
    "supported": "●",
    "partly-supported": "◐",
    "contested": "◆",
    "indirectly-supported": "○",
    "unsupported": "△",
    "contradicted": "⊖",
    "unchecked": "□",
}
"""A character for each status, like its mark on the page: told apart without colour."""

MARKS: Mapping[str, str] = {
    **STATUS_MARKS,
    f"supported{RESERVE}": "◍",
    f"partly-supported{RESERVE}": "◔",
}
"""A character for each look."""

_LEFT = ' style="text-align: left; vertical-align: top"'  # Jupyter sets cells to the right


def audit_html(audit: Audit) -> str:
    """The counts of an audit and a table of its claims."""
    if not audit.claims:
        return _paragraph(_text(describe_count(audit, audit.selected_from)))
    checked = f", {audit.checked} checked (somebody recorded a source or a search)"
    as_of = "" if audit.as_of is None else f", as of the end of {audit.as_of}"
    reserve = {s: sum(c.status == s and has_reserve(c) for c in audit.claims) for s in STATUS_MARKS}
    counts = [
        (
            _status(s),
            _text(n),
            _text(f"{reserve[s]} of them with reserve") if reserve[s] else "",
            _text(STATUS_WORDS[s]),
        )
        for s, n in audit.count_statuses().items()
    ]
    flags = ", ".join(f"{flag} {count}" for flag, count in audit.count_flags().items() if count)
    claims = [
        (
            _text(c.claim.id),
            _text(c.claim.label),
            _status(look_of(c)),
            _text(c.certainty.words if c.certainty else ""),
            "yes" if c.overclaimed else "",
            _text(c.level_for),
            _text(c.level_against),
        )
        for c in audit.claims[:MOST]
    ]
    return _division(
        _paragraph(f"<b>{_text(describe_count(audit, audit.selected_from))}</b>{_text(checked + as_of)}"),
        _paragraph(_text(describe_publication(audit))),
        _table(("status", "claims", "", "meaning"), counts),
        _paragraph(_text(f"Flags: {flags or 'none'}.")),
        _table(
            ("id", "claim", "status", "certainty", "overclaimed", "direct evidence for", "direct evidence against"),
            claims,
        ),
        _more(len(audit.claims), "claim"),
    )


def dossier_html(audited: ClaimAudit) -> str:
    """One claim with its evidence for and against, its searches and flags: what ``ldn-graph claim`` prints."""
    claim = audited.claim
    parts = [_heading(claim), _facts((*audit_facts(audited), *claim_facts(claim)), look_of(audited))]
    if audited.certainty:
        parts += [_paragraph("<b>how sure one may be</b>"), _facts(certainty_facts(audited.certainty))]
    changes = tuple(change_facts(audited))
    parts += [
        _paragraph("<b>what would change the status</b>"),
        _facts(changes) if changes else _paragraph("the loss of no single line"),
    ]
    for heading, lines in evidence_groups(audited):
        parts += [
            _paragraph(f"<b>{_text(heading)}</b> ({len(lines)})"),
            _list(_line(e, claim.graded_topic) for e in lines),
        ]
    searches = [", ".join(filter(None, (s.comment, s.searched_in, s.created))) for s in claim.searches]
    flags = [f"{f.severity} {f.rule}: {f.message}; {f.remedy}" for f in audited.findings]
    return _division(
        *parts,
        _paragraph(f"<b>searches that found nothing</b> ({len(searches)})"),
        _list(map(_text, searches)),
        _paragraph(f"<b>flags</b> ({len(audited.flags)})"),
        _list(map(_text, flags)),
    )


def claim_html(claim: Claim) -> str:
    """What a claim says and where, and how much is recorded about it; how it stands is for the audit."""
    recorded = (
        f"{count_words(len(claim.lines), 'evidence line')}, "
        f"{count_words(len(claim.searches), 'search', 'searches')} that found nothing"
    )
    return _division(_heading(claim), _facts((*claim_facts(claim), ("recorded", recorded))))


def finding_html(finding: Finding) -> str:
    """A finding, what to do, and the triples it rests on."""
    return _division(
        _paragraph(f"<b>{_text(finding.claim)}</b> {_text(finding.severity)} <b>{_text(finding.rule)}</b>"),
        _paragraph(_text(finding.message)),
        _paragraph(_text(f"To do: {finding.remedy}")),
        _paragraph(f"rests on {count_words(len(finding.because), 'triple')}"),
        _list(f"<code>{_text(' '.join(triple))} .</code>" for triple in finding.because),
    )


def report_html(report: ValidationReport) -> str:
    """Does the graph conform, what was looked at, and every result with its place and remedy."""
    answer = "conforms" if report.conforms else "does not conform"
    counts = (
        f"{count_words(len(report.violations), 'violation')}, "
        f"{count_words(len(report.results) - len(report.violations), 'other result')}"
    )
    read = (
        f"{count_words(report.claims, 'claim')}, {count_words(report.lines, 'evidence line')}, "
        f"{count_words(report.sources, 'source')} looked at"
    )
    rows = [
        tuple(map(_text, (r.severity, r.place, r.focus_node, r.message, r.remedy, r.source_shape)))
        for r in report.results[:MOST]
    ]
    names = ("severity", "place", "node", "what is wrong", "what to do", "rule")
    return _division(
        _paragraph(f"<b>{answer}</b>: {counts}; {read}"),
        _table(names, rows) if rows else "",
        _more(len(report.results), "result"),
    )


# Pieces: each gives HTML, and takes HTML unless it says text ------------------------------------


def _text(text: object) -> str:
    """Text as HTML: on one line, escaped, without what steers a terminal or the direction of writing."""
    return escape(printable(text))


def _link(address: str | None) -> str:
    if not address or not address.startswith(("https://", "http://")):
        return ""
    return f'<a href="{_text(address)}" target="_blank" rel="noopener noreferrer">{_text(address)}</a>'


def _status(look: str) -> str:
    return f"{MARKS[look]}&nbsp;{_text(status_word(look))}"


def _heading(claim: Claim) -> str:
    return _paragraph(f"<b>{_text(claim.id)}</b> {_text(claim.label)}")


def _facts(facts: Iterable[Fact], look: str | None = None) -> str:
    """A row for each fact; the one of the status has its mark."""
    rows = (
        f"<tr><th{_LEFT}>{_text(name)}</th><td{_LEFT}>"
        f"{f'{MARKS[look]} ' if look and name == 'status' else ''}{_text(text)}</td></tr>"
        for name, text in facts
    )
    return f"<table>{''.join(rows)}</table>"


def _line(line: EvidenceLine, topic: str | None) -> str:
    """What one source says of a claim, what kind of evidence it is, and where to read it."""
    source = line.source
    parts = [
        f"<b>{_text(source.id)}</b> {_text(line.bearing)}: {_text(line.comment or 'no reason recorded')}",
        *(_text(f"{label}: {text}" if label else text) for label, text in line_facts(line, topic)),
        _link(source.link),
    ]
    return "<br>".join(filter(None, parts))


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th{_LEFT}>{_text(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td{_LEFT}>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _list(items: Iterable[str]) -> str:
    shown = tuple(items)
    if not shown:
        return ""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in shown[:MOST])}</ul>{_more(len(shown), 'item')}"


def _more(total: int, noun: str) -> str:
    """A note where rows were left out."""
    return _paragraph(f"… and {count_words(total - MOST, f'more {noun}')}") if total > MOST else ""


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _division(*parts: str) -> str:
    return f"<div>{''.join(parts)}</div>"


register(Audit, audit_html)
register(ClaimAudit, dossier_html)
register(Claim, claim_html)
register(Finding, finding_html)
register(ValidationReport, report_html)
register(SummaryOfFindings, html_fragment)
