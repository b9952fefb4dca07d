"""The province's side in small: what `openapi/province.yaml` says of it, on loopback; it can be slow, fail, or lose what it has to say."""

import threading
import time
from base64 import b64decode
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import orjson
import yaml
from jsonschema import Draft202012Validator

DESCRIBED: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "openapi" / "province.yaml").read_text("utf-8"))
CLIENT, SECRET = "papi-vungtau", "bí mật + &"
SLOW_SECONDS = 1.5
DAY = "2024-09-20T09:00:00+07:00"


@dataclass
class Province:
    """Reports by message id, and what it does with the next requests: a number answers that, `lost` takes the report and hangs up, `slow`
    takes it and answers when nobody waits any more, `huge` answers without end, `twice` answers two times, `other` of something else."""

    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    arrived: list[str] = field(default_factory=list)
    moods: list[int | str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    url: str = ""


def _said(name: str, body: Any) -> None:
    """What crosses the wire is what the description says."""
    assert fits(name, body), name


def fits(name: str, body: Any) -> bool:
    """Whether this is what the description calls by that name."""
    schema = {**DESCRIBED["components"]["schemas"][name], "components": DESCRIBED["components"]}
    return Draft202012Validator(schema).is_valid(body)


class _Server(ThreadingHTTPServer):
    """A server that knows whose it is."""

    def __init__(self, province: Province) -> None:
        self.province = province
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    """Answers for the province of its server."""

    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]

    @property
    def _province(self) -> Province:
        return self.server.province

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/oauth/token":
            self._grant(parse_qs(body.decode()))
        else:
            self._take(orjson.loads(body))

    def _grant(self, form: dict[str, list[str]]) -> None:
        if form != {"grant_type": ["client_credentials"], "scope": ["reports:write"]} or not self._is_known():
            self._answer(401, {"error": "invalid_client"})
            return
        self._province.tokens.append(f"token-{len(self._province.tokens)}")
        self._answer(200, {"access_token": self._province.tokens[-1], "token_type": "Bearer", "expires_in": 60})

    def _is_known(self) -> bool:
        name, _, secret = b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode().partition(":")
        return (unquote(name), unquote(secret)) == (CLIENT, SECRET)

    def _take(self, report: dict[str, Any]) -> None:
        _said("Report", report)
        key = self.headers["Idempotency-Key"]
        self._province.arrived.append(key)
        assert key == report["message_id"]
        if self.headers["Authorization"] != f"Bearer {self._province.tokens[-1]}":
            self._answer(401, {})
            return
        mood = self._province.moods.pop(0) if self._province.moods else 201
        if isinstance(mood, int) and mood >= 400:
            self._answer(mood, {"detail": "Không nhận."})
            return
        known = key in self._province.reports
        self._province.reports[key] = report
        if mood == "lost":
            self.connection.close()
            return
        if mood == "slow":
            time.sleep(SLOW_SECONDS)
        sha256 = "0" * 64 if mood == "other" else report["seal"]["sha256"]
        receipt = {"receipt_id": f"CCHC-{len(self._province.reports)}", "received_at": DAY, "sha256": sha256}
        _said("Receipt", receipt)
        said = {"padding": "x" * 20_000_000} if mood == "huge" else receipt
        with suppress(ConnectionError):  # whoever asked may be gone
            for _ in range(2 if mood == "twice" else 1):
                self._answer(200 if known else 201, said)

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = orjson.dumps(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if status == 429:
            self.send_header("Retry-After", "600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """It says nothing while tests run."""


@contextmanager
def serving() -> Generator[Province]:
    """The province, until the block is left."""
    province = Province()
    server = _Server(province)
    province.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield province
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
