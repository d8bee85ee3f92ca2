"""What the page says of an audit, as plain values: in its document, and for its script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from ..audit.certainty import LEFT_OUT, NOBODY, NOT_SEARCHED, NOT_SEEN, SECOND_HAND, Certainty
from ..audit.documents import CLAIM_KEYS, claim_fields, line_fields, passage_fields, search_fields
from ..audit.dossier import (
    HEADINGS,
    certainty_facts,
    change_facts,
    describe_directness,
    describe_line,
    describe_quoting,
    describe_steps,
)
from ..audit.relations import stated_relations
from ..audit.results import Audit, ClaimAudit
from ..audit.status import NOT_SUPPORTED, STATUS_WORDS, decisive_lines, level_words, rank, side_of
from ..audit.studies import Studies
from ..audit.study_documents import certainty_fields, result_fields, risk_of_bias_fields
from ..audit.study_words import describe_result, describe_risk, study_facts
from ..audit.tables import CLAIM_COLUMNS
from ..model.bodies import BodyOfEvidence
from ..model.claims import Claim, EvidenceLine, EvidenceSearch, Source
from ..model.relation_words import relation_words
from ..model.standing import NOT_LISTED
from ..model.studies import Result, RiskOfBias
from ..model.vocab import DESIGNS, FLAGS, STATUSES, local_id
from ..model.words import (
    BEARING_WORDS,
    CERTAINTY_WORDS,
    DESIGN_WORDS,
    FLAG_WORDS,
    INDIRECTNESS_WORDS,
    READ_WORDS,
    RISK_OF_BIAS_DOMAIN_WORDS,
    RISK_OF_BIAS_WORDS,
    SIDE_WORDS,
    WORDING_WORDS,
)
from ..output.characters import FORMULA_SIGNS, MARKDOWN_SIGNS, capital
from ..output.counts import count_words
from ..output.dates import date_words as in_words
from ..output.dates import is_date
from ..sources.bibliography import record_of, records_of
from ..sources.bibtex import bibtex_entry
from ..sources.citation import cite_record, cite_source
from ..sources.csl_json import csl_item
from ..sources.papers import identify
from ..sources.record import Record as BibliographicRecord
from ..sources.ris import ris_entry
from ..sources.standing.words import describe_standing
from .article import annotate
from .behind import FLAGS_BESIDE, behind_words, published_words
from .findings import describe_summaries
from .judges import describe_judges, judge_name, judgement_words
from .layout import (
    ALL_LOOKS,
    CROSS,
    OVERCLAIM,
    Record,
    has_reserve,
    is_uncertain,
    look_of,
    shorten_text,
    status_word,
)
from .timeline import Standing, trace_standings, years_of

PLAIN = 300
"""Of so many claims at most the document also says without scripts what stands behind each."""

UNMEASURED = {
    NOBODY: ("unmeasured", "unmeasured"),
    NOT_SEEN: ("not-seen", "not reported"),
    SECOND_HAND: ("second-hand", "no study in people"),
    LEFT_OUT: ("left-out", "none that counts"),
    NOT_SEARCHED: ("not-searched", "not searched"),
}
"""What is said where nothing is measured: its name in the page's address, and how it is said in little room."""

PAGE_HEADINGS = {
    **HEADINGS,
    "narrower": "for a narrower version of it",
    "open": "asked the question, and could not answer it",
    "background": "background, which says nothing for or against it",
}
"""What stands above the evidence of a claim on the page, where nobody explains a word."""

STANDING_KEYS = (
    "status", "status_as_published", "best_level_for", "best_level_as_stated", "best_level_against",
    "independent_studies", "certainty", "certainty_lower", "certainty_upper",
)  # fmt: skip
"""Of a claim's keys as data those whose values change with the years, or as published."""
WORKED_OUT = ("articles", "flags", "overclaimed", "sources")
"""Those that the script works out itself: it has articles, findings and lines by their places."""


