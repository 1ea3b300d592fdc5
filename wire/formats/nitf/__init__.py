"""NITF 2.x to 3.6, the News Industry Text Format. `read_copy` reads the copy of one that another format carries."""

from wire.formats.nitf.copy import Copy, read_copy

__all__ = ["Copy", "read_copy"]
