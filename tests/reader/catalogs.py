"""The catalogs of newsroom/locale/, read and written without gettext's programs."""

import ast
import re
import struct
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LOCALE = Path(settings.BASE_DIR) / "newsroom" / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


@dataclass(frozen=True)
class Entry:
    """One text of ours and what a translator made of it: a form for each number that the language tells apart."""

    context: str
    text: str
    plural: str
    forms: tuple[str, ...]
    is_fuzzy: bool

    @property
    def key(self) -> str:
        """As a compiled catalog has it."""
        return (f"{self.context}\x04" if self.context else "") + self.text + (f"\0{self.plural}" if self.plural else "")


def catalog(language: str) -> list[Entry]:
    """The source of a catalog; first its head, which has no text."""
    source = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text()
    return [_entry(block) for block in source.split("\n\n") if "msgid" in block]


def _entry(block: str) -> Entry:
    words: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        found = re.match(r'(?:(msg\w+(?:\[\d\])?) )?(".*")$', line)
        if found:
            name = found[1] or name
            words[name] = words.get(name, "") + ast.literal_eval(found[2])
    forms = tuple(text for name, text in words.items() if name.startswith("msgstr"))
    is_fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
    return Entry(words.get("msgctxt", ""), words["msgid"], words.get("msgid_plural", ""), forms, is_fuzzy)


def write_catalog(folder: Path, texts: dict[str, str]) -> None:
    """A compiled catalog (the format is described in gettext's manual, 10.3)."""
    pairs = [(key.encode(), text.encode()) for key, text in sorted(texts.items())]
    count, start = len(pairs), 28 + 16 * len(pairs)
    keys, values = b"".join(key + b"\0" for key, _ in pairs), b"".join(value + b"\0" for _, value in pairs)
    tables: list[list[int]] = [[], []]
    for side, begin in enumerate((start, start + len(keys))):
        place = begin
        for pair in pairs:
            tables[side] += [len(pair[side]), place]
            place += len(pair[side]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(head + struct.pack(f"<{4 * count}I", *tables[0], *tables[1]) + keys + values)
