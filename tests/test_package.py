"""The wheel carries everything: installed in an empty environment, every command does there what it does here."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ldn_graph.cli import COMMANDS
from ldn_graph.page.report import FILES
from tests.conftest import ROOT, run_in

pytestmark = pytest.mark.xdist_group("wheel")

FOR_CHECKERS = {"tsconfig.json", "vis-network.d.ts", "page-data.d.ts"}
"""What only the checker of the page's scripts reads."""

CLAIM = (
    "claim,subject,predicate,object,condition,source,bearing,quotation\n"
    "A helps B,A,affects,B,,10.1234/x,supports,B was better with A\n"
)
NODES = "id\tcategory\tname\nX:1\tbiolink:Drug\tA\nX:2\tbiolink:Disease\tB\n"
REFERENCES = "TY  - JOUR\nAU  - Testen, A.\nTI  - An invented paper\nPY  - 2001\nER  - \n"
EDGES = "subject\tpredicate\tobject\nX:1\tbiolink:treats\tX:2\n"

CALLS: dict[str, tuple[list[str], str]] = {
    "new": (["mine", "--article", "article.txt", "--title", "An article"], ""),
    "report": (["-o", "r"], "94 claims, 93 checked"),
    "audit": (["--condition", "lupus", "--fail-on", "never"], "no-supporting-source"),
    "claims": (["--status", "supported"], "supported"),
    "claim": (["C17"], "39 of 40"),
    "summary": (["--condition", "crohns-disease"], "in plain words"),
    "source": (["gironi-2008"], "18728058"),
    "query": (["evidence-for-condition", "-p", "condition=lupus", "--format", "csv"], "claim"),
    "queries": ([], "claim-status"),
    "paths": (["low-dose-naltrexone", "crohns-disease"], "weakest hop"),
    "diff": (["claims.ttl", "claims.ttl"], "Nothing differs"),
    "next": ([], "what to do"),
    "keystones": ([], "fallen"),
    "standing": ([], "not listed"),
    "sentences": (["--article", "article.txt"], "Tea helps."),
    "quotes": (["--graph", "claims.ttl", "--texts", "papers"], "verdict: exact"),
    "shared": ([], "mechanisms"),
    "export": (["--format", "cyjs"], "elements"),
    "cite": (["C17", "--format", "bibtex"], "@article{gironi-2008,"),
    "draw": (["--claim", "C17", "-o", "-"], "<!DOCTYPE html>"),
    "load": (["claims.ttl", "--store", "db"], ""),
    "validate": ([], "conforms"),
    "check": (["draft.txt"], "says C82"),
    "add": (["references.ris", "--to", "mine.ttl", "--dry-run"], "+source:testen-2001 a ldn:Source"),
    "rename": (["A", "A2", "-g", "claims.ttl", "--dry-run"], "+entity:A2 rdfs:label"),
    "merge": (["A", "B", "-g", "claims.ttl", "--dry-run"], "+\trdf:object entity:A ;"),
    "remove": (["A helps B", "-g", "claims.ttl", "--dry-run"], "-claim:"),
    "import": (["table", "claims.csv", "-o", "claims.ttl"], ""),
}
"""Each command with words that make it work, and what its answer holds."""
NEEDS_EXTRA = {
    "serve": ([], "pip install 'starlette>=0.40' 'uvicorn>=0.30', or where pipx"),
    "agreement": ([], "pip install 'statsmodels>=0.14.2', or where pipx"),
    "mcp": ([], "pipx inject ldn-graph 'mcp>=2.3'"),
}
"""Commands that an installation without extras cannot run, and what they say."""
ORDER = ["import", *(name for name in CALLS if name != "import")]  # load reads what import writes


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment with the wheel and what it needs, without extras."""
    (wheel,) = built.glob("*.whl")
    env = tmp_path_factory.mktemp("env")
    uv = Path(sys.executable).parent / "uv"
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, env], check=True)
    programs = env / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", programs / "python", wheel], check=True)
    return programs


def test_the_wheel_carries_every_file_of_the_package(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [p for p in (ROOT / "ldn_graph").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert len(files) > 200
    for path in files:
        assert (path.relative_to(ROOT).as_posix() in names) == (path.name not in FOR_CHECKERS), path.name
    assert {"ldn_graph/data/triples.ttl", "ldn_graph/docs/model.md"} <= names
    assert not any(name.startswith("tests/") or "test_" in name for name in names)


def test_the_sdist_carries_what_the_wheel_is_made_of(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"data/triples.ttl", "docs/model.md", "pyproject.toml", "README.md", "LICENSE"} <= inside
    assert "examples/vitamin-d-ms/claims.ttl" in inside


def test_every_command_is_tried() -> None:
    assert {*CALLS, *NEEDS_EXTRA} == set(COMMANDS)


def test_every_command_works_from_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text(CLAIM, encoding="utf-8")
    (tmp_path / "draft.txt").write_text("LDN may lower inflammation in Crohn's disease.", encoding="utf-8")
    (tmp_path / "references.ris").write_text(REFERENCES, encoding="utf-8")
    (tmp_path / "article.txt").write_text("Tea helps.", encoding="utf-8")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "10.1234_x.txt").write_text("Of 40 people, B was better with A.", encoding="utf-8")
    for command in ORDER:
        words, answer = CALLS[command]
        done = run_in(tmp_path, installed / "ldn-graph", command, *words)
        assert done.returncode == 0, (command, done.stderr)
        assert answer in done.stdout, command
        assert "Traceback" not in done.stderr
    for command, (words, message) in NEEDS_EXTRA.items():
        done = run_in(tmp_path, installed / "ldn-graph", command, *words)
        assert done.returncode == 2
        assert message in done.stderr


def test_other_imports_and_databases_work_there(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "nodes.tsv").write_text(NODES, encoding="utf-8")
    (tmp_path / "edges.tsv").write_text(EDGES, encoding="utf-8")
    program = installed / "ldn-graph"
    for words in (
        ["import", "kgx", "nodes.tsv", "edges.tsv", "-o", "kgx.ttl"],
        ["load", "kgx.ttl", "--store", "db"],
        ["audit", "--store", "db", "--fail-on", "never"],
        ["claim", "X_1.treats.X_2", "--store", "db"],
        ["paths", "A", "B", "--store", "db"],
        ["claims", "--condition", "lupus", "--format", "json"],
        ["import", "table", "--template"],
    ):
        done = run_in(tmp_path, program, *words)
        assert done.returncode == 0, (words, done.stderr)
    (tmp_path / "x.yaml").write_text("[]", encoding="utf-8")
    done = run_in(tmp_path, program, "import", "drugmechdb", "x.yaml")
    assert (done.returncode, "pip install 'ryaml>=0.5'" in done.stderr) == (2, True)


def test_the_installed_wheel_gives_the_same_report_elsewhere(installed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run_in(elsewhere, installed / "ldn-graph", "report", "-o", "r").returncode == 0
    assert run_in(ROOT, sys.executable, "-m", "ldn_graph", "report", "-o", str(tmp_path / "here")).returncode == 0
    for name in FILES:
        assert (elsewhere / "r" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name
