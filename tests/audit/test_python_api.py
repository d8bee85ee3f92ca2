"""What a program asks of an audit: a claim by its name, and the claims as a data frame."""

from __future__ import annotations

import csv
import io
import pickle
from dataclasses import replace

import pytest

from ldn_graph.audit.results import Audit
from ldn_graph.audit.tables import CLAIM_COLUMNS, claim_rows
from ldn_graph.errors import LdnGraphError, UnknownClaimError
from ldn_graph.output.tables import csv_table


@pytest.mark.parametrize("name", ["C17", "claim:C17", "<https://w3id.org/ldn-graph/claim/C17>"])
def test_a_claim_is_had_by_its_name(audit: Audit, name: str) -> None:
    assert audit[name].claim.id == "C17"
    assert name in audit


def test_what_is_not_there_is_a_key_error_with_the_nearest(audit: Audit) -> None:
    with pytest.raises(KeyError, match=r"^no claim 'C0017' in this audit; did you mean C17\?$") as raised:
        audit["C0017"]
    assert isinstance(raised.value, LdnGraphError)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301
    assert "C0017" not in audit
    with pytest.raises(UnknownClaimError, match=r"c\.claim\.id"):
        audit["nothing at all"]


def test_an_id_that_two_claims_have_means_neither(audit: Audit) -> None:
    c17 = audit["C17"]
    other = c17._replace(claim=c17.claim._replace(iri="https://example.org/claim/C17"))
    both = replace(audit, claims=(*audit.claims, other))
    with pytest.raises(UnknownClaimError, match="write one of these"):
        both["C17"]
    assert both["https://example.org/claim/C17"] is other
    assert "C17" not in both


def test_data_frames_hold_what_claims_csv_holds(audit: Audit) -> None:
    table = csv_table(CLAIM_COLUMNS, claim_rows(audit), spreadsheet_safe=False)
    rows = [list(row.values()) for row in csv.DictReader(io.StringIO(table, newline=""))]

    def cell(value: object) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    pandas, polars = audit.to_pandas(), audit.to_polars()
    assert tuple(pandas.columns) == tuple(polars.columns) == CLAIM_COLUMNS
    assert [[*map(cell, row)] for row in polars.rows()] == rows
    missing = pandas.astype(object).where(pandas.notna(), None)
    assert [[*map(cell, row)] for row in missing.itertuples(index=False)] == rows


def test_a_column_has_its_type_whatever_the_claims(audit: Audit) -> None:
    nothing = replace(audit, claims=())
    assert nothing.to_polars().schema == audit.to_polars().schema
    assert [*nothing.to_pandas().dtypes] == [*audit.to_pandas().dtypes]
    assert str(audit.to_pandas()["best_level_for"].dtype) == "Int64"
