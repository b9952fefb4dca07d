"""The province's system over HTTP, as `openapi/province.yaml` describes it: a token by client credentials (RFC 6749, 4.4), then the report.

Everything goes through the guard of outbound requests: no inner network but those that the installation allows, no redirects.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, cast
from urllib.parse import quote, urlencode

import orjson
import structlog

from papi.dispatches.models import AttemptOutcome
from papi.kit import clock
from papi.kit.outbound import Answer, Outbound, Unreached
from papi.settings import Settings

_LONGEST_ANSWER = 64 * 1024
_LONGEST_ID = 100
_LONGEST_ASKED = timedelta(days=1)
"""Whoever asks for more than a day is called after a day."""
_TRY_AGAIN = frozenset({401, 408, 409, 425, 429})
_SUCCESS = frozenset({200, 201, 202})
_TOKEN = re.compile(r"[!-~]+")
_SECONDS = re.compile(r"[0-9]{1,9}")
log = structlog.get_logger()


@dataclass(frozen=True)
class Parcel:
    """What is sent: the same message however often, with the hash that the receipt must name."""

    message_id: str
    sha256: str
    body: bytes


@dataclass(frozen=True)
class Handed:
    """What came of one try. `receipt` where it was taken; `pause` in seconds where the other side asks for one."""

    outcome: AttemptOutcome
    status: int | None = None
    trouble: str | None = None
    answer: str = ""
    receipt: dict[str, Any] | None = None
    pause: float | None = None


@dataclass(frozen=True)
class Province:
    """Where reports are sent, and as whom."""

    url: str
    token_url: str
    client_id: str
    secret: str = field(repr=False)
    scope: str
    outbound: Outbound

    @classmethod
    def of(cls, settings: Settings) -> "Province | None":
        """As configured; None where no address is."""
        if not settings.province_url:
            return None
        guarded = Outbound.of(settings.province_allowed_networks)
        url = settings.province_url.rstrip("/")
        return cls(
            url=url,
            token_url=settings.province_token_url or f"{url}/oauth/token",
            client_id=settings.province_client_id,
            secret=settings.province_client_secret.get_secret_value(),
            scope=settings.province_scope,
            outbound=Outbound(guarded.allowed, patience=settings.province_patience_seconds, most=_LONGEST_ANSWER),
        )

    async def hand_over(self, parcel: Parcel) -> Handed:
        """Try once. Whatever goes wrong is told, not raised."""
        try:
            token, refused = await self._token()
            if token is None:
                return refused
            headers = {
                "authorization": f"Bearer {token}",
                "content-type": "application/json",
                "accept": "application/json",
                "idempotency-key": parcel.message_id,
            }
            return _judged(await self.outbound.post(f"{self.url}/reports", parcel.body, headers), parcel)
        except Unreached as unreached:
            return Handed(AttemptOutcome.LATER, trouble=unreached.trouble.value)
        except Exception as error:  # noqa: BLE001 - an answer of a kind that nobody thought of is an attempt like others, and has an end
            log.warning("not_handed_over", message=parcel.message_id, error=repr(error)[:300])
            return Handed(AttemptOutcome.LATER, trouble="failed")

    async def _token(self) -> tuple[str | None, Handed]:
        """A token for one report: they are few, so none is kept. A refusal is tried again too, for it is ours to put right over there."""
        form = {"grant_type": "client_credentials"} | ({"scope": self.scope} if self.scope else {})
        basic = b64encode(f"{quote(self.client_id, safe='')}:{quote(self.secret, safe='')}".encode()).decode()
        headers = {"authorization": f"Basic {basic}", "content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        answer = await self.outbound.post(self.token_url, urlencode(form).encode(), headers)
        granted = _members(answer) if answer.status in _SUCCESS else {}
        token = granted.get("access_token")
        # the answer may hold a token: it is not kept
        refused = Handed(AttemptOutcome.LATER, answer.status, "no_token", pause=_asked_pause(answer))
        return token if isinstance(token, str) and _TOKEN.fullmatch(token) else None, refused


def _judged(answer: Answer, parcel: Parcel) -> Handed:
    status, words = answer.status, answer.beginning
    if status in _TRY_AGAIN or status >= 500:
        return Handed(AttemptOutcome.LATER, status, answer=words, pause=_asked_pause(answer))
    if status not in _SUCCESS:
        return Handed(AttemptOutcome.REFUSED, status, answer=words)
    receipt = {name: value for name, value in _members(answer).items() if value is None or isinstance(value, str | int | float | bool)}
    if not _is_name(receipt.get("receipt_id")) or not _is_moment(receipt.get("received_at")):
        return Handed(AttemptOutcome.LATER, status, "no_receipt", words)  # the same message again is answered with the same receipt
    if receipt.get("sha256") != parcel.sha256:
        return Handed(AttemptOutcome.REFUSED, status, "other_content", words)
    return Handed(AttemptOutcome.TAKEN, status, answer=words, receipt=receipt)


def _members(answer: Answer) -> dict[str, Any]:
    try:
        found = orjson.loads(answer.beginning)
    except orjson.JSONDecodeError:
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isprintable()


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _asked_pause(answer: Answer) -> float | None:
    """Retry-After in seconds, however it is written; None where it says nothing."""
    asked = answer.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(asked):
        return min(float(asked), _LONGEST_ASKED.total_seconds())
    try:
        left = parsedate_to_datetime(asked) - clock.real()
    except (TypeError, ValueError):  # no day at all, or one without a zone
        return None
    return max(0.0, min(left, _LONGEST_ASKED).total_seconds())
