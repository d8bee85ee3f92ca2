"""What the shell completes: names of the graph that is asked, named questions with their parameters, and files.

A shell asks at each press of a key, so what takes long, or goes wrong, completes nothing, without a word. A server is
not asked, and standard input not read. Only words that mean nothing to a shell are offered: who wrote the graph must
not write on the command line of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ...model.graph import Graph
    from ...sparql.questions import Question

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

SECONDS = 2
"""So long names are looked for, where the system can stop that."""
_PLAIN = re.compile(r"[\w.:+-]+")


def complete_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Have the shell complete a file."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_names(*kinds: str) -> Complete:
    """Complete the id of a node of these kinds (:data:`~ldn_graph.sparql.names.KINDS`), by its id or label."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
        return _items(_names(ctx, kinds), incomplete)

    return complete


def complete_questions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a question, or a file."""
    from ...sparql.questions import list_questions

    named = _items({q.name: q.title for q in list_questions()}, incomplete)
    return named or complete_files(ctx, param, incomplete)


def complete_parameters(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Complete ``NAME=`` of the question that is asked, and then its value, by the parameter's kind."""
    from ...sparql.questions import list_questions

    given = (ctx.params.get("query"), *ctx.args)  # among the latter while the option before has no value yet
    question = next((q for q in list_questions() if q.name in given), None)
    if question is None:
        return []
    name, equals, begun = incomplete.partition("=")
    if not equals:
        return _items({f"{p.name}=": p.meaning for p in question.parameters}, incomplete)
    items = _items(_values(ctx, question, name), begun)
    for item in items:
        item.value = f"{name}={item.value}"
    return items


def _values(ctx: click.Context, question: Question, name: str) -> Mapping[str, str]:
    """What a parameter of the question may be given, each with a word on it."""
    from ...model.vocab import SCHEMES, STATUSES
    from ...sparql.names import KINDS
    from ...sparql.questions import SCHEME_KINDS

    kind = next((p.kind for p in question.parameters if p.name == name), None)
    if kind is None:
        return {}
    if kind in KINDS:
        return _names(ctx, (kind,))
    terms = STATUSES if kind == "status" else SCHEMES[SCHEME_KINDS[kind]] if kind in SCHEME_KINDS else ()
    return dict.fromkeys(terms, "")


def _names(ctx: click.Context, kinds: tuple[str, ...]) -> Mapping[str, str]:
    """The ids of the graph's nodes of these kinds, each with a label; none where they cannot be had in time."""
    from ...processes.children import CAN_FORK
    from ...processes.time_limit import run_limited
    from ...project.documents import read_paths
    from ...rdf.opening import is_address, open_store
    from ...sparql.names import list_names

    paths = ctx.params.get("paths") or ()
    if "-" in paths or any(map(is_address, paths)):
        return {}

    def find() -> dict[str, str]:
        graph: Graph = open_store(*read_paths(paths)[0])
        return {ident: label for kind in kinds for ident, label in list_names(graph, kind)}

    try:
        return run_limited(find, SECONDS if CAN_FORK else None)
    except Exception:  # of whatever kind: a message would stand in the middle of what somebody types
        return {}


def _items(words: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """Those of the words that begin so, or whose help does; capitals do not count."""
    from click.shell_completion import CompletionItem

    from ...output.characters import printable

    begun = incomplete.lower()

    def fitting() -> Iterator[CompletionItem]:
        for word, told in sorted(words.items()):
            if _PLAIN.fullmatch(word.rstrip("=")) and (
                word.lower().startswith(begun) or told.lower().startswith(begun)
            ):
                yield CompletionItem(word, help=" ".join(printable(told).split()) or None)

    return list(fitting())
