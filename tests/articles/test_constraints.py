"""What the database refuses, whoever asks: the admin, a shell, a bulk update."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Byline, OldAddress, Status, Topic, Version
from images.models import Image
from tests.factories import make_article, make_author, make_image, make_published, make_topic

pytestmark = pytest.mark.django_db


def refused(change, *, by):
    with pytest.raises(IntegrityError, match=by), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "missing", [{"live": None}, {"publish_at": None}, {"first_published_at": None}, {"slug": ""}, {"headline": ""}]
)
def test_published_story_is_complete(missing):
    article = make_published()

    refused(lambda: Article.objects.filter(pk=article.pk).update(**missing), by="article_published_is_complete")


def test_draft_cannot_be_flipped_to_published():
    article = make_article()

    refused(
        lambda: Article.objects.filter(pk=article.pk).update(status=Status.PUBLISHED),
        by="article_published_is_complete",
    )


def test_published_story_cannot_be_under_embargo(noon):
    article = make_published(at=noon)

    refused(
        lambda: Article.objects.filter(pk=article.pk).update(embargoed_until=noon + timedelta(seconds=1)),
        by="article_respects_embargo",
    )


def test_story_expires_after_it_is_published(noon):
    article = make_published(at=noon)

    refused(
        lambda: Article.objects.filter(pk=article.pk).update(expires_at=noon), by="article_expires_after_publishing"
    )


def test_killed_story_has_its_moment():
    article = make_published()

    refused(
        lambda: Article.objects.filter(pk=article.pk).update(status=Status.KILLED), by="article_killed_has_its_moment"
    )


def test_address_leads_to_one_story(noon):
    make_published(at=noon, headline="Rain")
    other = make_published(at=noon, headline="Snow")

    refused(lambda: Article.objects.filter(pk=other.pk).update(slug="rain"), by="UNIQUE|article_has_its_own_address")


def test_old_address_leads_to_one_story(noon):
    one, two = make_published(at=noon), make_published(at=noon)
    OldAddress.objects.create(article=one, url_date=noon.date(), slug="old")

    refused(
        lambda: OldAddress.objects.create(article=two, url_date=noon.date(), slug="old"),
        by="UNIQUE|old_address_leads_to_one_story",
    )


def test_version_number_is_given_once():
    version = make_article().working
    again = Version(
        article=version.article, number=1, data={}, reason="edit", created_at=version.created_at, headline="Other"
    )

    refused(again.save, by="UNIQUE|version_numbered_once")


def test_byline_has_its_place():
    article = make_published(by=[make_author()])

    refused(lambda: Byline.objects.create(article=article, name="Other", position=0), by="UNIQUE|byline_has_its_place")


def test_topic_is_named_once_a_kind():
    make_topic("Jordan", kind=Topic.Kind.PLACE)

    make_topic("Jordan", kind=Topic.Kind.PERSON)
    refused(lambda: make_topic("JORDAN", kind=Topic.Kind.PLACE), by="UNIQUE|topic_named_once_a_kind")


def test_topic_is_not_its_own_parent():
    topic = make_topic()

    refused(lambda: Topic.objects.filter(pk=topic.pk).update(parent=topic.pk), by="topic_is_not_its_own_parent")


@pytest.mark.parametrize("point", [{"focal_point_x": 1.1}, {"focal_point_y": -0.1}])
def test_focal_point_is_in_the_picture(point):
    refused(lambda: make_image(**point), by="image_focal_point_inside")


def test_same_file_is_kept_once():
    Image.objects.create(file="originals/ab/one.jpg", sha256="ab", width=4, height=3)

    refused(
        lambda: Image.objects.create(file="originals/ab/two.jpg", sha256="ab", width=4, height=3),
        by="UNIQUE|image_file_kept_once",
    )


def test_pictures_without_a_file_do_not_collide():
    make_image()
    make_image()

    assert Image.objects.count() == 2
