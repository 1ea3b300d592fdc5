"""Bringing copy in by hand: many files at once, each with what became of it."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from wire.intake import MAX_BYTES, Received, Refused, check_size, receive
from wire.models import Document, Provider
from wire.sources.words import in_words

MOST_FILES = 100  # as many as Django takes in one form


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. An empty one is no mistake of the form: what is said about it stands beside the others."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return files


class UploadForm(forms.Form):
    provider = forms.ModelChoiceField(
        Provider.objects.filter(is_active=True).order_by("name"), help_text="Who supplied the copy."
    )
    files = FilesField(
        help_text=f"Up to {MOST_FILES} files, each of up to {MAX_BYTES // 1_000_000} MB, in any format that agencies "
        "send. Archives and mails are unpacked. New stories become drafts, unless the provider's policy differs.",
        error_messages={"required": "Choose the files, or drop them here."},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A line of the result."""

    name: str
    words: str
    is_trouble: bool = False
    document: Document | None = None
    stories: tuple[tuple[str, str], ...] = ()  # headlines and their addresses at the desk


def upload_page(admin, request: HttpRequest) -> HttpResponse:
    """The form, and above it what became of the files that were sent with it."""
    if not request.user.has_perm("wire.add_document"):
        raise PermissionDenied
    outcomes: list[Outcome] = []
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            provider = form.cleaned_data["provider"]
            outcomes = [_take(admin, request, provider, file) for file in form.cleaned_data["files"]]
            form = UploadForm(initial={"provider": provider})
    else:
        form = UploadForm(initial={"provider": request.GET.get("provider")})
    context = admin.admin_site.each_context(request) | {
        "title": "Upload copy",
        "form": form,
        "outcomes": outcomes,
        "troubles": sum(outcome.is_trouble for outcome in outcomes),
        "most_files": MOST_FILES,
        "most_bytes": MAX_BYTES,
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/wire/upload.html", context)


def _take(admin, request: HttpRequest, provider: Provider, file: UploadedFile) -> Outcome:
    try:
        check_size(file.size)  # before it is in memory
        received = receive(file.read(), provider=provider, filename=file.name, way=Document.Way.UPLOAD)
    except Refused as exc:
        return Outcome(name=file.name, words=str(exc), is_trouble=True)
    words = in_words(received)
    admin.log_addition(request, received.document, f"Uploaded: {words}")
    return Outcome(
        name=file.name,
        words=words,
        is_trouble=received.is_rejected,
        document=received.document,
        stories=_stories(received),
    )


def _stories(received: Received) -> tuple[tuple[str, str], ...]:
    items = [item for one in (received, *received.members) for item in one.items]
    known = {item.article_id: item.headline for item in items if item.article_id}
    return tuple((headline, reverse("admin:articles_article_change", args=[pk])) for pk, headline in known.items())
