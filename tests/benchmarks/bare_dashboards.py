"""Overview and matrix, each in one query by hand. Small parts are put together by PostgreSQL, long lists come as rows."""

from typing import Any

import asyncpg
import orjson

from papi.kit import clock
from papi.outbox.wording import changed_fields, sentence

_TODAY = "2024-09-17"

_PLAN = "(SELECT id FROM plans WHERE state = 'approved' ORDER BY year DESC, id DESC LIMIT 1)"

_MATRIX = f"""
SELECT u.id, u.code, u.short_name, u.kind, c.dimension,
    sum(CASE WHEN mandate = 'requested' THEN 0 WHEN outcome = 'awaiting_late' THEN number
        WHEN outcome = 'open' AND due_on <> '' AND due_on < '{_TODAY}' THEN number ELSE 0 END)::int AS overdue,
    sum(CASE WHEN outcome IN ('done', 'done_late') THEN number ELSE 0 END)::int AS done,
    sum(CASE WHEN outcome = 'aside' THEN 0 ELSE number END)::int AS total,
    (SELECT json_agg(json_build_object('code', i.code, 'name', i.name_vi) ORDER BY i.sort) FROM indicators AS i
        JOIN plans AS p ON p.framework_id = i.framework_id WHERE p.id = {_PLAN} AND i.parent_id IS NULL)::text AS dimensions
FROM assignment_counts AS c JOIN units AS u ON u.id = c.unit_id
WHERE c.plan_id = {_PLAN}
GROUP BY u.id, c.dimension ORDER BY u.sort, c.dimension
"""

_OVERVIEW = f"""
WITH plan AS (SELECT id, title FROM plans WHERE state = 'approved' ORDER BY year DESC, id DESC LIMIT 1),
counts AS (
    SELECT unit_id, due_on, number, outcome, mandate = 'requested' AS asked,
        outcome = 'open' AND saved_on >= '2024-08-18' AS updated,
        mandate <> 'requested' AND (outcome = 'awaiting_late' OR (outcome = 'open' AND due_on <> '' AND due_on < '{_TODAY}')) AS overdue,
        outcome = 'open' AND due_on = '' AS undated
    FROM assignment_counts WHERE plan_id = (SELECT id FROM plan) AND dimension = '*' AND number > 0
),
months AS (
    SELECT substr(due_on, 1, 7) AS month,
        coalesce(sum(number) FILTER (WHERE outcome IN ('done', 'done_late')), 0) AS done,
        coalesce(sum(number) FILTER (WHERE overdue), 0) AS overdue,
        coalesce(sum(number) FILTER (WHERE NOT overdue AND outcome NOT IN ('done', 'done_late')), 0) AS in_time
    FROM counts WHERE NOT asked AND due_on <> '' AND outcome <> 'aside' GROUP BY 1 ORDER BY 1
),
period AS (
    SELECT id, code, title, state FROM periods WHERE plan_id = (SELECT id FROM plan) AND state <> 'planned' ORDER BY opened_at DESC LIMIT 1
),
board AS (
    SELECT r.id AS report_id, r.expected, r.due_at, u.id, u.code, u.short_name, u.sort,
        CASE WHEN NOT expected THEN 'asked' WHEN first_submitted_at IS NOT NULL THEN
            CASE WHEN first_submitted_at > due_at THEN 'late' ELSE 'on_time' END
        WHEN due_at < $1 THEN 'missing' ELSE 'waiting' END AS standing
    FROM reports AS r JOIN units AS u ON u.id = r.unit_id WHERE r.period_id = (SELECT id FROM period)
),
events AS (
    SELECT id, kind, business_at, person_name, role, acting_unit_name, subject_type, subject_id, subject_label, data FROM facts
    WHERE NOT private AND kind NOT LIKE 'session.%' AND kind NOT LIKE 'person.%' AND kind NOT LIKE 'assignment.reported%'
    ORDER BY id DESC LIMIT 10
)
SELECT (SELECT id FROM plan) AS plan_id, (SELECT title FROM plan) AS plan_title,
    coalesce(sum(number) FILTER (WHERE NOT asked AND outcome = 'done'), 0)::int AS done_on_time,
    coalesce(sum(number) FILTER (WHERE NOT asked AND outcome = 'done_late'), 0)::int AS done_late,
    coalesce(sum(number) FILTER (WHERE NOT asked AND outcome IN ('open', 'awaiting') AND NOT overdue AND NOT undated), 0)::int
        AS open_in_time,
    coalesce(sum(number) FILTER (WHERE overdue), 0)::int AS open_overdue,
    coalesce(sum(number) FILTER (WHERE NOT asked AND undated), 0)::int AS no_deadline,
    coalesce(sum(number) FILTER (WHERE NOT asked AND updated), 0)::float
        / sum(number) FILTER (WHERE NOT asked AND outcome = 'open') AS update_rate,
    coalesce(sum(number) FILTER (WHERE asked AND outcome IN ('done', 'done_late')), 0)::int AS asked_done,
    coalesce(sum(number) FILTER (WHERE asked AND outcome NOT IN ('done', 'done_late', 'aside')), 0)::int AS asked_open,
    count(DISTINCT unit_id) FILTER (WHERE overdue)::int AS overdue_units,
    (SELECT json_agg(months) FROM months)::text AS months,
    (SELECT row_to_json(period) FROM period)::text AS period,
    (SELECT json_agg(board ORDER BY sort) FROM board)::text AS board,
    (SELECT json_agg(events ORDER BY id DESC) FROM events)::text AS events,
    (SELECT count(*)::int FROM reports WHERE state = 'submitted') AS review_queue
FROM counts
"""


