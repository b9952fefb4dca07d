"""bound what machines ask for

Revision ID: f4a1c6d20e93
Revises: d1ee7c0a5b34
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "f4a1c6d20e93"
down_revision = "d1ee7c0a5b34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calls_of_minute",
        sa.Column("caller", sa.String(length=80), nullable=False),
        sa.Column("began_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("caller", name=op.f("pk_calls_of_minute")),
    )
    with op.batch_alter_table("api_clients") as table:
        table.add_column(sa.Column("calls_a_minute", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("api_clients") as table:
        table.drop_column("calls_a_minute")
    op.drop_table("calls_of_minute")
