"""What links say for lists is filled in for stories that were there before."""

from importlib import import_module

import pytest
from django.apps import apps

from articles.content import Byline as Printed
from articles.models import Byline, TaggedArticle
from tests.factories import make_article, make_author, make_published, make_topic

pytestmark = pytest.mark.django_db
fill = import_module("articles.migrations.0008_links_are_listed").fill


def test_links_from_before_are_filled_as_publishing_fills_them(noon):
    author, topic = make_author("Ada"), make_topic()
    twice = (Printed(name="Ada", author=author.pk), Printed(name="A. S.", author=author.pk), Printed(name="Nobody"))
    make_published(at=noon, bylines=twice, topics=(topic.pk,))
    make_article(bylines=twice, topics=(topic.pk,))
    published = [
        *Byline.objects.order_by("pk").values_list("listed_at"),
        *TaggedArticle.objects.values_list("listed_at"),
    ]
    assert published == [(noon,), (None,), (None,), (noon,)]
    Byline.objects.update(listed_at=None)
    TaggedArticle.objects.update(listed_at=None)

    fill(apps, None)

    assert published == [
        *Byline.objects.order_by("pk").values_list("listed_at"),
        *TaggedArticle.objects.values_list("listed_at"),
    ]
