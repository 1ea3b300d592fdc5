"""Writing in a real browser: what happens to words when the network, the session or the writer goes away."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.models import DraftCopy, Version
from tests.desk.hands import put_caret
from tests.factories import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDIT = ["articles.view_article", "articles.change_article", "articles.add_article"]


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def status(page, text):
    page.locator("[data-unsaved]").get_by_text(re.compile(text)).wait_for(timeout=20_000)


def test_words_are_kept_and_survive_a_lost_network_and_a_lost_session(sign_in, live_server):
    article = make_article(headline="Before", body="First.")
    page = sign_in(make_user("ada", permissions=EDIT), change(article))
    headline = page.get_by_label("Headline", exact=True)

    headline.press_sequentially("A")
    status(page, "^Saved ")
    assert DraftCopy.objects.get().data["headline"] == ["ABefore"]
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('draft'))") == []

    page.context.set_offline(True)
    headline.press_sequentially("B")
    page.keyboard.press("Control+s")
    status(page, "Not saved: there is no connection.")
    assert headline.input_value() == "ABBefore"
    page.context.set_offline(False)
    Session.objects.all().delete()
    page.keyboard.press("Control+s")
    status(page, "you have been signed out")
    assert headline.input_value() == "ABBefore"

    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/admin/login/?next={change(article)}")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.get_by_text("They differ in: Headline.").wait_for()
    page.get_by_role("button", name="Put them back").click()
    page.get_by_text("It becomes a version when you save it.").wait_for()
    assert headline.input_value() == "ABBefore"
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved version 2.").wait_for()

    assert Version.objects.get(number=2).headline == "ABBefore"
    assert not page.locator("[data-local-copy]").is_visible()
    assert DraftCopy.objects.unsaved().count() == 0
    assert [complaint for complaint in page.complaints if "INTERNET_DISCONNECTED" not in complaint] == []


def test_two_people_know_of_each_other_and_the_preview_shows_what_is_typed(sign_in):
    article = make_article(headline="Before", body="First.")
    ada = sign_in(make_user("ada", permissions=EDIT, first_name="Ada"), change(article), in_company=True)
    ada.wait_for_load_state("networkidle")
    ben = sign_in(make_user("ben", permissions=EDIT, first_name="Ben"), change(article), in_company=True)
    ben.get_by_text("Ada has this story open since").wait_for()

    put_caret(ben, ben.get_by_role("textbox", name="Body").locator("p").first, "Control+Home")
    ben.keyboard.type("Typed. ")
    ben.get_by_role("button", name="Preview").click()
    ben.frame_locator("iframe").get_by_text("Typed. First.").wait_for()
    ben.get_by_role("button", name="Phone").click()
    ben.get_by_role("button", name="Dark").click()
    frame = ben.locator("iframe")
    assert frame.bounding_box()["width"] < 400
    paper = "(page) => getComputedStyle(page.contentDocument.documentElement).backgroundColor"
    dark = frame.evaluate(paper)
    ben.get_by_role("button", name="Light").click()
    assert frame.evaluate(paper) != dark
    ben.keyboard.press("Escape")
    ben.get_by_role("button", name="Save", exact=True).click()
    ben.get_by_text("Saved version 2.").wait_for()

    ada.get_by_text("Ben saved version 2 at").wait_for(timeout=30_000)
    ada.keyboard.press("?")
    ada.get_by_role("heading", name="Keys").wait_for()
    ada.keyboard.press("Escape")
    ada.get_by_label("Headline", exact=True).press_sequentially("?")
    assert not ada.get_by_role("heading", name="Keys").is_visible()
    sandboxed = "Blocked script execution"
    assert [complaint for complaint in ada.complaints + ben.complaints if sandboxed not in complaint] == []
