"""Zip archives: the documents in them, read in memory and in bounds. Nothing is ever written by a member's name."""

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from articles import markup
from wire.formats.errors import MalformedStory, NotAStory, UnknownFormat, WireError

MAX_TOTAL = 100_000_000
MAX_MEMBERS = 10_000
MAX_RATIO = 200  # text shrinks to a tenth; only a bomb shrinks to a thousandth
_ALWAYS_FAIR = 1_000_000
_CHUNK = 64 * 1024
_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# What makes an office document, a book or a program of a zip.
_OTHER_KINDS = {"[Content_Types].xml", "META-INF/MANIFEST.MF", "mimetype", "AndroidManifest.xml"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,  # also NotImplementedError: a compression that Python does not have
    ValueError,
)


def is_archive(raw: bytes) -> bool:
    """Whether the bytes are a zip archive, whatever its name."""
    return raw.startswith(_MARKS)


def members(raw: bytes) -> Iterator[tuple[str, bytes | WireError]]:
    """The name of each member with its bytes, or with why it is refused. Raises WireError for a bomb.

    Folders and what operating systems leave in archives are no members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        infos = archive.infolist()
    except _BROKEN as exc:
        raise MalformedStory(f"This archive is broken or incomplete ({exc}). Ask the sender for it again.") from exc
    _refuse_bombs(infos)
    left = MAX_TOTAL
    found = 0
    for info in infos:
        if info.is_dir() or _is_litter(info.filename):
            continue
        found += 1
        name = markup.one_line(info.filename)
        if reason := _refusal(info):
            yield name, UnknownFormat(reason)
            continue
        try:
            member = _read(archive, info, left)
        except _BROKEN as exc:
            yield name, MalformedStory(f"This part of the archive cannot be unpacked ({exc}).")
            continue
        left -= len(member)
        if member.startswith(_PICTURES):  # stories come with their pictures; that is no mishap
            yield name, NotAStory("This part is a picture, and no story. The story says which of its pictures it is.")
            continue
        yield name, member
    if not found:
        raise NotAStory("The archive is empty: there is nothing to import.")


def _refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    if _OTHER_KINDS & {info.filename for info in infos[:100]}:
        raise UnknownFormat("This is an office document or a program. Send the story as plain text.")
    if len(infos) > MAX_MEMBERS:
        raise MalformedStory(f"This archive has more than {MAX_MEMBERS} parts. Ask for it in several pieces.")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise MalformedStory(f"This archive would unpack to more than {MAX_TOTAL // 1_000_000} MB. It is not opened.")
    if any(_is_bomb(info.file_size, info) for info in infos):
        raise MalformedStory("A part of this archive is packed more tightly than any copy is. It is not opened.")


def _is_bomb(size: int, info: zipfile.ZipInfo) -> bool:
    return size > _ALWAYS_FAIR and size > info.compress_size * MAX_RATIO


def _is_litter(name: str) -> bool:
    """What no person put there: a Mac's second files, thumbnails, hidden files."""
    parts = re.split(r"[\\/]", name)
    return parts[0] == "__MACOSX" or parts[-1].lower() in ("thumbs.db", "desktop.ini") or parts[-1].startswith(".")


def _refusal(info: zipfile.ZipInfo) -> str:
    """Why a member is not read, as its entry says. Nothing is unpacked by name; such names show ill will."""
    parts = re.split(r"[\\/]", info.filename)
    if ".." in parts or not parts[0] or re.match(r"[A-Za-z]:", info.filename):
        return "The name of this part leads out of the archive. It is not read."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "This part is a link to another file. It is not followed."
    if info.flag_bits & 0x1:
        return "This part is locked with a password. Ask the sender for it without."
    return ""


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """The member's bytes; never more than `left`, whatever its entry says of its size."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as member:
        while piece := member.read(_CHUNK):
            size += len(piece)
            if size > left or _is_bomb(size, info):
                raise MalformedStory("This archive unpacks to more than it says. It is not read on.")
            pieces.append(piece)
    return b"".join(pieces)
