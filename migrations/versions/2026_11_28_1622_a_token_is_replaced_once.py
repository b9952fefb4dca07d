"""a personal token is replaced once

Revision ID: 7c41e8a5d902
Revises: 5e0c7a91d3b8
"""

import sqlalchemy as sa
from alembic import op

revision = "7c41e8a5d902"
down_revision = "5e0c7a91d3b8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("personal_tokens") as table:
        table.add_column(sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("personal_tokens") as table:
        table.drop_column("replaced_at")
