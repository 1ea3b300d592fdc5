"""What must be acknowledged: where it is listed, and what each answer does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Status
from tests.factories import make_article, make_user
from tests.wire.dumps import file_story, make_provider, make_story
from wire.formats import Block
from wire.models import Derived, Filed, Notice

pytestmark = pytest.mark.django_db
LIST = reverse("admin:wire_notice_changelist")


@pytest.fixture
def provider():
    return make_provider("Osk Agency")


def deliver(provider, minutes=0, **fields):
    now = timezone.now() - timedelta(hours=1) + timedelta(minutes=minutes)
    return file_story(make_story(updated=now, **fields), provider=provider, now=now)


@pytest.fixture
def killed(provider):
    """A live story whose agency kills it; and the notice of that."""
    first = deliver(provider)
    workflow.publish(first.article, now=timezone.now() - timedelta(minutes=50))
    deliver(provider, 30, pub_status="canceled", signals=("kill",), kills=("osk:1",))
    return Notice.objects.get(kind=Notice.Kind.KILL)


def answer(client, notice, do, words="", **more):
    form = {"do": do, "answer": words} | more
    return client.post(reverse("admin:wire_notice_answer", args=[notice.pk]), form, follow=True)


def test_open_notices_are_listed_those_about_live_stories_first(admin_client, provider, killed):
    Notice.objects.create(
        kind=Notice.Kind.ADVISORY,
        item=killed.item,
        raised_at=timezone.now() - timedelta(days=1),
        article=make_article(),
    )
    page = admin_client.get(LIST)

    assert [notice.kind for notice in page.context["cl"].result_list] == ["kill", "advisory"]
    assert "Killed by its agency" in page.text
    assert "Published" in page.text


def test_a_live_story_is_killed_with_what_readers_are_told(admin_client, client, killed):
    address = killed.article.get_absolute_url()
    assert client.get(address).status_code == 200
    line = admin_client.get(reverse("admin:wire_chain_change", args=[killed.item.chain_id])).text
    assert "Kill the story" in line

    answer(admin_client, killed, "kill", "The agency withdrew its report.")

    gone = client.get(address)
    assert (gone.status_code, "The agency withdrew its report." in gone.text) == (410, True)
    killed.refresh_from_db()
    assert (killed.answer, killed.acknowledged_by.username) == ("Killed.", "admin")
    assert admin_client.get(LIST).context["cl"].result_count == 0
    assert "Killed. (admin" in admin_client.get(LIST + "?answered=yes").text


def test_without_a_reason_nothing_is_answered(admin_client, killed):
    for do in ("kill", "keep"):
        page = answer(admin_client, killed, do)
        assert page.context["messages"]
        killed.refresh_from_db()
        assert killed.acknowledged_at is None
    assert killed.article.status == Status.PUBLISHED


def test_a_story_may_stay_with_a_reason(admin_client, killed):
    answer(admin_client, killed, "keep", "We have it from the court.")

    killed.refresh_from_db()
    assert killed.answer == "Kept: We have it from the court."
    assert Article.objects.get(pk=killed.article_id).status == Status.PUBLISHED


def test_a_notice_is_answered_once(admin_client, killed):
    answer(admin_client, killed, "keep", "Checked.")
    page = answer(admin_client, killed, "kill", "Wrong.")

    assert "has answered this already: Kept: Checked." in page.text
    assert Article.objects.get(pk=killed.article_id).status == Status.PUBLISHED


def test_a_correction_is_merged_and_published(admin_client, provider):
    first = deliver(provider, body=(Block(text="Three died."), Block(text="It rained.")))
    workflow.publish(first.article, now=timezone.now() - timedelta(minutes=50))
    deliver(provider, 30, body=(Block(text="Two died."), Block(text="It rained.")), signals=("correction",))
    notice = Notice.objects.get(kind=Notice.Kind.CORRECTION)
    page = admin_client.get(reverse("admin:wire_chain_change", args=[notice.item.chain_id]))
    assert "Merge the correction and publish" in page.text
    working = Article.objects.get(pk=first.article_id).working_id

    answer(admin_client, notice, "correct", version=str(working))

    article = Article.objects.get(pk=first.article_id)
    assert "Two died." in article.body_text
    notice.refresh_from_db()
    assert notice.answer == f"Corrected: version {article.working.number} is published."


def test_what_came_back_after_a_kill_returns_only_when_the_desk_says_so(admin_client, provider):
    deliver(provider, version="1")
    deliver(provider, 30, version="2", pub_status="canceled", signals=("kill",))
    back = deliver(provider, 40, version="3", headline="Osk, once more")
    assert back.outcome == Filed.KILLED
    notice = Notice.objects.get(kind=Notice.Kind.RETURN)

    answer(admin_client, notice, "return")

    back.refresh_from_db()
    assert (back.outcome, back.article.status) == (Filed.CREATED, Status.DRAFT)


@pytest.mark.parametrize(
    ("permissions", "do", "status"),
    [
        ([], "keep", 403),
        (["articles.change_article"], "kill", 403),
        (["articles.change_article"], "keep", 302),
        (["articles.change_article", "articles.kill_article"], "kill", 302),
        (["articles.change_article", "articles.kill_article"], "nonsense", 403),
    ],
)
def test_who_may_answer_what(client, killed, permissions, do, status):
    client.force_login(make_user(permissions=["wire.view_document", *permissions]))

    response = client.post(reverse("admin:wire_notice_answer", args=[killed.pk]), {"do": do, "answer": "Because."})

    assert response.status_code == status


def test_a_story_of_our_own_is_reached_by_a_kill_of_its_source(admin_client, provider):
    item = deliver(provider)
    page = admin_client.post(reverse("admin:wire_chain_derive", args=[item.pk]), follow=True)
    derived = Derived.objects.get()
    assert (derived.guid, derived.article_id != item.article_id) == (item.guid, True)
    assert "A draft of our own, made from copy of Osk Agency." in page.text
    workflow.publish(derived.article)

    deliver(provider, 30, pub_status="canceled", signals=("kill",))

    assert Notice.objects.get(article=derived.article).kind == Notice.Kind.KILL
    story = admin_client.get(reverse("admin:articles_article_change", args=[derived.article_id])).text
    assert "Killed by its agency" in story
