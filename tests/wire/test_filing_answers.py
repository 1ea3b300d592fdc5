"""What an editor answers to a notice, and what comes of it."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Status
from articles.workflow import WorkflowError
from tests.factories import make_article, make_content, make_user
from tests.wire.deliveries import DAY, NOON, deliver, dispute, edit, kill, said, take
from tests.wire.dumps import PARAGRAPHS, make_provider
from wire import filing
from wire.formats import Block
from wire.models import Filed, Kill, Notice

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def provider():
    return make_provider("Osk Press")


@pytest.fixture
def ada():
    return make_user("ada")


def now(article):
    return Article.objects.get(pk=article.pk)


def answers(article_or_item):
    notices = getattr(article_or_item, "notices", None) or article_or_item.wire_notices
    return [(n.answer, n.acknowledged_by.username, n.acknowledged_at) for n in notices.order_by("pk")]


def asked(provider):
    """A live story that its agency has killed, and the open notice."""
    article = deliver(take(1), provider=provider, publish=True).article
    deliver(kill(2), provider=provider)
    return article, Notice.objects.get()


def test_a_notice_stays_until_somebody_says_what_was_done(provider, ada):
    article, notice = asked(provider)

    with pytest.raises(WorkflowError):
        filing.acknowledge(notice, by=ada, answer=" ", now=LATER)
    assert said(article) == [(Notice.Kind.KILL, article)]

    filing.acknowledge(notice, by=ada, answer="Rang them up.", now=LATER)
    assert (said(article), answers(article)) == ([], [("Rang them up.", "ada", LATER)])
    with pytest.raises(WorkflowError, match=r"ada has answered this already: Rang them up\."):
        filing.acknowledge(notice, by=make_user("ben"), answer="Me too.", now=LATER)


def test_kill_with_a_note_answers_everything_that_is_asked_about_the_story(provider, ada):
    article = deliver(take(1), provider=provider, publish=True).article
    deliver(take(2, signals=("correction",), kicker="Mended"), provider=provider)
    item = deliver(kill(3), provider=provider)
    assert [kind for kind, _ in said(article)] == ["correction", "kill"]

    filing.answer_kill(item.notices.get(), note="It was another man.", by=ada, now=LATER)

    assert (now(article).status, now(article).kill_note) == (Status.KILLED, "It was another man.")
    assert answers(article) == [("Killed.", "ada", LATER)] * 2


def test_kill_without_a_note_kills_nothing_and_leaves_the_notice_open(provider, ada):
    article, notice = asked(provider)

    with pytest.raises(WorkflowError, match="Say in a sentence why the story is withdrawn"):
        filing.answer_kill(notice, note="", by=ada, now=LATER)

    assert (now(article).status, said(article)) == (Status.PUBLISHED, [(Notice.Kind.KILL, article)])


def test_keep_takes_a_reason_and_changes_nothing(provider, ada):
    article, notice = asked(provider)
    with pytest.raises(WorkflowError):
        filing.answer_keep(notice, reason="", by=ada, now=LATER)

    filing.answer_keep(notice, reason="Our own reporting.", by=ada, now=LATER)

    assert (now(article).status, answers(article)) == (
        Status.PUBLISHED,
        [("Kept: Our own reporting.", "ada", LATER)],
    )


def test_correct_publishes_a_correction_that_was_merged_and_waits(provider, ada):
    article = deliver(take(1, headline="Old"), provider=provider, publish=True).article
    item = deliver(take(2, headline="Right", signals=("correction",)), provider=provider)
    assert now(article).headline == "Old"

    filing.answer_correct(item.notices.get(), by=ada, now=LATER)

    assert now(article).headline == "Right"
    assert answers(article) == [("Corrected: version 2 is published.", "ada", LATER)]


def test_correct_publishes_nothing_that_the_editor_has_not_seen(provider, ada):
    article = deliver(take(1, headline="Old"), provider=provider, publish=True).article
    item = deliver(take(2, headline="Right", signals=("correction",)), provider=provider)
    seen = now(article).working
    edit(article, kicker="Not ready")

    with pytest.raises(WorkflowError, match="Somebody saved this story"):
        filing.answer_correct(item.notices.get(), by=ada, version=seen, now=LATER)

    assert (now(article).headline, now(article).kicker) == ("Old", "")


def test_correct_puts_the_change_into_a_copy_of_the_desks_and_keeps_its_words(provider, ada):
    first = deliver(take(1), provider=provider)
    own = workflow.create(make_content(headline="The desk's own", body=first.content.body), now=NOON)
    filing.derive(first, own, by=ada, now=NOON)
    mended = (Block(text="It was Monday."), *(Block(text=text) for text in PARAGRAPHS[1:]))
    item = deliver(take(2, body=mended, signals=("correction",)), provider=provider)

    filing.answer_correct(item.notices.get(article=own), by=ada, now=LATER)

    content = now(own).working.content
    assert (content.headline, content.body[0], len(content.body)) == ("The desk's own", "<p>It was Monday.</p>", 3)
    assert (now(own).status, answers(own)) == (Status.DRAFT, [("Corrected in version 2.", "ada", LATER)])


def test_a_correction_that_clashes_is_for_hands(provider, ada):
    article = deliver(take(1, headline="Old"), provider=provider, publish=True).article
    edit(article, headline="The desk's")
    item = deliver(take(2, headline="Right", signals=("correction",)), provider=provider)
    assert item.outcome == Filed.CONFLICT

    with pytest.raises(WorkflowError, match="clashes with what the desk wrote"):
        filing.answer_correct(item.notices.get(), by=ada, now=LATER)

    assert now(article).working.content.headline == "The desk's"
    assert said(item) == [(Notice.Kind.CORRECTION, article)]


def test_the_other_words_of_a_disputed_version_are_taken_when_an_editor_says_so(provider, ada):
    article = deliver(take(1, headline="One"), provider=provider).article
    item = deliver(take(1, headline="Other"), provider=provider, file=dispute)

    filing.answer_correct(item.notices.get(), by=ada, now=LATER)

    assert now(article).working.content.headline == "Other"
    assert (said(item), now(article).status) == ([], Status.DRAFT)


# -- What came back ----------------------------------------------------------------------------------------------------


def test_a_killed_story_comes_back_as_a_new_draft_when_an_editor_says_so(provider, ada):
    dead = deliver(take(1), provider=provider).article
    deliver(kill(2), provider=provider)
    item = deliver(take(3, headline="Back again"), provider=provider)

    filing.answer_return(item.notices.get(), by=ada, now=LATER)

    item.refresh_from_db()
    alive = item.article
    assert (item.outcome, alive.status, alive.working.content.headline) == (Filed.CREATED, Status.DRAFT, "Back again")
    assert (now(dead).status, Kill.objects.count()) == (Status.KILLED, 0)
    assert answers(item) == [(f"Taken back as story {alive.pk}.", "ada", LATER)]

    assert deliver(take(1, version="2.5", updated=take(2).updated), provider=provider).outcome == Filed.OLDER
    newer = deliver(take(4, headline="And more"), provider=provider)
    assert (newer.outcome, newer.article) == (Filed.UPDATED, alive)
    assert deliver(kill(5), provider=provider).outcome == Filed.KILL
    assert now(alive).status == Status.KILLED


def test_what_comes_back_to_a_story_that_still_stands_goes_into_it(provider, ada):
    article = deliver(take(1), provider=provider, publish=True).article
    deliver(kill(2), provider=provider)
    item = deliver(take(3, headline="Back again", embargoed_until=NOON + DAY), provider=provider)

    filing.answer_return(item.notices.get(kind=Notice.Kind.RETURN), by=ada, now=LATER)

    assert (now(article).working.content.headline, now(article).headline) == (
        "Back again",
        "Little Osk opens its bridge",
    )
    assert Article.objects.count() == 1


def test_what_comes_back_withheld_and_under_embargo_is_a_held_draft(provider, ada):
    deliver(take(1), provider=provider)
    deliver(kill(2), provider=provider)
    back = deliver(take(3, pub_status="withheld", embargoed_until=NOON + DAY), provider=provider)

    filing.answer_return(back.notices.get(), by=ada, now=LATER)

    back.refresh_from_db()
    assert (back.article.status, back.article.is_held, back.article.embargoed_until) == ("draft", True, NOON + DAY)


def test_nothing_comes_back_twice(provider, ada):
    deliver(take(1), provider=provider)
    deliver(kill(2), provider=provider)
    notice = deliver(take(3), provider=provider).notices.get()
    filing.answer_return(notice, by=ada, now=LATER)

    with pytest.raises(WorkflowError):
        filing.answer_return(notice, by=ada, now=LATER)
    assert Article.objects.count() == 2


def test_a_notice_without_a_story_cannot_be_answered_with_a_kill(provider, ada):
    notice = deliver(kill(1), provider=provider).notices.get()

    with pytest.raises(WorkflowError, match="names no story of ours"):
        filing.answer_kill(notice, note="Wrong.", by=ada, now=LATER)

    make_article()
    assert not Article.objects.filter(status=Status.KILLED).exists()
