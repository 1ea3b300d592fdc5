"""The words of every story are indexed in the transaction that writes them, and can be indexed anew."""

import pytest
from django.db import connection

from articles import workflow
from articles.content import Content, Placement
from articles.indexing import rebuild
from articles.models import Article, DeskEntry, SearchEntry
from articles.search import search
from tests.factories import make_article, make_author, make_image, make_published, make_topic

pytestmark = pytest.mark.django_db
INDEXES = ("articles_words", "articles_desk_words", "articles_trigrams")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps an index of a column by itself")
def test_the_indexes_agree_with_the_tables(noon):
    make_published(at=noon, headline="One").delete()
    workflow.unpublish(make_published(at=noon, headline="Two"), now=noon)
    article = make_published(at=noon, headline="Three")
    workflow.save(article, Content(headline="Four"), base=article.working, now=noon)
    workflow.publish(article, now=noon)

    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_an_entry_lives_as_long_as_readers_may_see_the_story(noon):
    gone, killed, kept = (make_published(at=noon) for _ in range(3))
    make_article(now=noon)
    assert set(SearchEntry.objects.values_list("article", flat=True)) == {gone.pk, killed.pk, kept.pk}

    workflow.unpublish(gone, now=noon)
    workflow.kill(killed, note="Wrong.", now=noon)

    assert list(SearchEntry.objects.values_list("article", flat=True)) == [kept.pk]
    assert DeskEntry.objects.count() == Article.objects.count()


def test_what_went_past_the_verbs_is_put_right_by_rebuilding(noon):
    article = make_published(at=noon, headline="Before", by=[make_author()], topics=[make_topic().pk])
    hidden = make_published(at=noon, headline="Hidden")
    entries = list(SearchEntry.objects.order_by("pk").values_list("pk", "place", "words"))
    desk = list(DeskEntry.objects.order_by("pk").values_list("pk", "words"))
    SearchEntry.objects.filter(pk=article.pk).delete()
    DeskEntry.objects.all().delete()

    rebuild()

    assert list(SearchEntry.objects.order_by("pk").values_list("pk", "place", "words")) == entries
    assert list(DeskEntry.objects.order_by("pk").values_list("pk", "words")) == desk
    Article.objects.filter(pk=hidden.pk).update(status="draft")
    rebuild()
    assert list(SearchEntry.objects.values_list("pk", flat=True)) == [article.pk]


def test_kicker_names_and_captions_are_found(noon):
    picture = make_image()
    article = make_published(
        at=noon,
        kicker="Shipping",
        by=[make_author("Ada Holm")],
        images=(Placement(image=picture.pk, caption="The quay in winter"),),
    )

    assert [list(search(words, noon)) for words in ("shipping", "holm", "quay winter")] == [[article]] * 3


def test_a_story_longer_than_the_index_can_hold_is_published_and_found(noon):
    body = " ".join(f"w{number:x}" for number in range(200_000))
    article = make_published(at=noon, headline="Long read", body=body)

    assert list(search("long read w7", noon)) == [article]
