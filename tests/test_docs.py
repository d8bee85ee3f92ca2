"""The documentation says what is true: its tables, its Turtle, its commands."""

from __future__ import annotations

import csv
import doctest
import gzip
import inspect
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from itertools import takewhile
from pathlib import Path

import pytest
from click.testing import CliRunner

import ldn_graph
from ldn_graph.assistants.bounds import CHARACTERS, LONGEST_TEXT
from ldn_graph.assistants.tools import MOST_ROWS, SECONDS, TOOLS
from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.documents import AUDIT_KEYS, CLAIM_KEYS, claim_document, claim_entry
from ldn_graph.audit.results import Audit
from ldn_graph.audit.status import NOT_SUPPORTED
from ldn_graph.audit.tables import CLAIM_COLUMNS
from ldn_graph.cli import COMMANDS, main
from ldn_graph.commands.common.query_arguments import TIMEOUT
from ldn_graph.commands.serve import LIMIT
from ldn_graph.importers.drugmechdb import BEARINGS
from ldn_graph.importers.table_layout import CLOSED_LISTS, COLUMNS
from ldn_graph.importers.table_words import NEAREST, as_written
from ldn_graph.model.registries import REGISTRIES, SYNONYMS
from ldn_graph.model.vocab import FLAGS, SCHEMES, SIGNED_PREDICATES, STATUSES
from ldn_graph.network.hops import STATUS_RANK
from ldn_graph.network.paths import MOST_WAITING
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.resources import PACKAGE, SHIPPED
from ldn_graph.server import answer as answers
from ldn_graph.server import front_page as front
from ldn_graph.server import protocol, settings
from ldn_graph.sparql.formats import FORMATS
from tests.column_tables_page import column_tables_page
from tests.conftest import ROOT
from tests.help_pages import PAGE, help_page
from tests.terms_page import terms_page

DOCTEST_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
README = (ROOT / "README.md").read_text(encoding="utf-8")
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
PATHS = (ROOT / "docs" / "paths.md").read_text(encoding="utf-8")
IMPORTING = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
SERVING = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
MAKING = (ROOT / "docs" / "how-the-data-was-made.md").read_text(encoding="utf-8")
DOCS = {page.stem: page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}
TRIED = ("asking", "excel", "importing", "knowledge-base-in-ci", "letter-to-an-editor", "living-review", "paths")
"""The pages, beside README, each of whose commands is run by itself; those of the tutorial are run one behind the other."""
BEGINNING = README.partition("**An article of your own**")[2].partition("```sh\n")[2].partition("```")[0]
OTHERS = README.replace(BEGINNING, "")
"""README's commands that begin an article of one's own, which are run one behind the other, and all else that it says."""


def test_the_example_of_the_model_is_a_claim() -> None:
    (block,) = re.findall(r"```turtle\n(.*?)```", MODEL, re.DOTALL)
    (claim,) = audit_claims(read_claims(parse_turtle(block))).claims
    assert (claim.claim.id, claim.status) == ("C20", "indirectly-supported")


@pytest.mark.parametrize("place", sorted((ROOT / "docs").glob("*.md")), ids=lambda place: place.name)
def test_every_example_in_turtle_can_be_pasted_with_the_prefixes_of_the_model(place: Path) -> None:
    prefixes = "\n".join(re.findall(r"^@prefix .*$", MODEL, re.MULTILINE))
    for block in re.findall(
        r"^```(?:turtle|ttl)\n(.*?)^```", place.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    ):
        assert len(parse_turtle(block if "@prefix" in block else f"{prefixes}\n{block}").quads), block


def test_the_model_names_every_status_flag_and_bearing() -> None:
    for flag, severity in FLAGS.items():
        assert f"| `{flag}` | {severity} |" in MODEL
    for status in STATUSES:
        assert f"| `{status}` |" in MODEL
    for name in (*SCHEMES["bearing"], *SCHEMES["directness"], *SCHEMES["indirectness"]):
        assert f"`ldn:{name}`" in MODEL


