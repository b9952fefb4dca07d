"""keep what was rolled up into the lines of units that lead, and what their people have read

Revision ID: b7d3e15a9c82
Revises: 5f0c9b2e7a41
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "b7d3e15a9c82"
down_revision = "5f0c9b2e7a41"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_line_contributions",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["report_lines.id"], name=op.f("fk_report_line_contributions_line_id_report_lines")),
        sa.ForeignKeyConstraint(["source_id"], ["report_lines.id"], name=op.f("fk_report_line_contributions_source_id_report_lines")),
        sa.PrimaryKeyConstraint("line_id", "source_id", name=op.f("pk_report_line_contributions")),
    )
    op.create_index("ix_report_line_contributions_source_id", "report_line_contributions", ["source_id"])
    op.create_table(
        "report_line_readers",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("read_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["report_lines.id"], name=op.f("fk_report_line_readers_line_id_report_lines")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_report_line_readers_person_id_people")),
        sa.PrimaryKeyConstraint("line_id", "person_id", name=op.f("pk_report_line_readers")),
    )


def downgrade() -> None:
    op.drop_table("report_line_readers")
    op.drop_index("ix_report_line_contributions_source_id", "report_line_contributions")
    op.drop_table("report_line_contributions")
