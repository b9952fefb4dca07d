"""Talking to the installation: signed in by what the environment or a file says, patient with servers that are busy or away."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import httpx

API = "/api/v1"
_PATIENCE = 5
_LONGEST_PAUSE = 60.0


class MirrorRefused(Exception):
    """The installation says no, in its own words."""


class OtherHistory(Exception):
    """The installation tells other events than it did: it was restored, and the copy begins anew."""


class NotGiven(MirrorRefused):
    """Another system was not given the scope for a list, or a person's token was made for other areas."""


@dataclass(frozen=True)
class Credentials:
    """A token that holds by itself; a person's name and password, or another system's id and secret, for one that is renewed."""

    token: str | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)

    @property
    def renewed(self) -> bool:
        return self.token is None


class Source:
    """An installation that is read."""

    def __init__(self, client: httpx.AsyncClient, credentials: Credentials, *, forever: bool = False, pause: float = 1.0) -> None:
        self._client = client
        self._credentials = credentials
        self._forever = forever
        self._pause = pause
        self._token = credentials.token

    async def events(self, after: int, mark: str | None, *, wait: int = 0) -> dict[str, Any]:
        """The next page of events; raises `OtherHistory` where those before are not as they were when this mark was given."""
        return await self._get("/events", {"after": after, "limit": 1000, "wait": wait} | ({"mark": mark} if mark else {}))

    async def everything(self, path: str, filters: Mapping[str, str]) -> list[dict[str, Any]]:
        """All items of a list."""
        items: list[dict[str, Any]] = []
        query: dict[str, Any] = {name: value for name, value in {"limit": 200, **filters}.items() if value}
        while True:
            page = await self._get(path, query)
            items += page["items"]
            if page.get("next_cursor") is None:
                return items
            query["cursor"] = page["next_cursor"]

    async def _get(self, path: str, query: Mapping[str, Any]) -> dict[str, Any]:
        failures = 0
        while True:
            pause, why = await self._try(path, query)
            if pause is None:
                return why
            failures += 1
            if failures >= _PATIENCE and not self._forever:
                raise MirrorRefused(f"{path}: {why}")
            await asyncio.sleep(min(max(pause, self._pause * 2**failures), _LONGEST_PAUSE))

    async def _try(self, path: str, query: Mapping[str, Any]) -> tuple[float | None, Any]:
        """The answer with None, or how long to pause and why."""
        try:
            if self._token is None:
                await self._sign_in()
            response = await self._client.get(f"{API}{path}", params=query, headers={"Authorization": f"Bearer {self._token}"})
        except httpx.TransportError as error:
            return 0.0, repr(error)
        if response.status_code == 200:
            return None, response.json()
        if response.status_code == 401 and self._credentials.renewed:
            self._token = None
            return 0.0, "the session ended"
        if response.status_code in (429, 502, 503, 504):
            return _retry_after(response), response.status_code
        told = _told(response)
        if told.get("code") in ("ahead_of_feed", "other_history"):
            raise OtherHistory
        if told.get("code") in ("scope_missing", "personal_token_scope") and path != "/events":
            raise NotGiven(str(told.get("detail")))
        raise MirrorRefused(f"{path}: {response.status_code} {told.get('detail')}")

    async def _sign_in(self) -> None:
        who = self._credentials
        if who.client_id is not None:
            proof = (who.client_id, who.client_secret or "")
            response = await self._client.post(f"{API}/auth/token", data={"grant_type": "client_credentials"}, auth=proof)
        else:
            form = {"grant_type": "password", "username": who.username, "password": who.password}
            response = await self._client.post(f"{API}/auth/token", data=form)
        if response.status_code != 200:
            raise MirrorRefused(f"sign-in: {response.status_code} {_told(response).get('detail')}")
        self._token = response.json()["access_token"]


def _told(response: httpx.Response) -> dict[str, Any]:
    try:
        told = response.json()
    except ValueError:
        return {}
    return cast("dict[str, Any]", told) if isinstance(told, dict) else {}


def _retry_after(response: httpx.Response) -> float:
    told = response.headers.get("retry-after", "")
    return float(told) if told.isdigit() else 0.0
