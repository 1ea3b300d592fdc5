"""A provider's page: its health, its policies and rules, and the tester for them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_section, make_topic, make_user
from tests.wire.dumps import file_story, make_provider, make_story
from wire.health import health_of
from wire.models import Document, Feed, Item, Rule

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def heard(provider, *, minutes_ago, late=timedelta(minutes=1)):
    at = NOON - timedelta(minutes=minutes_ago)
    guid = f"osk:{minutes_ago}"
    return file_story(make_story(guid=guid, updated=at - late), provider=provider, now=at)


def test_health_says_when_copy_came_last_and_how_late():
    provider = make_provider(idle_minutes=30)
    heard(provider, minutes_ago=20, late=timedelta(minutes=2))
    heard(provider, minutes_ago=10, late=timedelta(minutes=4))

    health = health_of(provider, NOON)

    assert (health.last_item_at, health.is_idle) == (NOON - timedelta(minutes=10), False)
    assert (health.lag, health.lag_in_words) == (timedelta(minutes=3), "3 minutes")
    assert (health.received, health.rejected, health.error_rate, health.has_alarm) == (2, 0, 0.0, False)


def test_silence_is_an_alarm_only_where_copy_is_expected():
    expected, quiet, stopped = (
        make_provider(idle_minutes=30),
        make_provider(),
        make_provider(idle_minutes=30, is_active=False),
    )
    for provider in (expected, quiet, stopped):
        heard(provider, minutes_ago=31)

    assert [health_of(provider, NOON).has_alarm for provider in (expected, quiet, stopped)] == [True, False, False]
    assert health_of(make_provider(idle_minutes=30), NOON).is_idle


def test_many_rejected_documents_and_failing_feeds_are_alarms():
    provider = make_provider()
    for number in range(6):
        item = heard(provider, minutes_ago=number)
        if number < 2:
            Document.objects.filter(pk=item.document_id).update(
                outcome=Document.Outcome.REJECTED, code="malformed", reason="Broken.", format=""
            )
    health = health_of(provider, NOON)
    assert (health.received, health.rejected, health.has_alarm) == (6, 2, True)

    failing = make_provider()
    Feed.objects.create(provider=failing, url="https://feed.example/", failures=3)
    assert (health_of(failing, NOON).feeds_in_trouble, health_of(failing, NOON).has_alarm) == (1, True)


def test_old_documents_count_no_more():
    provider = make_provider()
    heard(provider, minutes_ago=60 * 25)

    assert health_of(provider, NOON).received == 0


def test_the_pages_show_it(admin_client):
    provider = make_provider("Osk Agency", idle_minutes=1)
    file_story(make_story(), provider=provider, now=timezone.now() - timedelta(hours=1))

    listed = admin_client.get(reverse("admin:wire_provider_changelist")).text
    page = admin_client.get(reverse("admin:wire_provider_change", args=[provider.pk])).text

    assert "Nothing comes" in listed
    assert "(nothing comes)" in page
    assert reverse("admin:wire_provider_test", args=[provider.pk]) in page


def test_the_list_of_rules_says_each_in_words(admin_client):
    rule = Rule.objects.create(
        provider=make_provider("Osk Agency"), language="en", most_urgent=2, section=make_section("World")
    )
    rule.topics.add(make_topic("Bridges"))
    Rule.objects.create()

    page = admin_client.get(reverse("admin:wire_rule_changelist")).text

    assert "Osk Agency, in en, urgency 2 or more urgent" in page
    assert "section World, topics Bridges" in page
    assert "All copy" in page


COPY = """\
Ferry resumes after nine days

By Ada Quill

March 5, 2025 4:30 pm

The ferry between Wend and Harl sailed again on Wednesday, nine days after a rope caught in its propeller.

Passengers were given tea. The captain said the rope would be framed and hung in the saloon.
"""


def test_the_tester_shows_what_would_happen_and_keeps_nothing(admin_client):
    provider, section = make_provider("Osk Agency"), make_section("Transport")
    Rule.objects.create(provider=provider, words="ferry", section=section, is_held=True)
    provider.replacements.create(find="propeller", replace="screw")

    page = admin_client.post(reverse("admin:wire_provider_test", args=[provider.pk]), {"document": COPY}).text

    assert "Ferry resumes after nine days" in page
    assert "propeller → screw" in page
    assert "a rope caught in its screw" in page
    assert f"<dd>{section}</dd>" in page
    assert (Item.objects.count(), Document.objects.count()) == (0, 0)


def test_the_tester_says_why_a_document_would_not_be_filed(admin_client):
    provider = make_provider()

    page = admin_client.post(
        reverse("admin:wire_provider_test", args=[provider.pk]), {"document": "<nitf><body>cut o"}
    ).text

    assert "Not filed" in page
    assert "broken or incomplete" in page


def test_the_tester_is_for_those_who_see_providers(client):
    provider = make_provider()
    client.force_login(make_user(permissions=["wire.view_document"]))

    assert client.get(reverse("admin:wire_provider_test", args=[provider.pk])).status_code == 403


def test_a_mapping_that_cannot_work_is_refused_in_words(admin_client):
    provider = make_provider()
    form = {
        "name": provider.name,
        "slug": provider.slug,
        "is_active": "on",
        "publishing": "nothing",
        "feeds-TOTAL_FORMS": "0",
        "feeds-INITIAL_FORMS": "0",
        "replacements-TOTAL_FORMS": "0",
        "replacements-INITIAL_FORMS": "0",
        "mappings-TOTAL_FORMS": "1",
        "mappings-INITIAL_FORMS": "0",
        "mappings-0-name": "Own",
        "mappings-0-root": "NewsDoc",
        "mappings-0-fields": '{"mood": "head/title"}',
    }

    page = admin_client.post(reverse("admin:wire_provider_change", args=[provider.pk]), form)

    assert "fills &#x27;mood&#x27;, which no story has" in page.text
    assert provider.mappings.count() == 0
