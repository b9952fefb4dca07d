"""chain facts for the audit

Revision ID: c41f7a9e25d3
Revises: 5b8e1f0c92d7
"""

import sqlalchemy as sa
from alembic import op

revision = "c41f7a9e25d3"
down_revision = "5b8e1f0c92d7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # the worker chains what was recorded before, as it chains what comes
    op.create_table(
        "fact_chain",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_fact_chain"),
        sa.UniqueConstraint("fact_id", name="uq_fact_chain_fact_id"),
    )
    op.create_index("ix_facts_real_at_id", "facts", ["real_at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_facts_real_at_id", table_name="facts")
    op.drop_table("fact_chain")
