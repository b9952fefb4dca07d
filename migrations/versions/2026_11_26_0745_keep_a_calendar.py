"""keep a calendar of working days

Revision ID: 2f6e91c07a3d
Revises: 7d20c5a1b8e4
"""

import sqlalchemy as sa
from alembic import op

from papi.kit.types import UtcDateTime

revision = "2f6e91c07a3d"
down_revision = "7d20c5a1b8e4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name="fk_calendar_years_changed_by_people"),
        sa.PrimaryKeyConstraint("year", name="pk_calendar_years"),
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["calendar_years.year"], name="fk_calendar_days_year_calendar_years"),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_days"),
    )
    op.create_index("ix_calendar_days_year", "calendar_days", ["year"], unique=False)
    with op.batch_alter_table("assignments") as batch:
        batch.add_column(sa.Column("due_words", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("assignments") as batch:
        batch.drop_column("due_words")
    op.drop_index("ix_calendar_days_year", table_name="calendar_days")
    op.drop_table("calendar_days")
    op.drop_table("calendar_years")
