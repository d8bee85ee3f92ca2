"""How far readers agree who judged the same evidence lines, pair by pair.

A line has the judgement that was adopted, with the reader whose it is, and those of other readers. Each two of them are
compared where both judged: what is recorded, whichever was adopted. Nothing here changes a status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from ..model.claims import Claim, EvidenceLine
from ..model.vocab import local_id
from ..output.counts import count_words
from .kappa import Counts, Kappa, cohens_kappa, require_statsmodels

GROUP_OF: Mapping[str, str] = {
    "confirms": "for",
    "supports": "for",
    "qualifies": "narrower",
    "disputes": "against",
    "refutes": "against",
    "leavesOpen": "open",
    "givesBackground": "background",
}
"""The group of each bearing."""
GROUPS = ("for", "narrower", "against", "open", "background")
ORDER = ("against", "open or background", "narrower", "for")
"""The groups that have an order, with what is of no weight in one."""
DIRECT = ("direct", "indirect")
"""What directness is compared in; lines that a reader left unrated are counted and left out."""
NOBODY = "nobody named"
"""The reader of an adopted judgement that names none."""
SOMEBODY = "another reader, not named"
"""The reader of another judgement that names none."""


class Reading(NamedTuple):
    """How one reader judged one line. ``adopted``: it is the one that stands on the line."""

    reader: str
    bearing: str
    directness: str
    adopted: bool

    @property
    def group(self) -> str:
        """The group of the bearing."""
        return GROUP_OF[self.bearing]

    @property
    def step(self) -> str:
        """The group on the order."""
        return "open or background" if self.group in ("open", "background") else self.group

    @property
    def words(self) -> str:
        """Bearing and directness."""
        return f"{self.bearing}, {self.directness}"


class JudgedLine(NamedTuple):
    """A line that two readers judged. ``adopted_because`` is the reason for the judgement that stands, or None.

    A reason says that it was chosen after both were known. ``own_missing``: what stands for the reader whose judgement
    was adopted is then the other's, and the reader's own is not recorded.
    """

    claim: str
    source: str
    line: str
    first: Reading
    second: Reading
    adopted_because: str | None

    @property
    def agrees(self) -> bool:
        """Both put it into the same of the five groups, and judged directness the same."""
        return self.first.group == self.second.group and self.first.directness == self.second.directness

    @property
    def adopted(self) -> str:
        """The reader whose judgement stands on the line; "" where that is neither of these."""
        return next((r.reader for r in (self.first, self.second) if r.adopted), "")

    @property
    def own_missing(self) -> bool:
        """The adopted judgement was chosen after both, and is the same as the other's."""
        same = (self.first.bearing, self.first.directness) == (self.second.bearing, self.second.directness)
        return bool(self.adopted_because and self.adopted and same)


class Comparison(NamedTuple):
    """The agreement of two readers in one thing: the table of agreement by ``categories``, and kappa.

    ``left_out`` is how many lines it could not be compared on.
    """

    name: str
    categories: tuple[str, ...]
    counts: Counts
    kappa: Kappa
    left_out: int

    @property
    def lines(self) -> int:
        """How many lines were compared."""
        return sum(map(sum, self.counts))

    @property
    def agreeing(self) -> int:
        """How many of them are in the same category."""
        return sum(row[n] for n, row in enumerate(self.counts))


class Agreement(NamedTuple):
    """How far two readers agree: in ``groups``, on the ``order`` with quadratic weights, and in ``directness``.

    Readers are called by their labels, and where two have the same one by the last part of their IRIs besides.
    ``pooled``: the first is not one reader but several who share lines with the second; each line is there once.
    """

    first: str
    second: str
    pooled: bool
    lines: tuple[JudgedLine, ...]
    groups: Comparison
    order: Comparison
    directness: Comparison

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All three."""
        return self.groups, self.order, self.directness

    @property
    def differing(self) -> tuple[JudgedLine, ...]:
        """The lines in which they differ, in group or in directness."""
        return tuple(line for line in self.lines if not line.agrees)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be known of the judgements that are compared."""
        chosen = sum(bool(line.adopted_because) for line in self.lines)
        missing = sum(line.own_missing for line in self.lines)
        remarks = []
        if chosen:
            remarks.append(
                f"{count_words(chosen, 'line')} with a reason why one judgement was adopted, which was chosen when "
                "both were known; compared is what stands as each reader's own"
            )
        if missing:
            remarks.append(
                f"{count_words(missing, 'line')} where the adopted judgement is the same as the other reader's and the "
                "first one is not recorded: they seem to agree more than they did"
            )
        return tuple(remarks)


