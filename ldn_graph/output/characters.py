"""Characters that must not get out, and signs that must be escaped, by what each output cannot bear.

Text comes from graphs and servers, so from anybody. What people see (terminal, Markdown, HTML, notebooks, the page,
BibTeX) has a replacement mark for each character of :data:`NOT_SHOWN`; so have the labels of a network, which other
programs draw. Data in the formats of the W3C, and in JSON and CSV, holds every value as it is; what the format cannot
hold is refused.

Implicit directional marks (U+200E, U+200F, U+061C) get out: each acts like one letter of its direction and reaches no
further (Unicode Standard Annex 9, 2.6), and Arabic and Hebrew texts need them.
"""

from __future__ import annotations

import re

# What may stand between the brackets of a regular expression.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f"
"""Control codes (C0) but for tab, line feed and carriage return. They steer a terminal (ECMA-48); XML 1.0 (2.2) and
the HTML standard cannot hold them."""
MORE_CONTROLS = "\x7f-\x9f"
"""Delete and the controls of C1, which steer a terminal, too. XML holds them and discourages it; HTML forbids them."""
DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
"""Directional embeddings, overrides and isolates (Unicode Standard Annex 9, 2.1 to 2.5). One that is not closed turns
round what stands behind the text (CVE-2021-42574)."""
SURROGATES = "\ud800-\udfff"
"""Halves of characters, which UTF-8 cannot hold alone (RFC 3629, 3)."""
NONCHARACTERS = "\ufffe\uffff"
"""Those that XML 1.0 (2.2) cannot hold; it allows the other noncharacters of Unicode."""

REPLACEMENT = "\ufffd"
"""What stands for a character that must not get out."""

NOT_SHOWN = re.compile(f"[{CONTROLS}{MORE_CONTROLS}{DIRECTIONS}{SURROGATES}{NONCHARACTERS}]")
"""What no output for people holds. Networks and the pictures that the page saves may be XML, so what XML cannot hold is
among it."""

NOT_IN_RDF = re.compile(f"[{CONTROLS}\x7f{SURROGATES}{NONCHARACTERS}]")
"""What no text that is read into a graph holds: what some format of RDF cannot hold, or a control that no keyboard
writes by intent."""

MARKDOWN_SIGNS = "\\`*_[]<>|&#~$"
"""What is markup in a cell of GitHub's Markdown."""
FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with for a spreadsheet, wide forms included (OWASP, CSV Injection)."""
TEX_SIGNS = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip
"""What TeX reads as a command, and how it is written. No brace stands without its other half, not even behind a
backslash: BibTeX counts those, too."""


def printable(text: object) -> str:
    """The text on one line, without what no output for people holds.

    >>> printable("a\\x1b[2Jb\\nc")
    'a\\ufffd[2Jb c'
    """
    return NOT_SHOWN.sub(REPLACEMENT, " ".join(str(text).split()))


def printable_lines(text: str) -> str:
    """The same for a text of several lines, which stay as they are.

    >>> printable_lines("a\\x1b[2J  b\\n\\tc\\r\\n")
    'a\\ufffd[2J  b\\n\\tc\\n'
    """
    return NOT_SHOWN.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", REPLACEMENT))


def clean(text: str) -> str:
    """The text with a replacement mark for each character of :data:`NOT_IN_RDF`."""
    return NOT_IN_RDF.sub(REPLACEMENT, text)


def cut(text: str, length: int) -> str:
    """The text, of which at most so many characters are kept."""
    return text if len(text) <= length else text[: length - 3] + "..."


def capital(text: str) -> str:
    """The text with a capital first; names in it stay as they are.

    >>> capital("no claim is made on Crohn's disease")
    "No claim is made on Crohn's disease"
    """
    return f"{text[:1].upper()}{text[1:]}"
