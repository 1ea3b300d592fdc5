"""What fits where on the front page."""

from articles.models import FrontPick, Topic

Slot = FrontPick.Slot

BESIDE, BELOW = 3, 4  # as many stories stand there in any case, when there are as many
IN_A_SECTION = 4
MOST = {Slot.LEAD: 1, Slot.SECOND: BESIDE, Slot.REST: 8, Slot.SECTION: IN_A_SECTION}


def slot_name(slot: str, section: Topic | None) -> str:
    return section.name if section else Slot(slot).label
