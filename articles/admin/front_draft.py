"""What an editor has arranged on the front page tool and not saved yet: it lives in the form, also without script."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from articles.forms.verbs import MomentField
from articles.fronts import Pick, picks_of
from articles.models import Front, FrontPick

BUTTONS = ("move", "drop", "add")


@dataclass(frozen=True, slots=True)
class Row:
    """`place` is a slot as the form names it: "lead", or "section-7"."""

    place: str
    story: int
    until: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    base: int
    rows: tuple[Row, ...] = ()
    moments: Mapping[int, datetime | None] = field(default_factory=dict)
    errors: tuple[str, ...] = ()

    @classmethod
    def of(cls, front: Front | None, *, base: int) -> "Draft":
        picks = picks_of(front)
        rows = tuple(Row(_place(pick), pick.article, _written(pick.until)) for pick in picks)
        return cls(base, rows, {pick.article: pick.until for pick in picks})

    @classmethod
    def sent(cls, data: QueryDict) -> "Draft":
        """What the form holds. The rows are named alike and stand in their order."""
        sent = zip(data.getlist("place"), data.getlist("story"), data.getlist("until"), strict=False)
        rows = tuple(
            Row(place, int(story), until) for place, story, until in sent if story.isdecimal() and len(story) < 19
        )
        moments, errors = {}, []
        for row in rows:
            try:
                moments[row.story] = MomentField(required=False).clean(row.until)
            except ValidationError as exc:
                errors.append(f"The end of a pin, “{row.until}”: {' '.join(exc.messages)}")
        base = data.get("base", "")
        return cls(int(base) if base.isdecimal() and len(base) < 10 else 0, rows, moments, tuple(errors))

    @property
    def stories(self) -> list[int]:
        return [row.story for row in self.rows]

    def picks(self) -> list[Pick]:
        """By slot, as rows of one slot may be scattered once a row was given another slot without script."""
        order = {slot: number for number, slot in enumerate(FrontPick.Slot.values)}
        picks = []
        for row in self.rows:
            slot, _, section = row.place.partition("-")
            picks.append(
                Pick(
                    slot=slot,
                    section=int(section) if section.isdecimal() and len(section) < 19 else None,
                    article=row.story,
                    until=self.moments.get(row.story),
                )
            )
        return sorted(picks, key=lambda pick: (order.get(pick.slot, len(order)), pick.section or 0))

    def picks_by_slot(self) -> dict[str, list[Row]]:
        places: dict[str, list[Row]] = {}
        for row in self.rows:
            places.setdefault(row.place, []).append(row)
        return places

    def has_changes(self, data: QueryDict) -> bool:
        return "changed" in data or bool(set(BUTTONS) & set(data))

    def moved(self, data: QueryDict) -> "Draft":
        """The draft after a press of one of the buttons that arrange it."""
        rows = list(self.rows)
        if dropped := data.get("drop"):
            rows = [row for row in rows if str(row.story) != dropped]
        added = data.get("add", "")
        if added.isdecimal() and len(added) < 19 and int(added) not in self.stories:
            rows.append(Row(data.get("add_to", FrontPick.Slot.REST), int(added)))
        direction, _, story = data.get("move", "").partition("-")
        place = next((n for n, row in enumerate(rows) if str(row.story) == story), None)
        if place is not None:
            same = [n for n, row in enumerate(rows) if row.place == rows[place].place]
            other = same.index(place) + (-1 if direction == "up" else 1)
            if 0 <= other < len(same):
                rows[place], rows[same[other]] = rows[same[other]], rows[place]
        return replace(self, rows=tuple(rows))


def _place(pick: Pick) -> str:
    return f"{pick.slot}-{pick.section}" if pick.section else pick.slot


def _written(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}" if value else ""