def describe_page(
    audit: Audit,
    claims: Iterable[Claim] | None = None,
    cited: Iterable[Source] = (),
    modified: str | None = None,
    bodies: Iterable[BodyOfEvidence] = (),
    article: str | None = None,
) -> Record:
    """Everything that the page says, as plain values.

    ``claims`` are all claims of the graph where the audit's are a selection; ``cited`` the sources that may be
    among those that the articles cite, for their names; ``modified`` the date of the data; ``bodies`` give rows by
    outcome; ``article`` is the raw text of the article, which is shown where there is one article. The script is handed
    what is under ``data``, see :func:`describe_data`; the rest is written into the document.
    """
    everything = None if claims is None else tuple(claims)
    articles = _articles(audit) or _articles_of(everything or ())
    counts = audit.count_statuses()
    data = describe_data(audit, everything, cited, bodies)
    annotated = annotate(audit, article)
    shown = audit.claims if len(audit.claims) <= PLAIN else ()
    return {
        "kicker": "Claims of an article, and what stands behind them" if len(articles) == 1 else "",
        "title": _headline(articles),
        "byline": _byline(articles),
        "total": len(audit.claims),
        "count": describe_count(audit, audit.selected_from),
        "broken": sum(a.status in NOT_SUPPORTED for a in audit.claims),
        "support": describe_support(audit),
        "reserve": sum(map(has_reserve, audit.claims)),
        "facts": list(_facts(audit, modified)),
        "judges": describe_judges(a.claim for a in audit.claims),
        "modified": date_words(modified) if modified else "",
        "published": describe_publication(audit),
        "statuses": [
            {
                "name": s,
                "word": status_word(s),
                "count": counts[s],
                "reason": STATUS_WORDS[s],
                "uncertain": sum(a.status == s and is_uncertain(a) for a in audit.claims),
                "overclaimed": sum(a.status == s and bool(a.overclaim) for a in audit.claims),
            }
            for s in STATUSES
        ],
        "years": data["years"],
        "plain": {"claims": [_plain(a) for a in shown], "sources": _plain_sources(shown)},
        "article": annotated,
        "data": {
            **data,
            "title": _headline(articles),
            "modified": modified,
            "readingOrder": annotated["order"] if annotated else None,
        },
    }


def describe_data(
    audit: Audit, claims: Iterable[Claim] | None, cited: Iterable[Source], bodies: Iterable[BodyOfEvidence] = ()
) -> Record:
    """What the script draws and lists from: the claims with their standings through the years, and the sources.

    Sources, findings and standings stand once, and are named by their place in their list.
    """
    everything = tuple(a.claim for a in audit.claims) if claims is None else tuple(claims)
    any_dated = any(e.source.year or e.source.standing for c in everything for e in c.lines)
    standings = trace_standings(everything) if any_dated and audit.as_of is None and not audit.without else {}
    studies = Studies(e.source for c in everything for e in c.lines)
    places_of_sources: dict[str, int] = {}
    sources: list[Source] = []

    def number(source: Source) -> int:
        if source.iri not in places_of_sources:
            places_of_sources[source.iri] = len(sources)
            sources.append(source)
        return places_of_sources[source.iri]

    pools = _Pools(*(_Pool() for _ in _Pools._fields))
    articles = _articles(audit)
    places = {article.iri: n for n, article in enumerate(articles)}
    labels = {source.iri: source.label for source in cited}
    records = [
        {
            **_claim(a, standings.get(a.claim.iri, ()), studies, number, pools),
            "articles": [places[article.iri] for article in a.claim.articles],
            "unassessed": [labels.get(iri, local_id(iri)) for iri in _unassessed(a.claim)],
        }
        for a in audit.claims
    ]
    tied = {iri for claim in everything for iri in claim.cited}
    named = {iri for article in articles for iri in article.cites} - tied
    behind = {e.source.iri: e.source for a in audit.claims for e in a.claim.lines} if standings else {}
    appeared = sorted(Counter(source.year for source in behind.values() if source.year).items())
    years = [year for source in behind.values() for year in years_of(source)]
    return {
        "statuses": [{"name": s, "word": status_word(s), "stub": s in NOT_SUPPORTED} for s in STATUSES],
        "looks": [
            {"name": name, "word": status_word(name), "mark": look.mark, "dashes": list(look.dashes)}
            for name, look in ALL_LOOKS.items()
        ],
        "cross": CROSS,
        "overclaim": OVERCLAIM,
        "keys": list(CLAIM_KEYS),
        "columns": list(CLAIM_COLUMNS),
        "formulaSigns": FORMULA_SIGNS,
        "markdownSigns": MARKDOWN_SIGNS,
        "flags": list(FLAGS),
        "flagWords": dict(FLAG_WORDS),
        "flagsBeside": list(FLAGS_BESIDE),
        "conditions": _conditions(audit),
        "levels": designs_by_level(),
        "designs": {name: DESIGN_WORDS[name] for name in DESIGNS},
        "wordings": dict(WORDING_WORDS),
        "unmeasured": [{"name": name, "words": words, "short": short} for words, (name, short) in UNMEASURED.items()],
        "levelsOfCertainty": {str(level): words for level, words in CERTAINTY_WORDS.items()},
        "bearings": {**BEARING_WORDS, "qualifies": "supports a weaker or narrower version of it"},
        "indirectness": dict(INDIRECTNESS_WORDS),
        "riskDomains": dict(RISK_OF_BIAS_DOMAIN_WORDS),
        "riskJudgements": dict(RISK_OF_BIAS_WORDS),
        "groups": [[side, heading, SIDE_WORDS[side].line] for side, heading in PAGE_HEADINGS.items()],
        "articles": [{"id": a.id, "cite": cite_source(a), "bibtex": bibtex_entry(record_of(a))} for a in articles],
        "references": [labels.get(iri, local_id(iri)) for iri in sorted(named)],
        "asOf": audit.as_of,
        "without": list(audit.without),
        "years": [min(years), max(years)] if years else [],
        "appeared": appeared,
        "undated": sum(not source.year for source in behind.values()),
        "sources": [
            {**_source(source, pools), **_references(record)}
            for source, record in zip(sources, records_of(sources), strict=True)
        ],
        "summaries": describe_summaries(audit, bodies),
        "results": pools.results.values,
        "risks": pools.risks.values,
        "findings": pools.findings.values,
        "certainties": pools.certainties.values,
        "domains": pools.domains.values,
        "states": pools.states.values,
        "verbs": pools.verbs.values,
        "claims": records,
    }


