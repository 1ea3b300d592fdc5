"""The verbs: the only code that changes the state of a story.

Each verb takes the story, locks its row, does one thing in one transaction and returns the story as it now is.
What cannot be done raises `WorkflowError` with a sentence for the editor; the story is then as it was.
"""

from articles.workflow.assigning import assign
from articles.workflow.correcting import CORRECT, correct, withhold
from articles.workflow.errors import EditConflict, NotReady, WorkflowError
from articles.workflow.gate import OVERRIDE
from articles.workflow.legal import CLEAR, clear_legal, mark_legal
from articles.workflow.limits import (
    RELEASE,
    hold,
    lift_embargo,
    release,
    set_limits,
    set_senders_embargo,
    take_back_hold,
)
from articles.workflow.publishing import kill, publish, unpublish
from articles.workflow.rows import User
from articles.workflow.scheduling import (
    apply_change,
    cancel_change,
    change_failed,
    due_changes,
    schedule_change,
    take_up,
)
from articles.workflow.writing import create, create_many, merge_in, restore, save, set_stage

__all__ = [
    "CLEAR",
    "CORRECT",
    "OVERRIDE",
    "RELEASE",
    "EditConflict",
    "NotReady",
    "User",
    "WorkflowError",
    "apply_change",
    "assign",
    "cancel_change",
    "change_failed",
    "clear_legal",
    "correct",
    "create",
    "create_many",
    "due_changes",
    "hold",
    "kill",
    "lift_embargo",
    "mark_legal",
    "merge_in",
    "publish",
    "release",
    "restore",
    "save",
    "schedule_change",
    "set_limits",
    "set_senders_embargo",
    "set_stage",
    "take_back_hold",
    "take_up",
    "unpublish",
    "withhold",
]
