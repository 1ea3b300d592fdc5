"""What a test reads on a page."""

from articles import markup


def headlines(response) -> list[str]:
    """The headlines that a page lists, in their order."""
    return [
        part.split(">", 2)[2].split("<")[0] for part in response.content.decode().split('class="card-headline"')[1:]
    ]


def text_of(response) -> str:
    """The words of a page's main part, on one line."""
    return " ".join(markup.text(response.content.decode().partition("<main")[2].partition(">")[2]).split())
