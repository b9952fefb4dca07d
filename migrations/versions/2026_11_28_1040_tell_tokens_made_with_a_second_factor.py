"""tell tokens that were made with a second factor

Revision ID: 9b4e7d20c6a1
Revises: f4a1c6d20e93
"""

import sqlalchemy as sa
from alembic import op

revision = "9b4e7d20c6a1"
down_revision = "f4a1c6d20e93"
branch_labels = None
depends_on = None

_STRONG = """
UPDATE personal_tokens SET second_factor = TRUE WHERE EXISTS (
    SELECT 1 FROM second_factors WHERE second_factors.person_id = personal_tokens.person_id
    AND second_factors.confirmed_at IS NOT NULL AND second_factors.confirmed_at <= personal_tokens.created_at
)
"""


def upgrade() -> None:
    with op.batch_alter_table("personal_tokens") as table:
        table.add_column(sa.Column("second_factor", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_STRONG)
    with op.batch_alter_table("personal_tokens") as table:
        table.alter_column("second_factor", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("personal_tokens") as table:
        table.drop_column("second_factor")
