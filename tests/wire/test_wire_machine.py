"""Everything that can happen to a story from the wire, in any order: after each step the promises hold.

An agency whose copy never goes live by itself, or one whose copy does, delivers, delivers again, corrects, kills and
sends old versions late; the newsroom's software crashes; the desk edits, publishes, unpublishes and releases. The
machine remembers what the desk did; all else must follow from the rows.
"""

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles import workflow
from articles.content import Merged
from articles.models import Article, Reason, Status
from articles.workflow import writing
from tests.wire.deliveries import DAY, NOON, kill, take
from tests.wire.dumps import make_provider
from wire import filing
from wire.filing import kills, publishing, stories
from wire.filing.order import Known
from wire.formats import Block
from wire.intake.versions import Verdict, Versions
from wire.models import Document, Filed, Item, Kill, Provider

GUIDS, VERSIONS = st.sampled_from(["osk:1", "osk:2"]), st.integers(1, 12)
MEANT = st.sampled_from(
    [{}, {}, {}, {"signals": ("correction",)}, {"pub_status": "withheld"}, {"embargoed_until": NOON + DAY}]
)
ALIVE = [Status.DRAFT, Status.PUBLISHED]
FIELDS = st.sampled_from(["headline", "standfirst", "kicker"])


class Crash(Exception):
    pass


