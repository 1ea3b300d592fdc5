"""A story: one address, a version that readers see and a version that the desk is changing."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import models
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models.edition import Edition
from articles.models.front import front_moments
from articles.models.gathering import GATHERED, attach, rows_of
from articles.models.paging import BY_LINK, BY_TIME, Page, page_of
from articles.models.public_record import PublicRecord
from articles.models.topic import TaggedArticle, Topic
from articles.models.translation import siblings

ON_A_PAGE = 20
END = datetime(9999, 1, 1, tzinfo=UTC)  # of time: a bound on links makes the database begin with them


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    KILLED = "killed", "Killed"


class Stage(models.TextChoices):
    """How far the working version has come; apart from what readers see."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in review", "In review"
    APPROVED = "approved", "Approved"


class ArticleQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None):
        """What a reader may see at a given moment (now by default). The only place that spells this condition."""
        at = at or timezone.now()
        return self.filter(
            Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=at),
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            status=Status.PUBLISHED,
            publish_at__lte=at,
        )

    def withdrawn(self):
        """Killed after readers had seen it: its address says so. A story killed before that leaves no trace."""
        return self.filter(status=Status.KILLED, first_published_at__lte=F("killed_at"))

    def edition(self, at: datetime) -> Edition:
        """What every page of this moment has in common, in one query: the sections in its header, and the next moment
        at which `published` gives something else without anybody doing anything.

        An embargo needs no look: the database publishes no story before its embargo ends. A front that takes over and
        a pin that ends need one.
        """
        published = self.filter(status=Status.PUBLISHED)
        rows = [
            Topic.objects.navigation()
            .order_by()
            .values_list("pk", "position", "name", "slug", Value(None, output_field=DateTimeField()))
        ]
        for field in ("publish_at", "expires_at"):
            # not one condition with OR: that would read every story there is
            soonest = published.filter(**{f"{field}__gt": at}).order_by(field).values("pk")[:1]
            nothing = (Value(0), Value(0), Value(""), Value(""))
            rows.append(self.model.objects.order_by().filter(pk__in=soonest).values_list(*nothing, field))
        for field, soonest in front_moments(at):
            rows.append(soonest.values_list(*nothing, field))
        found = sorted(rows[0].union(*rows[1:], all=True), key=lambda row: (row[1], row[2], row[0]))
        return Edition(
            at=at,
            sections=tuple(
                Topic(pk=pk, position=position, name=name, slug=slug, kind=Topic.Kind.SECTION)
                for pk, position, name, slug, moment in found
                if moment is None
            ),
            next_change=min((moment for *_, moment in found if moment), default=None),
        )

    def fresh_for(self, at: datetime) -> int:
        """For how many seconds anyone may keep what was made at `at`."""
        return self.edition(at).seconds

    def whole(self) -> list["Article"]:
        """These stories with everything that stands on them, in one query (articles/models/gathering.py)."""
        gathered = {f"rows_of_{relation}": rows_of(self.model, relation) for relation in GATHERED}
        gathered["has_updates"] = Exists(PublicRecord.objects.filter(article=OuterRef("pk")).updates())
        stories = self.select_related("section", "lead_image").annotate(**gathered).fetch_mode(models.FETCH_RAISE)
        for story in stories:
            for relation in GATHERED:
                attach(story, relation, vars(story).pop(f"rows_of_{relation}"))
        return list(stories)

    def with_translations(self, at: datetime):
        """Each story with where it can be read in other languages at that moment, in the same query."""
        return self.annotate(rows_of_translations=siblings(self.model, at))

    def page(self, asked: Mapping[str, str], size: int = ON_A_PAGE, order: tuple[str, ...] = BY_TIME) -> Page | None:
        """The page of this list that a query asks for; None where it names none (articles/models/paging.py)."""
        if "listed_at" in self.query.annotations:
            order = BY_LINK
        return page_of(self.for_listing().prefetch_related(None), asked, size=size, order=order)

    def about(self, topic: Topic):
        """The stories of a section or a topic, to be paged; a topic's are found by their links, in an index."""
        if topic.kind == Topic.Kind.SECTION:
            return self.filter(section=topic)
        return self.filter(tagged_topics__tag=topic, tagged_topics__listed_at__lte=END).annotate(
            listed_at=F("tagged_topics__listed_at"), listed_pk=F("tagged_topics__content_object")
        )

    def by(self, author):
        """The stories of an author, to be paged: each once, also one that prints the name twice."""
        return self.filter(bylines__author=author, bylines__listed_at__lte=END).annotate(
            listed_at=F("bylines__listed_at"), listed_pk=F("bylines__article")
        )

    def for_listing(self):
        """Everything a headline list renders, newest first, and an error if it reaches for more."""
        return (
            self.select_related("lead_image", "section")
            .prefetch_related("bylines__author")
            .defer("body", "body_text", "notes")
            .order_by("-publish_at", "-pk")
            .fetch_mode(models.FETCH_RAISE)
        )


