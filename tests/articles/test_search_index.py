"""The database keeps the words of every story indexed by itself."""

import pytest
from django.db import connection

from articles.models import Article
from articles.search import search
from tests.factories import make_published

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the index in a generated column")
def test_the_triggers_are_there():
    """A migration that rebuilds articles_article drops them; it must create them again as migration 0003 does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'articles_article'")
        names = {name for (name,) in cursor.fetchall()}

    assert names == {"article_search_insert", "article_search_delete", "article_search_update"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the index in a generated column")
def test_the_index_agrees_with_the_stories(noon):
    make_published(at=noon, headline="One").delete()
    Article.objects.filter(pk=make_published(at=noon, headline="Two").pk).update(headline="Changed")

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_search (articles_search, rank) VALUES ('integrity-check', 1)")


def test_no_way_of_writing_a_story_goes_past_the_index(noon):
    article = make_published(at=noon, headline="Before")
    Article.objects.filter(pk=article.pk).update(headline="Afterwards")

    assert [list(search(word, noon)) for word in ("before", "afterwards")] == [[], [article]]


def test_a_story_longer_than_the_index_can_hold_is_published_and_found(noon):
    body = " ".join(f"w{number:x}" for number in range(200_000))
    article = make_published(at=noon, headline="Long read", body=body)

    assert list(search("long read w7", noon)) == [article]