class WireMachine(RuleBasedStateMachine):
    @initialize(publishing=st.sampled_from([Provider.Publishing.NOTHING, Provider.Publishing.EVERYTHING]))
    def open(self, publishing):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOON
        self.provider = make_provider(publishing=publishing, kills_at_once=publishing != "nothing")
        self.chief = get_user_model().objects.create(username="chief", is_superuser=True)
        self.words = 0
        self.desk: dict[int, dict[str, str]] = defaultdict(dict)  # article: the desk's last word on a field
        self.published: dict[int, set[int]] = defaultdict(set)  # article: versions that the desk published
        self.taken_off: set[int] = set()  # articles that the desk took off the site
        self.killed: set[int] = set()
        self.sent: dict[str, int] = defaultdict(int)  # guid: the highest version so far
        self.highest: dict[str, int] = {}  # guid: what the story held of it
        self.at_kill: dict[str, set[int]] = {}  # guid: versions that the wire had made when the kill came

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # -- What agencies do ----------------------------------------------------------------------------------------------

    @rule(guid=GUIDS, version=VERSIONS, meant=MEANT)
    def deliver(self, guid, version, meant):
        """A version that is new, old, or comes with other words than before: whatever the number is by now."""
        self.words += 1
        fields = {"headline": f"Wire headline {self.words % 4}", "body": (Block(text=f"Wire text {version}."),)}
        self.send(take(version, guid=guid, **fields | meant))

    @rule(guid=GUIDS, meant=MEANT)
    def deliver_newer(self, guid, meant):
        self.deliver(guid, self.sent[guid] + 1, meant)

    @rule(guid=GUIDS, version=VERSIONS)
    def withdraw(self, guid, version):
        self.send(kill(version, guid=guid))

    @precondition(lambda _: Item.objects.exists())
    @rule(data=st.data())
    def deliver_again(self, data):
        item = data.draw(st.sampled_from(list(Item.objects.order_by("pk"))), label="item")
        before = self.rows()

        assert self.send(item.story) is Verdict.KNOWN
        assert self.rows() == before

    @rule(guid=GUIDS, version=VERSIONS, story=st.sampled_from([take, kill]))
    def crash(self, guid, version, story):
        before = self.rows()
        with suppress(Crash):
            self.send(story(version, guid=guid, headline="Lost"), and_crash=True)
        assert self.rows() == before

    # -- What the desk does --------------------------------------------------------------------------------------------

    def any_article(self, data, **which):
        return data.draw(st.sampled_from(list(Article.objects.filter(**which).order_by("pk"))), label="article")

    @precondition(lambda _: Article.objects.filter(status__in=ALIVE).exists())
    @rule(data=st.data(), field=FIELDS, and_publish=st.booleans())
    def edit(self, data, field, and_publish):
        self.desk_edits(self.any_article(data, status__in=ALIVE), field, and_publish=and_publish)

    @precondition(lambda _: Article.objects.filter(status__in=ALIVE).exists())
    @rule(data=st.data())
    def publish(self, data):
        self.desk_publishes(self.any_article(data, status__in=ALIVE))

    @precondition(lambda _: Article.objects.filter(status__in=ALIVE, is_held=True).exists())
    @rule(data=st.data())
    def release(self, data):
        held = self.any_article(data, status__in=ALIVE, is_held=True)
        workflow.release(held, by=self.chief, reason="We may.", now=self.tick())

    @precondition(lambda _: Article.objects.filter(status=Status.PUBLISHED).exists())
    @rule(data=st.data())
    def unpublish(self, data):
        self.desk_takes_off(self.any_article(data, status=Status.PUBLISHED))

    @precondition(lambda _: Item.objects.filter(outcome=Filed.CONFLICT).exists())
    @rule(data=st.data())
    def settle(self, data):
        """Take what does not clash, and keep the desk's words where it does."""
        waiting = Item.objects.filter(outcome=Filed.CONFLICT).order_by("pk")
        with transaction.atomic():
            filing.file_waiting(
                data.draw(st.sampled_from(list(waiting)), label="item"), keep_desk=True, by=self.chief, now=self.tick()
            )

    def desk_edits(self, article, field, *, and_publish=False):
        self.words += 1
        said = f"Desk {field} {self.words}"
        content = replace(article.working.content, **{field: said})
        workflow.save(article, content, base=article.working, by=self.chief, now=self.tick())
        self.desk[article.pk][field] = said
        if and_publish:
            self.desk_publishes(Article.objects.get(pk=article.pk))

    def desk_publishes(self, article):
        try:
            article = workflow.publish(article, now=self.tick())
        except workflow.WorkflowError:
            assert article.is_held or article.embargoed_until > self.now
        else:
            self.published[article.pk].add(article.live_id)
            self.taken_off.discard(article.pk)

    def desk_takes_off(self, article):
        workflow.unpublish(article, now=self.tick())
        self.taken_off.add(article.pk)

    # -- What must hold after every step -------------------------------------------------------------------------------

    @invariant()
    def each_version_is_kept_once(self):
        kept = Item.objects.exclude(outcome=Filed.DISPUTED).values_list("provider", "guid", "sent_version")
        assert len(kept) == len(set(kept))

    @invariant()
    def a_storys_words_never_go_back(self):
        filed = Item.objects.filter(outcome__in=Filed.in_story()).order_by("version")
        for guid, version in dict(filed.values_list("guid", "sent_version")).items():
            assert int(version) >= self.highest.get(guid, 0)
            self.highest[guid] = int(version)

    @invariant()
    def killed_stays_killed(self):
        killed = set(Article.objects.filter(status=Status.KILLED).values_list("pk", flat=True))
        assert self.killed <= killed
        self.killed = killed

    @invariant()
    def nothing_of_the_wire_comes_after_a_kill(self):
        for guid in Kill.objects.values_list("guid", flat=True):
            made = Article.objects.filter(wire_items__guid=guid, versions__created_by=None)
            by_wire = set(made.values_list("versions", flat=True))
            assert self.at_kill.setdefault(guid, by_wire) == by_wire

    @invariant()
    def the_desks_words_are_never_lost(self):
        for pk, words in self.desk.items():
            content = Article.objects.get(pk=pk).working.content
            assert {field: getattr(content, field) for field in words} == words

    @invariant()
    def what_the_desk_took_off_the_site_stays_off(self):
        assert not Article.objects.filter(pk__in=self.taken_off, status=Status.PUBLISHED).exists()

    @invariant()
    def readers_see_what_the_desk_or_the_policy_let_them_see(self):
        for article in Article.objects.filter(status=Status.PUBLISHED).select_related("live"):
            if article.live_id in self.published[article.pk]:
                continue
            assert self.provider.publishing == Provider.Publishing.EVERYTHING
            assert set(article.versions.filter(number__lte=article.live.number).values_list("reason", flat=True)) == {
                Reason.WIRE
            }
            told = [kept.story for kept in article.wire_items.filter(outcome__in=Filed.in_story())]
            ran = [story for story in told if story.headline == article.headline]
            assert any(story.pub_status == "usable" and not story.embargoed_until for story in ran)

    # -- How it is done ------------------------------------------------------------------------------------------------

    def send(self, story, *, and_crash=False):
        """What the intake does with a version that was read."""
        self.words += 1
        self.sent[story.guid] = max(self.sent[story.guid], int(story.version))
        with transaction.atomic():
            provider = Provider.objects.select_for_update().get(pk=self.provider.pk)
            document = Document.objects.create(
                provider=provider, sha256=f"{self.words:064}", raw=b"", size=0, filename=f"{self.words}.json",
                received_at=self.tick(), last_received_at=self.now, outcome=Document.Outcome.FILED, format="ninjs",
            )  # fmt: skip
            item = Item(
                document=document, provider=provider, guid=story.guid, received_at=self.now, **Item.columns(story)
            )
            versions = Versions(provider, [item.guid])
            verdict = versions.judge(item)
            if verdict is not Verdict.KNOWN:
                versions.number(item, verdict)
                if verdict is Verdict.DISPUTED:
                    filing.dispute(item, now=self.now)
                else:
                    filing.file(item, publish=False, now=self.now)
            if and_crash:
                raise Crash
        return verdict

    def tick(self):
        self.now += timedelta(minutes=1)
        return self.now

    def rows(self):
        """Everything of the wire and the paper, apart from the documents that were delivered."""
        articles = Article.objects.order_by("pk").values_list(
            "pk", "status", "working", "live", "is_held", "publish_at"
        )
        return [*articles], [*Item.objects.order_by("pk").values_list("pk", "outcome")], Kill.objects.count()


