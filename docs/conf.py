"""The documentation as a site, made by Sphinx: `make docs`, then site/index.html. It needs no network."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from ldn_graph import __version__

project = "ldn_graph"
release = __version__
copyright = "the ldn_graph contributors"  # noqa: A001
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "ldn_graph"
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 4  # links to headings are as in the repository
autodoc_member_order = "bysource"
python_maximum_signature_line_length = 88


def leave_out(*event: Any) -> bool | None:
    """Leave out the fields of a named tuple, which its signature has; None, as Sphinx would.

    ``event`` is the application, the kind of what is documented, its name, the member itself, and more.
    """
    return True if "Alias for field number" in str(getattr(event[3], "__doc__", "")) else None


def setup(app: Sphinx) -> None:
    app.connect("autodoc-skip-member", leave_out)
