"""index assignments by place

Revision ID: 5b8e1f0c92d7
Revises: 91c3e6a0d84b
"""

from alembic import op

revision = "5b8e1f0c92d7"
down_revision = "91c3e6a0d84b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_assignments_sort_id", "assignments", ["sort", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_assignments_sort_id", table_name="assignments")