def measure_agreement(claims: Iterable[Claim], labels: Mapping[str, str] | None = None) -> tuple[Agreement, ...]:
    """How far readers agree, one value for each two readers who judged the same lines; most lines first.

    A reader who is the second in several pairs is compared with all the first ones together, too, each line once:
    with the reader whose judgement stands on it, else with the one of whom more was adopted. ``labels`` say by IRI
    what readers are called (:func:`~ldn_graph.rdf.labels.read_labels`); where there is none the last part of the IRI
    stands. Raises :class:`~ldn_graph.errors.MissingExtraError` where statsmodels is not installed.
    """
    require_statsmodels()
    claims = tuple(claims)
    names = _names(readers_of(claims), labels or {})
    pairs: dict[tuple[str, str], list[JudgedLine]] = {}
    ranks = _ranks(claims, names)
    for claim in claims:
        for line in claim.lines:
            readings = _readings(line, names)
            for one, other in combinations(sorted(readings, key=lambda r: ranks[r.reader]), 2):
                judged = JudgedLine(claim.id, line.source.id, line.iri, one, other, line.adopted_because)
                pairs.setdefault((one.reader, other.reader), []).append(judged)
    single = [_agreement(first, second, lines) for (first, second), lines in pairs.items()]
    single.sort(key=lambda a: (-len(a.lines), a.first, a.second))
    return (*_pooled(single, ranks), *single)


def readers_of(claims: Iterable[Claim]) -> set[str]:
    """The IRIs of those who judged evidence lines."""
    lines = [line for claim in claims for line in claim.lines]
    judges = {line.judge for line in lines} | {other.judge for line in lines for other in line.other_judgements}
    return {judge for judge in judges if judge}


def _names(readers: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """What each reader is called, by IRI, no two alike: the label, where needed with its IRI or the end of it."""
    called = {reader: labels.get(reader, local_id(reader)) for reader in readers}
    names = called
    for more in (local_id, str):
        counts = Counter((*names.values(), NOBODY, SOMEBODY))
        names = {r: name if counts[name] == 1 else f"{called[r]} ({more(r)})" for r, name in names.items()}
    return names


def _readings(line: EvidenceLine, names: Mapping[str, str]) -> list[Reading]:
    """One reading for each reader of a line: the latest of several; none where only one judged it.

    Where the reader of the adopted judgement has another one beside it, that is the reader's own: what was adopted was
    chosen afterwards.
    """
    if not line.other_judgements:
        return []
    readings = [
        Reading(names[judge] if judge else SOMEBODY, other.bearing, other.directness, False)
        for judge, other in line.latest_judgements.items()
    ]
    adopted = Reading(names[line.judge] if line.judge else NOBODY, line.bearing, line.directness, True)
    return readings if adopted.reader in {r.reader for r in readings} else [*readings, adopted]


def _ranks(claims: Iterable[Claim], names: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """In which order two readers stand: first whose judgement was adopted more often, then by name."""
    adopted: Counter[str] = Counter()
    for claim in claims:
        for line in claim.lines:
            for reading in _readings(line, names):
                adopted[reading.reader] += reading.adopted
    return {reader: (-count, reader) for reader, count in adopted.items()}


def _pooled(single: Iterable[Agreement], ranks: Mapping[str, tuple[int, str]]) -> list[Agreement]:
    """For each second reader of several pairs, the comparison with all the first ones together, each line once."""
    lines_of: dict[str, list[JudgedLine]] = {}
    for agreement in single:
        lines_of.setdefault(agreement.second, []).extend(agreement.lines)
    pooled = []
    for second, judged in sorted(lines_of.items()):
        lines: dict[tuple[str, str], JudgedLine] = {}
        for line in sorted(judged, key=lambda e: (not e.first.adopted, ranks[e.first.reader])):
            lines.setdefault((line.claim, line.line), line)
        firsts = sorted({line.first.reader for line in lines.values()}, key=ranks.__getitem__)
        if len(firsts) > 1:
            pooled.append(_agreement(" and ".join(firsts), second, tuple(lines.values()), pooled=True))
    return pooled


def _agreement(first: str, second: str, lines: Sequence[JudgedLine], *, pooled: bool = False) -> Agreement:
    rated = [line for line in lines if {line.first.directness, line.second.directness} <= {*DIRECT}]
    return Agreement(
        first=first,
        second=second,
        pooled=pooled,
        lines=tuple(lines),
        groups=_compare("groups", GROUPS, [(e.first.group, e.second.group) for e in lines]),
        order=_compare("order, quadratic weights", ORDER, [(e.first.step, e.second.step) for e in lines], ordered=True),
        directness=_compare(
            "direct or indirect",
            DIRECT,
            [(e.first.directness, e.second.directness) for e in rated],
            left_out=len(lines) - len(rated),
        ),
    )


def _compare(
    name: str,
    categories: tuple[str, ...],
    pairs: Sequence[tuple[str, str]],
    *,
    ordered: bool = False,
    left_out: int = 0,
) -> Comparison:
    seen = Counter(pairs)
    counts = tuple(tuple(seen[one, other] for other in categories) for one in categories)
    return Comparison(name, categories, counts, cohens_kappa(counts, ordered=ordered), left_out)
