"""index assignments by place

Revision ID: 5b8e1f0c92d7
Revises: 7d20f3b6c1a4
"""

from alembic import op

revision = "5b8e1f0c92d7"
down_revision = "7d20f3b6c1a4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_assignments_sort_id", "assignments", ["sort", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_assignments_sort_id", table_name="assignments")
