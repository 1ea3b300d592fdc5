"""Lines as paragraphs: what was wrapped for a printer is joined, what stands in columns keeps them."""

import re
from html import escape
from itertools import pairwise

from articles import markup
from wire.formats import body
from wire.formats.agency_text import lines as printed
from wire.formats.story import Block

_BULLET = re.compile(r"\s{0,8}(?:[-–—•*·]|--)\s+(?=\S)")
_SPEECH = re.compile(r"\s{0,8}(?:[-–—]|--)\s+(?=[\"“«]?[^\W\d_]\w*,? \w)")
_ENDS = tuple(".!?:;\"”“'’»)…=。！？")
_GAP = re.compile(r"\S(?: {2,}|\t+)(?=\S)")
_FIGURES = re.compile(r"\d")
_NAMED = re.compile(r"\s{0,8}[A-Z]\w{1,20}: \S")
_WRAPPED = range(45, 91)
_TYPEWRITTEN = (("``", "“"), ("''", "”"))
_FEWEST_ROWS = 3


def blocks(lines: list[str]) -> tuple[Block, ...]:
    """The body of copy. Empty lines part paragraphs; so do indents, and lines that end before they had to."""
    width = _wrapped_at(lines)
    read: list[Block] = []
    groups = list(printed.groups([line if any(map(str.isalnum, line)) else "" for line in lines]))
    for number, group in enumerate(groups):
        beside = groups[max(0, number - 1) : number] + groups[number + 1 : number + 2]
        read += [_speech(group)] if _is_speech(group, beside) else _columns(group) or _prose(group, width)
    return tuple(_with_subheads(read))


def _is_speech(group: list[str], beside: list[list[str]]) -> bool:
    """Whether a dash begins what somebody says, as in the North and the East: it stands alone, and is a sentence."""
    return (
        _SPEECH.match(group[0]) is not None
        and group[-1].rstrip().endswith(_ENDS)
        and not any(map(_BULLET.match, [*group[1:], *(line for other in beside for line in (other[0], other[-1]))]))
    )


def _speech(group: list[str]) -> Block:
    return Block(text="– " + _paragraph(group).text)


def is_preformatted(read: tuple[Block, ...]) -> bool:
    """Whether some of it stands in columns."""
    return any(block.kind in ("preformatted", "table") for block in read)


def plain(text: str) -> str:
    """One line, with the quotes and dashes that a typewriter did not have."""
    for typed, meant in _TYPEWRITTEN:
        text = text.replace(typed, meant)
    return markup.one_line(re.sub(r"(?<!\S)_(?!\S)", "—", text).replace(" `", " ‘"))


