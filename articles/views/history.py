"""What changed in a story: what readers were shown and when, and the words in which any two of these differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import markup
from articles.content import Content
from articles.models import Article, PublicRecord
from articles.views.caching import kept_until_next_change
from articles.views.calendar import day_or_404
from articles.views.differences import FIELDS, differences
from articles.views.story import moved_or_withdrawn

What = PublicRecord.What


@dataclass(slots=True)
class Step:
    """One thing that readers were shown, and how many small edits followed before the next."""

    record: PublicRecord
    before: PublicRecord | None  # what was listed before it
    minor_edits: int = 0

    @property
    def label(self) -> str:
        """What happened, in a word or two."""
        if self.record.what == What.PUBLISH:
            return _("Published again") if self.before else _("Published")
        return _("Corrected") if self.record.what == What.CORRECT else _("Updated")

    @property
    def can_be_compared(self) -> bool:
        return self.before is not None and self.before.withheld_at is None and self.record.withheld_at is None

    @property
    def sentence(self) -> str:
        """What the editor said; else which parts of the story differ."""
        changed = [str(FIELDS[name]) for name in self.record.changed if name in FIELDS]
        return self.record.sentence or (_("Changed: %(fields)s.") % {"fields": ", ".join(changed)} if changed else "")


@require_safe
@kept_until_next_change
def article_changes(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    """Only what was public by now, of a story that readers see: every other address answers as the story's own."""
    address = {"url_date": day_or_404(year, month, day), "slug": markup.tidy(slug)}
    chosen = _chosen(request.GET)
    records = _shown(address, chosen, request.edition.at)
    if not records:
        return moved_or_withdrawn(request, address, "changes/")
    article = records[0].article
    page = f"{article.get_absolute_url()}changes/"
    if iri_to_uri(request.path) != page:
        return HttpResponsePermanentRedirect(page)
    context = {"article": article, "page": page, "steps": _steps(records), "readable": _readable(records)}
    if chosen:
        found = {record.number: record for record in records if record.number in chosen and record.data is not None}
        if len(found) != len(chosen):
            raise Http404
        old, new = (found[number] for number in chosen)
        contents = (Content.from_json(record.data) for record in (old, new))
        context |= {"old": old, "new": new, "changes": differences(*contents, request.edition.at)}
    return render(request, "articles/article_changes.html", context)


def _chosen(asked: Mapping[str, str]) -> tuple[int, ...]:
    """The numbers of the two that are to be compared, the older first; none where the list alone is asked for."""
    if "from" not in asked and "to" not in asked:
        return ()
    numbers = [asked.get(name, "") for name in ("from", "to")]
    if not all(number.isascii() and number.isdecimal() and len(number) < 7 for number in numbers):
        raise Http404
    old, new = sorted(map(int, numbers))
    if old == new:
        raise Http404
    return old, new


def _shown(address: Mapping, chosen: Sequence[int], at) -> list[PublicRecord]:
    """What readers were shown of the story at an address, with the words of the chosen: one query."""
    stories = Article.objects.published(at).filter(**address)
    words = Case(When(number__in=chosen, version__withheld__isnull=True, then=F("version__data")))
    story = [f"article__{name}" for name in ("headline", "language", "slug", "url_date")]
    records = PublicRecord.objects.released(at).filter(article__in=stories).select_related("article")
    return list(
        records.only("article_id", "what", "number", "at", "sentence", "changed", "is_minor", *story).annotate(
            data=words, withheld_at=F("version__withheld__at"), withheld_reason=F("version__withheld__reason")
        )
    )


def _steps(records: Sequence[PublicRecord]) -> list[Step]:
    """What is listed, newest first: small edits are counted on the step that they followed."""
    steps: list[Step] = []
    for record in records:
        if record.is_minor and steps:
            steps[-1].minor_edits += 1
        else:
            steps.append(Step(record, before=steps[-1].record if steps else None))
    return steps[::-1]


def _readable(records: Sequence[PublicRecord]) -> list[PublicRecord]:
    """What can be compared, newest first: all that is listed and not withheld, and what readers see now."""
    listed = [record for record in records if not record.is_minor or record is records[-1]]
    return [record for record in reversed(listed) if record.withheld_at is None]
