"""make personal tokens for areas of work

Revision ID: b83f0d6e21c5
Revises: 7c41e8a5d902
"""

import sqlalchemy as sa
from alembic import op

revision = "b83f0d6e21c5"
down_revision = "7c41e8a5d902"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # those that there are were made for everything that their person may, and go on so
    with op.batch_alter_table("personal_tokens") as table:
        table.add_column(sa.Column("scopes", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("personal_tokens") as table:
        table.alter_column("scopes", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    # without areas they would serve for everything
    op.execute("UPDATE personal_tokens SET revoked_at = CURRENT_TIMESTAMP WHERE revoked_at IS NULL AND CAST(scopes AS TEXT) <> '[]'")
    with op.batch_alter_table("personal_tokens") as table:
        table.drop_column("scopes")
