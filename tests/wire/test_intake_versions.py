"""A version of a story is kept exactly once, whatever it comes in; other words under it are a dispute."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article
from tests.wire.dumps import make_provider
from wire.intake import receive
from wire.management.lookalikes import nitf
from wire.models import Document, Filed, Item, Notice

pytestmark = pytest.mark.django_db
HEADLINE = "Ferry to the skerries runs again"


def make_nitf(*, version, headline=HEADLINE):
    return nitf(1, version, headline)


def send(raw, provider, now):
    return [item.outcome for item in receive(raw, provider=provider, filename="a.xml", now=now).items]


def test_the_same_version_in_other_bytes_adds_nothing(noon):
    provider = make_provider()
    assert send(make_nitf(version=1), provider, noon) == [Filed.CREATED]

    again = make_nitf(version=1).replace(b"<nitf>", b"<nitf >").decode().encode("utf-16")

    assert send(again, provider, noon) == []
    assert (Document.objects.count(), Item.objects.count(), Article.objects.get().versions.count()) == (2, 1, 1)
    assert {document.outcome for document in Document.objects.all()} == {Document.Outcome.FILED}


def test_other_words_under_a_version_are_kept_beside_it_and_not_filed(noon):
    provider = make_provider()
    send(make_nitf(version=1), provider, noon)

    assert send(make_nitf(version=1, headline="Another headline"), provider, noon) == [Filed.DISPUTED]

    disputed = Item.objects.get(outcome=Filed.DISPUTED)
    assert (disputed.version, disputed.sent_version, disputed.headline) == (2, "1", "Another headline")
    assert Article.objects.get().working.headline == HEADLINE
    assert [notice.kind for notice in disputed.notices.all()] == [Notice.Kind.DISPUTE]


def test_a_dispute_is_raised_once_however_often_its_words_come(noon):
    provider = make_provider()
    send(make_nitf(version=1), provider, noon)
    send(make_nitf(version=1, headline="Another headline"), provider, noon)

    assert send(make_nitf(version=1, headline="Another headline") + b"\n", provider, noon) == []
    assert send(make_nitf(version=1, headline="A third headline"), provider, noon) == [Filed.DISPUTED]
    assert Item.objects.filter(outcome=Filed.DISPUTED).count() == 2


def test_the_next_version_after_a_dispute_is_filed(noon):
    provider = make_provider()
    send(make_nitf(version=1), provider, noon)
    send(make_nitf(version=1, headline="Another headline"), provider, noon)

    assert send(make_nitf(version=2, headline="The second take"), provider, noon) == [Filed.UPDATED]
    assert Article.objects.get().working.headline == "The second take"


def test_without_a_version_the_words_decide(noon):
    provider = make_provider()
    assert send(make_nitf(version=""), provider, noon) == [Filed.CREATED]

    assert send(make_nitf(version="") + b"\n", provider, noon) == []
    assert send(make_nitf(version="", headline="Another headline"), provider, noon) == [Filed.UPDATED]
    assert send(make_nitf(version="") + b"\n\n", provider, noon) == []


def test_versions_of_two_providers_under_one_guid_do_not_meet(noon):
    send(make_nitf(version=1), make_provider(), noon)

    assert send(make_nitf(version=1, headline="Another headline"), make_provider(), noon) == [Filed.CREATED]


def test_the_database_refuses_a_sent_version_twice(noon):
    send(make_nitf(version=1), make_provider(), noon)
    item = Item.objects.get()
    item.pk, item.version = None, 2

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        item.save(force_insert=True)
