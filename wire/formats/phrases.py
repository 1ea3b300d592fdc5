"""Word lists that stand as text files beside the code: a `[section]`, then lines of `name: phrase | phrase`.

A name may come back on several lines of its section. Adding a phrase is adding it there.
"""

from functools import cache
from pathlib import Path


@cache
def sections(path: Path) -> dict[str, dict[str, list[str]]]:
    """The phrases of a file by section and name, as printed."""
    found: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line.strip() and not line.startswith("#"):
            name, _, cells = line.partition(":")
            section.setdefault(name, []).extend(cell.strip() for cell in cells.split(" | "))
    return found