class _Pool:
    """Values that stand once, each with its place."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self._places: dict[Hashable, int] = {}

    def place(self, key: Hashable, value: object) -> int:
        place = self._places.setdefault(key, len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place


class _Pools(NamedTuple):
    """What several claims, years or lines have in common."""

    findings: _Pool
    states: _Pool
    certainties: _Pool
    domains: _Pool
    results: _Pool
    risks: _Pool
    verbs: _Pool


def _claim(
    audited: ClaimAudit,
    standings: Iterable[Standing],
    studies: Studies,
    number: Callable[[Source], int],
    pools: _Pools,
) -> Record:
    claim = audited.claim
    several = tuple(standings) or (Standing(None, audited),)
    place = {e.iri: n for n, e in enumerate(claim.lines)}

    def standing(a: ClaimAudit, words: list[str]) -> int:
        lines = tuple(place[e.iri] for e in _in_order(a))
        flags = tuple(
            pools.findings.place(
                (f.rule, f.message, f.remedy),
                {"rule": f.rule, "severity": f.severity, "message": f.message, "remedy": f.remedy},
            )
            for f in a.findings
        )
        fields = claim_fields(a)
        state = {
            **{key: fields[key] for key in STANDING_KEYS},
            "reason": a.reason,
            "look": look_of(a),
            "overclaimed": a.overclaim,
            "sure": _certainty(a.certainty, pools) if a.certainty else None,
            "decisive": [(place[e.iri], other) for e, other in decisive_lines(a.claim, a.lines, a.status)],
            "level_for": a.level_for,
            "level_against": a.level_against,
            "participants": studies.count_participants(a.lines),
            "unnumbered": studies.count_unnumbered(a.lines),
            "uncertain": is_uncertain(a),
            "flags": flags,
            "lines": lines,
            **({"fallen": [place[e.iri] for e in a.fallen]} if a.fallen else {}),
            "words": words,
        }
        return pools.states.place(str(state), state)

    fields = claim_fields(audited)
    return {
        **{key: fields[key] for key in CLAIM_KEYS if key not in (*STANDING_KEYS, *WORKED_OUT)},
        "broader": list(map(local_id, claim.condition.broader)) if claim.condition else [],
        "stated_at": [passage_fields(p) for p in claim.passages],
        "comment": claim.comment or "",
        "rests": [local_id(i) for i in claim.rests_on],
        "verb": _verb(claim, pools),
        "lines": [_line(e, claim.graded_topic, number, pools) for e in claim.lines],
        "searches": [_search(s) for s in claim.searches],
        "states": [(s.year, standing(s.audited, behind_words(s.audited))) for s in several],
        "published": standing(audited.published, published_words(audited.published)),
    }


def _verb(claim: Claim, pools: _Pools) -> int | None:
    """The place of what it says of its subject and its object; None where it is a sentence only."""
    if claim.predicate is None:
        return None
    kind = claim.subject.kind if claim.subject else ""
    words = relation_words(claim.predicate, claim.direction, negated=claim.negated, subject=kind)
    return pools.verbs.place(words, words)


def _certainty(certainty: Certainty, pools: _Pools) -> int:
    """The place of how sure one may be; its domains stand apart, and its triples are left out."""
    domains = [
        pools.domains.place(
            domain[:5],
            {
                "domain": domain.name,
                "lower": domain.lower,
                "upper": domain.upper,
                "steps": describe_steps(domain),
                "reason": domain.reason,
                "missing": domain.missing,
            },
        )
        for domain in certainty.domains
    ]
    facts = dict(certainty_facts(certainty))
    fields = {
        **certainty_fields(certainty),
        "domains": domains,
        "best": certainty.best,
        "below": facts.get("below", ""),
        "set": facts.get("set by", ""),
        "aside": [text for label, text in certainty_facts(certainty) if label == "rated, not used"],
    }
    return pools.certainties.place(str(fields), fields)


def _result(result: Result, pools: _Pools) -> int:
    return pools.results.place(result.iri, {**result_fields(result), "words": describe_result(result)})


def _risk(risk: RiskOfBias, pools: _Pools) -> int:
    return pools.risks.place(risk.iri, {**risk_of_bias_fields(risk), "words": describe_risk(risk)})


def _unassessed(claim: Claim) -> list[str]:
    """The IRIs of what the article cites for a claim and nobody has assessed."""
    return sorted(set(claim.cited) - {e.source.iri for e in claim.lines})


def _in_order(audited: ClaimAudit) -> list[EvidenceLine]:
    """Direct before indirect, then by level: what decides comes first."""
    return sorted(audited.lines, key=lambda e: (not e.direct, rank(e, audited.claim.graded_topic), e.source.id))


def _conditions(audit: Audit) -> list[tuple[str, str, str]]:
    """The conditions of the claims and the broader ones, each with its label and what else it is called, by label."""
    conditions = {c.id: c for a in audit.claims if (c := a.claim.condition)}
    names_of = {i: (c.label, " ".join(c.other_labels)) for i, c in conditions.items()}
    for condition in conditions.values():
        for iri in condition.broader:
            names_of.setdefault(local_id(iri), (local_id(iri).replace("-", " "), ""))
    return sorted(((i, *names) for i, names in names_of.items()), key=lambda item: (item[1].lower(), item[0]))


def _source(source: Source, pools: _Pools) -> Record:
    links = [
        (f"doi:{source.doi}", source.link) if source.doi else None,
        (f"PMID {source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{quote(source.pmid)}/") if source.pmid else None,
        ("web page", source.link) if not (source.doi or source.pmid) and source.link else None,
    ]
    return {
        "id": source.id,
        "iri": source.iri,
        "label": source.label,
        "participants": source.participants,
        "where": _published(source),
        "links": [link for link in links if link],
        "keys": list(identify(source).study),
        "study": list(_study(source)),
        "results": [_result(result, pools) for result in source.study.results],
        "risks": [_risk(risk, pools) for risk in source.study.risks_of_bias],
    }


def _references(record: BibliographicRecord) -> Record:
    """A source as each format of references has it. In Markdown it is what is cited, with its markup escaped."""
    return {
        "cite": cite_record(record),
        "bibtex": bibtex_entry(record),
        "ris": ris_entry(record),
        "csl": csl_item(record),
    }


def _study(source: Source) -> Iterator[tuple[str, str]]:
    """What is recorded of a source as a study, without its results and its risk of bias, which stand apart."""
    if source.standing and source.standing.name != NOT_LISTED:
        yield "does it stand", describe_standing(source)
    for label, text in study_facts(source.study._replace(results=(), risks_of_bias=())):
        yield label, text
    for label, iris in stated_relations(source):
        if iris:
            yield label, ", ".join(map(local_id, iris))


def _line(line: EvidenceLine, topic: str | None, number: Callable[[Source], int], pools: _Pools) -> Record:
    return {
        **line_fields(line, topic),
        "results": [_result(result, pools) for result in line.results],
        "risk_of_bias": _risk(line.risk_of_bias, pools) if line.risk_of_bias else None,
        "judged": judgement_words(line.judge, line.created),
        "others": [_reader_words(other.judge, other.created) for other in line.other_judgements],
        "source": number(line.source),
        "facts": [_studied(line, topic), _judged(line)],
        "quoted_as": [capital(describe_quoting(role)) for _, role in line.quoted],
    }


def _reader_words(judge: str | None, created: str | None) -> str:
    """Which other reader judged, and when: ``second dossier, 22 November 2026``."""
    return ", ".join(words for words in (judge_name(judge), date_words(created) if created else "") if words)


def _plain(audited: ClaimAudit) -> Record:
    """One claim with its evidence, for readers without scripts."""
    claim = audited.claim
    return {
        "id": claim.id,
        "label": claim.label,
        "look": look_of(audited),
        "word": status_word(audited.status),
        "certainty": audited.certainty.words if audited.certainty else "",
        "sentence": audited.certainty.sentence if audited.certainty else "",
        "overclaimed": audited.overclaim,
        "changes": [f"{label} {text}" for label, text in change_facts(audited)],
        "reason": audited.reason,
        "condition": claim.condition.label if claim.condition else "",
        "flags": [FLAG_WORDS[name][0] for name in audited.flags],
        "groups": [
            (
                heading,
                [(e.source.id, describe_line(e, claim.graded_topic)) for e in lines],
            )
            for side, heading in PAGE_HEADINGS.items()
            if (lines := _in_group(audited, side))
        ],
        "searches": len(claim.searches),
    }


def _plain_sources(shown: Iterable[ClaimAudit]) -> list[tuple[str, str, str]]:
    """The sources of these claims, each once: id, label, and address where there is one."""
    sources = {e.source.iri: e.source for a in shown for e in (*a.lines, *a.fallen)}
    return [(s.id, s.label, s.link or "") for s in sorted(sources.values(), key=lambda s: s.id)]


def _in_group(audited: ClaimAudit, side: str) -> Sequence[EvidenceLine]:
    """The lines that stand under one of the headings."""
    return audited.fallen if side == "retracted" else [e for e in _in_order(audited) if side_of(e) == side]


def describe_count(audit: Audit, of: int | None) -> str:
    """How many claims the page shows: ``49 claims``; of a selection also of how many."""
    total = len(audit.claims)
    if not _is_selection(audit, of):
        return count_words(total, "claim") if total else "No claims are recorded"
    if total:
        return f"{total:,} of {count_words(of or 0, 'claim')}"
    return (
        "The one claim is not in this selection"
        if of == 1
        else f"None of the {count_words(of or 0, 'claim')} is in this selection"
    )


def _is_selection(audit: Audit, of: int | None) -> bool:
    return of is not None and of > len(audit.claims)


def describe_support(audit: Audit) -> str:
    """For how many claims no direct support is recorded, and how many of these are unchecked."""
    total = len(audit.claims)
    broken = [a.status for a in audit.claims if a.status in NOT_SUPPORTED]
    if not total:
        return ""
    if not broken:
        whom = "it" if total == 1 else "each of them"
        as_stated = all(any(e.direct and e.affirms for e in a.lines) for a in audit.claims)
        return f"Direct support{'' if as_stated else ', if only in part,'} is recorded for {whom}."
    whom = "it" if total == 1 else "any of them" if len(broken) == total else f"{len(broken):,} of them"
    unchecked = broken.count("unchecked")
    number = "" if unchecked == len(broken) else f"{unchecked:,} "
    return f"No direct support is recorded for {whom}{f' ({number}unchecked)' if unchecked else ''}."


def describe_publication(audit: Audit) -> str:
    """For how many claims the articles cite a source, in a sentence or two; what nobody recorded is no accusation."""
    total, counts = len(audit.claims), audit.count_as_published()
    cited, unknown = counts["cited"], counts["no_reference"]
    articles = _articles(audit)
    if not total:
        return ""
    if not articles:
        return "No article is recorded for these claims." + (
            f" A source is cited for {cited:,} of {total:,}." if cited else ""
        )
    one = len(articles) == 1
    subject = "The article cites" if one else f"The {count_words(len(articles), 'article')} cite"
    if unknown == total:
        return f"No source that {subject[0].lower()}{subject[1:]} is recorded."
    unrecorded = f"; for {unknown:,} no citation is recorded" if unknown else ""
    if cited == total:
        return f"{subject} a source for {'it' if total == 1 else 'each of them'} ({cited:,} of {total:,})."
    if cited:
        return f"{subject} a source for {cited:,} of {total:,}{unrecorded}."
    references = sum(len(a.cites) for a in articles)
    its = "its" if one else "their"
    tied = "one reference is" if references == 1 else f"{count_words(references, 'reference')} are"
    whom = f"{'it' if total == 1 else 'any of them'} (0 of {total:,})"
    if unknown:
        whom = f"{total - unknown:,} of {total:,}"
    return f"{subject} no source for {whom}; {its} {tied} tied to none{unrecorded}."


def _articles(audit: Audit) -> list[Source]:
    return _articles_of(a.claim for a in audit.claims)


def _articles_of(claims: Iterable[Claim]) -> list[Source]:
    return list({article.iri: article for claim in claims for article in claim.articles}.values())


def _headline(articles: Sequence[Source]) -> str:
    if len(articles) == 1:
        return articles[0].title or articles[0].label
    return f"Claims of {count_words(len(articles), 'article')}" if articles else "Claims and their evidence"


def _byline(articles: Sequence[Source]) -> str:
    """The article's date; of several articles the titles of the first three."""
    if len(articles) == 1:
        return date_words(articles[0].issued) if articles[0].issued else "undated"
    named = [
        shorten_text(a.title or a.label, 80) + (f" ({date_words(a.issued)})" if a.issued else "") for a in articles[:3]
    ]
    if len(articles) > 3:
        named.append(f"and {len(articles) - 3:,} more")
    return "; ".join(named)


