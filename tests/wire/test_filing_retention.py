"""Bytes whose time is over are let go; stories, records and what waits for somebody stay."""

from datetime import timedelta

import pytest

from articles.models import Article
from tests.wire.deliveries import DAY, NOON, deliver, dispute, edit, take
from tests.wire.dumps import PARAGRAPHS, make_provider
from wire import filing
from wire.formats import Block
from wire.models import Document, Fingerprint, Item

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
LATER = NOON + 30 * DAY


def kept():
    """The documents that still have their bytes."""
    return [bytes(raw) for raw in Document.objects.order_by("pk").values_list("raw", flat=True)].count(b"As sent.")


def test_bytes_are_let_go_when_their_days_are_over_and_all_else_stays():
    provider = make_provider(retention_days=30)
    deliver(take(1), provider=provider, now=NOON - SECOND)
    deliver(take(1, guid="osk:2"), provider=provider, now=NOON)
    before = [(item.story, item.content) for item in Item.objects.order_by("pk")]
    assert kept() == 2

    gone = filing.let_go(now=LATER)

    assert (gone.documents, gone.bytes, kept()) == (1, 8, 1)
    assert [(item.story, item.content) for item in Item.objects.order_by("pk")] == before
    assert Article.objects.count() == 2
    assert filing.let_go(now=LATER).documents == 0


def test_a_dry_run_counts_and_lets_nothing_go():
    deliver(take(1), provider=make_provider(retention_days=1), now=NOON)

    assert (filing.let_go(now=LATER, dry_run=True).documents, kept()) == (1, 1)


def test_a_provider_without_a_limit_keeps_its_bytes_for_good():
    deliver(take(1), provider=make_provider(), now=NOON - 4000 * DAY)

    assert (filing.let_go(now=LATER).documents, kept()) == (0, 1)


def test_what_waits_for_somebody_keeps_its_bytes():
    provider = make_provider(retention_days=1)
    article = deliver(take(1), provider=provider).article
    edit(article, headline="The desk's")
    deliver(take(2, headline="The wire's"), provider=provider)  # clashes
    deliver(take(2, headline="Others"), provider=provider, file=dispute)
    advised = deliver(take(1, guid="osk:note", signals=("advisory",)), provider=provider)
    rejected = deliver(take(1, guid="osk:3"), provider=provider).document
    Document.objects.filter(pk=rejected.pk).update(outcome="rejected", code="malformed", reason="It is broken.")

    assert (filing.let_go(now=LATER).documents, kept()) == (1, 4)

    advised.notices.update(acknowledged_at=NOON, answer="Seen.")
    assert (filing.let_go(now=LATER).documents, kept()) == (1, 3)


def test_texts_are_compared_for_three_days():
    body = {"body": tuple(Block(text=text) for text in PARAGRAPHS)}
    for guid, now in (("old", NOON - 3 * DAY - SECOND), ("new", NOON - 3 * DAY)):
        deliver(take(1, guid=guid, **body), provider=make_provider(), now=now)

    filing.let_go(now=NOON)

    assert list(Fingerprint.objects.values_list("item__guid", flat=True).distinct()) == ["new"]
