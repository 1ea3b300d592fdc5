"""The first screen: what is mine, what waits, what is due and what changed; in few queries, and for a phone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Assignment, DeskVisit, Stage
from tests.factories import make_article, make_content, make_published, make_user

pytestmark = pytest.mark.django_db
INDEX = "/admin/"
HOUR = timedelta(hours=1)
EDIT = ["articles.view_article", "articles.change_article"]
PUBLISH = "articles.publish_article"


def listed(response):
    return {block.key: [row.article.working.headline for row in block.rows] for block in response.context["blocks"]}


def fill(ada, ben, times=1):
    """Something of every kind."""
    now = timezone.now()
    for n in range(times):
        workflow.create(make_content(headline=f"Mine {n}"), by=ada)
        workflow.create(make_content(headline=f"Of Ben {n}"), by=ben)
        workflow.set_stage(workflow.create(make_content(headline=f"In review {n}"), by=ben), Stage.IN_REVIEW)
        workflow.publish(workflow.create(make_content(headline=f"Soon {n}"), by=ben), at=now + 2 * HOUR)
        embargoed = workflow.create(make_content(headline=f"Embargoed {n}"), by=ben)
        workflow.set_limits(embargoed, embargoed_until=now + HOUR, expires_at=None)
        changed = make_published(headline=f"Live {n}")
        content = replace(changed.working.content, headline=f"Changed {n}")
        workflow.save(changed, content, base=changed.working, by=ada, note="A better verb")
        assigned = workflow.create(make_content(headline=f"Assigned {n}"), by=ben)
        workflow.assign(assigned, ada, due_at=now - HOUR, task="Call the harbor", by=ben, now=now)


def test_each_story_is_where_somebody_looks_for_it(client):
    ada, ben = make_user("ada", permissions=[*EDIT, PUBLISH]), make_user("ben")
    client.force_login(ada)
    fill(ada, ben)

    response = client.get(INDEX)

    found = listed(response)
    assert found == {
        "assigned": ["Assigned 0"],
        "drafts": ["Mine 0"],
        "review": ["In review 0"],
        "out": ["Embargoed 0", "Soon 0"],
        "stopped": [],
        "changed": ["Changed 0"],
        "since": ["Assigned 0", "Embargoed 0", "Soon 0", "In review 0", "Of Ben 0"],
    }
    text = response.content.decode()
    assert "Call the harbor; due" in text
    assert ", late" in text
    assert "embargo ends" in text


def test_reviewing_waits_only_for_who_may_publish(client):
    ada, ben = make_user("ada", permissions=EDIT), make_user("ben")
    client.force_login(ada)
    fill(ada, ben)

    assert "review" not in listed(client.get(INDEX))


def test_what_changed_is_what_others_changed_since_the_visit_before(client):
    ada, ben = make_user("ada", permissions=EDIT), make_user("ben")
    client.force_login(ada)
    now = timezone.now()
    DeskVisit.objects.create(user=ada, seen_at=now - 5 * HOUR, before_at=now - 50 * HOUR)
    workflow.create(make_content(headline="Before"), by=ben, now=now - 6 * HOUR)
    workflow.create(make_content(headline="After"), by=ben, now=now - HOUR)

    assert listed(client.get(INDEX))["since"] == ["After"]
    assert listed(client.get(INDEX))["since"] == ["After"]  # coming back from a story is the same look


@pytest.mark.parametrize("times", [1, 12])
def test_the_first_screen_costs_ten_queries_however_much_there_is(client, times, django_assert_max_num_queries):
    permissions = [*EDIT, PUBLISH, "wire.view_chain", "articles.curate_front"]
    ada, ben = make_user("ada", permissions=permissions), make_user("ben")
    client.force_login(ada)
    fill(ada, ben, times)
    client.get(INDEX)  # the first visit ever makes its row

    with django_assert_max_num_queries(10):
        response = client.get(INDEX)

    assert {key: len(rows) for key, rows in listed(response).items()}["drafts"] == min(times, 8)
    assert "From the wire" in response.content.decode()


def test_who_may_see_no_stories_sees_none(client):
    client.force_login(make_user(permissions=["articles.view_topic"]))
    make_article(headline="Secret", now=timezone.now())

    text = client.get(INDEX).content.decode()

    assert "Secret" not in text
    assert "From the wire" not in text
    assert "/admin/articles/topic/" in text


def test_a_story_is_given_to_somebody_and_is_theirs_in_the_list(client):
    ada, ben = make_user("ada", permissions=EDIT), make_user("ben", permissions=EDIT)
    story, _ = make_article(headline="The ferry"), make_article(headline="Another")
    client.force_login(ada)
    address = reverse("admin:articles_article_assign", args=[story.pk])
    data = {"version": story.working_id, "person": ben.pk, "due_at": "2099-01-05T18:30", "task": "Call"}

    response = client.post(address, data, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Assigned to ben, due 5 Jan 2099, 18:30."]
    assert "ben has this story, from ada" in response.content.decode()

    client.force_login(ben)
    found = client.get("/admin/articles/article/?mine=assigned").context["cl"].result_list
    assert [article.working.headline for article in found] == ["The ferry"]
    client.post(address, data | {"person": ""})
    assert [assignment.ended_at is None for assignment in Assignment.objects.all()] == [False]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_first_screen_on_a_phone_in_the_dark(sign_in):
    ada, ben = make_user("ada", is_superuser=True), make_user("ben")
    fill(ada, ben, 2)

    page = sign_in(ada, INDEX, viewport={"width": 360, "height": 740}, color_scheme="dark")

    assert page.get_by_role("heading", name="Assigned to me").is_visible()
    assert page.get_by_role("link", name="Mine 1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert Axe().run(page).response["violations"] == []
    page.get_by_text("Everything that can be looked after here").click()
    assert page.get_by_role("link", name="Topics").last.is_visible()
    assert page.complaints == []