def _facts(audit: Audit, modified: str | None) -> Iterator[str]:
    """How much was looked into, and when."""
    if audit.claims:
        yield _checked_words(audit)
    if audit.as_of is not None:
        yield f"as of the end of {audit.as_of}: sources that appeared later do not count"
    if audit.nulls_dispute:
        yield "what saw no difference, without an interval, counts as against"
    if modified:
        yield f"data last changed on {date_words(modified)}"
    searched = [s.created for a in audit.claims for s in a.claim.searches if s.created and is_date(s.created)]
    if searched:
        yield f"last search recorded on {date_words(max(searched))}"


def _checked_words(audit: Audit) -> str:
    """For how many claims anything is recorded, and how that goes with how many are unchecked."""
    unchecked = [a for a in audit.claims if a.status == "unchecked"]
    bare = sum(not a.claim.checked for a in unchecked)
    kinds = {"nothing is recorded": bare, "only sources that do not address it, or do not count": len(unchecked) - bare}
    said = f"a source or a search is recorded for {audit.checked:,} of {count_words(len(audit.claims), 'claim')}"
    parts = [f"for {count:,} {words}" for words, count in kinds.items() if count]
    return f"{said} ({len(unchecked):,} unchecked: {', '.join(parts)})" if parts else said


def date_words(date: str) -> str:
    """A date as one reads it; what is no date is shown as it is, if it is not long."""
    return shorten_text(in_words(date), 40)


