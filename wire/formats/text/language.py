"""Which language a text is written in: by its script, then by its commonest words."""

import re
import unicodedata
from collections import Counter

from wire.formats.text.words import rows

_SAMPLE = 20_000
_SCRIPTS = {
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_COMMON = {language: frozenset(words) for language, words in rows("stopwords", "common").items()}
_CYRILLIC = ("ru", "uk", "bg")
_ARABIC = ("ar", "fa")


def guess(text: str) -> str:
    """A BCP 47 language, or an empty string when the text is too short to tell."""
    sample = text[:_SAMPLE]
    scripts = Counter(_script(char) for char in sample if char.isalpha())
    if not scripts:
        return ""
    kana, hangul, han = scripts["HIRAGANA"] + scripts["KATAKANA"], scripts["HANGUL"], scripts["CJK"]
    total = sum(scripts.values())
    if (kana + hangul + han) * 3 > total:
        if hangul > kana and hangul * 2 > han:
            return "ko"
        return "ja" if kana * 12 > han else "zh"
    script = scripts.most_common(1)[0][0]
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if script == "CYRILLIC":
        if any(char in "іїєґІЇЄҐ" for char in sample):
            return "uk"
        return _by_words(sample, [language for language in _CYRILLIC if language != "uk"]) or "ru"
    if script == "ARABIC":
        if len(re.findall("[پچگژ]", sample)) * 200 > total:
            return "fa"
        return _by_words(sample, _ARABIC) or "ar"
    return _by_words(sample, [language for language in _COMMON if language not in (*_CYRILLIC, *_ARABIC)])


def _script(char: str) -> str:
    return "LATIN" if char < "\u0250" else unicodedata.name(char, "?").split(" ")[0].split("-")[0]


def _by_words(sample: str, languages: "list[str] | tuple[str, ...]") -> str:
    words = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    score = {language: sum(words[word] for word in _COMMON[language]) for language in languages}
    best = max(score, key=lambda language: score[language])
    return best if score[best] >= 3 else ""
