"""Readings as JSON and back: nothing else comes out of the process that reads, and never a pickle."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from wire.formats import Habits, Parsed, Reading, WireError, WireStory, XmlMapping

_OF_A_MAPPING = tuple(XmlMapping.__dataclass_fields__)


def habits_to_json(habits: Habits) -> dict[str, Any]:
    mappings = [{name: getattr(mapping, name) for name in _OF_A_MAPPING} for mapping in habits.mappings]
    return {"timezone": habits.timezone.key, "day_first": habits.day_first, "mappings": mappings}


def habits_from_json(values: dict[str, Any]) -> Habits:
    mappings = tuple(XmlMapping(**mapping) for mapping in values["mappings"])
    return Habits(timezone=ZoneInfo(values["timezone"]), day_first=values["day_first"], mappings=mappings)


def reading_to_json(reading: Reading) -> dict[str, Any]:
    outcome = reading.outcome
    values: dict[str, Any] = {"member": reading.member, "format": outcome.format}
    if isinstance(outcome, Parsed):
        values["stories"] = [story.to_json() for story in outcome.stories]
    else:
        values |= {"code": outcome.code, "reason": str(outcome)}
    return values


def reading_from_json(values: dict[str, Any], raw: bytes) -> Reading:
    outcome: Parsed | WireError
    if "stories" in values:
        stories = tuple(WireStory.from_json(story) for story in values["stories"])
        outcome = Parsed(format=values["format"], stories=stories)
    else:
        outcome = _ERRORS[values["code"]](values["reason"])
        outcome.format = values["format"]
    return Reading(member=values["member"], raw=raw, outcome=outcome)


def _tree(error: type[WireError]) -> Iterator[type[WireError]]:
    yield error
    for below in error.__subclasses__():
        yield from _tree(below)


_ERRORS = {error.code: error for error in _tree(WireError)}
