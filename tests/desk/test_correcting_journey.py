"""An error is put right, through the front door: the editor changes the words and says so, the reader reads both."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_published, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDITOR = ["articles.view_article", "articles.change_article", "articles.correct_article"]


def test_an_error_is_corrected_with_a_note_and_read(sign_in, live_server):
    article = make_published(at=timezone.now() - timedelta(hours=1), headline="Bridge opens on Monday")
    page = sign_in(make_user("ada", permissions=EDITOR), reverse("admin:articles_article_change", args=[article.pk]))

    page.get_by_label("Headline", exact=True).fill("Bridge opens on Tuesday")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved version 2.").wait_for()
    page.get_by_role("link", name="Correct …").click()
    page.get_by_label("Correction: a fact was wrong").check()
    page.get_by_label("What was wrong and what is right").fill("The bridge opens on Tuesday, not on Monday.")
    page.get_by_label("It changes what the story means").check()
    page.get_by_role("button", name="Publish the note and version 2").click()
    page.get_by_text("Correction published: readers see it on the story now.").wait_for()
    assert page.complaints == []

    reader = page.context.browser.new_page()
    reader.goto(live_server.url + article.get_absolute_url())
    assert reader.locator("h1").inner_text() == "Bridge opens on Tuesday"
    note = reader.get_by_role("note", name="Correction")
    assert "The bridge opens on Tuesday, not on Monday." in note.inner_text()
    assert note.bounding_box()["y"] < reader.locator(".body").bounding_box()["y"]
    reader.get_by_role("link", name="See all updates").click()
    reader.get_by_role("link", name="Compare with version 1").click()
    assert reader.locator("del").inner_text().strip() == "Monday"
    assert reader.locator("ins").inner_text().strip() == "Tuesday"
    reader.get_by_role("link", name="Corrections", exact=True).click()
    reader.get_by_role("link", name="Bridge opens on Tuesday").click()
    assert reader.url.endswith(f"#correction-{article.corrections.get().pk}")
    reader.close()
