"""Numbers that a claim states, beside those that its evidence gives: do they agree?"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..model.claims import EvidenceLine, Quantity

Measured = tuple[EvidenceLine, Quantity]
"""A quantity that was found, with the evidence line that it is recorded on."""

UNIT_WORDS: Mapping[str, str] = {
    "1": "",
    "{person}": " people",
    "10*6{person}": " million people",
    "{rank}": " (rank)",
    "mo": " months",
}
"""How units are written after a number; others stand there as UCUM has them."""


class Comparison(NamedTuple):
    """A quantity that a claim states, beside what was found.

    ``agreeing`` and ``differing`` are the comparable quantities of evidence lines. ``ratio`` is the range of the
    ratio recomputed from its ``parts``, where what is stated lies outside of it; else None, and there are no parts.
    """

    stated: Quantity
    agreeing: tuple[Measured, ...]
    differing: tuple[Measured, ...]
    ratio: tuple[Decimal, Decimal] | None
    parts: tuple[Quantity, ...]

    @property
    def mismatch(self) -> bool:
        """Whether the stated number is to be flagged: its ratio is wrong, a line against the claim has another
        number, or there are numbers to compare with and none agrees.
        """
        if self.ratio or any(line.against for line, _ in self.differing):
            return True
        return bool(self.differing) and not self.agreeing


def compare(stated: Quantity, lines: Iterable[EvidenceLine], quantities: Mapping[str, Quantity]) -> Comparison:
    """A stated quantity beside those of these lines. ``quantities``, by IRI, are those a ratio may be made of."""
    agreeing: list[Measured] = []
    differing: list[Measured] = []
    for line in lines:
        for quantity in line.quantities:
            if comparable(stated, quantity):
                (agreeing if agrees(stated, quantity) else differing).append((line, quantity))
    ratio = recompute_ratio(stated, quantities)
    if ratio and lies_inside(stated, *ratio):
        ratio = None
    parts = [quantities[iri] for iri in (stated.numerator, stated.denominator) if ratio and iri]
    return Comparison(
        stated=stated,
        agreeing=tuple(agreeing),
        differing=tuple(differing),
        ratio=ratio,
        parts=tuple(parts),
    )


def agrees(stated: Quantity, measured: Quantity) -> bool:
    """The stated quantity lies inside the measured one, widened by half a unit of the last digit stated.

    Where both count cases out of a total, shares are compared, and the unit is one case of the total stated, which
    counts as 10 where it is less: *one in five* is said of a fifth, and not of anything from 1 to 3 in ten. Zeros at
    the end of a decimal fraction do not count as digits stated.
    """
    if not (stated.out_of and measured.out_of):
        return lies_inside(stated, measured.low, measured.high)
    found, total = Fraction(measured.out_of), Fraction(stated.out_of)
    case = 1 / max(total, _FEWEST_CASES)
    return (
        Fraction(measured.low) / found - Fraction(_half_digit(stated.low)) * case <= Fraction(stated.low) / total
        and Fraction(stated.high) / total <= Fraction(measured.high) / found + Fraction(_half_digit(stated.high)) * case
    )


_FEWEST_CASES = Fraction(10)


def lies_inside(stated: Quantity, low: Decimal, high: Decimal) -> bool:
    """The stated quantity lies between ``low`` and ``high``, each widened by half a unit of its last digit."""
    return low - _half_digit(stated.low) <= stated.low and stated.high <= high + _half_digit(stated.high)


def _half_digit(number: Decimal) -> Decimal:
    """Half a unit of the last digit of a number, zeros at the end of a fraction aside; of whole numbers a half.

    >>> _half_digit(Decimal("2.50")), _half_digit(Decimal("40"))
    (Decimal('0.05'), Decimal('0.5'))
    """
    exponent = number.normalize().as_tuple().exponent
    return Decimal(5).scaleb(min(exponent if isinstance(exponent, int) else 0, 0) - 1)


def comparable(stated: Quantity, measured: Quantity) -> bool:
    """Both are of the same thing in the same unit, and both count cases out of a total or neither does."""
    same_total = (stated.out_of is None) == (measured.out_of is None)
    return str(stated.of_what) == str(measured.of_what) and stated.unit == measured.unit and same_total


def recompute_ratio(stated: Quantity, quantities: Mapping[str, Quantity]) -> tuple[Decimal, Decimal] | None:
    """The range of a ratio from its parts, lowest and highest.

    None where it has no parts, where one of them is not among ``quantities``, where they differ in unit, or where the
    denominator may be 0.
    """
    above, below = quantities.get(stated.numerator or ""), quantities.get(stated.denominator or "")
    if above is None or below is None or below.low <= 0 or above.unit != below.unit:
        return None
    return above.low / below.high, above.high / below.low


def describe_quantity(quantity: Quantity) -> str:
    """A quantity in words, as *39 of 40 people* or *0.5 to 4.5 mg/d*."""
    span = f"{quantity.low}" if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}"
    total = f" of {quantity.out_of}" if quantity.out_of else ""
    return f"{span}{total}{UNIT_WORDS.get(quantity.unit, f' {quantity.unit}')}"


def describe_comparison(comparison: Comparison) -> str:
    """What speaks against a stated number, then what agrees with it, in words."""
    parts = []
    if comparison.ratio:
        low, high = comparison.ratio
        parts.append(f"recomputed from its parts it is {round_off(low)} to {round_off(high)}")
    parts += [f"{describe_quantity(q)} is recorded for {line.source.id}" for line, q in comparison.differing]
    parts += [f"it agrees with {line.source.id}" for line, _ in comparison.agreeing]
    return "; ".join(parts)


def round_off(number: Decimal) -> str:
    """A number with one digit after the point, and none where that is 0.

    >>> round_off(Decimal("12.34")), round_off(Decimal("3.04"))
    ('12.3', '3')
    """
    return f"{number:.1f}".removesuffix(".0")
