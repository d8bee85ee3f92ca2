"""Write the list of retracted publications that ships anew: ``python -m tests.standing_list FILE``, or
``make standing-list LIST=FILE``.

FILE is ``metadata/retracted-publications.txt`` of https://github.com/geneontology/go-site, as it was downloaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ldn_graph.sources.standing.lists import read_entries, shipped_text
from ldn_graph.sources.standing.shipped import FILE

if __name__ == "__main__":
    day, pmids, pmcids = read_entries(sys.argv[1])
    Path(FILE).write_text(shipped_text(day, pmids, pmcids), encoding="ascii", newline="\n")
    print(f"{Path(FILE).name}: {len(pmids):,} PMIDs and {len(pmcids):,} PMCIDs of {day}")
