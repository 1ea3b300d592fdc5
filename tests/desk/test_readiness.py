"""The checks on a story's page at the desk."""

from dataclasses import replace

import pytest
from django.urls import reverse

from articles import workflow
from articles.content import Placement
from articles.models import Article, CheckOverride, Status
from tests.factories import make_article, make_content, make_image, make_user

pytestmark = pytest.mark.django_db
EDIT, PUBLISH = ["articles.view_article", "articles.change_article"], "articles.publish_article"


def without_alt():
    image = make_image(alt_text="", file="originals/ab/ab.jpg", sha256="ab" * 32, width=1600, height=900)
    return workflow.create(replace(make_content(headline="News"), images=(Placement(image=image.pk, credit="C"),)))


def page(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def do(client, name, article, **data):
    address = reverse(f"admin:articles_article_{name}", args=[article.pk])
    response = client.post(address, {"version": article.working_id} | data, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_the_list_says_what_stops_it_and_what_is_advice(client):
    client.force_login(make_user(permissions=[*EDIT, PUBLISH]))

    text = client.get(page(without_alt())).content.decode()

    assert "Not ready" in text
    assert "<strong>Stops it:</strong>" in text
    assert 'Advice: <a href="#id_section">Section</a>' in text
    assert "Publish in spite of it" not in text


def test_the_buttons_refuse_and_override(client):
    article = without_alt()
    client.force_login(make_user(permissions=[*EDIT, PUBLISH, "articles.override_checks"]))

    assert do(client, "publish", article)[0].startswith("Not ready for readers. Picture")
    assert "Publish in spite of it" in client.get(page(article)).content.decode()
    assert do(client, "publish", article, override="The minister resigned.") == ["Published version 1."]

    assert (Article.objects.get().status, CheckOverride.objects.get().reason) == (
        Status.PUBLISHED,
        "The minister resigned.",
    )


def test_a_flag_is_raised_by_editors_and_cleared_by_who_may(client):
    article = make_article()
    client.force_login(make_user(permissions=EDIT))
    assert do(client, "flag", article, note="Is it true?") == ["Flagged for legal review: Is it true?"]
    address = reverse("admin:articles_article_clear_flag", args=[article.pk])
    assert client.post(address, {"version": article.working_id, "reason": "Yes."}).status_code == 403

    client.force_login(make_user(permissions=[*EDIT, "articles.clear_legal_mark"]))

    assert do(client, "clear_flag", article, reason="It is.") == ["Cleared the legal flag: It is."]
