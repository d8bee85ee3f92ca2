"""A claim as one writes of it to somebody, in Markdown: its status and why, the evidence, and numbered references.

:mod:`~ldn_graph.audit.dossier` has more of it for a terminal, :mod:`~ldn_graph.audit.documents` all of it as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.claims import EvidenceLine, EvidenceSearch, Source
from ..model.words import PUBLISHED_WORDS
from ..output.characters import capital
from ..output.prose import markdown_prose
from ..sources.citation import cite_source, end_sentence
from .dossier import describe_line, evidence_groups
from .results import ClaimAudit
from .status import PART_WORDS, side_of
from .study_words import describe_result


def claim_letter(audited: ClaimAudit) -> str:
    """The claim in Markdown, ready to paste; nothing that the graph says is markup.

    References are in Vancouver style, numbered as they are first named.
    """
    return "\n".join(_Letter(audited).blocks())


class _Letter:
    """The paragraphs and lists of a letter, and the sources that were referred to so far."""

    def __init__(self, audited: ClaimAudit) -> None:
        self.audited = audited
        self.cited: dict[str, Source] = {}

    def blocks(self) -> Iterator[str]:
        """Each block of Markdown with the end of its last line."""
        audited, claim = self.audited, self.audited.claim
        yield f"# {markdown_prose(f'{claim.id}: {claim.label}')}\n"
        articles = ", ".join(map(self.refer, claim.articles))
        yield (
            " ".join(
                [
                    *([f"The claim is made in {articles}."] if articles else []),
                    f"**{markdown_prose(capital(audited.standing))}**: {_sentence(audited.reason)}",
                    *([_sentence(audited.certainty.sentence)] if audited.certainty else []),
                ]
            )
            + "\n"
        )
        published = f"{PUBLISHED_WORDS[audited.as_published]}; by that alone, {audited.status_as_published}"
        yield f"As published: {_sentence(published)}\n"
        is_partial = any(side_of(line) in PART_WORDS for line in audited.lines)
        nothing = "None is recorded for the claim as it stands." if is_partial else "None is recorded."
        for heading, lines in evidence_groups(audited):
            title = f"Evidence {heading}" if heading.startswith(("for", "against")) else capital(heading)
            yield f"## {title}\n"
            yield "".join(map(self.line, lines)) or f"{nothing if heading == 'for' else 'None is recorded.'}\n"
        if claim.searches:
            yield "## Searches that found nothing\n"
            yield "".join(map(_search, claim.searches))
        if audited.findings:
            yield "## What to look at\n"
            found = ((f"{f.severity}: {f.message}", f.remedy) for f in audited.findings)
            yield "".join(f"- {_sentence(message)} {_sentence(capital(remedy))}\n" for message, remedy in found)
        if self.cited:
            yield "## References\n"
            cited = (markdown_prose(cite_source(source)) for source in self.cited.values())
            yield "".join(f"{n}. {reference}\n" for n, reference in enumerate(cited, start=1))

    def line(self, line: EvidenceLine) -> str:
        """An item on one evidence line: why it bears so, what was found, what kind of evidence it is."""
        said = [end_sentence(capital(text)) for text in (line.comment, *_found(line)) if text]
        kind = capital(describe_line(line, self.audited.claim.graded_topic))
        text = markdown_prose(" ".join([*(said or [f"{capital(line.bearing)}."]), kind]))
        return f"- {text} {self.refer(line.source)}.\n"

    def refer(self, source: Source) -> str:
        """The number of a source in the list of references, in brackets that stay brackets."""
        self.cited.setdefault(source.iri, source)
        return rf"\[{list(self.cited).index(source.iri) + 1}\]"


def _found(line: EvidenceLine) -> Iterator[str]:
    """What was found, in words: a bare number says nothing without its measure, which a result may have."""
    words = set(re.findall(r"[^\W\d_]+", line.finding or "")) - {"to", "v", "vs"}
    if words:
        yield str(line.finding)
    else:
        yield from map(describe_result, line.results)


def _search(search: EvidenceSearch) -> str:
    """An item on one search: what was not found, where, and when."""
    where = ", ".join(w for w in (search.searched_in, search.created) if w)
    said = [capital(search.comment or "nothing"), *([f"Searched: {where}"] if where else [])]
    return f"- {markdown_prose(' '.join(map(end_sentence, said)))}\n"


def _sentence(text: str) -> str:
    """A sentence within a line."""
    return markdown_prose(end_sentence(text), begins_line=False)
