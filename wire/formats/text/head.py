"""What stands between the headline and the body: standfirst, byline, captions, kicker, dateline."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from wire.formats.text import attribution, bylines, dateline, furniture, moments, names
from wire.formats.text.headline import Headline
from wire.formats.text.lines import Line
from wire.formats.text.page import Page
from wire.formats.text.words import fold

# Endings of outlets' names in scripts where they look like people's.
_OUTLET = re.compile(
    "(?:新聞|新报|日报|日報|晚报|通信|通讯社|通訊社|社|ニュース|网|網|在线|뉴스|신문|일보|경제|방송|통신)(?:社|デジタル|電子版)?$"
)


# A byline that stands further from the headline is another story's.
_NEAR = 120


@dataclass(slots=True)
class Head:
    """What the head of a story says; each line that says it is marked with its part."""

    kicker: str = ""
    standfirst: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    byline: str = ""
    dateline: str = ""


def is_role(line: Line) -> bool:
    """ "Political editor" on a line of its own, under a name."""
    return line.count <= 5 and line.weight <= 50 and not line.ends and names.has_role(line.text)


def read_byline(page: Page, lines: list[Line], head: Head, *, headline: Headline | None, is_sure: bool = False) -> None:
    """The authors, by the surest sign there is: an announced name, a name on the date's line, a bare name beside it.

    `is_sure` takes announced names only: over the headline a bare one is more likely a section.
    """
    near = lines[:_NEAR]
    _announced(page, near, head)
    if is_sure:
        return
    if not head.authors:
        _beside_date(page, near, head)
    if not head.authors:
        _bare(page, near, head, headline)
    if not head.authors:
        _desk(page, near, head)


def _claim(page: Page, head: Head, line: Line, found: tuple[str, ...]) -> None:
    joined = "".join(fold(known).replace(" ", "") for known in head.authors)
    head.authors.extend(
        name
        for name in (_shortened(page, name) for name in found)
        if not any(names.same(name, known) for known in head.authors)
        and fold(name).replace(" ", "") != joined
        and not ((head.authors or name != found[0]) and page.is_outlet(name))
    )
    head.byline = head.byline or line.text
    line.part = "byline"


def _shortened(page: Page, name: str) -> str:
    """The name without an outlet glued to it, where the page itself prints the name or the outlet apart."""
    words = name.split()
    if len(words) < 4 or names.is_caseless(name) or any(fold(word) in names.PARTICLES for word in words[1:]):
        return name
    key = fold(name)
    others = [line.key for line in page.lines[:2000] if key not in line.key]
    for count in (2, 3):
        person, outlet = fold(" ".join(words[:count])), fold(" ".join(words[count:]))
        if any(f"{other} ".startswith(f"{person} ") for other in others):
            return " ".join(words[:count])
        if len(outlet.split()) > 1 and sum(f" {outlet} " in f" {other} " for other in others) >= 2:
            return " ".join(words[:count])
    return name


def _announced(page: Page, lines: list[Line], head: Head) -> None:
    for index, line in enumerate(lines):
        if line.part not in ("", "date"):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        found = page.announced(line)
        if found and is_role(line) and index and lines[index - 1].part == "byline":
            continue
        if found:
            if head.authors and not _goes_on(lines, index):
                break
            _claim(page, head, line, found)
        elif bylines.prefix_alone(line.text) and following and not following.part and not _is_job(lines, index):
            found = bylines.names_in(following.text, is_announced=True)
            if found:
                line.part = "byline"
                _claim(page, head, following, found)
        elif head.authors and index and lines[index - 1].part == "byline":
            if bylines.connects(line.text):
                line.part = "byline"
            elif _can_go_on(page, line):
                _continued(page, line, head, is_connected=bylines.connects(lines[index - 1].text))


def _can_go_on(page: Page, line: Line) -> bool:
    return page.is_plain(line) and not page.divided(line)


def _goes_on(lines: list[Line], index: int) -> bool:
    """Another byline right after the first, but for a job or an address between."""
    for line in reversed(lines[max(0, index - 3) : index]):
        if line.part == "byline":
            return True
        if not (is_role(line) or furniture.kind(line.text) == "address"):
            return False
    return False


def _is_job(lines: list[Line], index: int) -> bool:
    """ "Journalist" under a name is that name's job, and does not announce the next."""
    return index > 0 and names.has_role(lines[index].text) and bool(bylines.names_in(lines[index - 1].text))


