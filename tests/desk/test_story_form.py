"""The page on which a story is written, through the front door."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.content import Byline, Content, Label, Placement
from articles.models import Article, Version
from tests.desk.forms import filled
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

pytestmark = pytest.mark.django_db
EDIT = ["articles.view_article", "articles.change_article", "articles.add_article"]


@pytest.fixture
def editor(client):
    user = make_user("ada", permissions=EDIT)
    client.force_login(user)
    return client


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def rich_content():
    """A story in which every field says something, and several say something odd."""
    author, gone = make_author("Ada Holm"), make_author("Gone Person")
    picture, lost, section = make_image(), make_image(), make_section("World")
    first, second, third = make_topic("Zebra crossings"), make_topic("Ants"), make_topic("Gone topic")
    content = Content(
        headline="Mayor “resigns” & leaves <b>town</b>",
        kicker="City hall",
        label=Label.ANALYSIS,
        standfirst="It's over\u00a0– at last.",
        bylines=(
            Byline(name="A. Holm", author=author.pk, role="Reporter"),
            Byline(name="Gone Person", author=gone.pk),
            Byline(name="", author=author.pk),
        ),
        dateline="TARROW, Jan. 5",
        body=(
            '<p>One <em><strong>two</strong></em> <a href="/x/?a=1&amp;b=2">three</a>.<br>Four</p>',
            "<h2>Sub</h2>",
            f'<figure data-image="{picture.pk}"><figcaption>Seen</figcaption></figure>',
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
            '<p>Note<sup data-footnote="said &quot;so&quot;">*</sup></p>',
        ),
        images=(
            Placement(image=picture.pk, caption="", credit="Somebody", alt_text="A door"),
            Placement(image=lost.pk, caption="Words of a picture that is gone"),
        ),
        section=section.pk,
        topics=(third.pk, first.pk, second.pk),
        notes=("Note one", "Note two"),
        editor_note="For the desk:\n\n  check the name",
        language="zh-Hant-TW",
        slug="Odd Slug--here",
    )
    gone.delete(), third.delete(), lost.delete()
    return content


@pytest.mark.parametrize("make", [rich_content, make_content, Content], ids=["rich", "plain", "empty"])
def test_saving_without_a_change_makes_no_version(editor, make):
    content = make()
    article = workflow.create(content)
    response = editor.get(change(article))

    response = editor.post(change(article), filled(response))

    assert response.status_code == 302
    assert Article.objects.get().working.content == content
    assert Version.objects.count() == 1


def test_an_edit_changes_the_working_version_and_nothing_that_readers_see(editor):
    article = make_published(headline="Before", body="Old words.")
    form = filled(editor.get(change(article)))

    editor.post(change(article), form | {"headline": "After", "body": "<p>New <script>x()</script>words.</p>"})

    article.refresh_from_db()
    assert article.working.content.headline == "After"
    assert article.working.content.body == ("<p>New words.</p>",)
    assert article.working.created_by.username == "ada"
    assert (article.headline, article.body, article.live.number) == ("Before", "<p>Old words.</p>", 1)


def test_everything_can_be_written_at_once(editor):
    author, picture, section, topic = (
        make_author("Ada Holm"),
        make_image(caption="Door", credit="C"),
        make_section(),
        make_topic(),
    )
    article = make_article(headline="x")
    form = filled(editor.get(change(article)))
    form |= {
        "kicker": "Kick",
        "headline": "Head",
        "standfirst": "Stand",
        "dateline": "Tarrow",
        "bylines-0-author": str(author.pk),
        "images-0-image": str(picture.pk),
        "section": str(section.pk),
        "topics": [str(topic.pk)],
        "label": "opinion",
        "notes": "One\r\nTwo",
        "editor_note": "Careful",
        "language": "de",
        "slug": "Mein Slug",
        "save_note": "All of it",
    }

    editor.post(change(article), form)

    version = Version.objects.get(number=2)
    assert version.note == "All of it"
    assert version.content == Content(
        kicker="Kick",
        headline="Head",
        standfirst="Stand",
        dateline="Tarrow",
        bylines=(Byline(name="Ada Holm", author=author.pk),),
        body=article.working.content.body,
        images=(Placement(image=picture.pk, caption="Door", credit="C", alt_text=picture.alt_text),),
        section=section.pk,
        topics=(topic.pk,),
        label=Label.OPINION,
        notes=("One", "Two"),
        editor_note="Careful",
        language="de",
        slug="mein-slug",
    )


def test_rows_are_ordered_by_number_and_removed_by_a_tick(editor):
    names = [Byline(name=name) for name in ("One", "Two", "Three")]
    article = make_article(bylines=names)
    form = filled(editor.get(change(article)))
    form |= {"bylines-0-ORDER": "3", "bylines-2-ORDER": "1", "bylines-1-DELETE": "on"}
    form |= {"bylines-3-name": "Four", "bylines-3-ORDER": "2"}

    editor.post(change(article), form)

    article.refresh_from_db()
    assert [byline.name for byline in article.working.content.bylines] == ["Three", "Four", "One"]
