"""How long a text takes to read."""

import re

from articles.markup.characters import CJK, count_words

WORDS_A_MINUTE = 250
SIGNS_A_MINUTE = 500  # Chinese and Japanese have no spaces to count words by


def minutes_to_read(text: str) -> int:
    """In whole minutes, and none for an empty text."""
    signs = 0 if text.isascii() else len(re.findall(f"[{CJK}]", text))
    words = count_words(text) - signs
    return max(1 if text.strip() else 0, round(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE))
