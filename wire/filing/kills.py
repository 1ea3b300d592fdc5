"""Kills. A guid that its sender has withdrawn leaves a tombstone: what comes later, or again, stays out.

A provider reaches only what came from its own guids. What nobody has touched is killed at once; for the rest an editor
is asked, those first whose stories readers see.
"""

from datetime import datetime

from articles import workflow
from articles.models import Article
from wire.filing.identity import stored_guid
from wire.filing.notices import hold, is_live, is_untouched, notify, retire_waiting, stories_from
from wire.filing.order import Known, compare
from wire.filing.records import stories_with_picture
from wire.formats import WireStory
from wire.models import Filed, Item, Kill, Notice


def kills_itself(item: Item) -> bool:
    return item.story.pub_status == "canceled" or item.guid in _named(item.story)


def carry_out(item: Item, *, now: datetime) -> None:
    """Withdraw everything that this version kills. The item must have been saved."""
    guids = _named(item.story) | ({item.guid} if item.story.pub_status == "canceled" else set())
    for guid in sorted(guids):
        _strike(item, guid, now)


def tombstone(item: Item) -> Kill | None:
    return item.provider.kills.filter(guid=item.guid).select_related("item").first()


def block(item: Item, tomb: Kill, known: Known, *, now: datetime) -> Filed:
    """A version of a killed story stays out. One that is newer than the kill is for the desk to decide."""
    order = compare(item.story, tomb.item.story)
    was_known = any(version.pk < tomb.item_id for version in known.items)
    item.outcome = Filed.KILLED
    item.save()
    if item.story.pub_status != "canceled" and (order == 1 or (order is None and was_known)):
        notify(Notice.Kind.RETURN, item, item.article, now=now)
    return item.outcome


def _named(story: WireStory) -> set[str]:
    return {stored_guid(guid) for guid in story.kills if guid.strip()}


def _strike(item: Item, guid: str, now: datetime) -> None:
    tomb, is_new = Kill.objects.get_or_create(
        provider=item.provider, guid=guid, defaults={"item": item, "killed_at": now}
    )
    if not is_new and compare(item.story, tomb.item.story) != -1:
        tomb.item = item
        tomb.save(update_fields=["item"])
    known = item.provider.items.filter(guid=guid).exclude(pk=item.pk)
    is_late = guid == item.guid and Known.of(item).is_older(item.story)
    stories = stories_from(item.provider, guid, now=now)
    for article, is_filed in stories:
        _withdraw(item, article, is_ours=is_filed and not is_late, now=now)
    pictured = stories_with_picture(item.provider, guid)
    for article in pictured:
        notify(Notice.Kind.KILL, item, article, now=now)
    if not stories and not pictured and not known.exists():
        notify(Notice.Kind.KILL, item, None, now=now)


def _withdraw(item: Item, article: Article, *, is_ours: bool, now: datetime) -> None:
    """Kill the story or ask an editor to. `is_ours`: filing keeps the story, and the kill is its last word.

    A kill that comes after a newer version, by a slow way, is asked about: its sender may have changed its mind since.
    """
    name, was_live = item.provider.name, is_live(article, now)
    if is_ours and (item.provider.kills_at_once or not was_live) and is_untouched(article):
        workflow.kill(article, note=f"{name} has withdrawn this story.", now=now)
        retire_waiting(article)
        if not was_live:
            return
    elif not was_live:
        hold(article, f"{name} has killed it.", now=now)
    notify(Notice.Kind.KILL, item, article, now=now)
