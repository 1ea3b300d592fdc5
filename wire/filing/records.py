"""What came by wire and is no text of its own: pictures, packages, notes to the desk. It is kept, not filed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from articles.models import Article, Status
from images.models import Image
from wire.filing.identity import picture_key, stored_guid
from wire.filing.notices import desks_own, hold, is_live, notify
from wire.formats import WireStory
from wire.models import Chain, Item, Member, Notice, Provider

RECENT = timedelta(days=3)  # a note to the desk is about copy of these days


def is_record(story: WireStory) -> bool:
    return story.kind != "text" or is_advisory(story)


def is_without_words(story: WireStory) -> bool:
    """Only the status changed (NewsML 1, Update="A"): what is said of the words counts, and there are none."""
    return "management-only" in story.flags


def is_advisory(story: WireStory) -> bool:
    """Meant for the desk. A kill that only words tell of is one: software must not kill by guess."""
    return "advisory" in story.signals or ("kill" in story.signals and story.pub_status != "canceled")


def record(item: Item, *, now: datetime) -> None:
    """Keep what is in it where the desk will look for it. The item must have been saved."""
    story = item.story
    if story.kind in ("picture", "graphic"):
        _record_picture(item)
    if story.kind == "composite":
        guids = dict.fromkeys(stored_guid(related.guid) for related in story.related if related.guid.strip())
        Member.objects.bulk_create(
            Member(package=item, guid=guid, position=position) for position, guid in enumerate(guids)
        )
    if is_advisory(story):
        _advise(item, now)


# -- Pictures ----------------------------------------------------------------------------------------------------------


def stories_with_picture(provider: Provider, guid: str) -> list[Article]:
    """The stories that show readers a picture of this guid."""
    shown = Article.objects.filter(placements__image__wire_key=picture_key(provider, guid))
    return list(shown.filter(status=Status.PUBLISHED).distinct().order_by("pk"))


def _record_picture(item: Item) -> None:
    """Words and no file. A newer version changes the words only where nobody at the desk has."""
    story, key = item.story, picture_key(item.provider, item.guid)
    words = _words(story)
    image, is_new = Image.objects.get_or_create(wire_key=key, defaults=words)
    if is_new:
        return
    earlier = item.provider.items.filter(guid=item.guid).exclude(pk=item.pk).order_by("-version")
    were = [_words(version.story) for version in earlier]
    if {name: getattr(image, name) for name in words} in were:
        Image.objects.filter(pk=image.pk).update(**words)


def _words(story: WireStory) -> dict[str, str]:
    picture = story.pictures[0] if story.pictures else None
    return {
        "caption": story.caption or (picture.caption if picture else ""),
        "credit": (story.credit or (picture.credit if picture else ""))[:300],
        "alt_text": (picture.alt if picture else "")[:500],
        "copyright_notice": (picture.copyright_notice if picture else "")[:300],
        "usage_terms": story.usage_terms or (picture.usage_terms if picture else ""),
    }


# -- Notes to the desk -------------------------------------------------------------------------------------------------


def _advise(item: Item, now: datetime) -> None:
    """Tell the desk. A kill in words stops what it seems to mean from being published; the rest is for people."""
    about = list(_meant(item, now)) if "kill" in item.story.signals else []
    for article in sorted(about, key=lambda article: not is_live(article, now)):
        hold(article, f"A note of {item.provider.name} asks to kill it.", now=now)
        notify(Notice.Kind.ADVISORY, item, article, now=now)
    if not about:
        notify(Notice.Kind.ADVISORY, item, None, now=now)


def is_stopped(chain: Chain) -> bool:
    """Whether a kill in words is open for this line: nothing of it is published before somebody has looked."""
    advised = Notice.objects.filter(kind=Notice.Kind.ADVISORY, acknowledged_at=None)
    return advised.filter(item__chain=chain, item__signals__contains=" kill ").exists()


def _meant(item: Item, now: datetime) -> Iterable[Article]:
    """The provider's stories of the same line, or of the number that the note names; and what the desk made of them."""
    recent = item.provider.items.filter(received_at__gte=now - RECENT, article__isnull=False).exclude(pk=item.pk)
    found = list(recent.filter(chain=item.chain_id) | recent.filter(guid=item.guid))
    mentioned = _numbers(item.story)
    if mentioned:
        numbered = recent.exclude(pk__in=[one.pk for one in found])
        sequences = numbered.values_list("pk", "story_data__provider_sequence")
        wanted = [pk for pk, sequence in sequences if sequence and _sequence(str(sequence)) in mentioned]
        found += recent.filter(pk__in=wanted)
    articles = {one.article_id: one.article for one in found}
    for one in found:
        articles |= {article.pk: article for article in desks_own(one)}
    return [article for article in articles.values() if article.status != Status.KILLED]


def _numbers(story: WireStory) -> set[str]:
    """Item numbers that the note names, such as “item dpa 157” or “story V0123”."""
    texts = (story.headline, story.editor_note, *story.private_notes, *(block.text for block in story.body))
    words = [word.strip(".,:;()<>#^").casefold() for word in " ".join(texts).split()]
    numbers = set()
    for place, word in enumerate(words):
        is_named = _ITEM_WORDS & set(words[max(0, place - 2) : place])
        if is_named and word.isalnum() and any(map(str.isdecimal, word)):
            numbers.add(_sequence(word))
    return numbers


def _sequence(number: str) -> str:
    """An item number as it is compared: “dpa 0157”, “0157” and “157” are one."""
    plain = "".join(filter(str.isalnum, number.casefold()))
    digits = plain.lstrip("abcdefghijklmnopqrstuvwxyz").lstrip("0")
    return digits or plain


# What stands before the number of an item.
_ITEM_WORDS = {"item", "story", "copy", "no", "nr", "number", "take", "meldung", "nummer", "dépêche", "despacho"}
