"""Good and broken documents in one folder: every good one is a story, every broken one waits with its reason."""

import io
import json
import resource
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article
from wire import reading
from wire.management.lookalikes import LOOKALIKES, archive, newsml_g2, ninjs, nitf
from wire.models import Document, Filed, Item

pytestmark = pytest.mark.django_db

GOOD, BROKEN = 300, 200
GOOD_FORMATS = ("nitf", "ninjs", "newsml-g2", "newsml-1.2", "rss-atom", "json-feed")
ENTITIES = '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros.txt", b"\0" * 50_000_000)
    return packed.getvalue()


def broken(number: int) -> bytes:
    """One of many ways to be wrong; no two of them are the same bytes."""
    part = 1 + number // 10 % 9  # tenths
    whole = {0: nitf, 1: ninjs, 2: newsml_g2, 3: archive}.get(number % 10)
    if whole:
        raw = whole(number)
        return raw[: len(raw) * part // 10]
    return {
        4: b"GIF89a" + str(number).encode() + b"\0" * 50,
        5: b"\x89PNG\r\n\x1a\n" + str(number).encode() + b"\0" * 50,
        6: f'<?xml version="1.0"?>{ENTITIES}<nitf><body>&b;{number}</body></nitf>'.encode(),
        7: f"<recipe><name>Soup {number}</name></recipe>".encode(),
        8: b'{"uri": "' + b"[" * (5000 + number) + b"]" * (5000 + number) + b'"',
        9: json.dumps({"recipe": f"Soup {number}"}).encode(),
    }[number % 10]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed")
    for number in range(GOOD):
        raw = LOOKALIKES[GOOD_FORMATS[number % len(GOOD_FORMATS)]](number)
        (folder / f"{number * 5 % 500:03}-good-{number}").write_bytes(raw)
    for number in range(BROKEN - 1):
        (folder / f"{number * 7 % 500:03}-broken-{number}").write_bytes(broken(number))
    (folder / "250-broken-bomb").write_bytes(bomb())
    return folder


def memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def import_it(folder):
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_wire", str(folder), "--provider", "Skerry", stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines(), ended.value.code


def test_the_good_are_imported_and_the_broken_wait_with_a_reason(folder):
    before = memory()

    printed, status = import_it(folder)

    assert status == 1
    assert printed[0] == f"   {GOOD}  created"
    assert printed[3] == f"   {BROKEN}  rejected"
    assert printed[-1] == f"{GOOD} of {GOOD + BROKEN} documents from Skerry taken in (as drafts). {BROKEN} rejected."
    assert Article.objects.count() == Item.objects.filter(outcome=Filed.CREATED).count() == GOOD
    rejected = Document.objects.filter(outcome=Document.Outcome.REJECTED)
    assert rejected.count() == BROKEN
    for document in rejected:
        assert bytes(document.raw) == (folder / document.filename).read_bytes()
        assert document.code in {"malformed", "unknown-format"}, document.filename
        assert document.reason.endswith("."), document.filename
    assert memory() - before < 100_000_000
    with reading.reader() as reader:
        assert 0 < reader.peak_memory() < 300_000_000


def test_the_same_folder_again_adds_no_row(folder):
    import_it(folder)

    printed, status = import_it(folder)

    assert status == 1
    assert printed[2] == f"   {GOOD}  unchanged"
    assert (Document.objects.count(), Item.objects.count()) == (GOOD + BROKEN, GOOD)
    assert set(Document.objects.values_list("times_received", flat=True)) == {2}
