"""A day on the wire desk, in a browser: a newer take on an edited story, one clash, and then the agency kills it."""

import json

import pytest
from django.urls import reverse

from articles.models import Article, Status
from tests.desk.test_journey import open_public
from tests.factories import make_user
from tests.wire.dumps import make_provider
from wire.intake import receive
from wire.models import Filed, Item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EDITOR = [
    "articles.view_article",
    "articles.change_article",
    "articles.publish_article",
    "articles.kill_article",
    "wire.view_document",
    "wire.view_chain",
    "wire.view_notice",
]


def send(provider, version, headline, *paragraphs, status="usable"):
    item = {
        "uri": "urn:newsml:osk.example:20260314:ferry",
        "version": str(version),
        "versioncreated": f"2026-03-14T1{version}:00:00Z",
        "pubstatus": status,
        "language": "en",
        "headline": headline,
        "body_html": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
    }
    return receive(json.dumps(item).encode(), provider=provider, filename=f"ferry-{version}.json")


def test_a_newer_take_clashes_is_decided_published_and_killed(sign_in, live_server):
    provider = make_provider("Osk Agency")
    send(provider, 1, "Ferry stops at Osk", "The ferry stopped on Monday.", "Nobody was hurt.")
    page = sign_in(make_user("ada", permissions=EDITOR), reverse("admin:wire_chain_changelist"))

    # The desk edits the story and publishes it.
    page.get_by_role("link", name="Ferry stops at Osk").click()
    page.get_by_role("link", name="Open the story").click()
    page.get_by_label("Headline", exact=True).fill("Ferry stands still at Osk")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved version 2.").wait_for()
    page.get_by_role("button", name="Publish now").click()
    page.get_by_text("Published version 2").wait_for()
    article = Article.objects.get()
    address = live_server.url + article.get_absolute_url()

    # A newer take changes the same headline, and adds a paragraph.
    send(
        provider,
        2,
        "Ferry at Osk to sail on Tuesday",
        "The ferry stopped on Monday.",
        "Nobody was hurt.",
        "It sails again.",
    )
    page.goto(live_server.url + reverse("admin:wire_chain_changelist"))
    page.get_by_text("Waits for you").wait_for()
    page.get_by_role("link", name="Ferry at Osk to sail on Tuesday").click()
    page.get_by_role("link", name="Decide, paragraph by paragraph").click()
    page.get_by_text("Decide about 1 place, then save.").wait_for()
    page.get_by_label("Take the agency's").check()
    page.get_by_role("button", name="Save with these decisions").click()
    page.get_by_text("Saved version 3 with the agency's newer take.").wait_for()
    status, headline, text = open_public(page, address)
    assert (status, headline, "It sails again." in text) == (200, "Ferry stands still at Osk", False)

    page.get_by_role("button", name="Publish changes").click()
    page.get_by_text("Published version 3 as an update.").wait_for()
    status, headline, text = open_public(page, address)
    assert (status, headline, "It sails again." in text) == (200, "Ferry at Osk to sail on Tuesday", True)

    # The agency kills it; readers see it until an editor, who knows more, has said so.
    send(provider, 3, "Ferry at Osk to sail on Tuesday", "Kill this story.", status="canceled")
    page.goto(live_server.url + reverse("admin:wire_notice_changelist"))
    page.locator("#result_list").get_by_role("link", name="Killed by its agency").click()
    page.get_by_label("Why it is withdrawn").fill("Our report was wrong: the ferry never stopped.")
    page.get_by_role("button", name="Kill the story").click()
    page.get_by_text("Killed by its agency: Killed.").wait_for()

    status, _, text = open_public(page, address)
    assert (status, "Our report was wrong: the ferry never stopped." in text) == (410, True)
    article.refresh_from_db()
    assert article.status == Status.KILLED
    assert [item.outcome for item in Item.objects.order_by("pk")] == [Filed.CREATED, Filed.UPDATED, Filed.KILL]
    assert page.complaints == []
