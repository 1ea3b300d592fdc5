"""The main job, through the front door: a dump becomes a story, an editor updates it, a reader reads it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles import workflow
from articles.content import Content
from articles.models import Article, Version
from tests.desk.hands import put_caret
from tests.factories import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDITOR = ["articles.view_article", "articles.change_article", "articles.publish_article"]
SEED = "Iraqi MPs Back Resolution to ‘End the Presence’ of Any US Soldiers"


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def open_public(page, address):
    """The page as a reader sees it: its headline and its text."""
    reader = page.context.browser.new_page()
    response = reader.goto(address)
    found = (response.status, reader.locator("h1").inner_text(), reader.locator("main").inner_text())
    reader.close()
    return found


def test_a_dump_is_imported_edited_unseen_published_and_read(sign_in, live_server):
    call_command("import_seeds", verbosity=0)
    article = Article.objects.get(headline=SEED)
    address = live_server.url + article.get_absolute_url()
    page = sign_in(make_user("ada", permissions=EDITOR), "/admin/articles/article/")

    page.get_by_role("textbox", name="Search").fill("Soleimani")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=SEED).click()
    page.get_by_label("Headline", exact=True).fill("Iraqi parliament votes")
    body = page.get_by_role("textbox", name="Body")
    put_caret(page, body.locator("p").first, "Control+Home")
    page.keyboard.type("Words from the desk. ")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved version 2.").wait_for()

    status, headline, text = open_public(page, address)
    assert (status, headline) == (200, SEED)
    assert "ban on foreign forces" in text
    assert "Words from the desk." not in text

    page.get_by_role("button", name="Publish changes").click()
    page.get_by_text("Published version 2 as an update.").wait_for()

    status, headline, text = open_public(page, address)
    assert (status, headline) == (200, "Iraqi parliament votes")
    assert "Words from the desk. Iraqi members of Parliament passed" in text
    before, after = (Version.objects.get(article=article, number=number).content for number in (1, 2))
    assert after == Content.from_json(
        before.to_json() | {"headline": "Iraqi parliament votes", "body": [after.body[0], *before.body[1:]]}
    )
    assert page.complaints == []


def test_two_editors_clash_and_both_texts_survive(sign_in):
    article = make_article(headline="The wall stands", body="First.\n\nSecond.")
    ada = sign_in(make_user("ada", permissions=EDITOR), change(article))
    ben = sign_in(make_user("ben", permissions=EDITOR), change(article))

    ada.get_by_label("Headline", exact=True).fill("The wall fell")
    ada.get_by_role("button", name="Save", exact=True).click()
    ada.get_by_text("Saved version 2.").wait_for()
    ben.get_by_label("Headline", exact=True).fill("The wall wobbles")
    ben.get_by_label("Standfirst", exact=True).fill("Typed by Ben")
    ben.get_by_role("button", name="Save", exact=True).click()

    ben.get_by_role("heading", name="Somebody else changed the same words").wait_for()
    assert ben.get_by_text("Theirs (ada, version 2)").is_visible()
    assert Version.objects.count() == 2
    ben.wait_for_load_state("load")  # the script that ticks the choice is there
    ben.get_by_label("Headline, edited").fill("The wall fell, or wobbles")
    assert ben.get_by_label("Use this text").is_checked()
    ben.get_by_role("button", name="Save with these decisions").click()
    ben.get_by_text("Saved version 3.").wait_for()

    content = Version.objects.get(number=3).content
    assert (content.headline, content.standfirst) == ("The wall fell, or wobbles", "Typed by Ben")
    assert ada.complaints == []
    assert [complaint for complaint in ben.complaints if "409 (Conflict)" not in complaint] == []


def test_leaving_with_unsaved_words_is_asked_about(sign_in):
    article = make_article(headline="Before")
    page = sign_in(make_user(permissions=EDITOR), change(article))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_role("link", name="History").click()
    page.go_back()
    assert asked == []
    page.get_by_label("Headline", exact=True).press_sequentially("After ")
    page.get_by_role("link", name="History").click(no_wait_after=True)
    page.get_by_text("Not saved yet").wait_for()

    assert asked == ["beforeunload"]
    assert page.get_by_label("Headline", exact=True).input_value() == "After Before"


def test_the_form_works_without_script(sign_in):
    """The rows have spare ones and numbers, and the body is HTML in a text box."""
    article = make_article(headline="Before", body="Old.")
    page = sign_in(make_user(permissions=EDITOR), change(article), java_script_enabled=False)

    page.get_by_label("Headline", exact=True).fill("After")
    page.get_by_label("Name as printed").fill("Ada Holm")
    page.get_by_label("Body").fill("<p>New.</p><h2>Sub</h2>")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved version 2.").wait_for()

    content = Version.objects.get(number=2).content
    assert (content.headline, content.body, [byline.name for byline in content.bylines]) == (
        "After",
        ("<p>New.</p>", "<h2>Sub</h2>"),
        ["Ada Holm"],
    )


def test_rows_are_added_and_moved_with_a_script(sign_in):
    article = workflow.create(Content(headline="Rows"))
    page = sign_in(make_user(permissions=EDITOR), change(article))
    rows = page.locator("#bylines-rows")

    rows.get_by_label("Name as printed").first.fill("One")
    rows.get_by_role("button", name="Add a byline").click()
    rows.get_by_label("Name as printed").nth(1).fill("Two")
    rows.get_by_role("button", name="Add a byline").click()
    rows.get_by_label("Name as printed").nth(2).fill("Three")
    rows.get_by_role("button", name="Move up").nth(2).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved version 2.").wait_for()

    assert [byline.name for byline in Version.objects.get(number=2).content.bylines] == ["One", "Three", "Two"]
