"""write the regime of reporting down

Revision ID: a91c5e20d7f4
Revises: d42b7e60c915
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "a91c5e20d7f4"
down_revision = "d42b7e60c915"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_regimes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_report_regimes_changed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_regimes")),
    )


def downgrade() -> None:
    op.drop_table("report_regimes")
