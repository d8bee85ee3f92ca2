"""Each notebook runs, gives the outputs that it was committed with, and says nothing that the data does not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.vocab import DESIGNS
from tests.conftest import ROOT
from tests.notebooks import NOTEBOOKS, read_outputs, run_notebook

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def prose(path: Path) -> str:
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@each
@pytest.mark.filterwarnings("ignore")
def test_a_notebook_gives_its_committed_outputs_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    assert read_outputs(run_notebook(path, tmp_path)) == read_outputs(nbformat.read(path, as_version=4))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.xdist_group("wheel")
@pytest.mark.filterwarnings("ignore")
def test_the_notebooks_run_with_the_wheel_alone(tmp_path: Path) -> None:
    """As on a hosted notebook: no checkout, ldn_graph as it was installed, a folder of its own."""
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(installed)
    where = subprocess.run(
        [sys.executable, "-c", "import ldn_graph; print(ldn_graph.__file__)"],
        cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(installed))
    for path in NOTEBOOKS:
        run = run_notebook(path, elsewhere, PYTHONPATH=str(installed))
        assert read_outputs(run) == read_outputs(nbformat.read(path, as_version=4)), path.stem


def test_there_are_five() -> None:
    assert len(NOTEBOOKS) == 5


@each
def test_a_notebook_says_first_how_to_run_it_and_what_unsupported_means(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert "pip install 'ldn-graph[notebooks]'" in first.source
    assert "It never means that the claim is false" in first.source
    assert notebook.cells[1].source.startswith("# %pip install 'ldn-graph[notebooks]'\n")


@each
def test_a_notebook_is_small_and_its_outputs_are_of_no_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text) < 1_300_000
    notebook = nbformat.read(path, as_version=4)
    outputs = [output for cell in read_outputs(notebook) for output in cell]  # type: ignore[attr-defined]
    assert outputs
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert str(Path.home()) not in text
    assert "object at 0x" not in text


WIDEST = 620
"""Points of a figure that a notebook shows whole in a window of 1000 pixels."""


@each
def test_no_figure_is_wider_than_a_notebook_shows(path: Path) -> None:
    outputs = [o for cell in read_outputs(nbformat.read(path, as_version=4)) for o in cell]  # type: ignore[attr-defined]
    figures = [o["data"]["image/svg+xml"] for o in outputs if "image/svg+xml" in o.get("data", {})]
    assert bool(figures) is (path.stem == "seeing-the-evidence")
    for figure in figures:
        width = re.search(r'<svg [^>]*width="([\d.]+)pt"', "".join(figure))
        assert width
        assert float(width[1]) <= WIDEST


NUMBERS = {"1", "2", "3", "4", "5", "2011"}
"""What prose may say: the levels of evidence, and the year of their table. All else is computed."""


@each
def test_prose_has_no_numbers_of_its_own(path: Path) -> None:
    said = re.sub(r"`[^`]*`|\bC\d\d\b", "", prose(path))
    assert set(re.findall(r"\d[\d.,]*\d|\d", said)) <= NUMBERS
    assert not re.search(
        r"\b(six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|most of)\b", said
    )


def of(audit: Audit, claim: str) -> frozenset[str]:
    return frozenset(next(c for c in audit.claims if c.claim.id == claim).flags)


def first_level_designs(audit: Audit) -> set[tuple[str, str]]:
    """The designs that rank 1 here, each with the topic that it does so for, or *any*."""
    lines = ((line, c.claim.topic) for c in audit.claims for line in c.lines)
    found = ((line.design or "", topic) for line, topic in lines if line.level(topic) == 1)
    return {(design, topic if DESIGNS[design].topics else "any") for design, topic in found}


def unsupported_in_some_year(audit: Audit) -> set[str]:
    """What was in favour of claims that are unsupported as of some year: nothing, indirect, or direct."""
    claims = [c.claim for c in audit.claims]
    found = set()
    for year in range(1992, 2025):
        for c in audit_claims(claims, as_of=year).claims:
            if c.status == "unsupported":
                known = [line for line in c.lines if line.in_favour]
                found.add("nothing" if not known else "direct" if any(e.direct for e in known) else "indirect")
    return found


LEVEL_ONE = {("systematicReview", "any"), ("officialStatistics", "epidemiology"), ("drugLabel", "dosing")}

FACTS: dict[str, Callable[[Audit], bool]] = {
    "cites nothing for any of them": lambda a: a.count_as_published()["cited"] == 0,
    "Claim C17 gives a number of people who improved in a study": lambda a: "number-mismatch" in of(a, "C17"),
    "in the last row": lambda a: any(c.claim.condition is None for c in a.claims),
    "1 is a systematic review, for epidemiology also official statistics and for dosing also a drug label;": (
        lambda a: first_level_designs(a) == LEVEL_ONE
    ),
    "*unsupported* says only that nothing recorded here in favour of the claim had been published by then, or that what there was of it was indirect and outweighed.": (
        lambda a: unsupported_in_some_year(a) == {"nothing", "indirect"}
    ),
    "claim C47 of the shipped graph, whose curators judged the same papers": (
        lambda a: (
            {"cree-2010", "gironi-2008", "sharafaddinzadeh-2010"}
            <= {line.source.id for c in a.claims if c.claim.id == "C47" for line in c.lines}
        )
    ),
    "The claim is worded more strongly than these papers allow": lambda a: "overclaimed" in of(a, "C47"),
    "the claims on lupus": lambda a: any(c.claim.condition and c.claim.condition.id == "lupus" for c in a.claims),
}
"""What the prose takes for granted, each with the data that it must agree with."""


@pytest.mark.parametrize("words", FACTS)
def test_prose_says_what_the_data_says(words: str, audit: Audit) -> None:
    assert any(words in " ".join(prose(path).split()) for path in NOTEBOOKS)
    assert FACTS[words](audit)