def test_the_comparison_with_the_earlier_assessment_is_of_the_statuses_as_computed(audit: Audit) -> None:
    rows = re.findall(r"^\| (C\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]*)\|$", MAKING, re.MULTILINE)
    computed = {c.claim.id: c.status for c in audit.claims}
    assert [row[0] for row in rows] == [f"C{n:02}" for n in range(1, 40)]
    for name, verdict, status, why in rows:
        assert status == computed[name]
        assert bool(why.strip()) is (verdict.replace(" ", "-") != status), f"{name}: a difference needs its reason"


def test_the_table_of_keys_is_that_of_the_outputs(audit: Audit) -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]+\| (x?) ?\| (x?) ?\| (x?) ?\| (x?) ?\|$", JSON, re.MULTILINE)
    by_output = [tuple(key for key, *marks in rows if marks[n]) for n in range(4)]
    assert by_output[0] == (*AUDIT_KEYS, "because") == tuple(claim_entry(audit.claims[0]))
    assert by_output[1] == (*CLAIM_KEYS, "because") == tuple(claim_document(audit.claims[0]))[: len(CLAIM_KEYS) + 1]
    assert set(by_output[2]) == set(CLAIM_COLUMNS)
    assert by_output[3] == CLAIM_KEYS
    for key in {*claim_document(audit.claims[0])} - {*by_output[1]}:
        assert f"`{key}`" in JSON, key


def commands(text: str) -> list[str]:
    """The ``ldn-graph`` lines of the shell blocks, without their comments."""
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line.partition("#")[0].strip() for line in lines if line.startswith("ldn-graph")]


def test_the_help_pages_are_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == help_page(), "make help-pages writes them anew"


def test_the_page_of_terms_is_what_the_vocabulary_says() -> None:
    assert DOCS["terms"] == terms_page(), "make help-pages writes it anew"
    for name in (*SCHEMES["bearing"], *SCHEMES["wording"]):
        assert f"`ldn:{name}`" in DOCS["terms"]


def test_the_page_of_the_tables_of_columns_is_what_their_schema_says() -> None:
    assert DOCS["column-tables"] == column_tables_page(), "make help-pages writes it anew"


def test_every_command_has_an_example() -> None:
    examples = "\n".join((README, *(text for name, text in DOCS.items() if name != "commands")))
    for name in COMMANDS:
        assert re.search(rf"ldn-graph {name}\b", examples), name


