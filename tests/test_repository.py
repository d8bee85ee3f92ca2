"""What the repository must not hold, and what its files say of one another."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from ldn_graph import __version__, version
from tests.conftest import ROOT

OTHERS = sorted({*(ROOT / "ldn_graph").rglob("*.py")} - {ROOT / "ldn_graph" / "version.py"})


def tracked() -> list[str]:
    run = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        pytest.skip("not a git checkout")
    return run.stdout.split()


def test_no_file_holds_a_path_of_a_machine() -> None:
    names = tracked()
    assert {"pyproject.toml", "tests/test_repository.py"} <= {*names}
    for name in names:
        path = ROOT / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert str(ROOT) not in text, name
            assert not re.search(r"(?<![\w.])/(?:root|home/\w+|tmp/\w+)/", text), name


def test_the_versions_agree() -> None:
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_build_reads_the_version_from_the_module_that_has_it() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in pyproject["project"]
    assert (ROOT / pyproject["tool"]["hatch"]["version"]["path"]).samefile(str(version.__file__))
    assert not any(f'"{__version__}"' in path.read_text(encoding="utf-8") for path in OTHERS)
