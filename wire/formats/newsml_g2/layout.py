"""Paragraphs in text that marks them by its layout: an indented line begins one, an empty line ends one.

Rows of columns are one piece, with their line ends: prices and results stand among the paragraphs of a report.
"""

import re

_DEEPEST = 8  # more is the indentation of an XML writer
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*\s*$|[\"”»]\s*$")
_COLUMNS = re.compile(r"\S {3,}\S")
_WRAPPED = range(45, 121)
# "(Reporting by ...)" at the start of a line is a paragraph of its own.
_SIGNATURE = re.compile(r"\((?:Additional\s|With\s)?(?:Reporting|Editing|Writing|Compiled|Translated)\b", re.IGNORECASE)


def paragraphs_in(text: str) -> list[str]:
    """The paragraphs; only one where the layout marks none. One with line ends in it is a table."""
    lines = text.expandtabs().split("\n")
    depths = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    begins = _indented(lines, depths)
    found: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        said = line.strip()
        if _is_row(lines, number):
            if number and _is_row(lines, number - 1):
                found[-1][-1] += f"\n{line.rstrip()}"
            else:
                found.append([line.rstrip()])
            continue
        if number and _is_row(lines, number - 1):
            found.append([])
        if not said:
            found.append([])
            continue
        is_indented = number > 0 and begins and 2 <= len(line) - len(line.lstrip(" ")) <= _DEEPEST
        if is_indented or _SIGNATURE.match(said):
            found.append([])
        found[-1].append(said)
    return [" ".join(lines) for lines in found if lines]


def _is_row(lines: list[str], number: int) -> bool:
    """Whether a line has columns, and its neighbor too: one line alone may be a slip of the keyboard."""
    near = [
        line for line in (number - 1, number, number + 1) if 0 <= line < len(lines) and _COLUMNS.search(lines[line])
    ]
    return number in near and len(near) > 1


def _indented(lines: list[str], depths: list[int]) -> bool:
    """Whether indentation begins a paragraph: some lines have it and some do not, or each line is a paragraph."""
    if not any(2 <= depth <= _DEEPEST for depth in depths):
        return False
    if min(depths) < 2:
        return True
    closed = [_ENDS.search(line) is not None for line in lines if line.strip()]
    return max(depths) <= _DEEPEST and all(closed)


def is_wrapped(text: str) -> bool:
    """Whether it is prose that a machine broke near the edge of a page, and no table."""
    groups = re.split(r"\n[^\S\n]*\n", text)
    return all(len(line.strip()) in _WRAPPED for group in groups for line in group.strip("\n").split("\n")[:-1])
