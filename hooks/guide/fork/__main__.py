"""`make fork` and `make update`.

`python -m guide.fork new NAME LANG`, run in the guide whose engine is taken;
`python -m guide.fork update ENGINE`, run in the guide that takes it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from .new import lay_down
from .refusal import Refusal
from .update import update


def main(arguments: Sequence[str], project: Path) -> int:
    """Does what `arguments` say in the guide of the folder `project`; returns the exit status."""
    command, *rest = arguments
    try:
        if command == "new":
            name, language = rest
            said = lay_down(name, language, project, project)
        else:
            said = update(rest[0], project)
    except (Refusal, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
