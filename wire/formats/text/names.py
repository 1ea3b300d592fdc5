"""What looks like the name of a person, in scripts with and without capitals."""

import itertools
import re

from wire.formats.text import furniture
from wire.formats.text.words import fold, phrases

PARTICLES = phrases("bylines", "particles")
ROLES = phrases("bylines", "roles")
_TOKEN = re.compile(r"^[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff'’ʼ`.\-‑–·])*$")
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
_WIDE_NAME = re.compile(r"^[\u3400-\u9fff々ヶ\u3041-\u3096\u30a1-\u30fa]{2,6}$|^[\u30a1-\u30ff·・＝]{4,20}$")
_HANGUL_NAME = re.compile(r"^[\uac00-\ud7ff]{2,4}$")
_QUOTES = re.compile(r"[\"“”„«»‹›「」『』?!:;@#&%()\[\]{}<>|/\\=+*_]")


def is_name(text: str, *, fewest: int = 2) -> bool:
    """Whether the text can be a person's name: two to five capitalized words, or the like without capitals."""
    text = text.strip(" .,")
    if not 2 <= len(text) <= 45 or any(char.isdigit() for char in text) or _QUOTES.search(text):
        return False
    if re.search(r"n['’]t$|['’]s$", text):
        return False
    if "\uac00" <= text[0] <= "\ud7ff":
        return bool(_HANGUL_NAME.match(text)) and not furniture.kind(text) and not has_role(text)
    if re.search("[\u3041-\u30fa\u3400-\u9fff]", text) and not _WIDE_NAME.match(text.replace(" ", "")):
        return False
    if _WIDE_NAME.match(text.replace(" ", "")):
        return not furniture.kind(text) and (len(text) > 2 or fewest < 2)
    words = text.split()
    if not (1 if _CASELESS.search(text) else fewest) <= len(words) <= 5 or not all(
        _TOKEN.match(word) for word in words
    ):
        return False
    if furniture.kind(text) or has_role(text):
        return False
    if _CASELESS.search(text):
        return len(text) <= 32
    named = [word for word in words if fold(word) not in PARTICLES or word[0].isupper()]
    return len(named) >= min(fewest, len(words)) and all(word[0].isupper() or _is_cut(word) for word in named)


def _is_cut(word: str) -> bool:
    """al-Shibli, d'Arcy: the capital comes after a small beginning."""
    return bool(re.match(r"^[a-zà-ÿ]{1,3}['’\-][A-ZÀ-Ý]", word))


def has_role(text: str) -> bool:
    """Whether one of the words says what somebody does."""
    words = fold(text).split()
    return any(word in ROLES for word in words) or any(" ".join(pair) in ROLES for pair in itertools.pairwise(words))


def same(one: str, other: str) -> bool:
    """The same name, however it is set."""
    return fold(one) == fold(other)


def is_caseless(text: str) -> bool:
    """Written in a script without capitals."""
    return bool(_CASELESS.search(text))
