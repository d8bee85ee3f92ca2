"""Faults of signs: a text or an IRI that stays open, a sign that SPARQL does not have, brackets that do not pair."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .grammar import Fault
from .tokens import Token
from .word_faults import KEYWORDS

CLOSING = {"{": "}", "(": ")", "[": "]"}
"""Each bracket with the one that closes it."""


def find_open_text(tokens: Sequence[Token]) -> Fault | None:
    """A quotation mark or an IRI that stays open, or a sign that SPARQL does not have."""
    for token, after in pairwise([*tokens, Token("end", "", -1)]):
        if _ends_in_apostrophe(token, after):
            text = f"{token.text[1:-1][-40:]}'{after.text[:40]}"
            remedy = f'put a text that holds an apostrophe into double quotes, as "{text}"'
            return Fault(token.start, f"the text {token.text[-42:]} ends at an apostrophe", remedy)
        if token.text == "<" and after.kind == "name" and re.match(r"https?:|urn:", after.text):
            return Fault(
                token.start, "an IRI is never closed, or holds a space", "close it with >; write a space as %20"
            )
        if token.kind == "strange":
            return _strange_fault(token)
    return None


def _ends_in_apostrophe(token: Token, after: Token) -> bool:
    """A text in single quotes with a letter right behind it, as 'Crohn's."""
    joined = token.kind == "string" and token.text[0] == "'" and after.start == token.start + len(token.text)
    return joined and after.kind == "word" and after.text.upper() not in KEYWORDS


def _strange_fault(token: Token) -> Fault:
    """What is wrong where no word or sign of SPARQL begins."""
    from unicodedata import name

    sign = token.text[0]
    if token.text.startswith(('"""', "'''")):
        return Fault(token.start, f"the text after {token.text[:3]} never ends", f"close it with {token.text[:3]}")
    if sign in "\"'":
        remedy = "close the quote" + ("; a text with an apostrophe stands in double quotes" if sign == "'" else "")
        return Fault(token.start, f"the text after {sign} does not end on its line", remedy)
    if sign in "\u201c\u201d\u2018\u2019\u00ab\u00bb`":
        remedy = "write plain quotes \" or '"
    else:
        remedy = "write a plain space" if sign.isspace() else "delete it"
    shown = f"{sign} " if sign.isprintable() else ""
    code = f"U+{ord(sign):04X}"
    sign_name = name(sign, code).lower() if ord(sign) > 127 or sign.isprintable() else code
    return Fault(token.start, f"the sign {shown}({sign_name}) has no place in a query", remedy)


def find_unpaired(tokens: Sequence[Token]) -> Fault | None:
    """A bracket that is never closed, or that closes nothing."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in CLOSING:
            opened.append(token)
        elif token.text in CLOSING.values():
            if not opened:
                return Fault(token.start, f"this {token.text} closes nothing", "delete it, or open what it closes")
            if CLOSING[opened[-1].text] != token.text:
                wanted = CLOSING[opened[-1].text]
                return Fault(
                    token.start, f"{token.text} stands where {wanted} is due", f"close {opened[-1].text} first"
                )
            opened.pop()
    if opened:
        last = opened[-1]
        return Fault(last.start, f"this {last.text} is never closed", f"add {CLOSING[last.text]} where it ends")
    return None


def find_relative_iri(tokens: Sequence[Token]) -> Fault | None:
    """An IRI without its scheme, where no BASE makes it whole."""
    if any(t.text.upper() == "BASE" for t in tokens):
        return None
    for token in tokens:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return Fault(token.start, f"{token.text[:80]} is not a whole IRI", "write it in full, as <https://...>")
    return None


def find_spaced_call(tokens: Sequence[Token]) -> Fault | None:
    """What SPARQL allows and Oxigraph does not: a space behind the name of a function of any number of values."""
    for token, after in pairwise(tokens):
        name = token.text
        if name.upper() in ("COALESCE", "CONCAT") and after.text == "(" and after.start > token.start + len(name):
            return Fault(token.start, f"the engine takes no space between {name} and its (", f"write {name}(")
    return None
