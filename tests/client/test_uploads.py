"""A file in pieces, cut off at each of its steps."""

from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from papi_client import AccessToken, AsyncPapi, Papi, Refused
from papi_client.generated.models.evidence_read import EvidenceRead
from papi_client.uploads import PIECE
from tests.support.answers import Answer, Server, busy, refusal

HOUSE = "https://papi.example"
NINE = str(uuid4())
DOCUMENT = EvidenceRead.__new__(EvidenceRead)
WHO = AccessToken("x")


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr("papi_client.trying.time.sleep", found.append)
    monkeypatch.setattr(EvidenceRead, "from_dict", lambda told: DOCUMENT if told["id"] == NINE else None)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "scan.pdf"
    made.write_bytes(b"%PDF" + bytes(9_000_000))
    return made


def begun(offset: int = 0, **more: str) -> httpx.Response:
    return httpx.Response(201, headers={"Location": "/api/v1/uploads/1", "Upload-Offset": str(offset), **more})


def at(offset: int) -> httpx.Response:
    return httpx.Response(204, headers={"Upload-Offset": str(offset)})


def whole(file: Path) -> httpx.Response:
    return httpx.Response(204, headers={"Upload-Offset": str(file.stat().st_size), "Upload-Evidence": NINE})


def found() -> httpx.Response:
    return httpx.Response(200, json={"id": NINE})


def patches(server: Server) -> list[httpx.Request]:
    return [request for request in server.asked if request.method == "PATCH"]


def test_it_goes_on_where_its_connection_was_lost(file: Path, slept: list[float]) -> None:
    server = Server(begun(), httpx.WriteError, at(5), at(5 + PIECE), whole(file), found())
    told: list[int] = []
    with Papi(HOUSE, WHO, transport=server) as papi:
        document = papi.upload(file, lambda sent, _size: told.append(sent), title="Bản quét")

    sent = patches(server)
    assert document is DOCUMENT
    assert [request.headers["upload-offset"] for request in sent] == ["0", "5", str(5 + PIECE)]
    assert b"".join(request.content for request in sent[1:]) == file.read_bytes()[5:]
    assert told == [0, 5, 5 + PIECE, file.stat().st_size]
    assert all(request.headers["upload-checksum"].startswith("sha256 ") for request in sent)
    assert len(slept) == 1


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param((httpx.ConnectError, begun(), at(PIECE)), id="the creation never came"),
        pytest.param((httpx.ReadTimeout, begun(PIECE)), id="the answer to the creation was lost"),
        pytest.param((begun(), httpx.ReadTimeout, at(PIECE)), id="the answer to a piece was lost"),
        pytest.param((begun(), httpx.ReadTimeout, httpx.ReadTimeout, at(0), at(PIECE)), id="and that to the question after it"),
        pytest.param((begun(), busy(3), at(0), at(PIECE)), id="the server was full"),
        pytest.param((begun(), refusal(409, "upload_offset_mismatch"), at(PIECE)), id="a piece that was thought lost had come"),
        pytest.param((begun(), refusal(460, "checksum_mismatch"), at(0), at(PIECE)), id="a piece was damaged on its way"),
        pytest.param((begun(), httpx.Response(502, text="<h1>"), at(0), at(PIECE)), id="a proxy lost its server"),
    ],
)
def test_a_cut_at_any_step_costs_no_more_than_that_step(answers: tuple[Answer, ...], file: Path, slept: list[float]) -> None:
    server = Server(*answers, whole(file), found())
    with Papi(HOUSE, WHO, transport=server) as papi:
        papi.upload(file)

    assert patches(server)[-1].headers["upload-offset"] == str(PIECE)
    assert len({request.headers["idempotency-key"] for request in server.asked if request.method == "POST"}) == 1
    assert slept


def test_it_waits_as_long_as_the_server_asks_for(file: Path, slept: list[float]) -> None:
    server = Server(begun(PIECE), busy(40), at(PIECE), whole(file), found())
    with Papi(HOUSE, WHO, transport=server) as papi:
        papi.upload(file)

    assert slept == [40]


def test_what_the_server_has_forgotten_is_sent_from_its_beginning_once(file: Path) -> None:
    gone = refusal(410, "upload_expired")
    server = Server(begun(PIECE), gone, at(0), begun(), at(PIECE), whole(file), found())
    again = Server(begun(PIECE), gone, at(0), begun(PIECE), gone, at(0))
    with Papi(HOUSE, WHO, transport=server) as papi:
        papi.upload(file)
    with Papi(HOUSE, WHO, transport=again) as papi, pytest.raises(Refused, match="upload_expired"):
        papi.upload(file)

    assert [request.method for request in server.asked] == ["POST", "PATCH", "DELETE", "POST", "PATCH", "PATCH", "GET"]


def test_a_file_that_becomes_shorter_ends_the_upload(file: Path) -> None:
    def shorten(_sent: int, _size: int) -> None:
        file.write_bytes(b"%PDF")

    with Papi(HOUSE, WHO, transport=Server(begun(PIECE))) as papi, pytest.raises(OSError, match="shorter"):
        papi.upload(file, shorten)


def test_one_that_is_whole_already_says_so_and_sends_nothing(file: Path) -> None:
    told: list[int] = []
    server = Server(begun(9_000_004, **{"Upload-Evidence": NINE}), found())
    with Papi(HOUSE, WHO, transport=server) as papi:
        papi.upload(file, lambda sent, _size: told.append(sent))

    assert (told, patches(server)) == ([9_000_004], [])


def test_the_same_file_begun_again_is_the_same_upload(file: Path) -> None:
    def begun_with(**fields: str) -> tuple[str, str]:
        server = Server(refusal(413, "file_too_large"))
        with Papi(HOUSE, WHO, transport=server) as papi, pytest.raises(Refused, match="file_too_large"):
            papi.upload(file, None, **fields)
        return server.asked[0].headers["idempotency-key"], server.asked[0].headers["upload-metadata"]

    first, other = begun_with(title="A"), begun_with(title="B")
    assert first == begun_with(title="A")
    assert first[0] != other[0]
    file.write_bytes(b"%PDF other")
    assert begun_with(title="A")[0] != first[0]


async def test_the_asynchronous_one_does_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("papi_client.connections.asyncio.sleep", at_once)
    server = Server(begun(), httpx.WriteError, at(5), at(5 + PIECE), whole(file), found())
    told: list[int] = []
    async with AsyncPapi(HOUSE, WHO, transport=server) as papi:
        assert await papi.upload(file, lambda sent, _size: told.append(sent)) is DOCUMENT

    assert told == [0, 5, 5 + PIECE, file.stat().st_size]