def _continued(page: Page, line: Line, head: Head, *, is_connected: bool) -> None:
    """Names that go on: "and B", or another bare name right under the first."""
    found = bylines.names_in(re.sub(r"^(?:and|und|et|y|e|och|og|ja|i|en|&)\s+", "", line.text, flags=re.IGNORECASE))
    is_outlet = bool(re.match(r"[A-Z]{2,5}\s[A-ZÀ-Þ][a-zà-ÿ]", line.text))
    if found and (is_connected or not line.gap) and not is_outlet and not _is_place(page, line.text):
        _claim(page, head, line, found)


def _beside_date(page: Page, lines: list[Line], head: Head) -> None:
    for line in lines:
        rest = ""
        if read := page.dated(line):
            rest = read.rest
        elif dateline.is_relative(line.text):
            rest = dateline.without_moment(line.text)
        if not rest or line.part not in ("", "date"):
            continue
        announced = bylines.after_prefix(rest)
        found = bylines.names_in(announced, is_announced=True) if announced else ()
        found = found or bylines.glued(rest, known=page.keys)
        for piece in re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", rest):
            found = found or (bylines.names_in(piece) if not _OUTLET.search(piece) else ())
        if found and not _is_place(page, rest):
            _claim(page, head, line, found)
            return


def _bare(page: Page, lines: list[Line], head: Head, headline: Headline | None) -> None:
    scored: list[tuple[float, int, tuple[str, ...]]] = []
    for index, line in enumerate(lines):
        if line.part or line.is_prose or line.weight > 120 or not page.is_plain(line):
            continue
        if re.search(r"\([A-ZÀ-Þ][^()]{1,20}\)$", line.text) and _is_told_of(page, line.text.partition(" (")[0]):
            continue  # a place and its province
        found = bylines.names_in(line.text) or (
            (not page.divided(line) and bylines.names_in(_after_place(line.text))) or ()
        )
        if found and bylines.after_prefix(line.text) is None:
            scored.append((_evidence(page, lines, index, found, headline), index, found))
    if not scored:
        return
    best = max(score for score, _, _ in scored)
    if best < 1.5:
        return
    first = next(index for score, index, _ in scored if score == best)
    named = {index: found for score, index, found in scored if score > 0}
    named = {i: found for i, found in named.items() if lines[i].text.isupper() == lines[first].text.isupper()}
    jobs = {index for index in named if is_role(lines[index]) and index - 1 in named and index != first}
    run = _run(lines, {index: found for index, found in named.items() if index not in jobs}, first)
    for index, found in run:
        _claim(page, head, lines[index], found)


def _is_told_of(page: Page, text: str) -> bool:
    return page.mentions(fold(text)) > 0


def _after_place(text: str) -> str:
    """ "Wend: Ada Quill"."""
    place, mark, rest = text.partition(": ")
    return rest if mark and len(place.split()) <= 3 and place[:1].isupper() and names.is_name(rest) else ""


def _desk(page: Page, lines: list[Line], head: Head) -> None:
    """A desk or an agency right over the date, where a name would stand."""
    for line, following in pairwise(lines):
        if not line.part and following.part == "date" and (found := bylines.desk(line.text)):
            _claim(page, head, line, found)
            return


def _run(lines: list[Line], named: dict[int, tuple[str, ...]], first: int) -> list[tuple[int, tuple[str, ...]]]:
    """The names that stand together with the surest one, jobs between them left out."""
    indexes = [first]
    for step in (-1, 1):
        index = first + step
        while index in named or (0 <= index < len(lines) and is_role(lines[index])):
            if index in named:
                indexes.append(index)
            index += step
    return [(index, named[index]) for index in sorted(indexes)]


