"""Agreement of numbers, by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ldn_graph.audit.quantities import agrees, describe_quantity
from ldn_graph.model.claims import Quantity


def make_quantity(
    low: Decimal | str, high: Decimal | str, out_of: str | None = None, unit: str = "1", what: str = "things"
) -> Quantity:
    low, high = Decimal(low), Decimal(high)
    total = Decimal(out_of) if out_of else None
    return Quantity("urn:q", what, low, high, str(low), str(high), total, unit, None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "measured", "agree"),
    [
        (("39", "39", "40"), ("0", "35", "40"), False),
        (("39", "39", "40"), ("78", "78", "80"), True),  # the same share
        (("39", "39", "40"), ("77", "77", "80"), True),  # half a person of 40
        (("39", "39", "40"), ("76", "76", "80"), False),
        (("1", "1", "5"), ("1", "1", "7"), False),  # a fifth is no seventh
        (("1", "1", "5"), ("1", "1", "1"), False),
        (("1", "1", "5"), ("21", "21", "100"), True),
        (("2", "2", "3"), ("27", "27", "40"), True),
        (("1", "1", "3"), ("17", "17", "60"), True),  # half a case of ten, exactly
        (("1", "1", "3"), ("16", "16", "60"), False),
        (("1", "1", "1"), ("9", "9", "10"), False),
        (("1", "2", "5"), ("3", "3", "10"), False),  # no share from 20 to 40 % is one of 30 %
        (("2.50", "2.50", None), ("2.46", "2.46", None), True),  # zeros at the end are not digits stated
    ],
)
def test_shares_are_compared_where_both_count_out_of_a_total(
    stated: tuple[str, str, str | None], measured: tuple[str, str, str | None], agree: bool
) -> None:
    assert agrees(make_quantity(*stated), make_quantity(*measured)) is agree


def test_quantities_in_words() -> None:
    assert describe_quantity(make_quantity("39", "39", "40", "{person}")) == "39 of 40 people"
    assert describe_quantity(make_quantity("2.5", "2.5", None, "10*6{person}")) == "2.5 million people"
    assert describe_quantity(make_quantity("0.5", "4.5", None, "mg/d")) == "0.5 to 4.5 mg/d"
