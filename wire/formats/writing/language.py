"""Which language a text is written in: by its script, then by its commonest words, its letters and how its words end.

A few words may be of any language, and neighbors share most of theirs: where the evidence is thin or two languages
are close, there is no guess. An empty value is filled in by an editor; a wrong one is believed.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from wire.formats.phrases import sections

_DATA = sections(Path(__file__).with_name("language_words.txt"))
_SAMPLE = 20_000
_SCRIPTS = {
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "CJK": "zh",
}
_COMMON = {language: frozenset(words) for language, words in _DATA["common"].items()}
_LETTERS = {language: frozenset("".join(cells)) for language, cells in _DATA["letters"].items()}
_CYRILLIC, _ARABIC = ("ru", "uk", "bg", "sr", "mk", "be"), ("ar", "fa", "ur")
_LANGUAGES = {
    "LATIN": tuple(language for language in _COMMON if language not in (*_CYRILLIC, *_ARABIC, *_SCRIPTS.values())),
    "CYRILLIC": _CYRILLIC,
    "ARABIC": _ARABIC,
}
# Letters that tell languages of one script apart.
_SPECIAL = {
    script: frozenset("").union(*(_LETTERS.get(language, frozenset()) for language in languages))
    for script, languages in _LANGUAGES.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ENDING = 5
_STEM = 3  # letters before an ending; shorter words end in anything


def _by_piece(section: str) -> dict[str, list[str]]:
    """Which languages have a piece of a word."""
    languages: dict[str, list[str]] = {}
    for language, pieces in _DATA[section].items():
        for piece in pieces:
            languages.setdefault(piece, []).append(language)
    return languages


_ENDINGS, _CLUSTERS = _by_piece("endings"), _by_piece("clusters")

# What a word is worth. One that several languages have is shared out among them.
_OWN_LETTER, _ENDING, _CLUSTER = 1.2, 0.5, 0.25
_FOREIGN, _FOREIGN_NAME = -1.5, -0.2  # a letter that the language does not have; names come from everywhere
_ENOUGH = 1.2
_LEAD, _LEAD_SHARE = 0.4, 0.06


def guess(text: str) -> str:
    """A BCP 47 language, or an empty string when the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    script = _script_of(sample)
    if script not in _LANGUAGES:
        return _SCRIPTS.get(script, "")
    scores = _scores(sample, script)
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    lead = scores[best] - scores[second]
    return best if scores[best] >= _ENOUGH and lead >= max(_LEAD, scores[best] * _LEAD_SHARE) else ""


def likeness(text: str, languages: frozenset[str]) -> float:
    """How near a text is to one of the languages: more for each word of it, less for letters that it does not have.

    For comparing readings of the same bytes.
    """
    script = _script_of(text)
    if script not in _LANGUAGES:
        language = _SCRIPTS.get(script, "")
        known = _COMMON.get(language, frozenset())
        return sum(0.27 + (word in known) for word in _WORD.findall(text)) if language in languages else 0.0
    return max((score for language, score in _scores(text, script).items() if language in languages), default=0.0)


def _script_of(sample: str) -> str:
    """The script of most of the letters; for East Asian text, the language that mixes scripts so."""
    if sample.isascii():
        return "LATIN" if any(map(str.isalpha, sample)) else ""
    scripts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        scripts[_script(char)] += count
    del scripts[""]
    if not scripts:
        return ""
    kana, hangul, han = scripts["HIRAGANA"] + scripts["KATAKANA"], scripts["HANGUL"], scripts["CJK"]
    if (kana + hangul + han) * 3 > sum(scripts.values()):
        if hangul > kana and hangul * 2 > han:
            return "HANGUL"
        return "HIRAGANA" if kana * 12 > han else "CJK"
    return scripts.most_common(1)[0][0]


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The script of a letter; an empty string for what is none."""
    if not char.isalpha():
        return ""
    return "LATIN" if char < "\u0250" else unicodedata.name(char, "?").split(" ")[0].split("-")[0]


def _scores(sample: str, script: str) -> dict[str, float]:
    scores = dict.fromkeys(_LANGUAGES[script], 0.0)
    for word, count in Counter(_WORD.findall(sample)).items():
        for language, worth in _worths(word, script):
            scores[language] += worth * count
    return scores


@lru_cache(maxsize=1 << 14)  # the commonest words are most of what is written
def _worths(printed: str, script: str) -> tuple[tuple[str, float], ...]:
    """What one word says for and against each language of a script."""
    candidates = _LANGUAGES[script]
    worths: dict[str, float] = defaultdict(float)

    def share(worth: float, languages: Iterable[str]) -> None:
        having = [language for language in languages if language in candidates]
        for language in having:
            worths[language] += worth / len(having)

    word = printed.casefold().replace("i̇", "i")
    share(1, (language for language in candidates if word in _COMMON[language]))
    for length in range(2, min(_LONGEST_ENDING, len(word) - _STEM) + 1):
        share(_ENDING, _ENDINGS.get(word[-length:], ()))
    for cluster, languages in _CLUSTERS.items():
        if cluster in word:
            share(_CLUSTER, languages)
    letters = _SPECIAL[script].intersection(word) | {char for char in word if char > "z" and script == "LATIN"}
    if letters:
        able = [language for language in candidates if letters <= _LETTERS.get(language, frozenset())]
        share(_OWN_LETTER, able)
        against = _FOREIGN_NAME if printed[0].isupper() else _FOREIGN
        for language in candidates:
            if language not in able:
                worths[language] += against
    return tuple(worths.items())
