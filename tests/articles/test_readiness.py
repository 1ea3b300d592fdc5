"""The checks before publishing: what they find, what they stop, and who may let it run all the same."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles import readiness, workflow
from articles.content import Byline, Placement
from articles.models import CheckOverride, CheckPolicy, HouseWord, Level, Rule, Status
from articles.workflow import NotReady, WorkflowError
from tests.factories import make_article, make_content, make_image, make_published, make_section, make_topic, make_user

pytestmark = pytest.mark.django_db


def whole(**fields):
    """A story that no check has anything against."""
    section = make_section()
    return replace(
        make_content(),
        **{
            "standfirst": "What happened.",
            "bylines": (Byline(name="Ada Holm"),),
            "section": section.pk,
            "topics": (make_topic().pk,),
        }
        | fields,
    )


def found(content, article=None, stage="draft", at=None):
    review = readiness.review(article, content, stage=stage, at=at or timezone.now())
    return [(one.rule, one.is_block) for one in review.findings]


def without_alt(**fields):
    return Placement(
        image=make_image(alt_text="", file="originals/ab/ab.jpg", sha256=uuid4().hex * 2, width=1600, height=900).pk,
        credit="C",
        **fields,
    )


def test_a_whole_story_has_no_findings():
    assert found(whole(images=(without_alt(alt_text="A white ferry"),))) == []


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"headline": "H" * 111}, Rule.HEADLINE),
        ({"headline": ""}, Rule.HEADLINE),
        ({"standfirst": ""}, Rule.STANDFIRST),
        ({"bylines": ()}, Rule.BYLINE),
        ({"section": None}, Rule.SECTION),
        ({"topics": ()}, Rule.TOPIC),
        ({"body": ('<p><a href="https://nowhere">x</a></p>',)}, Rule.LINKS),
        ({"body": ('<p><a href="www.paper.example/a">x</a></p>',)}, Rule.LINKS),
        ({"body": ('<p><a href="/admin/articles/">x</a></p>',)}, Rule.LINKS),
        ({"body": ('<p><a href="/2026/02/31/never/">x</a></p>',)}, Rule.LINKS),
    ],
)
def test_what_is_missing_or_wrong_is_advice(fields, rule):
    assert found(whole(**fields)) == [(rule, False)]


@pytest.mark.parametrize("href", ["https://paper.example/a?b=c#d", "/about/", "#note", "mailto:ada@paper.example"])
def test_good_links_are_left_alone(href):
    assert found(whole(body=(f'<p><a href="{href}">x</a></p>',))) == []


def test_a_picture_needs_a_credit_and_an_alt_text_or_to_be_decorative():
    assert found(whole(images=(replace(without_alt(), credit=""),))) == [(Rule.ALT_TEXT, True), (Rule.CREDIT, False)]
    assert found(whole(images=(without_alt(is_decorative=True),))) == []


def test_a_link_to_a_story_of_ours_is_right_while_readers_see_it(settings):
    story = make_published()
    linking = [
        whole(body=(f'<p><a href="{start}{story.get_absolute_url()}">x</a></p>',)) for start in ("", settings.SITE_URL)
    ]
    assert [found(content) for content in linking] == [[], []]

    workflow.unpublish(story)

    assert [found(content) for content in linking] == [[(Rule.LINKS, False)]] * 2


def test_a_house_word_is_found_as_a_word_in_any_case():
    HouseWord.objects.create(word="utilize", say_instead="use", why="It is shorter.")

    assert found(whole(body=("<p>They reutilized it.</p>",))) == []
    content = whole(standfirst="They UTILIZE it.")
    assert [one.text for one in readiness.review(None, content, stage="draft", at=timezone.now()).findings] == [
        "“utilize” is not our word. Say “use”. It is shorter."
    ]


def test_the_policy_that_says_most_wins():
    content = whole(standfirst="")
    CheckPolicy.objects.create(rule=Rule.STANDFIRST, level=Level.BLOCK)
    assert found(content) == [(Rule.STANDFIRST, True)]
    CheckPolicy.objects.create(rule=Rule.STANDFIRST, stage="draft", level=Level.ADVISE)
    assert found(content) == [(Rule.STANDFIRST, False)]
    assert found(content, stage="approved") == [(Rule.STANDFIRST, True)]
    CheckPolicy.objects.create(rule=Rule.STANDFIRST, section_id=content.section, level=Level.OFF)
    assert found(content) == []


def test_a_block_stops_a_person_and_lets_the_wire_follow_its_own_policy():
    article = workflow.create(whole(images=(without_alt(),)))

    with pytest.raises(NotReady, match="says nothing to readers who cannot see it"):
        workflow.publish(article, by=make_user())
    article.refresh_from_db()
    assert article.status == Status.DRAFT

    assert workflow.publish(article).status == Status.PUBLISHED


def test_scheduling_is_publishing(noon):
    article = workflow.create(whole(images=(without_alt(),)), now=noon)

    with pytest.raises(NotReady):
        workflow.publish(article, by=make_user(), at=noon + timedelta(hours=1), now=noon)


def test_who_may_lets_it_run_with_a_reason_that_is_kept_and_holds_for_the_same_words():
    article = workflow.create(whole(images=(without_alt(),)))
    ada, ben = make_user("ada", permissions=["articles.override_checks"]), make_user("ben")
    with pytest.raises(WorkflowError, match="You may not publish in spite of a check"):
        workflow.publish(article, by=ben, override="It is urgent.")

    workflow.publish(article, by=ada, override="It is urgent.")

    kept = CheckOverride.objects.get()
    assert (kept.by, kept.reason, kept.version_id) == (ada, "It is urgent.", article.working_id)
    assert len(kept.findings) == 1
    article.refresh_from_db()
    changed = replace(article.working.content, standfirst="More.")
    workflow.save(article, changed, base=article.working)
    workflow.publish(article, by=ben)  # Ada has answered for this picture
    with pytest.raises(DatabaseError), transaction.atomic():
        CheckOverride.objects.update(reason="Because.")


def test_a_correction_is_not_held_up_by_an_alt_text():
    article = workflow.publish(workflow.create(whole(images=(without_alt(),))))

    workflow.correct(article, kind="correction", text="It was Tuesday.", by=make_user())

    with pytest.raises(NotReady):
        workflow.publish(article, by=make_user())


def test_what_the_newsroom_said_costs_one_query(django_assert_num_queries):
    article, content = make_article(), whole()
    HouseWord.objects.create(word="utilize")
    CheckPolicy.objects.create(rule=Rule.TOPIC, level=Level.BLOCK)
    workflow.mark_legal(article, note="Wait.")

    with django_assert_num_queries(1):
        assert found(content, article) == [(Rule.LEGAL, True)]


def test_a_legal_flag_stops_what_is_published_by_nobody_too():
    article = workflow.create(whole(images=(without_alt(),)))
    mark = workflow.mark_legal(article, note="Is this libel?")
    with pytest.raises(NotReady, match="Is this libel"):
        workflow.publish(article)
    article.refresh_from_db()
    assert article.status == Status.DRAFT

    workflow.clear_legal(mark.article, reason="It is true.", by=make_user(permissions=["articles.clear_legal_mark"]))
    assert workflow.publish(article).status == Status.PUBLISHED


def test_a_legal_flag_stops_everybody_until_who_may_clears_it():
    article = workflow.create(whole())
    ada, ben = make_user("ada", permissions=["articles.clear_legal_mark"]), make_user("ben", is_superuser=True)
    workflow.mark_legal(article, note="Is this libel?", by=ben)

    with pytest.raises(NotReady, match="Is this libel"):
        workflow.publish(article, by=ben, override="I want to.")
    with pytest.raises(WorkflowError, match="You may not clear"):
        workflow.clear_legal(article, reason="Fine.", by=make_user())
    with pytest.raises(WorkflowError, match="Say in a sentence"):
        workflow.clear_legal(article, reason=" ", by=ada)

    mark = workflow.clear_legal(article, reason="It is true and documented.", by=ada)

    assert (mark.cleared_by, mark.clearance) == (ada, "It is true and documented.")
    assert workflow.publish(article, by=ben).status == Status.PUBLISHED


def test_a_flagged_story_comes_off_the_schedule(noon):
    article = workflow.publish(make_article(now=noon), at=noon + timedelta(hours=1), now=noon)

    workflow.mark_legal(article, note="Wait.", now=noon)

    article.refresh_from_db()
    assert article.status == Status.DRAFT
