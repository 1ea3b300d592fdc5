"""The one word for visible."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article
from tests.factories import make_article, make_author, make_published, make_section

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_only_what_readers_may_see_is_published(noon):
    make_article(headline="Draft")
    live = make_published(at=noon, headline="Live")
    workflow.publish(make_article(headline="Scheduled"), at=noon + SECOND, now=noon)
    workflow.unpublish(make_published(at=noon, headline="Taken back"), now=noon)
    workflow.kill(make_published(at=noon, headline="Killed"), note="Wrong.", now=noon)
    expired = make_published(at=noon - 2 * SECOND, headline="Expired")
    workflow.set_limits(expired, embargoed_until=None, expires_at=noon)

    assert list(Article.objects.published(noon)) == [live]


def test_boundaries_belong_to_the_moment_they_name(noon):
    article = workflow.set_limits(make_article(), embargoed_until=noon, expires_at=noon + SECOND)
    article = workflow.publish(article, at=noon, now=noon - SECOND)

    seen = [article.is_visible(at) for at in (noon - SECOND / 1000, noon, noon + SECOND - SECOND / 1000, noon + SECOND)]

    assert seen == [False, True, True, False]


@pytest.mark.parametrize("story_count", [1, 3])
def test_listing_costs_the_same_queries_whatever_its_length(noon, django_assert_num_queries, story_count):
    section = make_section()
    for _ in range(story_count):
        make_published(at=noon, by=[make_author()], section=section.pk)

    with django_assert_num_queries(3):
        listed = [
            (article.get_absolute_url(), article.section.name, [byline.author.name for byline in article.bylines.all()])
            for article in Article.objects.published(noon).for_listing()
        ]

    assert len(listed) == story_count


def test_listing_refuses_to_reach_for_more(noon):
    from django.core.exceptions import FieldFetchBlocked

    make_published(at=noon)
    [article] = Article.objects.published(noon).for_listing()

    with pytest.raises(FieldFetchBlocked):
        article.body  # noqa: B018


def test_listing_is_newest_first_and_stable(noon):
    first, second = make_published(at=noon), make_published(at=noon)
    newest = make_published(at=noon + SECOND)

    assert list(Article.objects.published(noon + SECOND).for_listing()) == [newest, second, first]
