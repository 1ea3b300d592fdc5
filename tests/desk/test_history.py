"""The versions of a story: seen, compared, restored."""

import re

import pytest
from django.urls import reverse

from articles import workflow
from articles.content import Content
from articles.models import Article, Reason, Version
from tests.factories import make_article, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("ada", permissions=["articles.view_article", "articles.change_article"]))
    return client


@pytest.fixture
def article():
    """A story that was changed twice."""
    article = make_article(headline="One", body="The mayor resigned on Monday.")
    topic = make_topic("City hall")
    ben = make_user("ben")
    for number, day in ((2, "Tuesday"), (3, "Sunday")):
        base = article.working
        body = [f"<p>The mayor resigned on {day}.</p>"]
        content = Content.from_json(base.data | {"headline": f"Take {number}", "body": body, "topics": [topic.pk]})
        workflow.save(article, content, base=base, by=ben, note=f"It was {day}")
        article.refresh_from_db()
    return article


def page(name, article, query=""):
    return reverse(f"admin:articles_article_{name}", args=[article.pk]) + query


def test_history_lists_who_changed_what_and_why_newest_first(editor, article):
    response = editor.get(page("history", article))

    rows = [(v.number, str(v.created_by or ""), v.note) for v in response.context["page"]]
    assert rows == [(3, "ben", "It was Sunday"), (2, "ben", "It was Tuesday"), (1, "", "")]
    assert "It was Sunday" in response.content.decode()


@pytest.mark.parametrize("extra_versions", [0, 5])
def test_history_query_count_does_not_grow(editor, article, extra_versions, django_assert_num_queries):
    for number in range(extra_versions):
        workflow.save(article, Content(headline=f"More {number}"), base=article.working, by=make_user())
        article.refresh_from_db()

    with django_assert_num_queries(10):
        editor.get(page("history", article))


def test_two_versions_are_compared_word_by_word_and_by_name(editor, article):
    shown = editor.get(page("compare", article, "?a=1&b=3")).content.decode().partition("Paragraphs that are")[2]

    assert re.findall("<(del|ins)> *(.*?)</", shown) == [
        ("del", "One"),
        ("ins", "Take 3"),
        ("del", "Monday"),
        ("ins", "Sunday"),
        ("ins", "City hall"),
    ]


def test_the_order_of_a_comparison_does_not_matter(editor, article):
    assert editor.get(page("compare", article, "?a=3&b=1")).context["old"].number == 1


def test_comparing_a_version_with_itself_says_that_nothing_differs(editor, article):
    assert "Nothing differs." in editor.get(page("compare", article, "?a=2&b=2")).content.decode()


@pytest.mark.parametrize("query", ["", "?a=1", "?a=1&b=99", "?a=x&b=1"])
def test_versions_that_do_not_exist_are_not_found(editor, article, query):
    assert editor.get(page("compare", article, query)).status_code == 404


def test_restoring_makes_a_new_version(editor, article):
    first = Version.objects.get(number=1)

    editor.post(page("restore", article), {"restore": first.pk, "base": article.working_id})

    newest = Version.objects.get(number=4)
    assert (newest.content, newest.reason, newest.created_by.username) == (first.content, Reason.RESTORE, "ada")


def test_restoring_is_refused_when_somebody_saved_meanwhile(editor, article):
    first, seen = Version.objects.get(number=1), article.working_id
    workflow.save(article, Content(headline="Newer"), base=article.working)

    response = editor.post(page("restore", article), {"restore": first.pk, "base": seen}, follow=True)

    assert Article.objects.get().working.headline == "Newer"
    assert "Somebody saved this story since you opened its history." in response.content.decode()


def test_the_version_of_another_story_cannot_be_restored(editor, article):
    other = make_article(headline="Another")

    response = editor.post(page("restore", article), {"restore": other.working_id, "base": article.working_id})

    assert response.status_code == 404
    article.refresh_from_db()
    assert article.working.number == 3


def test_reading_needs_view_and_restoring_needs_change(client, article):
    client.force_login(make_user(permissions=["articles.view_topic"]))
    assert [client.get(page(name, article, "?a=1&b=2")).status_code for name in ("history", "compare")] == [403, 403]

    client.force_login(make_user(permissions=["articles.view_article"]))
    assert [client.get(page(name, article, "?a=1&b=2")).status_code for name in ("history", "compare")] == [200, 200]
    data = {"restore": Version.objects.get(number=1).pk, "base": article.working_id}
    assert client.post(page("restore", article), data).status_code == 403
    assert Version.objects.count() == 3
