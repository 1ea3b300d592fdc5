"""A long list in pages: every story once, whatever happens to the list meanwhile, at the same cost at any depth."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.content import Byline
from articles.models import BY_DAY, Article
from tests.factories import make_article, make_author, make_published, make_section, make_topic

pytestmark = pytest.mark.django_db


def asked(query):
    return dict([query.removeprefix("?").split("=")]) if query else {}


def walk(query, way, **how):
    """The pages from a query on, by their links."""
    pages = []
    while query is not None:
        page = Article.objects.all().page(asked(query), 3, **how)
        if page.moved_to is not None:
            query = page.moved_to
            continue
        pages.append([story.headline for story in page])
        query = getattr(page, way)
    return pages


@pytest.fixture
def ten(noon):
    """Ten stories, of which some appeared at the same moment."""
    return [make_published(at=noon - timedelta(hours=n // 4), headline=f"{n}") for n in range(10)]


@pytest.mark.parametrize("how", [{}, {"order": BY_DAY}])
def test_every_story_is_met_once_on_the_way_down_and_on_the_way_up(ten, how):
    order = [story.headline for story in Article.objects.order_by("-publish_at", "-pk")]

    down = walk("", "older", **how)
    last = Article.objects.all().page({}, 3, **how)
    while last.older:
        last = Article.objects.all().page(asked(last.older), 3, **how)
    up = walk(last.newer, "newer", **how)

    assert [headline for page in down for headline in page] == order
    assert [len(page) for page in down] == [3, 3, 3, 1]
    assert up == [order[6:9], order[3:6], order[0:3]]


@pytest.mark.parametrize("kind", ["author", "topic"])
def test_the_lists_of_authors_and_topics_are_in_the_order_of_publication(noon, kind):
    author, topic = make_author(), make_topic()
    for number in (3, 1, 4, 1, 5, 9):
        names = (Byline(name="Ada", author=author.pk), Byline(name="A. S.", author=author.pk))  # printed twice
        make_published(at=noon - timedelta(hours=number), headline=f"{number}", bylines=names, topics=(topic.pk,))
    make_published(at=noon, headline="Elsewhere")
    article = Article.objects.get(headline="9")
    workflow.unpublish(article, now=noon)
    workflow.publish(article, now=noon)
    stories = Article.objects.published(noon)
    stories = stories.by(author) if kind == "author" else stories.about(topic)

    first = stories.page({}, 4)
    second = stories.page(asked(first.older), 4)

    assert [[story.headline for story in page] for page in (first, second)] == [["9", "1", "1", "3"], ["4", "5"]]
    assert [story.pk for story in first][1] > [story.pk for story in first][2]


def test_a_story_that_appears_meanwhile_moves_no_older_page(ten, noon):
    first = Article.objects.all().page({}, 3)
    before = [story.pk for story in Article.objects.all().page(asked(first.older), 3)]

    make_published(at=noon + timedelta(hours=1))

    assert [story.pk for story in Article.objects.all().page(asked(first.older), 3)] == before


def test_a_page_is_found_though_the_story_that_names_it_is_gone(ten):
    first = Article.objects.all().page({}, 3)
    named = list(first)[-1]
    before = [story.pk for story in Article.objects.all().page(asked(first.older), 3)]

    workflow.kill(named, note="Wrong.")

    page = Article.objects.exclude(pk=named.pk).page(asked(first.older), 3)
    assert [story.pk for story in page] == before


@pytest.mark.parametrize("count", [4, 60])
def test_a_page_costs_one_query_at_any_depth(noon, django_assert_num_queries, count):
    for number in range(count):
        make_published(at=noon - timedelta(hours=number))
    query = ""
    while query is not None:
        with django_assert_num_queries(1):
            page = Article.objects.all().page(asked(query), 3)
        query = page.older


def test_an_empty_list_has_one_page():
    make_article()

    page = Article.objects.none().page({}, 3)

    assert (list(page), page.newer, page.older) == ([], None, None)


@pytest.mark.any_database
def test_the_database_goes_to_a_page_and_does_not_walk_there(noon):
    """SQLite tells which bound it looks up: were it that of `published`, a deep page would cost its depth."""
    section, topic, author = make_section(), make_topic(), make_author()
    for number in range(8):
        at = noon - timedelta(hours=number)
        make_published(at=at, section=section.pk, topics=(topic.pk,), by=[author])
    published = Article.objects.published(noon)
    for stories, index in (
        (published.about(section), "article_newest_in_section (section_id=? AND status=? AND publish_at<?)"),
        (published.about(topic), "tagged_newest_on_topic (tag_id=? AND listed_at<?)"),
        (published.by(author), "byline_newest_of_author (author_id=? AND listed_at<?)"),
    ):
        first = stories.page({}, 3)
        with CaptureQueriesContext(connection) as asked_for:
            stories.page(asked(first.older), 3)
        [query] = asked_for
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert index in plan
        assert "ORDER BY" not in plan  # no sorting
        bounds = re.findall(r'(?:publish|listed)_at" <= \'([^\']+)', query["sql"])
        assert bounds[0].startswith("2026-03-14 10:00:00")  # the place, before the end of time or now
