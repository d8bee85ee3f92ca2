"""The page: one self-contained HTML document that shows what stands behind each claim.

This is the only module that knows pyvis. Its own page is not valid HTML and asks other
hosts for files, so it gets a template of ours, and we take from it the network's data
and vis-network. Positions come from :mod:`~ldn_graph.chart` and physics is off, so the
same audit gives the same bytes.

Nothing in a graph is trusted: text is escaped in the markup, handed to the script as
JSON and written by ``textContent``; a Content-Security-Policy lets no script run but
the two that are hashed, and lets nothing be asked of any host.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from .audit import Audit, ClaimAudit
from .chart import CROSS, LOOKS, Record, arrange, cells_of, shorten_text, status_word
from .claims import EvidenceLine, EvidenceSearch, Source
from .dossier import GROUPS, describe_directness
from .support import NOT_SUPPORTED, STATUS_WORDS, level_words, rank
from .vocab import DESIGNS, STATUSES, local_id
from .words import BEARING_WORDS, DESIGN_WORDS, READ_WORDS, WORDING_WORDS

if TYPE_CHECKING:
    from pyvis.network import Network

TEMPLATES = Path(__file__).parent / "templates"
VIS = "lib/vis-9.1.2/vis-network.min.js"
"""vis-network as it lies among pyvis's templates."""

OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "fixed": True, "chosen": False, "borderWidth": 0},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0, "arrows": {}},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False, "hover": False, "selectable": False},
}
"""vis-network's options: nothing moves by itself, and the page scrolls as pages do."""


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def render_page(audit: Audit, *, modified: str | None = None) -> str:
    """One complete HTML5 document that shows the audit; write it as UTF-8.

    It opens from disk, asks no host for anything, and is the same for the same audit.
    ``modified`` is the date of the data, where the caller knows it.
    """
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    net: Network = Network(cdn_resources="in_line", directed=True)
    vis = _read_vis(net)
    chart = arrange(audit)
    net.options = OPTIONS
    net.nodes = _clean(chart.nodes)
    net.edges = _clean(chart.edges)
    net.templateEnv = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    net.path = "page.html"
    css = net.templateEnv.get_template("page.css").render(looks=LOOKS)
    js = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    net.templateEnv.globals.update(
        page=_clean(describe_page(audit, modified)),
        chart=chart.frame,
        looks=LOOKS,
        levels=_designs_by_level(),
        css=css,
        scripts=(vis, js),
        policy=content_policy((vis, js), (css,)),
        short=shorten_text,
    )
    html: str = net.generate_html()
    return html


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content-Security-Policy that allows these inline scripts and styles and no request."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _read_vis(net: Network) -> str:
    """vis-network without the pointer to its source map, which a browser's tools would look for beside the page."""
    text: str = net.templateEnv.loader.get_source(net.templateEnv, VIS)[0]
    return text.partition("//# sourceMappingURL")[0]


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def _clean(value: object) -> object:
    """The same with control characters, lone surrogates and characters that override direction made visible."""
    if isinstance(value, str):
        return _UNSAFE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_clean(k): _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    return value


# What is said -----------------------------------------------------------------------------------


def describe_page(audit: Audit, modified: str | None = None) -> Record:
    """Everything that the page says in words, as plain values."""
    articles = _articles(audit)
    counts = audit.count_statuses()
    broken = sum(a.status in NOT_SUPPORTED for a in audit.claims)
    sources: dict[str, Record] = {}
    return {
        "title": _headline(articles),
        "byline": _byline(articles),
        "total": len(audit.claims),
        "broken": broken,
        "published": describe_publication(audit),
        "checked": f"{audit.checked} of {len(audit.claims)} checked",
        "dates": list(_dates(audit, modified)),
        "statuses": [
            {
                "name": s,
                "word": status_word(s),
                "count": counts[s],
                "reason": STATUS_WORDS[s],
                "dashes": list(LOOKS[s].dashes),
                "mark": LOOKS[s].mark,
            }
            for s in STATUSES
        ],
        "cross": CROSS,
        "claims": [describe_claim(a, sources) for a in audit.claims],
        "sources": sources,
    }


def describe_publication(audit: Audit) -> str:
    """For how many claims the articles cite a source, in a sentence or two."""
    total, cited = len(audit.claims), audit.count_as_published()["cited"]
    articles = _articles(audit)
    if not total:
        return "No claims are recorded."
    if not articles:
        return "No article is recorded for these claims." + (
            f" A source is cited for {cited} of {total}." if cited else ""
        )
    one = len(articles) == 1
    subject = "The article cites" if one else f"The {len(articles)} articles cite"
    if cited == total:
        return f"{subject} a source for each of them ({cited} of {total})."
    if cited:
        return f"{subject} a source for {cited} of {total}."
    references = sum(len(a.cites) for a in articles)
    its = "its" if one else "their"
    if not references:
        tied = f"{'it has' if one else 'they have'} no references"
    elif references == 1:
        tied = f"{its} one reference is tied to none"
    else:
        tied = f"{its} {references} references are tied to none"
    return f"{subject} no source for any of them (0 of {total}); {tied}."


