"""Gives a workflow's next steps the address where GitHub Pages shows the site, as the output `url`.

Usage: site_address.py

There is no `url` where the repository has no Pages, or has them made otherwise than by a workflow:
a notice says so, and nothing fails, for a guide may be shown elsewhere. Needs GitHub's `gh`, with
GH_TOKEN and GH_REPO in the environment; the output goes where GITHUB_OUTPUT says.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import gh

NOTICE = (
    "::notice title=GitHub Pages::Nothing is published from here. "
    "To publish: Settings, Pages, Source, GitHub Actions.\n"
)


def site_address() -> str | None:
    """The address, as GitHub has it; None where no workflow may publish a site.

    Raises CalledProcessError where GitHub refuses to tell, OSError where there is no `gh`,
    ValueError where its answer is none.
    """
    found = gh.find("repos/{owner}/{repo}/pages")
    if not found or found.get("build_type") != "workflow":
        return None
    return str(found["html_url"])


def main() -> int:
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    try:
        address = site_address()
        if address is None:
            sys.stdout.write(NOTICE)
            return 0
        with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
            output.write(f"url={address}\n")
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"The site's address could not be learnt: {error}\n")
        return 1
    sys.stdout.write(f"The site is at {address}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
