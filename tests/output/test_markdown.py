"""Cells of a Markdown table: whatever a label holds is shown as it stands."""

from __future__ import annotations

import re

import pytest

from ldn_graph.output.tables import markdown_table


def cell_of(text: str) -> str:
    table = markdown_table(["x"], [[text]])
    head, rule, row = table.splitlines()
    assert (head, rule) == ("| x |", "| --- |")
    return row.removeprefix("| ").removesuffix(" |")


@pytest.mark.parametrize("sign", list("\\`*_[]<>|&#~"))
def test_a_sign_that_is_markup_is_escaped(sign: str) -> None:
    """Backslash escapes of CommonMark 2.4; a bar ends a cell, and two tildes strike out, in GitHub's."""
    assert cell_of(f"a{sign}{sign}b") == f"a\\{sign}\\{sign}b"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("_a_ and __b__", r"\_a\_ and \_\_b\_\_"),
        ("AT&amp;T", r"AT\&amp;T"),
        ("# a heading", r"\# a heading"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("see #17", r"see \#17"),
        ("a\\|b", r"a\\\|b"),
        ("39 of 40 (97.5 %), +2 - 1!", "39 of 40 (97.5 %), +2 - 1!"),
        ("one\nline", "one line"),
    ],
)
def test_a_text_is_shown_as_it_stands(text: str, cell: str) -> None:
    assert cell_of(text) == cell
    assert re.sub(r"\\(.)", r"\1", cell) == " ".join(text.split())


def test_no_text_of_a_cell_makes_another_cell() -> None:
    row = markdown_table(["x", "y"], [["a | b", "\\"]]).splitlines()[2]
    assert row == r"| a \| b | \\ |"
