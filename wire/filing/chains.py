"""Which line of the queue a version belongs to: the takes, updates and translations of one story stand together.

By its guid; by the guids that it names as earlier or other forms of itself; by its slugline, on the day it began and
the day after. Agencies give every transmission a new id and keep the slugline (AP: the keyword section): it is all that
ties their takes together. One query where the guid is known, two or three where it is new.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection

from wire.filing.identity import stored_guid
from wire.filing.likeness import ALIKE, bands, shingles, similarity
from wire.filing.order import Known
from wire.formats import WireStory
from wire.models import Chain, Fingerprint, Item, Provider

CANDIDATES = 5  # those that share the most bands are looked at word by word

# How senders name the link to another form of the same story; “see also” and “background” are other stories.
_SAME_STORY = re.compile(
    r"transl|evolve|previous|predecessor|supersed|replac|updat|correct|version|continu|take|lead|derived", re.IGNORECASE
)
# What a slugline says of the take, not of the story.
_MARKERS = {
    "add", "adds", "adv", "advisory", "alert", "am", "and", "ap", "bc", "berichtigung", "brief", "bulletin", "corr",
    "corrected", "correcting", "correction", "corrections", "eil", "elimination", "exclusive", "extra", "final",
    "flash", "graphic", "graphics", "hold", "insert", "kill", "killed", "korr", "ld", "lead", "leads", "newsalert",
    "optional", "photo", "photos", "picture", "pictures", "pix", "pm", "recap", "recasts", "refile", "refiled",
    "repeat", "rpt", "snap", "sub", "subs", "take", "tv", "upd", "update", "updated", "urgent", "video", "with",
    "withdrawn", "wrap", "wrapup", "writethrough", "writethru",
}  # fmt: skip
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:ld|lead|add|take)?(?:writethru)?")


def place(item: Item, known: Known) -> Chain:
    """Put the version in its line, which is a new one where nothing like it is known."""
    provider, story = item.provider, item.story
    chain = known.chain_id and Chain.objects.filter(pk=known.chain_id).first()
    chain = chain or _by_ids(provider, story) or _by_slug(item)
    if chain is None:
        key = keys(item)[:1]
        chain = Chain.objects.create(provider=provider, key=key[0] if key else "", latest_at=item.received_at)
    elif chain.latest_at < item.received_at:
        chain.latest_at = item.received_at
        chain.save(update_fields=["latest_at"])
    item.chain = chain
    return chain


def place_new(items: Sequence[Item]) -> None:
    """Put versions whose guids are new, and that name no other, in their lines: as `place` does, in few queries.

    They are of one provider, in the order in which they came.
    """
    wanted = [keys(item) for item in items]
    rows = Chain.objects.filter(provider=items[0].provider, key__in={key for both in wanted for key in both})
    known = {chain.key: chain for chain in rows.order_by("pk")}
    new, moved = [], {}
    for item, both in zip(items, wanted, strict=True):
        chain = next((known[key] for key in both if key in known), None)
        if chain is None:
            chain = Chain(provider=item.provider, key=both[0] if both else "", latest_at=item.received_at)
            new.append(chain)
            if both:
                known[both[0]] = chain
        elif chain.latest_at < item.received_at:
            chain.latest_at = item.received_at
            moved[chain.pk] = chain
        item.chain = chain
    Chain.objects.bulk_create(new)
    Chain.objects.bulk_update(moved.values(), ["latest_at"])


def keys(item: Item) -> list[str]:
    """The key that the version would begin a line with, and that of a line which began the day before."""
    slug = slug_key(item.story.slugline)
    if not slug:
        return []
    day = _day(item)
    return [f"{day:%Y-%m-%d} {slug}"[:255], f"{day - timedelta(days=1):%Y-%m-%d} {slug}"[:255]]


def slug_key(slugline: str) -> str:
    """What all takes of a story share in their sluglines: of “BC-US--Mayor Arrest,1st Ld” it is “us mayor arrest”."""
    plain = unicodedata.normalize("NFKC", slugline).casefold()
    words = [word for word in re.findall(r"\w+", plain) if word not in _MARKERS and not _ORDINAL.fullmatch(word)]
    key = " ".join(words)
    return key if len(key) >= 4 else ""


def _day(item: Item) -> datetime:
    return (item.sent_at or item.received_at).astimezone(item.provider.zone)


def _by_ids(provider: Provider, story: WireStory) -> Chain | None:
    guids = {*story.replaces, *(related.guid for related in story.related if _SAME_STORY.search(related.rel))}
    return _of(provider, {stored_guid(guid) for guid in guids if guid.strip()}) if guids else None


def _of(provider: Provider, guids: Iterable[str]) -> Chain | None:
    return Chain.objects.filter(provider=provider, items__guid__in=guids).order_by("-latest_at", "-pk").first()


def _by_slug(item: Item) -> Chain | None:
    wanted = keys(item)
    found = Chain.objects.filter(provider=item.provider, key__in=wanted).order_by("-key", "-pk") if wanted else None
    return found.first() if found is not None else None


# -- The same story from somebody else ---------------------------------------------------------------------------------


def mark_likes(items: Sequence[Item]) -> None:
    """Find the lines, of any provider, that tell nearly the same; and be found by what comes later, these included.

    One query by the index of bands; a second one where something shares a band. The items must have been saved.
    """
    sketches = [(item, found, bands(found)) for item in items if (found := _shingles(item))]
    if not sketches:
        return
    asked = {band for item, _, numbers in sketches if item.chain.like_id is None for band in numbers}
    rows = Fingerprint.objects.filter(band__in=asked).order_by("item").values_list("band", "item", "item__chain")
    holders: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for band, pk, chain in rows:
        holders[band].append((pk, chain))
    wanted = {}
    for item, _, numbers in sketches:
        wanted[item.pk] = _candidates(item, numbers, holders) if item.chain.like_id is None else []
        for band in numbers:
            holders[band].append((item.pk, item.chain_id))
    at_hand = {item.pk: item for item in items}
    missing = {pk for pks in wanted.values() for pk in pks} - at_hand.keys()
    if missing:
        at_hand |= {other.pk: other for other in Item.objects.filter(pk__in=missing).select_related("chain")}
    for item, found, _ in sketches:
        others = [at_hand[pk] for pk in wanted[item.pk]]
        if others and item.chain.like_id is None and (line := _like(item, found, others)):
            item.chain.like_id = line
            item.chain.save(update_fields=["like"])
    _remember_bands([(item.pk, band) for item, _, numbers in sketches for band in numbers])


def _remember_bands(pairs: Sequence[tuple[int, int]]) -> None:
    """In SQL: there are sixteen rows to a version, and making models of them takes longer than all the rest of it."""
    insert = f"INSERT INTO {Fingerprint._meta.db_table} (item_id, band) VALUES (%s, %s) ON CONFLICT DO NOTHING"  # noqa: S608 -- our own name
    with connection.cursor() as cursor:
        cursor.executemany(insert, pairs)


def _shingles(item: Item) -> frozenset[int]:
    return shingles(block.text for block in item.story.body)


def _candidates(item: Item, numbers: list[int], holders: Mapping[int, list[tuple[int, int]]]) -> list[int]:
    """The items of other lines that share the most bands, the newest first among equals."""
    held = (holder for band in numbers for holder in holders.get(band, ()))
    shared = Counter(pk for pk, chain in held if chain != item.chain_id)
    return sorted(shared, key=lambda pk: (-shared[pk], -pk))[:CANDIDATES]


def _like(item: Item, found: frozenset[int], others: Iterable[Item]) -> int | None:
    """The line to stand with: that of the likest candidate, or the one which that stands with already."""
    likest = max(((similarity(found, _shingles(other)), other.chain) for other in others), key=lambda pair: pair[0])
    if likest[0] < ALIKE:
        return None
    line = likest[1].like_id or likest[1].pk
    return line if line != item.chain_id else None
