"""The wire's screens: what came in can be seen and tried again, and edited by nobody."""

from dataclasses import replace

import pytest
from django.urls import reverse

from articles import markup, workflow
from articles.models import Article
from tests.factories import make_article, make_user
from tests.wire.dumps import PARAGRAPHS, make_dump, make_provider
from wire.intake import receive, settle
from wire.models import Document, Filed, Item

pytestmark = pytest.mark.django_db

LIST = reverse("admin:wire_document_changelist")
VIEW = ["wire.view_document", "wire.view_item", "articles.view_article"]
RETRY = [*VIEW, "wire.change_document"]


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A safe hash takes a second by design; no test here is about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sign_in(client):
    def sign_in(*permissions):
        client.force_login(make_user(permissions=permissions))
        return client

    return sign_in


def page_of(document):
    return reverse("admin:wire_document_change", args=[document.pk])


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_what_came_from_whom_and_why_it_was_rejected(sign_in, noon):
    provider = make_provider("Osk Press")
    receive(make_dump(), provider=provider, filename="good.txt", now=noon)
    receive(b"", provider=provider, filename="empty.txt", now=noon)

    page = html(sign_in(*VIEW).get(LIST))

    for words in ("good.txt", "empty.txt", "Osk Press", "Filed", "Rejected", Document.objects.last().reason):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(count, sign_in, noon, django_assert_num_queries):
    for n in range(count):
        receive(make_dump(f"Story number {n} of the day"), provider=make_provider(), filename=f"{n}.txt", now=noon)
    client = sign_in(*VIEW)
    client.get(LIST)

    with django_assert_num_queries(8):
        page = html(client.get(LIST))

    assert page.count("field-received_at") == count


def test_a_document_shows_its_text_and_its_stories_and_can_be_searched(sign_in, noon):
    item = receive(make_dump(), provider=make_provider(), filename="good.txt", now=noon).items[0]
    client = sign_in(*VIEW)

    page = html(client.get(page_of(item.document)))

    assert PARAGRAPHS[0] in page
    assert reverse("admin:articles_article_change", args=[item.article_id]) in page
    assert "Created a story" in page
    assert "good.txt" in html(client.get(LIST, {"q": item.guid}))


def test_markup_in_a_document_is_shown_and_never_obeyed(sign_in, noon):
    raw = b"Headline of the day\n\n<script>alert(1)</script> <b>bold</b> words that somebody typed into a story.\n"
    document = receive(raw, provider=make_provider(), filename="<img src=x>.txt", now=noon).document

    page = html(sign_in(*VIEW).get(page_of(document)))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


def test_a_binary_document_can_be_looked_at(sign_in, noon):
    document = receive(
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)), provider=make_provider(), filename="a", now=noon
    ).document

    assert "264 bytes" in html(sign_in(*VIEW).get(page_of(document)))


def test_nobody_edits_adds_or_deletes_what_was_received(admin_client, noon):
    item = receive(make_dump(), provider=make_provider(), filename="a.txt", now=noon).items[0]
    document = item.document
    before = list(Document.objects.values())

    admin_client.post(page_of(document), {"filename": "b.txt", "outcome": "rejected"})
    admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [document.pk], "post": "yes"})
    deleted = admin_client.post(reverse("admin:wire_document_delete", args=[document.pk]), {"post": "yes"})
    added = admin_client.get(reverse("admin:wire_document_add"))

    assert (deleted.status_code, added.status_code) == (403, 403)
    assert list(Document.objects.values()) == before
    assert list(Item.objects.all()) == [item]


def reject(document):
    """As if the readers of copy had not understood the document yet when it came."""
    Item.objects.all().delete()
    Document.objects.filter(pk=document.pk).update(outcome="rejected", code="malformed", reason="Not understood.")


def test_try_again_files_what_can_be_read_now_and_says_so(sign_in, noon):
    provider = make_provider()
    good = receive(make_dump(), provider=provider, filename="good.txt", now=noon).document
    empty = receive(b"", provider=provider, filename="empty.txt", now=noon).document
    reject(good)

    action = {"action": "try_again", "_selected_action": [good.pk, empty.pk]}
    page = html(sign_in(*RETRY).post(LIST, action, follow=True))

    assert "Filed “Little Osk opens its bridge”. (good.txt)" in page
    assert "No story in it: The document is empty" in page
    assert [document.outcome for document in Document.objects.order_by("pk")] == ["filed", "ignored"]


def test_try_again_takes_the_right_to_change(sign_in, noon):
    document = receive(make_dump(), provider=make_provider(), filename="good.txt", now=noon).document
    reject(document)

    sign_in(*VIEW).post(LIST, {"action": "try_again", "_selected_action": [document.pk]})

    document.refresh_from_db()
    assert document.outcome == "rejected"


def test_providers_are_listed_with_when_they_were_heard_last(admin_client, noon):
    receive(make_dump(), provider=make_provider("Osk Press"), filename="a.txt", now=noon)

    page = html(admin_client.get(reverse("admin:wire_provider_changelist")))

    assert "Osk Press" in page
    assert "14 Mar 2026, 12:00" in page


