"""The buttons: what each does, for whom, and that nothing else changes a story's state."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.content import Content
from articles.models import Article, Stage, Status
from tests.desk.forms import filled
from tests.factories import make_article, make_published, make_user

pytestmark = pytest.mark.django_db
VIEW, EDIT = "articles.view_article", "articles.change_article"
PUBLISH, KILL = "articles.publish_article", "articles.kill_article"


def signed_in(client, *permissions):
    client.force_login(make_user("ada", permissions=[VIEW, *permissions]))
    return client


def do(client, verb, article, **data):
    address = reverse(f"admin:articles_article_{verb}", args=[article.pk])
    return client.post(address, {"version": article.working_id} | data, follow=True)


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_publish_shows_readers_the_working_version_and_is_written_down(client):
    article = make_article(headline="News")

    response = do(signed_in(client, PUBLISH), "publish", article)

    article.refresh_from_db()
    assert (article.status, article.headline, article.live_id) == (Status.PUBLISHED, "News", article.working_id)
    assert said(response) == ["Published version 1."]
    assert [(entry.user.username, entry.get_change_message()) for entry in LogEntry.objects.all()] == [
        ("ada", "Published version 1.")
    ]


def test_publish_refuses_a_version_that_the_editor_has_not_seen(client):
    article = make_article(headline="Seen")
    seen = article.working_id
    workflow.save(article, Content(headline="Unseen"), base=article.working)

    response = do(signed_in(client, PUBLISH), "publish", article, version=seen)

    assert Article.objects.get().status == Status.DRAFT
    assert said(response) == ["Somebody saved this story since you opened it. Look at the new version first."]
    assert LogEntry.objects.count() == 0


def test_what_cannot_be_published_says_why(client):
    response = do(signed_in(client, PUBLISH), "publish", make_article(headline=""))

    assert said(response) == ["A story needs a headline and a time before readers can see it."]


def test_schedule_reads_the_time_on_the_newsrooms_clock(client, settings):
    settings.TIME_ZONE = "America/New_York"
    timezone.activate("America/New_York")
    article = make_article(headline="Later")
    year = timezone.now().year + 1

    response = do(signed_in(client, PUBLISH), "schedule", article, at=f"{year}-01-05T18:30")

    timezone.deactivate()
    article.refresh_from_db()
    assert article.publish_at.isoformat() == f"{year}-01-05T23:30:00+00:00"
    assert said(response) == [f"Scheduled version 1 for 5 Jan {year}, 18:30 (America/New York)."]
    assert not article.is_visible()


def test_schedule_refuses_a_time_that_has_passed(client):
    article = make_article()

    response = do(signed_in(client, PUBLISH), "schedule", article, at="2020-01-05T18:30")

    assert said(response) == ["This time has passed. Choose one to come, or publish now."]
    assert Article.objects.get().status == Status.DRAFT


def test_unpublish_takes_the_story_off_the_site(client):
    article = make_published()
    assert article.is_visible()

    do(signed_in(client, PUBLISH), "unpublish", article)

    assert not article.is_visible()


def test_the_stages_of_a_working_version(client):
    article = make_article()
    signed_in(client, EDIT, PUBLISH)

    for stage in (Stage.IN_REVIEW, Stage.APPROVED, Stage.DRAFT):
        do(client, "stage", article, stage=stage)
        article.refresh_from_db()
        assert article.stage == stage


def test_kill_asks_for_the_note_that_readers_see_first(client):
    article = make_published(headline="Wrong")
    signed_in(client, KILL)
    address = reverse("admin:articles_article_kill", args=[article.pk])

    asked = client.get(address).content.decode()
    refused = client.post(address, {"note": " "})

    assert "What readers are told" in asked
    assert "This field is required." in refused.content.decode()
    assert article.is_visible()
    client.post(address, {"note": "It was another person."})
    article.refresh_from_db()
    assert (article.status, article.kill_note) == (Status.KILLED, "It was another person.")
    assert LogEntry.objects.get().get_change_message() == "Killed. Readers are told: It was another person."


@pytest.mark.parametrize("verb", ["publish", "schedule", "unpublish", "stage", "resolve", "restore"])
def test_a_verb_is_a_post(client, verb):
    article = make_published()
    client.force_login(make_user(is_superuser=True))

    response = client.get(reverse(f"admin:articles_article_{verb}", args=[article.pk]))

    assert response.status_code == 405
    assert article.is_visible()


@pytest.mark.parametrize(
    ("verb", "needs", "data"),
    [
        ("publish", PUBLISH, {}),
        ("schedule", PUBLISH, {"at": "2099-01-01T12:00"}),
        ("unpublish", PUBLISH, {}),
        ("kill", KILL, {"note": "Wrong"}),
        ("stage", EDIT, {"stage": "in review"}),
    ],
)
def test_a_verb_needs_its_own_right(client, verb, needs, data):
    article = make_published(at=timezone.now() + timedelta(days=1))
    before = Article.objects.values().get()
    others = {VIEW, EDIT, PUBLISH, KILL, "articles.add_article", "articles.delete_article"} - {needs}
    signed_in(client, *others - {VIEW})

    response = do(client, verb, article, **data)

    assert response.status_code == 403
    assert Article.objects.values().get() == before


def test_approving_needs_the_right_to_publish(client):
    article = make_article()

    response = do(signed_in(client, EDIT), "stage", article, stage="approved")

    assert response.status_code == 403
    assert Article.objects.get().stage == Stage.DRAFT


def test_only_buttons_that_one_may_press_are_shown(client):
    article = make_article()
    names = ["Save and publish now", "Schedule", "Send for review", "Kill …", "Spike …"]

    def shown(*permissions):
        client.force_login(make_user(permissions=[VIEW, *permissions]))
        page = client.get(change(article)).content.decode()
        return [name for name in names if name in page]

    assert shown() == []
    assert shown(EDIT) == ["Send for review"]
    assert shown(EDIT, PUBLISH) == ["Save and publish now", "Schedule", "Send for review"]
    assert shown(EDIT, PUBLISH, KILL, "articles.delete_article") == names


def test_the_form_can_save_and_publish_at_once(client):
    article = make_published(headline="Before")
    signed_in(client, EDIT, PUBLISH)
    form = filled(client.get(change(article)))

    client.post(change(article), form | {"headline": "After", "_publish": "1"})

    article.refresh_from_db()
    assert (article.headline, article.live.number) == ("After", 2)


def test_what_others_saved_meanwhile_is_not_published_unseen(client):
    article = make_published(headline="Before", standfirst="Old")
    signed_in(client, EDIT, PUBLISH)
    form = filled(client.get(change(article)))
    content = Content.from_json(article.working.data | {"standfirst": "Unseen"})
    workflow.save(article, content, base=article.working)

    response = client.post(change(article), form | {"headline": "After", "_publish": "1"}, follow=True)

    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.working.number) == ("Before", "Old", 3)
    assert said(response)[-1] == "Not published: look first at what others changed meanwhile, then publish."


def test_no_field_of_the_model_can_be_posted(client):
    """Mass assignment: the form knows a Content, and the columns are no part of it."""
    article = make_article(headline="Draft")
    signed_in(client, EDIT)
    form = filled(client.get(change(article)))
    now = timezone.now().isoformat()
    more = {
        "status": "published", "stage": "approved", "working": "999", "live": str(article.working_id),
        "publish_at": now, "publish_at_0": "2020-01-01", "publish_at_1": "12:00", "first_published_at": now,
        "kill_note": "x", "killed_at": now,
        "embargoed_until": "2099-01-01T12:00", "initial-embargoed_until": "", "expires_at": "2099-01-01T12:00",
        "initial-expires_at": "", "url_date": "2020-01-01", "_schedule": "1", "form-0-status": "published",
    }  # fmt: skip
    unchanged = {"stage", "status", "live_id", "publish_at", "first_published_at", "kill_note", "killed_at"}
    unchanged |= {"embargoed_until", "expires_at", "url_date", "slug", "headline"}
    before = Article.objects.values(*unchanged).get()

    response = client.post(change(article), form | more | {"headline": "Changed"})

    assert response.status_code == 302
    assert Article.objects.get().working.headline == "Changed"
    assert Article.objects.values(*unchanged).get() == before


def test_nobody_saves_and_publishes_without_the_right(client):
    article = make_article(headline="Draft")
    signed_in(client, EDIT)
    form = filled(client.get(change(article)))

    response = client.post(change(article), form | {"headline": "Changed", "_publish": "1"})

    assert response.status_code == 403
    assert Article.objects.get().working.number == 1


def test_a_killed_story_is_shown_and_cannot_be_saved(client):
    article = make_published(headline="Wrong")
    signed_in(client, EDIT, PUBLISH)
    form = filled(client.get(change(article)))
    workflow.kill(article, note="It was another person.")

    response = client.post(change(article), form | {"headline": "Right"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "This story was killed; it cannot be changed any more." in page
    assert "Right" in page
    assert Article.objects.get().working.number == 1
