"""What the measures are made on, in general words: no name, no place."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path
from typing import Any

_CPUS = Path("/proc/cpuinfo")


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    """Its model: Linux tells it in a file of its own."""
    told = _CPUS.read_text("utf-8", "replace") if _CPUS.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or platform.machine()
