"""remember on whose behalf parts, pieces and lines were acted upon, also of what deputies did before

Revision ID: 4d92b7e06c18
Revises: 8c4e2f7b9a16
"""

import sqlalchemy as sa
from alembic import op

revision = "4d92b7e06c18"
down_revision = "8c4e2f7b9a16"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("assignment_parts", "receipt", "receipt_at", "assignment_id", ("assignment.part_accepted", "assignment.part_questioned")),
    ("assignment_parts", "lead", "lead_at", "assignment_id", ("assignment.part_marked",)),
    ("sub_tasks", "done", "done_at", "assignment_id", ("sub_task.done",)),
    ("report_lines", "saved", "saved_at", "id", ("report_line.saved",)),
)
"""Table, act, when it was done, and of what the facts of which kinds tell it."""


def upgrade() -> None:
    for name, act, _at, _subject, _kinds in _COLUMNS:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column(f"{act}_for", sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_{act}_for_people"), "people", [f"{act}_for"], ["id"])
    for column in _COLUMNS:
        _fill(*column)


def _fill(name: str, act: str, at: str, subject: str, kinds: tuple[str, ...]) -> None:
    """A fact of the same moment, by the same person, says for whom it was done."""
    fact = sa.table("facts", *map(sa.column, ("kind", "subject_id", "person_id", "behalf_id", "business_at")))
    row = sa.table(name, *map(sa.column, (subject, at, f"{act}_by", f"{act}_for")))
    same = (fact.c.subject_id == row.c[subject], fact.c.business_at == row.c[at], fact.c.person_id == row.c[f"{act}_by"])
    told = sa.select(fact.c.behalf_id).where(fact.c.kind.in_(kinds), fact.c.behalf_id.is_not(None), *same).limit(1)
    op.execute(row.update().values({f"{act}_for": told.scalar_subquery()}).where(row.c[f"{act}_by"].is_not(None)))


def downgrade() -> None:
    for name, act, *_told in reversed(_COLUMNS):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_{act}_for_people"), type_="foreignkey")
            table.drop_column(f"{act}_for")
