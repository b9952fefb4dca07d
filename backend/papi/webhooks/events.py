"""What is sent: an event in the envelope of Standard Webhooks, as the bytes that are signed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from papi.kit.types import as_json

TEST = "papi.test"
"""The type of what is sent to try a webhook; no event."""


def body_of(kind: str, at: datetime, data: Mapping[str, Any]) -> str:
    """`{"type", "timestamp", "data"}`."""
    return orjson.dumps({"type": kind, "timestamp": at, "data": dict(data)}, default=as_json).decode()
