"""``ldn-graph serve``."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import click

from .common.article import article_options, read_shown_article
from .common.options import graph_option, not_empty
from .common.query_arguments import TIMEOUT

LIMIT = 100_000
"""Rows of an answer by default."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, callback=not_empty, metavar="HOST", help="The address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help="Its port; 0: any that is free.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, 1_000_000, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Stop an answer that is not found and fetched after so long.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=LIMIT,
    show_default=True,
    metavar="ROWS",
    help="Refuse results with more rows, or triples; 0: any number.",
)
@click.option(
    "--cors-origin",
    callback=not_empty,
    metavar="ORIGIN",
    help="Let scripts of pages from there read answers, as https://example.org. Default: of none.",
)
@article_options
@graph_option
def serve(
    paths: tuple[str, ...],
    host: str,
    port: int,
    timeout: float,
    limit: int,
    cors_origin: str | None,
    article: str | None,
    no_article: bool,
) -> None:
    """Serve the graph in a browser and as a SPARQL endpoint, read-only, until Ctrl-C.

    At / is the page, at /claim/ID, /entity/ID and /source/ID one for each, at /search a search, at /query a form, at
    /sparql an endpoint of the SPARQL 1.1 Protocol. Only this machine can reach it, unless --host says otherwise. Needs
    the extra serve.

    \b
    Example:  ldn-graph serve
              curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s a ldn:Source }' \\
                http://127.0.0.1:8000/sparql
    """
    import ipaddress

    from ..errors import ProcessError
    from ..output.characters import printable
    from ..processes.children import CAN_FORK
    from ..processes.parallel import processors
    from ..rdf.opening import reopener
    from ..server.listen import open_socket, require_libraries
    from ..server.listen import serve as serve_graph
    from ..server.settings import Settings
    from .common.settings import graph_paths

    if not CAN_FORK:
        raise ProcessError("this system cannot stop a query, so that nothing is served; use one that has fork")
    require_libraries()
    annotated = read_shown_article(paths, article, no_article)
    with open_socket(host, port) as listener:
        address, taken = listener.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        alone = ipaddress.ip_address(address.partition("%")[0]).is_loopback
        if not alone:
            click.echo(
                f"Warning: whoever reaches {shown}, port {taken}, can ask this graph: there is no password", err=True
            )
        graph = reopener(*graph_paths(paths))
        settings = Settings(
            timeout,
            limit or None,
            max(2, processors()),
            (shown, *LOOPBACK) if alone else (),
            cors_origin,
            annotated.text if annotated else None,
        )

        def ready() -> None:
            if annotated:
                click.echo(
                    printable(f"the page has the text of {annotated.name}; --no-article leaves it out"), err=True
                )
            click.echo(f"serving at http://{shown}:{taken}/, the endpoint at /sparql; Ctrl-C ends it", err=True)

        with _collecting_garbage():
            serve_graph(graph, listener, settings, ready)


@contextmanager
def _collecting_garbage() -> Iterator[None]:
    """Collect garbage meanwhile: a server goes on, where other commands end soon. What is in memory already is passed
    over, so that forks go on sharing its pages."""
    before = gc.isenabled()
    gc.enable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if not before:
            gc.disable()
