"""What became of a delivery, in words for people."""

from wire.intake import Received
from wire.models import Document

Outcome = Document.Outcome


def in_words(received: Received) -> str:
    """One line: what was done with the document, and with the stories in it."""
    document = received.document
    stories = [f"{item.get_outcome_display()}: “{item.headline}”" for one in _all(received) for item in one.items]
    rejected = [f"Rejected: {one.document.reason}" for one in _all(received) if one.is_rejected]
    if stories or rejected:
        return "; ".join([*stories, *rejected])
    if document.outcome == Outcome.IGNORED:
        return f"Not a story: {document.reason}"
    if document.outcome == Outcome.WAITING:
        return "Kept, and read in a moment."
    return "We had it already."


def _all(received: Received) -> list[Received]:
    return [received, *received.members]
