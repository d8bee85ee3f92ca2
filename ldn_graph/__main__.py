"""``python -m ldn_graph`` is ``ldn-graph``."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="ldn-graph")