def _wrapped_at(lines: list[str]) -> int:
    """The width at which a machine broke the lines; 0 where lines are paragraphs, which then end as sentences do."""
    inner = [line.strip() for line, after in pairwise(lines) if line.strip() and after.strip() and not _is_apart(line)]
    full = [line for line in inner if len(line) in _WRAPPED]
    if len(full) * 5 < len(inner) * 3 or sum(line.endswith(_ENDS) for line in full) * 5 >= len(full) * 4:
        return 0
    return sorted(map(len, full))[len(full) * 19 // 20]


def _is_apart(line: str) -> bool:
    return _is_row(line) or _BULLET.match(line) is not None


def _prose(group: list[str], width: int) -> list[Block]:
    paragraphs: list[list[str]] = []
    for number, line in enumerate(group):
        before = group[number - 1] if number else ""
        if not number or not width or _BULLET.match(line) or _starts(before, line, width):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return [block for paragraph in paragraphs if (block := _paragraph(paragraph)).text]


def _starts(before: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph: it is indented more than the one before, or that one had room for its word."""
    if _indent(line) >= _indent(before) + 2:
        return True
    first = line.split(maxsplit=1)[0]
    length = len(before.strip())
    had_room = length + 1 + len(first) <= width - 2
    return had_room and (before.rstrip().endswith(_ENDS) or length < width * 0.6 or _NAMED.match(line) is not None)


def _indent(line: str) -> int:
    plain_line = line.expandtabs(8)
    return len(plain_line) - len(plain_line.lstrip())


def _paragraph(lines: list[str]) -> Block:
    bullet = _BULLET.match(lines[0])
    whole = "\n".join([lines[0][bullet.end() :] if bullet else lines[0], *(line.strip() for line in lines[1:])])
    text = plain(re.sub(r"(?<=[^\W\d_][-/])\n(?=[^\W\d_])", "", whole))  # "well-" and "known" need no space
    return Block(kind="list item", text=text) if bullet else Block(text=text)


def _columns(group: list[str]) -> list[Block]:
    """Rows of cells as a table, rows of columns as they stand; nothing where the group is text."""
    if len(group) < _FEWEST_ROWS:
        return []
    for mark in ";|":
        rows = [line for line in group if line.count(mark) >= 2 and not line.rstrip().endswith((". ", ".”"))]
        if len(rows) >= _FEWEST_ROWS and len(rows) * 2 > len(group):
            return _table(group, mark)
    count = sum(map(_is_row, group))
    heads = sum(len(_GAP.findall(line[:400])) >= 2 for line in group if not _is_row(line))
    is_aligned = count >= 2 and count + heads >= _FEWEST_ROWS and (count + heads) * 5 >= len(group) * 3
    if not is_aligned and not _are_results(group):
        return []
    shift = min(_indent(line) for line in group)
    text = "\n".join(line.expandtabs(8)[shift:] for line in group)
    return [Block(kind="preformatted", text=text)]


def _is_row(line: str) -> bool:
    """Columns: gaps inside the line, and figures in it. A sentence has at most the two spaces behind a full stop."""
    inner = re.sub(r"(?<=[.!?:;,\"”])  (?=\S)", " ", line.strip())
    return len(_GAP.findall(inner[:400])) >= 1 and len(inner) <= 400 and bool(_FIGURES.search(inner))


def _are_results(group: list[str]) -> bool:
    """Many short lines that begin with a figure: "1. A. Quill 2:03.4"."""
    numbered = [line for line in group if re.match(r"\s{0,8}\d{1,3}[.)=]?\s+\S", line) and len(line.strip()) < 60]
    return len(numbered) >= 4 and len(numbered) * 5 >= len(group) * 4


def _table(group: list[str], mark: str) -> list[Block]:
    """Rows of cells; what stands between them without any is a paragraph."""
    read: list[Block] = []
    rows: list[list[str]] = []
    for line in [*group, ""]:
        cells = [plain(cell) for cell in _unframed(line).split(mark)] if line.count(mark) >= 2 else []
        if cells:
            rows.append(cells)
            continue
        if rows:
            read += _rows(rows)
            rows = []
        if line.strip():
            read.append(Block(text=plain(line)))
    return read


def _unframed(line: str) -> str:
    line = line.strip()
    return line[1:-1] if line.startswith("|") and line.endswith("|") else line


def _rows(rows: list[list[str]]) -> tuple[Block, ...]:
    wide = max(map(len, rows))
    first, *rest = rows
    has_head = bool(rest) and not any(_FIGURES.match(cell) for cell in first[1:])
    printed_rows = [
        "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in [*row, *[""] * (wide - len(row))]) + "</tr>"
        for number, row in enumerate(rows)
        for tag in ["th" if has_head and not number else "td"]
    ]
    head = f"<thead>{printed_rows.pop(0)}</thead>" if has_head else ""
    return body.from_html(f"<table>{head}<tbody>{''.join(printed_rows)}</tbody></table>")


def _with_subheads(read: list[Block]) -> list[Block]:
    """A short line without a full stop before a longer paragraph, and behind another one, is a subhead."""
    for number in range(1, len(read) - 1):
        block, after, before = read[number], read[number + 1], read[number - 1]
        is_short = len(block.text) <= 60 and len(block.text.split()) <= 8 and block.text[:1].isupper()
        is_bare = not block.text.endswith((*_ENDS, ",", "-")) and "@" not in block.text
        is_between = (
            block.kind == after.kind == before.kind == "paragraph" and min(len(before.text), len(after.text)) >= 80
        )
        if is_short and is_bare and is_between:
            read[number] = Block(kind="subhead", text=block.text)
    return read
