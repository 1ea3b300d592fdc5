"""The words under which stories are found: one row for what readers see, one for what the desk is working on.

A row holds words in their order, made by articles/indexing.py; the database indexes them by itself (FTS5 on SQLite, a
GIN index on PostgreSQL, made in a migration). Whether readers may see a story is never decided here.
"""

from django.db import models


class WordsField(models.Field):
    """Words with spaces in between, in their order; PostgreSQL keeps each word once, with its places."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None or connection.vendor != "postgresql":
            return value
        return " ".join(f"'{word}':{place}" for place, word in enumerate(value.split(), start=1))


class SearchEntry(models.Model):
    """What a story that is published, or will be, is found by."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    place = models.BigIntegerField(unique=True, help_text="Its publishing time and its number: the newest is highest.")
    words = WordsField()

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
