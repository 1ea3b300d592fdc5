"""Correcting a story at the desk: the note is asked for, and goes to readers together with the words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction, WithheldVersion
from tests.factories import make_article, make_published, make_user

pytestmark = pytest.mark.django_db
VIEW, EDIT = "articles.view_article", "articles.change_article"
PUBLISH, KILL, CORRECT = "articles.publish_article", "articles.kill_article", "articles.correct_article"
HOUR = timedelta(hours=1)


@pytest.fixture
def story():
    """Readers see "Monday"; the desk has saved "Tuesday"."""
    article = make_published(at=timezone.now() - HOUR, headline="It opened on Monday")
    workflow.save(article, replace(article.working.content, headline="It opened on Tuesday"), base=article.working)
    article.refresh_from_db()
    return article


def signed_in(client, *permissions):
    client.force_login(make_user("ada", permissions=[VIEW, *permissions]))
    return client


def page_of(article, verb="correct"):
    return reverse(f"admin:articles_article_{verb}", args=[article.pk])


def correct(client, article, **said):
    note = {"kind": "correction", "text": "It opened on Tuesday, not on Monday."}
    return client.post(page_of(article), {"version": article.working_id} | note | said, follow=True)


def test_the_page_says_what_will_happen_and_shows_the_change(client, story):
    text = client.get(page_of(story)).text if signed_in(client, CORRECT) else ""

    assert "Version 2 is published; below is what changes for readers." in text
    assert "<del> Monday</del><ins> Tuesday</ins>" in text
    assert "Publish the note and version 2" in text


def test_note_and_words_are_published_together_and_written_down(client, story):
    response = correct(signed_in(client, CORRECT), story, changes_meaning="on")

    story.refresh_from_db()
    correction = Correction.objects.get()
    assert [str(message) for message in response.context["messages"]] == [
        "Correction published: readers see it on the story now."
    ]
    assert story.headline == "It opened on Tuesday"
    assert (correction.version_id, correction.by.username) == (story.live_id, "ada")
    assert (correction.text, correction.changes_meaning) == ("It opened on Tuesday, not on Monday.", True)
    assert story.updated_at == correction.at
    assert LogEntry.objects.get().get_change_message() == (
        "Published a note. Correction: It opened on Tuesday, not on Monday."
    )
    assert "It opened on Tuesday, not on Monday." in response.text
    client.logout()
    assert "It opened on Tuesday, not on Monday." in client.get(story.get_absolute_url()).text


def test_a_note_may_stand_alone(client):
    article = make_published(at=timezone.now() - HOUR)

    assert "No word of the story changes" in signed_in(client, PUBLISH).get(page_of(article)).text
    correct(client, article, kind="editor's note", text="We have kept a name out of this story.")

    article.refresh_from_db()
    assert (article.live.number, article.corrections.get().kind) == (1, "editor's note")


@pytest.mark.parametrize(
    ("kind", "text"),
    [("correction", "  "), ("update", "It was Tuesday."), ("clarification", "We wrongly said Monday.")],
)
def test_a_note_that_readers_could_not_use_is_asked_for_again(client, story, kind, text):
    response = correct(signed_in(client, CORRECT), story, kind=kind, text=text)

    assert response.status_code == 422
    assert text.strip() in response.text
    assert Correction.objects.count() == 0
    assert Article.objects.get().live_id != story.working_id


def test_an_editor_who_looked_again_may_keep_a_softer_label(client, story):
    soft = {"kind": "clarification", "text": "Nobody was wrong to call it a ferry."}
    assert "No fact was wrong: keep this label" in correct(signed_in(client, CORRECT), story, **soft).text

    correct(client, story, **soft, was_no_error="on")

    assert Correction.objects.get().kind == "clarification"


def test_a_label_that_was_typed_is_not_printed_twice(story):
    correction = workflow.correct(story, kind=Correction.Kind.CORRECTION, text="Correction: it opened on Tuesday.")

    assert str(correction) == "Correction: It opened on Tuesday."


def test_a_note_is_for_the_version_that_the_editor_looked_at(client, story):
    seen = story.working_id
    workflow.save(story, replace(story.working.content, headline="Somebody else's"), base=story.working)

    response = correct(signed_in(client, CORRECT), story, version=seen)

    assert "Somebody saved this story since you opened it." in response.text
    assert "It opened on Tuesday, not on Monday." in response.text  # what was typed is still there
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (make_article, "Readers have not seen this story yet"),
        (lambda: workflow.publish(make_article(), at=timezone.now() + HOUR), "Readers have not seen this story yet"),
        (lambda: workflow.kill(make_published(at=timezone.now() - HOUR), note="Wrong."), "This story was killed"),
    ],
)
def test_what_readers_do_not_know_is_not_corrected(client, make, says):
    article = make()

    assert says in signed_in(client, CORRECT).get(page_of(article)).text
    assert says in correct(client, article).text
    assert Correction.objects.count() == 0


def test_a_story_that_is_held_says_so_and_nothing_is_published(client, story):
    workflow.hold(story, note="The lawyers look at it.")

    assert "The lawyers look at it." in correct(signed_in(client, CORRECT), story).text
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("permissions", [(), (EDIT,), (KILL,)])
def test_only_those_who_may_correct_do(client, story, permissions):
    signed_in(client, *permissions)

    assert client.get(page_of(story)).status_code == 403
    assert correct(client, story).status_code == 403
    assert Correction.objects.count() == 0
    assert page_of(story) not in client.get(page_of(story, "change")).text


def test_a_minor_update_and_a_sentence_for_readers_are_said_with_the_button(client, story):
    signed_in(client, PUBLISH, EDIT)
    assert 'name="is_minor"' in client.get(page_of(story, "change")).text
    data = {"version": story.working_id, "note": "The day is right now.", "is_minor": "on"}
    client.post(page_of(story, "publish"), data)

    record = story.public_records.get(number=2)
    assert (record.sentence, record.is_minor, record.by.username) == ("The day is right now.", True, "ada")

    workflow.save(story, replace(story.working.content, headline="Again"), base=story.working)
    story.refresh_from_db()
    response = client.post(page_of(story, "publish"), {"version": story.working_id, "note": "x" * 301}, follow=True)
    assert "Say what changed in one sentence" in response.text
    assert story.public_records.count() == 2


def test_words_are_withheld_from_readers_after_a_page_that_says_what_they_will_see(client, story):
    workflow.publish(story)
    signed_in(client, KILL)
    page = client.get(page_of(story, "withhold"))
    assert 'name="numbers" value="1"' in page.text
    assert 'name="numbers" value="2"' not in page.text  # readers see it now

    assert client.post(page_of(story, "withhold"), {"reason": "A court."}).status_code == 422
    refused = client.post(page_of(story, "withhold"), {"numbers": ["2"], "reason": "A court."})
    assert "Publish a version without those words first." in refused.text
    assert WithheldVersion.objects.count() == 0

    client.post(page_of(story, "withhold"), {"numbers": ["1"], "reason": "A court forbade it."})

    withheld = WithheldVersion.objects.get()
    assert (withheld.version.number, withheld.reason, withheld.by.username) == (1, "A court forbade it.", "ada")
    assert "Withheld what readers were shown as 1." in LogEntry.objects.get().get_change_message()
    assert "A court forbade it." in client.get(page_of(story, "withhold")).text


def test_only_those_who_may_kill_withhold(client, story):
    assert signed_in(client, PUBLISH, EDIT).get(page_of(story, "withhold")).status_code == 403
