"""`run_desk`: what is due is done and said, to a real server of somebody else's."""

import base64
import hmac
import json
import threading
from datetime import timedelta
from io import StringIO
from urllib.parse import parse_qs

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from articles import outbox, workflow
from articles.delivery import HANDLERS
from articles.delivery.webhook import secret_of
from articles.management.commands import run_desk as run_desk_command
from articles.management.working import InHand
from articles.models import DeskWorker, Effect, ScheduledChange, Webhook
from tests.articles.recording import recording
from tests.articles.test_workflow import edit
from tests.factories import make_author, make_published, make_section, make_topic

MINUTE = timedelta(minutes=1)
State = Effect.State

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(settings):
    with recording() as partner:
        settings.WIRE_FETCH_ALLOW = [partner.endpoint]
        settings.UNDO_SECONDS = 0
        yield partner


def run_desk():
    """What it printed, and how it ended."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("run_desk", "--once", stdout=out, stderr=err)
    except SystemExit as exc:
        code = exc.code
    return out.getvalue(), err.getvalue(), code


def test_a_hub_is_told_which_feeds_changed(partner, settings):
    settings.WEBSUB_HUB = partner.url("/hub")
    author, section, topic = make_author(slug="ada"), make_section(slug="world"), make_topic(slug="tides")
    make_published(by=[author], section=section.pk, topics=(topic.pk,))

    out, _, code = run_desk()

    (told,) = partner.told
    asked = parse_qs(told.body.decode())
    pages = ("/", "/section/world/", "/topic/tides/", "/author/ada/")
    assert (told.path, asked["hub.mode"], code) == ("/hub", ["publish"], 0)
    assert asked["hub.url"] == [
        f"{settings.SITE_URL}{page}feed.{kind}" for page in pages for kind in ("atom", "rss", "json")
    ]
    assert out.splitlines()[-2:] == ["kind    done  failed  taken back", "websub     1       0           0"]
    assert Effect.objects.get().state == State.DONE
    assert DeskWorker.objects.count() == 0


def test_feeds_name_the_hub_and_themselves(client, settings):
    settings.WEBSUB_HUB = "https://hub.example/?for=us&all"
    make_published()
    for kind in ("atom", "rss", "json"):
        answer = client.get(f"/feed.{kind}")
        address = f"{settings.SITE_URL}/feed.{kind}"
        assert answer["Link"] == f'<{settings.WEBSUB_HUB}>; rel="hub", <{address}>; rel="self"'
        body = answer.content.decode()
        if kind == "json":
            assert json.loads(body)["hubs"] == [{"type": "WebSub", "url": settings.WEBSUB_HUB}]
        else:
            assert body.count('rel="hub"') == body.count('rel="self"') == 1
            assert "https://hub.example/?for=us&amp;all" in body

    settings.WEBSUB_HUB = ""
    answer = client.get("/feed.atom")
    assert ("hub" in answer.content.decode(), "hub" in answer["Link"]) == (False, False)


def test_a_partner_is_told_in_a_way_that_it_can_check(partner, settings):
    hook = Webhook.objects.create(name="Partner", url=partner.url("/hook"), events=["published", "withdrawn"])
    article = make_published(headline="Tide rises")
    run_desk()
    workflow.kill(article, note="It was not so.")
    run_desk()

    published, killed = partner.told
    story = {"id": f"urn:uuid:{article.uid}", "url": f"{settings.SITE_URL}{article.get_absolute_url()}"}
    body = json.loads(published.body)
    assert (body["type"], body["data"]["headline"], body["data"]["version"]) == ("story.published", "Tide rises", 1)
    assert json.loads(killed.body)["data"] == story
    for told in partner.told:
        statement = f"{told.key}.{told.headers['webhook-timestamp']}.".encode() + told.body
        secret = base64.b64decode(secret_of(hook).removeprefix("whsec_"))
        signature = base64.b64encode(hmac.digest(secret, statement, "sha256")).decode()
        assert told.headers["webhook-signature"] == f"v1,{signature}"
        assert told.headers["webhook-id"] == told.key
    assert published.key != killed.key


def test_a_partner_that_fails_is_asked_again_with_the_same_key(partner):
    Webhook.objects.create(name="Partner", url=partner.url("/hook"), events=["published"])
    partner.statuses["/hook"], partner.answers["Retry-After"] = 503, "120"
    make_published()

    _, err, code = run_desk()

    effect = Effect.objects.get()
    assert (code, effect.state, effect.attempts) == (1, State.WAITING, 1)
    assert effect.trouble == "The other side is not available at present (503)."
    assert effect.trouble in err
    assert effect.next_try_at > timezone.now() + timedelta(seconds=100)
    partner.statuses.clear()
    Effect.objects.update(next_try_at=timezone.now())
    assert run_desk()[2] == 0
    assert len({told.key for told in partner.told}) == 1 < len(partner.told)


@pytest.mark.any_database
@pytest.mark.parametrize(("status", "words"), [(302, "leads elsewhere"), (410, "any more")])
def test_what_is_hopeless_is_given_up_at_once(partner, status, words):
    Webhook.objects.create(name="Partner", url=partner.url("/hook"), events=["published"])
    partner.statuses["/hook"], partner.answers["Location"] = status, partner.url("/secret")
    make_published()
    run_desk()

    effect = Effect.objects.get()
    assert (effect.state, words in effect.trouble, len(partner.told)) == (State.FAILED, True, 1)


@pytest.mark.any_database
def test_nobody_can_make_us_call_into_our_own_network(partner, settings):
    settings.WIRE_FETCH_ALLOW = []
    for number, url in enumerate(
        [partner.url("/hook"), "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/"]
    ):
        Webhook.objects.create(name=f"{number}", url=url, events=["published"])
    make_published()
    run_desk()

    assert set(Effect.objects.values_list("state", flat=True)) == {State.FAILED}
    assert partner.told == []


def test_mail_is_the_same_mail_each_time(settings):
    now, payload = timezone.now(), {"to": ["ada@reader.example"], "subject": "Good\nmorning", "text": "Hello."}
    outbox.put("mail", "digest:1", payload | {"html": "<p>Hello.</p>"}, at=now, now=now)
    run_desk()

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ada@reader.example"], "Good morning", "Hello.")
    assert sent.from_email == settings.DEFAULT_FROM_EMAIL
    assert sent.alternatives[0].content == "<p>Hello.</p>"
    assert Effect.objects.get().payload == {}
    Effect.objects.update(state=State.WAITING, payload=payload)  # as if the worker had died before it said so
    run_desk()
    once, again = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert once == again


def test_a_kind_that_nobody_knows_and_a_mistake_of_ours_stop_nobody(partner):
    now = timezone.now()
    outbox.put("pigeon", "1", {}, at=now, now=now)
    outbox.put("mail", "broken", {}, at=now, now=now)
    outbox.put("mail", "good", {"to": ["a@reader.example"], "subject": "S", "text": "T"}, at=now, now=now)

    _, err, code = run_desk()

    assert (code, len(mail.outbox)) == (1, 1)
    assert "Nothing here knows how to do “pigeon”." in err
    assert "KeyError: 'subject'" in Effect.objects.get(key="broken").trouble


def test_scheduled_changes_are_done_and_said(partner, settings):
    settings.WEBSUB_HUB = partner.url("/hub")
    now = timezone.now()
    before = now - MINUTE
    article = make_published(at=before - MINUTE, headline="Before")
    workflow.save(article, edit(article, headline="After"), base=article.working, now=before)
    workflow.schedule_change(article, what=ScheduledChange.What.UPDATE, at=before + MINUTE / 2, now=before)
    stopped = make_published(at=before - MINUTE)
    workflow.schedule_change(stopped, what=ScheduledChange.What.UNPUBLISH, at=before + MINUTE / 2, now=before)

    out, _, code = run_desk()

    article.refresh_from_db()
    assert (article.headline, code) == ("After", 0)
    assert out.splitlines()[0] == f"Update of story {article.pk}: done"
    # of the update; of the other story nobody had been told, so nobody needs to hear that it is gone
    assert [told.key.split(":")[1] for told in partner.told] in (["published", "updated"], ["updated", "published"])


def test_a_worker_that_is_asked_to_stop_gives_back_what_it_waits_for(monkeypatch):
    now, answer = timezone.now(), threading.Event()
    monkeypatch.setitem(HANDLERS, "slow", lambda *_: answer.wait)
    monkeypatch.setattr(run_desk_command, "LAST_WORDS", 0.05)
    outbox.put("slow", "1", {}, at=now, now=now)
    worker = run_desk_command.Command()
    worker.name, worker.in_hand, worker.stop = "w", InHand(), threading.Event()
    assert worker.begin_effects(now) == 1
    assert outbox.due(now, 10) == []

    worker.leave()

    answer.set()
    effect = Effect.objects.get()
    assert (outbox.due(now, 10), effect.attempts) == ([effect.pk], 0)
