"""Topics that a story names: known ones, and names that might become one. Suggestions only; a person accepts them.

No model and no service: a topic is suggested because its name stands in the text, and the reason says where.
"""

import re
from calendar import day_name, month_name
from collections import Counter
from dataclasses import dataclass

from articles import markup
from articles.content import Content
from articles.models import Topic, TopicCode

MOST_TOPICS, MOST_NAMES = 10, 6
LONGEST = 6  # words of a name
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_CJK = re.compile(f"[{markup.CJK}]")
# Small words inside a name: University of Basra, Ludwig van Beethoven, Muhammad bin Salman.
_LINKS = frozenset(
    [
        "of",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "des",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
    ]
)
_DATES = frozenset(name.casefold() for name in (*day_name, *month_name) if name)
_NOUNS_HAVE_CAPITALS = ("de", "lb", "nds")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic that we have."""

    topic: int
    name: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that no topic has."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    topics: tuple[Suggestion, ...]
    names: tuple[NewName, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as words, with how often each run of up to six of them stands in it."""

    raw: str
    runs: Counter[str]

    @classmethod
    def of(cls, raw: str) -> "_Text":
        words = [_without_possessive(word) for word in _WORD.findall(raw)]
        runs = (" ".join(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1))
        return cls(raw, Counter(runs))

    def count(self, name: str, *, any_case: bool) -> int:
        if _CJK.search(name):
            return self.raw.count(name)  # no spaces between words
        run = " ".join(_without_possessive(word) for word in _WORD.findall(name))
        if not run:
            return 0
        return sum(self.runs[form] for form in {run, run.casefold(), run.capitalize()}) if any_case else self.runs[run]


def suggest(content: Content) -> Suggestions:
    """What this story might be filed under, the likeliest first, without the topics that it has."""
    headline, standfirst = _Text.of(content.headline), _Text.of(content.standfirst)
    body = _Text.of(content.plain_text)
    places = (headline, standfirst, body)
    topics = Topic.objects.exclude(kind=Topic.Kind.SECTION)
    rows = list(topics.values_list("pk", "name", "kind"))
    also = {}
    for pk, code in TopicCode.objects.filter(topic__in=topics).values_list("topic", "code"):
        also.setdefault(pk, []).append(code)
    found = []
    for pk, name, kind in rows:
        # A subject may be written small ("economy"); a name may not ("turkey" is no country).
        any_case = kind == Topic.Kind.SUBJECT and not name.isupper()
        counts = [text.count(name, any_case=any_case) for text in places]
        counts = [
            n + sum(text.count(code, any_case=False) for code in also.get(pk, ()))
            for n, text in zip(counts, places, strict=True)
        ]
        if any(counts) and pk not in content.topics:
            found.append((_rank(counts), Suggestion(pk, name, Topic.Kind(kind).label, _reason(counts))))
    found.sort(key=lambda pair: (pair[0], pair[1].name))
    taken = {name.casefold() for _, name, _ in rows} | {byline.name.casefold() for byline in content.bylines}
    taken |= set(Topic.objects.filter(kind=Topic.Kind.SECTION).values_list("name", flat=True))
    return Suggestions(
        topics=tuple(suggestion for _, suggestion in found[:MOST_TOPICS]), names=_new_names(content, places, taken)
    )


def _rank(counts: list[int]) -> tuple[bool, bool, int]:
    """For sorting: in the headline first, then in the standfirst, then by how often."""
    in_headline, in_standfirst, _ = counts
    return (not in_headline, not in_standfirst, -sum(counts))


def _reason(counts: list[int]) -> str:
    """ "named 4 times, in the headline" """
    total = sum(counts)
    times = {1: "once", 2: "twice"}.get(total, f"{total} times")
    where = ["in the headline"] * bool(counts[0]) + ["in the standfirst"] * bool(counts[1])
    return f"named {times}" + (f", {' and '.join(where)}" if where else "")


def _new_names(content: Content, places: tuple[_Text, ...], taken: set[str]) -> tuple[NewName, ...]:
    """Runs of words with capitals that stand inside sentences of the body, where only names have them."""
    # Where every noun has a capital, "der" stands between any two of them.
    is_german = content.language.split("-")[0] in _NOUNS_HAVE_CAPITALS
    links = frozenset(["von", "van"]) if is_german else _LINKS
    seen = Counter(name for sentence in _sentences(content.plain_text) for name in _names(sentence, links))
    names = []
    for name in seen:
        words = name.split()
        if name.casefold() in taken or any(word.casefold() in _DATES for word in words):
            continue
        if len(words) == 1 and (is_german or len(name) < 3 or any(text.runs[name.lower()] for text in places)):
            continue
        if any(_is_part(name, of, seen) for of in seen):
            continue
        last = words[-1] if len(words) > 1 and len(words[-1]) > 2 and not is_german else None
        counts = [max(text.count(name, any_case=False), text.runs[last] if last else 0) for text in places]
        if sum(counts) >= 2 + (len(words) == 1):
            names.append((_rank(counts), NewName(name, _reason(counts))))
    names.sort(key=lambda pair: (pair[0], pair[1].name))
    return tuple(name for _, name in names[:MOST_NAMES])


def _is_part(name: str, of: str, seen: Counter[str]) -> bool:
    """Whether `of` is the better one of two names that overlap: "Ada Holm" of "Holm", and of "Mayor Ada Holm"."""
    if name == of:
        return False
    if f" {name} " in f" {of} ":
        return " " not in name or seen[name] <= seen[of]
    return f" {of} " in f" {name} " and " " in of and seen[of] > seen[name]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?:;])[\s\"”’»)\]]*\s|\n|[\"“”„«»‹›]", text)


def _names(sentence: str, links: frozenset[str]) -> list[str]:
    """The names in a sentence, except for one at its beginning, where every word has a capital."""
    names: list[str] = []
    run: list[str] = []
    end = 0
    for number, match in enumerate(_WORD.finditer(sentence)):
        word = _without_possessive(match[0])
        is_joined = sentence[end : match.start()].strip() == ""
        if run and (not is_joined or not (word[0].isupper() or word in links)):
            names.append(" ".join(run))
            run = []
        if (word[0].isupper() and number) or (run and word in links):
            run.append(word)
        if word != match[0]:  # "Norway's Prime Minister" names two
            names.append(" ".join(run))
            run = []
        end = match.end()
    names.append(" ".join(run))
    trimmed = [
        re.sub(r"( [^\W\d_A-Z][^\s]*)+$", "", name) if name.split()[-1:] and name.split()[-1] in links else name
        for name in names
    ]
    return [name for name in trimmed if name and len(name.split()) <= LONGEST]


def _without_possessive(word: str) -> str:
    return re.sub(r"['’][sS]?$", "", word)
