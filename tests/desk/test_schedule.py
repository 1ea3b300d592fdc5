"""Changes to come, the calendar and the outbox, as editors meet them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import outbox, workflow
from articles.admin.calendar import days_of, fill
from articles.forms.moments import MomentField
from articles.models import DeskWorker, Effect, ScheduledChange, Webhook
from tests.articles.test_workflow import edit
from tests.factories import make_article, make_published, make_user

HOUR = timedelta(hours=1)
State = ScheduledChange.State
RIGHTS = ("articles.view_article", "articles.change_article")


@pytest.fixture
def publisher(client, db):
    user = make_user("paula", permissions=(*RIGHTS, "articles.publish_article"))
    client.force_login(user)
    return user


@pytest.fixture
def story(db):
    return make_published(at=timezone.now() - HOUR, headline="Polls open")


def save(article, **changes):
    article.refresh_from_db()
    return workflow.save(article, edit(article, **changes), base=article.working)


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def page(client, article):
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def ask(client, article, **form):
    article.refresh_from_db()
    address = reverse("admin:articles_article_schedule_change", args=[article.pk])
    return client.post(address, {"version": article.working_id} | form, follow=True).content.decode()


def about(client, article, change, name):
    address = reverse(f"admin:articles_article_{name}_change", args=[article.pk, change.pk])
    return client.post(address, follow=True)


def test_an_update_is_scheduled_seen_and_canceled(client, publisher, story):
    assert "Schedule a change" in page(client, story)
    save(story, headline="Polls closed")
    at = timezone.now().replace(second=0, microsecond=0) + 2 * HOUR

    said = ask(client, story, what="update", at=local(at), note="Polls have closed.")

    change = ScheduledChange.objects.get()
    assert (change.at, change.by, change.note) == (at, publisher, "Polls have closed.")
    assert ("Set version 2 aside" in said, "“Polls closed”" in said) == (True, True)
    shown = about(client, story, change, "cancel").content.decode()
    assert ("will not come" in shown, "“Polls closed”" in shown) == (True, False)
    change.refresh_from_db()
    assert change.state == State.CANCELED


def test_an_update_that_was_stopped_says_why_and_is_taken_up_by_deciding(client, publisher, story):
    save(story, headline="Polls closed")
    ask(client, story, what="update", at=local(timezone.now() + HOUR))
    save(story, headline="Polls stay open")
    change = ScheduledChange.objects.get()
    workflow.apply_change(change.pk, now=change.at)

    shown = page(client, story)
    assert "Not done: update" in shown
    assert "in the same places: Headline" in shown
    decide = about(client, story, change, "take_up").content.decode()
    assert ("Polls closed" in decide, "Keep theirs" in decide) == (True, True)
    about(client, story, change, "cancel")
    assert "Not done" not in page(client, story)


def test_what_is_wrong_with_a_schedule_is_said(client, publisher, story):
    assert "has passed" in ask(client, story, what="unpublish", at=local(timezone.now() - HOUR))
    assert "Enter a valid date/time" in ask(client, story, what="unpublish", at="soon")
    assert "changes nothing" in ask(client, story, what="update", at=local(timezone.now() + HOUR))
    save(story, headline="Polls closed")
    stale = client.post(
        reverse("admin:articles_article_schedule_change", args=[story.pk]),
        {"version": story.live_id, "what": "unpublish", "at": local(timezone.now() + HOUR)},
        follow=True,
    )
    assert "Somebody saved this story" in stale.content.decode()
    assert ScheduledChange.objects.count() == 0


def test_only_who_may_publish_schedules_and_cancels(client, story):
    save(story, headline="Polls closed")
    change = workflow.schedule_change(story, what="update", at=timezone.now() + HOUR)
    client.force_login(make_user(permissions=RIGHTS))

    assert "Schedule a change" not in page(client, story)
    address = reverse("admin:articles_article_schedule_change", args=[story.pk])
    assert client.post(address, {"version": story.working_id}).status_code == 403
    assert about(client, story, change, "cancel").status_code == 403
    assert about(client, story, change, "take_up").status_code == 403
    assert client.get(reverse("admin:articles_article_cancel_change", args=[story.pk, change.pk])).status_code == 405
    change.refresh_from_db()
    assert change.state == State.WAITING


def test_a_change_belongs_to_its_story(client, publisher, story):
    change = workflow.schedule_change(story, what="unpublish", at=timezone.now() + HOUR)
    assert about(client, make_published(), change, "cancel").status_code == 404


# -- The calendar -----------------------------------------------------------------------------------------------------


def test_the_calendar_shows_what_comes_and_what_goes(client, publisher, django_assert_max_num_queries):
    now = timezone.now()
    for _ in range(2):
        live = make_published(at=now - HOUR, headline="Goes")
        workflow.set_limits(live, embargoed_until=None, expires_at=now + 3 * HOUR)
        workflow.schedule_change(live, what="unpublish", at=now + 2 * HOUR)
        save(live, headline="Changes")
        workflow.schedule_change(live, what="update", at=now + HOUR)
        workflow.publish(make_article(headline="Comes"), at=now + HOUR)
        bound = make_article(headline="Bound")
        workflow.set_limits(bound, embargoed_until=now + HOUR, expires_at=None)

    for view in ("week", "month"):
        with django_assert_max_num_queries(8):
            shown = client.get(
                reverse("desk-calendar"), {"view": view, "day": f"{timezone.localdate(now):%Y-%m-%d}"}
            ).content.decode()
        after = client.get(
            reverse("desk-calendar"), {"view": view, "day": f"{timezone.localdate(now + 7 * 24 * HOUR)}"}
        )
        both = shown + after.content.decode()  # this hour may be the last of its week
        for what in ("Goes live", "Embargo ends", "Update", "Unpublish", "Expires"):
            assert both.count(f'<span class="what">{what}</span>') >= 2
        assert "<strong>UTC</strong>" in shown


def test_the_calendar_is_for_the_desk_and_takes_any_day(client, publisher):
    for day in ("9999-12-31", "0001-01-01", "2026-02-31", "nonsense"):
        assert client.get(reverse("desk-calendar"), {"day": day, "view": "month"}).status_code == 200
    client.force_login(make_user())
    assert client.get(reverse("desk-calendar")).status_code == 403
    client.logout()
    assert client.get(reverse("desk-calendar")).status_code == 302


@pytest.mark.parametrize(
    ("day", "hours", "clock"),
    [
        (date(2026, 3, 28), 24, ""),
        (date(2026, 3, 29), 23, "Clocks go forward from 02:00 to 03:00: a day of 23 hours."),
        (date(2026, 10, 25), 25, "Clocks go back from 03:00 to 02:00: a day of 25 hours."),
    ],
)
def test_days_are_as_long_as_the_clock_says(day, hours, clock):
    with timezone.override("Europe/Berlin"):
        (one,) = days_of(day, 1, day)
        assert (one.hours, one.clock) == (hours, clock)
        assert timezone.localtime(one.start).isoformat()[:16] == f"{day}T00:00"


@pytest.mark.django_db
def test_every_moment_of_a_long_day_stands_on_it_and_the_hour_that_comes_twice_says_which():
    """22:00 UTC is midnight in Berlin before the clocks go back, 23:00 after."""
    moments = [datetime(2026, 10, 24, 21, 59, tzinfo=UTC), datetime(2026, 10, 24, 22, 0, tzinfo=UTC)]
    moments += [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    moments += [datetime(2026, 10, 25, 22, 59, tzinfo=UTC), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)]
    now = moments[0] - HOUR
    with timezone.override("Europe/Berlin"):
        for at in moments:
            workflow.publish(make_article(now=now), at=at, now=now)
        days = days_of(date(2026, 10, 24), 3, date(2026, 10, 24))
        assert fill(days, now) is False

        shown = [[entry.time for entry in day.entries] for day in days]
    assert shown == [["23:59"], ["00:00", "02:30 (UTC+0200)", "02:30 (UTC+0100)", "23:59"], ["00:00"]]


@pytest.mark.parametrize(
    ("zone", "typed", "words"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "There is no 02:30 on 29 March 2026: the clocks go forward from 02:00"),
        ("Europe/Berlin", "2026-10-25T02:00", "02:00 comes twice on 25 October 2026: the clocks go back from 03:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:10", "Choose 02:30 or later, or a time before 02:00."),
        ("Africa/Cairo", "2026-10-29T23:30", "Choose a time before 23:00, or 00:00 or later."),
    ],
)
def test_a_time_that_is_none_or_two_is_refused_in_words(zone, typed, words):
    from django.core.exceptions import ValidationError

    with timezone.override(zone), pytest.raises(ValidationError) as told:
        MomentField().clean(typed)
    assert words in told.value.messages[0]


def test_times_beside_a_change_of_the_clock_are_taken():
    with timezone.override("Europe/Berlin"):
        taken = [
            MomentField().clean(f"2026-{day}") for day in ("03-29T01:59", "03-29T03:00", "10-25T01:59", "10-25T03:00")
        ]
    assert [moment.astimezone(UTC).hour for moment in taken] == [0, 1, 23, 2]


# -- The outbox -------------------------------------------------------------------------------------------------------


@pytest.fixture
def given_up(db):
    now = timezone.now()
    outbox.put("mail", "welcome:1", {"to": ["secret@reader.example"], "subject": "S", "text": "T"}, at=now, now=now)
    effect = Effect.objects.get()
    outbox.claim(effect.pk, owner="w", now=now).failed(outbox.Undelivered("No such box.", is_hopeless=True), now)
    return effect


def test_the_outbox_says_what_went_wrong_and_tries_again(client, given_up):
    client.force_login(make_user(permissions=("articles.view_effect", "articles.change_effect")))
    listed = reverse("admin:articles_effect_changelist")

    shown = client.get(listed).content.decode()
    assert ("No such box." in shown, "Nobody is at work" in shown) == (True, True)
    one = client.get(reverse("admin:articles_effect_change", args=[given_up.pk])).content.decode()
    assert ("No such box." in one, "secret@reader.example" in one) == (True, False)
    client.post(listed, {"action": "try_again", "_selected_action": [given_up.pk]})
    given_up.refresh_from_db()
    assert given_up.state == Effect.State.WAITING

    DeskWorker.objects.create(name="w", started_at=timezone.now(), seen_at=timezone.now())
    assert "Nobody is at work" not in client.get(listed).content.decode()


def test_nobody_writes_into_the_outbox_and_who_may_only_look_does_not_retry(client, given_up):
    client.force_login(make_user(permissions=("articles.view_effect",)))
    client.post(reverse("admin:articles_effect_changelist"), {"action": "try_again", "_selected_action": [given_up.pk]})
    given_up.refresh_from_db()
    assert given_up.state == Effect.State.FAILED
    client.force_login(make_user(is_superuser=True))
    assert client.get(reverse("admin:articles_effect_add")).status_code == 403
    assert client.post(reverse("admin:articles_effect_delete", args=[given_up.pk])).status_code == 403
    assert (
        client.post(reverse("admin:articles_effect_change", args=[given_up.pk]), {"state": "done"}).status_code == 403
    )


def test_the_secret_of_a_webhook_is_shown_once(client, db):
    client.force_login(make_user(permissions=[f"articles.{verb}_webhook" for verb in ("add", "change", "view")]))
    form = {"name": "Partner", "url": "https://partner.example/hook", "events": ["published"], "is_active": "on"}

    made = client.post(reverse("admin:articles_webhook_add"), form).content.decode()

    hook = Webhook.objects.get()
    assert ("whsec_" in made, hook.events) == (True, ["published"])
    assert "whsec_" not in client.get(reverse("admin:articles_webhook_change", args=[hook.pk])).content.decode()
    renewed = client.post(
        reverse("admin:articles_webhook_changelist"), {"action": "make_secret", "_selected_action": [hook.pk]}
    ).content.decode()
    assert "whsec_" in renewed
    assert Webhook.objects.get().salt != hook.salt
