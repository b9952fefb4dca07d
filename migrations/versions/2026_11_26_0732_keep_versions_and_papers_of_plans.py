"""keep versions, amendments, papers and steps of plans

Revision ID: 7664b05ee69d
Revises: d2f7b90c6e11
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "7664b05ee69d"
down_revision = "d2f7b90c6e11"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "legal_bases",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_bases")),
    )
    op.create_table(
        "amendments",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("decided_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_amendments_plan_id_plans")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_amendments_submitted_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.create_index("ix_amendments_plan_id_state", ["plan_id", "state"], unique=False)

    op.create_table(
        "plan_legal_bases",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("basis_id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["basis_id"], ["legal_bases.id"], name=op.f("fk_plan_legal_bases_basis_id_legal_bases")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_legal_bases_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", "basis_id", name=op.f("pk_plan_legal_bases")),
    )
    with op.batch_alter_table("plan_legal_bases", schema=None) as batch_op:
        batch_op.create_index("ix_plan_legal_bases_basis_id", ["basis_id"], unique=False)

    op.create_table(
        "plan_receipts",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("requested", sa.Boolean(), nullable=False),
        sa.Column("sent_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_receipts_plan_id_plans")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_plan_receipts_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_receipts")),
    )
    with op.batch_alter_table("plan_receipts", schema=None) as batch_op:
        batch_op.create_index("ix_plan_receipts_plan_id_number_sort", ["plan_id", "number", "sort"], unique=False)
        batch_op.create_index("ix_plan_receipts_unit_id", ["unit_id"], unique=False)

    op.create_table(
        "plan_receivers",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_receivers_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_receivers")),
        sa.UniqueConstraint("plan_id", "sort", name=op.f("uq_plan_receivers_plan_id_sort")),
    )
    op.create_table(
        "plan_versions",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proposed_by", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("approved_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tasks", sa.Integer(), nullable=False),
        sa.Column("assignments", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_versions_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_versions_plan_id_number")),
    )
    op.create_table(
        "plan_receiver_units",
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["receiver_id"], ["plan_receivers.id"], name=op.f("fk_plan_receiver_units_receiver_id_plan_receivers")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_plan_receiver_units_unit_id_units")),
        sa.PrimaryKeyConstraint("receiver_id", "unit_id", name=op.f("pk_plan_receiver_units")),
    )
    op.create_table(
        "task_steps",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("procedure_code", sa.String(length=40), nullable=True),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("simplification", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_steps_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_steps")),
    )
    with op.batch_alter_table("task_steps", schema=None) as batch_op:
        batch_op.create_index("ix_task_steps_task_id_sort", ["task_id", "sort"], unique=False)

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("carried_from", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("dropped_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_column("dropped_on")
        batch_op.drop_column("carried_from")

    with op.batch_alter_table("task_steps", schema=None) as batch_op:
        batch_op.drop_index("ix_task_steps_task_id_sort")

    op.drop_table("task_steps")
    op.drop_table("plan_receiver_units")
    op.drop_table("plan_versions")
    op.drop_table("plan_receivers")
    with op.batch_alter_table("plan_receipts", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_receipts_unit_id")
        batch_op.drop_index("ix_plan_receipts_plan_id_number_sort")

    op.drop_table("plan_receipts")
    with op.batch_alter_table("plan_legal_bases", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_legal_bases_basis_id")

    op.drop_table("plan_legal_bases")
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.drop_index("ix_amendments_plan_id_state")

    op.drop_table("amendments")
    op.drop_table("legal_bases")
