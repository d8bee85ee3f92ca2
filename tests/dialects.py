"""How SPARQL servers answer, each in its own way: the same few questions, as each server's answer goes over the wire.

Written anew after what the server's own code or documentation says, which ``source`` names, or after the answer of one
that ran (Virtuoso). Only what differs between servers is meant to be true to the letter: statuses, headers, members of JSON,
messages. One claim stands for all rows.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.servers import answer

CLAIM = "https://w3id.org/ldn-graph/claim/C01"
LIMIT = "it takes longer than this server allows: ask for less, or have its time limit raised"
MEMORY = "this server has not the memory for it: ask for less, or have its memory limit raised"
WHO = "give user and password in LDN_GRAPH_ENDPOINT_USER and LDN_GRAPH_ENDPOINT_PASSWORD, or a token"
XSD = "http://www.w3.org/2001/XMLSchema#"


class Dialect(NamedTuple):
    """One server: its answers to a SELECT of ``?x`` and ``?n`` with one row and with none, to an ASK, and to a CONSTRUCT
    with one triple and with none; and, for each thing that goes wrong, its answer with what is said of it."""

    source: str
    rows: bytes
    no_rows: bytes
    yes: bytes
    no: bytes
    triples: bytes
    no_triples: bytes
    wrong: dict[str, tuple[bytes, str]]


def said(status: str, kind: str, body: str, headers: str = "") -> bytes:
    return answer(body.encode(), status=status, kind=kind, headers=headers)


def _ok(body: str, kind: str = "application/sparql-results+json", headers: str = "") -> bytes:
    return said("200 OK", kind, body, headers)


def _chunked(body: str, kind: str = "application/sparql-results+json", headers: str = "") -> bytes:
    """An answer in two chunks, cut in the middle, as it comes from servers that send rows while they find them."""
    data = body.encode()
    parts = (data[: len(data) // 2], data[len(data) // 2 :], b"")
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    return answer(chunks, kind=kind, headers=f"Transfer-Encoding: chunked\r\n{headers}", length=-1)


_TURTLE = f"<{CLAIM}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ldn-graph/vocab#Claim> .\n"

_QLEVER_ROW = f'{{"x":{{"value":"{CLAIM}","type":"uri"}},"n":{{"value":"12","type":"literal","datatype":"{XSD}int"}}}}'
_QLEVER_BEGIN = '{"head":{"vars":["x","n"]},"results":{"bindings":['
_QLEVER_META = '"meta":{"query-time-ms":3,"result-size-total":%d}'
_QLEVER_AMONG = (
    "\n !!!!>># An error has occurred while exporting the query result. Unfortunately it cannot be reported otherwise. "
    "The error message was:\nOperation timed out."
)


def _qlever_error(status: str, exception: str, more: str = "") -> bytes:
    return said(
        status,
        "application/json",
        f'{{\n    "exception": "{exception}",{more}\n    "query": "SELECT ?x {{ ?x a \\"message\\" }}",\n    "resultsize": 0,\n'
        '    "status": "ERROR",\n    "time": {\n        "computeResult": 12,\n        "total": 12\n    }\n}',
    )


QLEVER = Dialect(
    source="github.com/ad-freiburg/qlever at 1075455: ExportQueryExecutionTrees.cpp, ResponseJson.cpp, Server.cpp, "
    "SparqlProtocol.cpp, CancellationHandle.h, MemoryLimitTracker.h",
    rows=_chunked(f"{_QLEVER_BEGIN}{_QLEVER_ROW}]}},{_QLEVER_META % 1}}}"),
    no_rows=_chunked(f"{_QLEVER_BEGIN}]}},{_QLEVER_META % 0}}}"),
    yes=_chunked('{"boolean":true,"head":{}}'),
    no=_chunked('{"boolean":false,"head":{}}'),
    triples=_chunked(_TURTLE, "application/n-triples"),
    no_triples=answer(b"0\r\n\r\n", kind="application/n-triples", headers="Transfer-Encoding: chunked\r\n", length=-1),
    wrong={
        "syntax": (
            _qlever_error(
                "400 Bad Request",
                "Invalid SPARQL query: mismatched input 'FOO' expecting <EOF>",
                '\n    "metadata": {"line": 1, "positionInLine": 7, "startIndex": 7, "stopIndex": 9},',
            ),
            "answered 400 Bad Request: Invalid SPARQL query: mismatched input 'FOO' expecting <EOF>; change what",
        ),
        "time": (
            _qlever_error("429 Too Many Requests", "Operation timed out. Last operation: TransitivePath ?a <urn:b> ?c"),
            f"answered 429 Too Many Requests: Operation timed out. Last operation: TransitivePath ?a <urn:b> ?c; {LIMIT}",
        ),
        "memory": (
            _qlever_error("500 Internal Server Error", "Tried to allocate 2.3 GB, but only 1.1 GB were available"),
            f"Tried to allocate 2.3 GB, but only 1.1 GB were available; {MEMORY}",
        ),
        "time, among rows": (
            _chunked(f"{_QLEVER_BEGIN}{_QLEVER_ROW},{_QLEVER_ROW}{_QLEVER_AMONG}"),
            f"broke off among the rows: Operation timed out; {LIMIT}",
        ),
        "time, within a value": (
            _chunked(f"{_QLEVER_BEGIN}{_QLEVER_ROW},{_QLEVER_ROW[:40]}{_QLEVER_AMONG}"),
            f"broke off among the rows: Operation timed out; {LIMIT}",
        ),
        "time, with a status of success": (
            _qlever_error("200 OK", "Operation timed out. Last operation: Join"),
            f"answered with an error: Operation timed out. Last operation: Join; {LIMIT}",
        ),
        "who": (
            said("403 Forbidden", "text/plain", "Access token was provided but it was invalid"),
            "answered 403 Forbidden: Access token was provided but it was invalid",
        ),
        "parameters in the address": (
            said(
                "400 Bad Request",
                "text/plain",
                "URL-encoded POST requests must not contain query parameters in the URL.",
            ),
            "URL-encoded POST requests must not contain query parameters in the URL; change what",
        ),
    },
)

_VIRTUOSO_HEAD = '\n{ "head": { "link": [], "vars": [%s] },\n  "results": { "distinct": false, "ordered": true, "bindings": [%s ] } }'
_VIRTUOSO_ROW = (
    f'\n    {{ "x": {{ "type": "uri", "value": "{CLAIM}" }}\t, '
    f'"n": {{ "type": "typed-literal", "datatype": "{XSD}integer", "value": "12" }}}}'
)
_VIRTUOSO_ROWS = _VIRTUOSO_HEAD % ('"x", "n"', _VIRTUOSO_ROW)
_VIRTUOSO_YES = f'\n    {{ "__ASK_RETVAL": {{ "type": "typed-literal", "datatype": "{XSD}integer", "value": "1" }}}}'

VIRTUOSO = Dialect(
    source="answers of Virtuoso 7.2.5.1 as Debian has it, shortened; README.ANYTIME.md of openlink/virtuoso-opensource for "
    "206, its issue 246 for the estimate",
    rows=_ok(_VIRTUOSO_ROWS),
    no_rows=_ok(_VIRTUOSO_HEAD % ('"x", "n"', "")),
    yes=_ok(_VIRTUOSO_HEAD % ('"__ASK_RETVAL"', _VIRTUOSO_YES)),
    no=_ok(_VIRTUOSO_HEAD % ('"__ASK_RETVAL"', "")),
    triples=_ok(_TURTLE.replace(" ", "\t", 2), "application/n-triples; charset=UTF-8"),
    no_triples=_ok("# Empty NT\n", "application/n-triples; charset=UTF-8"),
    wrong={
        "syntax": (
            said(
                "400 Bad Request",
                "text/plain",
                "Virtuoso 37000 Error SP030: SPARQL compiler, line 1: syntax error at 'FOO' before '?s'\n\nSPARQL query:\nFOO ?s",
            ),
            "Virtuoso 37000 Error SP030: SPARQL compiler, line 1: syntax error at 'FOO' before '?s' SPARQL query: FOO ?s; change",
        ),
        "time": (
            said(
                "500 SPARQL Request Failed",
                "text/plain",
                "Virtuoso 42000 Error The estimated execution time 4000 (sec) exceeds the limit of 400 (sec).",
            ),
            f"The estimated execution time 4000 (sec) exceeds the limit of 400 (sec); {LIMIT}",
        ),
        "who": (
            said(
                "401 Unauthorized",
                "text/html; charset=ISO-8859-1",
                "",
                'WWW-Authenticate: Digest realm="SPARQL", domain="/sparql-auth", nonce="dd", qop="auth", algorithm="MD5"\r\n',
            ),
            "answered 401 Unauthorized; it asks for HTTP Digest, which is not done here: give an address that takes Basic",
        ),
    },
)

_JENA_ROW = (
    f'\n      {{\n        "x": {{ "type": "uri" , "value": "{CLAIM}" }} ,\n'
    f'        "n": {{ "type": "literal" , "datatype": "{XSD}integer" , "value": "12" }}\n      }}'
)
_JENA = '{ "head": {\n    "vars": [ "x" , "n" ]\n  } ,\n  "results": {\n    "bindings": [%s\n    ]\n  }\n}\n'

FUSEKI = Dialect(
    source="github.com/apache/jena: ActionExecLib.java, ServletOps.java, SPARQLProtocol.java; its tests' results in .srj. "
    "The page of 401 is assumed to be Jetty's",
    rows=_chunked(_JENA % _JENA_ROW, "application/sparql-results+json;charset=utf-8", "Fuseki-Request-Id: 7\r\n"),
    no_rows=_chunked(_JENA % "", "application/sparql-results+json;charset=utf-8"),
    yes=_chunked('{ \n  "head" : { } ,\n  "boolean" : true\n}\n', "application/sparql-results+json;charset=utf-8"),
    no=_chunked('{ \n  "head" : { } ,\n  "boolean" : false\n}\n', "application/sparql-results+json;charset=utf-8"),
    triples=_ok(_TURTLE, "application/n-triples"),
    no_triples=_ok("", "application/n-triples"),
    wrong={
        "syntax": (
            said(
                "400 Bad Request",
                "text/plain;charset=utf-8",
                'Parse error: Encountered " <VAR1> "?s "" at line 1, column 5.\n',
                "Cache-Control: must-revalidate,no-cache,no-store\r\n",
            ),
            'answered 400 Bad Request: Parse error: Encountered " <VAR1> "?s "" at line 1, column 5; change what',
        ),
        "time": (
            said("503 Service Unavailable", "text/plain;charset=utf-8", "Query timed out\n"),
            f"answered 503 Service Unavailable: Query timed out; {LIMIT}",
        ),
        "who": (
            said(
                "401 Unauthorized",
                "text/html;charset=iso-8859-1",
                "<html>\n<head>\n<title>Error 401 Unauthorized</title>\n</head>\n<body><h2>HTTP ERROR 401 Unauthorized</h2></body></html>\n",
                'WWW-Authenticate: Basic realm="Fuseki"\r\n',
            ),
            f"answered 401 Unauthorized: Error 401 Unauthorized HTTP ERROR 401 Unauthorized; {WHO}",
        ),
    },
)

_RDF4J_ROW = (
    f'\n      {{\n        "x" : {{\n          "type" : "uri",\n          "value" : "{CLAIM}"\n        }},\n        "n" : {{\n'
    f'          "datatype" : "{XSD}integer",\n          "type" : "literal",\n          "value" : "12"\n        }}\n      }}\n    '
)
_RDF4J = '{\n  "head" : {\n    "vars" : [\n      "x",\n      "n"\n    ]\n  },\n  "results" : {\n    "bindings" : [%s]\n  }\n}'

GRAPHDB = Dialect(
    source="github.com/eclipse-rdf4j/rdf4j, whose server GraphDB has: ErrorType.java, QueryInterruptedException; "
    "the answer to who may not ask is assumed",
    rows=_chunked(_RDF4J % _RDF4J_ROW, "application/sparql-results+json;charset=UTF-8", "Vary: Accept\r\n"),
    no_rows=_chunked(_RDF4J % " ", "application/sparql-results+json;charset=UTF-8"),
    yes=_chunked('{\n  "head" : { },\n  "boolean" : true\n}', "application/sparql-results+json;charset=UTF-8"),
    no=_chunked('{\n  "head" : { },\n  "boolean" : false\n}', "application/sparql-results+json;charset=UTF-8"),
    triples=_chunked(_TURTLE, "application/n-triples;charset=UTF-8"),
    no_triples=_ok("", "application/n-triples;charset=UTF-8"),
    wrong={
        "syntax": (
            said(
                "400 Bad Request",
                "text/plain;charset=UTF-8",
                'MALFORMED QUERY: Lexical error at line 1, column 5.  Encountered: "?" (63), after : "FOO"',
            ),
            'MALFORMED QUERY: Lexical error at line 1, column 5. Encountered: "?" (63), after : "FOO"; change what',
        ),
        "time": (
            said("503 Service Unavailable", "text/plain;charset=UTF-8", "Query evaluation took too long"),
            f"answered 503 Service Unavailable: Query evaluation took too long; {LIMIT}",
        ),
        "time, among rows": (_ok((_RDF4J % _RDF4J_ROW)[:200]), "the connection broke before the answer ended"),
        "who": (
            said("401 Unauthorized", "text/plain;charset=UTF-8", "Unauthorized (HTTP status 401)"),
            f"answered 401 Unauthorized: Unauthorized (HTTP status 401); {WHO}",
        ),
    },
)

_STARDOG_ROW = (
    f'{{"x":{{"type":"uri","value":"{CLAIM}"}},"n":{{"type":"literal","value":"12","datatype":"{XSD}integer"}}}}'
)
_STARDOG = '{"head":{"vars":["x","n"]},"results":{"bindings":[%s]}}'

STARDOG = Dialect(
    source="github.com/stardog-union/pystardog: http/client.py; messages in stardog-examples issue 52, "
    "visualize-admin/visualization-tool pull request 1236 and kasper-piskorski/ldbc-sparql. "
    "The answer to who may not ask is assumed",
    rows=_chunked(_STARDOG % _STARDOG_ROW),
    no_rows=_chunked(_STARDOG % ""),
    yes=_ok('{"head":{},"boolean":true}'),
    no=_ok('{"head":{},"boolean":false}'),
    triples=_chunked(_TURTLE, "application/n-triples"),
    no_triples=_ok("", "application/n-triples"),
    wrong={
        "syntax": (
            said(
                "400 Bad Request",
                "application/json",
                '{"message":"com.complexible.stardog.plan.eval.ExecutionException: Invalid SPARQL query: Encountered \\" \\"FOO\\" \\" at '
                'line 1, column 1.\\nWas expecting one of:\\n","code":"QE0PE2"}',
            ),
            'ExecutionException: Invalid SPARQL query: Encountered " "FOO" " at line 1, column 1. Was expecting one of:; change',
        ),
        "time": (
            said(
                "500 Server Error",
                "application/json",
                '{"message":"com.complexible.stardog.plan.eval.operator.OperatorException: Query execution cancelled: Execution time '
                'exceeded query timeout 300000","code":"QEQOE2"}',
            ),
            f"OperatorException: Query execution cancelled: Execution time exceeded query timeout 300000; {LIMIT}",
        ),
        "who": (
            said("401 Unauthorized", "text/plain", "", 'WWW-Authenticate: BASIC realm="Stardog"\r\n'),
            f"answered 401 Unauthorized; {WHO}",
        ),
    },
)

_TRACE = (
    "java.util.concurrent.ExecutionException: java.util.concurrent.ExecutionException: %s\n"
    "\tat java.util.concurrent.FutureTask.report(FutureTask.java:122)\n"
    "\tat com.bigdata.rdf.sail.webapp.BigdataServlet.submitApiTask(BigdataServlet.java:292)\n"
)
_DEADLINE = _TRACE % "com.bigdata.bop.engine.QueryTimeoutException: Query deadline is expired."
_BLAZEGRAPH_QUERY = "SPARQL-QUERY: queryStr=SELECT ?x { ?x <urn:java.lang.Error> ?y }\n"

BLAZEGRAPH = Dialect(
    source="github.com/blazegraph/database: BigdataRDFServlet.launderThrowable; traces in BlueBrain/nexus issue 731 and "
    "commons-app/apps-android-commons issue 6064; 429 with Retry-After, as of the Wikidata "
    "Query Service, and 403 are assumed, since a proxy gives them",
    rows=_chunked(_RDF4J % _RDF4J_ROW, "application/sparql-results+json", "X-BIGDATA-MAX-QUERY-MILLIS: 60000\r\n"),
    no_rows=_chunked(_RDF4J % " "),
    yes=_ok('{\n  "head" : { },\n  "boolean" : true\n}'),
    no=_ok('{\n  "head" : { },\n  "boolean" : false\n}'),
    triples=_chunked(_TURTLE, "text/plain"),
    no_triples=_ok("", "text/plain"),
    wrong={
        "syntax": (
            said(
                "400 Bad Request",
                "text/plain",
                _BLAZEGRAPH_QUERY
                + _TRACE % 'org.openrdf.query.MalformedQueryException: Encountered " "<" "< "" at line 8, column 95.',
            ),
            ': MalformedQueryException: Encountered " "<" "< "" at line 8, column 95; change what',
        ),
        "time": (
            said("500 Internal Server Error", "text/plain", _BLAZEGRAPH_QUERY + _DEADLINE),
            f": QueryTimeoutException: Query deadline is expired; {LIMIT}",
        ),
        "time, in few words": (
            said(
                "500 Internal Server Error",
                "text/plain",
                f"{_BLAZEGRAPH_QUERY}java.util.concurrent.TimeoutException\n\tat java.util.concurrent.FutureTask.get(X.java:205)\n",
            ),
            f"answered 500 Internal Server Error: TimeoutException; {LIMIT}",
        ),
        "time, among rows": (
            _chunked((_RDF4J % _RDF4J_ROW)[:-12] + _BLAZEGRAPH_QUERY + _DEADLINE),
            f": QueryTimeoutException: Query deadline is expired; {LIMIT}",
        ),
        "time, within a value": (
            _chunked((_RDF4J % _RDF4J_ROW)[:150] + _BLAZEGRAPH_QUERY + _DEADLINE),
            f": QueryTimeoutException: Query deadline is expired; {LIMIT}",
        ),
        "too often": (
            said("429 Too Many Requests", "text/plain", "Rate limit exceeded", "Retry-After: 0\r\n"),
            "answered 429 Too Many Requests: Rate limit exceeded; try again later, or ask for less",
        ),
        "who": (said("403 Forbidden", "text/html", "<h1>Forbidden</h1>"), f"answered 403 Forbidden: Forbidden; {WHO}"),
    },
)


def _neptune_error(code: str, detail: str) -> str:
    return f'{{"requestId":"4d5c4fae-aa30-41cf-9e1f-91e6b7dd6f47","code":"{code}","detailedMessage":"{detail}"}}'


_NEPTUNE_TIME = _neptune_error("TimeLimitExceededException", "Operation terminated (deadline exceeded)")
_NEPTUNE = _STARDOG

NEPTUNE = Dialect(
    source="docs.aws.amazon.com/neptune/latest/userguide: errors-engine-codes, access-graph-sparql-http-trailing-headers, "
    "sparql-api-status-cancel, sparql-query-hints-queryTimeout",
    rows=_chunked(_NEPTUNE % _STARDOG_ROW),
    no_rows=_chunked(_NEPTUNE % ""),
    yes=_ok('{"head":{},"boolean":true}'),
    no=_ok('{"head":{},"boolean":false}'),
    triples=_chunked(_TURTLE, "application/n-triples"),
    no_triples=_ok("", "application/n-triples"),
    wrong={
        "syntax": (
            said(
                "400 Bad Request",
                "application/json",
                _neptune_error(
                    "MalformedQueryException", 'Malformed query: Encountered \\"FOO\\" at line 1, column 1.'
                ),
            ),
            'Malformed query: Encountered "FOO" at line 1, column 1; change what this server does not understand',
        ),
        "time": (
            said("500 Internal Server Error", "application/json", _NEPTUNE_TIME),
            f"Operation terminated (deadline exceeded); {LIMIT}",
        ),
        "memory": (
            said(
                "500 Internal Server Error",
                "application/json",
                _neptune_error(
                    "MemoryLimitExceededException", "The request processing did not succeed due to lack of memory."
                ),
            ),
            f"The request processing did not succeed due to lack of memory; {MEMORY}",
        ),
        "time, among rows": (
            _chunked((_NEPTUNE % _STARDOG_ROW)[:-3] + _NEPTUNE_TIME),
            f"broke off among the rows: Operation terminated (deadline exceeded); {LIMIT}",
        ),
        "time, within a value": (
            _chunked((_NEPTUNE % _STARDOG_ROW)[:100] + _NEPTUNE_TIME),
            f"broke off among the rows: Operation terminated (deadline exceeded); {LIMIT}",
        ),
        "who": (
            said(
                "403 Forbidden",
                "application/json",
                _neptune_error("AccessDeniedException", "Missing Authentication Token"),
            ),
            "Missing Authentication Token; it wants requests that are signed for AWS, which is not done here",
        ),
    },
)

DIALECTS = {
    "QLever": QLEVER,
    "Virtuoso": VIRTUOSO,
    "Fuseki": FUSEKI,
    "GraphDB": GRAPHDB,
    "Stardog": STARDOG,
    "Blazegraph": BLAZEGRAPH,
    "Neptune": NEPTUNE,
}

AMONG_TRIPLES = {
    "QLever": _chunked(_TURTLE * 100 + _QLEVER_AMONG, "application/n-triples"),
    "Blazegraph": _chunked(_TURTLE * 100 + _TURTLE[:60] + _BLAZEGRAPH_QUERY + _DEADLINE, "text/plain"),
}
"""Answers to a CONSTRUCT that break off at a time limit, with the message behind the triples."""

CUTS = {
    "Virtuoso, its limit of rows": (
        _ok(_VIRTUOSO_ROWS, headers="X-SPARQL-MaxRows: 1\r\n"),
        "",
        "the server cut the answer at 1 row; ask for less, or in parts",
    ),
    "Virtuoso, out of time": (
        _ok(_VIRTUOSO_ROWS, headers="X-SQL-State: S1TAT\r\nX-SQL-Message: RC...: Returning incomplete results\r\n"),
        "",
        "the server ran out of time, and rows are missing; ask for less",
    ),
    "a newer Virtuoso, out of time": (
        said("206 Partial Content", "application/sparql-results+json", _VIRTUOSO_ROWS, "X-SQL-State: S1TAT\r\n"),
        "",
        "the server ran out of time, and rows are missing; ask for less",
    ),
    "QLever, send": (
        _chunked(f"{_QLEVER_BEGIN}{_QLEVER_ROW}]}},{_QLEVER_META % 1234}}}"),
        "?send=1",
        "the server gave 1 of 1,234 rows, as send in its address asks for; leave send out",
    ),
}
"""Answers of one row that are cut, with what the address has behind it, and what is told."""
WHOLE = {"QLever, send": _chunked(f"{_QLEVER_BEGIN}{_QLEVER_ROW}]}},{_QLEVER_META % 1}}}")}
