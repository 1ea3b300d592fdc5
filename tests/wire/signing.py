"""Pushing copy as an agency does: signed with a key, in its own words and not with the newsroom's code."""

import hashlib
import hmac
import time
from itertools import count

_n = count(1)


def headers_for(body, *, key_id, secret, path, at=None, nonce=None, method="POST"):
    timestamp = f"{int(time.time() if at is None else at):010}"
    nonce = nonce or f"nonce-number-{next(_n):06}"
    statement = f"v1:{method}:{path}:{timestamp}:{nonce}:{hashlib.sha256(body).hexdigest()}"
    return {
        "X-Wire-Key": key_id,
        "X-Wire-Timestamp": timestamp,
        "X-Wire-Nonce": nonce,
        "X-Wire-Signature": hmac.new(secret.encode(), statement.encode(), hashlib.sha256).hexdigest(),
    }
