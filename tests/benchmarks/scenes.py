"""What the clients ask for: the same five pages of each system, by people who are signed in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx

from tests.benchmarks.clients import Call, Connection, Script
from tests.support.servers import DEMO_PASSWORD

API = "/api/v1"
COORDINATOR, LEADER, WARD = "pnv.chuyenvien", "ubnd.lanhdao", "26506.officer"
PAGE_200 = (200 - 1) * 50


@dataclass(frozen=True)
class Cast:
    """Who is signed in, and on what they work."""

    tokens: Mapping[str, str]
    report: str
    lines: Sequence[tuple[str, str]]
    """Officers with lines of their drafts: one pair for each client that saves."""


@dataclass(frozen=True)
class Scene:
    """One page, as each system is asked for it."""

    name: str
    papi: Script
    other: Script


async def gather_cast(server_url: str, database_url: str) -> Cast:
    """Sign everybody in. The lines are those of as many units as have a draft."""
    connection = await asyncpg.connect(database_url)
    try:
        drafts = await connection.fetch(_DRAFTS)
    finally:
        await connection.close()
    names = {COORDINATOR, LEADER, WARD, *(row["username"] for row in drafts)}
    async with httpx.AsyncClient(base_url=server_url, timeout=60) as client:
        tokens = {name: await sign_in(client, name) for name in names}
    report = next(row["report_id"] for row in drafts if row["username"] == WARD)
    return Cast(tokens, str(report), [(row["username"], str(row["line_id"])) for row in drafts])


_DRAFTS = """
SELECT lower(u.code) || '.officer' AS username, l.id AS line_id, r.id AS report_id
FROM report_lines AS l JOIN reports AS r ON r.id = l.report_id JOIN periods AS p ON p.id = r.period_id JOIN units AS u ON u.id = r.unit_id
JOIN people AS o ON o.username = lower(u.code) || '.officer'
WHERE r.state = 'draft' AND p.state = 'open' ORDER BY l.sort, u.sort LIMIT 64
"""


async def sign_in(client: httpx.AsyncClient, username: str) -> str:
    form = {"grant_type": "password", "username": username, "password": DEMO_PASSWORD}
    answer = await client.post(f"{API}/auth/token", data=form)
    answer.raise_for_status()
    return f"Bearer {answer.json()['access_token']}"


def scenes(cast: Cast, django_token: str) -> list[Scene]:
    """The five of the issue. The bare application knows nobody, so it is simply not told who asks."""
    reader, leader = cast.tokens[COORDINATOR], cast.tokens[LEADER]
    token = f"Token {django_token}"
    return [
        Scene("page of 50 assignments", get(f"{API}/assignments?limit=50", reader), get("/assignments/-", token)),
        Scene("report with lines", get(f"{API}/reports/{cast.report}/lines", cast.tokens[WARD]), get(f"/lines/{cast.report}", token)),
        Scene("overview", get(f"{API}/dashboards/overview", leader), get("/overview/-", token)),
        Scene("matrix", get(f"{API}/dashboards/matrix", leader), get("/matrix/-", token)),
        Scene("save of a line", _saving(cast, API + "/report-lines/{}", ""), _saving(cast, "/line/{}", token)),
    ]


def get(path: str, token: str) -> Script:
    call = Call("GET", path, token)
    return lambda _client, _turn: call


def _saving(cast: Cast, path: str, token: str) -> Script:
    def save(client: int, turn: int) -> Call:
        username, line = cast.lines[client % len(cast.lines)]
        text = {"result": f"Đã niêm yết công khai tại trụ sở, lần {turn}.", "percent": 10 + turn % 80}
        return Call("PATCH", path.format(line), token or cast.tokens[username], json.dumps(text).encode())

    return save


async def path_of_page_200(url: str, token: str) -> str:
    """Turn the pages as a person would, only more at once."""
    cursor, seen = "", 0
    connection = Connection(url)
    while seen < PAGE_200:
        limit = min(200, PAGE_200 - seen)
        reply = await connection.send(Call("GET", f"{API}/assignments?limit={limit}{cursor}", token))
        page: dict[str, Any] = json.loads(reply.body)
        seen += len(page["items"])
        cursor = f"&cursor={page['next_cursor']}"
    connection.close()
    return f"{API}/assignments?limit=50{cursor}"


def mixture(cast: Cast) -> list[Call]:
    """A hundred requests of a working day."""
    reader, officer = cast.tokens[COORDINATOR], cast.tokens[WARD]
    paths = {
        "/assignments?limit=50": reader,
        "/assignments?limit=200&sort=-due_on&q=cong khai": reader,
        "/dashboards/overview": reader,
        "/dashboards/matrix": reader,
        "/dashboards/my-work": officer,
        f"/reports/{cast.report}/lines": officer,
        "/tasks?limit=50": officer,
        "/history?limit=50": reader,
        "/search?q=thu tuc": officer,
        "/task-status?group_by=indicator": reader,
    }
    return [Call("GET", API + path.replace(" ", "%20"), token) for _ in range(10) for path, token in paths.items()]
