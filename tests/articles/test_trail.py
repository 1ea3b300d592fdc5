"""Every change of a story's state, of an embargo, of rights, and every sign-in is in the trail, and stays as it was."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, transaction
from django.test import Client

from articles import trail, workflow
from articles.models import Correction, Stage, TrailEntry
from articles.trail import Act, Actor
from tests.factories import make_article, make_content, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ada():
    ada = make_user("ada", permissions=["articles.release_article"])
    TrailEntry.objects.all().delete()  # that she was made
    return ada


def told(*columns):
    return list(TrailEntry.objects.order_by("pk").values_list(*columns))


def test_each_verb_leaves_its_line(ada, noon):
    article = make_article(now=noon, headline="Ferry sails")
    workflow.set_stage(article, Stage.APPROVED, by=ada, now=noon)
    workflow.set_limits(article, embargoed_until=noon + HOUR, expires_at=noon + 9 * HOUR, by=ada, now=noon)
    workflow.lift_embargo(article, by=ada, reason="The minister spoke early.", now=noon)
    workflow.hold(article, note="Wait for the lawyer.", now=noon)
    workflow.release(article, by=ada, reason="She has read it.", now=noon)
    workflow.publish(article, at=noon + HOUR, by=ada, now=noon)
    article = workflow.publish(article, by=ada, now=noon)
    workflow.save(article, make_content(headline="Ferry sails again"), base=article.working, now=noon)
    workflow.publish(article, by=ada, note="It sailed twice.", now=noon + HOUR)
    workflow.correct(article, kind=Correction.Kind.CORRECTION, text="It was a barge.", by=ada, now=noon + HOUR)
    workflow.unpublish(article, by=ada, now=noon + 2 * HOUR)
    article = workflow.publish(article, by=ada, now=noon + 3 * HOUR)
    workflow.kill(article, note="It never sailed.", by=ada, now=noon + 4 * HOUR)

    lines = told("act", "who", "version", "reason")
    assert lines == [
        ("stage", "ada", 1, ""),
        ("embargo", "ada", 1, ""),
        ("expiry", "ada", 1, ""),
        ("embargo", "ada", 1, "The minister spoke early."),
        ("hold", "", 1, "Wait for the lawyer."),
        ("release", "ada", 1, "She has read it."),
        ("schedule", "ada", 1, ""),
        ("publish", "ada", 1, ""),
        ("update", "ada", 2, "It sailed twice."),
        ("correct", "ada", 2, "It was a barge."),
        ("unpublish", "ada", 2, ""),
        ("publish", "ada", 2, ""),
        ("kill", "ada", 2, "It never sailed."),
    ]
    assert {about for (about,) in told("about")} == {"Ferry sails", "Ferry sails again"}


def test_what_is_refused_leaves_none(ada, noon):
    article = make_article(now=noon)
    with pytest.raises(workflow.WorkflowError):
        workflow.kill(article, note=" ", by=ada, now=noon)

    assert told("act") == []


def test_whoever_asked_is_named_where_the_verb_is_not_told(ada, noon):
    with trail.acting(lambda: Actor(ada, "192.0.2.7")):
        workflow.hold(make_article(now=noon), note="Wait.", now=noon)

    assert told("by", "who", "network") == [(ada.pk, "ada", "192.0.2.7")]


def test_the_database_refuses_to_change_a_line(ada, noon):
    trail.note(Act.KILL, at=noon, by=ada, about="Ferry sails")
    entry = TrailEntry.objects.get()
    for changed in ({"who": "ben"}, {"at": noon - HOUR}, {"act": Act.PUBLISH}, {"reason": "none"}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            TrailEntry.objects.filter(pk=entry.pk).update(**changed)

    ada.delete()
    assert told("by", "who")[0] == (None, "ada")


def test_a_name_cannot_pass_for_another_line(noon):
    trail.note(Act.KILL, at=noon, about="Ferry\r\n2026-03-14 ben kill\x1b[2J")

    assert told("about") == [("Ferry 2026-03-14 ben kill[2J",)]


def test_signing_in_and_out_and_failing_to_are_in_it(ada, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ada.set_password("correct horse battery")
    ada.save()
    client, address = Client(), "192.0.2.7"
    client.post("/admin/login/", {"username": "ada", "password": "wrong"}, REMOTE_ADDR=address)
    client.post("/admin/login/", {"username": "ada", "password": "correct horse battery"}, REMOTE_ADDR=address)
    client.post("/admin/logout/", REMOTE_ADDR=address)

    assert told("act", "who", "about", "network") == [
        ("password", "", "ada", ""),
        ("fail", "", "ada", address),
        ("sign in", "ada", "ada", address),
        ("sign out", "ada", "ada", address),
    ]


def test_what_somebody_may_do_is_in_it(ada):
    publish = Permission.objects.get(codename="publish_article")
    desk = Group.objects.create(name="Night desk")
    ada.groups.add(desk)
    desk.permissions.add(publish)
    ada.is_superuser = True
    ada.save()
    desk.permissions.remove(publish)
    get_user_model().objects.create_user("ben", is_staff=True).delete()

    assert told("act", "about", "was", "became") == [
        ("rights", "ada", "", "Night desk"),
        ("rights", "Night desk", "", "publish_article"),
        ("rights", "ada", "is_active, is_staff", "is_active, is_staff, is_superuser"),
        ("rights", "Night desk", "publish_article", ""),
        ("rights", "ben", "", "is_active, is_staff"),
        ("rights", "ben", "is_active, is_staff", "deleted"),
    ]


def test_it_is_taken_away_as_a_table_that_no_spreadsheet_runs(admin_client, noon):
    TrailEntry.objects.all().delete()
    trail.note(Act.KILL, at=noon, about="=1+1")
    entry = TrailEntry.objects.get()
    answer = admin_client.post(
        "/admin/articles/trailentry/", {"action": "export", "_selected_action": entry.pk}, follow=False
    )

    assert answer.getvalue().decode().splitlines() == [
        "at,who,network,act,about,version,was,became,reason",
        "2026-03-14T12:00:00+00:00,,,kill,'=1+1,,,,",
    ]


def test_it_is_read_and_not_written(admin_client):
    addresses = ["", "add/", f"{TrailEntry.objects.latest('pk').pk}/delete/"]

    assert [admin_client.get(f"/admin/articles/trailentry/{one}").status_code for one in addresses] == [200, 403, 403]
