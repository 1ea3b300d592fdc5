"""No reader sees a word of a story before its time, after its time, or of what the desk is still working on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Correction
from tests.factories import make_author, make_published, make_section, make_topic
from tests.reader.canaries import NOWHERE, SURFACES, Canaries, canary_content, leaks, make_canary, public_patterns

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def corrected(article):
    """With a public note in words of the story's own."""
    text = article.headline.replace("headline", "correction")
    return workflow.correct(article, kind=Correction.Kind.CORRECTION, text=text).article


def scheduled(article):
    workflow.publish(article, at=timezone.now() + HOUR)


def embargoed(article):
    until = timezone.now() + HOUR
    workflow.set_limits(article, embargoed_until=until, expires_at=None)
    workflow.publish(article, at=until)


def expired(article):
    now = timezone.now()
    corrected(workflow.publish(article, at=now - HOUR, now=now - HOUR))
    workflow.set_limits(article, embargoed_until=None, expires_at=now)


def taken_back(article):
    workflow.unpublish(corrected(workflow.publish(article)))


def killed(article):
    workflow.kill(corrected(workflow.publish(article)), note="Withdrawn.")


def killed_before_it_was_seen(article):
    scheduled(article)
    workflow.kill(article, note="Withdrawn.")


def left_as_a_draft(article):
    pass


OTHERS = ["/", "/section/control-section/", "/topic/control/", "/author/control/", "/archive/", "/search/?q=control"]
HIDDEN = [left_as_a_draft, scheduled, embargoed, expired, taken_back, killed, killed_before_it_was_seen]


@pytest.fixture
def control():
    """A story that readers see beside the hidden one, so that there are pages for it to leak into."""
    author, section = (
        make_author("Control", slug="control"),
        make_section("Control", slug="control-section", position=1),
    )
    topic = make_topic("Control", slug="control")
    return make_published(headline="Control", by=[author], section=section.pk, topics=(topic.pk,))


def test_every_public_address_is_watched():
    """A new kind of page has to say, in SURFACES, where a hidden story could be read on it."""
    assert public_patterns() == set(SURFACES)


def test_a_visible_story_is_read_at_every_kind_of_address(client, control):
    """The proof that the canaries can be heard: without it, the silence of the other tests would mean nothing."""
    canary, article = make_canary("seen")
    corrected(workflow.publish(article))

    found = leaks(client, canary)

    silent = [name for name, surface in SURFACES.items() if not set(surface(canary)) & set(found)]
    assert silent == [
        "articles:archive",
        "articles:archive-year",
        "articles:saved",
        "articles:settings",
        "articles:offline",
        "articles:service-worker",
        "articles:sitemap",
        "articles:robots",
        "articles:llms",
        "articles:mining-rights",
        "articles:manifest",
        "wire:push",
        "api:root",
        "api:openapi",
        "api:documentation",
    ]  # these name no story
    assert set().union(*found.values()) == {*canary.words, "correction", "picture"}


@pytest.mark.parametrize("hide", HIDDEN)
def test_not_a_word_of_a_hidden_story_is_read_anywhere(client, control, hide):
    canary, article = make_canary("hidden")

    hide(article)

    assert leaks(client, canary) == {}


@pytest.mark.parametrize("hide", HIDDEN)
def test_the_pages_of_others_are_the_same_bytes_with_and_without_a_hidden_story(client, control, hide):
    addresses = [*OTHERS, *SURFACES["articles:archive-month"](Canaries("any")), NOWHERE]
    before = {address: client.get(address).content for address in addresses}

    hide(make_canary("hidden")[1])
    assert {address: client.get(address).content for address in addresses} == before

    make_published(headline="Another")
    assert client.get("/").content != before["/"]


@pytest.mark.parametrize("hide", HIDDEN)
def test_the_addresses_of_a_hidden_story_answer_like_addresses_of_nothing(client, control, hide):
    canary, article = make_canary("hidden")
    hide(article)
    unknown = client.get(NOWHERE)

    addresses = [f"/{day:%Y/%m/%d}/{canary['slug']}/" for day in canary.days()]
    addresses += [
        f"/section/{canary['sectionslug']}/",
        f"/topic/{canary['topicslug']}/",
        f"/author/{canary['authorslug']}/",
    ]
    answers = [client.get(address) for address in addresses]

    gone = [answer for answer in answers if answer.status_code == 410]
    assert len(gone) == (1 if hide is killed else 0)
    for answer in answers:
        if answer not in gone:
            assert (answer.status_code, answer.content, answer.headers) == (404, unknown.content, unknown.headers)


def test_the_desk_s_work_on_a_visible_story_is_not_read(client, control):
    update = Canaries("update")
    content = canary_content(update)
    addresses = [*OTHERS, control.get_absolute_url()]
    before = {address: client.get(address).content for address in addresses}

    workflow.save(control, content, base=control.working)

    assert leaks(client, update) == {}
    assert {address: client.get(address).content for address in addresses} == before

    workflow.publish(control)
    seen = set().union(*leaks(client, update).values())
    assert {"headline", "body", "author", "topic", "section", "picture"} - seen == set()


def test_what_the_desk_writes_to_itself_is_never_read(client, control):
    canary, article = make_canary("desk")
    content = replace(article.working.content, editor_note=f"For the desk: {canary['editornote']}")
    workflow.save(article, content, base=article.working)
    workflow.publish(article)

    heard = set().union(*leaks(client, canary).values())

    assert heard == {*canary.words, "picture"} - {"editornote"}