def test_a_provider_in_no_time_zone_is_refused(admin_client):
    page = html(admin_client.post(reverse("admin:wire_provider_add"), {"name": "Osk", "timezone": "Mars/Olympus"}))

    assert "Mars/Olympus is not a time zone" in page


# -- Beside the story --------------------------------------------------------------------------------------------------


def story_page(client, article):
    return html(client.get(reverse("admin:articles_article_change", args=[article.pk])))


def test_a_story_shows_the_copy_it_came_from(sign_in, noon):
    item = receive(make_dump(), provider=make_provider("Osk Press"), filename="good.txt", now=noon).items[0]

    page = story_page(sign_in(*VIEW), item.article)

    assert "<summary>Received copy</summary>" in page
    assert f'<a href="{page_of(item.document)}">Osk Press: good.txt</a>' in page


SENT = "The council of Little Osk decided on Wednesday morning to open the old bridge to all, after six years."


@pytest.fixture
def waiting(noon):
    """A story whose first paragraph the desk and the sender both changed; the sender changed its last one too."""
    provider = make_provider()
    receive(make_dump(), provider=provider, filename="1.txt", now=noon)
    article = Article.objects.get()
    body = article.working.content.body
    workflow.save(
        article,
        replace(article.working.content, body=("<p>The desk's words.</p>", *body[1:])),
        base=article.working,
    )
    newer = make_dump(body=[SENT, PARAGRAPHS[1], PARAGRAPHS[2] + " All are welcome."])
    item = receive(newer, provider=provider, filename="2.txt", now=noon).items[0]
    assert item.outcome == Filed.CONFLICT
    item.first_body = body
    return item


def now_reads(item):
    item.refresh_from_db()
    return item.outcome, [markup.text([block]) for block in Article.objects.get().working.content.body]


def test_a_version_that_waits_is_shown_with_both_texts(sign_in, waiting):
    page = story_page(sign_in(*VIEW), waiting.article)

    assert "a newer version waits for you" in page
    for text in ("The desk&#x27;s words.", SENT, PARAGRAPHS[0]):
        assert f'<div class="text" dir="auto">{text}</div>' in page


def test_a_version_goes_on_waiting_when_nothing_clashes_any_more_and_then_can_be_merged(sign_in, waiting):
    article = Article.objects.get()
    content = replace(article.working.content, body=waiting.first_body)
    workflow.save(article, content, base=article.working)
    client = sign_in(*RETRY)
    assert "Nothing clashes any more" in story_page(client, article)

    client.post(LIST, {"action": "try_again", "_selected_action": [waiting.document_id]})

    assert now_reads(waiting) == (Filed.UPDATED, [SENT, PARAGRAPHS[1], PARAGRAPHS[2] + " All are welcome."])
    assert "waits for you" not in story_page(client, article)


def test_trying_again_what_still_clashes_changes_nothing(sign_in, waiting):
    action = {"action": "try_again", "_selected_action": [waiting.document_id]}
    page = html(sign_in(*RETRY).post(LIST, action, follow=True))

    assert "it still clashes" in page
    assert now_reads(waiting) == (Filed.CONFLICT, ["The desk's words.", *PARAGRAPHS[1:]])


def test_the_desk_can_keep_its_words_and_take_the_rest(sign_in, waiting):
    client = sign_in(*RETRY)
    assert "Take what does not clash" in html(client.get(page_of(waiting.document)))

    client.post(LIST, {"action": "keep_desk", "_selected_action": [waiting.document_id]})

    merged = ["The desk's words.", PARAGRAPHS[1], PARAGRAPHS[2] + " All are welcome."]
    assert now_reads(waiting) == (Filed.UPDATED, merged)
    article = Article.objects.get()
    assert (article.status, article.working.reason) == ("draft", "merge")
    assert article.working.created_by.username in client.get(page_of(waiting.document)).content.decode()


def test_a_version_that_a_newer_one_overtook_is_not_merged_any_more(noon, waiting):
    sent = make_dump(body=[*PARAGRAPHS[:2], "The celebration is on the second Sunday of next month, the mayor said."])
    assert receive(sent, provider=waiting.provider, filename="3.txt", now=noon).items[0].outcome == Filed.UPDATED
    before = now_reads(waiting)

    assert settle(waiting.document, keep_desk=True) == []
    assert now_reads(waiting) == before


def test_what_waits_for_a_story_that_was_killed_is_not_merged(noon, waiting):
    workflow.kill(waiting.article, note="Wrong person.", now=noon)

    assert settle(waiting.document, keep_desk=True) == []
    assert now_reads(waiting) == (Filed.KILLED, ["The desk's words.", *PARAGRAPHS[1:]])


def test_the_copy_is_shown_only_to_who_may_see_it_and_only_where_there_is_some(sign_in, noon):
    item = receive(make_dump(), provider=make_provider(), filename="good.txt", now=noon).items[0]

    assert "Received copy" not in story_page(sign_in("articles.view_article"), item.article)
    assert "Received copy" not in story_page(sign_in(*VIEW), make_article())
