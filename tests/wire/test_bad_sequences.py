"""Documents of which each is in order and only their sequence is bad: what the newsroom makes of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles import workflow
from articles.models import Article, Status
from articles.workflow import WorkflowError
from tests.wire import deliveries
from tests.wire.deliveries import said
from tests.wire.dumps import make_provider
from wire.intake import receive
from wire.models import Filed, Kill, Notice, Provider

pytestmark = pytest.mark.django_db
BAD = Path(__file__).with_name("bad")
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def provider():
    """Whose copy goes live as soon as it may: what stays out does so for another reason."""
    return make_provider("Osk Press", publishing=Provider.Publishing.EVERYTHING, kills_at_once=True)


def deliver(name, provider):
    received = receive((BAD / name).read_bytes(), provider=provider, filename=name, now=NOW)
    return [item.outcome for item in received.items]


def headlines(provider):
    articles = Article.objects.filter(wire_items__provider=provider).distinct().order_by("pk")
    return [article.working.content.headline for article in articles]


def test_one_guid_with_other_words_and_from_another_feed(provider):
    other = make_provider()

    assert deliver("dup-guid-a.json", provider) == [Filed.CREATED]
    assert deliver("dup-guid-a.json", provider) == []
    assert deliver("dup-guid-b.json", provider) == [Filed.DISPUTED]
    assert deliver("dup-guid-b.json", provider) == []
    assert deliver("dup-guid-c-other-source.json", other) == [Filed.CREATED]

    assert headlines(provider) == ["Fire in warehouse"]
    disputed = provider.items.get(outcome=Filed.DISPUTED)
    assert disputed.story.headline == "Council votes on budget"
    assert said(disputed) == [(Notice.Kind.DISPUTE, disputed.article)]


def test_versions_in_the_wrong_order_and_a_kill_among_them(provider):
    assert deliver("version-10.json", provider) == [Filed.CREATED]
    ten = provider.items.get().content
    assert deliver("version-9-late.json", provider) == [Filed.OLDER]
    assert Article.objects.get().working.content == ten

    assert deliver("version-11-killed.json", provider) == [Filed.KILL]
    assert Article.objects.get().status == Status.KILLED
    assert deliver("version-10-again.json", provider) == []
    assert deliver("version-12-after-kill.json", provider) == [Filed.KILLED]

    assert [article.status for article in Article.objects.all()] == [Status.KILLED]
    twelve = provider.items.get(sent_version="12")
    assert said(twelve) == [(Notice.Kind.RETURN, twelve.article)]


def test_a_kill_of_what_never_came_and_then_it_comes(provider):
    assert deliver("kill-unknown.xml", provider) == [Filed.KILL]
    assert said(provider.items.get()) == [(Notice.Kind.KILL, None)]
    assert Kill.objects.get().guid == "urn:newsml:x.example:20240305:never-seen"

    assert deliver("kill-unknown-then-v2.xml", provider) == [Filed.KILLED]
    assert Article.objects.count() == 0


def test_a_kill_in_words_alone(provider):
    assert deliver("kill-in-text-only.txt", provider) == [Filed.RECORDED]
    assert said(provider.items.get()) == [(Notice.Kind.ADVISORY, None)]
    assert Article.objects.count() == 0


def test_a_kill_in_words_stops_the_story_with_its_slugline(provider):
    named = {"slugline": "BC-XX--Mayor Arrest,1st Ld-Writethru", "headline": "Mayor arrested"}
    article = deliveries.deliver(deliveries.take(1, **named), provider=provider).article
    assert article.status == Status.PUBLISHED

    deliver("kill-in-text-only.txt", provider)

    article.refresh_from_db()
    assert said(article) == [(Notice.Kind.ADVISORY, article)]
    assert (article.status, article.is_held) == (Status.PUBLISHED, True)


def test_an_embargo_without_a_zone_holds_to_its_later_reading():
    provider = make_provider(timezone="Europe/London", publishing=Provider.Publishing.EVERYTHING)

    assert deliver("embargo-naive-and-text.json", provider) == [Filed.CREATED]

    article = Article.objects.get()
    assert (article.status, article.embargoed_until) == (Status.DRAFT, datetime(2030, 3, 6, 0, 1, tzinfo=UTC))
    with pytest.raises(WorkflowError, match="under embargo"):
        workflow.publish(article, now=NOW)
