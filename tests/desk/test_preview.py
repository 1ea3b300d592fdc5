"""Looking at a story before readers may: the desk's preview, and the link for a guest."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.markup.reading import minutes_to_read
from articles.models import Article, GuestLink, GuestNote, Version
from articles.models.guest_link import hash_of
from articles.views.guests import OPENINGS_A_MINUTE
from tests.desk.forms import filled
from tests.factories import make_article, make_author, make_image, make_published, make_section, make_topic, make_user

pytestmark = pytest.mark.django_db
EDIT = ["articles.view_article", "articles.change_article", "articles.add_article"]


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def editor(client):
    client.force_login(make_user("ada", permissions=EDIT))
    return client


def at(name, article, *more):
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def text(response):
    return response.content.decode()


def test_the_preview_is_the_readers_page_with_what_stands_in_the_form(editor):
    author, section, topic, image = make_author("Ada Holm"), make_section("World"), make_topic("Walls"), make_image()
    article = make_published(headline="Before", body="Old.", by=[author])
    form = filled(editor.get(at("change", article)))
    typed = {
        "headline": "After <b>",
        "standfirst": "Stand",
        "body": "<p>New words.</p>",
        "section": str(section.pk),
        "topics": [str(topic.pk)],
        "images-0-image": str(image.pk),
        "images-0-caption": "A door",
    }

    response = editor.post(at("preview", article), form | typed)

    page = text(response)
    assert [
        w for w in ("After &lt;b&gt;", "Stand", "New words.", "World", "Walls", "Ada Holm", "A door") if w not in page
    ] == []
    assert "Old." not in page
    assert next(template.name for template in response.templates) == "articles/article_detail.html"
    assert Version.objects.count() == 1
    assert "Before" in text(editor.get(article.get_absolute_url()))


def test_a_published_preview_differs_from_the_readers_page_in_the_changed_words_alone(editor, client):
    article = make_published(headline="Before", body="Old.", section=make_section("World").pk)
    readers = text(editor.get(article.get_absolute_url()))

    preview = text(editor.get(at("preview", article)))

    drop = ("Updated", "article:modified_time", "dateModified", "application/ld+json")
    lines = [
        [line.strip() for line in page.splitlines() if line.strip() and not any(d in line for d in drop)]
        for page in (readers, preview)
    ]
    assert lines[0] == lines[1]


def test_a_preview_is_framed_by_the_desk_alone_and_kept_and_indexed_by_nobody(editor):
    response = editor.get(at("preview", make_article(headline="Draft")))

    assert response.status_code == 200
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert editor.get(at("change", Article.objects.get()))["X-Frame-Options"] == "DENY"


def test_who_may_not_see_stories_sees_no_preview(client):
    article = make_article()
    client.force_login(make_user(permissions=[]))

    assert client.get(at("preview", article)).status_code == 403
    assert client.post(at("measure", article), {"base": article.working_id}).status_code == 403


def test_length_address_and_search_result_are_measured_while_one_types(editor):
    taken = make_published(headline="The wall falls")
    form = filled(editor.get(reverse("admin:articles_article_add")))
    measure = reverse("admin:articles_article_measure_new")

    found = editor.post(measure, form | {"headline": "The wall falls", "body": f"<p>{'word ' * 500}</p>"}).json()

    assert found["length"] == "500 words, reading time 2 minutes"
    assert found["headline"] == "14 characters"
    assert found["slug"] == f"{taken.slug}-2"
    assert "belongs to “The wall falls”" in found["taken"]
    assert found["source"] == "There is no standfirst: the first paragraph is shown."
    assert editor.post(measure, form | {"headline": "Another"}).json()["taken"] == ""
    assert Article.objects.count() == 1


def test_the_address_of_a_published_story_does_not_follow_its_headline(editor):
    article = make_published(headline="The wall stands")
    form = filled(editor.get(at("change", article)))

    found = editor.post(at("measure", article), form | {"headline": "The wall falls"}).json()

    assert (found["slug"], found["taken"]) == ("the-wall-stands", "")


@pytest.mark.parametrize(("words", "minutes"), [("", 0), ("one", 1), ("word " * 750, 3), ("山" * 1500, 3)])
def test_reading_time_counts_words_and_signs(words, minutes):
    assert minutes_to_read(words) == minutes


def make_link(editor, article, **data):
    page = editor.post(at("guests", article), {"guest": "Prof. Lund", "days": "3"} | data)
    return filled_address(page)


def filled_address(page):
    import lxml.html

    return lxml.html.fromstring(text(page)).get_element_by_id("guest-address").get("value")


def path_of(address):
    return "/guest/" + address.rsplit("/guest/", 1)[1]


def test_a_guest_reads_the_working_version_and_says_something(editor, client):
    article = make_article(headline="Not yet out", body="Secret words.")
    address = path_of(make_link(editor, article))
    client.logout()

    page = client.get(address)
    client.post(address, filled_post(page) | {"kind": "comment", "text": "The third name is wrong."})
    client.post(address, filled_post(page) | {"kind": "approval", "text": ""})

    assert "Secret words." in text(page)
    assert ("no-store" in page["Cache-Control"], "noindex" in page["X-Robots-Tag"]) == (True, True)
    assert page["Referrer-Policy"] == "same-origin"
    link = GuestLink.objects.get()
    assert (link.openings, link.guest) == (1, "Prof. Lund")
    assert address not in link.token_hash
    assert link.token_hash == hash_of(address.split("/")[2])
    notes = GuestNote.objects.order_by("pk").values_list("kind", "text", "version__number")
    assert list(notes) == [("comment", "The third name is wrong.", 1), ("approval", "", 1)]
    client.force_login(make_user(permissions=EDIT))
    assert "The third name is wrong." in text(client.get(at("guests", article)))


def filled_post(page):
    import lxml.html

    form = next(form for form in lxml.html.fromstring(text(page)).forms if form.get("method") == "post")
    return {"version": form.fields["version"]}


def test_an_ended_expired_or_killed_link_answers_like_an_address_of_nothing(editor, client):
    article = make_published(headline="Not for long")
    address = path_of(make_link(editor, article))
    assert client.get(address).status_code == 200

    GuestLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(address).status_code == 404
    GuestLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(address).status_code == 200
    editor.post(at("revoke_guest", article, GuestLink.objects.get().pk))
    assert client.get(address).status_code == 404
    GuestLink.objects.update(revoked_at=None)
    workflow.kill(article, note="Wrong.")
    assert client.get(address).status_code == 404


def test_a_guest_who_opens_it_too_often_waits(editor, client):
    address = path_of(make_link(editor, make_article()))

    codes = [client.head(address).status_code for _ in range(OPENINGS_A_MINUTE + 1)]

    assert codes == [200] * OPENINGS_A_MINUTE + [429]


def test_a_story_under_embargo_is_shown_to_guests_only_by_who_may_publish(editor):
    article = make_article()
    workflow.set_limits(article, embargoed_until=timezone.now() + timedelta(days=1), expires_at=None)

    response = editor.post(at("guests", article), {"guest": "Somebody", "days": "1"})

    assert (response.status_code, GuestLink.objects.count()) == (403, 0)
