"""Files sent in pieces (tus 1.0), by hand."""

import base64
from typing import Any

import httpx

from tests.support.world import Someone

SPOKEN = {"Tus-Resumable": "1.0.0"}
PIECES = "application/offset+octet-stream"
MEGABYTE = 1024 * 1024


def metadata(**fields: str) -> str:
    """The header that describes a file."""
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in fields.items())


async def announce(who: Someone, length: int, name: str = "Biên bản.pdf", **fields: str) -> httpx.Response:
    """Announce a file; its address stands in `Location`."""
    headers = {name.replace("_", "-"): fields.pop(name) for name in ("Idempotency_Key", "If_Match") if name in fields}
    described = {"Upload-Length": str(length), "Upload-Metadata": metadata(filename=name, **fields)}
    return await who.post("/uploads", headers={**SPOKEN, **described, **headers})


async def announced(who: Someone, length: int, **fields: str) -> str:
    """The address of a new upload."""
    answer = await announce(who, length, **fields)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


async def send(who: Someone, address: str, offset: int, content: Any, **headers: str) -> httpx.Response:
    """The next bytes; two underscores in a header's name stand for nothing, one for a dash."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await who.patch(address, content=content, headers={**SPOKEN, "Upload-Offset": str(offset), "Content-Type": PIECES, **named})


async def ask(who: Someone, address: str) -> httpx.Response:
    """How far an upload is."""
    return await who.request("HEAD", address, headers=SPOKEN)


async def offset_of(who: Someone, address: str) -> int:
    return int((await ask(who, address)).headers["upload-offset"])