async def read_matrix(pool: asyncpg.Pool, _key: str, _body: bytes) -> Any:
    rows = await pool.fetch(_MATRIX)
    dimensions = [*orjson.loads(rows[0]["dimensions"]), {"code": "", "name": "Chung"}]
    units: dict[Any, Any] = {}
    for row in rows:
        unit = units.setdefault(row["id"], {"row": row, "cells": {}})
        total, done = row["total"], row["done"]
        unit["cells"][row["dimension"]] = {"overdue": row["overdue"], "open": total - done, "done": done, "total": total}
    return {
        "as_of": clock.business(),
        "dimensions": dimensions,
        "rows": [_matrix_row(unit["row"], unit["cells"], dimensions) for unit in units.values()],
    }


_EMPTY = {"overdue": 0, "open": 0, "done": 0, "total": 0}


def _matrix_row(row: asyncpg.Record, cells: dict[str, Any], dimensions: list[Any]) -> dict[str, Any]:
    return {
        "unit_id": row["id"],
        "code": row["code"],
        "name": row["short_name"],
        "kind": row["kind"],
        "requested": row["kind"] in {"front", "party"},
        "cells": [cells.get(dimension["code"], _EMPTY) for dimension in dimensions],
        "total": cells["*"],
    }


_NUMBERS = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline", "update_rate")
_STANDINGS = ("on_time", "late", "missing", "waiting")


async def read_overview(pool: asyncpg.Pool, _key: str, _body: bytes) -> Any:
    now = clock.business()
    row = await pool.fetchrow(_OVERVIEW, now)
    board = orjson.loads(row["board"])
    standings = [unit["standing"] for unit in board]
    return {
        "as_of": now,
        "plan_id": row["plan_id"],
        "plan_title": row["plan_title"],
        "numbers": {name: row[name] for name in _NUMBERS},
        "requested": {"done": row["asked_done"], "open": row["asked_open"]},
        "overdue_units": row["overdue_units"],
        "period": {
            **orjson.loads(row["period"]),
            "expected": sum(unit["expected"] for unit in board),
            **{name: standings.count(name) for name in _STANDINGS},
            "missing_units": [_missing(unit) for unit in board if unit["standing"] == "missing"],
        },
        "months": orjson.Fragment(row["months"]),
        "events": [_event(event) for event in orjson.loads(row["events"])],
        "review_queue": row["review_queue"],
    }


def _missing(unit: dict[str, Any]) -> dict[str, Any]:
    names = {"id": "id", "code": "code", "name": "short_name", "report_id": "report_id", "due_at": "due_at"}
    return {name: unit[column] for name, column in names.items()}


def _event(event: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": event["id"],
        "kind": event["kind"],
        "at": event["business_at"],
        "person": event["person_name"],
        "role": event["role"],
        "unit": event["acting_unit_name"],
        "subject_type": event["subject_type"],
        "subject_id": event["subject_id"],
        "subject": event["subject_label"],
        "text": sentence(event["kind"], event["data"], "vi"),
        "reason": event["data"].get("reason"),
        "changes": changed_fields(event["kind"], event["data"], "vi"),
    }
