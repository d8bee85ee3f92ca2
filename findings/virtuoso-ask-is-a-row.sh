#!/usr/bin/env bash
# Virtuoso: an ASK is answered with a row, or with no row, and a boolean of the data is the number 1
#
# Versions:  Virtuoso 7.2.5 (Debian's virtuoso-opensource-7, 7.2.5.1+dfsg1-0.3), asked for
#            application/sparql-results+json
# Seen:      For yes the answer is a table with the column __ASK_RETVAL and the integer 1, for no a table without rows.
#            There is no member "boolean". true in Turtle comes back as "1"^^xsd:boolean. 3 divided by 10 is 0.
# Expected:  {"head": {}, "boolean": true} (SPARQL 1.1 Query Results JSON Format, section 3.3); the text true, since
#            literals are terms with their text (RDF 1.1 Concepts, section 3.3); 0.3 (SPARQL 1.1 Query, section 17.3).
# Here:      A server that answers an ASK with rows is understood: one row with 1 is yes, none is no. "1"^^xsd:boolean
#            is read as true. No question divides.
#
# Needs the Debian package: apt-get install virtuoso-opensource-7
set -euo pipefail
version=$(dpkg-query --show --showformat='${Version}' virtuoso-opensource-7-bin 2>/dev/null || true)
if [ "$version" != 7.2.5.1+dfsg1-0.3 ]; then
  echo "virtuoso-opensource-7-bin 7.2.5.1+dfsg1-0.3 is described here; installed is: ${version:-none}" >&2
  exit 1
fi
folder=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
read -r sql http < <(
  python3 - <<'PYTHON'
import socket

sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(one.getsockname()[1] for one in sockets))
PYTHON
)
cat >virtuoso.ini <<INI
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DirsAllowed = .
NumberOfBuffers = 2000
DisableUnixSocket = 1
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:$http
ServerRoot = .
INI
cat >data.ttl <<'TURTLE'
@prefix : <http://example.org/> .
:study :randomised true ; :improved 3 ; :participants 10 .
TURTLE
virtuoso-t +foreground +configfile virtuoso.ini >server.log 2>&1 &
server=$!
load="exec=DB.DBA.TTLP(file_to_string_output('data.ttl'), '', 'http://example.org/graph');"
for _ in $(seq 100); do
  if isql-vt "127.0.0.1:$sql" dba dba "$load" >load.log 2>&1; then break; fi
  sleep 0.3
done
python3 - "$http" <<'PYTHON'
import json
import sys
import urllib.parse
import urllib.request


def answer(query):
    values = {"default-graph-uri": "http://example.org/graph", "query": f"PREFIX : <http://example.org/> {query}"}
    request = urllib.request.Request(f"http://127.0.0.1:{sys.argv[1]}/sparql?{urllib.parse.urlencode(values)}")
    request.add_header("Accept", "application/sparql-results+json")
    with urllib.request.urlopen(request, timeout=20) as response:
        document = json.load(response)
    rows = [{name: term["value"] for name, term in row.items()} for row in document["results"]["bindings"]]
    return "boolean" in document, rows


def check(what, seen, described):
    print(f"{what}:\n    {seen}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")


check("ASK, yes: a member boolean, the rows", answer("ASK { :study ?p ?o }"), (False, [{"__ASK_RETVAL": "1"}]))
check("ASK, no", answer("ASK { :nothing ?p ?o }"), (False, []))
check("true in the data", answer("SELECT ?yes { :study :randomised ?yes }"), (False, [{"yes": "1"}]))
share = "SELECT (?n / ?of AS ?share) { :study :improved ?n ; :participants ?of }"
check("3 divided by 10", answer(share), (False, [{"share": "0"}]))
print("As described.")
PYTHON
