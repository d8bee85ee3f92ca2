"""Each notebook runs, and gives the outputs that it was committed with."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.notebooks import FOLDER, read_outputs, run_notebook


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_a_notebook_gives_its_committed_outputs(path: Path) -> None:
    assert read_outputs(run_notebook(path)) == read_outputs(nbformat.read(path, as_version=4))


def test_there_is_a_notebook() -> None:
    assert list(FOLDER.glob("*.ipynb"))
