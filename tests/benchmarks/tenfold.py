"""Ten times the demo: nine earlier years of the same plan, closed and accepted, with all that hangs on them.

Ids keep their order: a copied UUIDv7 is as many years older as its row. What stays (units, people, files) is not copied.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import asyncpg
from sqlalchemy import make_url

from papi.kit.db import Database
from papi.plans.progress import differences, rebuild

YEARS = 9
COPIED = (
    "plans",
    "targets",
    "tasks",
    "task_indicators",
    "task_dimensions",
    "assignments",
    "periods",
    "period_deadlines",
    "period_units",
    "period_tasks",
    "period_exceptions",
    "reports",
    "report_lines",
    "report_line_texts",
    "report_line_evidence",
    "review_marks",
    "seals",
    "comments",
    "facts",
)
_OWNERS = {"plan_id", "task_id", "assignment_id", "period_id", "report_id", "line_id", "subject_id"}

# The first 48 bits of a UUIDv7 are milliseconds.
_FUNCTION = """
CREATE FUNCTION pg_temp.earlier(id uuid, years integer) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
    SELECT (lpad(to_hex(('x' || substr(hex, 1, 12))::bit(48)::bigint - years * 31557600000), 12, '0') || substr(hex, 13))::uuid
    FROM (SELECT replace(id::text, '-', '') AS hex) AS plain
$$
"""

# Years that are over: everything was reported, accepted and done.
_SETTLED = """
UPDATE periods SET state = 'closed', opened_at = coalesce(opened_at, data_to), closed_at = coalesce(closed_at, data_to + 30)
WHERE plan_id <> $1;
UPDATE reports SET state = 'accepted', submission = greatest(submission, 1), lines_complete = lines_total,
    first_submitted_at = coalesce(first_submitted_at, due_at), submitted_at = coalesce(submitted_at, due_at),
    accepted_at = coalesce(accepted_at, due_at), reviewer_id = NULL, reviewing_since = NULL
WHERE period_id IN (SELECT id FROM periods WHERE plan_id <> $1);
UPDATE report_lines SET review_state = 'ok', submitted_number = greatest(submitted_number, 1), complete = true,
    result = CASE result WHEN '' THEN 'Đã thực hiện theo kế hoạch.' ELSE result END, percent = coalesce(percent, 100)
WHERE period_id IN (SELECT id FROM periods WHERE plan_id <> $1);
INSERT INTO report_line_texts
    (line_id, number, result, percent, figures, difficulties, proposals, self_done, carried_forward, evidence, submitted_at)
SELECT id, submitted_number, result, percent, figures, difficulties, proposals, self_done, carried_forward, '[]', coalesce(saved_at, now())
FROM report_lines WHERE submitted_number > 0 ON CONFLICT DO NOTHING;
UPDATE assignments SET work_state = 'completed', shown_work_state = 'completed', percent = 100, shown_percent = 100,
    submitted_on = coalesce(submitted_on, due_on)
WHERE plan_id <> $1 AND task_id IN (SELECT id FROM tasks WHERE cadence <> 'standing');
UPDATE facts SET pending = false WHERE pending;
"""


@dataclass(frozen=True)
class Column:
    name: str
    kind: str

    def copied(self, table: str) -> str:
        """The column's value in a copy that is `k` years older."""
        quoted = f't."{self.name}"'
        if self.kind == "uuid" and (self.name in _OWNERS or (self.name == "id" and table in COPIED)):
            return f"pg_temp.earlier({quoted}, k)"
        if self.kind == "date":
            return f"({quoted} - make_interval(years => k))::date"
        if self.kind == "timestamp with time zone":
            return f"{quoted} - make_interval(years => k)"
        return f"{quoted} - k" if (table, self.name) == ("plans", "year") else quoted


async def make_tenfold(url: str) -> None:
    """Copy the one plan of the database nine times, each a year earlier than the one before."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_FUNCTION)
        plan = await connection.fetchval("SELECT id FROM plans")
        columns = await _columns(connection)
        async with connection.transaction():
            for table in COPIED:
                await connection.execute(_copy(table, columns[table]))
            await connection.execute(_SETTLED.replace("$1", f"'{plan}'"))
        await _count_anew(url)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def _columns(connection: asyncpg.Connection) -> Mapping[str, list[Column]]:
    rows = await connection.fetch("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'")
    found: dict[str, list[Column]] = {}
    for table, name, kind in rows:
        found.setdefault(table, []).append(Column(name, kind))
    return found


def _copy(table: str, columns: Iterable[Column]) -> str:
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(column.copied(table) for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS t, generate_series(1, {YEARS}) AS k"


async def _count_anew(url: str) -> None:
    database = Database(make_url(url).set(drivername="postgresql+asyncpg"), pool_size=2)
    try:
        async with database.writing() as session:
            await rebuild(session)
        async with database.reading() as session:
            wrong = await differences(session)
            if wrong:
                raise RuntimeError(f"the kept counts disagree: {wrong[:3]}")
    finally:
        await database.close()
