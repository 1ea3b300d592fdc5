"""The front page: what readers get at a moment, and how an editor changes it."""

from articles.fronts.composing import FrontPage, compose
from articles.fronts.curating import CURATE, FrontConflict, Pick, cancel, picks_of, save_front
from articles.fronts.slots import MOST, slot_name

__all__ = [
    "CURATE",
    "MOST",
    "FrontConflict",
    "FrontPage",
    "Pick",
    "cancel",
    "compose",
    "picks_of",
    "save_front",
    "slot_name",
]
