"""The pictures of a story: which lines are captions, and which credit belongs to which."""

import re

from wire.formats.story import WirePicture
from wire.formats.text import attribution, captions, dates, furniture
from wire.formats.text.lines import Line
from wire.formats.text.page import Page
from wire.formats.text.words import fold

# A caption is rarely longer; a longer line before a lone credit is a paragraph.
_LONGEST_BEFORE_CREDIT = 260
# So long at most is a caption that reads like a paragraph.
_LONGEST_SENTENCE = 160
_SPOKEN = frozenset('"“”„«»「-–—')
# "1 of 3", "2/5", "Bild 1 von 4": the counter of a gallery.
_COUNTED = re.compile(
    r"(?:[^\W\d_]{3,12}\s)?\d{1,2}\s?(?:/|of|de|von|di|van|av|af|z|из|з|sur)\s?\d{1,2}\s?\|?", re.IGNORECASE
)
_Found = list[tuple[Line, str, str]]


def read(page: Page, lines: list[Line], *, body: range) -> list[WirePicture]:
    """The captions among the lines, in order; lines that print one twice are marked too."""
    found: _Found = []
    is_led = False
    for index, line in enumerate(lines):
        if line.part:
            continue
        if attribution.label_alone(line.text):
            _with_label(page, lines, index, found)
        elif (credit := attribution.alone(line.text)) is not None:
            is_led = _with_credit(page, lines, index, credit, found, [line], is_led=is_led)
        elif _is_credit_inside(lines, index, body) or (is_led and _is_bare_credit(page, lines, index)):
            is_led = _with_credit(page, lines, index, line.text, found, [line], is_led=is_led)
        elif divided := page.divided(line):
            line.part = "caption"
            found.append((line, *divided))
        elif (index and _is_shown(page, lines[index - 1], line)) or _points(page, line) or _is_dated(page, line, body):
            line.part = "caption"
            found.append((line, line.text, ""))
    _repeated(lines, found, body)
    _described(page, found)
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
    if line.count < 4 or not page.is_plain(line):
        return False
    if _COUNTED.fullmatch(above.text) and not above.text.casefold().startswith(("list", "item", "page")):
        return _is_one_sentence(line)
    return furniture.shows_picture(above.text) and not (line.is_prose and line.weight > 200)


def _with_label(page: Page, lines: list[Line], index: int, found: _Found) -> None:
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following and not following.part and following.weight <= 110 and not following.is_prose:
        _with_credit(page, lines, index, following.text.strip(" ."), found, [lines[index], following])
    else:
        lines[index].part = "credit"


def _with_credit(
    page: Page, lines: list[Line], index: int, credit: str, found: _Found, claimed: list[Line], *, is_led: bool = False
) -> bool:
    """A credit alone belongs to the line before it, else to the one after, else to a picture without a caption.

    `is_led` says that this page prints credits over their captions; the answer is whether it still seems so.
    """
    before = lines[index - 1] if index else None
    after_index = index + len(claimed)
    after = lines[after_index] if after_index < len(lines) else None
    for line in claimed:
        line.part = "credit"
    described = captions.described(after.text) if after is not None and not after.part else None
    if after is not None and described:
        after.part = "caption"
        found.append((after, described, credit))
        return is_led
    if before is not None and found and found[-1][0] is before and not found[-1][2]:
        found[-1] = (before, found[-1][1], credit)
        return False
    chosen = _captioned(page, lines, index - 1, after_index, is_led=is_led)
    if chosen is not None:
        chosen.part = "caption"
        found.append((chosen, chosen.text, credit))
        return chosen is after
    return is_led


def _captioned(page: Page, lines: list[Line], above: int, below: int, *, is_led: bool) -> Line | None:
    """Which of the lines around a credit is its caption."""
    before = lines[above] if above >= 0 and _can_caption(page, lines[above]) else None
    after = lines[below] if below < len(lines) and _can_caption(page, lines[below]) else None
    is_shown = after is not None and _is_shown_under(lines, below)
    is_first = not any(line.is_prose for line in lines[max(0, below - 40) : below])
    if after is not None and is_shown and (is_led or (is_first and before is None)):
        return after
    if before is not None and not _is_paragraph(lines, above):
        is_slight = not before.ends and above > 0 and lines[above - 1].part == "byline"
        return after if after is not None and is_shown and is_slight else before
    if after is not None and not _begins_text(lines, below):
        return after
    goes_on = any(line.resumes for line in lines[below : below + 6])
    return before if before is not None and goes_on and _is_one_sentence(before) else None


def _is_shown_under(lines: list[Line], index: int) -> bool:
    """A line without a full stop that is too long for a subhead's place under a credit to be chance."""
    line = lines[index]
    return not line.ends and line.count >= 4 and line.weight <= _LONGEST_BEFORE_CREDIT and not line.is_prose


def _is_one_sentence(line: Line) -> bool:
    return (
        line.weight <= _LONGEST_SENTENCE
        and line.text[0] not in _SPOKEN
        and not re.search(r"[^\W\d_]{3}[.!?]\s", line.text)
    )


def _is_credit_inside(lines: list[Line], index: int, body: range) -> bool:
    line = lines[index]
    return line.number in body and not line.is_prose and attribution.could_be(line.text)


def _is_bare_credit(page: Page, lines: list[Line], index: int) -> bool:
    """A firm's or a person's name over a caption, between two paragraphs of a page that prints credits so."""
    line = lines[index]
    above, below = (lines[i] if 0 <= i < len(lines) else None for i in (index - 1, index + 1))
    if above is None or below is None or below.part or not above.is_prose or not 2 <= line.count <= 4:
        return False
    return attribution.is_titled(line.text) and page.is_plain(line) and _is_shown_under(lines, index + 1)


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


def _described(page: Page, found: _Found) -> None:
    """The picture's description right over its caption says in a few words what the caption says in many."""
    for line, text, _ in found:
        above = page.at(line.number - 1)
        if above is None or above.part or above.is_prose or above.ends or above.count > 8 or above.weight < 8:
            continue
        if set(above.key.split()) <= set(fold(text).split()):
            above.part = "caption again"


def _merged(found: _Found) -> list[WirePicture]:
    pictures: dict[str, WirePicture] = {}
    for line, text, credit in found:
        known = pictures.get(fold(text))
        if known is None or (credit and not known.credit):
            printed = line.text if text != line.text else ""
            pictures[fold(text)] = WirePicture(caption=text, credit=credit, printed=printed)
    return list(pictures.values())
