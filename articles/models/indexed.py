"""The words under which stories are found: one row for what readers see, one for what the desk is working on.

A row holds words in their order, made by articles/indexing.py; the database indexes them by itself (FTS5 on SQLite, a
GIN index on PostgreSQL, made in a migration). Whether readers may see a story is never decided here.
"""

from itertools import pairwise
from zlib import crc32

from django.db import models

PAIR = "\ue004"  # a character of Unicode's private area, as those of articles/indexing.py
KINDS_OF_PAIRS = 2**16


def pair(first: str, second: str) -> str:
    """Two words next to each other, as one of few kinds."""
    return f"{PAIR}{crc32(f'{first} {second}'.encode()) % KINDS_OF_PAIRS:x}"


class WordsField(models.Field):
    """Words with spaces in between, in their order; PostgreSQL keeps each word once, with its places.

    Its index knows no places: for a phrase it would read all stories that have the words. So it is told of the kinds
    of pairs as well, and then reads hardly any story that does not have the phrase.
    """

    def __init__(self, *args, pairs: bool = False, **kwargs):
        self.pairs = pairs
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"pairs": True} if self.pairs else {})

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None or connection.vendor != "postgresql":
            return value
        words = value.split()
        pairs = sorted({pair(*two) for two in pairwise(words)}) if self.pairs else []
        return " ".join([*(f"'{word}':{place}" for place, word in enumerate(words, start=1)), *pairs])


class SearchEntry(models.Model):
    """What a story that is published, or will be, is found by."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    place = models.BigIntegerField(unique=True, help_text="Its publishing time and its number: the newest is highest.")
    words = WordsField(pairs=True)

    def __str__(self):
        return f"Words of story {self.article_id}"


class DeskEntry(models.Model):
    """What the working version of a story is found by, at the desk."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="desk_entry"
    )
    words = WordsField()

    def __str__(self):
        return f"Words of the working version of story {self.article_id}"


class SearchWord(models.Model):
    """A word of a headline, a standfirst or a name, by its groups of three letters, for "did you mean"."""

    word = models.CharField(max_length=60, unique=True)
    trigrams = WordsField()

    def __str__(self):
        return self.word
