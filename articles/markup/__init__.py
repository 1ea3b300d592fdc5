"""The HTML of article bodies: one allow-list, one canonical form, and the way to and from plain text."""

from articles.markup.allowed import ALLOWED, SCHEMES
from articles.markup.blocks import blocks, clean, join
from articles.markup.bombs import MarkupError
from articles.markup.characters import BIDI_CONTROLS, CJK, count_words, one_line, tidy
from articles.markup.plain import Kind, from_text, text
from articles.markup.words import UNSPACED, fold, words

__all__ = [
    "ALLOWED",
    "BIDI_CONTROLS",
    "CJK",
    "SCHEMES",
    "UNSPACED",
    "Kind",
    "MarkupError",
    "blocks",
    "clean",
    "count_words",
    "fold",
    "from_text",
    "join",
    "one_line",
    "text",
    "tidy",
    "words",
]
