"""What the province's system may answer, and what is made of it: whatever it is, the attempt is told and has an end."""

from datetime import timedelta
from email.utils import format_datetime

import orjson
import pytest

from papi.dispatches.models import AttemptOutcome
from papi.dispatches.province import Parcel, Province, _asked_pause, _judged
from papi.kit import clock
from papi.kit.outbound import Answer, Outbound
from tests.support.province import DESCRIBED, fits

SHA256 = "9f" * 32
PARCEL = Parcel("01920000-0000-7000-8000-000000000001", SHA256, b"{}")
RECEIPT = {"receipt_id": "CCHC-1", "received_at": "2024-09-20T09:00:00+07:00", "sha256": SHA256}
DAY = 86_400.0


def answered(body: object, status: int = 201, **headers: str) -> Answer:
    return Answer(status, headers, body if isinstance(body, str) else orjson.dumps(body).decode())


def test_a_receipt_is_kept_with_what_else_it_says_but_nothing_deep() -> None:
    taken = _judged(answered({**RECEIPT, "desk": "Văn thư", "more": {"deep": [1]}}), PARCEL)

    assert (taken.outcome, taken.receipt) == (AttemptOutcome.TAKEN, {**RECEIPT, "desk": "Văn thư"})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "<html>Bảo trì</html>",
        "[" * 900 + "]" * 900,
        {**RECEIPT, "receipt_id": ""},
        {**RECEIPT, "receipt_id": 7},
        {**RECEIPT, "receipt_id": "x" * 101},
        {**RECEIPT, "receipt_id": "CCHC\u0000-1"},
        {**RECEIPT, "received_at": "2024-09-20T09:00:00"},
        {**RECEIPT, "received_at": None},
    ],
)
def test_what_is_no_receipt_is_asked_for_again(body: object) -> None:
    found = _judged(answered(body), PARCEL)

    assert (found.outcome, found.trouble, found.receipt) == (AttemptOutcome.LATER, "no_receipt", None)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("600", 600),
        (" 7200 ", 7200),
        ("0", 0),
        ("999999999", DAY),
        ("9" * 400, None),
        ("\u00b2", None),
        ("-1", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_other_side_says_for_how_long_to_wait(said: str, seconds: float | None) -> None:
    assert _asked_pause(answered("", 429, **{"retry-after": said})) == seconds


def test_or_until_when() -> None:
    pauses = [
        _asked_pause(answered("", 503, **{"retry-after": format_datetime(clock.real() + ahead)}))
        for ahead in (timedelta(hours=2), timedelta(days=3), -timedelta(hours=1))
    ]

    assert pauses[0] is not None
    assert 7100 < pauses[0] <= 7200
    assert pauses[1:] == [DAY, 0]


@pytest.mark.parametrize("token", ["có dấu", "two\r\nlines", "", None, 7, "two words"])
async def test_a_token_that_no_header_carries_is_none(token: object, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def post(self: Outbound, url: str, body: bytes, headers: object) -> Answer:
        asked.append(url)
        return answered({"access_token": token}, 200)

    monkeypatch.setattr(Outbound, "post", post)
    handed = await Province("https://tinh.example.vn", "https://tinh.example.vn/token", "papi", "s", "", Outbound()).hand_over(PARCEL)

    assert (handed.outcome, handed.trouble, asked) == (AttemptOutcome.LATER, "no_token", ["https://tinh.example.vn/token"])


async def test_what_nobody_thought_of_is_an_attempt_like_others(monkeypatch: pytest.MonkeyPatch) -> None:
    async def post(self: Outbound, url: str, body: bytes, headers: object) -> Answer:
        raise UnicodeEncodeError("ascii", "é", 0, 1, "surprise")

    monkeypatch.setattr(Outbound, "post", post)
    handed = await Province("https://tinh.example.vn", "https://tinh.example.vn/token", "papi", "s", "", Outbound()).hand_over(PARCEL)

    assert (handed.outcome, handed.trouble) == (AttemptOutcome.LATER, "failed")


def test_the_examples_of_the_receiving_side_fit_their_schemas() -> None:
    paths = DESCRIBED["paths"]
    take, grant = paths["/reports"]["post"], paths["/oauth/token"]["post"]
    receipt = take["responses"]["201"]["content"]["application/json"]["example"]
    token = grant["responses"]["200"]["content"]["application/json"]["example"]

    assert fits("Report", DESCRIBED["components"]["examples"]["Report"]["value"])
    assert fits("Receipt", receipt)
    assert fits("Token", token)
    assert not fits("Receipt", {**receipt, "received_at": 5})
