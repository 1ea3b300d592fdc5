"""Text -> the words that a search compares. What is indexed and what is typed goes through here, on every database.

Accents, case and the spellings of one letter do not count. Chinese, Japanese, Thai, Lao, Burmese and Khmer put no
spaces between words, so each of their signs is a word here, and a word of theirs is looked for as a phrase.
"""

import re
import unicodedata

from articles.markup.characters import CJK

LONGEST = 60  # of a word: what is longer is an address or a mistake, and its beginning is enough to find it
UNSPACED = re.compile(f"[{CJK}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# What Unicode does not take apart but readers type without: stroked letters, ligatures, forms of Arabic letters.
_SAME = {
    **dict(zip("łøđħıŧ", "lodhit", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ى": "ي",
    "ة": "ه",
    "ـ": "",
}


class _Folded(dict[int, str]):
    """For `str.translate`: each character is worked out once."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code).casefold())
        self[code] = "".join(_SAME.get(part, part) for part in parts if not unicodedata.combining(part))
        return self[code]


class _Parted(dict[int, str]):
    """The same, with a space for whatever is no part of a word, and around each sign that stands for itself."""

    def __missing__(self, code: int) -> str:
        folded = _FOLDED[code]
        kept = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in folded)
        self[code] = f" {kept} " if UNSPACED.match(kept) else kept
        return self[code]


_FOLDED, _PARTED = _Folded(), _Parted()


def fold(text: str) -> str:
    """The text without accents and case."""
    return text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    found = text.translate(_PARTED).split()
    return [word[:LONGEST] for word in found if word.isalnum() or any(map(str.isalnum, word)) or UNSPACED.match(word)]
