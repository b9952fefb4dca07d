"""What the Python client does when a server is slow, away, or has had enough: held against answers that are given out of hand."""

import asyncio
import pickle
import zipfile
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from hatchling.build import build_wheel

from papi_client import AccessToken, AsyncPapi, ClientCredentials, Manner, Papi, Refused
from papi_client.generated.api.identity import end_session
from papi_client.generated.api.reports import list_reports
from tests.support.answers import Answer, Server, busy, granted, refusal

HOUSE = "https://papi.example"
AT_ONCE = Manner(retries=0)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client waited, which it does not here."""
    found: list[float] = []
    monkeypatch.setattr("papi_client.trying.time.sleep", found.append)
    return found


def test_a_post_is_sent_again_under_the_key_that_it_had(slept: list[float]) -> None:
    server = Server(
        busy(7), httpx.ReadTimeout, refusal(409, "idempotency_in_progress", **{"Retry-After": "2"}), httpx.Response(201, json={})
    )
    with Papi(HOUSE, AccessToken("papi_pat_x"), transport=server) as papi:
        assert papi.http.post("/api/v1/comments", json={"text": "a"}).status_code == 201

    keys = [request.headers["idempotency-key"] for request in server.asked]
    assert (len(keys), len(set(keys)), {request.content for request in server.asked}) == (4, 1, {b'{"text":"a"}'})
    assert {request.headers["authorization"] for request in server.asked} == {"Bearer papi_pat_x"}
    assert [slept[0], slept[2]] == [7, 2]


def test_whoever_has_used_up_the_minute_waits_as_long_as_is_said(slept: list[float]) -> None:
    used_up = httpx.Response(429, headers={"Retry-After": "37"}, json={"code": "fair_use_exceeded"})
    server = Server(used_up, httpx.Response(201, json={}))
    with Papi(HOUSE, AccessToken("papi_pat_x"), transport=server) as papi:
        assert papi.http.post("/api/v1/comments", json={"text": "a"}).status_code == 201

    assert slept == [37]
    assert len({request.headers["idempotency-key"] for request in server.asked}) == 1


def test_a_server_that_asks_for_more_patience_than_there_is_is_not_knocked_at_early(slept: list[float]) -> None:
    server = Server(busy(900, 429))
    with Papi(HOUSE, AccessToken("x"), transport=server) as papi, pytest.raises(Refused) as refused:
        papi.ask(list_reports.sync_detailed)

    assert (len(server.asked), slept, refused.value.status, refused.value.retry_after) == (1, [], 429, 900)


@pytest.mark.parametrize(
    ("first", "asked"), [(httpx.ReadTimeout, 1), (busy(), 1), (refusal(409, "stale"), 1), (httpx.ConnectError, 2), (busy(0, 429), 2)]
)
def test_a_change_is_sent_again_only_where_nobody_looked_at_it(first: Answer, asked: int, slept: list[float]) -> None:
    server = Server(first, httpx.Response(200, json={}))
    with Papi(HOUSE, AccessToken("x"), transport=server) as papi:
        try:
            papi.http.patch("/api/v1/report-lines/1", json={})
        except httpx.ReadTimeout:
            assert first is httpx.ReadTimeout

    assert (len(server.asked), len(slept)) == (asked, asked - 1)


async def test_a_token_that_is_refused_is_fetched_anew_and_only_once() -> None:
    server = Server(granted("first"), httpx.Response(401, json={}), granted("second"), httpx.Response(401, json={"code": "client_refused"}))
    async with AsyncPapi(HOUSE, ClientCredentials("cchc", "s3cret", "events:read"), transport=server) as papi:
        answer = await papi.http.get("/api/v1/events")

    grant = server.asked[0]
    assert (answer.status_code, len(server.asked)) == (401, 4)
    assert (grant.url, grant.content) == (f"{HOUSE}/api/v1/auth/token", b"grant_type=client_credentials&scope=events%3Aread")
    assert grant.headers["authorization"].startswith("Basic ")
    assert [request.headers["authorization"] for request in server.asked[1::2]] == ["Bearer first", "Bearer second"]


async def test_many_who_need_a_token_at_once_fetch_one() -> None:
    grants: list[str] = []

    async def answer(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        if request.url.path.endswith("/token"):
            grants.append(f"token {len(grants) + 1}")
            return granted(grants[-1])
        # the first token ends while eight are on their way with it, and they hear of it one after the other
        await asyncio.sleep(int(request.url.params["n"]) / 100)
        return httpx.Response(401 if request.headers["authorization"] == "Bearer token 1" else 200, json={})

    async with AsyncPapi(HOUSE, ClientCredentials("cchc", "s3cret"), transport=httpx.MockTransport(answer)) as papi:
        answers = await asyncio.gather(*(papi.http.get(f"/api/v1/events?n={number}") for number in range(8)))

    assert {one.status_code for one in answers} == {200}
    assert grants == ["token 1", "token 2"]


def test_a_refused_secret_is_the_answer_and_is_in_no_words() -> None:
    refused_secret = httpx.Response(401, json={"error": "invalid_client", "code": "client_refused", "detail": "Sai khóa."})
    who = ClientCredentials("cchc", "s3cret")
    with (
        Papi(HOUSE, who, transport=Server(refused_secret)) as papi,
        pytest.raises(Refused, match=r"401 client_refused: Sai khóa\.") as refused,
    ):
        papi.download("/evidence/pack", Path("never"))

    assert "s3cret" not in repr(who) + repr(refused.value)
    assert pickle.loads(pickle.dumps(refused.value)).code == "client_refused"


def test_no_token_goes_to_another_house_nor_over_an_open_line() -> None:
    server = Server()
    with Papi(HOUSE, ClientCredentials("cchc", "s3cret"), transport=server) as papi:
        for address in ("https://elsewhere.example/api/v1/me", "http://papi.example/api/v1/me", "https://papi.example:8443/api/v1/me"):
            with pytest.raises(ValueError, match="alone"):
                papi.http.get(address)
    with pytest.raises(ValueError, match="Use https"):
        Papi("http://papi.example", AccessToken("x"))

    Papi("http://papi", AccessToken("x"), Manner(plain_http=True), transport=server).close()
    assert server.asked == []


@pytest.mark.parametrize("answer", [httpx.Response(502, text="<h1>Bad gateway</h1>"), httpx.Response(520), httpx.Response(500, json=["?"])])
def test_a_page_of_somebody_in_between_is_a_refusal_too(answer: httpx.Response) -> None:
    with Papi(HOUSE, AccessToken("x"), AT_ONCE, transport=Server(answer)) as papi, pytest.raises(Refused) as refused:
        papi.ask(list_reports.sync_detailed)

    assert (refused.value.status, refused.value.code) == (answer.status_code, "")


def test_an_endpoint_that_has_nothing_to_say_is_no_refusal() -> None:
    with Papi(HOUSE, AccessToken("x"), transport=Server(httpx.Response(204))) as papi:
        assert papi.ask(end_session.sync_detailed, uuid4()) is None


def test_a_list_is_read_to_its_end_by_its_cursors() -> None:
    server = Server(
        *(httpx.Response(200, json={"items": [], "next_cursor": cursor, "total": None, "total_is_least": False}) for cursor in ("b", None))
    )
    with Papi(HOUSE, AccessToken("x"), transport=server) as papi:
        assert list(papi.each(list_reports.sync_detailed, q="phường")) == []

    assert [dict(request.url.params) for request in server.asked] == [
        {"limit": "200", "count": "false", "reviewable": "false", "q": "phường", **more} for more in ({}, {"cursor": "b"})
    ]


@pytest.mark.parametrize("answer", [refusal(404, "pack_empty"), httpx.Response(200, stream=httpx.ByteStream(b""))])
def test_a_download_that_breaks_leaves_no_file(answer: httpx.Response, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_response: httpx.Response) -> object:
        raise httpx.ReadError("gone")

    monkeypatch.setattr(httpx.Response, "iter_bytes", broken) if answer.status_code == 200 else None
    with Papi(HOUSE, AccessToken("x"), transport=Server(answer)) as papi, pytest.raises((Refused, httpx.ReadError)):
        papi.download("/evidence/pack", tmp_path / "proofs.zip")

    assert list(tmp_path.iterdir()) == []


def test_the_wheel_holds_what_was_generated_and_says_that_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2] / "backend" / "client")
    wheel = build_wheel(str(tmp_path))

    with zipfile.ZipFile(tmp_path / wheel) as archive:
        assert {"papi_client/py.typed", "papi_client/uploads.py", "papi_client/generated/client.py"} <= set(archive.namelist())
