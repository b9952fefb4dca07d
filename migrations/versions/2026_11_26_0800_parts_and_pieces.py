"""say what units make of their parts, and pieces for their people

Revision ID: 91b4d07e5c2f
Revises: 2f6e91c07a3d
"""

import sqlalchemy as sa
from alembic import op

from papi.kit.types import UtcDateTime

revision = "91b4d07e5c2f"
down_revision = "2f6e91c07a3d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assignment_parts",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.String(length=32), nullable=False),
        sa.Column("receipt_by", sa.Uuid(), nullable=True),
        sa.Column("receipt_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("receipt_note", sa.Text(), nullable=True),
        sa.Column("lead_mark", sa.String(length=32), nullable=True),
        sa.Column("lead_unit_id", sa.Uuid(), nullable=True),
        sa.Column("lead_by", sa.Uuid(), nullable=True),
        sa.Column("lead_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("lead_note", sa.Text(), nullable=True),
        sa.Column("lead_on_submission", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_assignment_parts_assignment_id_assignments"),
        sa.ForeignKeyConstraint(["lead_by"], ["people.id"], name="fk_assignment_parts_lead_by_people"),
        sa.ForeignKeyConstraint(["lead_unit_id"], ["units.id"], name="fk_assignment_parts_lead_unit_id_units"),
        sa.ForeignKeyConstraint(["receipt_by"], ["people.id"], name="fk_assignment_parts_receipt_by_people"),
        sa.PrimaryKeyConstraint("assignment_id", name="pk_assignment_parts"),
    )
    op.create_table(
        "sub_tasks",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_sub_tasks_assignment_id_assignments"),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name="fk_sub_tasks_created_by_people"),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name="fk_sub_tasks_done_by_people"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sub_tasks_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_sub_tasks"),
    )
    op.create_index("ix_sub_tasks_assignment_id", "sub_tasks", ["assignment_id"], unique=False)
    op.create_index("ix_sub_tasks_person_id", "sub_tasks", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_sub_tasks_person_id", table_name="sub_tasks")
    op.drop_index("ix_sub_tasks_assignment_id", table_name="sub_tasks")
    op.drop_table("sub_tasks")
    op.drop_table("assignment_parts")
