"""Bytes become a Document and its Items exactly once, and what cannot be read waits with its reason."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from authors.models import Author
from tests.wire.dumps import PARAGRAPHS, make_dump, make_provider
from wire.filing import stored_guid
from wire.intake import MAX_BYTES, Manner, Refused, printable, receive, retry
from wire.models import Document, Filed, Item, Provider

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def outcomes(received):
    return [item.outcome for item in received.items]


def test_a_document_is_kept_byte_for_byte_with_what_became_of_it(noon):
    raw, provider = make_dump(), make_provider()

    received = receive(raw, provider=provider, filename="osk.txt", way=Document.Way.PUSH, now=noon)

    document = Document.objects.get()
    assert (received.document, received.members) == (document, ())
    assert (bytes(document.raw), document.filename, document.format) == (raw, "osk.txt", "plaintext")
    assert document.way == Document.Way.PUSH
    assert (document.outcome, document.code, document.reason) == (Document.Outcome.FILED, "", "")
    assert (document.received_at, document.last_received_at, document.times_received) == (noon, noon, 1)
    item = Item.objects.get()
    assert (item.document, item.provider, item.version, item.outcome) == (document, provider, 1, Filed.CREATED)
    assert item.content == item.article.working.content
    assert item.story.headline == "Little Osk opens its bridge"


def test_the_same_bytes_again_change_nothing(noon):
    raw, provider = make_dump(), make_provider()
    receive(raw, provider=provider, filename="osk.txt", now=noon)

    again = receive(raw, provider=provider, filename="copy of osk.txt", now=noon + HOUR)

    assert again.items == ()
    assert (Item.objects.count(), Article.objects.get().versions.count()) == (1, 1)
    document = Document.objects.get()
    assert (document.times_received, document.last_received_at) == (2, noon + HOUR)
    assert (document.filename, document.received_at) == ("osk.txt", noon)


def test_the_same_bytes_from_two_providers_are_two_stories(noon):
    one, other = make_provider(), make_provider()

    receive(make_dump(), provider=one, filename="a.txt", now=noon)
    receive(make_dump(), provider=other, filename="a.txt", now=noon)

    assert [item.provider for item in Item.objects.all()] == [one, other]
    assert len({item.guid for item in Item.objects.all()}) == 1
    assert Article.objects.count() == 2


def test_other_bytes_for_a_known_story_are_its_next_version(noon):
    provider = make_provider()
    first = receive(make_dump(), provider=provider, filename="1.txt", now=noon)

    second = receive(
        make_dump(
            body=[
                *PARAGRAPHS,
                "It rained all evening, and the brass band that nobody had asked for played on regardless.",
            ]
        ),
        provider=provider,
        filename="2.txt",
        now=noon,
    )

    assert (outcomes(first), outcomes(second)) == ([Filed.CREATED], [Filed.UPDATED])
    assert [item.version for item in Item.objects.all()] == [1, 2]
    article = Article.objects.get()
    assert (
        article.working.content.body[-1]
        == "<p>It rained all evening, and the brass band that nobody had asked for played on regardless.</p>"
    )
    assert article.working.note == f"{provider}: 2.txt"


def test_a_version_that_says_it_is_older_is_kept_and_not_filed(noon):
    provider = make_provider()
    receive(make_dump(updated="11/5/2026"), provider=provider, filename="new.txt", now=noon)

    received = receive(make_dump(updated="11/4/2026", body=["Early."]), provider=provider, filename="old.txt", now=noon)

    assert outcomes(received) == [Filed.OLDER]
    item = received.items[0]
    assert (item.version, item.content_data, item.article) == (2, None, Article.objects.get())
    assert Article.objects.get().versions.count() == 1


def test_a_version_of_the_same_day_is_not_older(noon):
    provider = make_provider()
    receive(make_dump(updated="11/5/2026"), provider=provider, filename="1.txt", now=noon)

    received = receive(
        make_dump(updated="11/5/2026", body=PARAGRAPHS[:2]), provider=provider, filename="2.txt", now=noon
    )

    assert outcomes(received) == [Filed.UPDATED]


@pytest.mark.parametrize(
    ("raw", "outcome", "code"),
    [
        (b"", Document.Outcome.IGNORED, "not-a-story"),
        (b" \r\n\t", Document.Outcome.IGNORED, "not-a-story"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, Document.Outcome.REJECTED, "unknown-format"),
    ],
)
def test_what_holds_no_story_is_kept_with_a_code_and_words(raw, outcome, code, noon):
    received = receive(raw, provider=make_provider(), filename="bad.txt", now=noon)

    document = Document.objects.get()
    assert received.is_rejected == (outcome == Document.Outcome.REJECTED)
    assert (bytes(document.raw), document.outcome, document.code) == (raw, outcome, code)
    assert document.reason.endswith(".")
    assert (Item.objects.count(), Article.objects.count()) == (0, 0)


def test_what_is_no_story_is_not_read_again_when_it_comes_again_but_when_somebody_asks(noon):
    provider = make_provider()
    receive(b"", provider=provider, filename="a.txt", now=noon)
    Document.objects.update(reason="As an earlier release put it.")

    again = receive(b"", provider=provider, filename="a.txt", now=noon)

    assert again.document.reason == "As an earlier release put it."
    assert Document.objects.get().times_received == 2
    assert retry(Document.objects.get(), now=noon).document.reason.startswith("The document is empty")


def test_what_was_rejected_is_counted_and_tried_again(noon):
    raw, provider = make_dump(), make_provider()
    receive(raw, provider=provider, filename="a.txt", now=noon)
    reject(Document.objects.get())

    received = receive(raw, provider=provider, filename="a.txt", now=noon + HOUR)

    document = Document.objects.get()
    assert (document.outcome, document.code, document.reason) == (Document.Outcome.FILED, "", "")
    assert document.times_received == 2
    assert outcomes(received) == [Filed.CREATED]


def test_retry_reads_a_rejected_document_again_without_counting_a_delivery(noon):
    raw, provider = make_dump(), make_provider()
    receive(raw, provider=provider, filename="a.txt", now=noon)
    reject(Document.objects.get())

    received = retry(Document.objects.get(), now=noon + HOUR)

    assert outcomes(received) == [Filed.CREATED]
    assert Document.objects.get().times_received == 1
    assert retry(Document.objects.get()).items == ()
    assert Article.objects.get().status == "draft"


def reject(document):
    """As if the readers of copy had not understood the document yet when it came."""
    articles = [item.article for item in document.items.all()]
    document.items.all().delete()
    for article in articles:
        Article.objects.filter(pk=article.pk).update(working=None)
        article.delete()
    document.outcome, document.code, document.reason = Document.Outcome.REJECTED, "malformed", "Not understood."
    document.save()


def test_a_document_over_the_limit_is_refused_before_anything(noon):
    provider = make_provider()

    with pytest.raises(Refused, match="too large"):
        receive(b"a" * (MAX_BYTES + 1), provider=provider, filename="a.txt", now=noon)

    assert Document.objects.count() == 0


def test_a_failure_of_ours_leaves_nothing_of_the_document_but_its_bytes(noon):
    """What it led to is one transaction, and the document waits for our repair."""
    provider = make_provider()
    item = receive(make_dump(), provider=provider, filename="1.txt", now=noon).items[0]
    Item.objects.update(content_data={"holograms": []})  # written by a newer release, say
    second = make_dump(name="Somebody Else")

    received = receive(second, provider=provider, filename="2.txt", now=noon)

    assert received.is_rejected
    document = Document.objects.get(filename="2.txt")
    assert (bytes(document.raw), document.code) == (second, "newsroom-failed")
    assert "ContentError" in document.reason
    assert Item.objects.count() == 1
    assert [author.name for author in Author.objects.all()] == ["Mara Ellingsworth"]

    Item.objects.update(content_data=item.content_data)
    assert outcomes(retry(document, now=noon)) == [Filed.UPDATED]


def test_a_provider_that_is_not_active_hands_nothing_in(noon):
    provider = make_provider()
    Provider.objects.update(is_active=False)  # meanwhile, by somebody else

    with pytest.raises(Refused, match="No copy of"):
        receive(make_dump(), provider=provider, filename="a.txt", now=noon)

    assert Document.objects.count() == 0


def test_the_database_refuses_the_same_bytes_twice(noon):
    document = receive(make_dump(), provider=make_provider(), filename="a.txt", now=noon).document
    document.pk = None

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        document.save(force_insert=True)


def test_the_database_refuses_the_same_version_twice(noon):
    item = receive(make_dump(), provider=make_provider(), filename="a.txt", now=noon).items[0]
    item.pk = None

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        item.save(force_insert=True)


def test_the_database_wants_a_reason_for_each_rejection(noon):
    document = receive(make_dump(), provider=make_provider(), filename="a.txt", now=noon).document

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(outcome=Document.Outcome.REJECTED)


def test_the_providers_habits_say_how_dates_are_read_and_the_delivery_may_differ(noon):
    provider = make_provider(timezone="Asia/Tokyo", date_order="day")
    dump = make_dump(published="5/1/2026 10:00")

    ours = receive(dump, provider=provider, filename="a.txt", now=noon)
    other = Manner(timezone=ZoneInfo("UTC"), day_first=False)
    theirs = receive(dump, provider=make_provider(), filename="a.txt", manner=other, now=noon)

    assert ours.items[0].story.published.isoformat() == "2026-01-05T10:00:00+09:00"
    assert theirs.items[0].story.published.isoformat() == "2026-05-01T10:00:00+00:00"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_copy_in_other_encodings_is_the_same_story(encoding, noon):
    dump = make_dump(headline="Zoë’s café opens – again").decode().encode(encoding)

    item = receive(dump, provider=make_provider(), filename="a.txt", now=noon).items[0]

    assert item.story.headline == "Zoë’s café opens – again"
    assert bytes(item.document.raw) == dump


@given(st.text(max_size=600))
def test_an_id_is_stored_in_one_form_that_fits(guid):
    stored = stored_guid(guid)

    assert len(stored) <= 255
    assert stored_guid(stored) == stored == stored_guid(f" {guid}\n")


@given(st.text(max_size=100))
def test_names_from_outside_cannot_do_anything_to_a_terminal(name):
    assert printable(name).isprintable() or name == ""
    assert len(printable(name)) == len(name)


def test_xml_that_an_administrator_has_described_since_is_a_story_when_it_is_read_again(noon):
    provider = make_provider()
    paragraph = "The ferry to the skerries sails again, nine days after a rope caught in its propeller."
    raw = f"<OskDoc><head>Ferry sails again</head><text><p>{paragraph}</p></text></OskDoc>".encode()
    document = receive(raw, provider=provider, filename="osk.xml", now=noon).document
    assert (document.outcome, document.code) == (Document.Outcome.REJECTED, "unknown-format")
    provider.mappings.create(name="Osk", root="OskDoc", fields={"headline": "head", "body_html": "text"})

    received = retry(document, now=noon)

    assert outcomes(received) == [Filed.CREATED]
    assert received.items[0].content.body == (f"<p>{paragraph}</p>",)
