from collections.abc import Mapping
from typing import Any

from fastapi import Response

from papi.integration.versions import MEDIA_TYPE, SCHEMA_VERSION
from papi.kit.lists import json_bytes


def packaged(body: Mapping[str, Any]) -> Response:
    """An answer of the exchange, with its version within and beside it."""
    answer = json_bytes({"schema_version": SCHEMA_VERSION, **body})
    answer.headers["content-type"] = MEDIA_TYPE
    return answer
