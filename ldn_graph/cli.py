"""The command line: the group, its commands by name, and what an error looks like.

Data goes to stdout, remarks and progress to stderr. Exit codes: 0 yes; 1 the answer
is no (findings at or above ``--fail-on``, a graph that does not conform, a false ASK
under ``--exit-code``); 2 the question could not be asked; 128 and the number of a signal where
one ended it, and so 141 where nobody reads on. A command's module is imported when the command
is called, so ``--help`` costs what click costs.
"""

from __future__ import annotations

import gc
import keyword
import os
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from .errors import LdnGraphError
from .version import __version__

COMMANDS = {
    "new": "Begin with an article of your own: a folder with a table to fill in.",
    "report": "Validate, audit, draw and export: the main job.",
    "audit": "The status and flags of every claim, with the reason for each.",
    "claims": "List the claims with their status and certainty.",
    "claim": "One claim, with everything found for and against it.",
    "summary": "A summary of findings on a condition, as Cochrane's tables.",
    "source": "One source: what it is, and what it says of which claims.",
    "cite": "A list of references: the sources of claims, each once.",
    "standing": "Whether sources still stand: retracted, corrected, doubted, or not listed.",
    "query": "Ask a named question, or in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.",
    "queries": "List the named questions, with their parameters.",
    "paths": "Paths between two entities through claims, the best supported first.",
    "diff": "What changed between two versions of a graph, and what that does to its claims.",
    "next": "What to do next, ranked by how many claims depend on it.",
    "keystones": "Which source's loss would leave most claims without support.",
    "shared": "Which conditions share mechanisms and outcomes that claims are made on.",
    "agreement": "How far readers agree who judged the same evidence lines.",
    "export": "Write the network of claims and sources for Gephi, Cytoscape and others, the table, or columns.",
    "draw": "Draw the claims and their evidence as one interactive HTML page.",
    "load": "Bulk-load RDF files into a database on disk.",
    "validate": "Check a graph against the model: SHACL, identifiers, passages.",
    "sentences": "List the sentences of the article, each with the claims taken from it.",
    "quotes": "Check what is quoted against the texts of the sources.",
    "check": "Check a draft: what says a claim, and whether the evidence lets it.",
    "serve": "Serve the graph in a browser and as a SPARQL endpoint, read-only, until Ctrl-C.",
    "mcp": "Let an assistant read the graph: a server of the Model Context Protocol.",
    "add": "Bring sources in from a reference manager, or check those of a graph against it.",
    "rename": "Give a claim, source, entity or evidence line another id, wherever it stands in your Turtle files.",
    "merge": "Make one claim, source, entity or evidence line of two in your Turtle files.",
    "remove": "Take claims, sources, entities or evidence lines out of your Turtle files.",
    "import": "Bring in other people's claims: DrugMechDB, KGX, or a table.",
}
"""Each command with the first line of its help; its function is in the module of its name in ``commands``."""


def module_name(command: str) -> str:
    """The name of a command's module and function: its own, with an underscore where it is a keyword of Python."""
    return f"{command}_" if keyword.iskeyword(command) else command


INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""
UNREAD = 141
"""The exit code where the reader of a pipe went away, as ``head`` does: that of SIGPIPE, and no answer."""


class Failure(click.ClickException):
    """The question could not be asked: the message on stderr, exit code 2."""

    exit_code = 2


class Commands(click.Group):
    """The commands, loaded when called; errors of this package become one line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        name = module_name(cmd_name)
        command: click.Command = getattr(import_module(f".commands.{name}", __package__), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and name[:1] != "-" and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = sorted(get_close_matches(name, COMMANDS), key=lambda other: abs(len(other) - len(name)))
            ctx.fail(f"no command {name!r}; " + (f"did you mean {near[0]}?" if near else "see: ldn-graph --help"))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LdnGraphError as error:
            from .output.characters import printable_lines

            raise Failure(printable_lines(str(error))) from None
        except MemoryError:
            raise Failure("the memory of this machine does not suffice; give a smaller graph or result") from None
        except KeyboardInterrupt:
            if _ended_by:  # an engine told of it as of Ctrl-C
                raise SystemExit(_ended_by[0]) from None
            click.echo("interrupted; nothing was left half written", err=True)
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            _drop_stdout()
            raise SystemExit(UNREAD) from None


def _drop_stdout() -> None:
    """Discard what waits for standard output: nobody reads it, and Python would fail once more to write it at exit."""
    with suppress(OSError, ValueError):  # there is none
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_ended_by: list[int] = []
"""The exit code after the signal that ends this process, as shells have it, where one came."""


def _terminate(number: int, frame: object) -> None:  # noqa: ARG001
    """End as after an error, so that what is half written is removed."""
    _ended_by.append(128 + number)
    raise SystemExit(_ended_by[0])


def _handle_signals() -> None:
    """End by SIGTERM, and by the SIGHUP of a terminal that is closed, as :func:`_terminate` does."""
    for name in ("SIGTERM", "SIGHUP"):  # the second is not on Windows
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _terminate)


def _leave(answer: int) -> NoReturn:
    """End the process at once, with 0 or 1: to take apart all that was read is a twentieth of an audit."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(answer)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Which claims of a health article stand on what evidence.

    Every command works on the graph that ships with the package, on yours with --graph, or on that of the folder that
    `ldn-graph new` made.

    \b
    Begin with:  ldn-graph report           the page and the tables, in the folder report/
                 ldn-graph claim C17        one claim with everything found for and against it
                 ldn-graph new FOLDER       a folder for an article of your own
    """


def run() -> None:
    """The program ``ldn-graph``: :func:`main` in a process of its own, which is set up for it here.

    A program that calls :func:`main` itself has its process left as it was.
    """
    gc.disable()  # a command ends soon, and leaves few cycles behind
    _handle_signals()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a sign that the terminal's encoding lacks must not end a command
            stream.reconfigure(errors="replace")
    try:
        main(prog_name="ldn-graph")
    except SystemExit as end:
        if end.code not in (0, 1):
            raise  # what was cut short is yet to be cleared away
        _leave(end.code)
    except OSError as error:  # of a help page: what commands write has its errors from commands.common.output
        _drop_stdout()
        click.echo(f"Error: standard output: {error.strerror or error}; give another place for it", err=True)
        raise SystemExit(Failure.exit_code) from None
