"""What goes through the pipes between the newsroom and its readers: values as JSON, with bytes behind them."""

import json
import struct
from collections.abc import Callable
from typing import Any

HEAD = struct.Struct(">QQ")


def packed(values: Any, raw: bytes = b"") -> bytes:
    text = json.dumps(values).encode()
    return b"".join((HEAD.pack(len(text), len(raw)), text, raw))


def unpacked(take: Callable[[int], bytes]) -> tuple[Any, bytes]:
    """The next frame; `take` gives exactly as many bytes as it is asked for."""
    text, raw = HEAD.unpack(take(HEAD.size))
    return json.loads(take(text)), take(raw)