def _evidence(page: Page, lines: list[Line], index: int, found: tuple[str, ...], headline: Headline | None) -> float:
    line, score = lines[index], 0.0
    for step in (-1, 1):
        distance = 0
        for away in range(1, 8):
            other = page.at(line.number + step * away)
            if other is None or distance == 3:
                break
            if furniture.kind(other.text) == "tool" and away < 7:
                continue  # buttons between the date and the name
            distance += 1
            if page.is_moment(other) or moments.is_clock(other):
                score += {1: 2.5, 2: 1.5, 3: 0.75}[distance]
                break
            if other.part == "headline":
                continue
            if is_role(other):
                score += 1.5
            elif not (bylines.names_in(other.text) or furniture.is_furniture(other) or other.count <= 4):
                break
    wanted = {fold(name) for name in found}
    prose = [other for other in page.prose[-8:] if other.number > line.number]
    if any(other.key.startswith(name) for other in prose for name in wanted):
        score += 2
    if any(page.printed[name] > (name == line.key) for name in wanted) or page.printed[line.key] > 1:
        score += 1.5
    if any(" " in name and page.mentions(name) >= 3 for name in wanted):
        score -= 1.5
    if headline and all(word in headline.text.casefold().split() for name in wanted for word in name.split()):
        score -= 2
    if headline and 0 < line.number - headline.position <= 3:
        score += 0.5
    above, below = page.at(line.number - 1), page.at(line.number + 1)
    if above and below and furniture.kind(below.text) == "tool" and line.count <= 4:
        is_under = above.part == "headline" or (
            above.count >= 8 and 0 < line.number - (headline.position if headline else 0) <= 3
        )
        score += 1 if is_under else 0
    if any(name.replace(" ", "") in _signature(other) for other in prose[-3:] for name in wanted):
        score += 2
    if index and attribution.label_alone(lines[index - 1].text):
        score -= 4
    if names.is_caseless(line.text) and not re.search("[\u0590-\u08ff]", line.text) and len(line.text) < 3:
        score -= 3
    return score


def _signature(line: Line) -> str:
    """What the closing brackets of a paragraph hold: where some papers sign."""
    match = re.search(r"[【（(\[]([^【（(\[]{2,40})[】）)\]]$", line.text)
    return fold(match[1]).replace(" ", "") if match else ""


def _is_place(page: Page, text: str) -> bool:
    """A place rather than a person, as far as the copy tells: the story keeps naming it."""
    key = fold(text)
    return page.mentions(key) >= 3


def read_standfirst(page: Page, lines: list[Line], head: Head, headline: Headline) -> None:
    """Sentences between the headline and the body; shorter lines only where the byline or date still follows."""
    last_meta = max((line.number for line in lines if line.part in ("byline", "date")), default=-1)
    for line in lines:
        if line.number <= headline.position:
            continue
        if line.part or not page.is_plain(line) or (line.is_bullet and line.count < 4):
            continue
        if (
            line.is_prose
            or (line.is_sentence and line.count >= 5)
            or (line.number < last_meta and line.count >= 5 and line.weight >= 30)
            or (line.count >= 8 and line.weight >= 50)
        ):
            above = page.at(line.number - 1)
            is_contents = page.printed[line.key] > sum(other.key == line.key for other in lines)
            if is_contents or (line.asks and line.number > last_meta > 0):
                continue
            if (
                above
                and not line.resumes
                and (furniture.kind(above.text) in ("links", "counter") or furniture.is_media(above.text))
            ):
                continue
            head.standfirst.append(line.text)
            line.part = "standfirst"


def read_kicker(page: Page, headline: Headline, head: Head) -> None:
    """A short line right above the headline that is no trail of sections."""
    above = page.at(headline.position - 1)
    if above is None or re.search(r"[|>/»]", above.text):
        return
    if above.part or above.count > 5 or above.weight > 45 or not page.is_plain(above):
        return
    before = page.at(above.number - 1)
    if before is not None and not before.part and not above.gap and before.count <= 3:
        return
    head.kicker = above.text.rstrip(" :")
    above.part = "kicker"


def read_dateline(page: Page, lines: list[Line], head: Head) -> None:
    """The place on a line of its own under the byline or the date, when the story speaks of it.

    A place that opens the first paragraph ("NEW YORK—...") stays there, where the paper printed it.
    """
    for line in lines:
        place = line.text.strip(" -–—•·|,")
        words = re.sub(r"[(),]", " ", place).split()
        if line.part or not 1 <= len(words) <= 4 or len(place) > 40 or not page.is_plain(line):
            continue
        above = page.at(line.number - 1)
        is_under = above is not None and above.part in ("byline", "date")
        if is_under and all(word[0].isupper() for word in words) and page.mentions(fold(words[0])):
            head.dateline = place
            line.part = "dateline"
            return
