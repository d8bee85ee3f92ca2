"""The page's scripts: modules that a browser takes as they are, and that are joined without a change of meaning."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from ldn_graph.audit.results import Audit
from ldn_graph.page.content import describe_data
from ldn_graph.page.render import read_script, render_page
from ldn_graph.page.scripts import ScriptError, join_modules, mask_text, read_modules
from ldn_graph.resources import TEMPLATES
from tests.lint_scripts import ENTRIES, check_scripts

MODULES = {
    "page": 'import { double } from "./numbers.js";\nimport "./greeting.js";\n\nconst four = double(2);\n',
    "numbers": "// Numbers.\n\nexport const double = (n) => 2 * n;\n",
    "greeting": 'import { double } from "./numbers.js";\n\nlet greeting = `hello ${double(1)}`;\n',
}


def join(**changes: str) -> str:
    modules = {**MODULES, **changes}
    return join_modules(modules.__getitem__, "page")


def test_modules_stand_behind_what_they_import_without_the_words() -> None:
    assert join() == (
        '"use strict";\n(async () => {\n'
        "// Numbers.\n\nconst double = (n) => 2 * n;\n\n"
        "\nlet greeting = `hello ${double(1)}`;\n\n"
        "\nconst four = double(2);\n"
        "})();\n"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"greeting": "const four = 4;\n"}, "page.js:4: four is declared in greeting.js:1, too"),
        ({"greeting": "const { a, four } = window;\n"}, "page.js:4: four is declared in greeting.js:1, too"),
        ({"greeting": "const { a: b } = window;\n"}, "greeting.js:1: write a name"),
        ({"greeting": "let a = f(1, { b: 2 }),\n  four = 3;\n"}, "page.js:4: four is declared in greeting.js:2, too"),
        ({"greeting": "function a() {\n}\nconst [b, a] = [];\n"}, "greeting.js:3: a is declared twice"),
        ({"numbers": "const double = 2;\n"}, "greeting.js:1: numbers.js exports no double"),
        ({"numbers": "export const doubled = 2;\n"}, "numbers.js exports no double"),
        ({"greeting": 'import { double } from "./numbers.js";\nconst a = b.double; // double\n'}, "greeting.js:1: double is imported and not used"),
        ({"greeting": 'import { double } from "./numbers.js";\nconst a = "double" + `double`;\n'}, "greeting.js:1: double is imported and not used"),
        ({"greeting": "export const a = 1;\n"}, "greeting.js:1: a is exported and not imported"),
        ({"greeting": 'import "./page.js";\n'}, "greeting.js:1: imports in a circle: page -> greeting -> page"),
        ({"greeting": 'import "./nothing.js";\n'}, "greeting.js:1: there is no module nothing.js"),
        ({"greeting": 'import { double as two } from "./numbers.js";\n'}, "greeting.js:1: write: import {"),
        ({"greeting": 'import * as numbers from "./numbers.js";\n'}, "greeting.js:1: write: import {"),
        ({"greeting": 'const a = import("./numbers.js");\n'}, "greeting.js:1: write: import {"),
        ({"greeting": 'import { double } from "https://x.test/numbers.js";\n'}, "greeting.js:1: write: import {"),
        ({"greeting": "const a = 1;\nexport { a };\n"}, "greeting.js:2: write export before a declaration"),
        ({"greeting": "export default 1;\n"}, "greeting.js:1: write export before a declaration"),
        ({"greeting": "const a = `never closed;\n"}, "greeting.js:1: a template that is not closed"),
        ({"greeting": 'const a = "never closed;\n'}, "greeting.js:1: a quotation mark that is not closed"),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused_with_its_place(changes: dict[str, str], message: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(message)):
        join(**changes)


def test_a_name_in_a_spread_or_in_a_template_is_a_use() -> None:
    for use in ("[...double]", "`${`${double}`}`", "{ double }", "/a/.test(double)"):
        join(greeting=f'import {{ double }} from "./numbers.js";\nconst a = {use};\n')


def test_words_of_the_language_in_texts_and_comments_stay() -> None:
    text = (
        "// import { a } from b; export c\nconst words = 'export const a' + `import ${1} export` + /export/.source;\n"
    )
    assert text in join(greeting=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a / b / c", "a / b / c"),
        ("a = /[/'\"`]/g.test(b)", "a =          .test(b)"),
        ("return /`/;", "return    ;"),
        ("`a ${{ b: `c ${d}` }} e` + f", "    {{ b:     {d}  }}    + f"),
        (r"'\'' + a", "     + a"),
        ("/* a\n'b */ c", "    \n      c"),
    ],
)
def test_code_alone(text: str, code: str) -> None:
    assert mask_text(text) == code


def test_every_script_is_joined_once() -> None:
    found = []
    for entry in ENTRIES:
        modules = read_modules(lambda name: (Path(TEMPLATES) / f"{name}.js").read_text(encoding="utf-8"), entry)
        found += modules
        script = read_script(entry)
        for module in modules.values():
            assert script.count(module.text.partition("\n")[0]) == 1
        assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    alone = ["beginning"]  # the script of the document's head
    assert sorted(found + alone) == sorted(path.stem for path in Path(TEMPLATES).glob("*.js"))


def test_a_browser_takes_the_modules_as_they_are(browser: Browser, audit: Audit) -> None:
    """So a name that a module uses and does not import is an error here, and not only for TypeScript's checker."""
    script = read_script()
    page = re.sub("<meta http-equiv[^>]*>", "", render_page(audit))
    assert page.count(script) == 1
    page = page.replace(f"<script>{script}", '<script type="module" src="page.js">')

    def answer(route: Route) -> None:
        name = Path(route.request.url.partition("#")[0]).name
        if name.endswith(".js"):
            route.fulfill(path=Path(TEMPLATES) / name, content_type="text/javascript")
        else:
            route.fulfill(body=page, content_type="text/html; charset=utf-8")

    context = browser.new_context()
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.route("http://page.test/**", answer)
    tab.goto("http://page.test/index.html#view=table")
    tab.wait_for_selector("body[data-ready]")
    for view in ("map", "graph"):
        tab.click(f"#tab-{view}")
    tab.fill("#search", "c17")
    tab.press("#search", "Enter")
    tab.wait_for_selector("#panel .label")
    for way in ("csv", "json", "svg", "png", "bibtex", "ris", "csl", "markdown"):
        with tab.expect_download():
            tab.click(f"[data-save={way}]")
    assert errors == []
    context.close()


