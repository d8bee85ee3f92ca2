"""What ``make lint`` finds in the scripts: whether they can be joined, and what TypeScript's checker says.

The checker needs Node with npx, and brings itself at exactly one version, without a lock file. Where there is no Node
it is left out, which is said; where ``CI`` is set that is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from ldn_graph.page.render import read_script
from ldn_graph.page.scripts import ScriptError
from ldn_graph.resources import TEMPLATES

TYPESCRIPT = "typescript@5.9.3"
"""As a package of npm; it has no dependencies."""
ENTRIES = ("page", "forms")
"""The modules that are joined with all that they import: one for the page, one for the forms of the server."""


def check_scripts(environment: Mapping[str, str]) -> int:
    """0 where nothing is wrong, else another number; what is wrong is printed."""
    try:
        for entry in ENTRIES:
            read_script(entry)
    except ScriptError as error:
        print(error)
        return 1
    npx = shutil.which("npx", path=environment.get("PATH"))
    if npx is None:
        print("No Node (npx) on this machine: TypeScript's checker of the page's scripts was left out.")
        if environment.get("CI"):
            print("Where CI is set that is an error; install Node, as .ci/run does.")
            return 1
        return 0
    words = ["--yes", "--prefer-offline", "--no-update-notifier", "--package", TYPESCRIPT, "--", "tsc", "--project"]
    return subprocess.run([npx, *words, TEMPLATES], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(check_scripts(os.environ))
