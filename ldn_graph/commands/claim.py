"""``ldn-graph claim``."""

from __future__ import annotations

import click

from .common.again import again_if_changed
from .common.completion import complete_names
from .common.options import as_of_option, file_option, format_option, graph_option, not_empty


@click.command()
@click.argument("name", callback=not_empty, metavar="ID", shell_complete=complete_names("claim"))
@as_of_option
@format_option("table", "json", "markdown")
@file_option
@graph_option
@again_if_changed
def claim(paths: tuple[str, ...], name: str, format_name: str | None, output: str | None, as_of: int | None) -> None:
    """One claim, with everything found for and against it.

    Where it stands in the article, its status and why, all evidence, searches and flags.
    ID is C17, claim:C17 or the IRI. In Markdown it is ready to paste, with numbered references.

    \b
    Example:  ldn-graph claim C28 -o letter.md
    """
    from ..audit.documents import claim_document
    from ..audit.dossier import claim_text
    from ..audit.letter import claim_letter
    from ..output.tables import json_text
    from .common.output import choose_format, terminal_width, write
    from .common.reading import open_named_graph
    from .common.streaming import audit_one

    _refuse_documents(output if format_name is None else None)
    chosen = audit_one(open_named_graph(paths), name, as_of)
    format_name = choose_format(format_name, output, ("table", "json", "markdown"))
    if format_name == "json":
        write(output, json_text(claim_document(chosen)))
    elif format_name == "markdown":
        write(output, claim_letter(chosen))
    else:
        write(output, claim_text(chosen, terminal_width()))


def _refuse_documents(output: str | None) -> None:
    """Say before anything is read what takes the place of a document that this command does not write."""
    from ..errors import OutputError
    from ..sparql.formats import ending_of

    ending = ending_of(output or "")
    if ending.removeprefix(".") in ("docx", "html", "pdf"):
        remedy = f"pandoc makes {ending} of Markdown, and `ldn-graph summary` writes .docx and .html"
        raise OutputError(f"{output}: a claim is written as Markdown (.md), JSON (.json) or text (.txt); {remedy}")
