"""keep work that is done later

Revision ID: dbed1d1df763
Revises: e1a7c35f9d20
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "dbed1d1df763"
down_revision = "e1a7c35f9d20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("step_vi", sa.Text(), nullable=False),
        sa.Column("step_en", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("finished_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_jobs_kind_key")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index("ix_jobs_kind_state_due_at", ["kind", "state", "due_at"], unique=False)
        batch_op.create_index("ix_jobs_state_finished_at", ["state", "finished_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index("ix_jobs_state_finished_at")
        batch_op.drop_index("ix_jobs_kind_state_due_at")

    op.drop_table("jobs")
