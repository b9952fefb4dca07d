"""keep the answers behind the paragraphs of a consolidated report

Revision ID: 5e2f81c6d0b9
Revises: e2a7c90d41b8
"""

import sqlalchemy as sa
from alembic import op

revision = "5e2f81c6d0b9"
down_revision = "e2a7c90d41b8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consolidated_answer_sources",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["report_answers.id"], name=op.f("fk_consolidated_answer_sources_answer_id_report_answers")),
        sa.ForeignKeyConstraint(
            ["block_id"], ["consolidated_blocks.id"], name=op.f("fk_consolidated_answer_sources_block_id_consolidated_blocks")
        ),
        sa.PrimaryKeyConstraint("block_id", "answer_id", name=op.f("pk_consolidated_answer_sources")),
    )
    op.create_index("ix_consolidated_answer_sources_answer_id", "consolidated_answer_sources", ["answer_id"])


def downgrade() -> None:
    op.drop_index("ix_consolidated_answer_sources_answer_id", table_name="consolidated_answer_sources")
    op.drop_table("consolidated_answer_sources")
