"""keep the words of annexes, and what their spellings mean

Revision ID: 7d1e52ab90c4
Revises: 7664b05ee69d
"""

import sqlalchemy as sa
from alembic import op

revision = "7d1e52ab90c4"
down_revision = "7664b05ee69d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_origins",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_task_origins_task_id_tasks"),
        sa.PrimaryKeyConstraint("task_id", name="pk_task_origins"),
    )
    op.create_table(
        "annex_spellings",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("meaning", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_annex_spellings_plan_id_plans"),
        sa.PrimaryKeyConstraint("id", name="pk_annex_spellings"),
        sa.UniqueConstraint("plan_id", "kind", "spelling", name="uq_annex_spellings_plan_id_kind_spelling"),
    )


def downgrade() -> None:
    op.drop_table("annex_spellings")
    op.drop_table("task_origins")
