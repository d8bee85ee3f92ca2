"""The wheel carries everything: installed in an empty environment it gives the same report from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from ldn_graph.page.report import FILES
from tests.conftest import ROOT

CARRIED = (
    "data/triples.ttl", "docs/model.md", "vocabulary.ttl", "shapes.ttl", "audit.schema.json", "py.typed", "templates/page.html", "templates/page.css", "templates/page.js",
 *(f"queries/{p.name}" for p in (ROOT / "ldn_graph" / "queries").glob("*.rq")),
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True)
    return folder


def test_the_wheel_and_the_sdist_carry_the_data(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in CARRIED:
        assert f"ldn_graph/{name}" in names, name
    assert not any(name.startswith("tests/") or "test_" in name for name in names)
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"data/triples.ttl", "pyproject.toml", "README.md", "LICENSE"} <= inside


def test_the_installed_wheel_gives_the_same_report_elsewhere(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    bin_ = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    subprocess.run(
        [bin_ / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel], env=env, check=True
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([bin_ / "ldn-graph", "report", "-o", "r"], cwd=elsewhere, env=env, check=True, capture_output=True)
    subprocess.run(
        [sys.executable, "-m", "ldn_graph", "report", "-o", str(tmp_path / "here")], check=True, capture_output=True
    )
    for name in FILES:
        assert (elsewhere / "r" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name
