"""What the Python client does when a server is slow, away, or has had enough: held against answers that are given out of hand."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from papi_client import AccessToken, AsyncPapi, ClientCredentials, Papi, Refused

HOUSE = "https://papi.example"


class Server(httpx.MockTransport):
    """Answers one after the other, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response | type[httpx.TransportError]) -> None:
        self.asked: list[httpx.Request] = []
        self.answers: Iterator[httpx.Response | type[httpx.TransportError]] = iter(answers)
        super().__init__(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        # as it was: the next try changes it
        self.asked.append(httpx.Request(request.method, request.url, headers=request.headers, content=request.read()))
        answer = next(self.answers)
        if isinstance(answer, httpx.Response):
            return answer
        raise answer("gone", request=request)


def busy(seconds: int = 0) -> httpx.Response:
    return httpx.Response(503, headers={"Retry-After": str(seconds)})


def granted(token: str) -> httpx.Response:
    return httpx.Response(200, json={"access_token": token, "expires_in": 900, "token_type": "Bearer"})


def test_a_post_is_sent_again_under_the_key_that_it_had() -> None:
    server = Server(busy(), httpx.ReadTimeout, httpx.Response(201, json={}))
    with Papi(HOUSE, AccessToken("papi_pat_x"), transport=server) as papi:
        assert papi.http.post("/api/v1/comments", json={"text": "a"}).status_code == 201

    keys = [request.headers["idempotency-key"] for request in server.asked]
    assert (len(keys), len(set(keys))) == (3, 1)
    assert {request.headers["authorization"] for request in server.asked} == {"Bearer papi_pat_x"}


def test_whoever_has_used_up_the_minute_waits_as_long_as_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    server = Server(httpx.Response(429, headers={"Retry-After": "37"}, json={"code": "fair_use_exceeded"}), httpx.Response(201, json={}))
    with Papi(HOUSE, AccessToken("papi_pat_x"), transport=server) as papi:
        assert papi.http.post("/api/v1/comments", json={"text": "a"}).status_code == 201

    assert waited == [37]
    assert len({request.headers["idempotency-key"] for request in server.asked}) == 1


def test_a_change_whose_answer_was_lost_is_not_sent_again() -> None:
    server = Server(httpx.ReadTimeout)
    with Papi(HOUSE, AccessToken("x"), transport=server) as papi, pytest.raises(httpx.ReadTimeout):
        papi.http.patch("/api/v1/report-lines/1", json={})

    assert len(server.asked) == 1


async def test_a_token_that_is_refused_is_fetched_anew_and_only_once() -> None:
    server = Server(granted("first"), httpx.Response(401, json={}), granted("second"), httpx.Response(401, json={"code": "client_refused"}))
    async with AsyncPapi(HOUSE, ClientCredentials("cchc", "s3cret", "events:read"), transport=server) as papi:
        answer = await papi.http.get("/api/v1/events")

    grant = server.asked[0]
    assert (answer.status_code, len(server.asked)) == (401, 4)
    assert (grant.url, grant.content) == (f"{HOUSE}/api/v1/auth/token", b"grant_type=client_credentials&scope=events%3Aread")
    assert grant.headers["authorization"].startswith("Basic ")
    assert [request.headers["authorization"] for request in server.asked[1::2]] == ["Bearer first", "Bearer second"]


def test_a_refused_secret_is_the_answer_and_is_in_no_words() -> None:
    refusal = httpx.Response(401, json={"error": "invalid_client", "code": "client_refused", "detail": "Sai khóa."})
    who = ClientCredentials("cchc", "s3cret")
    with Papi(HOUSE, who, transport=Server(refusal)) as papi, pytest.raises(Refused, match=r"401 client_refused: Sai khóa\.") as refused:
        papi.download("/evidence/pack", Path("never"))

    assert "s3cret" not in repr(who) + repr(refused.value)


def test_a_file_goes_on_where_its_connection_was_lost(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF" + bytes(9_000_000))
    pieces = 8 * 1024 * 1024
    server = Server(
        httpx.Response(201, headers={"Location": "/api/v1/uploads/1", "Upload-Offset": "0"}),
        httpx.WriteError,
        httpx.Response(200, headers={"Upload-Offset": "5"}),  # some of it had come
        httpx.Response(204, headers={"Upload-Offset": str(5 + pieces)}),
        httpx.Response(204, headers={"Upload-Offset": str(file.stat().st_size), "Upload-Evidence": "9"}),
        httpx.Response(200, json={"id": "9"}),
    )
    told: list[int] = []
    with Papi(HOUSE, AccessToken("x"), transport=server) as papi:
        document = papi.upload(file, lambda sent, _size: told.append(sent), title="Bản quét")

    sent = [request for request in server.asked if request.method == "PATCH"]
    assert document == {"id": "9"}
    assert [request.headers["upload-offset"] for request in sent] == ["0", "5", str(5 + pieces)]
    assert b"".join(request.content for request in sent[1:]) == file.read_bytes()[5:]
    assert told == [5 + pieces, file.stat().st_size]
    assert all(request.headers["upload-checksum"].startswith("sha256 ") for request in sent)


def test_the_same_file_begun_again_is_the_same_upload(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.7")

    def key_of(**fields: str) -> str:
        server = Server(httpx.Response(413, json={"code": "file_too_large"}))
        with Papi(HOUSE, AccessToken("x"), transport=server) as papi, pytest.raises(Refused, match="file_too_large"):
            papi.upload(file, None, **fields)
        return server.asked[0].headers["idempotency-key"]

    assert key_of(title="A") == key_of(title="A") != key_of(title="B")
    assert len(key_of()) == len(sha256().hexdigest()) // 2


def test_a_download_that_is_refused_leaves_no_file(tmp_path: Path) -> None:
    server = Server(httpx.Response(404, content=json.dumps({"code": "pack_empty"}), headers={"Content-Type": "application/problem+json"}))
    with Papi(HOUSE, AccessToken("x"), transport=server) as papi, pytest.raises(Refused, match="pack_empty"):
        papi.download("/evidence/pack", tmp_path / "proofs.zip")

    assert list(tmp_path.iterdir()) == []
