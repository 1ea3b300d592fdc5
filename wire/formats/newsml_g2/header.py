"""What a newsMessage says once about everything in it."""

from wire.formats.trees.elements import Element, number, text


class Header:
    """The header, or nothing: an item may travel alone."""

    def __init__(self, element: Element | None) -> None:
        self.sent = text(element, "sent")
        self.sender = text(element, "sender")
        self.priority = number(text(element, "priority"))  # of the transmission, never the urgency of the story
