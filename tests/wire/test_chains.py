"""One line of the queue a story, whatever its takes are numbered; and the same story from others beside it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.wire.deliveries import DAY, HOUR, NOON, deliver, kill, take
from tests.wire.dumps import PARAGRAPHS, make_provider
from wire.filing.chains import slug_key
from wire.formats import Block, Related
from wire.models import Chain, Fingerprint

pytestmark = pytest.mark.django_db

LONG = (
    *PARAGRAPHS,
    "Its arches were closed after a barge struck the second pier, and for years the ferry was the only way across.",
    "The ferryman said he would miss the company, but not the mornings in winter when ice covered the landing stage.",
)


def told(*paragraphs):
    return {"body": tuple(Block(text=text) for text in paragraphs)}


@pytest.fixture
def provider():
    return make_provider("Osk Press")


# -- Takes -------------------------------------------------------------------------------------------------------------


def test_all_versions_of_a_guid_stand_in_one_line(provider):
    items = [deliver(story, provider=provider) for story in (take(1), take(2, headline="More"), kill(3))]

    assert len({item.chain for item in items}) == 1
    assert Chain.objects.get().latest_at == NOON


def test_a_line_is_as_new_as_the_newest_of_it(provider):
    deliver(take(1), provider=provider, now=NOON)
    deliver(take(2), provider=provider, now=NOON + HOUR)
    deliver(take(1, version="1b"), provider=provider, now=NOON)

    assert Chain.objects.get().latest_at == NOON + HOUR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BC-US--Mayor Arrest", "BC-US--Mayor Arrest,1st Ld-Writethru"),
        ("BC-US--Mayor Arrest", "AM-US--Mayor Arrest, 2nd Ld"),
        ("BC-XX--Mayor Arrest", "BC-XX--Mayor Arrest, KILL"),
        ("OSK-BRIDGE/", "OSK-BRIDGE/ (UPDATE 3, PIX)"),
        ("Bridge-Opening", "URGENT Bridge-Opening"),
        ("Brücke/Öffnung", "BRÜCKE/ÖFFNUNG/KORR"),
    ],
)
def test_takes_with_a_new_id_each_are_known_by_their_slugline(one, other, provider):
    first = deliver(take(1, guid="a", slugline=one), provider=provider)
    second = deliver(take(1, guid="b", slugline=other), provider=provider)

    assert first.chain == second.chain
    assert first.article != second.article


@pytest.mark.parametrize("slugline", ["", "BC-", "UPDATE 1", "1st Ld-Writethru", "---"])
def test_a_slugline_that_names_no_story_ties_nothing_together(slugline, provider):
    assert slug_key(slugline) == ""
    first = deliver(take(1, guid="a", slugline=slugline), provider=provider)

    assert deliver(take(1, guid="b", slugline=slugline), provider=provider).chain != first.chain


def test_a_slugline_is_good_for_the_day_it_began_and_the_day_after(provider):
    def on(day, guid):
        dated = take(1, guid=guid, slugline="Osk-Bridge", updated=NOON + day * DAY)
        return deliver(dated, provider=provider).chain

    first, second, third = (on(day, f"osk:{day}") for day in range(3))

    assert (first == second, second == third) == (True, False)
    assert on(-1, "osk:-1") != first


def test_a_day_is_a_day_where_the_provider_is():
    provider = make_provider(timezone="Asia/Tokyo")
    # 23:30 on March 14 and 00:30 on March 16 in Tokyo
    early, late = NOON + timedelta(hours=2, minutes=30), NOON + timedelta(hours=27, minutes=30)
    first, second = (
        deliver(take(1, guid=guid, slugline="Osk-Bridge", updated=at), provider=provider).chain
        for guid, at in (("a", early), ("b", late))
    )

    assert first != second


def test_sluglines_tie_only_one_providers_copy_together(provider):
    first = deliver(take(1, slugline="Osk-Bridge"), provider=provider)

    assert deliver(take(1, slugline="Osk-Bridge"), provider=make_provider()).chain != first.chain


@pytest.mark.parametrize(
    ("link", "is_one_story"),
    [
        ({"replaces": ("osk:1",)}, True),
        ({"related": (Related(guid="osk:1", rel="irel:translatedFrom"),)}, True),
        ({"related": (Related(guid=" osk:1", rel="irel:evolvedFrom"),)}, True),
        ({"related": (Related(guid="osk:1", rel="irel:seeAlso"),)}, False),
        ({"related": (Related(guid="osk:1"),)}, False),
    ],
)
def test_translations_and_replacements_stand_with_what_they_name(link, is_one_story, provider):
    first = deliver(take(1), provider=provider)

    second = deliver(take(1, guid="osk:2", language="sv", **link), provider=provider)

    assert (second.chain == first.chain) == is_one_story


# -- The same from others ----------------------------------------------------------------------------------------------


def test_the_same_story_from_another_provider_stands_beside_it(provider):
    first = deliver(take(1, **told(*LONG)), provider=provider)
    shorter = [text.replace("Tuesday evening", "Tuesday").replace("reporters", "Veyra News") for text in LONG[:4]]

    second = deliver(take(1, headline="Bridge", **told(*shorter)), provider=make_provider())
    third = deliver(take(1, **told(*LONG[:3])), provider=make_provider())

    assert (first.chain.like, second.chain.like, third.chain.like) == (None, first.chain, first.chain)


def test_other_news_stands_alone(provider):
    deliver(take(1, **told(*LONG)), provider=provider)

    other = deliver(take(1, **told(*(text[::-1] for text in LONG))), provider=make_provider())

    assert other.chain.like is None


def test_a_take_that_grew_is_compared_anew(provider):
    flash = deliver(take(1, **told("Bridge opens.")), provider=make_provider())
    first = deliver(take(1, **told(*LONG)), provider=provider)
    assert flash.chain.like is None

    grown = deliver(take(2, **told(*LONG)), provider=flash.provider)

    assert grown.chain.like == first.chain


def test_lines_never_stand_beside_themselves_or_in_a_circle(provider):
    one = deliver(take(1, **told(*LONG)), provider=provider)
    other = deliver(take(1, **told(*LONG)), provider=make_provider())
    for number in (2, 3):
        for item in (one, other):
            deliver(take(number, headline=f"Take {number}", **told(*LONG)), provider=item.provider)

    one.chain.refresh_from_db()
    other.chain.refresh_from_db()
    assert (one.chain.like, other.chain.like) == (None, one.chain)


@pytest.mark.parametrize("known", [1, 4])
def test_finding_the_same_story_takes_one_query_however_much_is_known(known, provider):
    for number in range(known):
        deliver(take(1, guid=f"osk:{number}", **told(*(f"{number} {text}" for text in LONG))), provider=provider)

    with CaptureQueriesContext(connection) as asked:
        deliver(take(1, guid="osk:new", **told(*(text[::-1] for text in LONG))), provider=provider)

    assert len([query for query in asked if 'FROM "wire_fingerprint"' in query["sql"]]) == 1
    assert Fingerprint.objects.values("item").distinct().count() == known + 1
