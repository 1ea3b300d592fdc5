"""Which 8-bit code page bytes are written in, where nothing declares one: the one in which they read as a language.

Code pages give the same byte to different letters, so nearly every one of them gives a text. In the right one the words
are those of a language, written with its letters; in the others years are "ańos" and "yaðmur" falls.
"""

import re

from wire.formats.writing import language

_WESTERN = "en de fr es pt it nl sv no da fi ca is id et"
_CENTRAL = "pl cs sk hu ro hr sl de"
_CYRILLIC = "ru uk bg sr mk be"
# What each is used for; where two read alike, the first of them. Windows' pages hold what ISO's have, but for some
# letters of Greek and Polish.
_PAGES = {
    page: frozenset(languages.split())
    for page, languages in {
        "cp1252": _WESTERN,
        "cp1250": _CENTRAL,
        "cp1251": _CYRILLIC,
        "cp1254": "tr",
        "cp1253": "el",
        "cp1255": "he",
        "cp1256": "ar fa ur",
        "cp1257": "et lv lt",
        "iso-8859-7": "el",
        "iso-8859-2": _CENTRAL,
        "koi8-u": _CYRILLIC,
        "iso-8859-5": _CYRILLIC,
        "cp866": _CYRILLIC,
        "cp850": _WESTERN,
    }.items()
}
_SAMPLE = 4000
_ENOUGH = 1.2
_LEAD = 0.1
_ODD = -1.0
# What nobody types: controls, a capital inside a word, a sign grown together with one, two scripts in one word; letters
# of Arabic, Greek and Hebrew that have another shape at that place in a word.
_OUT_OF_PLACE = re.compile(
    r"[\x7f-\x9f¤¦¬¶¸¼-¾ªº¹²³¢¥×÷\u2500-\u259f]"
    r"|[^\W\d_A-ZÀ-ÞΆ-ΩЀ-Я](?=[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я])"
    r"|(?<=[^\W\d_])[^\w\s!-/:-@\[-`{-~’‘“”„«»–—…·°%](?=[^\W\d_])"
    r"|[A-Za-zÀ-ɏ](?=[\u0370-\u06ff])|[\u0370-\u06ff](?=[A-Za-zÀ-ɏ])"
    r"|[ةى](?=[\u0621-\u064a])|إ(?![\u0621-\u064a])|ς(?=[α-ωά-ώ])|σ(?![α-ωά-ώ])|[ךםןףץ](?=[א-ת])"
)


def guess(document: bytes) -> str:
    """The name of the code page, or an empty string where the bytes read as no language in any."""
    sample = b"\n".join(line for line in document[: _SAMPLE * 20].splitlines() if not line.isascii())[:_SAMPLE]
    best, best_likeness = "", 0.0
    for page in _PAGES:
        likeness = _likeness(sample, page)
        if likeness >= _ENOUGH and (not best or likeness > best_likeness + _LEAD):
            best, best_likeness = page, likeness
    return best


def _likeness(sample: bytes, page: str) -> float:
    """How near to a language of the page the bytes read in it; nothing where it has no character for one of them."""
    try:
        text = sample.decode(page)
    except UnicodeDecodeError:
        return 0.0
    return language.likeness(text, _PAGES[page]) + _ODD * len(_OUT_OF_PLACE.findall(text))
