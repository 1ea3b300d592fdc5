"""The pictures of a story: which lines are captions, and which credit belongs to which."""

from wire.formats.story import WirePicture
from wire.formats.text import captions, furniture
from wire.formats.text.lines import Line
from wire.formats.text.page import Page

# A caption is rarely longer; a longer line before a lone credit is a paragraph.
_LONGEST_BEFORE_CREDIT = 260


def read(page: Page, lines: list[Line], *, body: range) -> list[WirePicture]:
    """The captions among the lines, in order; lines that print one twice are marked too."""
    found: list[tuple[Line, str, str]] = []
    for index, line in enumerate(lines):
        if line.part:
            continue
        if captions.label_alone(line.text):
            _with_label(page, lines, index, found)
        elif (credit := captions.credit_alone(line.text)) is not None:
            _with_credit(page, lines, index, credit, found, [line])
        elif divided := page.divided(line):
            line.part = "caption"
            found.append((line, *divided))
        elif captions.points(line.text) and not _is_running(lines, index) and page.is_plain(line):
            line.part = "caption"
            found.append((line, line.text, ""))
    _repeated(page, lines, found, body)
    found.sort(key=lambda one: one[0].number)
    return _merged(found)


def _is_running(lines: list[Line], index: int) -> bool:
    """Long enough to be a paragraph, among paragraphs."""
    return lines[index].is_prose and lines[index].weight > 220


def _with_label(page: Page, lines: list[Line], index: int, found: list[tuple[Line, str, str]]) -> None:
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following and not following.part and following.weight <= 110 and not following.is_prose:
        _with_credit(page, lines, index, following.text.strip(" ."), found, [lines[index], following])
    else:
        lines[index].part = "credit"


def _with_credit(
    page: Page, lines: list[Line], index: int, credit: str, found: list[tuple[Line, str, str]], claimed: list[Line]
) -> None:
    """A credit alone belongs to the line before it, else to the one after, else to a picture without a caption."""
    before = lines[index - 1] if index else None
    after_index = index + len(claimed)
    after = lines[after_index] if after_index < len(lines) else None
    for line in claimed:
        line.part = "credit"
    if (
        before is not None
        and _can_caption(page, before)
        and (
            not before.gap
            or not before.is_prose
            or not claimed[0].gap
            or index < 2
            or not _follows_prose(lines, index - 1)
        )
    ):
        before.part = "caption"
        found.append((before, before.text, credit))
    elif after is not None and _can_caption(page, after) and not _begins_text(lines, after_index):
        after.part = "caption"
        found.append((after, after.text, credit))


def _can_caption(page: Page, line: Line) -> bool:
    return not line.part and line.weight <= _LONGEST_BEFORE_CREDIT and page.is_plain(line) and not line.hangs


def _follows_prose(lines: list[Line], index: int) -> bool:
    return lines[index].is_prose and any(line.is_prose and not line.part for line in lines[max(0, index - 2) : index])


def _begins_text(lines: list[Line], index: int) -> bool:
    """Text goes on after it, so it is the first paragraph or a subhead and no caption."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return (
        following is not None
        and (following.is_prose or furniture.kind(following.text) == "")
        and not following.part
        and following.is_prose
    )


def _repeated(page: Page, lines: list[Line], found: list[tuple[Line, str, str]], body: range) -> None:
    """A line printed twice in a row inside the body is a caption and its picture's description."""
    captioned = {fold_key for line, text, _ in found for fold_key in (line.key, _key(text))}
    for index, line in enumerate(lines):
        if line.part or line.number not in body or line.count < 3:
            continue
        if line.key in captioned:
            line.part = "caption again"
            continue
        twin = next((other for other in lines[index + 1 : index + 3] if other.key == line.key and not other.part), None)
        if twin is not None and not furniture.is_furniture(line) and line.weight <= _LONGEST_BEFORE_CREDIT:
            line.part, twin.part = "caption", "caption again"
            captioned.add(line.key)
            found.append((line, line.text, ""))


def _key(text: str) -> str:
    return Line(number=0, text=text, gap=False).key


def _merged(found: list[tuple[Line, str, str]]) -> list[WirePicture]:
    pictures: dict[str, WirePicture] = {}
    for line, text, credit in found:
        known = pictures.get(_key(text))
        if known is None or (credit and not known.credit):
            pictures[_key(text)] = WirePicture(caption=text, credit=credit, printed=_printed(line, text, credit))
    return list(pictures.values())


def _printed(line: Line, text: str, credit: str) -> str:
    return line.text if credit and credit in line.text and text != line.text else ""
