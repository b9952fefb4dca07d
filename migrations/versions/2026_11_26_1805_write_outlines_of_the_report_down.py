"""write the outlines of the report down

Revision ID: e1a7c35f9d20
Revises: 4d92b7e06c18
"""

import sqlalchemy as sa
from alembic import op

revision = "e1a7c35f9d20"
down_revision = "4d92b7e06c18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_outlines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_report_outlines_changed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_outlines")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_report_outlines_valid_from")),
    )


def downgrade() -> None:
    op.drop_table("report_outlines")
