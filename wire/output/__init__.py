"""Our published stories in the agencies' formats, for those who take our copy.

    story = outgoing(article)          a WireStory, from what readers see and nothing else
    FORMATS["ninjs"].write(story)      bytes

Each format is one module with `CONTENT_TYPE`, `SUFFIX` and `write(story)`. What is written can be read again by
wire.formats: the tests hold the two against each other.
"""

from types import MappingProxyType

from wire.output import newsml_g2, ninjs, nitf
from wire.output.story import outgoing, withdrawn

__all__ = ["FORMATS", "outgoing", "withdrawn"]

FORMATS = MappingProxyType({"ninjs": ninjs, "newsml-g2": newsml_g2, "nitf": nitf})
