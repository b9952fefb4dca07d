"""correct accepted reports

Revision ID: d42b7e60c915
Revises: 3c9e7b41fa28
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "d42b7e60c915"
down_revision = "3c9e7b41fa28"
branch_labels = None
depends_on = None

_STATES = ("draft", "submitted", "returned", "accepted", "withdrawn")


def upgrade() -> None:
    state = papi.kit.types._CodeEnum(*_STATES, name="correctionstate", native_enum=False, length=32)
    people = ("drafted_by", "submitted_by", "submitted_for")
    op.create_table(
        "corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("state", state, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_for", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("seal_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_corrections_report_id_reports")),
        *(sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_corrections_{name}_people")) for name in people),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_report_id", "corrections", ["report_id"])
    op.create_table(
        "correction_lines",
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["correction_id"], ["corrections.id"], name=op.f("fk_correction_lines_correction_id_corrections")),
        sa.ForeignKeyConstraint(["line_id"], ["report_lines.id"], name=op.f("fk_correction_lines_line_id_report_lines")),
        sa.PrimaryKeyConstraint("correction_id", "line_id", name=op.f("pk_correction_lines")),
    )


def downgrade() -> None:
    op.drop_table("correction_lines")
    op.drop_index("ix_corrections_report_id", table_name="corrections")
    op.drop_table("corrections")
