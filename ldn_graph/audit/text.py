"""The audit as text for reading: what was counted, and findings that say the same of several claims as one block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..model.vocab import FLAGS
from ..output.characters import printable
from ..output.counts import count_words
from .results import Summary

CLAIMS_NAMED = 100
"""So many claims of which the same finding holds are named, and the others are counted."""
BLOCKS_SHOWN = 1000
"""So many different findings of a rule are shown, and the others are counted."""


def counts_text(summary: Summary, checked: str = "checked") -> str:
    """How many claims, of how many, were audited and checked; as of which year and without which sources, where these
    were given. ``checked`` is put after the number of checked claims.
    """
    if summary.selected_from is None:
        claims = count_words(summary.claims, "claim")
    else:
        claims = f"{summary.claims:,} of {count_words(summary.selected_from, 'claim')}"
    as_of = f", as of {summary.as_of}" if summary.as_of else ""
    without = f", without {', '.join(summary.without)}" if summary.without else ""
    nulls = ", nulls without an interval counted as against" if summary.nulls_dispute else ""
    return f"{claims}, {summary.checked:,} {checked}{as_of}{without}{nulls}"


def summary_text(summary: Summary) -> str:
    """How many claims, how many were checked, how they stand as published and in the literature, and the flags."""
    width = max(4, len(str(summary.claims)))
    lines = [
        counts_text(summary, "checked (somebody recorded a source or a search)"),
        "",
        "as published: what the article cites for them",
        *(f"  {name.replace('_', ' '):36}{count:{width}}" for name, count in summary.as_published.items()),
        "in the literature: what was found for them",
        *(f"  {name:36}{count:{width}}" for name, count in summary.status.items()),
        *_certainty(summary, width),
        "flags",
        *(f"  {summary.severities[flag]:11}{flag:25}{count:{width}}" for flag, count in summary.flags.items() if count),
        *_not_judged(summary),
        *_standings(summary),
    ]
    return "".join(line + "\n" for line in lines)


def _certainty(summary: Summary, width: int) -> Iterator[str]:
    """How sure one may be of claims of efficacy and safety; nothing where there is none of them."""
    if any(summary.certainty.values()):
        yield "certainty: how sure one may be of claims of efficacy and safety, at most"
        yield from (f"  {name:36}{count:{width}}" for name, count in summary.certainty.items())


def _not_judged(summary: Summary) -> Iterator[str]:
    """What nobody judged, in one sentence, as in a graph that was imported; nothing where all was judged."""
    parts = [
        f"{what} {count_words(count, 'claim')}{follows}"
        for flag, what, follows in (
            ("directness-unrated", "the directness of evidence for", ""),
            ("design-unknown", "the study design behind", ""),
            ("wording-unjudged", "the wording of", ", and so not whether it says too much"),
        )
        if (count := summary.flags[flag])
    ]
    if parts:
        yield f"nobody judged {' or '.join(parts)}"


def _standings(summary: Summary) -> Iterator[str]:
    """Whether the sources still stand, in one sentence; nothing of no sources."""
    if summary.standings is None:
        yield "whether the sources still stand was not counted; ldn-graph standing does that"
    elif summary.standings.sources:
        yield f"do the sources still stand: {summary.standings.sentence}"


class FindingBlocks:
    """Findings for reading: those that say the same of several claims stand together, by rule, the gravest first.

    Of very many only the first are shown, and the others counted. Lines are wrapped to ``width``, in characters, and
    left whole where it is None.
    """

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._claims: dict[str, dict[tuple[str, str], list[str]]] = {rule: {} for rule in FLAGS}
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._more: Counter[str] = Counter()

    def add(self, rule: str, message: str, remedy: str, claim: str) -> None:
        """Take in a finding; they come in the order of their claims."""
        blocks = self._claims[rule]
        if len(blocks) == BLOCKS_SHOWN and (message, remedy) not in blocks:
            self._more[rule] += 1
            return
        claims = blocks.setdefault((message, remedy), [])
        self._counts[rule, message, remedy] += 1
        if len(claims) < CLAIMS_NAMED:
            claims.append(claim)

    def add_block(self, rule: str, message: str, remedy: str, claims: Sequence[str], findings: int) -> None:
        """Take in findings that say the same, put together already: how many, and the first of their claims, of which
        :data:`CLAIMS_NAMED` are named at most. Of a rule, :data:`BLOCKS_SHOWN` blocks are taken at most.
        """
        self._claims[rule][message, remedy] = [*claims]
        self._counts[rule, message, remedy] = findings

    def add_others(self, rule: str, findings: int) -> None:
        """Count findings that are not shown."""
        self._more[rule] += findings

    def lines(self, severities: Mapping[str, str] = FLAGS) -> Iterator[str]:
        """The blocks, line by line, under each rule with its severity."""
        for rule, blocks in self._claims.items():
            if blocks:
                yield f"\n{severities[rule]}  {rule}\n"
            for (message, remedy), claims in blocks.items():
                others = self._counts[rule, message, remedy] - len(claims)
                names = " ".join(claims) + (f" and {others:,} more" if others else "")
                for lead, text in (("  ", names), ("      ", message), ("      -> ", remedy)):
                    yield _indented(lead, printable(text), self._width)
            if more := self._more[rule]:
                yield f"  and {count_words(more, 'more finding')}; all are in: ldn-graph audit -o FILE.csv\n"


def _indented(lead: str, text: str, width: int | None) -> str:
    """The text after its lead, wrapped to the width where one is given, with a newline at the end."""
    if width is None:
        return f"{lead}{text}\n"
    import textwrap

    return textwrap.fill(text, width, initial_indent=lead, subsequent_indent=" " * len(lead)) + "\n"
