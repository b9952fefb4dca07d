"""A report's lines in one query by hand, and the save of one of them."""

from typing import Any
from uuid import UUID

import asyncpg
import orjson

from papi.kit.clock import TIMEZONE

_LINES = """
SELECT l.id, l.version, l.report_id, l.assignment_id, l.sort, l.result, l.percent, l.figures, l.difficulties, l.proposals, l.self_done,
       l.carried_forward, l.review_state, l.reason_code, l.reason, l.not_confirmed, l.saved_at, l.complete, l.evidence_count,
       a.part, a.mandate,
       t.id AS task_id, t.key, t.title, t.text, t.source_ref, t.cadence, t.dimension, t.requires_evidence, t.deliverable, t.due_on,
       t.due_text, t.example,
       u.id AS unit_id, u.code AS unit_code, u.short_name, u.kind AS unit_kind,
       p.id AS period_id, p.code AS period_code, p.title AS period_title, p.kind AS period_kind, p.state AS period_state,
       p.data_from AS period_data_from, p.data_to AS period_data_to,
       r.state AS report_state, r.content_version, s.full_name AS saver,
       (SELECT count(*) FROM comments WHERE subject_type = 'report_line' AND subject_id = l.id)::int AS comments,
       (SELECT json_agg(json_build_object('id', e.id, 'title', e.title, 'file_name', e.file_name, 'document_number', e.document_number,
            'media_type', e.media_type, 'size', e.size, 'issued_on', e.issued_on, 'contains_personal_data', e.contains_personal_data,
            'link_count', e.link_count, 'page_count', e.page_count, 'review_state', e.review_state) ORDER BY x.linked_at, e.id)
        FROM report_line_evidence AS x JOIN evidence AS e ON e.id = x.evidence_id WHERE x.line_id = l.id AND x.unlinked_at IS NULL)::text
        AS evidence,
       (SELECT json_build_object('line_id', o.id, 'period', op.title, 'result', ot.result, 'percent', ot.percent,
            'difficulties', ot.difficulties, 'proposals', ot.proposals, 'accepted_at', orp.accepted_at)
        FROM report_lines AS o JOIN periods AS op ON op.id = o.period_id JOIN reports AS orp ON orp.id = o.report_id
        JOIN report_line_texts AS ot ON ot.line_id = o.id AND ot.number = o.submitted_number
        WHERE o.assignment_id = l.assignment_id AND op.data_to < p.data_to ORDER BY op.data_to DESC LIMIT 1)::text AS previous
FROM report_lines AS l
JOIN reports AS r ON r.id = l.report_id
JOIN periods AS p ON p.id = l.period_id
JOIN units AS u ON u.id = l.unit_id
JOIN tasks AS t ON t.id = l.task_id
JOIN assignments AS a ON a.id = l.assignment_id
LEFT JOIN people AS s ON s.id = l.saved_by
WHERE {condition}
ORDER BY l.sort
"""
_OF_REPORT = _LINES.format(condition="l.report_id = $1")
_OF_SAVED = (
    "WITH l AS (UPDATE report_lines SET result = $2, percent = $3, version = version + 1, saved_at = now() WHERE id = $1 RETURNING *)"
    + _LINES.replace("FROM report_lines AS l\n", "FROM l\n").format(condition="true")
)


async def read_lines(pool: asyncpg.Pool, key: str, _body: bytes) -> Any:
    rows = await pool.fetch(_OF_REPORT, UUID(key))
    return {"items": [_line(row) for row in rows], "content_version": rows[0]["content_version"]}


async def save_line(pool: asyncpg.Pool, key: str, body: bytes) -> Any:
    given = orjson.loads(body)
    return _line(await pool.fetchrow(_OF_SAVED, UUID(key), given["result"], given["percent"]))


_TASK = ("key", "title", "text", "source_ref", "cadence", "dimension", "requires_evidence", "deliverable", "due_on", "due_text", "example")
_PLAIN = ("id", "version", "report_id", "assignment_id")
_PERIOD = ("id", "code", "title", "kind", "state", "data_from", "data_to")
_TEXTS = ("result", "percent", "difficulties", "proposals", "self_done", "carried_forward")
_REVIEW = ("review_state", "reason_code", "reason", "not_confirmed", "comments", "complete", "part", "mandate")


def _line(row: asyncpg.Record) -> dict[str, Any]:
    evidence = orjson.loads(row["evidence"]) if row["evidence"] else []
    return {
        **{name: row[name] for name in _PLAIN},
        "number": row["sort"] + 1,
        "unit": {"id": row["unit_id"], "code": row["unit_code"], "name": row["short_name"], "kind": row["unit_kind"]},
        "period": {name: row[f"period_{name}"] for name in _PERIOD},
        "task": {**{name: row[name] for name in _TASK}, "id": row["task_id"]},
        **{name: row[name] for name in _TEXTS},
        **{name: row[name] for name in _REVIEW},
        "figures": orjson.Fragment(row["figures"]),
        "evidence_ids": [document["id"] for document in evidence],
        "evidence": evidence,
        "previous": orjson.Fragment(row["previous"] or "null"),
        "lacks": [] if row["complete"] else ["empty"],
        "mark": None,
        "saved_at": row["saved_at"] and row["saved_at"].astimezone(TIMEZONE),
        "saved_by": row["saver"],
        "allowed_actions": ["edit", "comment"],
    }