def _published(source: Source) -> str:
    """Who published it, where and when."""
    parts = [shorten_text(source.creator or "", 90), source.container or ""]
    parts.append(str(source.year) if source.year else "undated: counts in any year")
    return " · ".join(w for w in parts if w)


def _studied(line: EvidenceLine, topic: str | None) -> str:
    """What kind of study, on how many."""
    number = line.source.participants
    parts = [DESIGN_WORDS.get(line.design or "", "design not recorded")]
    if line.design:
        level = line.level(topic)
        parts.append("no level for this question" if level is None else level_words(level))
    if number is not None:
        parts.append(count_words(number, "participant"))
    return " · ".join(parts)


_TOLD_BY_SIDE = frozenset({"narrower", "weaker", "no-difference", "no-participants"})
"""The sides that say more than the bearing does."""


def _judged(line: EvidenceLine) -> str:
    """How it bears on the claim, how directly, and what of it was read."""
    side = side_of(line)
    parts = (
        SIDE_WORDS[side].line if side in _TOLD_BY_SIDE else BEARING_WORDS[line.bearing],
        describe_directness(line),
        _read(line.source),
    )
    return " · ".join(w for w in parts if w)


def _read(source: Source) -> str:
    words = READ_WORDS.get(source.read_as or "", "")
    return words if source.read_as in (None, "notRead") else f"read as {words}"


def _search(search: EvidenceSearch) -> Record:
    parts = (
        f"searched in {search.searched_in}" if search.searched_in else "",
        date_words(search.created) if search.created else "",
    )
    return {**search_fields(search), "facts": " · ".join(w for w in parts if w)}


def designs_by_level() -> list[tuple[int, str]]:
    """The designs of each level, without those that have one for some topics only."""
    levels: dict[int, list[str]] = {}
    for name, design in DESIGNS.items():
        if not design.topics:
            levels.setdefault(design.level, []).append(DESIGN_WORDS[name])
    return [(level, ", ".join(names)) for level, names in sorted(levels.items())]
