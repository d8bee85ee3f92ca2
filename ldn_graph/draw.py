"""The page: one self-contained HTML document that shows what stands behind each claim.

This is the only module that knows pyvis. Its own page is not valid HTML and asks other
hosts for files, so it gets a template of ours, and we take from it the network's data
and vis-network. Positions come from :mod:`~ldn_graph.chart` and physics is off, so the
same audit gives the same bytes.

All that is said is in the document, so that it can be read without scripts; the script
shows a claim's part of it beside the drawing. Nothing in a graph is trusted: text is
escaped in the markup, handed to the script as JSON and written as text; a
Content-Security-Policy lets no script run but the two that are hashed, and lets nothing
be asked of any host.
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
from .claims import EvidenceLine, EvidenceSearch, Passage, Source
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


def render_page(audit: Audit, *, modified: str | None = None, of: int | None = None) -> str:
    """One complete HTML5 document that shows the audit; write it as UTF-8.

    It opens from disk, asks no host for anything, and is the same for the same audit.
    ``modified`` is the date of the data, where the caller knows it. ``of`` is how many
    claims the audit's were selected from, where the audit itself does not say; the page
    says that it shows a selection.
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
        page=_clean(describe_page(audit, modified, audit.selected_from if of is None else of)),
        told=_clean(describe_for_script(audit)),
        chart=chart.frame,
        looks=LOOKS,
        cross=CROSS,
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


def describe_page(audit: Audit, modified: str | None = None, of: int | None = None) -> Record:
    """Everything that the page says in words, as plain values."""
    articles = _articles(audit)
    counts = audit.count_statuses()
    return {
        "kicker": "Claims of an article, and what stands behind them" if len(articles) == 1 else "",
        "title": _headline(articles),
        "byline": _byline(articles),
        "total": len(audit.claims),
        "selected": _is_selection(audit, of),
        "count": describe_count(audit, of),
        "broken": sum(a.status in NOT_SUPPORTED for a in audit.claims),
        "support": describe_support(audit),
        "facts": list(_facts(audit, modified)),
        "published": describe_publication(audit),
        "statuses": [
            {"name": s, "word": status_word(s), "count": counts[s], "reason": STATUS_WORDS[s]} for s in STATUSES
        ],
        "claims": [describe_claim(a) for a in audit.claims],
        "ids": [a.claim.id for a in audit.claims],
    }


def describe_for_script(audit: Audit) -> Record:
    """What the script must know beyond what it reads in the document."""
    return {
        "cross": CROSS,
        "statuses": [{"name": s, "word": status_word(s), "mark": LOOKS[s].mark} for s in STATUSES],
        "claims": [
            {"id": a.claim.id, "label": a.claim.label, "status": a.status, "reason": a.reason} for a in audit.claims
        ],
    }


def describe_count(audit: Audit, of: int | None = None) -> str:
    """How many claims the page shows: ``49 claims``; of a selection also of how many."""
    total = len(audit.claims)
    if not _is_selection(audit, of):
        return claims_words(total) if total else "No claims are recorded"
    if total:
        return f"{total} of {claims_words(of or 0)}"
    return "The one claim is not in this selection" if of == 1 else f"None of the {of} claims is in this selection"


def _is_selection(audit: Audit, of: int | None) -> bool:
    return of is not None and of > len(audit.claims)


def claims_words(count: int) -> str:
    """A number of claims.

    >>> claims_words(1), claims_words(2)
    ('1 claim', '2 claims')
    """
    return f"{count} claim{'' if count == 1 else 's'}"


def describe_support(audit: Audit) -> str:
    """For how many claims no direct support is recorded, and how many of these nobody looked into."""
    total = len(audit.claims)
    broken = [a.status for a in audit.claims if a.status in NOT_SUPPORTED]
    if not total:
        return ""
    if not broken:
        whom = "it" if total == 1 else "each of them"
        as_stated = all(any(e.direct and e.affirms for e in a.lines) for a in audit.claims)
        return f"Direct support{'' if as_stated else ', if only for a narrower version,'} is recorded for {whom}."
    whom = "it" if total == 1 else "any of them" if len(broken) == total else f"{len(broken)} of them"
    unchecked = broken.count("unchecked")
    number = "" if unchecked == len(broken) else f"{unchecked} "
    return f"No direct support is recorded for {whom}{f' ({number}not yet looked into)' if unchecked else ''}."


