"""What readers were shown is kept, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import PublicRecord
from tests.factories import make_article, make_published, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
fill = import_module("articles.migrations.0010_public_record_and_corrections").fill


def lines(article) -> list[tuple]:
    rows = article.public_records.select_related("version")
    return [(row.what, row.number, row.version and row.version.number, row.at, row.is_minor) for row in rows]


def edit(article, **changes):
    article.refresh_from_db()
    return workflow.save(article, replace(article.working.content, **changes), base=article.working)


def test_every_change_of_what_readers_see_is_a_line_with_the_name_of_who_did_it(noon):
    ada, article = make_user("ada"), make_article()
    workflow.publish(article, by=ada, now=noon)
    edit(article, headline="Better")
    workflow.publish(article, by=ada, note="A better headline.", now=noon + HOUR)
    workflow.unpublish(article, by=ada, now=noon + 2 * HOUR)
    workflow.publish(article, by=ada, now=noon + 3 * HOUR)
    workflow.kill(article, note="Wrong.", by=ada, now=noon + 4 * HOUR)

    assert lines(article) == [
        ("publish", 1, 1, noon, False),
        ("update", 2, 2, noon + HOUR, False),
        ("unpublish", None, None, noon + 2 * HOUR, False),
        ("publish", 3, 2, noon + 3 * HOUR, False),
        ("kill", None, None, noon + 4 * HOUR, False),
    ]
    assert {row.by for row in article.public_records.all()} == {ada}
    update = article.public_records.get(number=2)
    assert (update.sentence, update.changed) == ("A better headline.", ["headline"])


def test_what_the_desk_saves_is_no_line(noon):
    article = make_published(at=noon)

    edit(article, headline="At work")

    assert lines(article) == [("publish", 1, 1, noon, False)]


def test_publishing_what_readers_see_already_is_no_line(noon):
    article = make_published(at=noon)
    workflow.publish(article, now=noon + HOUR)
    edit(article, editor_note="Only for the desk.")
    article = workflow.publish(article, now=noon + 2 * HOUR)

    assert lines(article) == [("publish", 1, 1, noon, False)]
    assert article.updated_at == noon


def test_a_minor_edit_is_marked_and_makes_the_story_no_newer(noon):
    article = make_published(at=noon)
    edit(article, headline="Speling")
    article = workflow.publish(article, is_minor=True, now=noon + HOUR)

    assert lines(article)[1:] == [("update", 2, 2, noon + HOUR, True)]
    assert (article.headline, article.updated_at) == ("Speling", noon)

    edit(article, headline="News")
    assert workflow.publish(article, now=noon + 2 * HOUR).updated_at == noon + 2 * HOUR


def test_the_first_that_readers_see_is_never_minor(noon):
    article = workflow.publish(make_article(), is_minor=True, now=noon)

    assert lines(article) == [("publish", 1, 1, noon, False)]


def test_a_schedule_counts_from_its_moment_and_leaves_no_trace_when_it_is_changed_before(noon):
    article = workflow.publish(make_article(), at=noon + HOUR, now=noon)
    assert list(PublicRecord.objects.released(noon)) == []

    workflow.publish(article, at=noon + 3 * HOUR, now=noon)
    assert lines(article) == [("publish", 1, 1, noon + 3 * HOUR, False)]
    assert PublicRecord.objects.released(noon + 3 * HOUR).count() == 1

    workflow.set_senders_embargo(article, noon + 5 * HOUR, now=noon)
    assert lines(article) == [("publish", 1, 1, noon + 5 * HOUR, False)]

    workflow.unpublish(article, now=noon + 2 * HOUR)
    assert lines(article) == []


def test_a_scheduled_story_that_is_killed_before_its_time_has_no_record(noon):
    article = workflow.publish(make_article(), at=noon + HOUR, now=noon)

    workflow.kill(article, note="Never.", now=noon)

    assert lines(article) == []


@pytest.mark.parametrize("change", [{"sentence": "Other"}, {"is_minor": True}, {"number": 7}])
def test_the_database_refuses_to_change_a_line(change):
    record = make_published().public_records.get()

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        PublicRecord.objects.filter(pk=record.pk).update(**change)


def test_stories_from_before_begin_their_record_with_what_readers_see(noon):
    article, updated = make_published(at=noon), make_published(at=noon)
    edit(updated, headline="Better")
    workflow.publish(updated, now=noon + HOUR)
    workflow.unpublish(make_published(at=noon))
    make_article()
    PublicRecord.objects.all().delete()

    fill(apps, None)

    assert lines(article) == [("publish", 1, 1, noon, False)]
    assert lines(updated) == [("update", 1, 2, noon + HOUR, False)]
    assert PublicRecord.objects.count() == 2
