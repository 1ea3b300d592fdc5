"""What is typed is kept before anybody saves it: nothing is lost, and nobody else meets half a sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, DraftCopy, Presence, Reason, Version
from articles.models.draft_copy import ONE_ROW, keep
from tests.desk.forms import filled
from tests.factories import make_article, make_author, make_published, make_user

pytestmark = pytest.mark.django_db
EDIT = ["articles.view_article", "articles.change_article", "articles.add_article"]


@pytest.fixture
def ada():
    return make_user("ada", permissions=EDIT)


@pytest.fixture
def editor(client, ada):
    client.force_login(ada)
    return client


def at(name, article, *more):
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def test_what_is_typed_is_kept_and_no_version_is_made(editor, ada):
    article = make_published(headline="Before", body="Old words.")
    form = filled(editor.get(at("change", article)))

    answer = editor.post(at("autosave", article), form | {"headline": "Half a sen"})

    article.refresh_from_db()
    copy = DraftCopy.objects.get()
    assert answer.json()["copy"] == copy.pk
    assert "no-store" in answer["Cache-Control"]
    assert (copy.base, copy.created_by, copy.data["headline"]) == (article.working, ada, ["Half a sen"])
    assert Version.objects.count() == 1
    assert (article.headline, article.working.headline) == ("Before", "Before")


def test_a_copy_is_kept_also_of_what_could_not_be_saved(editor):
    article = make_article(headline="Before")
    form = filled(editor.get(at("change", article)))

    response = editor.post(at("autosave", article), form | {"headline": "x" * 501, "language": "no tag!"})
    page = editor.get(at("change", article) + f"?copy={response.json()['copy']}")

    assert filled(page)["headline"] == ["x" * 501]
    assert filled(page)["language"] == ["no tag!"]


def test_the_words_are_offered_back_and_become_a_version_by_saving(editor):
    author = make_author("Ada Holm")
    article = make_article(headline="Before", body="One.", by=[author])
    form = filled(editor.get(at("change", article)))
    typed = form | {"headline": "After", "body": "<p>One.</p><p>Two.</p>", "bylines-0-name": "A. Holm"}
    copy = editor.post(at("autosave", article), typed).json()["copy"]

    page = editor.get(at("change", article))
    assert "You typed words that were not saved" in page.content.decode()
    assert "Headline, Bylines, Body" in page.content.decode()
    assert filled(page)["headline"] == ["Before"]
    page = editor.get(at("change", article) + f"?copy={copy}")
    response = editor.post(at("change", article), filled(page))

    content = Version.objects.get(number=2).content
    assert (content.headline, content.body, content.bylines[0].name) == (
        "After",
        ("<p>One.</p>", "<p>Two.</p>"),
        "A. Holm",
    )
    assert DraftCopy.objects.get().saved_as.number == 2
    assert response.cookies["saved_draft"].value == filled(page)["draft"][0]
    assert "words that were not saved" not in editor.get(at("change", article)).content.decode()


def test_a_save_is_merged_against_the_version_that_was_opened_whatever_was_kept(editor):
    article = make_article(headline="Before", body="One.\n\nTwo.")
    form = filled(editor.get(at("change", article)))
    editor.post(at("autosave", article), form | {"body": "<p>One!</p><p>Two.</p>"})
    workflow.save(article, article.working.content.__replace__(standfirst="Theirs"), base=article.working)

    editor.post(at("change", article), form | {"body": "<p>One!!</p><p>Two.</p>"})

    content = Article.objects.get().working.content
    assert (content.body[0], content.standfirst) == ("<p>One!!</p>", "Theirs")


def test_words_that_clash_are_no_longer_offered_when_the_clash_is_decided(editor):
    article = make_article(headline="Before")
    form = filled(editor.get(at("change", article))) | {"headline": "Mine"}
    editor.post(at("autosave", article), form)
    workflow.save(article, article.working.content.__replace__(headline="Theirs"), base=article.working)

    conflict = editor.post(at("change", article), form)
    assert DraftCopy.objects.get().saved_as is None
    editor.post(at("resolve", article), filled(conflict, "conflict_form") | {"choice-0": "mine"})

    assert DraftCopy.objects.get().saved_as.headline == "Mine"


def test_a_new_story_comes_into_being_with_its_first_words(editor):
    form = filled(editor.get(reverse("admin:articles_article_add"))) | {"headline": "First"}
    new = reverse("admin:articles_article_autosave_new")

    story = editor.post(new, form).json()["story"]
    editor.post(new, form | {"headline": "First words", "bylines-0-name": "Ada"})
    article = Article.objects.get()
    assert (article.working.headline, article.working.reason, article.status) == ("First", Reason.AUTOSAVE, "draft")
    page = editor.get(story)
    assert "You typed words that were not saved" in page.content.decode()
    response = editor.post(
        reverse("admin:articles_article_add"), form | {"headline": "First words", "bylines-0-name": "Ada"}
    )

    article.refresh_from_db()
    assert response.url == story
    assert (article.working.number, article.working.headline) == (2, "First words")
    assert DraftCopy.objects.unsaved().count() == 0


def test_a_story_that_was_started_by_itself_is_picked_up_whole_after_a_crash(editor):
    form = filled(editor.get(reverse("admin:articles_article_add"))) | {"headline": "First", "bylines-0-name": "Ada"}
    new = reverse("admin:articles_article_autosave_new")
    editor.post(new, form)
    answer = editor.post(new, form | {"headline": "First words"}).json()

    page = editor.get(f"{answer['story']}?copy={answer['copy']}")
    editor.post(answer["story"], filled(page))

    content = Article.objects.get().working.content
    assert (content.headline, [byline.name for byline in content.bylines]) == ("First words", ["Ada"])


def test_a_copy_of_a_moment_ago_is_replaced_and_an_earlier_one_stays(ada):
    article, form, now = make_article(), uuid4(), timezone.now()
    kept = [
        keep(article=article, form=form, base=article.working, data={"headline": [text]}, by=ada, now=now + after)
        for text, after in [("a", timedelta(0)), ("ab", ONE_ROW / 2), ("abc", ONE_ROW)]
    ]

    assert [copy.data["headline"] for copy in DraftCopy.objects.order_by("pk")] == [["ab"], ["abc"]]
    assert len({copy.pk for copy in kept}) == 2


def test_words_in_a_form_that_is_open_are_not_offered_and_thrown_away_ones_stay_in_the_history(editor, ada):
    article = make_article(headline="Before")
    form = filled(editor.get(at("change", article)))
    copy = editor.post(at("autosave", article), form | {"headline": "After"}).json()["copy"]
    editor.post(at("presence", article), {"draft": form["draft"], "base": form["base"]})
    assert "that were not saved" not in editor.get(at("change", article)).content.decode()

    editor.post(at("presence", article), {"draft": form["draft"], "leaving": "1"})
    assert "that were not saved" in editor.get(at("change", article)).content.decode()
    editor.post(at("discard", article, copy))

    assert "that were not saved" not in editor.get(at("change", article)).content.decode()
    assert at("copy", article, copy) in editor.get(at("history", article)).content.decode()
    assert "After" in editor.get(at("copy", article, copy)).content.decode()


def test_who_may_not_edit_keeps_nothing(client):
    article = make_article()
    base = article.working_id
    client.force_login(make_user(permissions=["articles.view_article"]))
    sent = {"draft": str(uuid4()), "base": base, "uid": str(uuid4()), "headline": "x"}

    answers = [
        client.post(at("autosave", article), sent),
        client.post(reverse("admin:articles_article_autosave_new"), sent),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert (DraftCopy.objects.count(), Article.objects.count()) == (0, 1)


def test_others_are_named_before_one_types_and_what_they_saved_is_told(editor, client, ada):
    article = make_article(headline="Before")
    ben = make_user("ben", permissions=EDIT, first_name="Ben", last_name="Howe")
    now = timezone.now()
    Presence.objects.create(article=article, form=uuid4(), user=ben, since=now, seen_at=now)
    page = editor.get(at("change", article))
    assert "Ben Howe has this story open since" in page.content.decode()

    form = filled(page)
    workflow.save(article, article.working.content.__replace__(headline="After"), base=article.working, by=ben)
    answer = editor.post(at("presence", article), {"draft": form["draft"], "base": form["base"]}).json()

    assert answer["others"][0].startswith("Ben Howe has this story open since")
    assert answer["newer"]["text"].startswith("Ben Howe saved version 2 at")
    assert editor.get(answer["newer"]["changes"]).status_code == 200


def test_a_form_is_gone_when_it_says_nothing_and_a_hidden_one_is_given_longer(ada):
    article, now = make_article(), timezone.now()
    for is_hidden in (False, True):
        Presence.objects.create(article=article, form=uuid4(), user=ada, since=now, seen_at=now, is_hidden=is_hidden)

    assert [Presence.objects.at(now + timedelta(seconds=after)).count() for after in (0, 44, 46, 170, 181)] == [
        2,
        2,
        1,
        1,
        0,
    ]


def test_the_list_says_who_has_a_story_open(editor):
    article, now = make_article(headline="Open"), timezone.now()
    page = reverse("admin:articles_article_changelist")
    assert "open: ben" not in editor.get(page).content.decode()

    Presence.objects.create(article=article, form=uuid4(), user=make_user("ben"), since=now, seen_at=now)

    assert "open: ben" in editor.get(page).content.decode()
