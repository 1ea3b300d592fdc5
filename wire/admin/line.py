"""One line of the queue: all takes of a story, and one of them as received, as read and as it stands in the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import markup
from articles.admin.changes import changes
from wire.formats import WireStory, body
from wire.formats.writing.decode import decode
from wire.models import Chain, Filed, Item

SHOWN = 60_000  # characters of a document; a page with more is of no use to anybody

# What the desk is told of a story as it was read, in the order of a story: label and how to get it.
FIELDS = (
    ("Slugline", lambda s: f"{s.slugline} {s.take_key}"),
    ("Headline", lambda s: s.headline),
    ("Second headline", lambda s: s.subheadline),
    ("Kicker", lambda s: s.kicker),
    ("Standfirst", lambda s: "\n".join(s.standfirst)),
    ("Byline", lambda s: s.byline or ", ".join(s.bylines)),
    ("Dateline", lambda s: s.dateline),
    ("Credit", lambda s: s.credit),
    ("Version", lambda s: s.version),
    ("Status", lambda s: s.pub_status if s.pub_status != "usable" else ""),
    ("Means", lambda s: ", ".join(s.signals)),
    ("Made", lambda s: s.updated),
    ("Published", lambda s: s.published),
    ("Embargo until", lambda s: s.embargoed_until),
    ("Expires", lambda s: s.expires_at),
    ("Urgency", lambda s: s.urgency),
    ("Subjects", lambda s: ", ".join(subject.name or subject.code for subject in s.subjects)),
    ("Keywords", lambda s: ", ".join((*s.topics, *s.keywords))),
    ("Places", lambda s: ", ".join(filter(None, (place.name or place.city for place in s.places)))),
    ("Language", lambda s: s.language),
    ("Pictures", lambda s: "\n".join(f"{p.caption} {p.credit}".strip() or p.href for p in s.pictures)),
    ("Attachments", lambda s: "\n".join(attachment.filename for attachment in s.attachments)),
    ("Note to the desk", lambda s: s.editor_note),
    ("Private", lambda s: "\n".join(s.private_notes)),
    ("Usage terms", lambda s: s.usage_terms),
    ("Not sure about", lambda s: ", ".join(s.flags)),
    ("Set aside", lambda s: "\n".join(s.set_aside)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    label: str
    value: object

    @property
    def moment(self) -> datetime | None:
        return self.value if isinstance(self.value, datetime) else None


def line_page(admin, request, object_id: str, notices_of):
    """The page of a chain. `?item=` names the take that is looked at; without it, the newest.

    `notices_of(request, chain)` gives what is to be acknowledged about it.
    """
    if not admin.has_view_permission(request):
        raise PermissionDenied
    chain = Chain.objects.select_related("provider", "like__provider").filter(pk=number(object_id)).first()
    if chain is None:
        raise Http404
    items = list(
        chain.items.select_related("document", "article__working", "article__live")
        .defer("document__raw", "story_data", "content_data")
        .order_by("-pk")
    )
    if not items:
        raise Http404
    wanted = number(request.GET.get("item"))
    item = next((item for item in items if item.pk == wanted), items[0])
    story, text, notice = item.story, *_received(item)
    context = admin.admin_site.each_context(request) | {
        "title": item.headline or item.guid,
        "chain": chain,
        "alike": [other for other in _alike(chain) if other.pk != chain.pk],
        "items": items,
        "item": item,
        "received": text,
        "received_notice": notice,
        "fields": list(fields_of(story)),
        "read_text": body.to_text(story.body) or story.caption,
        "article": item.article,
        "article_text": markup.text(item.article.working.content.body) if item.article else "",
        "what_changed": _what_changed(item, items),
        "notices": notices_of(request, chain),
        "waits": item.outcome == Filed.CONFLICT and item.article is not None,
        "opts": admin.opts,
        "media": admin.media,
        "may_answer": request.user.has_perm("articles.change_article"),
        "may_add": request.user.has_perm("articles.add_article") and item.content_data is not None,
    }
    return TemplateResponse(request, "admin/wire/line.html", context)


def line_of(item: Item) -> str:
    """The address at which an item is looked at; that of its document while it has no chain."""
    if item.chain_id is None:
        return reverse("admin:wire_document_change", args=[item.document_id])
    return f"{reverse('admin:wire_chain_change', args=[item.chain_id])}?item={item.pk}"


def _received(item: Item) -> tuple[str, str]:
    """The document as text, and what is to be said about it. Escaped by the template, never obeyed."""
    raw = bytes(item.document.raw)
    if not raw:
        return "", "The bytes were let go when their time was over; what was read from them is beside."
    shown, doubt = decode(raw)
    notice = f"Its encoding had to be guessed ({doubt})." if doubt else ""
    if len(shown) > SHOWN:
        notice = f"{notice} The first {SHOWN:,} of {len(shown):,} characters.".strip()
    return shown[:SHOWN], notice


def fields_of(story: WireStory) -> Iterator[Field]:
    for label, value in FIELDS:
        told = value(story)
        told = told.strip() if isinstance(told, str) else told
        if told or told == 0:
            yield Field(label=label, value=told)


def _what_changed(item: Item, items: list[Item]):
    """What this take changed against the one before it that was filed; None for the first."""
    if item.content_data is None:
        return None
    before = next(
        (other for other in items if other.pk < item.pk and other.guid == item.guid and _has_content(other)), None
    )
    return changes(before.content, item.content) if before else None


def _has_content(item: Item) -> bool:
    return item.outcome in Filed.with_content()


def _alike(chain: Chain):
    """The lines of this and other providers that tell nearly the same."""
    first = chain.like_id or chain.pk
    return Chain.objects.select_related("provider").filter(Q(pk=first) | Q(like=first)).order_by("pk")[:20]


def number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 19 else None
