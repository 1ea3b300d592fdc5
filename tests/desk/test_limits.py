"""Embargo and expiry on the story's form."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles import workflow
from tests.desk.forms import filled
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    client.force_login(make_user(permissions=["articles.change_article", "articles.publish_article"]))
    return client


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def test_an_embargo_is_set_with_the_save(publisher):
    article = make_article()
    form = filled(publisher.get(change(article)))

    publisher.post(change(article), form | {"embargoed_until": "2099-01-05T18:30"})

    article.refresh_from_db()
    assert article.embargoed_until == datetime(2099, 1, 5, 18, 30, tzinfo=UTC)
    assert article.working.number == 1


def test_a_limit_that_nobody_touched_keeps_its_seconds(publisher):
    article = make_article()
    to_the_second = datetime(2099, 1, 5, 18, 30, 59, tzinfo=UTC)
    workflow.set_limits(article, embargoed_until=to_the_second, expires_at=None)
    form = filled(publisher.get(change(article)))

    publisher.post(change(article), form | {"expires_at": "2099-02-01T00:00"})

    article.refresh_from_db()
    assert (article.embargoed_until, article.expires_at) == (to_the_second, datetime(2099, 2, 1, tzinfo=UTC))


def test_two_people_do_not_overwrite_each_others_embargo(publisher):
    article = make_article()
    form = filled(publisher.get(change(article)))
    theirs = datetime(2099, 1, 5, tzinfo=UTC)
    workflow.set_limits(article, embargoed_until=theirs, expires_at=None)

    response = publisher.post(change(article), form | {"embargoed_until": "2030-01-01T00:00"})

    article.refresh_from_db()
    assert "Somebody else changed this since you opened the story." in response.content.decode()
    assert article.embargoed_until == theirs


def test_an_impossible_limit_is_an_error_and_nothing_typed_is_lost(publisher):
    article = make_article(headline="Before")
    workflow.publish(article, at=datetime(2026, 1, 5, tzinfo=UTC))
    form = filled(publisher.get(change(article)))

    response = publisher.post(change(article), form | {"headline": "Typed", "expires_at": "2020-01-01T00:00"})

    page = response.content.decode()
    assert "This story would expire before it is published." in page
    assert "Typed" in page
    article.refresh_from_db()
    assert (article.expires_at, article.working.headline) == (None, "Before")
