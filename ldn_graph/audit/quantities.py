"""Numbers that a claim states, against those that were found: do they agree?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..model.claims import Quantity


def agrees(stated: Quantity, found: Quantity) -> bool:
    """The stated quantity lies inside the found one, widened by half a unit of the last digit stated.

    Where both count cases out of a total, shares are compared. Zeros at the end of a
    decimal fraction do not count as digits stated.
    """
    if stated.out_of and found.out_of:
        return lies_inside(stated, found.low / found.out_of, found.high / found.out_of, per=stated.out_of)
    return lies_inside(stated, found.low, found.high)


def lies_inside(stated: Quantity, low: Decimal, high: Decimal, per: Decimal = Decimal(1)) -> bool:
    return (
        low - _half_digit(stated.low) / per <= stated.low / per
        and stated.high / per <= high + _half_digit(stated.high) / per
    )


def _half_digit(number: Decimal) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    return Decimal(5).scaleb(min(exponent if isinstance(exponent, int) else 0, 0) - 1)


def comparable(stated: Quantity, found: Quantity) -> bool:
    same_total = (stated.out_of is None) == (found.out_of is None)
    return str(stated.of_what) == str(found.of_what) and stated.unit == found.unit and same_total


def recompute_ratio(stated: Quantity, quantities: Mapping[str, Quantity]) -> tuple[Decimal, Decimal] | None:
    """The range of a ratio from its parts, or None where it has none, or they are not known, or are not above 0."""
    above, below = quantities.get(stated.numerator or ""), quantities.get(stated.denominator or "")
    if above is None or below is None or below.low <= 0 or above.unit != below.unit:
        return None
    return above.low / below.high, above.high / below.low


def describe_quantity(quantity: Quantity) -> str:
    span = f"{quantity.low}" if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}"
    total = f" of {quantity.out_of}" if quantity.out_of else ""
    unit = {
        "1": "",
        "{person}": " people",
        "10*6{person}": " million people",
        "{rank}": " (rank)",
        "mo": " months",
    }.get(quantity.unit, f" {quantity.unit}")
    return f"{span}{total}{unit}"


def round_off(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
