"""What cannot be done.

WorkflowError
  EditConflict    two people changed the same words; both texts are in it
  NotReady        a check before publishing stands against it; the findings are in it
"""

from articles.content import Conflict
from articles.models import Version
from articles.readiness import Finding


class WorkflowError(Exception):
    """What was asked for cannot be done; the message tells the editor why and what to do."""


class EditConflict(WorkflowError):
    """The working version moved on, and it clashes with what was to be saved.

    `conflict` holds what could be merged and both texts of what could not; `current` is the version to resolve against.
    """

    def __init__(self, conflict: Conflict, current: Version):
        super().__init__("Somebody else changed the same words since you opened this story. Nothing was overwritten.")
        self.conflict = conflict
        self.current = current


class NotReady(WorkflowError):
    """Something has to be put right, or overridden by who may, before readers get this version."""

    def __init__(self, findings: list[Finding]):
        super().__init__(f"Not ready for readers. {' '.join(finding.text for finding in findings)}")
        self.findings = findings
