"""Files in pieces (tus 1.0): what to send next, whatever sends it."""

import base64
from collections.abc import Callable, Generator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from papi_client.refusals import require_success

PIECE = 8 * 1024 * 1024
Progress = Callable[[int, int], None]
Outcome = httpx.Response | httpx.TransportError
Steps = Generator[Mapping[str, Any], Outcome, Mapping[str, Any]]

_SPOKEN = {"Tus-Resumable": "1.0.0"}
_ASK_AGAIN = {httpx.codes.CONFLICT, httpx.codes.LOCKED, httpx.codes.SERVICE_UNAVAILABLE, 460}  # 460: turned over on the way
_LOST_AT_MOST = 20


class Upload:
    """One file on its way. `steps` yields requests, is sent each answer or the loss of the connection, and returns the document.

    The upload's key is made of the file and its fields: a script that was ended goes on with what it began when it is started anew.
    """

    def __init__(self, path: Path, fields: Mapping[str, str], progress: Progress | None = None) -> None:
        self.path, self.fields, self.progress = (
            path,
            {"filename": path.name, **{key: value for key, value in fields.items() if value}},
            progress,
        )
        self.size = path.stat().st_size

    def steps(self) -> Steps:
        """The requests, one after the other; raises `httpx.TransportError` where the connection does not come back."""
        with self.path.open("rb") as file:
            answer = _answered((yield self._creation(file)))
            address = answer.headers["location"]
            while "upload-evidence" not in answer.headers:
                answer = yield from self._go_on(address, file, int(answer.headers["upload-offset"]))
        found = yield {"method": "GET", "url": f"/api/v1/evidence/{answer.headers['upload-evidence']}"}
        return _answered(found).json()

    def _go_on(self, address: str, file: BinaryIO, offset: int) -> Generator[Mapping[str, Any], Outcome, httpx.Response]:
        """One piece, tried until it is there."""
        lost = 0
        while True:
            outcome = yield self._piece(address, file, offset)
            if isinstance(outcome, httpx.Response) and outcome.status_code not in _ASK_AGAIN:
                self._tell(int(require_success(outcome).headers["upload-offset"]))
                return outcome
            lost += 1
            if lost > _LOST_AT_MOST:
                return _answered(outcome)
            state = _answered((yield {"method": "HEAD", "url": address, "headers": _SPOKEN}))
            if "upload-evidence" in state.headers or int(state.headers["upload-offset"]) != offset:
                return state

    def _creation(self, file: BinaryIO) -> Mapping[str, Any]:
        described = ",".join(f"{name} {_base64(value.encode())}" for name, value in self.fields.items())
        digest = sha256(described.encode())
        while block := file.read(PIECE):
            digest.update(block)
        headers = {"Upload-Length": str(self.size), "Upload-Metadata": described, "Idempotency-Key": digest.hexdigest()[:32]}
        return {"method": "POST", "url": "/api/v1/uploads", "headers": {**_SPOKEN, **headers}}

    def _piece(self, address: str, file: BinaryIO, offset: int) -> Mapping[str, Any]:
        file.seek(offset)
        content = file.read(PIECE)
        headers = {
            "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {_base64(sha256(content).digest())}",
            "Content-Type": "application/offset+octet-stream",
        }
        return {"method": "PATCH", "url": address, "content": content, "headers": {**_SPOKEN, **headers}}

    def _tell(self, sent: int) -> None:
        if self.progress is not None:
            self.progress(sent, self.size)


def _answered(outcome: Outcome) -> httpx.Response:
    if isinstance(outcome, httpx.TransportError):
        raise outcome
    return require_success(outcome)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
