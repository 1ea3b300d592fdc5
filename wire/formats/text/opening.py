"""Where exactly the body begins: after the byline, the date and the standfirst, which are running text too."""

from wire.formats.text import attribution, furniture
from wire.formats.text.headline import Headline
from wire.formats.text.lines import Line
from wire.formats.text.page import Page

# A standfirst is rarely longer; a longer line is a paragraph.
_LONGEST_STANDFIRST = 420
_FAR_FROM_HEADLINE = 16


def body(page: Page, title: Headline | None, start: int, end: int) -> tuple[int, int]:
    """The stretch that holds the body, without what of the head it began with."""
    if title and start <= title.position < end:
        start = title.position + 1
    top = title.position + 1 if title else 0
    start = _after_meta(page, top, start, end)
    start = _with_cut_off(page, top, start)
    if title:
        start = _after_standfirst(page, title, start, end)
        start = _after_caption(page, title, start, end)
    while start < end and not _can_begin(page, page.lines[start]):
        start += 1
    return start, max(start, end)


def _can_begin(page: Page, line: Line) -> bool:
    return line.is_prose or (line.is_sentence and page.is_plain(line))


def _after_meta(page: Page, top: int, start: int, end: int) -> int:
    """After a byline or date that still had to come: what stood before it was the standfirst."""
    front = page.lines[top:start]
    has_date = any(page.dated(line) for line in front)
    has_moment = any(page.is_moment(line) for line in front)
    has_name = any(page.announced(line) for line in front)
    prose = 0
    for line in page.lines[start:end]:
        if line.is_prose:
            prose += 1
            if prose > 3 or line.weight > _LONGEST_STANDFIRST:
                break
            continue
        is_date = not has_date and page.dated(line)
        is_moment = not has_moment and prose <= 1 and page.is_moment(line)
        is_name = not has_name and (prose <= 1 or not has_date) and page.announced(line)
        if is_date or is_moment or is_name:
            start = line.number + 1
    return start


def _with_cut_off(page: Page, top: int, start: int) -> int:
    """A box with another story's byline may have cut off how the text opens: two paragraphs in a row after the date."""
    front = page.lines[top:start]
    dated = next((index for index, line in enumerate(front) if page.dated(line)), -1)
    run: list[Line] = []
    for line in front[dated + 1 :]:
        if line.resumes and not furniture.addresses_reader(line.text) and not page.divided(line):
            run.append(line)
        elif len(run) >= 2 and furniture.kind(line.text) in ("tool", "comments"):
            return start
        elif len(run) < 2:
            run = []
    return run[0].number if len(run) >= 2 else start


def _after_standfirst(page: Page, title: Headline, start: int, end: int) -> int:
    """After a first sentence that buttons follow: pages print them between the standfirst and the text."""
    first = next((line for line in page.lines[start:end] if line.is_prose), None)
    if first is None or first.weight > _LONGEST_STANDFIRST or first.number - title.position >= _FAR_FROM_HEADLINE:
        return start
    following = page.at(first.number + 1)
    if following is None or furniture.is_media(following.text):
        return start
    return first.number + 1 if furniture.kind(following.text) in ("tool", "address") else start


def _after_caption(page: Page, title: Headline, start: int, end: int) -> int:
    """After a caption under its credit, when no text follows it directly."""
    if start <= title.position + 1 or start + 1 >= end or page.lines[start + 1].is_prose:
        return start
    is_caption = attribution.alone(page.lines[start - 1].text) is not None and page.lines[start].weight < 260
    return _after_standfirst(page, title, start + 1, end) if is_caption else start


def pictured_to(page: Page, end: int) -> int:
    """A last picture may stand after the last paragraph, before anything else does."""
    for line in page.lines[end : end + 8]:
        is_credit = attribution.alone(line.text) is not None
        if not (page.divided(line) or is_credit or furniture.kind(line.text) in ("ad", "tool", "counter")):
            return line.number
    return end
