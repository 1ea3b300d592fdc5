"""Where the story's own text begins and ends.

Every line adds to or takes from a sum: running text adds by its length, what pages print around a story takes. The stretch with
the highest sum holds the body, with whatever stands between its paragraphs.
"""

from wire.formats.text import captions, furniture
from wire.formats.text.lines import Line
from wire.formats.text.page import Page

_FURNITURE = {"ad": -4, "tool": -12, "counter": -20, "address": -10, "link": -15, "links": -35, "topics": -90, "comments": -260, "rights": -160, "crumbs": -50}  # fmt: skip
_PROSE_COUNTS_TO = 260


def find(page: Page) -> tuple[int, int]:
    """First and last-plus-one line of the stretch that holds the body; an empty stretch when nothing reads like text."""
    best, best_sum = (0, 0), 0
    start, running = 0, 0
    for line in page.lines:
        if running <= 0:
            start, running = line.number, 0
        running += worth(page, line)
        if running > best_sum:
            best, best_sum = (start, line.number + 1), running
    return best


def worth(page: Page, line: Line) -> int:
    """What a line adds to the body it would be part of."""
    kind = furniture.kind(line.text)
    if kind:
        return _FURNITURE[kind]
    if page.is_moment(line) or page.announced(line):
        return -80
    if captions.credit_alone(line.text) is not None or captions.label_alone(line.text):
        return -8
    if page.divided(line):
        return -4
    if line.is_prose:
        if sells(line):
            return -50
        return min(line.weight, _PROSE_COUNTS_TO)
    if furniture.promotes(line.text):
        return -40
    if line.is_sentence:
        return 22
    if line.is_bullet:
        return -12
    return -45 if line.weight <= 110 else -60


def sells(line: Line) -> bool:
    """Whole sentences in the page's own voice: subscribe, follow, accept."""
    return line.weight < 330 and furniture.addresses_reader(line.text)