def test_the_table_of_rooms_has_every_room() -> None:
    table = re.findall(r"^\| `(\w+)` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    rooms = {place.parent.name for place in Path(PACKAGE).glob("*/__init__.py")}
    assert {*table} == rooms


def test_the_readme_is_read_in_two_screens() -> None:
    assert README.count("\n") <= 110


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", *(f"docs/{name}.md" for name in DOCS)])
def test_every_link_leads_to_a_file(page: str) -> None:
    for target in LINK.findall((ROOT / page).read_text(encoding="utf-8")):
        assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_the_documentation_of_the_server_has_its_limits() -> None:
    said = " ".join(SERVING.split())
    assert f"of more than {front.MAX_CLAIMS:,} claims" in said
    assert f"`--timeout` seconds ({TIMEOUT})" in said
    assert f"({LIMIT:,}; 0 is any number)" in said
    assert f"the first {answers.SHOWN:,} rows" in said
    assert f"within {settings.PATIENCE} seconds" in said
    assert (protocol.LONGEST_BODY, protocol.LONGEST_ADDRESS, answers.HELD) == (2**20, 32 * 2**10, 2**20)
    refused = {*answers.STATUSES.values(), 404, 405, 408, 413, 414, 415, 421, 500, 503, 504}
    assert {int(code) for code in re.findall(r"(?<=[|,]) (\d{3})(?=,| \|)", SERVING)} == refused
    for row in FORMATS.values():
        assert row.w3c_name.removeprefix("SPARQL_Results_").replace("_", "/") in SERVING


def test_each_of_these_documents_has_commands() -> None:
    assert min(len(commands(text)) for text in (README, *(DOCS[name] for name in TRIED))) > 2


@pytest.mark.parametrize(
    "command", sorted({command for text in (OTHERS, *(DOCS[name] for name in TRIED)) for command in commands(text)})
)
def test_the_commands_of_the_documentation_run(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    assert words[0] == "ldn-graph"
    if words[1] == "serve":
        pytest.skip("runs until it is ended; tests/server/test_listen.py has it")
    if {"article.txt", "indication_paths.yaml", "nodes.tsv"} & {*words}:
        pytest.skip("needs the reader's own file")
    if any(word.startswith("doi:") for word in words):
        pytest.skip("asks servers of the literature; tests/commands/test_add.py has it")
    if "--endpoint" in words:
        pytest.skip("needs the reader's own server")
    shipped = Path(SHIPPED).read_bytes()
    for name in ("my-claims.ttl", "last-year.ttl"):
        (tmp_path / name).write_bytes(shipped)
    (tmp_path / "draft.md").write_text("LDN is a proven cure of Crohn's disease.\n", encoding="utf-8")
    (tmp_path / "papers").mkdir()
    (tmp_path / "my-library.bib").write_bytes((ROOT / "tests" / "sources" / "exports" / "zotero.bib").read_bytes())
    (tmp_path / "claims.ttl.gz").write_bytes(gzip.compress(shipped))
    if "claims-db" in words:
        load_files([tmp_path / "claims.ttl.gz"], tmp_path / "claims-db")
    (tmp_path / "claims.csv").write_bytes((ROOT / "examples" / "vitamin-d-ms" / "claims.csv").read_bytes())
    words = [*takewhile(lambda word: word not in ("|", ">"), words)]
    run = subprocess.run(
        [sys.executable, "-m", "ldn_graph", *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr


def run_in_turn(blocks: list[str], folder: Path) -> tuple[Path, list[str]]:
    """Run the lines of shell blocks one behind the other; the folder where they end, and what ended with exit code 1."""
    failed = []
    for line in "".join(blocks).splitlines():
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            folder /= words[1]
            continue
        program = [sys.executable, "-m", "ldn_graph"] if words[0] == "ldn-graph" else [words[0]]
        run = subprocess.run([*program, *words[1:]], cwd=folder, capture_output=True, text=True, check=False)
        assert "Traceback" not in run.stderr
        assert run.returncode in (0, 1), f"{line}: {run.stderr}"
        failed += [words[1]] if run.returncode else []
    return folder, failed


def test_the_commands_of_the_tutorial_run_one_behind_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "vitamin-d-ms", tmp_path / "example")
    folder, failed = run_in_turn(re.findall(r"```sh\n(.*?)```", DOCS["tutorial"], re.DOTALL), tmp_path)
    assert failed == ["audit"], "it has violations"
    assert {path.name for path in folder.iterdir()} >= {"report", "letter.md"}


def test_an_article_of_ones_own_begins_as_the_readme_says(tmp_path: Path) -> None:
    example = ROOT / "examples" / "vitamin-d-ms"
    shutil.copy(example / "article.txt", tmp_path)
    shutil.copy(ROOT / "tests" / "sources" / "exports" / "zotero.bib", tmp_path / "my-library.bib")
    begin, *rest = BEGINNING.splitlines()
    folder, _ = run_in_turn([begin], tmp_path)
    with (tmp_path / "my-article" / "claims.csv").open("a", encoding="utf-8") as table:
        table.write("Vitamin D is safe\r\n")  # what somebody fills in
    folder, failed = run_in_turn([f"{line}\n" for line in rest], folder)
    assert "validate" not in failed
    assert (folder / "report" / "index.html").exists()
    assert "An invented trial" in (folder / "claims.ttl").read_text(encoding="utf-8")


def test_the_rows_that_the_tutorial_prints_are_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = DOCS["tutorial"].partition("| column |")[2].partition("\n\n")[0].splitlines()[2:]
    columns = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in printed]
    (new,) = re.findall(r"^ldn-graph (new .*)", DOCS["tutorial"], re.MULTILINE)
    shutil.copytree(ROOT / "examples" / "vitamin-d-ms", tmp_path / "example")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, shlex.split(new)).exit_code == 0
    monkeypatch.chdir(tmp_path / "vitamin-d")
    with Path("claims.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(zip(*columns, strict=True))
    valid = CliRunner().invoke(main, ["validate"])
    assert (valid.exit_code, valid.stdout.rpartition("; ")[2]) == (0, "3 passages, each in its place\n"), valid.output
    shown = json.loads(CliRunner().invoke(main, ["claims", "--format", "json"]).stdout)
    statuses = {claim["id"]: claim["status"] for claim in shown}
    assert statuses == {"D01": "supported", "D10": "indirectly-supported", "D19": "unchecked"}
    for whither in ("-o", "--into"):  # the words are of the folder's article here, too
        done = CliRunner().invoke(main, ["import", "table", "claims.csv", whither, "all.ttl"])
        assert done.exit_code == 0, done.output


def test_the_readme_shows_the_real_output_of_the_main_job(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```console\n\$ ldn-graph report[^\n]*\n(.*?)```", README, re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-m", "ldn_graph", "report"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    beginning, _, end = shown.strip().partition("\n...\n")
    assert run.stdout.startswith(f"{beginning}\n")
    assert run.stdout.endswith(f"\n{end}\n")


PAGES = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("notebooks/*.ipynb"))
INSTALLS = [
    (page.name, *match)
    for page in sorted(PAGES, key=lambda page: page.name)
    for match in re.findall(
        r"((?:uv )?[\w./-]*pip) install((?: -\S+)*) '?([\w.-]+)((?:\[[\w,]+\])?)", page.read_text(encoding="utf-8")
    )
]
"""What is documented to be installed: the page, the program, its options, the package, its extras."""


@pytest.mark.parametrize(("page", "program", "options", "package", "extras"), INSTALLS)
def test_what_is_installed_as_documented_keeps_the_checkout_in_its_place(
    page: str, program: str, options: str, package: str, extras: str
) -> None:
    """A copy instead of the checkout would be read on while somebody edits data/triples.ttl."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {*extras.strip("[]").split(",")} <= {"", *project["optional-dependencies"]}
    if package == ".":
        assert "-e" in options.split() or program == "elsewhere/bin/pip", f"{page}: {program} install {package}{extras}"


def test_extras_are_for_the_checkout() -> None:
    installed = {extras for page, _, options, package, extras in INSTALLS if (page, package) == ("installing.md", ".")}
    assert {"[xlsx,arrow]", "[notebooks]", "[serve]", "[yaml]"} <= installed


@pytest.mark.parametrize("text", [README, DOCS["asking"]], ids=["README", "asking"])
def test_the_python_of_the_documentation_runs(text: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "page", "exec"), {})  # noqa: S102


def test_the_extras_are_documented() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = "".join(re.findall(r"^\| (`.*`) \|", DOCS["installing"], re.MULTILINE))
    assert {*re.findall(r"`(\w+)`", rows)} == {*project["optional-dependencies"]}


def test_the_page_of_the_python_api_has_every_public_name() -> None:
    named = re.findall(r"^\.\. auto(?:function|class|exception):: (\w+)(?:\(\))?$", DOCS["api"], re.MULTILINE)
    assert sorted(named) == sorted({*ldn_graph.__all__} - {"__version__"})


def test_the_documentation_of_paths_has_the_order_and_the_signs_of_the_package() -> None:
    order = re.findall(r"^\| (\d) \| `([a-z-]+)` \|", PATHS, re.MULTILINE)
    assert [(int(n) - 1, status) for n, status in order] == [(rank, status) for status, rank in STATUS_RANK.items()]
    signs = re.findall(r"^\| `(biolink:\w+)` \| (-?1) \|$", PATHS, re.MULTILINE)
    assert {predicate: int(sign) for predicate, sign in signs} == SIGNED_PREDICATES
    assert f"more than {MOST_WAITING:,} paths" in " ".join(PATHS.split())
    assert "Statuses 4 to 7".lower() in PATHS
    assert set(list(STATUS_RANK)[3:]) == NOT_SUPPORTED


def test_the_documentation_of_imports_names_what_the_package_reads() -> None:
    for word, bearing in BEARINGS.items():
        assert re.search(rf"{word} {bearing[:5]}", IMPORTING), word
    prefixes = re.findall(
        r"\b([A-Za-z]+)\b", IMPORTING.partition("prefix is known (MESH")[2].partition("and others")[0]
    )
    assert len(prefixes) > 5
    for prefix in prefixes:
        known = {"for", "DrugBank"}
        assert prefix in known or prefix.lower() in {*REGISTRIES.values(), *SYNONYMS}, prefix


def test_the_page_of_the_table_has_its_columns_and_its_words() -> None:
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \| (.+) \|$", DOCS["table"], re.MULTILINE)
    columns = {names.strip("`"): text for names, text in rows if text in {said for said, _ in COLUMNS.values()}}
    assert columns == {column: said for column, (said, _) in COLUMNS.items()}
    lists = {
        column: text for names, text in rows if text not in columns.values() for column in re.findall(r"\w+", names)
    }
    assert lists == {column: ", ".join(map(as_written, names)) for column, names in CLOSED_LISTS.items()}
    for column, words in NEAREST.items():
        for word, name in words.items():
            told = re.search(rf"\*{re.escape(word)}\*[^()]*\(([a-z ]+)\)", " ".join(DOCS["table"].split()))
            assert told is None or told[1] == as_written(name), (column, word)


def test_the_functions_of_networkx_that_are_documented_are_those_that_are_used() -> None:
    modules = {
        "find_paths": "search",
        "shared_mechanisms": "shared",
        "build_network": "graph",
        "serialize_network": "formats",
    }
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", PATHS.partition("## What networkx does")[2], re.MULTILINE)
    assert [name for name, _ in rows] == list(modules)
    for name, text in rows:
        code = (ROOT / "ldn_graph" / "network" / f"{modules[name]}.py").read_text(encoding="utf-8")
        used = set(re.findall(r"\bnx\.(?:bipartite\.)?(\w+)\(", code)) - {"DiGraph", "Graph"}
        copies = {"MultiDiGraph"} if name == "serialize_network" else set()
        assert used - copies == set(re.findall(r"`(\w+)`", text)) - {"bipartite"}, name


def test_the_python_of_the_documentation_of_paths_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PATHS, re.DOTALL)
    exec(compile(block, "paths.md", "exec"), {})  # noqa: S102
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == "supported 1 ['C28']"
    assert "mucosal-healing" in last


def test_the_page_of_python_runs() -> None:
    result = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=DOCTEST_FLAGS)
    assert result.attempted > 10
    assert result.failed == 0


def test_the_documentation_of_the_tools_for_assistants_is_that_of_the_tools() -> None:
    text = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")
    told = {name: re.findall(r"`(\w+)`", takes) for name, takes in re.findall(r"^\| `(\w+)` \| ([^|]*) \|", text, re.M)}
    assert told == {tool.__name__: [*inspect.signature(tool).parameters][1:] for tool in TOOLS}
    for number in (CHARACTERS, MOST_ROWS, LONGEST_TEXT, SECONDS):
        assert f" {number:,} " in " ".join(text.split())


def test_the_documentation_of_the_shell_sets_completion_up() -> None:
    text = (ROOT / "docs" / "shell.md").read_text(encoding="utf-8")
    for shell in ("bash", "zsh", "fish"):
        run = subprocess.run(
            [sys.executable, "-m", "ldn_graph"],
            env={**os.environ, "_LDN_GRAPH_COMPLETE": f"{shell}_source"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert f"_LDN_GRAPH_COMPLETE={shell}_source ldn-graph" in text
        assert f"_LDN_GRAPH_COMPLETE={shell}_complete" in run.stdout
