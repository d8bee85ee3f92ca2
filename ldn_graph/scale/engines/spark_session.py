"""Starting Spark: quietly, and with a sentence where it cannot be had."""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from ...errors import SetupError
from ...output.extras import import_extra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTERS = re.compile(r"local(\[.+\])?|spark://.+|yarn|k8s://.+")
"""What may be asked for: what Spark calls a master."""
SETTINGS = {
    "spark.app.name": "ldn-graph",
    "spark.sql.ansi.enabled": "true",  # a number that does not fit is an error, no other number
    "spark.ui.showConsoleProgress": "false",
}
LOCAL_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
}
"""Where Spark runs on this machine alone."""
EXCERPT = 3
"""So many lines of what Spark wrote last are shown where it does not start."""


@contextmanager
def open_spark(master: str) -> Iterator[SparkSession]:
    """A session with this master, which ends with the block.

    What Spark writes on its own goes into a file that is deleted. Raises
    :class:`~ldn_graph.errors.MissingExtraError` where PySpark is not installed, and
    :class:`~ldn_graph.errors.SetupError` where there is no Java, or Spark does not start.
    """
    import_extra("sqlglot", "spark")
    pyspark = import_extra("pyspark", "spark")
    if not has_java():
        raise SetupError(
            "Spark needs Java 17 or newer, and none was found; install it (Debian: apt install openjdk-17-jre-headless)"
            " or say in JAVA_HOME where it is"
        )
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)  # errors are told by who catches them
    conf = pyspark.SparkConf()
    own = {**SETTINGS, **(_local_settings(master) if master.startswith("local") else {})}
    conf.setMaster(master).setAll(list(own.items()))
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        gateway = None
        try:
            gateway = launch_gateway(conf, {"stderr": log, "stdout": log})
            context = pyspark.SparkContext(conf=conf, gateway=gateway)
        except Exception as error:
            if gateway:
                gateway.shutdown()
            raise SetupError(f"Spark did not start at {master}: {_last_lines(log) or error}; see its address") from None
        try:
            yield SparkSession(context)
        finally:
            context.stop()
            gateway.shutdown()
            pyspark.SparkContext._gateway = pyspark.SparkContext._jvm = None  # else the next would speak to this one


def has_java() -> bool:
    """Whether there is a Java that Spark would find."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(os.path.join(home, "bin", "java") if home else "java") is not None


def _local_settings(master: str) -> dict[str, str]:
    """Few parts for few processors: each costs more than a thousand rows of it."""
    found = re.search(r"\d+", master)
    processors = int(found[0]) if found else os.cpu_count() or 1
    return {**LOCAL_SETTINGS, "spark.sql.shuffle.partitions": str(2 * processors)}


def _last_lines(log: IO[str]) -> str:
    log.seek(0)
    lines = [line.strip() for line in log if line.strip() and not line.lstrip().startswith("at ")]
    return " / ".join(lines[-EXCERPT:])
