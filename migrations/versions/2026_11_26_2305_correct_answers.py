"""let a correction change answers beside lines

Revision ID: c41d9e07b5a6
Revises: 7b1e40c9a2d8
"""

import sqlalchemy as sa
from alembic import op

revision = "c41d9e07b5a6"
down_revision = "7b1e40c9a2d8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction_answers",
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["report_answers.id"], name=op.f("fk_correction_answers_answer_id_report_answers")),
        sa.ForeignKeyConstraint(["correction_id"], ["corrections.id"], name=op.f("fk_correction_answers_correction_id_corrections")),
        sa.PrimaryKeyConstraint("correction_id", "answer_id", name=op.f("pk_correction_answers")),
    )


def downgrade() -> None:
    op.drop_table("correction_answers")
