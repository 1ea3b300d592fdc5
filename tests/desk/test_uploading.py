"""Uploading copy as hands do it: by dropping, by keyboard, and without any script."""

import base64

import pytest
from django.urls import reverse

from tests.desk.test_screens import looked_at
from tests.factories import make_user
from tests.wire.dumps import make_dump, make_provider
from wire.models import Document, PushKey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UPLOAD = "/admin/wire/document/upload/"
DROP = """
(files) => {
  const transfer = new DataTransfer()
  for (const [name, raw] of files) {
    transfer.items.add(new File([Uint8Array.from(atob(raw), (char) => char.charCodeAt(0))], name))
  }
  for (const type of ["dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true })
    document.querySelector("h1").dispatchEvent(event)
  }
}
"""


@pytest.fixture
def page(sign_in):
    make_provider("Osk Press", slug="osk")
    return sign_in(make_user("ada", is_superuser=True), UPLOAD)


def drop(page, *files):
    page.evaluate(DROP, [[name, base64.b64encode(raw).decode()] for name, raw in files])


def test_files_are_dropped_listed_and_taken_in(page):
    drop(page, ("a.txt", make_dump("The bridge opens")))
    drop(page, ("b.txt", make_dump("The ferry sails")), ("large.txt", b"x" * 5_000_001))

    listed = page.get_by_role("list", name="Chosen files").get_by_role("listitem").all_inner_texts()
    assert listed == ["a.txt, 1 KB", "b.txt, 1 KB", "large.txt, 5.0 MB: too large, it will not be taken"]
    assert looked_at(page, "chosen") == []
    page.get_by_label("Provider").select_option("Osk Press")
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("heading", name="3 files, 1 of which needs a look").wait_for()

    assert page.get_by_role("link", name="The bridge opens").is_visible()
    assert sorted(Document.objects.values_list("filename", flat=True)) == ["a.txt", "b.txt"]
    assert looked_at(page, "outcomes") == []
    assert page.complaints == []


def test_too_many_files_are_said_before_they_are_sent(page):
    drop(page, *((f"{n}.txt", b"x") for n in range(101)))

    assert page.get_by_text("These are 101 files; up to 100 can be sent at once.").is_visible()
    assert page.get_by_role("button", name="Upload").is_disabled()


def test_the_keyboard_is_enough(page, tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(make_dump())
    page.get_by_label("Provider").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "file"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="1 file taken in").wait_for()
    assert Document.objects.get().filename == "a.txt"


def test_no_script_is_needed(sign_in, tmp_path):
    make_provider("Osk Press")
    file = tmp_path / "a.txt"
    file.write_bytes(make_dump())
    page = sign_in(make_user("ada", is_superuser=True), UPLOAD, java_script_enabled=False)

    assert not page.get_by_text("You can also drop files").is_visible()
    page.get_by_label("Provider").select_option("Osk Press")
    page.get_by_label("Files:").set_input_files(file)
    page.get_by_role("button", name="Upload").click()

    page.get_by_role("heading", name="1 file taken in").wait_for()


def test_errors_and_keys_are_accessible(page, live_server):
    page.get_by_role("button", name="Upload").evaluate("button => button.form.noValidate = true")
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("alert").wait_for()
    assert looked_at(page, "errors") == []

    page.goto(live_server.url + reverse("admin:wire_pushkey_add"))
    page.get_by_label("Provider").select_option("Osk Press")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("not shown again").wait_for()
    assert PushKey.objects.get().key_id in page.content()
    assert looked_at(page, "key") == []
    for address in (reverse("admin:wire_pushkey_changelist"), reverse("admin:wire_document_changelist")):
        page.goto(live_server.url + address)
        assert looked_at(page, address) == []
    assert page.complaints == []
