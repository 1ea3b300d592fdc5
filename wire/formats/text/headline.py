"""Which of the first lines is the headline."""

import re
from dataclasses import dataclass

from wire.formats.text import furniture
from wire.formats.text.lines import Line
from wire.formats.text.page import Page
from wire.formats.text.words import fold

_SUFFIX = re.compile(r"\s+(?:[|·•]|[-–—])\s+(?P<tail>[^|]{2,40})$")
_LOOK_AT = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The headline and the lines that print it. `position` is the last of them: what follows belongs to the story."""

    text: str
    lines: tuple[Line, ...]
    position: int


def find(page: Page, start: int) -> Headline | None:
    """The headline among the lines before the body; None when no line can be one."""
    limit = _limit(page, start)
    around = page.lines[max(0, limit - _LOOK_AT) : limit]
    candidates = [line for line in around if _can_be(page, line) and not _is_lede(page, line, start)]
    if not candidates:
        return None
    vocabulary = _vocabulary(page, start)
    scores = {line.number: _score(page, line, candidates, vocabulary, start) for line in candidates}
    best = max(candidates, key=lambda line: (scores[line.number], -line.number))
    if scores[best.number] < 0:
        return None
    bare = [line for line in candidates if _holds(best, line)]
    if bare:
        best = max(bare, key=lambda line: scores[line.number])
    lines = tuple(line for line in around if _prints(line, best))
    text = best.text
    match = _SUFFIX.search(text) if len(lines) == 1 else None
    if (
        match
        and len(text[: match.start()].split()) >= 3
        and (page.printed[fold(match["tail"])] or "|" in match.group())
    ):
        text = text[: match.start()]
    return Headline(text=text, lines=lines, position=lines[-1].number)


def _limit(page: Page, start: int) -> int:
    """The headline may itself be a sentence, so the first short sentences of the body are looked at as well."""
    for line in page.lines[start : start + 4]:
        if line.weight >= 140 and line.is_prose:
            return line.number
    return min(start + 1, len(page.lines))


def _can_be(page: Page, line: Line) -> bool:
    above = page.at(line.number - 1)
    if above is not None and above.text in ("»", "›", ">", "/", "→") and page.printed[line.key] == 1:
        return False  # the end of a trail of sections
    if not 8 <= line.weight <= 260 or furniture.kind(line.text) or page.is_note(line) or page.announced(line):
        return False
    return not (page.is_moment(line) or page.divided(line) or (line.is_prose and line.weight > 170))


def _is_lede(page: Page, line: Line, start: int) -> bool:
    """A whole sentence that the text goes on from, with no byline or date between."""
    if not line.is_prose or line.number < start or page.printed[line.key] > 1:
        return False
    following = page.lines[line.number + 1 : line.number + 5]
    goes_on = any(other.resumes for other in following[:3])
    return goes_on and not any(page.is_moment(other) or page.announced(other) for other in following)


def _vocabulary(page: Page, start: int) -> frozenset[str]:
    prose = [line for line in page.prose if line.number >= start][:60]
    return frozenset(word for line in prose for word in content_words(line))


def content_words(line: Line) -> set[str]:
    """The words that carry meaning; pairs of characters where words are not parted."""
    if line.is_wide:
        plain = "".join(char for char in line.text if char.isalnum())
        return {plain[i : i + 2] for i in range(len(plain) - 1)}
    return {word[:5] for word in line.key.split() if len(word) >= 5}


def _score(page: Page, line: Line, candidates: list[Line], vocabulary: frozenset[str], start: int) -> float:
    score = 0.0
    again = [
        other
        for other in page.lines[max(0, start - _LOOK_AT) : start + 1]
        if other is not line and (other.key == line.key or _holds(other, line))
    ]
    dup = 5 if any(other.key == line.key for other in again) else 3 if again else 0
    score += dup if line.count >= 4 or line.is_wide else dup / 3
    score += 1.5 if not again and _is_printed_below(page, line, start) else 0
    score += 3 if line.count >= 4 else 1 if line.count == 3 else -2
    score -= 2 if re.search(r"[.:]$", line.text) else 0
    score -= 3 if line.weight > 180 else 0
    score -= 1 if line.asks else 0
    score += 1.5 if line.number == 0 else 0
    score -= 3 if furniture.promotes(line.text) else 0
    before = page.at(line.number - 1)
    if (
        before in candidates
        and before is not None
        and before.count >= 4
        and before.key != line.key
        and not _holds(before, line)
    ):
        score -= 2.5 if before.weight >= 40 else 0.5
    words = content_words(line)
    if words:
        known = len(words & vocabulary)
        score += 5 * min(1.0, known / 4) * known / len(words)
    score += 1 if line is next((one for one in candidates if one.count >= 4 and not one.asks), None) else 0
    following = page.lines[line.number + 1 : line.number + 7]
    score += (
        1.5
        if any(page.is_moment(other) or page.announced(other) for other in following if other.number <= start)
        else 0
    )
    score -= 0.25 * min(12, sum(other.number < line.number for other in candidates if other.key != line.key))
    return score


def _is_printed_below(page: Page, line: Line, start: int) -> bool:
    """Once more under the story, as the page's own address or among its links."""
    return line.count >= 4 and any(
        other.key == line.key or _holds(other, line)
        for other in page.lines[max(start + 1, len(page.lines) - _LOOK_AT) :]
    )


def _holds(other: Line, line: Line) -> bool:
    """The line again with more around it: a tab title, a trail of sections glued before it."""
    return line.count >= 4 and len(other.text) < len(line.text) + 70 and other.key != line.key and line.key in other.key


def _prints(line: Line, best: Line) -> bool:
    return line.key == best.key or (best.count >= 4 and _holds(line, best))
