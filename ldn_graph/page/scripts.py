"""The page's scripts: ES modules, joined into one script that stands inline.

A module names what it takes (``import { a, b } from "./state.js";``) and what it gives (``export const a = ...``), so
an editor, a browser and TypeScript's checker read it as it is. The page is one file whose policy allows no script from
elsewhere, so the modules are joined: in the order of their imports, without the words *import* and *export*, in one
scope. What would mean something else in one scope is refused. That scope is an async function, so a module may wait at
its top level for what it needs (``await``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


class ScriptError(ValueError):
    """Modules that cannot be joined; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a module: the names that it takes, none where it only runs the other, and where it stands."""

    module: str
    names: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its text, its code alone (:func:`mask_text`), its imports, and the names at its top level.

    ``names`` and ``exports`` give for each name the place in the text where it is declared.
    """

    name: str
    text: str
    code: str
    imports: tuple[Import, ...]
    names: dict[str, int]
    exports: dict[str, int]

    def place(self, at: int) -> str:
        """File and line of a place in the text."""
        return _place(self.name, self.text, at)


def join_modules(read: Callable[[str], str], entry: str) -> str:
    """The text of the module ``entry`` and of all that it imports, as one script.

    ``read`` gives the text of a module by its name, without ``.js``, and raises ``OSError`` or ``LookupError`` where
    there is none. A module stands behind what it imports, in the order of the imports; the same modules give the same
    text. Raises :class:`ScriptError` for imports in a circle or of what is not exported, for an import or export that
    nobody uses, for a top-level name that two modules have, and for anything that is written in another way than
    ``import { a, b } from "./name.js";``, ``import "./name.js";`` and ``export`` before a declaration.
    """
    modules = read_modules(read, entry)
    _check_names(modules)
    parts = "\n".join(_strip_module(module) for module in modules.values())
    return f'"use strict";\n(async () => {{\n{parts}}})();\n'


def read_modules(read: Callable[[str], str], entry: str) -> dict[str, Module]:
    """The modules by their names, each behind those that it imports."""
    modules: dict[str, Module] = {}

    def visit(name: str, above: tuple[str, ...], place: str) -> None:
        if name in above:
            circle = " -> ".join((*above[above.index(name) :], name))
            raise ScriptError(f"{place}: imports in a circle: {circle}; move what both need into a module of its own")
        if name in modules:
            return
        try:
            text = read(name)
        except (OSError, LookupError):
            raise ScriptError(f"{place}: there is no module {name}.js; correct the import") from None
        module = parse_module(name, text)
        for each in module.imports:
            visit(each.module, (*above, name), module.place(each.start))
        modules[name] = module

    visit(entry, (), f"{entry}.js")
    return modules


_IMPORT = re.compile(r'import (?:\{\s*(?P<names>[\w$]+(?:,\s*[\w$]+)*),?\s*\} from )?"\./(?P<module>[\w-]+)\.js";\n')
_DECLARED = re.compile(r"^(?P<export>export )?(?:const|let|class|(?:async )?function\*?) ", re.MULTILINE)
_NAMES = re.compile(r"[\w$]+|\{ [\w$]+(?:, [\w$]+)* \}|\[[\w$]+(?:, [\w$]+)*\]")


def parse_module(name: str, text: str) -> Module:
    """What a module imports, declares and exports. Raises :class:`ScriptError` for what is written in another way."""
    code = mask_text(text, name)
    blank = Module(name, text, code, (), {}, {})
    imports = []
    for word in re.finditer(r"(?<![.\w$])import(?![\w$])", code):
        statement = _IMPORT.match(text, word.start())
        if not statement or (word.start() and code[word.start() - 1] != "\n"):
            raise ScriptError(f'{blank.place(word.start())}: write: import {{ a, b }} from "./name.js";')
        names = tuple(re.findall(r"[\w$]+", statement["names"] or ""))
        imports.append(Import(statement["module"], names, *statement.span()))
    declared: dict[str, int] = {}
    exports: dict[str, int] = {}
    starts = list(_DECLARED.finditer(code))
    for start in starts:
        for at in _declarators(code, start.end()):
            pattern = _NAMES.match(code, at)
            if not pattern:
                raise ScriptError(f"{blank.place(at)}: write a name, {{ a, b }} or [a, b] behind const or let")
            for word in re.findall(r"[\w$]+", pattern[0]):
                if word in declared:
                    raise ScriptError(f"{blank.place(at)}: {word} is declared twice; rename one")
                declared[word] = at
                if start["export"]:
                    exports[word] = at
    allowed = {start.start() for start in starts if start["export"]}
    for word in re.finditer(r"(?<![.\w$])export(?![\w$])", code):
        if word.start() not in allowed:
            raise ScriptError(f"{blank.place(word.start())}: write export before a declaration: export const a = ...")
    return Module(name, text, code, tuple(imports), declared, exports)


