"""write down whom a unit's reports go to

Revision ID: 7b1e40c9a2d8
Revises: 5d2f7a91c3e6
"""

import sqlalchemy as sa
from alembic import op

revision = "7b1e40c9a2d8"
down_revision = "5d2f7a91c3e6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letterheads", sa.Column("addressees", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("letterheads", "addressees")