def _articles(audit: Audit) -> list[Source]:
    return list({a.claim.article.iri: a.claim.article for a in audit.claims if a.claim.article}.values())


def _headline(articles: Sequence[Source]) -> str:
    if len(articles) == 1:
        return articles[0].title or articles[0].label
    return f"Claims of {len(articles)} articles" if articles else "Claims and their evidence"


def _byline(articles: Sequence[Source]) -> str:
    """The article's date; of several articles the titles of the first three."""
    if len(articles) == 1:
        return date_words(articles[0].issued) if articles[0].issued else "undated"
    named = [
        shorten_text(a.title or a.label, 80) + (f" ({date_words(a.issued)})" if a.issued else "") for a in articles[:3]
    ]
    if len(articles) > 3:
        named.append(f"and {len(articles) - 3} more")
    return "; ".join(named)


def _dates(audit: Audit, modified: str | None) -> Iterator[str]:
    if audit.as_of is not None:
        yield f"as of the end of {audit.as_of}: sources that appeared later do not count"
    if modified:
        yield f"data of {date_words(modified)}"
    searched = [s.created for a in audit.claims for s in a.claim.searches if s.created and _DATE.fullmatch(s.created)]
    if searched:
        yield f"last search recorded on {date_words(max(searched))}"


_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?)?")


def date_words(date: str) -> str:
    """A date as one reads it; what is no date stays as it is, if it is not long.

    >>> date_words("2023-03-22"), date_words("2023-03"), date_words("2023")
    ('22 March 2023', 'March 2023', '2023')
    """
    parts = _DATE.fullmatch(date)
    if not parts:
        return shorten_text(date, 40)
    year, month, day = parts.groups()
    return " ".join(([str(int(day))] if day else []) + ([MONTHS[int(month) - 1]] if month else []) + [year])


def describe_claim(audited: ClaimAudit, sources: dict[str, Record]) -> Record:
    """One claim for the panel and the table; its sources are added to ``sources``, by IRI."""
    claim = audited.claim
    return {
        "id": claim.id,
        "label": claim.label,
        "status": audited.status,
        "word": status_word(audited.status),
        "verdict": audited.verdict,
        "reason": audited.reason,
        "wording": WORDING_WORDS[claim.wording],
        "topic": claim.topic,
        "chain": [e.label for e in cells_of(claim) if e],
        "condition": claim.condition.label if claim.condition else "",
        "article": (claim.article.title or claim.article.label) if claim.article else "",
        "stated": [{"section": p.section, "start": p.start, "end": p.end} for p in claim.passages],
        "levelFor": level_words(audited.best_level_for),
        "levelAgainst": level_words(audited.best_level_against),
        "studies": audited.studies,
        "groups": list(_groups(audited, sources)),
        "searches": [_search(s) for s in claim.searches],
        "flags": [
            {"name": f.rule, "severity": f.severity, "message": f.message, "remedy": f.remedy} for f in audited.findings
        ],
        "flagNames": list(audited.flags),
        "rests": [local_id(i) for i in claim.rests_on],
        "comment": claim.comment or "",
    }


def _groups(audited: ClaimAudit, sources: dict[str, Record]) -> Iterator[Record]:
    for name, bearings in GROUPS:
        lines = [e for e in audited.lines if e.bearing in bearings]
        # direct before indirect, then by level: what decides comes first
        lines.sort(key=lambda e: (not e.direct, rank(e, audited.claim.topic), e.source.id))
        yield {"name": name, "lines": [_line(e, audited.claim.topic, sources) for e in lines]}


def _line(line: EvidenceLine, topic: str, sources: dict[str, Record]) -> Record:
    source = line.source
    sources.setdefault(source.iri, _source(source))
    level = line.level(topic)
    return {
        "source": source.iri,
        "bearing": BEARING_WORDS[line.bearing],
        "directness": describe_directness(line),
        "direct": line.direct,
        "design": DESIGN_WORDS.get(line.design or "", "design not recorded"),
        "level": "no level for this question" if level is None else f"level {level}",
        "comment": line.comment or "",
        "finding": line.finding or "",
    }


def _source(source: Source) -> Record:
    return {
        "id": source.id,
        "label": source.label,
        "link": source.link or "",
        "by": source.creator or "",
        "in": source.container or "",
        "year": str(source.year) if source.year else "undated: counts in any year",
        "participants": f"{source.participants:,} participants" if source.participants is not None else "",
        "read": _read(source),
    }


def _read(source: Source) -> str:
    words = READ_WORDS.get(source.read_as or "", "")
    return words if source.read_as in (None, "notRead") else f"read as {words}"


def _search(search: EvidenceSearch) -> Record:
    return {
        "comment": search.comment,
        "where": search.searched_in or "",
        "when": date_words(search.created) if search.created else "",
    }


def _designs_by_level() -> list[tuple[int, str]]:
    """The designs of each level, without those that have one for some topics only."""
    levels: dict[int, list[str]] = {}
    for name, design in DESIGNS.items():
        if not design.topics:
            levels.setdefault(design.level, []).append(DESIGN_WORDS[name])
    return [(level, ", ".join(names)) for level, names in sorted(levels.items())]
