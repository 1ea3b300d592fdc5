"""Bytes to text, whatever system wrote them."""

from pathlib import Path

import pytest

from wire.formats.opened import Opened
from wire.formats.writing.decode import decode

COPY = "“It’s a pity,” said Zoë Ångström – “a great pity.”\nThe café stays shut until März.\n" * 3
JAPANESE = "川辺町で百二十年続いた渡し船が、四月末で運航を終える。船頭の男性が町へ申し出た。\n" * 6
RUSSIAN = "Автобус в деревню отменили двадцать лет назад, и с тех пор до поликлиники добирались пешком через лес.\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_certain(encoding):
    assert decode(COPY.encode(encoding)) == (COPY, "")


GUESSED = "encoding-guessed"
PAGES = {
    **dict.fromkeys(["fr", "de", "es", "pt", "it", "sv", "no", "da", "fi", "ca", "is"], ("cp1252",)),
    **dict.fromkeys(["pl", "cs", "hu", "ro", "hr", "sk", "sl"], ("cp1250",)),
    **dict.fromkeys(["bg", "sr"], ("cp1251",)),
    "ru": ("cp1251", "koi8-r", "iso-8859-5"),
    "uk": ("cp1251", "koi8-u"),
    "el": ("cp1253", "iso-8859-7"),
    "tr": ("cp1254",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "et": ("cp1257",),
}
OLD_LETTERS = {ord("ș"): "ş", ord("ț"): "ţ"}  # the old pages have no others


def test_windows_quotes_are_guessed_and_flagged():
    copy = COPY.replace("Å", "A")

    assert decode(copy.encode("cp1252")) == (copy, "encoding-guessed")


def test_latin_1_reads_as_its_superset():
    copy = "Der Bürgermeister von Überlingen trägt eine Trillerpfeife und ein Handtuch über der Schulter.\n" * 3

    assert decode(copy.encode("latin-1")) == (copy, "encoding-guessed")


@pytest.mark.parametrize(("copy", "encoding"), [(JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (RUSSIAN, "cp1251")])
def test_other_code_pages_are_guessed(copy, encoding):
    assert decode(copy.encode(encoding)) == (copy, "encoding-guessed")


def test_short_copy_is_read_in_the_code_page_of_its_language():
    lines = Path(__file__).with_name("short_copy.txt").read_text(encoding="utf-8").splitlines()
    copy = [line.translate(OLD_LETTERS).split(": ", 1) for line in lines if not line.startswith("#")]
    sent = [(text, page) for language, text in copy for page in PAGES.get(language, ()) if not text.isascii()]

    misread = [(page, text, got) for text, page in sent if (got := decode(text.encode(page))) != (text, GUESSED)]

    assert len(sent) >= 120
    assert misread == []


def test_one_broken_byte_does_not_spoil_a_unicode_text():
    text, flag = decode(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode())

    assert text.replace("\ufffd", "") == RUSSIAN * 2
    assert flag == "encoding-guessed"


@pytest.mark.parametrize(
    "document", [COPY.encode(), JAPANESE.encode("utf-16"), b"a < b and c > d, he wrote", b"[sic] she said"]
)
def test_text_is_text(document):
    assert Opened(document).is_running_text


@pytest.mark.parametrize(
    "document", [b"\x89PNG\r\n\x1a\n", b"<rss><channel></channel></rss>", b'{"a": 1}', b"\x01\x02\x03" * 50]
)
def test_other_things_are_not(document):
    assert not Opened(document).is_running_text
