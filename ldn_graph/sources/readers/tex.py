"""TeX's commands in the texts of BibTeX, as Unicode, by pylatexenc.

>>> plain_of_tex(r"M{\\"u}ller's {{DNA}}: 50% of 10\\textsuperscript{9}")
"Müller's DNA: 50% of 10<sup>9</sup>"

What is raised or lowered keeps the tags ``sup`` and ``sub``, which :mod:`~ldn_graph.sources.markup` makes signs of
Unicode.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ...output.extras import import_extra

_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_SCRIPT = re.compile(rf"\\text(super|sub)script\s?{_GROUP}")
_MATHS = re.compile(r"(?<!\\)\$([^$]{1,500})\$")
_IN_MATHS = re.compile(rf"([\^_])(?:{_GROUP}|([A-Za-z0-9+*-]))")
_ROMAN = re.compile(rf"\\(?:textrm|mathrm|text|rm)\b\s?(?:{_GROUP})?")
_LONGEST = 20_000


def plain_of_tex(text: str) -> str:
    """The text without TeX's commands and braces; a command that is not known stays, with its backslash."""
    text = text[:_LONGEST]
    if not re.search(r"[\\$~]|--|``|''", text):  # as most are; the library takes milliseconds for each
        return re.sub("[{}]", "", text)
    text = _SCRIPT.sub(lambda found: _tagged(found[1] == "super", found[2]), text)
    text = _MATHS.sub(lambda found: f"${_IN_MATHS.sub(_shifted, found[1])}$", text)
    text = re.sub(r"(?<!\\)[&%]", r"\\\g<0>", text)  # people write them, and mean no table and no comment
    if len(re.findall(r"(?<!\\)\$", text)) % 2:
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    try:
        return str(_decoder().latex_to_text(text)).replace("\xa0", " ")
    except Exception:  # braces in braces without end, or what no version of the library expects
        return re.sub(r"[{}]", "", text)


def verbatim(text: str) -> str:
    """An address or an identifier, in which TeX has no commands: only its escapes are taken away."""
    text = re.sub(r"\{?\\textasciitilde(?:\{\})?\}?|\\~(?:\{\})?", "~", text)
    return re.sub(r"\\([_%&#$~{}])", r"\1", text).replace("{", "").replace("}", "").replace(r"\url", "").strip()


def _shifted(found: re.Match[str]) -> str:
    inside = found[3] or _ROMAN.sub(lambda roman: roman[1] or "", found[2] or "")
    return _tagged(found[1] == "^", inside)


def _tagged(raised: bool, text: str) -> str:
    return f"<sup>{text}</sup>" if raised else f"<sub>{text}</sub>"


@cache
def _decoder() -> Any:
    latex2text = import_extra("pylatexenc.latex2text", "bib")
    context = latex2text.get_default_latex_context_db()
    signs = {"textless": "<", "textgreater": ">", "textbar": "|", "textasciicircum": "^", **_BRACES, **_GREEK}
    macros = [latex2text.MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    context.add_context_category("signs", prepend=True, macros=macros)
    context.set_unknown_macro_spec(latex2text.MacroTextSpec("", simplify_repl=_as_it_is))
    return latex2text.LatexNodes2Text(latex_context=context, math_mode="text")


def _as_it_is(node: Any, l2tobj: Any) -> str:
    """A command that the library does not know, and would leave out with all it has, with nothing said.

    What it is applied to stays; else it stays itself, with its backslash. Of a sign it is the sign.
    """
    if applied := [part for part in (node.nodeargd.argnlist if node.nodeargd else ()) if part is not None]:
        return str(l2tobj.nodelist_to_text(applied))
    name = str(node.macroname)
    return f"\\{name} " if name.isalpha() else name.strip("-/")


_BRACES = {"textbraceleft": "{", "textbraceright": "}"}
"""Lone braces, as our own writer has them."""
_GREEK_LETTERS = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon phi
chi psi omega
"""
_GREEK = {f"text{name}": chr(code) for code, name in enumerate(_GREEK_LETTERS.split(), start=0x3B1)}
"""Greek letters outside of mathematics, as the package textgreek calls them."""
