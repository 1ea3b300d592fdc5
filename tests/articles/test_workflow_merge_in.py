"""What a sender changed since last time, brought into a story that the desk may have changed meanwhile."""

from dataclasses import replace

import pytest

from articles import workflow
from articles.models import Reason
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def edit(article, **changes):
    return workflow.save(article, replace(article.working.content, **changes), base=article.working)


def test_a_change_to_an_untouched_story_is_saved_as_it_came(noon):
    article = make_article(headline="Old")
    sent = article.working.content

    version = workflow.merge_in(article, replace(sent, headline="New"), base=sent, note="Wire: take 2", now=noon)

    assert version.content == replace(sent, headline="New")
    assert (version.number, version.reason, version.note, version.created_at) == (2, Reason.WIRE, "Wire: take 2", noon)


def test_a_change_keeps_what_the_desk_did_elsewhere():
    article = make_article(headline="Old", standfirst="Old standfirst")
    sent = article.working.content
    edit(article, headline="The desk's")

    version = workflow.merge_in(article, replace(sent, standfirst="Newer"), base=sent)

    assert (version.content.headline, version.content.standfirst) == ("The desk's", "Newer")
    assert version.reason == Reason.MERGE


def test_a_change_of_words_that_the_desk_changed_is_refused():
    article = make_article(headline="Old")
    sent = article.working.content
    edited = edit(article, headline="The desk's")

    with pytest.raises(workflow.EditConflict) as caught:
        workflow.merge_in(article, replace(sent, headline="The wire's"), base=sent)

    assert caught.value.current == edited
    assert article.versions.count() == 2


def test_what_brings_nothing_new_adds_no_version():
    article = make_article(headline="Old")
    sent = article.working.content
    edited = edit(article, headline="The desk's")

    assert workflow.merge_in(article, sent, base=sent) == edited
    assert article.versions.count() == 2


def test_a_killed_story_takes_nothing_in():
    article = make_article(headline="Old")
    sent = article.working.content
    workflow.kill(article, note="Wrong person.")

    with pytest.raises(workflow.WorkflowError, match="killed"):
        workflow.merge_in(article, replace(sent, headline="New"), base=sent)
