"""The documents as they were received, and what became of them."""

from collections.abc import Iterable
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.utils import flatten
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from articles.models import Article
from wire.admin.records import RecordAdmin
from wire.admin.upload import upload_page
from wire.formats.writing.decode import decode
from wire.intake import retry, settle
from wire.models import Document, Item

EVERYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]
# What can be read once more: readers of copy get mended, and providers described better.
UNREAD = [Document.Outcome.REJECTED, Document.Outcome.IGNORED, Document.Outcome.WAITING]
SHOWN = 200_000  # characters of a document; a page with more is of no use to anybody


class TroubleFilter(admin.SimpleListFilter):
    title, parameter_name = "trouble", "code"

    def lookups(self, request, model_admin):
        codes = Document.objects.exclude(code="").order_by("code").values_list("code", flat=True).distinct()
        return [(code, code.replace("-", " ").capitalize()) for code in codes]

    def queryset(self, request, queryset):
        return queryset.filter(code=self.value()) if self.value() else queryset


class ItemInline(admin.StackedInline):
    """The stories that were found in a document."""

    model = Item
    verbose_name_plural = "Stories in it"
    fields = readonly_fields = ["story_link", "version", "outcome", "doubts", "set_aside"]
    can_delete = False
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article__working")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="Story")
    def story_link(self, item):
        headline = item.story_data.get("headline") or item.guid
        if item.article is None:
            return headline
        return format_html('<a href="{}">{}</a>', _address(item.article), headline)

    @admin.display(description="Not sure about")
    def doubts(self, item):
        return ", ".join(item.story.flags)

    @admin.display(description="Set aside")
    def set_aside(self, item):
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in item.story.set_aside))


@admin.register(Document)
class DocumentAdmin(RecordAdmin, admin.ModelAdmin):
    """What came in, as it came in. Nobody edits it; what was rejected can be tried again."""

    list_display = ["filename", "provider", "received_at", "outcome", "reason"]
    list_filter = ["outcome", "items__outcome", "provider", TroubleFilter, "received_at"]
    list_select_related = ["provider"]
    search_fields = ["filename", "reason", "sha256", "items__guid"]
    search_help_text = "Searches the file's name, the reason, the hash and the ids of the stories."
    ordering = ["-received_at", "-pk"]
    fields = [
        ("filename", "provider", "format"),
        ("outcome", "reason"),
        ("received_at", "times_received", "last_received_at"),
        "sha256",
        "text",
    ]
    readonly_fields = flatten(fields)
    inlines = [ItemInline]
    actions = ["try_again", "keep_desk"]
    show_full_result_count = False
    change_list_template = "admin/wire/documents.html"

    class Media:
        css = {"all": ["wire/received.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw")

    def get_urls(self):
        upload = self.admin_site.admin_view(partial(upload_page, self))
        return [path("upload/", upload, name="wire_document_upload"), *super().get_urls()]

    def has_retry_permission(self, request):
        return request.user.has_perm("wire.change_document")

    @admin.display(description="As received")
    def text(self, document):
        """The bytes as text. Escaped: markup in it is shown, never obeyed."""
        shown, doubt = decode(bytes(document.raw))
        notice = f" Its encoding had to be guessed ({doubt})." if doubt else ""
        if len(shown) > SHOWN:
            shown, notice = shown[:SHOWN], f"{notice} The first {SHOWN:,} of {len(shown):,} characters."
        return format_html(
            '<pre class="received" dir="auto">{}</pre><p>{} bytes.{}</p>', shown, len(document.raw), notice
        )

    @admin.action(
        description="Try again: read what was rejected, merge what waits", permissions=["retry"], location=EVERYWHERE
    )
    def try_again(self, request, queryset):
        for document in queryset.select_related("provider").order_by("pk"):
            if document.outcome in UNREAD:
                self._read_again(request, document)
            else:
                self._settle(request, document, keep_desk=False)

    def _read_again(self, request, document):
        received = retry(document)
        match received.document.outcome:
            case Document.Outcome.REJECTED:
                self._say(request, document, f"Still rejected: {received.document.reason}", messages.WARNING)
            case Document.Outcome.IGNORED:
                self._say(request, document, f"No story in it: {received.document.reason}", messages.INFO)
            case _:
                self._say(request, document, f"Filed “{_headlines(received.items)}”.")

    @admin.action(
        description="Take what does not clash, keep the desk's words", permissions=["retry"], location=EVERYWHERE
    )
    def keep_desk(self, request, queryset):
        for document in queryset.select_related("provider").order_by("pk"):
            self._settle(request, document, keep_desk=True)

    def _settle(self, request, document, *, keep_desk):
        items = settle(document, keep_desk=keep_desk, by=request.user)
        if items:
            self._say(request, document, f"Merged into “{_headlines(items)}”. Publish it when it is right.")
        else:
            self._say(request, document, "Nothing could be done: nothing waits, or it still clashes.", messages.INFO)

    def _say(self, request, document, words, level=messages.SUCCESS):
        self.log_change(request, document, words)
        self.message_user(request, f"{words} ({document})", level)


def _headlines(items: Iterable[Item]) -> str:
    return "”, “".join(item.story.headline for item in items)


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