def test_without_node_the_checker_is_left_out_and_in_ci_that_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_scripts({"PATH": str(tmp_path)}) == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert check_scripts({"PATH": str(tmp_path), "CI": "true"}) == 1


def test_the_checker_knows_the_names_in_the_data_that_the_page_is_handed(audit: Audit) -> None:
    """A name that Python gives and the types lack, or the other way round, would be a mistake that is not found."""
    declared = Path(TEMPLATES, "page-data.d.ts").read_text(encoding="utf-8")

    def names(interface: str) -> set[str]:
        body = re.search(rf"interface {interface} \{{(.*?)\n\}}", declared, re.DOTALL)
        assert body, interface
        flat = re.sub(r"\{[^{}]*\}|//[^\n]*|Record<[^<>]*>", "", body[1])
        return set(re.findall(r"(?:^|;|\n)\s*(\w+)\??:", flat))

    data = json.loads(json.dumps(describe_data(audit, None, ())))
    assert names("Page") == {*data, "title", "modified", "readingOrder"}
    laid_out = {"n", "cells", "order", "band", "group"}
    for interface, values, more in (
        ("Claim", data["claims"], laid_out),
        ("Line", [line for claim in data["claims"] for line in claim["lines"]], set()),
        ("Source", data["sources"], set()),
        ("Standing", data["states"], {"fallen"}),
    ):
        assert names(interface) == {key for value in values for key in value} | more, interface
    assert names("Certainty") <= {key for value in data["certainties"] for key in value}
