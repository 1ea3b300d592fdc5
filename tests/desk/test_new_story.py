"""Starting a story, and accepting what the text suggests."""

import pytest
from django.conf import settings
from django.urls import reverse

from articles.models import Article, Topic, Version
from tests.desk.forms import filled
from tests.factories import make_article, make_topic, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
RIGHTS = ["articles.view_article", "articles.change_article", "articles.add_article"]


@pytest.fixture
def writer(client):
    client.force_login(make_user("ada", permissions=[*RIGHTS, "articles.add_topic"]))
    return client


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def test_a_new_story_is_a_draft_of_its_writer(writer):
    response = writer.post(ADD, filled(writer.get(ADD)) | {"headline": "New", "body": "<p>Words.</p>"})

    version = Version.objects.get()
    assert response.url == change(version.article)
    assert (version.headline, version.content.language) == ("New", settings.LANGUAGE_CODE)
    assert (version.created_by.username, version.article.status) == ("ada", "draft")


def test_a_double_click_makes_one_story(writer):
    form = filled(writer.get(ADD)) | {"headline": "New"}

    writer.post(ADD, form)
    writer.post(ADD, form)

    assert (Article.objects.count(), Version.objects.count()) == (1, 1)


def test_going_back_and_saving_again_changes_the_story_that_was_made(writer):
    form = filled(writer.get(ADD)) | {"headline": "New"}
    writer.post(ADD, form)

    writer.post(ADD, form | {"standfirst": "More"})

    content = Article.objects.get().working.content
    assert (content.headline, content.standfirst) == ("New", "More")


def test_errors_on_a_new_story_lose_nothing(writer):
    response = writer.post(ADD, filled(writer.get(ADD)) | {"headline": "Typed", "language": "?"})

    again = filled(response)
    assert (response.status_code, again["headline"], Article.objects.count()) == (422, ["Typed"], 0)
    writer.post(ADD, again | {"language": "en"})
    assert Article.objects.get().working.headline == "Typed"


def test_suggestions_are_topics_of_the_story_only_when_somebody_ticks_them(writer):
    topic = make_topic("Ferries")
    article = make_article(headline="Ferries", body="There is Ida Brandt. Here is Ida Brandt.")
    page = writer.get(change(article))
    form = filled(page)
    assert "named once, in the headline" in page.content.decode()
    assert form["new_topic_name"] == ["Ida Brandt"]

    writer.post(change(article), form | {"kicker": "Nothing ticked"})
    article.refresh_from_db()
    assert (article.working.content.topics, Topic.objects.count()) == ((), 1)

    form = filled(writer.get(change(article)))
    writer.post(change(article), form | {"accept_topic": [str(topic.pk)], "new_topic_kind": ["person"]})
    article.refresh_from_db()
    brandt = Topic.objects.get(name="Ida Brandt", kind="person")
    assert article.working.content.topics == (topic.pk, brandt.pk)
    assert list(article.topics.all()) == []  # readers see them when the story is published


def test_new_topics_need_the_right_to_add_topics(client):
    client.force_login(make_user(permissions=RIGHTS))
    article = make_article(headline="x", body="There is Ida Brandt. Here is Ida Brandt.")
    form = filled(client.get(change(article)))
    assert "new_topic_name" not in form

    client.post(change(article), form | {"new_topic_name": ["Ida Brandt"], "new_topic_kind": ["person"]})

    assert Topic.objects.count() == 0


@pytest.mark.parametrize(
    ("rights", "status"), [([], 403), (["view"], 403), (["change"], 403), (["add"], 200), (["view", "add"], 200)]
)
def test_starting_a_story_needs_its_right(client, rights, status):
    client.force_login(make_user(permissions=[f"articles.{right}_article" for right in rights]))

    assert client.get(ADD).status_code == status
    assert client.post(ADD, {}).status_code == (400 if status == 200 else 403)


@pytest.mark.parametrize(("rights", "status"), [([], 403), (["add"], 403), (["view"], 200), (["change"], 200)])
def test_seeing_and_saving_a_story_are_separate_rights(client, rights, status):
    article = make_article(headline="Before")
    client.force_login(make_user(permissions=[f"articles.{right}_article" for right in rights]))

    assert client.get(change(article)).status_code == status
    response = client.post(change(article), {"base": article.working_id, "headline": "After"})
    assert response.status_code == (422 if rights == ["change"] else 403)
    assert Version.objects.count() == 1


def test_a_story_that_does_not_exist_is_said_to_be_missing(writer):
    response = writer.get("/admin/articles/article/999/change/", follow=True)

    assert "doesn’t exist" in response.content.decode()
