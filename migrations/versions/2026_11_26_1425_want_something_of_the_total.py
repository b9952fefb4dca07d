"""keep with a plan what it wants of the province's total

Revision ID: 8c4e2f7b9a16
Revises: 8c41e7d05b93
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "8c4e2f7b9a16"
down_revision = "8c41e7d05b93"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plans") as table:
        table.add_column(sa.Column("total_baseline", sa.Double(), nullable=True))
        table.add_column(sa.Column("total_target", sa.Double(), nullable=True))
        stance = papi.kit.types._CodeEnum("maintain", "improve", name="stance", native_enum=False, length=32)
        table.add_column(sa.Column("total_stance", stance, nullable=True))
        table.add_column(sa.Column("total_note", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("plans") as table:
        for name in ("total_note", "total_stance", "total_target", "total_baseline"):
            table.drop_column(name)
