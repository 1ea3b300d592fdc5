"""The verbs: what each does to a story, and what it refuses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import markup, workflow
from articles.content import Byline, Placement
from articles.models import Article, OldAddress, Reason, Stage, Status
from tests.factories import (
    make_article,
    make_author,
    make_content,
    make_image,
    make_published,
    make_section,
    make_topic,
    make_user,
)

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def edit(article, **changes):
    """The content of the working version with some fields changed."""
    return replace(article.working.content, **changes)


def test_create_makes_a_draft_with_its_first_version(noon):
    user = make_user()
    content = make_content(headline="Bridge opens")

    article = workflow.create(content, by=user, note="From the phone", now=noon)

    version = article.working
    assert article.status == Status.DRAFT
    assert article.live is None
    assert version.content == content
    assert (version.number, version.base, version.reason, version.note) == (1, None, Reason.EDIT, "From the phone")
    assert (version.created_by, version.created_at, version.headline) == (user, noon, "Bridge opens")
    assert list(Article.objects.published()) == []


def test_save_adds_a_version_made_from_the_one_before(noon):
    article = make_article(headline="One")

    version = workflow.save(article, edit(article, headline="Two"), base=article.working, now=noon)

    article.refresh_from_db()
    assert (version.number, version.base.number) == (2, 1)
    assert article.working == version
    assert article.saved_at == noon


def test_save_of_the_same_content_makes_no_version():
    article = make_article()

    version = workflow.save(article, article.working.content, base=article.working)

    assert version == article.working
    assert article.versions.count() == 1


def test_readers_see_nothing_of_a_save_until_it_is_published(noon):
    article = make_published(at=noon - HOUR, headline="Old", body="Old body.")

    workflow.save(article, edit(article, headline="New", body=("<p>New body.</p>",)), base=article.working, now=noon)

    article.refresh_from_db()
    assert (article.headline, article.body, article.has_unpublished_changes) == ("Old", "<p>Old body.</p>", True)

    article = workflow.publish(article, now=noon)

    assert (article.headline, article.body, article.has_unpublished_changes) == ("New", "<p>New body.</p>", False)


def test_stale_save_that_overlaps_nothing_is_merged():
    article = make_article(headline="Old", body="First.\n\nSecond.")
    opened = article.working
    workflow.save(article, edit(article, headline="Ours"), base=opened)
    theirs = replace(opened.content, body=("<p>First.</p>", "<p>Second, longer.</p>"))

    version = workflow.save(article, theirs, base=opened)

    assert version.content.headline == "Ours"
    assert version.content.body == ("<p>First.</p>", "<p>Second, longer.</p>")
    assert (version.reason, version.base.number) == (Reason.MERGE, 2)


def test_stale_save_that_overlaps_is_refused_with_both_texts():
    article = make_article(headline="Old")
    opened = article.working
    first = workflow.save(article, edit(article, headline="Ours"), base=opened)

    with pytest.raises(workflow.EditConflict) as caught:
        workflow.save(article, replace(opened.content, headline="Theirs"), base=opened)

    assert [clash.field for clash in caught.value.conflict.clashes] == ["headline"]
    assert caught.value.current == first
    assert article.versions.count() == 2


def test_same_stale_save_twice_makes_one_version():
    article = make_article(headline="Old")
    opened = article.working
    content = edit(article, headline="New")
    first = workflow.save(article, content, base=opened)

    second = workflow.save(article, content, base=opened)

    assert second == first
    assert article.versions.count() == 2


def test_base_of_another_story_is_refused():
    article, other = make_article(), make_article()

    with pytest.raises(workflow.WorkflowError, match="belongs to another story"):
        workflow.save(article, edit(article, headline="New"), base=other.working)


def test_restore_saves_the_old_content_as_a_new_version():
    article = make_article(headline="One")
    first = article.working
    second = workflow.save(article, edit(article, headline="Two"), base=first)

    version = workflow.restore(article, first, base=second)

    assert version.content == first.content
    assert (version.number, version.reason, version.note) == (3, Reason.RESTORE, "Restored version 1")


def test_restore_is_refused_when_somebody_saved_meanwhile():
    article = make_article(headline="One")
    first = article.working
    workflow.save(article, edit(article, headline="Two"), base=first)

    with pytest.raises(workflow.WorkflowError, match="Look again"):
        workflow.restore(article, first, base=first)


def test_publish_copies_everything_readers_see(noon):
    author, section, topic, image, inline = make_author("Ada"), make_section(), make_topic(), make_image(), make_image()
    content = make_content(
        headline="Bridge opens",
        kicker="Harbor",
        standfirst="At last.",
        bylines=(Byline(name="Ada", author=author.pk), Byline(name="A wire reporter", role="in Port Said")),
        dateline="PORT SAID",
        body=("<p>One.</p>", f'<figure data-image="{inline.pk}"></figure>', "<p>Two.</p>"),
        images=(
            Placement(image=inline.pk, caption="Inside", credit="B", alt_text="b"),
            Placement(image=image.pk, caption="On top", credit="A", alt_text="a"),
        ),
        section=section.pk,
        topics=(topic.pk,),
        notes=("C contributed to this report.",),
        editor_note="Check the name",
        language="en-GB",
    )
    article = workflow.publish(workflow.create(content, now=noon), now=noon)

    article = Article.objects.get(pk=article.pk)
    assert article.get_absolute_url() == "/2026/03/14/bridge-opens/"
    assert (article.headline, article.kicker, article.standfirst) == ("Bridge opens", "Harbor", "At last.")
    assert (article.dateline, article.language, article.section) == ("PORT SAID", "en-GB", section)
    assert [(b.name, b.author, b.role) for b in article.bylines.all()] == [
        ("Ada", author, ""),
        ("A wire reporter", None, "in Port Said"),
    ]
    assert article.byline_text == "Ada, A wire reporter"
    assert article.body == markup.join(content.body)
    assert article.body_text == "One.\n\nTwo."
    assert article.lead_image == image
    assert [(p.image, p.caption, p.credit, p.alt_text) for p in article.placements.all()] == [
        (inline, "Inside", "B", "b"),
        (image, "On top", "A", "a"),
    ]
    assert list(article.topics.all()) == [topic]
    assert article.notes == ["C contributed to this report."]
    assert (article.publish_at, article.first_published_at, article.updated_at) == (noon, noon, noon)
    assert list(author.articles.published(noon)) == [article]


def test_publish_replaces_the_links_of_the_version_before(noon):
    one, two = make_author("One"), make_author("Two")
    article = make_published(at=noon, by=[one])

    workflow.save(article, edit(article, bylines=(Byline(name="Two", author=two.pk),)), base=article.working)
    workflow.publish(article, now=noon + HOUR)

    assert list(one.articles.all()) == []
    assert list(two.articles.all()) == [article]


def test_publish_leaves_out_what_was_deleted_but_keeps_the_printed_name(noon):
    author, topic = make_author("Ada"), make_topic()
    article = make_article(by=[author], topics=(topic.pk,))
    author.delete()
    topic.delete()

    article = workflow.publish(article, now=noon)

    assert [(b.name, b.author) for b in article.bylines.all()] == [("Ada", None)]
    assert list(article.topics.all()) == []


def test_publish_at_a_future_time_schedules(noon):
    article = workflow.publish(make_article(), at=noon + HOUR, now=noon)

    assert list(Article.objects.published(noon + HOUR - timedelta(seconds=1))) == []
    assert list(Article.objects.published(noon + HOUR)) == [article]


def test_schedule_that_is_taken_back_before_its_time_leaves_no_trace(noon):
    article = workflow.publish(make_article(headline="Soon"), at=noon + HOUR, now=noon)
    article = workflow.unpublish(article, now=noon)
    later = noon + timedelta(days=2)

    article = workflow.publish(article, at=later, now=noon + 2 * HOUR)

    assert article.get_absolute_url() == "/2026/03/16/soon/"
    assert (article.first_published_at, article.updated_at) == (later, later)
    assert list(OldAddress.objects.all()) == []


def test_update_keeps_address_and_first_date_and_moves_the_updated_date(noon):
    article = make_published(at=noon, headline="Old words")
    workflow.save(article, edit(article, headline="New words"), base=article.working)

    article = workflow.publish(article, now=noon + HOUR)

    assert article.slug == "old-words"
    assert (article.publish_at, article.first_published_at, article.updated_at) == (noon, noon, noon + HOUR)


def test_publishing_again_without_a_change_freshens_no_date(noon):
    article = workflow.publish(make_published(at=noon), now=noon + HOUR)

    assert article.updated_at == noon


def test_live_story_cannot_be_scheduled(noon):
    article = make_published(at=noon)

    with pytest.raises(workflow.WorkflowError, match="already see"):
        workflow.publish(article, at=noon + HOUR, now=noon)


def test_publish_is_refused_when_the_editor_looked_at_another_version(noon):
    article = make_article()
    seen = article.working
    workflow.save(article, edit(article, headline="Other"), base=seen)

    with pytest.raises(workflow.WorkflowError, match="Look at the new version"):
        workflow.publish(article, version=seen, now=noon)

    assert list(Article.objects.published(noon)) == []


def test_publish_without_a_headline_is_refused():
    with pytest.raises(workflow.WorkflowError, match="needs a headline"):
        workflow.publish(make_article(headline=""))


def test_publish_before_the_end_of_the_embargo_is_refused(noon):
    article = workflow.set_limits(make_article(), embargoed_until=noon + HOUR, expires_at=None)

    with pytest.raises(workflow.WorkflowError, match="under embargo"):
        workflow.publish(article, now=noon)

    workflow.publish(article, at=noon + HOUR, now=noon)
    assert list(Article.objects.published(noon)) == []


def test_embargo_set_on_a_live_story_is_refused(noon):
    with pytest.raises(workflow.WorkflowError, match="under embargo"):
        workflow.set_limits(make_published(at=noon), embargoed_until=noon + HOUR, expires_at=None)


def test_expired_story_is_gone(noon):
    article = make_published(at=noon)

    workflow.set_limits(article, embargoed_until=None, expires_at=noon + HOUR)

    assert list(Article.objects.published(noon)) == [article]
    assert list(Article.objects.published(noon + HOUR)) == []


def test_changed_slug_redirects_and_changing_it_back_leaves_one_address(noon):
    article = make_published(at=noon, headline="First")

    workflow.save(article, edit(article, slug="second"), base=article.working)
    article = workflow.publish(article, now=noon)
    assert article.slug == "second"
    assert [(old.article, old.slug) for old in OldAddress.objects.all()] == [(article, "first")]

    workflow.save(article, edit(article, slug="first"), base=article.working)
    article = workflow.publish(article, now=noon)
    assert article.slug == "first"
    assert [old.slug for old in OldAddress.objects.all()] == ["second"]


def test_two_stories_of_a_day_with_one_headline_get_two_addresses(noon):
    make_published(at=noon, headline="Rain")

    assert make_published(at=noon, headline="Rain").slug == "rain-2"
    assert make_published(at=noon + timedelta(days=1), headline="Rain").slug == "rain"


def test_address_that_another_story_had_is_not_taken(noon):
    article = make_published(at=noon, headline="Rain")
    workflow.save(article, edit(article, slug="storm"), base=article.working)
    workflow.publish(article, now=noon)

    assert make_published(at=noon, headline="Rain").slug == "rain-2"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [("افتتاح الجسر", "افتتاح-الجسر"), ("橋が開通", "橋が開通"), ("“¿?”", "story"), ("a" * 150, "a" * 100)],
)
def test_headline_of_any_script_makes_an_address(noon, headline, slug):
    assert make_published(at=noon, headline=headline).slug == slug


def test_address_has_the_day_of_the_newsrooms_zone(noon, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    article = make_published(at=noon + timedelta(hours=6), headline="Late")

    assert article.get_absolute_url() == "/2026/03/15/late/"


def test_unpublish_takes_the_story_back_and_keeps_its_address_for_later(noon):
    article = make_published(at=noon, headline="Bridge")
    assert list(Article.objects.published(noon)) == [article]

    article = workflow.unpublish(article, now=noon + HOUR)
    assert (article.status, article.live, list(Article.objects.published(noon + HOUR))) == (Status.DRAFT, None, [])

    article = workflow.publish(article, now=noon + 2 * HOUR)
    assert article.get_absolute_url() == "/2026/03/14/bridge/"
    assert article.first_published_at == noon


def test_killed_story_cannot_be_seen_changed_or_published(noon):
    article = make_published(at=noon)

    article = workflow.kill(article, note=" It was wrong. ", now=noon + HOUR)

    assert (article.status, article.killed_at, article.kill_note) == (Status.KILLED, noon + HOUR, "It was wrong.")
    assert list(Article.objects.published(noon + HOUR)) == []
    for refused in (
        lambda: workflow.publish(article),
        lambda: workflow.save(article, edit(article, headline="Back"), base=article.working),
        lambda: workflow.set_stage(article, Stage.APPROVED),
        lambda: workflow.unpublish(article),
        lambda: workflow.kill(article, note="Again"),
    ):
        with pytest.raises(workflow.WorkflowError):
            refused()


def test_kill_needs_a_note_for_readers(noon):
    with pytest.raises(workflow.WorkflowError, match="readers will see it"):
        workflow.kill(make_published(at=noon), note="  ")


def test_stage_belongs_to_the_working_version_and_starts_again_with_the_next(noon):
    article = workflow.set_stage(make_published(at=noon), Stage.APPROVED)
    assert (article.stage, article.status) == (Stage.APPROVED, Status.PUBLISHED)

    workflow.save(article, edit(article, headline="New"), base=article.working)

    article.refresh_from_db()
    assert article.stage == Stage.DRAFT
