"""What a version says about when the story may run: withheld, held by a rule, under embargo."""

from datetime import datetime

from articles import workflow
from articles.models import Article, Status
from wire.filing.notices import desks_own, hold, is_live, is_relied_on
from wire.filing.policy import Policy
from wire.formats import WireStory
from wire.models import Item, Notice

type Raised = list[tuple[Notice.Kind, Article]]


def bind(item: Item, before: WireStory | None, policy: Policy, *, now: datetime) -> Raised:
    """Hold the item's story as its sender and our rules want it; `before` is what the sender said last.

    Gives back what the desk must be told, for when the item has been saved.
    """
    return [*_bind_hold(item, before, policy, now), *_bind_embargo(item, before, now)]


def _bind_hold(item: Item, before: WireStory | None, policy: Policy, now: datetime) -> Raised:
    story, article, note = item.story, item.article, withheld_note(item)
    rule, rule_before = policy.rule_for(story), policy.rule_for(before) if before else None
    if rule and rule.is_held and not (rule_before and rule_before.is_held):
        hold(article, f"Held by {str(rule).lower()} of the wire desk.", now=now)
    if story.pub_status == "usable":
        if before and before.pub_status == "withheld" and article.is_held:
            workflow.take_back_hold(article, note=note, reason="A newer version of its sender is free.", now=now)
        return []
    raised: Raised = []
    if before is None or before.pub_status != "withheld":
        if before and is_relied_on(article, now):
            raised.append((Notice.Kind.HOLD, article))
        for other in desks_own(item):
            raised.append((Notice.Kind.HOLD, other))
            hold(other, note, now=now)
        hold(article, note, now=now)
    return raised


def withheld_note(item: Item) -> str:
    return f"{item.provider.name} withholds it."


def _bind_embargo(item: Item, before: WireStory | None, now: datetime) -> Raised:
    """An embargo holds where it is later; only what its sender set itself can its sender move forward."""
    until = _to_come(item.story.embargoed_until, now)
    senders = _to_come(before.embargoed_until, now) if before else None
    if until is None and senders is None:
        return []
    raised = _set_embargo(item.article, until, senders, now)
    if until and until != senders:
        for other in desks_own(item):
            _set_embargo(other, until, None, now)
            raised.append((Notice.Kind.EMBARGO, other))
    return raised


def _set_embargo(article: Article, until: datetime | None, senders: datetime | None, now: datetime) -> Raised:
    article.refresh_from_db(fields=["status", "publish_at", "embargoed_until"])
    current = _to_come(article.embargoed_until, now)
    if until == current:
        return []
    if until is None or (current and until < current):
        if current == senders:
            workflow.set_senders_embargo(article, until, now=now)
        return []
    if is_live(article, now):
        return [(Notice.Kind.EMBARGO, article)]
    was_scheduled = article.status == Status.PUBLISHED
    try:
        workflow.set_senders_embargo(article, until, now=now)
    except workflow.WorkflowError:  # it would expire before the embargo ends, say: then it cannot stay on the schedule
        hold(article, "Its sender's embargo does not go with its schedule.", now=now)
        workflow.set_senders_embargo(article, until, now=now)
    return [(Notice.Kind.EMBARGO, article)] if was_scheduled else []


def _to_come(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment and moment > now else None


def hold_disputed(item: Item, before: Item | None, *, now: datetime) -> None:
    """Of two versions under one number, the more careful one counts until an editor has looked."""
    if item.story.pub_status == "withheld":
        hold(item.article, withheld_note(item), now=now)
    until = _to_come(item.story.embargoed_until, now)
    senders = _to_come(before.story.embargoed_until, now) if before else None
    if until and (senders is None or until > senders):
        _set_embargo(item.article, until, senders, now)


def bind_own(article: Article, item: Item, *, now: datetime) -> list[Notice.Kind]:
    """Hold a story that the desk made of this copy as its sender wants it held, and say what the desk must see."""
    kinds = [kind for kind, _ in _set_embargo(article, _to_come(item.story.embargoed_until, now), None, now)]
    if item.story.pub_status == "withheld":
        hold(article, withheld_note(item), now=now)
        kinds += [Notice.Kind.HOLD] if is_live(article, now) else []
    return kinds
