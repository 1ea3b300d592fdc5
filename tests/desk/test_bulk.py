"""One verb for several stories: what the page foretells, what is done, and what is refused by story."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from articles import workflow
from articles.models import Article, Status, Version
from tests.factories import make_article, make_published, make_section, make_topic, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
HOUR = timedelta(hours=1)


@pytest.fixture
def ada(client):
    permissions = ["articles.view_article", "articles.change_article", "articles.publish_article"]
    client.force_login(user := make_user("ada", permissions=permissions))
    return user


def send(client, action, articles, **data):
    versions = {f"version-{article.pk}": article.working_id for article in articles}
    chosen = {"action": action, "_selected_action": [article.pk for article in articles]}
    return client.post(LIST, chosen | versions | data)


def plan(response):
    return [(str(one.article.working.headline), one.words, one.is_refused) for one in response.context["stories"]]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_foretells_what_will_be_done_and_what_will_be_refused(client, ada):
    fine, held = make_article(headline="Fine"), make_article(headline="Held")
    workflow.hold(held, note="Wait for the court.")

    asked = send(client, "publish_selected", [fine, held])

    assert sorted(plan(asked)) == [
        ("Fine", "Published version 1.", False),
        (
            "Held",
            "This story is held and has to be released before it can be published. Wait for the court.",
            True,
        ),
    ]
    assert Article.objects.filter(status=Status.PUBLISHED).count() == 0
    done = send(client, "publish_selected", [fine, held], confirmed="publish_selected")
    assert list(Article.objects.published().values_list("headline", flat=True)) == ["Fine"]
    assert said(done) == [
        "Held: This story is held and has to be released before it can be published. Wait for the court.",
        "Published: 1 story.",
    ]


def test_scheduling_asks_for_the_moment_first(client, ada):
    articles = [make_article(headline=f"Story {n}") for n in range(2)]
    at = timezone.localtime() + 3 * HOUR

    asked = send(client, "schedule_selected", articles)
    assert [words for _, words, _ in plan(asked)] == ["", ""]
    assert "Yes, do it" not in asked.content.decode()
    refused = send(client, "schedule_selected", articles, asked="schedule_selected", at="2020-01-01T10:00")
    assert refused.status_code == 422
    foretold = send(client, "schedule_selected", articles, asked="schedule_selected", at=f"{at:%Y-%m-%dT%H:%M}")
    assert all(words.startswith("Scheduled version 1 for") for _, words, _ in plan(foretold))
    assert Article.objects.filter(status=Status.PUBLISHED).count() == 0

    send(client, "schedule_selected", articles, confirmed="schedule_selected", at=f"{at:%Y-%m-%dT%H:%M}")

    assert Article.objects.filter(status=Status.PUBLISHED, publish_at__gt=timezone.now()).count() == 2


def test_section_and_topic_are_new_working_versions_that_readers_do_not_see(client, ada):
    live, section, topic = make_published(), make_section("World"), make_topic("Ferries")

    foretold = send(client, "set_section", [live], asked="set_section", section=section.pk)
    assert [words for _, words, _ in plan(foretold)] == [
        "Section: World. Readers see it once the changes are published."
    ]
    assert Version.objects.count() == 1
    send(client, "set_section", [live], confirmed="set_section", section=section.pk)
    live.refresh_from_db()
    send(client, "add_topic", [live], confirmed="add_topic", topic=topic.pk)

    live.refresh_from_db()
    assert (live.working.content.section, live.working.content.topics) == (section.pk, (topic.pk,))
    assert live.section is None
    assert [version.created_by for version in Version.objects.order_by("number")[1:]] == [ada, ada]


@pytest.mark.parametrize("action", ["publish_selected", "schedule_selected", "unpublish_selected"])
def test_what_readers_see_changes_only_by_who_may_publish(client, action):
    client.force_login(make_user(permissions=["articles.view_article", "articles.change_article"]))
    draft, live = make_article(), make_published()

    send(client, action, [draft, live], confirmed=action, at="2099-01-01T10:00")

    assert [article.status for article in Article.objects.order_by("pk")] == [Status.DRAFT, Status.PUBLISHED]
