from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from papi.integration.versions import MEDIA_TYPE, SCHEMA_VERSION
from papi.kit.lists import json_bytes
from papi.kit.logs import tell_rows

_ONE = (None,)


def packaged(request: Request, body: Mapping[str, Any]) -> Response:
    """An answer of the exchange, with its version within and beside it."""
    tell_rows(request, len(body.get("items", _ONE)))
    answer = json_bytes({"schema_version": SCHEMA_VERSION, **body})
    answer.headers["content-type"] = MEDIA_TYPE
    return answer
