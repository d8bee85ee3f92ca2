"""Run the notebooks and keep their outputs: ``python -m tests.notebooks``, or ``make notebook``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = tuple(sorted(FOLDER.glob("*.ipynb")))


def run_notebook(path: Path, folder: Path, **environment: str) -> nbformat.NotebookNode:
    """The notebook with the outputs of a new run in this working folder, without what changes from run to run.

    ``environment`` is added to that of the kernel.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}, coalesce_streams=True
    )
    client.execute(env={**os.environ, **environment})
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def read_outputs(notebook: nbformat.NotebookNode) -> list[object]:
    """The outputs of every code cell, in order."""
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


if __name__ == "__main__":
    for file in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as elsewhere:
            nbformat.write(run_notebook(file, Path(elsewhere)), file)
        print(file.name)
