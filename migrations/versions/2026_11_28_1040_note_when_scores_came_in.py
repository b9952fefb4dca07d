"""note when scores came in

Revision ID: 7b40c9e1d2a6
Revises: 9b4e7d20c6a1
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "7b40c9e1d2a6"
down_revision = "9b4e7d20c6a1"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    # of those that are there nobody noted it: from now on they are known as they stand
    with op.batch_alter_table("scores") as table:
        table.add_column(sa.Column("updated_at", _MOMENT, nullable=False, server_default=sa.func.now()))
    with op.batch_alter_table("scores") as table:
        table.alter_column("updated_at", existing_type=_MOMENT, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("scores") as table:
        table.drop_column("updated_at")
