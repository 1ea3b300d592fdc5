"""Many versions that are filed together become what they become one by one, in fewer queries."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from authors.models import Author
from tests.factories import make_section
from tests.wire.dumps import make_provider
from wire.filing import likeness, many
from wire.intake import Delivery, receive, receive_all
from wire.management.lookalikes import ninjs
from wire.models import Chain, Document, Fingerprint, Item, Rule

pytestmark = pytest.mark.django_db


def copy(number, take=1, words=None, **fields) -> Delivery:
    values = json.loads(ninjs(number, take)) | fields
    if words is not None:
        values["body_html"] = json.loads(ninjs(words))["body_html"]
    return Delivery(raw=json.dumps(values).encode(), filename=f"{number}-{take}.json")


def busy_day() -> list[Delivery]:
    """Stories that begin, and among them whatever else may come."""
    guid = json.loads(ninjs(4))["uri"]
    return [
        copy(1),
        copy(2, slugline="Ferry-Aground"),
        copy(3, slugline="Ferry-Aground", byline="By Ada Quill and Nobody Yet"),
        copy(1, 2),
        copy(4, keywords=["Harbor", "Old bridges"]),
        copy(5, words=1),
        copy(6, pubstatus="withheld"),
        copy(7, 1, uri=guid, version="2", pubstatus="canceled", headline="KILL"),
        copy(8, embargoed="2030-01-01T00:00:00Z"),
        copy(9, slugline="Ferry-Aground", words=2),
        copy(4, 3),
        copy(10, words=1),
        copy(11),
        copy(2, 1, headline="Other words under a version that we have"),
        copy(2, 2, slugline="Ferry-Aground"),
    ]


def what_became_of_it(provider):
    chains = {pk: number for number, pk in enumerate(provider.chains.order_by("pk").values_list("pk", flat=True))}
    items = provider.items.select_related("article__working", "chain", "document").order_by("document__filename", "pk")
    return [
        {
            "file": item.document.filename,
            "version": (item.guid, item.version, item.sent_version, item.outcome),
            "content": item.content_data,
            "line": (chains[item.chain_id], item.chain.key, item.chain.latest_at, chains.get(item.chain.like_id)),
            "story": (item.article.status, item.article.is_held, item.article.embargoed_until, item.article.saved_at)
            if item.article
            else None,
            "shown": (item.article.working.number, item.article.working.data) if item.article else None,
            "words": (item.article.working.words, item.article.working.byline) if item.article else None,
            "bands": sorted(item.fingerprints.values_list("band", flat=True)),
            "notices": sorted(item.notices.values_list("kind", flat=True)),
        }
        for item in items
    ]


@pytest.mark.parametrize("at_once", [100, 2])
def test_together_is_as_one_by_one(at_once, noon, monkeypatch):
    monkeypatch.setattr(many, "AT_ONCE", at_once)
    make_section("Harbor")
    one_by_one, together = make_provider("One Press"), make_provider("Other Press")
    for delivery in busy_day():
        receive(delivery.raw, provider=one_by_one, filename=delivery.filename, now=noon)
    expected = what_became_of_it(one_by_one)
    Fingerprint.objects.all().delete()  # or the second provider's lines stand with those of the first

    list(receive_all(busy_day(), provider=together, now=noon))

    assert len(expected) == len(busy_day())
    assert len({story["version"][3] for story in expected}) >= 5
    assert any(story["line"][3] is not None for story in expected)
    found = what_became_of_it(together)
    for story, same in zip(found, expected, strict=True):
        assert json.loads(json.dumps(story, default=str).replace("Other Press", "One Press")) == json.loads(
            json.dumps(same, default=str)
        )


def test_the_words_of_a_line_are_found_again_within_the_same_batch(noon):
    provider = make_provider()

    list(receive_all([copy(1), copy(2, words=1), copy(3)], provider=provider, now=noon))

    first, second, third = Chain.objects.order_by("pk")
    assert (first.like, second.like, third.like) == (None, first, None)
    bands = likeness.bands(likeness.shingles(block.text for block in Item.objects.first().story.body))
    assert Fingerprint.objects.count() == 2 * len(bands) + Item.objects.last().fingerprints.count()


def test_queries_do_not_grow_with_the_stories(noon):
    provider = make_provider()
    list(receive_all([copy(n) for n in range(100, 110)], provider=provider, now=noon))  # the authors are there

    counts = []
    for start, stories in ((200, 5), (300, 40)):
        with CaptureQueriesContext(connection) as queries:
            list(receive_all([copy(n) for n in range(start, start + stories)], provider=provider, now=noon))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 26
    assert Article.objects.count() == Item.objects.count() == Document.objects.count() == 55
    assert Author.objects.count() == 6


def test_a_rule_that_holds_is_kept_for_each(noon):
    provider = make_provider()
    Rule.objects.create(provider=provider, words="ferry", is_held=True)

    list(receive_all([copy(1), copy(2), copy(3, keywords=["orchard"])], provider=provider, now=noon))

    assert list(Article.objects.order_by("pk").values_list("is_held", flat=True)) == [True, True, False]
