"""A server that answers what it was told to, one answer after the other, for what talks to servers."""

import json
from collections.abc import Iterator
from typing import Any

import httpx

Answer = httpx.Response | type[httpx.TransportError]


class Server(httpx.MockTransport):
    """Remembers what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self.answers: Iterator[Answer] = iter(answers)
        super().__init__(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        # as it was: the next try changes it
        self.asked.append(httpx.Request(request.method, request.url, headers=request.headers, content=request.read()))
        answer = next(self.answers)
        if isinstance(answer, httpx.Response):
            return answer
        raise answer("gone", request=request)


def busy(seconds: int = 0, status: int = 503) -> httpx.Response:
    return httpx.Response(status, headers={"Retry-After": str(seconds)}, json={"code": "busy", "detail": "Bận."})


def granted(token: str) -> httpx.Response:
    return httpx.Response(200, json={"access_token": token, "expires_in": 900, "token_type": "Bearer"})


def refusal(status: int, code: str, **headers: str) -> httpx.Response:
    told: dict[str, Any] = {"type": "about:blank", "title": "", "status": status, "detail": "Không được.", "instance": "", "code": code}
    return httpx.Response(status, content=json.dumps(told), headers={"Content-Type": "application/problem+json", **headers})
