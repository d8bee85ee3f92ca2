"""Numbers that claims state beside those that were found, over columns: the rule in Python is asked, claim by claim.

SQL has no decimals of any length, and few claims state numbers: what ``compared_quantities`` gives of them is made
into values again, with nothing but what the rule of ``number-mismatch`` looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..audit.flags import Case, Evidence, number_mismatch
from ..audit.studies import Studies
from ..audit.tables import finding_row
from ..audit.triples import write_line_triples
from ..model.claims import Claim, EvidenceLine, Quantity, Source, Text
from ..model.vocab import local_id

if TYPE_CHECKING:
    import pyarrow as pa

_Value = TypeVar("_Value", Claim, EvidenceLine, Source)


class _Compared(NamedTuple):
    """A row of ``compared_quantities``."""

    claim: int
    claim_iri: str
    stated_place: int
    role: str
    line_place: int | None
    line_iri: str
    source_iri: str
    bearing: str
    directness: str
    null_without_interval: bool
    is_empty: bool
    iri: str
    of_what_nt: str
    low_nt: str
    high_nt: str
    out_of: str | None
    unit: str
    numerator: str | None
    denominator: str | None


def number_findings(rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """The findings of ``number-mismatch``: number of the claim, place, message and triples, as findings in SQL are.

    ``rows`` are those of ``compared_quantities`` in its order, read one by one; only findings are kept.
    """
    import pyarrow as pa

    number, text = pa.int64(), pa.string()
    schema = pa.schema({"claim": number, "place": number, "message": text, "because": text}.items())
    found = (finding._asdict() for finding in _findings(map(_Compared._make, rows)))
    batches = iter(lambda: list(islice(found, _AT_ONCE)), [])
    return pa.Table.from_batches([pa.RecordBatch.from_pylist(some, schema=schema) for some in batches], schema)


_AT_ONCE = 10_000


class _Found(NamedTuple):
    claim: int
    place: int
    message: str
    because: str


def _findings(rows: Iterable[_Compared]) -> Iterator[_Found]:
    for claim, of_claim in groupby(rows, lambda row: row.claim):
        place = 0
        for _, compared in groupby(of_claim, lambda row: row.stated_place):
            for finding in number_mismatch(_case(tuple(compared))):
                message, _, triples = finding_row(finding)[3:]
                yield _Found(claim, place, str(message), str(triples))
                place += 1


def _case(rows: tuple[_Compared, ...]) -> Case:
    """A claim that states one quantity, with the lines on which comparable ones were measured."""
    stated = tuple(_quantity(row) for row in rows if row.role == "stated")
    measured = (row for row in rows if row.role == "measured")
    lines = tuple(_line(tuple(some)) for _, some in groupby(measured, lambda row: row.line_place))
    iri = rows[0].claim_iri
    claim = _with(Claim, iri=iri, id=local_id(iri), quantities=stated, lines=lines)
    quantities = {row.iri: _quantity(row) for row in rows if row.role == "part"}
    return Case(
        claim=claim,
        lines=lines,
        in_favour=(),
        status="",
        because=(),
        line_triples=write_line_triples(claim),
        evidence=Evidence({}, {}, frozenset(), frozenset(), quantities, _NO_STUDIES, None),
        certainty=None,
        deciding=(),
        fallen=(),
    )


_NO_STUDIES = Studies(())


def _line(rows: tuple[_Compared, ...]) -> EvidenceLine:
    row = rows[0]
    return _with(
        EvidenceLine,
        iri=row.line_iri,
        source=_with(Source, iri=row.source_iri, id=local_id(row.source_iri), participants=0 if row.is_empty else None),
        bearing=row.bearing,
        directness=row.directness,
        null_without_interval=row.null_without_interval,
        quantities=tuple(map(_quantity, rows)),
    )


def _quantity(row: _Compared) -> Quantity:
    low, high = _literal(row.low_nt), _literal(row.high_nt)
    return Quantity(
        iri=row.iri,
        of_what=row.of_what_nt[1:-1] if row.of_what_nt.startswith("<") else _literal(row.of_what_nt),
        low=Decimal(low),
        high=Decimal(high),
        low_text=low,
        high_text=high,
        out_of=None if row.out_of is None else Decimal(row.out_of),
        unit=row.unit,
        numerator=row.numerator,
        denominator=row.denominator,
    )


@lru_cache(maxsize=4096)
def _literal(nt: str) -> Text:
    """A literal from how N-Triples writes it."""
    import pyoxigraph as ox

    (quad,) = ox.parse(f"<urn:s> <urn:p> {nt} .", format=ox.RdfFormat.N_TRIPLES)
    return Text(quad.object)


def _with(kind: type[_Value], **known: Any) -> _Value:
    """A value of which only some fields are known; the others are None."""
    return kind(**{**dict.fromkeys(kind._fields), **known})
