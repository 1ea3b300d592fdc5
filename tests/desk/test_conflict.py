"""Two editors on one story: nothing is overwritten, and nothing that anybody typed is lost."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.content import Content
from articles.models import Reason, Version
from tests.desk.forms import filled
from tests.factories import make_article, make_topic, make_user

pytestmark = pytest.mark.django_db
EDIT = ["articles.view_article", "articles.change_article"]


@pytest.fixture
def editor(client):
    client.force_login(make_user("ben", permissions=EDIT))
    return client


@pytest.fixture
def article():
    return make_article(headline="Wall stands", body="First.\n\nSecond.\n\nThird.")


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def resolve(article):
    return reverse("admin:articles_article_resolve", args=[article.pk])


def saved_meanwhile(article, **changes):
    """Another editor, Ada, saves the story."""
    ada = make_user(permissions=EDIT, first_name="Ada")
    base = article.working
    content = Content.from_json(base.data | changes)
    return workflow.save(article, content, base=base, by=ada)


def test_a_save_of_other_words_is_merged_and_says_so(editor, article):
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, headline="Wall falls")

    response = editor.post(change(article), form | {"body": "<p>First.</p><p>Second!</p><p>Third.</p>"}, follow=True)

    content = Version.objects.get(number=3).content
    assert (content.headline, content.body[1]) == ("Wall falls", "<p>Second!</p>")
    assert "also holds what others saved since you opened the story" in response.content.decode()


def test_a_clash_saves_nothing_and_shows_all_three_texts(editor, article):
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, headline="Wall falls", body=["<p>First.</p>", "<p>Theirs.</p>", "<p>Third.</p>"])

    response = editor.post(
        change(article),
        form | {"headline": "Wall wobbles", "body": "<p>First.</p><p>Mine.</p><p>Third.</p>", "standfirst": "New too"},
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert Version.objects.count() == 2
    assert [
        text for text in ("stands", "falls", "wobbles", "Second", "Theirs", "Mine", "New too") if text not in page
    ] == []


@pytest.mark.parametrize(
    ("choice", "headline"),
    [
        ("theirs", "Wall falls"),
        ("mine", "Wall wobbles"),
        ("both", "Wall falls / Wall wobbles"),
        ("edited", "Wall leans"),
    ],
)
def test_a_decision_about_a_clash_is_saved(editor, article, choice, headline):
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, headline="Wall falls")
    response = editor.post(change(article), form | {"headline": "Wall wobbles", "standfirst": "New too"})
    decided = filled(response, form_id="conflict_form") | {"choice-0": choice}
    if choice == "edited":
        decided["edited-0"] = "Wall leans"

    response = editor.post(resolve(article), decided)

    assert response.status_code == 302
    version = Version.objects.get(number=3)
    assert (version.content.headline, version.content.standfirst) == (headline, "New too")
    assert (version.reason, version.created_by.username) == (Reason.MERGE, "ben")


def test_an_edited_paragraph_is_cleaned(editor, article):
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, body=["<p>First.</p>", "<p>Theirs.</p>", "<p>Third.</p>"])
    response = editor.post(change(article), form | {"body": "<p>First.</p><p>Mine.</p><p>Third.</p>"})
    decided = filled(response, form_id="conflict_form")
    decided |= {"choice-0": "edited", "edited-0": "<p onclick=x>Ours.<script>x</script></p>"}

    editor.post(resolve(article), decided)

    assert Version.objects.get(number=3).content.body == ("<p>First.</p>", "<p>Ours.</p>", "<p>Third.</p>")


def test_what_is_not_decided_is_asked_again_and_saves_nothing(editor, article):
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, headline="Wall falls")
    response = editor.post(change(article), form | {"headline": "Wall wobbles"})

    response = editor.post(resolve(article), filled(response, form_id="conflict_form"))

    assert response.status_code == 409
    assert "Decide about each of them" in response.content.decode()
    assert Version.objects.count() == 2


def test_a_decision_may_clash_again(editor, article):
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, headline="Wall falls")
    response = editor.post(change(article), form | {"headline": "Wall wobbles", "standfirst": "New too"})
    article.refresh_from_db()
    saved_meanwhile(article, headline="Wall is gone")

    response = editor.post(resolve(article), filled(response, form_id="conflict_form") | {"choice-0": "mine"})

    page = response.content.decode()
    assert response.status_code == 409
    assert [text for text in ("gone", "wobbles", "New too", "once more") if text not in page] == []
    response = editor.post(resolve(article), filled(response, form_id="conflict_form") | {"choice-0": "mine"})
    content = Version.objects.get(number=4).content
    assert (content.headline, content.standfirst) == ("Wall wobbles", "New too")


def test_a_double_click_makes_one_version(editor, article):
    form = filled(editor.get(change(article))) | {"headline": "Wall wobbles"}

    editor.post(change(article), form)
    editor.post(change(article), form)

    assert [version.number for version in Version.objects.order_by("number")] == [1, 2]


def test_topics_that_were_accepted_survive_a_clash(editor, article):
    topic = make_topic("Walls")
    form = filled(editor.get(change(article)))
    saved_meanwhile(article, headline="Wall falls")
    response = editor.post(change(article), form | {"headline": "Wall wobbles", "accept_topic": [str(topic.pk)]})

    editor.post(resolve(article), filled(response, form_id="conflict_form") | {"choice-0": "theirs"})

    assert Version.objects.get(number=3).content.topics == (topic.pk,)


def test_a_page_that_the_desk_did_not_make_is_refused(editor, article):
    saved_meanwhile(article, headline="Wall falls")

    response = editor.post(resolve(article), {"sealed": "made:up:elsewhere", "choice-0": "mine"})

    assert response.status_code == 400


def test_the_version_of_another_story_is_no_base(editor, article):
    form = filled(editor.get(change(article)))

    response = editor.post(change(article), form | {"base": str(make_article().working_id), "headline": "x"})

    assert response.status_code == 400
    assert Version.objects.filter(article=article).count() == 1
