#!/usr/bin/env bash
# sqlglot, DuckDB to Spark: queries that both engines run, translated without a word, and other rows
#
# Versions: sqlglot 30.30.0, duckdb 2.0.1, pyspark 4.3.0 on Java 17
# Seen:     With unsupported_level=RAISE nothing is raised for any of these, and Spark answers each:
#           * TRY_CAST('2018' AS DATE), a year of publication: no date in DuckDB, the first of January 2018 in Spark.
#           * TRY_CAST('1.9' AS INTEGER): 2 in DuckDB, nothing in Spark. CAST(2.5 AS INTEGER): 3 in DuckDB, 2 in Spark.
#           * arg_max(word, year) passes over the rows without a word in DuckDB; MAX_BY in Spark does not.
#           * array_agg(word ORDER BY year) becomes COLLECT_LIST(word): the order is gone, and so are the nulls.
#           * regexp_replace replaces the first match in DuckDB, and every match in Spark.
#           * regexp_matches(text, pattern, 'i') becomes RLIKE: capitals count from there on.
#           * TRIM takes a no-break space away in DuckDB, and leaves it in Spark.
# Expected: The same rows, or an UnsupportedError: sqlglot documents RAISE as an exception for what has no translation.
# Here:     Tables are made of texts, which Spark reads as they are; numbers, dates and blanks are parsed in the step that
#           makes the tables. The rules keep to what both engines have; what is dangerous of it is rewritten
#           (arg_max, format, whole matches) or refused (array_agg, a first match) in scale/engines/spark_sql.py.
#
# Needs Java 17, as the Debian package: apt-get install openjdk-17-jre-headless
set -euo pipefail
if ! java -version 2>&1 | grep -q '"17\.'; then
  echo "Java 17 is described here; there is: $(java -version 2>&1 | head -n 1)" >&2
  exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
  'sqlglot==30.30.0' 'duckdb==2.0.1' 'pyspark==4.3.0'
export PYSPARK_PYTHON="$folder/venv/bin/python" SPARK_LOCAL_IP=127.0.0.1
venv/bin/python - 2>spark.log <<'PYTHON' || { tail -n 5 spark.log >&2; exit 1; }
import sys
from datetime import date

import duckdb
import sqlglot
from pyspark.sql import SparkSession

ROWS = "VALUES (1, 'asked', 2005), (1, 'told', 2001), (1, NULL, 2010)"
EXAMPLES = {
    "SELECT TRY_CAST('2018' AS DATE)": (None, date(2018, 1, 1)),
    "SELECT TRY_CAST('1.9' AS INTEGER)": (2, None),
    "SELECT CAST(2.5 AS INTEGER)": (3, 2),
    f"SELECT arg_max(word, year) FROM ({ROWS}) AS t(claim, word, year)": ("asked", None),
    f"SELECT array_agg(word ORDER BY year) FROM ({ROWS}) AS t(claim, word, year)": (
        ["told", "asked", None],
        ["asked", "told"],
    ),
    "SELECT regexp_replace('a-b-c', '-', '+')": ("a+b-c", "a+b+c"),
    "SELECT regexp_matches('Lupus', 'lupus', 'i')": (True, False),
    "SELECT LENGTH(TRIM('lupus\u00a0'))": (5, 6),
}

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
for query, described in EXAMPLES.items():
    (translated,) = sqlglot.transpile(
        query, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    seen = (duckdb.sql(query).fetchall()[0][0], spark.sql(translated).collect()[0][0])
    print(f"{query}\n    {translated}\n    DuckDB: {seen[0]!r}, Spark: {seen[1]!r}")
    if seen != described:
        sys.exit(f"This has changed. Described here was:\n    {described}")
spark.stop()
print("As described.")
PYTHON
