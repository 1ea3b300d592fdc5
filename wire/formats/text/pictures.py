"""The pictures of a story: which lines are captions, and which credit belongs to which."""

from wire.formats.story import WirePicture
from wire.formats.text import captions, dates, furniture
from wire.formats.text.lines import Line
from wire.formats.text.page import Page
from wire.formats.text.words import fold

# A caption is rarely longer; a longer line before a lone credit is a paragraph.
_LONGEST_BEFORE_CREDIT = 260
_Found = list[tuple[Line, str, str]]


def read(page: Page, lines: list[Line], *, body: range) -> list[WirePicture]:
    """The captions among the lines, in order; lines that print one twice are marked too."""
    found: _Found = []
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
        elif (index and _is_shown(page, lines[index - 1], line)) or _points(page, line) or _is_dated(page, line, body):
            line.part = "caption"
            found.append((line, line.text, ""))
    _repeated(lines, found, body)
    found.sort(key=lambda one: one[0].number)
    return _merged(found)


def _points(page: Page, line: Line) -> bool:
    return captions.points(line.text) and not (line.is_prose and line.weight > 220) and page.is_plain(line)


def _is_dated(page: Page, line: Line, body: range) -> bool:
    """A sentence before the body that says on which day: what a picture shows, for a standfirst has no date."""
    if line.number >= body.start or not line.is_prose or line.weight > 260 or not page.is_plain(line):
        return False
    return bool(dates.find(line.text))


def _is_shown(page: Page, above: Line, line: Line) -> bool:
    """Right under "View gallery" or "Bild vergrößern"."""
    if not furniture.shows_picture(above.text) or line.count < 4 or not page.is_plain(line):
        return False
    return not (line.is_prose and line.weight > 200)


def _with_label(page: Page, lines: list[Line], index: int, found: _Found) -> None:
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following and not following.part and following.weight <= 110 and not following.is_prose:
        _with_credit(page, lines, index, following.text.strip(" ."), found, [lines[index], following])
    else:
        lines[index].part = "credit"


def _with_credit(page: Page, lines: list[Line], index: int, credit: str, found: _Found, claimed: list[Line]) -> None:
    """A credit alone belongs to the line before it, else to the one after, else to a picture without a caption."""
    before = lines[index - 1] if index else None
    after_index = index + len(claimed)
    after = lines[after_index] if after_index < len(lines) else None
    for line in claimed:
        line.part = "credit"
    described = captions.described(after.text) if after is not None and not after.part else None
    if after is not None and described:
        after.part = "caption"
        found.append((after, described, credit))
    elif before is not None and found and found[-1][0] is before and not found[-1][2]:
        found[-1] = (before, found[-1][1], credit)
    elif before is not None and _can_caption(page, before) and not _is_paragraph(lines, index - 1):
        before.part = "caption"
        found.append((before, before.text, credit))
    elif after is not None and _can_caption(page, after) and not _begins_text(lines, after_index):
        after.part = "caption"
        found.append((after, after.text, credit))


def _can_caption(page: Page, line: Line) -> bool:
    is_long_enough = line.count >= 2 or line.is_wide
    return (
        not line.part
        and line.weight <= _LONGEST_BEFORE_CREDIT
        and is_long_enough
        and page.is_plain(line)
        and not line.hangs
    )


def _is_paragraph(lines: list[Line], index: int) -> bool:
    """Text in a run of text, so that the credit after it belongs to a picture without a caption."""
    line = lines[index]
    if not line.is_prose or captions.points(line.text):
        return False
    above = [other for other in lines[max(0, index - 6) : index] if not furniture.is_furniture(other)]
    return any(other.is_prose for other in above)


def _begins_text(lines: list[Line], index: int) -> bool:
    """Text goes on after it, so it is the first paragraph or a subhead and no caption."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and following.is_prose and not following.part


def _repeated(lines: list[Line], found: _Found, body: range) -> None:
    """A line printed twice in a row inside the body is a caption and its picture's description."""
    captioned = {key for line, text, _ in found for key in (line.key, fold(text))}
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


def _merged(found: _Found) -> list[WirePicture]:
    pictures: dict[str, WirePicture] = {}
    for line, text, credit in found:
        known = pictures.get(fold(text))
        if known is None or (credit and not known.credit):
            printed = line.text if text != line.text else ""
            pictures[fold(text)] = WirePicture(caption=text, credit=credit, printed=printed)
    return list(pictures.values())