def _declarators(code: str, start: int) -> Iterator[int]:
    """Where the names of a declaration stand: ``const a = 1, b = 2;`` has two."""
    yield start
    depth = 0
    for sign in re.finditer(r"[()\[\]{},;]", code[start:]):
        if sign[0] in "([{":
            depth += 1
        elif sign[0] in ")]}":
            depth -= 1
        elif depth == 0 and sign[0] == ",":
            at = start + sign.end()
            yield at + len(code[at:]) - len(code[at:].lstrip())
        if depth == 0 and sign[0] in ";}":
            rest = code[start + sign.end() :].lstrip(" ")[:1]
            if sign[0] == ";" or rest in ("", "\n"):
                return


def _check_names(modules: dict[str, Module]) -> None:
    """Raise for what joining in one scope, or somebody who reads the imports, would take for something else."""
    owners: dict[str, Module] = {}
    for module in modules.values():
        for name, at in module.names.items():
            other = owners.setdefault(name, module)
            if other is not module:
                where = other.place(other.names[name])
                raise ScriptError(f"{module.place(at)}: {name} is declared in {where}, too; rename one")
    taken = set()
    for module in modules.values():
        used = _used_names(module)
        for each in module.imports:
            place = module.place(each.start)
            for name in each.names:
                if name not in modules[each.module].exports:
                    raise ScriptError(f"{place}: {each.module}.js exports no {name}; export it there, or correct this")
                if name not in used:
                    raise ScriptError(f"{place}: {name} is imported and not used; take it out")
                taken.add(name)
    for module in modules.values():
        for name, at in module.exports.items():
            if name not in taken:
                raise ScriptError(f"{module.place(at)}: {name} is exported and not imported; take out the word export")


def _used_names(module: Module) -> set[str]:
    """The names in the module's code, outside of its imports, that are no property of something."""
    code = list(module.code)
    for each in module.imports:
        code[each.start : each.end] = " " * (each.end - each.start)
    return set(re.findall(r"(?:(?<![\w$.])|(?<=\.\.\.))[\w$]+", "".join(code)))


def _strip_module(module: Module) -> str:
    """The text without imports, and without the word export."""
    cuts = [(each.start, each.end) for each in module.imports]
    cuts += [(m.start(), m.end("export")) for m in _DECLARED.finditer(module.code) if m["export"]]
    text, kept = "", 0
    for start, end in sorted(cuts):
        text += module.text[kept:start]
        kept = end
    text += module.text[kept:]
    return re.sub(r"\n{3,}", "\n\n", text)


_PIECE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|[`/{}]|[^`/{}\"']+", re.DOTALL)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
_BEFORE_REGEX = re.compile(r"(?:^|[(,=:\[!&|?{};+*%<>~^-]|\b(?:return|typeof|case|in|of))\s*$")
_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(?P<end>`|\$\{)", re.DOTALL)


def mask_text(text: str, name: str = "script") -> str:
    """The code alone, in its places: blanks for comments, texts and regular expressions, but not for ``${code}``.

    >>> mask_text("a = 'b' + `c ${d} e`; // f")
    'a =     +     {d}   ;     '
    """
    pieces: list[str] = []
    braces: list[int] = []  # how many are open in each ${ that is open
    at, before = 0, ""  # the code before, which tells a regular expression from a division
    while at < len(text):
        if piece := _PIECE.match(text, at):
            sign = piece[0]
        else:
            raise ScriptError(f"{_place(name, text, at)}: a quotation mark that is not closed")
        if sign == "{" and braces:
            braces[-1] += 1
        if sign == "`" or (sign == "}" and braces and not braces[-1]):
            if sign == "}":
                braces.pop()
            literal = _TEMPLATE.match(text, at + 1)
            if not literal:
                raise ScriptError(f"{_place(name, text, at)}: a template that is not closed")
            opens = literal["end"] == "${"
            pieces.append(("}" if sign == "}" else " ") + _blank(literal[0][: -1 if opens else None]) + "{" * opens)
            if opens:
                braces.append(0)
            at, before = literal.end(), "{" if opens else "`"
            continue
        if sign == "}" and braces:
            braces[-1] -= 1
        end = piece.end()
        if sign == "/" and _BEFORE_REGEX.search(before):
            literal = _REGEX.match(text, at)
            if not literal:
                raise ScriptError(f"{_place(name, text, at)}: a regular expression that is not closed")
            end, sign = literal.end(), literal[0]
        code = _blank(sign) if sign[0] in "/\"'" and len(sign) > 1 else sign
        pieces.append(code)
        at, before = end, (sign if sign[0] in "\"'" else code if code.strip() else before)
    return "".join(pieces)


def _place(name: str, text: str, at: int) -> str:
    return f"{name}.js:{text.count(chr(10), 0, at) + 1}"


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
