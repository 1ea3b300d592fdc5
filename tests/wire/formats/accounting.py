"""Whether a story accounts for every line of the document it was read from."""

from wire.formats.text.lines import tidy
from wire.formats.text.words import fold


def lost_lines(text, story):
    """The lines of which a word that is no number stands nowhere in the story."""
    said = {word for value in texts(story.to_json()) for word in fold(value).split()}
    lines = (tidy(line) for line in text.splitlines())
    return [
        line
        for line in lines
        if any(word not in said and not any(map(str.isdigit, word)) for word in fold(line).split())
    ]


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
