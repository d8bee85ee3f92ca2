"""``python -m ldn_graph`` is ``ldn-graph``."""

from .cli import run

if __name__ == "__main__":
    run()