@pytest.mark.django_db
def test_whatever_happens_the_promises_of_the_wire_hold():
    few = settings(
        max_examples=25, stateful_step_count=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(WireMachine, settings=few)


# -- The negative control: each rule of filing taken out once, and steps that show it ----------------------------------

FIRST = lambda machine: machine.deliver("osk:1", 1, {})  # noqa: E731 -- a step like the others below
NEWER = lambda machine: machine.deliver_newer("osk:1", {})  # noqa: E731


def overwrite(base, ours, theirs):
    return Merged(content=theirs)


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize(
    ("steps", "where", "rule_taken_out", "broken"),
    [
        ([lambda m: m.deliver("osk:1", 5, {}), lambda m: m.deliver("osk:1", 3, {})], Known, "is_older", False),
        ([lambda m: m.withdraw("osk:1", 2), lambda m: m.deliver("osk:1", 3, {})], kills, "tombstone", None),
        (
            [FIRST, lambda m: m.desk_edits(Article.objects.get(), "kicker", and_publish=True), NEWER],
            publishing,
            "is_untouched",
            True,
        ),
        ([FIRST, lambda m: m.deliver_newer("osk:1", {"embargoed_until": NOON + DAY})], publishing, "_is_fit", True),
        ([FIRST, lambda m: m.desk_takes_off(Article.objects.get()), NEWER], stories, "is_as_readers_see", True),
        ([FIRST, lambda m: m.desk_edits(Article.objects.get(), "headline"), NEWER], writing, "merge", overwrite),
    ],
    ids=["going back", "after a kill", "over the desk", "before its time", "back on the site", "lost words"],
)
def test_the_machine_notices_when_a_promise_is_broken(steps, where, rule_taken_out, broken, monkeypatch):
    all_is_well_after(steps)

    monkeypatch.setattr(where, rule_taken_out, broken if callable(broken) else lambda *_: broken)
    with pytest.raises(AssertionError):
        all_is_well_after(steps)


def all_is_well_after(steps):
    machine = WireMachine()
    machine.open(Provider.Publishing.EVERYTHING)
    try:
        for step in steps:
            step(machine)
            for promise in machine.invariants:
                promise.function(machine)
    finally:
        machine.teardown()