class Article(models.Model):
    """The identity of a story and its state. Only the verbs of articles/workflow/ write it.

    The columns under "What readers see" are copied from the live version when it is published,
    so that readers' queries never touch what the desk is still working on.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Stays when the address changes.")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT, editable=False)
    working = models.ForeignKey(
        "articles.Version", on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    live = models.ForeignKey("articles.Version", on_delete=models.RESTRICT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(editable=False)
    saved_at = models.DateTimeField(
        editable=False, help_text="When the desk or the wire last changed the working version."
    )

    publish_at = models.DateTimeField(null=True, editable=False, help_text="Readers see the story from here on.")
    first_published_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False, help_text="When readers last got a changed story.")
    embargoed_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    is_held = models.BooleanField(
        default=False, editable=False, help_text="It cannot be published before somebody releases it."
    )
    hold_note = models.CharField(max_length=300, blank=True, editable=False, help_text="Why it is held, for the desk.")
    killed_at = models.DateTimeField(null=True, editable=False)
    kill_note = models.TextField(blank=True, editable=False, help_text="What readers are told instead of the story.")

    # What readers see
    url_date = models.DateField(null=True, editable=False, help_text="The day in the address, in the newsroom's zone.")
    slug = models.CharField(max_length=120, blank=True, editable=False)
    headline = models.CharField(max_length=500, blank=True, editable=False)
    kicker = models.CharField(max_length=200, blank=True, editable=False)
    label = models.CharField(max_length=20, blank=True, editable=False)
    standfirst = models.TextField(blank=True, editable=False)
    byline_text = models.CharField(max_length=500, blank=True, editable=False, help_text="All names, for the search.")
    dateline = models.CharField(max_length=200, blank=True, editable=False)
    body = models.TextField(blank=True, editable=False, help_text="Clean HTML.")
    body_text = models.TextField(blank=True, editable=False, help_text="The body in plain text, for the search.")
    notes = models.JSONField(default=list, editable=False, help_text="Public notes at the foot, a list of texts.")
    language = models.CharField(max_length=35, default="en", editable=False, help_text="BCP 47.")
    section = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, editable=False, related_name="section_articles"
    )
    lead_image = models.ForeignKey(
        "images.Image", on_delete=models.PROTECT, null=True, editable=False, related_name="led_articles"
    )
    authors = models.ManyToManyField("authors.Author", through="articles.Byline", related_name="articles")
    topics = TaggableManager(through=TaggedArticle, related_name="articles", blank=True)

    objects = models.Manager.from_queryset(ArticleQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["status", "-publish_at", "-id"], name="article_newest"),
            models.Index(fields=["section", "status", "-publish_at", "-id"], name="article_newest_in_section"),
            # the last three are not looked up by, but let archive and sitemap count days without reading the stories
            models.Index(
                fields=["status", "-url_date", "-publish_at", "-id", "embargoed_until", "expires_at", "updated_at"],
                name="article_by_day",
            ),
            models.Index(fields=["-saved_at", "-id"], name="article_last_saved"),
            models.Index(fields=["stage", "-saved_at"], name="article_in_stage"),
            models.Index(
                fields=["status", "expires_at"], condition=Q(expires_at__isnull=False), name="article_expiring"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["url_date", "slug"],
                condition=Q(url_date__isnull=False),
                name="article_has_its_own_address",
                violation_error_message="Another story of that day has this address.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED)
                | (
                    Q(live__isnull=False, publish_at__isnull=False, first_published_at__isnull=False)
                    & Q(url_date__isnull=False)
                    & ~Q(slug="")
                    & ~Q(headline="")
                ),
                name="article_published_is_complete",
                violation_error_message="A story needs a headline and a time before readers can see it.",
            ),
            models.CheckConstraint(
                condition=Q(embargoed_until__isnull=True)
                | ~Q(status=Status.PUBLISHED)
                | Q(publish_at__gte=F("embargoed_until")),
                name="article_respects_embargo",
                violation_error_message="This story is under embargo at its publishing time.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(publish_at__isnull=True) | Q(expires_at__gt=F("publish_at")),
                name="article_expires_after_publishing",
                violation_error_message="This story would expire before it is published.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.KILLED, killed_at__isnull=False)
                | (~Q(status=Status.KILLED) & Q(killed_at__isnull=True)),
                name="article_killed_has_its_moment",
            ),
        ]
        permissions = [
            ("publish_article", "Can publish, schedule and unpublish stories"),
            ("kill_article", "Can kill stories"),
            ("release_article", "Can lift embargoes early and release held stories"),
        ]

    def __str__(self):
        return self.headline or (self.working.headline if self.working else "") or f"Story {self.pk}"

    def get_absolute_url(self):
        """The address of a story that has been published; drafts have none."""
        day = self.url_date
        return reverse("articles:article-detail", args=[day.year, f"{day:%m}", f"{day:%d}", self.slug])

    @property
    def has_unpublished_changes(self) -> bool:
        return self.status == Status.PUBLISHED and self.working_id != self.live_id

    def is_visible(self, at: datetime | None = None) -> bool:
        """Whether readers see this story; asks the same query as they do."""
        return type(self).objects.published(at).filter(pk=self.pk).exists()
