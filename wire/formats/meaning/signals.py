"""What the words beside a story say about this version of it: an update, a correction, a kill, an embargo.

Agencies write it before the headline (`UPDATE 1-`, `CORRECTED-`), behind it, in the slugline (`1st Ld-Writethru`) and
in their notes (`Corrects spelling of ...`). The words are data (signal_words.txt); how they stand is in here. A kill
that only words tell of is an advisory: it stops what has that slug, and kills nothing by itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from wire.formats.meaning.embargoes import Embargo, embargo_in
from wire.formats.phrases import by_word, may_hold, sections, words_in
from wire.formats.story import Signal

__all__ = ["Embargo", "Words", "embargo_in", "from_words", "merged"]

ORDER: tuple[Signal, ...] = ("kill", "correction", "update", "refile", "alert", "advisory")
_DATA = Path(__file__).with_name("signal_words.txt")
_MAX_LENGTH = 3000  # no slugline or note is longer; what is, says what it is in its first lines
_MAX_MARKERS = 4  # "REFILE-CORRECTED-UPDATE 2-"


@dataclass(frozen=True, slots=True)
class Words:
    """What the words say. `headline` is for readers, without the markers; `take` is the number of the update.

    `is_held` is for what asks to be kept unpublished (`HOLD HOLD HOLD`); callers make it withheld.
    """

    headline: str
    signals: tuple[Signal, ...] = ()
    take: int | None = None
    is_held: bool = False


def from_words(headline: str, *more: str) -> Words:
    """What a headline and the texts beside it (slugline, take key, notes) say. Never hand it the body."""
    bare, found = _without_markers(headline.strip())
    takes = [take for _, take in found if take is not None]
    for text in more:
        for signal, take in _beside(text[:_MAX_LENGTH]):
            found.append((signal, take))
            takes += [take] if take is not None else []
    names = {signal for signal, _ in found}
    if "kill" in names:
        names.add("advisory")
    return Words(
        headline=bare or headline.strip(),
        signals=merged(cast("set[Signal]", names)),
        take=takes[0] if takes else None,
        is_held="hold" in names,
    )


def merged(*signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """Signals of several origins, each once, in the order that editors should see them."""
    names = {signal for group in signals for signal in group}
    return tuple(signal for signal in ORDER if signal in names)


type _Found = tuple[str, int | None]


def _without_markers(headline: str) -> tuple[str, list[_Found]]:
    rest, found = headline, list[_Found]()
    for _ in range(_MAX_MARKERS):
        before = _before(rest)
        if not before:
            break
        found.append(before[1])
        rest = before[0]
    for _ in range(_MAX_MARKERS):
        after = _in_brackets(rest) or _after(rest)
        if not after:
            break
        found += after[1]
        rest = after[0]
    return rest, found


def _before(headline: str) -> tuple[str, _Found] | None:
    for section, is_ordinary in (("capitals before", False), ("ordinary capitals before", True)):
        match = _pattern(section).match(headline)
        if match and not (is_ordinary and match["glue"] == "-" and not _take(match) and _is_capitals(headline)):
            return _cut(headline, match), _what(section, match)
    for section in ("words before", "alone before"):
        if match := _pattern(section).match(headline):
            return _cut(headline, match), _what(section, match)
    return None


def _cut(headline: str, match: re.Match[str]) -> str:
    rest = headline[match.end() :].strip()
    # "/CORRECTION -- A company/": the slashes go together.
    return rest.removesuffix("/").strip() if match[0].startswith("/") else rest


def _after(headline: str) -> tuple[str, list[_Found]] | None:
    match = _pattern("after").search(headline, max(0, len(headline) - 60))
    if match and match.start() and (match["slash"] or _take(match) or not _is_capitals(headline)):
        return headline[: match.start()].strip(), [_what("after", match)]
    if match := _NUMBERED.search(headline, max(0, len(headline) - 8)):
        return headline[: match.start()].strip(), [("update", int(match[1]))]
    return None


def _in_brackets(headline: str) -> tuple[str, list[_Found]] | None:
    """ "(UPDATE 1, PIX, CORRECTED)" goes as a whole, if one part of it is a marker."""
    bracket = _BRACKET.search(headline, max(0, len(headline) - 80))
    if not bracket or not bracket.start():
        return None
    parts = (_pattern("after").fullmatch(f"/{part.strip()}") for part in bracket[1].split(","))
    found = [_what("after", match) for match in parts if match]
    return (headline[: bracket.start()].strip(), found) if found else None


def _beside(text: str) -> Iterator[_Found]:
    words = words_in(text)
    for section in ("slugline", "slugline, set apart", "note", "anywhere"):
        if section not in _BY_WORDS and text.islower():
            continue
        if section in _BY_WORDS and not may_hold(words, _phrases(section)):
            continue
        for match in _pattern(section).finditer(text):
            found = _what(section, match)
            if not (found[0] == "kill" and _asks_to_wait().match(text, match.end())):
                yield found


def _is_capitals(text: str) -> bool:
    return text == text.upper()


def _take(match: re.Match[str]) -> int | None:
    digits = re.search(r"\d{1,2}", match["words"])
    return int(digits[0]) if digits else None


def _what(section: str, match: re.Match[str]) -> _Found:
    signal = next(name for name in sections(_DATA)[section] if match[name])
    return signal, _take(match)


# "Harbor opens (2)" is the second take; a single "(1)" says nothing.
_BRACKET = re.compile(r"\s?[(\[]([^()\[\]]{1,60})[)\]]$")
_NUMBERED = re.compile(r"\s\((?P<n>[2-9]|1\d)\)$")
_SHAPES = {
    "capitals before": (r"[(/*\s]{{0,3}}(?P<words>{0})\)?\.?\s?(?P<glue>[:/]|[-–—]{{1,2}})\s?(?=\S)", re.NOFLAG),
    "ordinary capitals before": (
        r"[(/*\s]{{0,3}}(?P<words>{0})\)?(?:\s?(?::|/)|\s[-–—]{{1,2}}\s|(?P<glue>-))\s?(?=\S)",
        re.NOFLAG,
    ),
    "words before": (r"[(*\s]{{0,3}}(?P<words>{0})\)?(?:\s?:|\s[-–—]{{1,2}}\s)\s?(?=\S)", re.IGNORECASE),
    "alone before": (r"(?P<words>{0})(?:$|[\s:,/-]\s?)", re.NOFLAG),
    "after": (r"(?:\s[-–—]{{1,2}}\s?|\s?,\s?|(?P<slash>\s?/\s?))(?P<words>{0})/?$", re.NOFLAG),
    "slugline": (r"(?<![^\W_])(?P<words>{0})(?![^\W_])", re.NOFLAG),
    "slugline, set apart": (r"(?:^|[,(/;])[ ]?(?P<words>{0})[ ]?(?:$|[,)/;<])", re.MULTILINE),
    "note": (r"(?:^[^\w\n]{{0,4}}|[.:(\[;_][ ]?|[ ][-–—][ ])(?P<words>{0})(?!\w)", re.MULTILINE | re.IGNORECASE),
    "anywhere": (r"(?<!\w)(?P<words>{0})(?!\w)", re.IGNORECASE),
}


# Whose phrases are whole words in any case: looking up their words first is quicker. All others have capitals.
_BY_WORDS = ("note", "anywhere")


@cache
def _phrases(section: str) -> dict[str, list[frozenset[str]]]:
    return by_word(phrase for phrases in sections(_DATA)[section].values() for phrase in phrases)


@cache
def _pattern(section: str) -> re.Pattern[str]:
    """The phrases of a section, each in a group named for its signal, in the shape they stand in there."""
    shape, flags = _SHAPES[section]
    groups = "|".join(
        f"(?P<{signal}>{'|'.join(_regex(phrase) for phrase in sorted(words, key=len, reverse=True))})"
        for signal, words in sections(_DATA)[section].items()
    )
    return re.compile(shape.format(groups), flags)


@cache
def _asks_to_wait() -> re.Pattern[str]:
    """ "Please do not use before 6 p.m.": a few words on, in the same sentence, it says until when."""
    words = "|".join(map(re.escape, sections(_DATA)["not yet"]["wait"]))
    return re.compile(rf"[^\n.;!]{{0,40}}(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _regex(phrase: str) -> str:
    return re.escape(phrase).replace(r"\{n\}", r"\d{1,2}").replace(r"\{nth\}", r"\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH|\.)")
