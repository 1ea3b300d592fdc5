"""Where the story's own text begins and ends.

Every line adds to or takes from a sum: running text adds by its length, what pages print around a story takes. The
stretch with the highest sum holds the body, with whatever stands between its paragraphs.
"""

from wire.formats.text import attribution, furniture
from wire.formats.text.lines import Line
from wire.formats.text.page import Page

_FURNITURE = {
    "ad": -4,
    "tool": -12,
    "counter": -20,
    "address": -10,
    "link": -8,
    "links": -25,
    "topics": -90,
    "comments": -260,
    "rights": -160,
    "crumbs": -50,
}
_PROSE_COUNTS_TO = 260


# Links under a heading that says so explain themselves: they take less than lines nobody announced.
_ANNOUNCED = -14
_LISTED = -4


def find(page: Page) -> tuple[int, int]:
    """First and last-plus-one line of the stretch that holds the body; empty when nothing reads like text."""
    best, best_sum = (0, 0), 0
    start, running = 0, 0
    for line, value in zip(page.lines, worths(page), strict=True):
        if running <= 0:
            start, running = line.number, 0
        running += value
        if running > best_sum:
            best, best_sum = (start, line.number + 1), running
    return best


def worths(page: Page) -> list[int]:
    """What each line adds to the body it would be part of, given the lines around it."""
    values: list[int] = []
    is_linked = is_listed = False
    for line in page.lines:
        value = _alone(page, line)
        kind = furniture.kind(line.text)
        before, after = page.at(line.number - 1), page.at(line.number + 1)
        if kind == "comments" and any(
            other and furniture.kind(other.text) in ("tool", "counter") for other in (before, after)
        ):
            value = _FURNITURE["tool"]
        elif kind in ("links", "topics"):
            is_linked, is_listed = True, False
        elif value > 60 and (_is_teaser(page, line, before, after) or (is_linked and after and page.announced(after))):
            value = -20
        elif value > 0 and is_linked and not line.resumes:
            value = _ANNOUNCED
        elif value > 60:
            value = value * 3 // 4 if is_linked else value
            is_linked, is_listed = False, line.text.endswith((":", "："))
        elif value in (-45, -60) and line.text.endswith((":", "：")) and line.count >= 4 and not is_linked:
            value, is_listed = _LISTED, True
        elif value in (-45, -60) and is_listed and not (line.gap and before and not before.hangs):
            value = _LISTED
        elif value in (-45, -60) and is_linked:
            value = _ANNOUNCED
        values.append(value)
    return values


def _is_teaser(page: Page, line: Line, before: Line | None, after: Line | None) -> bool:
    """The summary of another story: right under its headline, right over its byline or date."""
    if before is None or after is None or line.gap or after.gap or before.is_prose or before.ends or line.weight > 330:
        return False
    if not any(other.gap for other in page.lines[max(0, line.number - 3) : line.number]):
        return False
    return page.is_plain(before) and bool(page.announced(after) or page.is_moment(after)) and line.number > 12


def _alone(page: Page, line: Line) -> int:
    kind = furniture.kind(line.text)
    if kind:
        return _FURNITURE[kind]
    if page.is_moment(line) or page.announced(line):
        return -80
    if attribution.alone(line.text) is not None or attribution.label_alone(line.text):
        return -8
    if page.divided(line):
        return -4
    if page.is_refrain(line):
        return _FURNITURE["ad"]
    if line.is_prose:
        return -25 if furniture.addresses_reader(line.text) else min(line.weight, _PROSE_COUNTS_TO)
    if furniture.promotes(line.text):
        return -12
    if line.is_sentence:
        return 22
    if line.is_bullet:
        return -12
    return -45 if line.weight <= 110 else -60
