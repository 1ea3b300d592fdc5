"""The front page tool: by keyboard, without script, by two editors, and only for who may."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles import fronts, workflow
from articles.fronts import Pick
from articles.models import Front
from tests.factories import make_article, make_published, make_section, make_user
from tests.pages import headlines

pytestmark = pytest.mark.django_db
TOOL = "/admin/articles/front/"
CURATE = "articles.curate_front"
HOUR = timedelta(hours=1)


@pytest.fixture
def stories():
    now = timezone.now()
    return [make_published(at=now - (n + 1) * HOUR, headline=f"Story {n}") for n in range(4)]


@pytest.fixture
def ada(client):
    user = make_user("ada", permissions=[CURATE])
    client.force_login(user)
    return user


def form(*places, base=0, **data):
    return {
        "base": base,
        "place": [place for place, _ in places],
        "story": [story.pk for _, story in places],
        "until": [""] * len(places),
    } | data


def arranged(response):
    return [(slot.name, [pick.headline for pick in slot.picked]) for slot in response.context["slots"] if slot.picked]


def test_publishing_gives_readers_the_front_and_says_who_did_it(client, ada, stories):
    assert headlines(client.get("/"))[0] == "Story 0"

    response = client.post(TOOL, form(("lead", stories[3]), publish=1), follow=True)

    assert headlines(client.get("/"))[0] == "Story 3"
    assert [str(message) for message in response.context["messages"]] == ["Published front 1. Readers have it now."]
    assert [(entry.user, entry.get_change_message()) for entry in LogEntry.objects.all()] == [
        (ada, "Published front 1. Readers have it now.")
    ]


def test_staged_and_scheduled_fronts_are_not_there_yet(client, ada, stories):
    at = timezone.localtime() + 2 * HOUR

    client.post(TOOL, form(("lead", stories[3]), stage=1))
    client.post(TOOL, form(("lead", stories[2]), base=1, schedule=1, at=f"{at:%Y-%m-%dT%H:%M}"))

    assert headlines(client.get("/"))[0] == "Story 0"
    assert [(front.number, front.live_at is None) for front in Front.objects.order_by("number")] == [
        (1, True),
        (2, False),
    ]
    client.post(f"{TOOL}2/cancel/")
    assert Front.objects.get(number=2).canceled_by == ada


def test_the_buttons_arrange_without_script_and_save_nothing(client, ada, stories):
    held = form(("rest", stories[2]), ("rest", stories[3]))

    moved = client.post(TOOL, held | {"move": f"up-{stories[3].pk}"})
    dropped = client.post(TOOL, held | {"drop": stories[2].pk})
    added = client.post(TOOL, held | {"add": stories[0].pk, "add_to": "lead"})

    assert arranged(moved) == [("Below the lead", ["Story 3", "Story 2"])]
    assert arranged(dropped) == [("Below the lead", ["Story 3"])]
    assert arranged(added) == [("Lead", ["Story 0"]), ("Below the lead", ["Story 2", "Story 3"])]
    assert Front.objects.count() == 0


def test_of_two_editors_the_second_sees_both_fronts_and_can_still_have_theirs(client, ada, stories):
    client.post(TOOL, form(("lead", stories[3]), publish=1))

    refused = client.post(TOOL, form(("lead", stories[2]), publish=1))

    assert refused.status_code == 409
    assert arranged(refused) == [("Lead", ["Story 2"])]
    assert [pick.headline for slot in refused.context["their_slots"] for pick in slot.picked] == ["Story 3"]
    assert headlines(client.get("/"))[0] == "Story 3"
    client.post(TOOL, form(("lead", stories[2]), base=refused.context["draft"].base, publish=1))
    assert headlines(client.get("/"))[0] == "Story 2"


def test_the_tool_warns_of_a_stale_lead_and_of_what_readers_cannot_see(client, ada, stories):
    old = make_published(at=timezone.now() - 30 * HOUR, headline="Old")
    draft = make_article(headline="Draft")
    picks = [Pick(slot="lead", article=old.pk), Pick(slot="rest", article=draft.pk)]
    fronts.save_front(picks, base=0, live_at=timezone.now(), by=None, now=timezone.now() - HOUR)

    response = client.get(TOOL)

    assert [pick.warnings for slot in response.context["slots"] for pick in slot.picked] == [
        ["A stale lead: nothing new in it for 30 hours."],
        ["Readers cannot see it, so another story stands here."],
    ]


def test_a_preview_is_the_readers_page_that_nobody_keeps(client, ada, stories):
    response = client.post(f"{TOOL}preview/", form(("lead", stories[3])))

    assert headlines(response)[0] == "Story 3"
    assert headlines(client.get("/"))[0] == "Story 0"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert "articles/front_page.html" in {template.name for template in response.templates}


def test_a_preview_of_a_scheduled_front_is_that_of_its_moment(client, ada, stories):
    at = timezone.now() + 2 * HOUR
    later = make_article(headline="Later")
    workflow.publish(later, at=at)
    fronts.save_front([Pick(slot="lead", article=later.pk)], base=0, live_at=at, by=ada, now=timezone.now())

    assert headlines(client.get(f"{TOOL}1/preview/"))[0] == "Later"
    assert "Later" not in client.get("/").content.decode()


@pytest.mark.parametrize("address", [TOOL, f"{TOOL}preview/", f"{TOOL}1/preview/", f"{TOOL}1/cancel/"])
def test_only_who_may_curate_gets_there(client, stories, address):
    client.force_login(make_user(permissions=["articles.publish_article", "articles.change_article"]))

    assert client.post(address, form(("lead", stories[3]), publish=1)).status_code == 403
    assert Front.objects.count() == 0


def test_the_tool_costs_the_same_queries_whatever_is_on_it(client, ada, stories, django_assert_max_num_queries):
    picks = [Pick(slot="rest", article=story.pk) for story in stories]
    fronts.save_front(picks, base=0, live_at=timezone.now(), by=ada, now=timezone.now() - HOUR)

    with django_assert_max_num_queries(12):
        client.get(TOOL)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_editor_orders_the_front_by_keyboard_and_readers_see_it(sign_in, live_server):
    make_section("World", position=1)
    now = timezone.now()
    for n in range(4):
        make_published(at=now - (n + 1) * HOUR, headline=f"Story {n}")
    page = sign_in(make_user("ada", permissions=[CURATE]), TOOL)

    for n in (2, 3):
        page.get_by_role("button", name=f"Add Story {n}").press("Enter")
        page.get_by_role("button", name=f"Up Story {n}").wait_for()
    page.get_by_role("button", name="Up Story 3").press("Enter")  # before Story 2
    for _ in range(2):  # to the end of the seconds, then to the lead
        page.get_by_role("button", name="Up Story 3").press("Enter")
    assert page.get_by_role("status").last.text_content() == "Story 3: Lead, 1 of 1"
    assert page.evaluate("document.activeElement.textContent") == "Up Story 3"
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Publish now").press("Enter")
    page.get_by_text("Published front 1. Readers have it now.").wait_for()
    assert page.complaints == []

    page.goto(live_server.url)
    assert page.locator(".card-headline").all_text_contents()[0] == "Story 3"
