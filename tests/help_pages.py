"""Write docs/commands.md: what each command says for --help. `make help-pages` runs it, and a test holds the two together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ldn_graph.cli import COMMANDS, main

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
WIDTH = 100


def help_page() -> str:
    """The page: the help of the program, of each command, and of what a command is a group of."""
    return "".join(
        (
            "# Commands\n\nWhat `--help` says, command by command. This page is made from it (`make help-pages`).\n",
            *(f"\n## {' '.join(words)}\n\n```text\n{text}```\n" for words, text in _helps(("ldn-graph",), main)),
        )
    )


def _helps(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], str]]:
    settings = {**main.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=" ".join(words), **settings)
    yield words, "".join(f"{line.rstrip()}\n" for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for name in COMMANDS if command is main else command.commands:
            below = command.get_command(context, name)
            if below:
                yield from _helps((*words, name), below)


if __name__ == "__main__":
    PAGE.write_text(help_page(), encoding="utf-8")
