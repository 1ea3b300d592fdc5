"""Copy can be uploaded in the admin: many files at once, each with what became of it, in words."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from tests.factories import make_user
from tests.wire.dumps import make_dump, make_provider
from wire.models import Document

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:wire_document_upload")
LIST = reverse("admin:wire_document_changelist")
RIGHTS = ["wire.add_document", "wire.view_document"]


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def osk():
    return make_provider("Osk Press", slug="osk")


@pytest.fixture
def editor(client):
    client.force_login(make_user("ada", permissions=RIGHTS))
    return client


def upload(client, provider, *files):
    sent = [SimpleUploadedFile(name, raw) for name, raw in files]
    response = client.post(UPLOAD, {"provider": getattr(provider, "pk", provider), "files": sent})
    assert response.status_code == 200
    return response.content.decode()


def test_each_file_is_taken_in_and_said(editor, osk):
    page = upload(
        editor,
        osk,
        ("good.txt", make_dump("The bridge opens")),
        ("again.txt", make_dump("The bridge opens")),
        ("broken.bin", b"%PDF-1.7 no copy"),
        ("large.txt", b"x" * 5_000_001),
        ("empty.txt", b""),
    )

    article = Article.objects.get()
    assert "Created a story: “The bridge opens”" in page
    assert reverse("admin:articles_article_change", args=[article.pk]) in page
    assert "We had it already." in page
    rejected = Document.objects.get(outcome="rejected")
    assert f"Rejected: {rejected.reason}" in page.replace("&#x27;", "'").replace("&quot;", '"').replace("&lt;", "<")
    assert reverse("admin:wire_document_change", args=[rejected.pk]) in page
    assert "The document is too large" in page
    assert "5 files, 2 of which need a look" in page
    assert [name in page for name in ("good.txt", "again.txt", "broken.bin", "large.txt", "empty.txt")] == [True] * 5
    good = Document.objects.get(filename="good.txt")
    assert (good.way, good.provider, good.times_received) == ("upload", osk, 2)
    assert article.is_visible() is False


def test_who_uploaded_what_is_written_down(editor, osk):
    upload(editor, osk, ("good.txt", make_dump("The bridge opens")))

    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_id) == ("ada", str(Document.objects.get().pk))
    assert "Uploaded: Created a story: “The bridge opens”" in entry.get_change_message()


def test_the_provider_and_the_files_must_be_chosen(editor, osk):
    page = upload(editor, "")
    assert "Nothing was sent" in page
    assert "Choose the files, or drop them here." in page
    assert "This field is required." in page

    closed = make_provider("Closed", is_active=False)
    assert "Select a valid choice." in upload(editor, closed, ("good.txt", make_dump()))
    assert Document.objects.count() == 0


def test_the_form_keeps_the_provider_for_the_next_files(editor, osk):
    page = upload(editor, osk, ("good.txt", make_dump()))
    assert f'<option value="{osk.pk}" selected>' in page

    page = editor.get(UPLOAD, {"provider": osk.pk}).content.decode()
    assert f'<option value="{osk.pk}" selected>' in page


@pytest.mark.parametrize("name", ['<img src=x onerror="alert(1)">.txt', "a\u202eb.txt", "../../etc/passwd", "x" * 300])
def test_a_name_is_shown_and_never_obeyed(editor, osk, name):
    page = upload(editor, osk, (name, make_dump()))

    assert "<img src=x" not in page
    document = Document.objects.get()
    assert "/etc" not in document.filename
    assert "\u202e" not in document.filename


def test_only_who_may_add_documents_sees_it(client, osk):
    client.force_login(make_user(permissions=["wire.view_document"]))

    assert client.get(UPLOAD).status_code == 403
    assert (
        client.post(UPLOAD, {"provider": osk.pk, "files": [SimpleUploadedFile("a.txt", make_dump())]}).status_code
        == 403
    )
    assert Document.objects.count() == 0
    assert UPLOAD not in client.get(LIST).content.decode()


def test_strangers_are_sent_to_sign_in(client):
    response = client.get(UPLOAD)

    assert (response.status_code, response["Location"]) == (302, f"{reverse('admin:login')}?next={UPLOAD}")


def test_the_list_of_documents_leads_there(editor):
    assert f'href="{UPLOAD}"' in editor.get(LIST).content.decode()
