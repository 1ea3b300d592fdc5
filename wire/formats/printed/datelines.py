"""The line that says where copy was filed from: its city."""

import re

from wire.formats.text import dates

_END = re.compile(r"\s*(?:[,(/\[:]|\s[-–—]|[-–—]{2}|\d)")


def city(printed: str) -> str:
    """The city of a dateline as printed: "NEW YORK (AP) --", "Paris, 21 jan 2019 (AFP) -", "SYDNEY March 22 AAP -"."""
    found = _END.search(printed)
    words = (printed[: found.start()] if found else printed).strip(" .-–—").split()
    for number, word in enumerate(words):
        if number and word.casefold().strip(".,") in dates.MONTH_NAMES:
            words = words[:number]
            break
    place = " ".join(words)
    return place if 0 < len(words) <= 5 and any(map(str.isalpha, place)) else ""
