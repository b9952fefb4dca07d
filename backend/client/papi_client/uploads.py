"""Files in pieces (tus 1.0): what to send next, whatever sends it."""

import base64
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from papi_client.generated.models.evidence_read import EvidenceRead
from papi_client.refusals import Refused, require_success
from papi_client.trying import Outcome, pause_after

PIECE = 8 * 1024 * 1024
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Send:
    """A request, whose outcome is wanted."""

    request: Mapping[str, Any]


@dataclass(frozen=True)
class Pause:
    """Nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Arrived:
    """So many bytes of the file are there."""

    sent: int


Step = Send | Pause | Arrived
Steps = Generator[Step, Outcome | None, EvidenceRead]

_SPOKEN = {"Tus-Resumable": "1.0.0"}
_LOST_AT_MOST = 20
_ASK_AGAIN = frozenset({409, 423, 429, 460, 502, 503, 504})  # 460: turned over on the way
_GONE = frozenset({404, 410})


class Upload:
    """One file on its way. `steps` yields what to do, is sent the outcome of each request, and returns the document.

    The upload's key is made of the file and its fields: a script that was ended goes on with what it began when it is started anew.
    """

    def __init__(self, path: Path, fields: Mapping[str, str]) -> None:
        self.path, self.fields = path, {name: value for name, value in fields.items() if value}
        self.size = path.stat().st_size

    def steps(self) -> Steps:
        """Raises `httpx.TransportError` where the connection does not come back, `Refused`, and `OSError` where the file is changed."""
        with self.path.open("rb") as file:
            try:
                evidence = yield from self._sent(file)
            except Refused as refused:
                if refused.status not in _GONE and refused.code != "file_checksum_mismatch":
                    raise
                evidence = yield from self._sent(file)  # the server has forgotten it, or it was saved anew meanwhile: from its beginning
        yield Arrived(self.size)
        found = yield Send({"method": "GET", "url": f"/api/v1/evidence/{evidence}"})
        return EvidenceRead.from_dict(_answered(found).json())

    def _sent(self, file: BinaryIO) -> Generator[Step, Outcome | None, str]:
        """The whole file, from where it stands at the server; the id of the document."""
        answer = _answered((yield self._creation(file)))
        address = answer.headers["location"]
        try:
            while "upload-evidence" not in answer.headers:
                offset = int(answer.headers["upload-offset"])
                yield Arrived(offset)
                answer = yield from self._go_on(address, file, offset)
        except Refused as refused:
            if refused.status in _GONE:
                yield Send({"method": "DELETE", "url": address, "headers": _SPOKEN})  # so that its key begins another one
            raise
        return answer.headers["upload-evidence"]

    def _go_on(self, address: str, file: BinaryIO, offset: int) -> Generator[Step, Outcome | None, httpx.Response]:
        """One piece, tried until it is there."""
        lost = 0
        while True:
            outcome = yield self._piece(address, file, offset)
            if outcome is None or lost == _LOST_AT_MOST or (isinstance(outcome, httpx.Response) and not _is_passing(outcome)):
                return _answered(outcome)
            yield Pause(pause_after(outcome, lost))
            lost += 1
            state = _answered((yield Send({"method": "HEAD", "url": address, "headers": _SPOKEN})))
            if "upload-evidence" in state.headers or int(state.headers["upload-offset"]) != offset:
                return state

    def _creation(self, file: BinaryIO) -> Send:
        whole, self.size = sha256(), self.path.stat().st_size
        file.seek(0)
        while block := file.read(PIECE):
            whole.update(block)
        fields = {"filename": self.path.name, **self.fields, "sha256": whole.hexdigest()}
        described = ",".join(f"{name} {_base64(value.encode())}" for name, value in fields.items())
        key = sha256(f"{self.size} {described}".encode()).hexdigest()[:32]
        headers = {"Upload-Length": str(self.size), "Upload-Metadata": described, "Idempotency-Key": key}
        return Send({"method": "POST", "url": "/api/v1/uploads", "headers": {**_SPOKEN, **headers}})

    def _piece(self, address: str, file: BinaryIO, offset: int) -> Send:
        wanted = min(PIECE, self.size - offset)
        file.seek(offset)
        content = file.read(wanted)
        if not content or len(content) != wanted:
            raise OSError(f"{self.path} has become shorter while it was sent.")
        headers = {
            "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {_base64(sha256(content).digest())}",
            "Content-Type": "application/offset+octet-stream",
        }
        return Send({"method": "PATCH", "url": address, "content": content, "headers": {**_SPOKEN, **headers}})


def advance(steps: Steps, outcome: Outcome | None) -> Step | EvidenceRead:
    """The next step, or the document at the end. Reads the file: in asyncio call it in a thread."""
    try:
        return steps.send(outcome)
    except StopIteration as done:
        return done.value


def _is_passing(answer: httpx.Response) -> bool:
    """Whether it is worth asking how far the upload is; not where the file itself is another than was announced."""
    return answer.status_code in _ASK_AGAIN and b"file_checksum_mismatch" not in answer.content


def _answered(outcome: Outcome | None) -> httpx.Response:
    if isinstance(outcome, httpx.TransportError):
        raise outcome
    assert outcome is not None
    return require_success(outcome)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