def describe_publication(audit: Audit) -> str:
    """For how many claims the articles cite a source, in a sentence or two."""
    total, cited = len(audit.claims), audit.count_as_published()["cited"]
    articles = _articles(audit)
    if not total:
        return ""
    if not articles:
        return "No article is recorded for these claims." + (
            f" A source is cited for {cited} of {total}." if cited else ""
        )
    one = len(articles) == 1
    subject = "The article cites" if one else f"The {len(articles)} articles cite"
    if cited == total:
        return f"{subject} a source for {'it' if total == 1 else 'each of them'} ({cited} of {total})."
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
    return f"{subject} no source for {'it' if total == 1 else 'any of them'} (0 of {total}); {tied}."


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


def _facts(audit: Audit, modified: str | None) -> Iterator[str]:
    """How much was looked into, and when."""
    if audit.claims:
        yield f"{audit.checked} of {len(audit.claims)} checked"
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


def describe_claim(audited: ClaimAudit) -> Record:
    """One claim with its evidence, for the table and for the panel."""
    claim = audited.claim
    studies = audited.studies
    return {
        "id": claim.id,
        "label": claim.label,
        "status": audited.status,
        "word": status_word(audited.status),
        "reason": audited.reason,
        "chain": " → ".join(e.label for e in cells_of(claim) if e),
        "condition": claim.condition.label if claim.condition else "",
        "article": "; ".join([WORDING_WORDS[claim.wording], *map(_place, claim.passages)]),
        "topic": claim.topic,
        "level_for": audited.level_for,
        "level_against": audited.level_against,
        "studies": f"{studies} independent {'study' if studies == 1 else 'studies'} in favour",
        "groups": list(_groups(audited)),
        "searches": [_search(s) for s in claim.searches],
        "flags": [
            {"name": f.rule, "severity": f.severity, "message": f.message, "remedy": f.remedy} for f in audited.findings
        ],
        "flag_names": list(audited.flags),
        "rests": [local_id(i) for i in claim.rests_on],
        "comment": claim.comment or "",
    }


def _place(passage: Passage) -> str:
    return f'section "{passage.section}", characters {passage.start} to {passage.end}'


def _groups(audited: ClaimAudit) -> Iterator[Record]:
    """The evidence by bearing; who speaks for and who against is said even where it is nobody."""
    for name, bearings in GROUPS:
        lines = [e for e in audited.lines if e.bearing in bearings]
        if not lines and name not in ("for", "against"):
            continue
        # direct before indirect, then by level: what decides comes first
        lines.sort(key=lambda e: (not e.direct, rank(e, audited.claim.topic), e.source.id))
        yield {"name": name[0].upper() + name[1:], "lines": [_line(e, audited.claim.topic) for e in lines]}


def _line(line: EvidenceLine, topic: str) -> Record:
    source = line.source
    return {
        "id": source.id,
        "label": source.label,
        "link": source.link or "",
        "direct": line.direct,
        "facts": [*_published(source), *_studied(line, topic), *_judged(line)],
        "comment": line.comment or "",
        "finding": line.finding or "",
    }


def _published(source: Source) -> Iterator[str]:
    """Who published it where and when, and under what numbers it is found."""
    said = [shorten_text(source.creator or "", 90), source.container or ""]
    said.append(str(source.year) if source.year else "undated: counts in any year")
    said += [f"doi:{source.doi}"] if source.doi else []
    said += [f"PMID {source.pmid}"] if source.pmid else []
    yield " · ".join(w for w in said if w)


def _studied(line: EvidenceLine, topic: str) -> Iterator[str]:
    """What kind of study, on how many."""
    number = line.source.participants
    said = [DESIGN_WORDS.get(line.design or "", "design not recorded")]
    if line.design:
        level = line.level(topic)
        said.append("no level for this question" if level is None else level_words(level))
    if number is not None:
        said.append(f"{number:,} participant{'' if number == 1 else 's'}")
    yield " · ".join(said)


def _judged(line: EvidenceLine) -> Iterator[str]:
    """How it bears on the claim, how directly, and what of it was read."""
    said = (BEARING_WORDS[line.bearing], describe_directness(line), _read(line.source))
    yield " · ".join(w for w in said if w)


def _read(source: Source) -> str:
    words = READ_WORDS.get(source.read_as or "", "")
    return words if source.read_as in (None, "notRead") else f"read as {words}"


def _search(search: EvidenceSearch) -> Record:
    said = (
        f"searched in {search.searched_in}" if search.searched_in else "",
        date_words(search.created) if search.created else "",
    )
    return {"comment": search.comment, "facts": " · ".join(w for w in said if w)}


def _designs_by_level() -> list[tuple[int, str]]:
    """The designs of each level, without those that have one for some topics only."""
    levels: dict[int, list[str]] = {}
    for name, design in DESIGNS.items():
        if not design.topics:
            levels.setdefault(design.level, []).append(DESIGN_WORDS[name])
    return [(level, ", ".join(names)) for level, names in sorted(levels.items())]
