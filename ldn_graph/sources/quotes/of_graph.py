"""The quotations of a graph's evidence lines, each against the text of its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...errors import LdnGraphError
from ...model.claims import Claim, EvidenceLine, Source
from ...output.counts import count_words
from ..texts.folder import TextFolder, fuller, read_text
from ..texts.source_text import SourceText
from .checking import FOUND, Verdict, check_quotation
from .numbers import missing_numbers
from .search import SearchedText
from .tokens import Tokens

_SEARCHED_ELSEWHERE = frozenset({"absent", "changed", "joined", "out-of-order"})


class NumberNotQuoted(NamedTuple):
    """A number that words have and the quotations of the line have not. It says where to look, and accuses nobody.

    ``words`` are the claim's ``label``, or the line's ``comment``, ``finding`` or ``quantity``.
    """

    number: str
    words: str


class QuotationCheck(NamedTuple):
    """One quotation of one evidence line, and what became of it.

    ``role`` is what the quotation is in its source. ``file`` and ``depth`` are of the text that it was looked for in,
    "" where there is none; ``sections`` are the headings, or pages, of the verdict's places. ``elsewhere`` names the
    sources, or files, whose text has it where its own has not.
    """

    claim: str
    line: str
    source: str
    quotation: str
    role: str | None
    verdict: Verdict
    file: str = ""
    depth: str = ""
    sections: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    numbers: tuple[NumberNotQuoted, ...] = ()

    @property
    def compared(self) -> bool:
        """It was looked for in a text."""
        return bool(self.file) and self.verdict.verdict not in ("empty", "too-short")


class QuotationReport(NamedTuple):
    """All checks, in the order of the claims, and remarks on files that were not read or not used."""

    checks: tuple[QuotationCheck, ...]
    remarks: tuple[str, ...]


def sources_of(claims: Iterable[Claim]) -> tuple[Source, ...]:
    """The sources of all evidence lines, each once."""
    return tuple({line.source.iri: line.source for claim in claims for line in claim.lines}.values())


def check_quotations(
    claims: Sequence[Claim], folder: TextFolder, progress: Callable[[str], None] = lambda _: None
) -> QuotationReport:
    """Check every quotation of the claims' evidence lines (:attr:`~ldn_graph.model.claims.EvidenceLine.quotations`).

    What its source's text does not have is looked for in all other texts. A file that cannot be read is a remark.
    ``progress`` is told in words what is done.
    """
    checking = _Checking(claims, folder, progress)
    checks = [check for claim in claims for line in claim.lines for check in checking.line(claim, line)]
    return QuotationReport(tuple(checking.with_elsewhere(checks)), tuple(dict.fromkeys(checking.remarks)))


class _Checking:
    """The state of one check: the texts read so far, and what is to be remarked."""

    def __init__(self, claims: Sequence[Claim], folder: TextFolder, progress: Callable[[str], None]) -> None:
        self.folder = folder
        self.progress = progress
        self.remarks: list[str] = []
        quoted = {line.source.iri: line.source for c in claims for line in c.lines if line.quotations}
        self.drugs = _names_of_drugs(claims)
        self.texts: dict[str, tuple[SourceText, SearchedText]] = {}
        for n, (iri, source) in enumerate(quoted.items(), 1):
            if n % 20 == 0:
                progress(f"{n:,} of {count_words(len(quoted), 'text')} read")
            if (text := self._read(iri)) is not None:
                titles = dict.fromkeys(filter(None, (source.title, text.title)))
                self.texts[iri] = text, SearchedText(text.text, " / ".join(titles))
        for paths, what in ((folder.others, "of no source of this graph"), (folder.unread, "that no reader is for")):
            if paths:
                self.remarks.append(f"{count_words(len(paths), 'file')} {what}, such as {paths[0].name}")
        for path, ids in folder.contested.items():
            self.remarks.append(
                f"{path.name} is given to no source: its name is that of {', '.join(ids)}; "
                "name it by an identifier that one of them has alone"
            )
        self.iris = {source.iri: source.id for source in sources_of(claims)}

    def _read(self, iri: str) -> SourceText | None:
        read = [text for path in self.folder.files.get(iri, ()) if (text := self._read_file(path)) is not None]
        if not read:
            return None
        best = fuller(read)
        self.remarks += [f"{t.file} is not used: {best.file} has more of the source" for t in read if t is not best]
        return best

    def _read_file(self, path: Path) -> SourceText | None:
        try:
            return read_text(path)
        except LdnGraphError as error:
            self.remarks.append(str(error))
            return None

    def line(self, claim: Claim, line: EvidenceLine) -> Iterator[QuotationCheck]:
        """The checks of a line's quotations; the first of them has what is said of the line's numbers."""
        text = self.texts.get(line.source.iri)
        numbers = tuple(_numbers_not_quoted(claim, line)) if line.quotations else ()
        for n, (quotation, role) in enumerate(line.quoted):
            check = QuotationCheck(claim.id, line.iri, line.source.id, str(quotation), role, Verdict("no-text"))
            if text is not None:
                read, searched = text
                verdict = self._name_drugs(check_quotation(quotation, searched))
                sections = tuple(read.section_at(place.start) for place in verdict.places)
                check = check._replace(verdict=verdict, file=read.file, depth=read.depth, sections=sections)
            elif (alone := check_quotation(quotation, "")).verdict in ("empty", "too-short"):
                check = check._replace(verdict=alone)
            yield check._replace(numbers=() if n else numbers)

    def _name_drugs(self, verdict: Verdict) -> Verdict:
        """The name of a drug is written small, and is a name all the same."""
        changes = tuple(
            change._replace(kind="name")
            if change.kind == "wording" and self.drugs & {*Tokens(change.quoted).words, *Tokens(change.found).words}
            else change
            for change in verdict.changes
        )
        return verdict._replace(changes=changes)

    def with_elsewhere(self, checks: Sequence[QuotationCheck]) -> Iterator[QuotationCheck]:
        """The checks, those that their own text failed with the other texts that have the quotation."""
        wanted = {(c.source, c.quotation) for c in checks if c.verdict.verdict in _SEARCHED_ELSEWHERE}
        found = self._search_all(wanted) if wanted else {}
        for check in checks:
            elsewhere = tuple(dict.fromkeys(found.get((check.source, check.quotation), ())))
            if elsewhere:
                check = check._replace(elsewhere=elsewhere)
                if check.verdict.verdict == "absent":
                    check = check._replace(verdict=check.verdict._replace(verdict="in-another-source"))
            yield check

    def _search_all(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        files = [(self.iris.get(iri, ""), path) for iri, paths in self.folder.files.items() for path in paths]
        files += [("", path) for path in (*self.folder.others, *self.folder.contested)]
        self.progress(f"looking in {count_words(len(files), 'text')} for what is not in its own")
        for name, path in files:
            if (text := self._read_file(path)) is None:
                continue
            searched = SearchedText(text.text, text.title)
            for source, quotation in wanted:
                if source != name and check_quotation(quotation, searched).verdict in FOUND:
                    found.setdefault((source, quotation), []).append(name or text.file)
        return found


def _names_of_drugs(claims: Iterable[Claim]) -> frozenset[str]:
    drugs = {e.iri: e for c in claims for e in c.entities if e.kind == "Drug"}.values()
    names = (word for drug in drugs for name in (drug.label, *drug.other_labels) for word in Tokens(name).words)
    return frozenset(name for name in names if len(name) > 5)


def _numbers_not_quoted(claim: Claim, line: EvidenceLine) -> Iterator[NumberNotQuoted]:
    for words, text in (("label", claim.label), ("comment", line.comment), ("finding", line.finding)):
        for number in missing_numbers(text or "", line.quotations):
            yield NumberNotQuoted(number, words)
    for quantity in line.quantities:
        bounds = {quantity.low, quantity.high} - ({0} if quantity.high else set())  # from 0: at most
        for value in sorted(bounds | ({quantity.out_of} if quantity.out_of is not None else set())):
            for number in missing_numbers(f"{value:f}", line.quotations):
                yield NumberNotQuoted(number, "quantity")
