"""Holding and releasing a story, and ending an embargo early, on the story's page."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Status
from tests.desk.forms import filled
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
EDIT = ["articles.view_article", "articles.change_article", "articles.publish_article"]
IN_2099, IN_2098 = datetime(2099, 1, 5, 18, 30, tzinfo=UTC), datetime(2098, 1, 5, 18, 30, tzinfo=UTC)


def signed_in(client, *permissions):
    client.force_login(make_user("ada", permissions=[*EDIT, *permissions]))
    return client


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def do(client, verb, article, **data):
    data = {"version": article.working_id} | data
    response = client.post(reverse(f"admin:articles_article_{verb}", args=[article.pk]), data, follow=True)
    messages = response.context["messages"] if response.status_code == 200 else []
    return [str(message) for message in messages], response.status_code


def test_an_editor_holds_a_story_and_only_who_may_releases_it(client):
    article, editor = make_article(), signed_in(client)
    assert do(editor, "hold", article, note="Wait for the lawyer.") == (["Held: Wait for the lawyer."], 200)
    assert "Wait for the lawyer." in editor.get(change(article)).content.decode()

    refused, _ = do(editor, "publish", article)
    assert refused == ["This story is held and has to be released before it can be published. Wait for the lawyer."]
    assert do(editor, "release", article, reason="Please")[1] == 403

    client.force_login(make_user(permissions=[*EDIT, "articles.release_article"]))
    assert do(client, "release", article, reason="")[0] != []
    assert Article.objects.get().is_held
    assert do(client, "release", article, reason="Cleared.") == (["Released: Cleared."], 200)
    do(client, "publish", article)
    assert Article.objects.get().status == Status.PUBLISHED


@pytest.fixture
def embargoed():
    return workflow.set_limits(make_article(), embargoed_until=IN_2099, expires_at=None)


def test_who_may_not_release_moves_an_embargo_back_but_not_forward(client, embargoed):
    form = filled(signed_in(client).get(change(embargoed)))
    assert "embargo_reason" not in form

    for early in ("2098-01-05T18:30", ""):
        response = client.post(change(embargoed), form | {"embargoed_until": early, "embargo_reason": "Me first"})
        assert "You may move the embargo back, but not end it before its time." in response.content.decode()
        assert Article.objects.get().embargoed_until == IN_2099

    client.post(change(embargoed), form | {"embargoed_until": "2099-02-01T00:00"})
    assert Article.objects.get().embargoed_until == datetime(2099, 2, 1, tzinfo=UTC)


def test_who_may_release_ends_an_embargo_early_with_a_reason(client, embargoed):
    form = filled(signed_in(client, "articles.release_article").get(change(embargoed)))

    response = client.post(change(embargoed), form | {"embargoed_until": "2098-01-05T18:30"})
    assert "Say in a sentence why the embargo ends before its time." in response.content.decode()
    assert Article.objects.get().embargoed_until == IN_2099

    changed = {"embargoed_until": "2098-01-05T18:30", "embargo_reason": "Others broke it."}
    client.post(change(embargoed), form | changed)
    article = Article.objects.get()
    assert article.embargoed_until == IN_2098
    assert [(entry.reason, entry.by.username) for entry in article.releases.all()] == [("Others broke it.", "ada")]
