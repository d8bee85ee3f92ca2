"""What the repository must not hold, and what its files say of one another."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from tests.conftest import ROOT


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
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
