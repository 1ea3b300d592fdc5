"""What would happen to a document, without anything happening: the real filing's steps, undone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.content import Content
from articles.models import Topic
from wire.filing import records
from wire.filing.content import as_sent
from wire.filing.policy import policy_of
from wire.filing.publishing import would_run
from wire.formats import WireStory
from wire.models import Provider, Replacement, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What filing would make of a story. `content` may name authors, pictures and topics that were never added."""

    rule: Rule | None
    section: str
    topics: tuple[str, ...]
    new_topics: tuple[str, ...]
    replacements: tuple[Replacement, ...]
    content: Content
    is_held: bool
    is_record: bool
    is_kill: bool
    would_be_published: bool


def rehearse(story: WireStory, provider: Provider, *, now: datetime) -> Rehearsal:
    """Say what would become of a story of this provider that we have not seen before. Nothing is written."""
    policy = policy_of(provider)
    rule = policy.rule_for(story)
    with transaction.atomic():
        newest = Topic.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        sent = as_sent(story, provider, policy)
        names = dict(Topic.objects.filter(pk__in=[*sent.topics, sent.section or 0]).values_list("pk", "name"))
        transaction.set_rollback(True)
    is_held = story.pub_status == "withheld" or bool(rule and rule.is_held)
    is_kill = story.pub_status == "canceled" or story.guid in story.kills
    is_record = records.is_record(story)
    return Rehearsal(
        rule=rule,
        section=names.get(sent.section or 0, ""),
        topics=tuple(names[pk] for pk in sent.topics if pk in names),
        new_topics=tuple(names[pk] for pk in sent.topics if pk in names and pk > newest),
        replacements=policy.replaced_in(sent),
        content=policy.reworded(sent),
        is_held=is_held,
        is_record=is_record,
        is_kill=is_kill,
        would_be_published=would_run(story, provider, now) and not (is_held or is_record or is_kill),
    )
