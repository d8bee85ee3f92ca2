"""The tools as a server of the Model Context Protocol, https://modelcontextprotocol.io, by its official library.

It speaks over standard input and output with the program that started it, and with nobody else.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import LdnGraphError
from ..output.extras import import_extra
from ..version import __version__
from .bounds import Document, bounded
from .tools import TOOLS, OpenGraph

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

INSTRUCTIONS = """\
A graph of claims, each with what was found for and against it. Answer from it alone, and name the claim's id, status \
and certainty, and the sources. A status is of the literature that the curators looked into: it is no advice, and \
does not say that a treatment works for a person. What a tool refuses is not in the graph: say so, and do not fill it \
in. An answer with left_out was cut; ask for less to see the rest."""


def require_library() -> None:
    """Raises :class:`~ldn_graph.errors.MissingExtraError` where the library is not installed."""
    import_extra("mcp.server.mcpserver", "mcp")


def build_server(opened: OpenGraph) -> MCPServer[Any]:
    """A server with the tools, all marked as reading only; ``run()`` answers until its input ends."""
    from mcp.server.mcpserver import MCPServer
    from mcp.types import ToolAnnotations

    server: MCPServer[Any] = MCPServer(
        "ldn-graph", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING", subscriptions=False
    )
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in TOOLS:
        server.add_tool(_answering(tool, opened), annotations=reads, structured_output=True)
    return server


def _answering(tool: Callable[..., Document], opened: OpenGraph) -> Callable[..., Any]:
    """The tool on this graph, as the library takes it: its answer is bounded, and a refusal says why.

    It is awaited, so that it runs in the thread of the server: a query is stopped by a fork, which takes along only
    the thread that makes it.
    """
    from mcp.server.mcpserver.exceptions import ToolError

    signature = inspect.signature(tool, eval_str=True)

    async def answer(**arguments: Any) -> dict[str, Any]:
        try:
            return bounded(tool(opened, **arguments))
        except LdnGraphError as error:
            raise ToolError(str(error)) from None

    _, *parameters = signature.parameters.values()
    answer.__name__, answer.__doc__ = tool.__name__, inspect.getdoc(tool)
    answer.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return answer
