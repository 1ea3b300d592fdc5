"""Deliveries that are dangerous because of what came before: doubled ids, late versions, kills that come first."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles import workflow
from articles.models import Article, Status
from tests.wire.dumps import make_provider
from wire.intake import Manner, receive
from wire.models import Filed, Kill, Notice, Provider

pytestmark = pytest.mark.django_db

BAD = Path(__file__).parent / "bad"
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
AT_ONCE = Manner(publish=True)


@pytest.fixture
def provider():
    """One that may publish everything by itself: if copy stays hidden, it is not for want of permission."""
    return make_provider("Osk Agency", publishing=Provider.Publishing.EVERYTHING, timezone="Europe/London")


def deliver(name, provider):
    return receive((BAD / name).read_bytes(), provider=provider, filename=name, manner=AT_ONCE, now=NOW)


def outcomes(received):
    return [item.outcome for item in received.items]


def test_other_words_under_a_version_we_have_wait_beside_it_and_nobody_else_can_change_it(provider):
    first = deliver("dup-guid-a.json", provider)
    second = deliver("dup-guid-b.json", provider)
    again = deliver("dup-guid-b.json", provider)
    other = deliver("dup-guid-c-other-source.json", make_provider("Somebody Else"))

    assert [outcomes(received) for received in (first, second, again, other)] == [
        [Filed.CREATED],
        [Filed.DISPUTED],
        [],
        [Filed.CREATED],
    ]
    story = Article.objects.get(pk=first.items[0].article_id)
    assert story.working.headline == "Fire in warehouse"
    assert second.items[0].story.headline == "Council votes on budget"  # neither text is lost
    assert Notice.objects.get().kind == Notice.Kind.DISPUTE
    assert other.items[0].article_id != story.pk


def test_versions_are_numbers_and_a_killed_story_stays_killed(client, provider):
    ten = deliver("version-10.json", provider)
    story = workflow.publish(ten.items[0].article, now=NOW)  # its text says nothing new, so it waited for an editor
    address = story.get_absolute_url()
    assert client.get(address).status_code == 200
    assert outcomes(deliver("version-9-late.json", provider)) == [Filed.OLDER]

    assert outcomes(deliver("version-11-killed.json", provider)) == [Filed.KILL]
    notice = Notice.objects.get(kind=Notice.Kind.KILL)
    assert notice.article == story
    assert outcomes(deliver("version-10-again.json", provider)) in ([], [Filed.KILLED], [Filed.OLDER])
    twelve = deliver("version-12-after-kill.json", provider)

    assert outcomes(twelve) == [Filed.KILLED]
    assert [notice.kind for notice in Notice.objects.exclude(kind=Notice.Kind.KILL)] == [Notice.Kind.RETURN]
    story.refresh_from_db()
    assert story.working.content.headline == ten.items[0].story.headline
    assert Article.objects.count() == 1


def test_a_kill_is_carried_out_at_once_where_the_policy_says_so(client, provider):
    provider.kills_at_once = True
    provider.save()
    story = workflow.publish(deliver("version-10.json", provider).items[0].article, now=NOW)
    address = story.get_absolute_url()
    deliver("version-11-killed.json", provider)
    deliver("version-10-again.json", provider)
    deliver("version-12-after-kill.json", provider)

    assert client.get(address).status_code == 410
    assert Article.objects.get().status == Status.KILLED


def test_a_kill_that_comes_first_waits_for_its_story(provider):
    assert outcomes(deliver("kill-unknown.xml", provider)) == [Filed.KILL]
    assert Kill.objects.get().guid == "urn:newsml:x.example:20240305:never-seen"
    assert Notice.objects.get().kind == Notice.Kind.KILL

    assert outcomes(deliver("kill-unknown-then-v2.xml", provider)) == [Filed.KILLED]
    assert Article.objects.count() == 0


def test_a_kill_in_words_is_an_advisory_and_no_story(provider):
    (item,) = deliver("kill-in-text-only.txt", provider).items

    assert (item.outcome, item.urgency, item.pub_status) == (Filed.RECORDED, 1, "withheld")
    assert Notice.objects.get().kind == Notice.Kind.ADVISORY
    assert Article.objects.count() == 0


def test_an_embargo_without_a_zone_holds_in_the_senders(client, provider):
    (item,) = deliver("embargo-naive-and-text.json", provider).items

    assert item.story.embargoed_until.isoformat() == "2030-03-06T00:01:00+00:00"
    article = Article.objects.get()
    assert (article.status, article.embargoed_until) == (Status.DRAFT, datetime(2030, 3, 6, 0, 1, tzinfo=UTC))
    assert not article.is_visible()
