"""inspect units

Revision ID: 5d1e8b7c2f40
Revises: 8e2b47d90f13
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "5d1e8b7c2f40"
down_revision = "8e2b47d90f13"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)
_FINDING_STATES = ("open", "remedied", "returned", "verified", "closed")


def _code(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "inspections",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("inspecting_unit_id", sa.Uuid(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", _code("inspectionkind", "planned", "unannounced", "follow_up"), nullable=False),
        sa.Column("state", _code("inspectionstate", "planned", "under_way", "concluded", "cancelled"), nullable=False),
        sa.Column("basis_number", sa.String(length=64), nullable=True),
        sa.Column("basis_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("team", sa.JSON(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("findings_total", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("conclusion_number", sa.String(length=64), nullable=True),
        sa.Column("conclusion_on", sa.Date(), nullable=True),
        sa.Column("concluded_at", _MOMENT, nullable=True),
        sa.Column("cancelled_at", _MOMENT, nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        _to("inspections", "unit_id", "units"),
        _to("inspections", "inspecting_unit_id", "units"),
        _to("inspections", "created_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    with op.batch_alter_table("inspections") as table:
        table.create_index("ix_inspections_unit_id_starts_on", ["unit_id", "starts_on"])
        table.create_index("ix_inspections_inspecting_unit_id", ["inspecting_unit_id"])
        table.create_index("ix_inspections_starts_on_id", ["starts_on", "id"])
    for name, other, plural in (("inspection_indicators", "indicator_id", "indicators"), ("inspection_tasks", "task_id", "tasks")):
        op.create_table(
            name,
            sa.Column("inspection_id", sa.Uuid(), nullable=False),
            sa.Column(other, sa.Uuid(), nullable=False),
            _to(name, "inspection_id", "inspections"),
            _to(name, other, plural),
            sa.PrimaryKeyConstraint("inspection_id", other, name=op.f(f"pk_{name}")),
        )
    op.create_table(
        "inspection_evidence",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("unlinked_at", _MOMENT, nullable=True),
        _to("inspection_evidence", "inspection_id", "inspections"),
        _to("inspection_evidence", "evidence_id", "evidence"),
        _to("inspection_evidence", "linked_by", "people"),
        sa.PrimaryKeyConstraint("inspection_id", "evidence_id", name=op.f("pk_inspection_evidence")),
    )
    with op.batch_alter_table("inspection_evidence") as table:
        table.create_index("ix_inspection_evidence_evidence_id", ["evidence_id"])
    op.create_table(
        "findings",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("severity", _code("findingseverity", "minor", "notable", "serious"), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", _code("findingstate", *_FINDING_STATES), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("remedied_at", _MOMENT, nullable=True),
        sa.Column("remedied_late", sa.Boolean(), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        _to("findings", "inspection_id", "inspections"),
        _to("findings", "indicator_id", "indicators"),
        _to("findings", "task_id", "tasks"),
        _to("findings", "created_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("inspection_id", "number", name=op.f("uq_findings_inspection_id_number")),
    )
    with op.batch_alter_table("findings") as table:
        table.create_index("ix_findings_state_due_on", ["state", "due_on"])
    op.create_table(
        "finding_remedies",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("sent_for", sa.Uuid(), nullable=True),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("answer", _code("findingstate", *_FINDING_STATES), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        _to("finding_remedies", "finding_id", "findings"),
        _to("finding_remedies", "sent_by", "people"),
        _to("finding_remedies", "sent_for", "people"),
        sa.PrimaryKeyConstraint("finding_id", "number", name=op.f("pk_finding_remedies")),
    )
    op.create_table(
        "finding_evidence",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("side", _code("documentside", "found", "remedy"), nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("unlinked_at", _MOMENT, nullable=True),
        _to("finding_evidence", "finding_id", "findings"),
        _to("finding_evidence", "evidence_id", "evidence"),
        _to("finding_evidence", "linked_by", "people"),
        sa.PrimaryKeyConstraint("finding_id", "evidence_id", name=op.f("pk_finding_evidence")),
    )
    with op.batch_alter_table("finding_evidence") as table:
        table.create_index("ix_finding_evidence_evidence_id", ["evidence_id"])


def downgrade() -> None:
    for name in (
        "finding_evidence",
        "finding_remedies",
        "findings",
        "inspection_evidence",
        "inspection_tasks",
        "inspection_indicators",
        "inspections",
    ):
        op.drop_table(name)
