"""A document that its reader does not survive is rejected, not tried for ever, and costs its neighbors nothing."""

import pytest

from articles.models import Article
from tests.wire.dumps import make_dump, make_provider
from wire import reading
from wire.intake import Delivery, receive, receive_all, retry, taking
from wire.models import Document, Filed
from wire.reading import Limits

pytestmark = pytest.mark.django_db

# Too large for a reader that may have 2 MB more than it starts with.
HOG = make_dump(body=["It rained all evening. " * 40_000])


@pytest.fixture
def little_memory(monkeypatch):
    monkeypatch.setattr(reading, "LIMITS", Limits(memory=3_000_000))


def outcome_of(document):
    return (document.outcome, document.code, document.attempts)


def test_a_document_that_ends_its_reader_is_rejected_and_its_neighbors_are_filed(little_memory, noon):
    raws = [make_dump("First story of the day"), HOG, make_dump("Second story of the day")]
    deliveries = [Delivery(raw=raw, filename=f"{n}.txt") for n, raw in enumerate(raws)]

    received = list(receive_all(deliveries, provider=make_provider(), now=noon))

    assert [one.document.outcome for one in received] == ["filed", "rejected", "filed"]
    document = Document.objects.get(filename="1.txt")
    assert outcome_of(document) == (Document.Outcome.REJECTED, "killed-its-reader", 2)  # it had a second chance
    assert document.reason == "It needs more memory than a document may have (2 MB)."
    assert bytes(document.raw) == HOG
    assert document.times_received == 1
    assert Article.objects.count() == 2


def test_it_is_not_read_for_ever(little_memory, noon):
    provider = make_provider()
    for _ in range(4):
        receive(HOG, provider=provider, filename="hog.txt", now=noon)

    document = Document.objects.get()
    assert outcome_of(document) == (Document.Outcome.REJECTED, "killed-its-reader", taking.MOST_ATTEMPTS)
    assert document.times_received == 4


def test_somebody_who_asks_for_it_has_it_read_all_the_same(little_memory, noon, monkeypatch):
    document = receive(HOG, provider=make_provider(), filename="hog.txt", now=noon).document
    Document.objects.update(attempts=taking.MOST_ATTEMPTS)
    monkeypatch.setattr(reading, "LIMITS", Limits())  # the machine has more memory now

    received = retry(document, now=noon)

    assert [item.outcome for item in received.items] == [Filed.CREATED]


def test_a_document_that_takes_too_long_is_rejected_at_once(noon, monkeypatch):
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=0.05))

    document = receive(HOG, provider=make_provider(), filename="slow.txt", now=noon).document

    assert outcome_of(document) == (Document.Outcome.REJECTED, "killed-its-reader", 1)
    assert document.reason == "It was not read within 0.05 seconds."


def test_before_a_suspect_is_read_again_it_is_written_down(noon):
    """So that a document that ends the whole importer, or the machine, is found out by the next importers."""
    provider = make_provider()
    raw = make_dump()
    kept = receive(raw, provider=provider, filename="a.txt", now=noon)
    kept.items[0].delete()
    Document.objects.update(outcome=Document.Outcome.WAITING, attempts=taking.MOST_ATTEMPTS)

    document = receive(raw, provider=provider, filename="a.txt", now=noon).document

    assert outcome_of(document) == (Document.Outcome.REJECTED, "killed-its-reader", 3)
    assert document.reason == "Reading it was begun 3 times, and each time the process that read it ended."


def test_a_suspect_that_was_innocent_is_filed(noon):
    provider = make_provider()
    raw = make_dump()
    kept = receive(raw, provider=provider, filename="a.txt", now=noon)
    kept.items[0].delete()
    Document.objects.update(outcome=Document.Outcome.WAITING, attempts=1, times_received=0)

    received = receive(raw, provider=provider, filename="a.txt", now=noon)

    assert [item.outcome for item in received.items] == [Filed.CREATED]
    assert outcome_of(Document.objects.get()) == (Document.Outcome.FILED, "", 2)
