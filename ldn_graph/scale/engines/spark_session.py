"""Starting Spark: quietly, and with a sentence where it cannot be had."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from ...errors import EXCERPT, EngineError, GraphNotFoundError, LdnGraphError, SetupError
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
}
"""Where Spark runs on this machine alone."""
MEMORY = "2g"
"""What it may take there by default; ``SPARK_DRIVER_MEMORY`` says otherwise."""

_ENDING = 10  # seconds that Java may take to end


@contextmanager
def open_spark(master: str) -> Iterator[SparkSession]:
    """A session with this master, which ends with the block.

    What Spark writes on its own goes into a file that is deleted. Raises
    :class:`~ldn_graph.errors.MissingExtraError` where PySpark is not installed,
    :class:`~ldn_graph.errors.SetupError` where there is no Java, and :class:`~ldn_graph.errors.EngineError` where Spark
    does not start, or fails in the block; :class:`~ldn_graph.errors.GraphNotFoundError` for a path without tables.
    """
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # none is asked for
    pyspark = import_extra("pyspark", "spark")
    import_extra("sqlglot", "spark")
    if not has_java():
        raise SetupError(
            "Spark needs Java 17 or newer, and none was found; install it (Debian: apt install openjdk-17-jre-headless)"
            " or say in JAVA_HOME where it is"
        )
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)  # errors are told by who catches them
    settings = {**SETTINGS, **(_local_settings(master) if master.startswith("local") else {})}
    conf = pyspark.SparkConf().setMaster(master).setAll(list(settings.items()))
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log, _started(conf, log) as session:
        try:
            yield session
        except (PySparkException, Py4JError) as error:
            raise told(error) from None


@contextmanager
def _started(conf: Any, log: IO[str]) -> Iterator[SparkSession]:
    from pyspark import SparkContext, java_gateway
    from pyspark.sql import SparkSession

    launch: Any = java_gateway.launch_gateway
    gateway = None
    try:
        gateway = launch(conf, {"stderr": log, "stdout": log})
        context = SparkContext(conf=conf, gateway=gateway)
        if str(context.master).startswith("local"):
            context.pythonExec = sys.executable  # else it would be the first on the path, which may lack what this has
        session = SparkSession(context)  # fails where a master was asked in vain for a minute
    except Exception as error:  # of py4j, of Java or of the system, as it comes
        _end(gateway)
        master, said = conf.get("spark.master"), _first_lines(_text(error))
        raise EngineError(f"Spark does not start with {master}: {said}; is the address right, and is it up?") from None
    try:
        yield session
    finally:
        _end(gateway)


def _end(gateway: Any) -> None:
    """End what was started, be it that it failed."""
    from pyspark import SparkContext

    if SparkContext._active_spark_context:
        with suppress(Exception), warnings.catch_warnings(action="ignore"):  # it may have ended by itself
            SparkContext._active_spark_context.stop()
    if gateway:
        gateway.shutdown()
        gateway.proc.stdin.close()  # at which Java ends
        try:
            gateway.proc.wait(_ENDING)
        except subprocess.TimeoutExpired:
            gateway.proc.kill()
            gateway.proc.wait()
    SparkContext._active_spark_context = SparkContext._gateway = SparkContext._jvm = None  # the next one is another


def has_java() -> bool:
    """Whether there is a Java that Spark would find."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(os.path.join(home, "bin", "java") if home else "java") is not None


def _local_settings(master: str) -> dict[str, str]:
    """Few parts for few processors: each costs more than a thousand rows of it."""
    found = re.search(r"\d+", master)
    processors = int(found[0]) if found else os.cpu_count() or 1
    memory = os.environ.get("SPARK_DRIVER_MEMORY", MEMORY)
    return {**LOCAL_SETTINGS, "spark.driver.memory": memory, "spark.sql.shuffle.partitions": str(2 * processors)}


def told(error: Exception) -> LdnGraphError:
    """An error of Spark as one of this package."""
    said = _first_lines(_text(error))
    if "PATH_NOT_FOUND" in said:
        return GraphNotFoundError(f"Spark finds no columns: {said}; make them with: ldn-graph export columns -o PATH")
    return EngineError(f"Spark failed: {said}; try a smaller part, or look into the log of its master")


def _text(error: Exception) -> str:
    """What an error says, or its name where nothing: Java is asked for it, which may have ended."""
    try:
        return str(error) or type(error).__name__
    except Exception:  # of the connection to Java, as it comes
        return type(error).__name__


def _first_lines(text: str) -> str:
    """What an error says, without Java's stack: what a program of Python in it said last, where there is one."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith(("at ", "..."))]
    of_python = [line for line in lines if re.match(r"(\w+\.)*\w+(Error|Exception): ", line) and "spark" not in line]
    return " ".join(of_python[:1] or lines)[:EXCERPT]
