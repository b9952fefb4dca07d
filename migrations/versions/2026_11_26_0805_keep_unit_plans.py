"""keep the units' own plans, and the tasks that they give themselves

Revision ID: 7ac3e95b1f40
Revises: 91b4d07e5c2f
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "7ac3e95b1f40"
down_revision = "91b4d07e5c2f"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, papi.kit.types.UtcDateTime(timezone=True), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _text(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table("tasks") as table:
        table.add_column(sa.Column("by_unit_plan", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(_id("owner_unit_id", nullable=True))
        table.create_foreign_key(op.f("fk_tasks_owner_unit_id_units"), "units", ["owner_unit_id"], ["id"])
    with op.batch_alter_table("assignments") as table:
        table.add_column(sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name, column in (("tasks", "by_unit_plan"), ("assignments", "own")):
        with op.batch_alter_table(name) as table:
            table.alter_column(column, server_default=None)
    _create_plans()
    _create_rows()
    _create_papers()


def _create_plans() -> None:
    op.create_table(
        "unit_plans",
        _id("plan_id"),
        _id("unit_id"),
        sa.Column("state", sa.String(length=32), nullable=False),
        _number("content_version"),
        _number("submission"),
        _moment("first_submitted_at"),
        _moment("submitted_at"),
        _id("submitted_by", nullable=True),
        _id("submitted_for", nullable=True),
        _moment("returned_at"),
        sa.Column("return_code", sa.String(length=32), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        _moment("accepted_at"),
        _moment("created_at", nullable=False),
        _moment("saved_at"),
        _id("id"),
        _number("version"),
        _key("unit_plans", "plan_id", "plans"),
        _key("unit_plans", "unit_id", "units"),
        _key("unit_plans", "submitted_by", "people"),
        _key("unit_plans", "submitted_for", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_plans")),
        sa.UniqueConstraint("plan_id", "unit_id", name=op.f("uq_unit_plans_plan_id_unit_id")),
    )
    op.create_index("ix_unit_plans_unit_id", "unit_plans", ["unit_id"], unique=False)
    op.create_table(
        "unit_plan_exceptions",
        _id("plan_id"),
        _id("unit_id"),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        *_text("reason"),
        _id("granted_by"),
        _moment("granted_at", nullable=False),
        _id("id"),
        _key("unit_plan_exceptions", "plan_id", "plans"),
        _key("unit_plan_exceptions", "unit_id", "units"),
        _key("unit_plan_exceptions", "granted_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_plan_exceptions")),
    )
    op.create_index("ix_unit_plan_exceptions_plan_id_unit_id", "unit_plan_exceptions", ["plan_id", "unit_id"], unique=False)


def _create_rows() -> None:
    op.create_table(
        "unit_plan_items",
        _id("unit_plan_id"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        _id("limit_id", nullable=True),
        _id("indicator_id", nullable=True),
        _number("sort"),
        *_text("text", "cause", "person"),
        sa.Column("due_on", sa.Date(), nullable=True),
        *_text("due_text", "deliverable"),
        _id("task_id", nullable=True),
        _moment("saved_at"),
        _id("saved_by", nullable=True),
        _id("id"),
        _number("version"),
        _key("unit_plan_items", "unit_plan_id", "unit_plans"),
        _key("unit_plan_items", "limit_id", "unit_plan_items"),
        _key("unit_plan_items", "indicator_id", "indicators"),
        _key("unit_plan_items", "task_id", "tasks"),
        _key("unit_plan_items", "saved_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_plan_items")),
    )
    op.create_index("ix_unit_plan_items_unit_plan_id_sort", "unit_plan_items", ["unit_plan_id", "sort"], unique=False)
    op.create_table(
        "unit_plan_texts",
        _id("unit_plan_id"),
        _number("number"),
        _id("item_id"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        _id("limit_id", nullable=True),
        _id("indicator_id", nullable=True),
        _number("sort"),
        *_text("text", "cause", "person"),
        sa.Column("due_on", sa.Date(), nullable=True),
        *_text("due_text", "deliverable"),
        _id("id"),
        *_text("folded"),
        _key("unit_plan_texts", "unit_plan_id", "unit_plans"),
        _key("unit_plan_texts", "indicator_id", "indicators"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_plan_texts")),
    )
    op.create_index("ix_unit_plan_texts_unit_plan_id_number", "unit_plan_texts", ["unit_plan_id", "number"], unique=False)
    op.create_index("ix_unit_plan_texts_item_id", "unit_plan_texts", ["item_id"], unique=False)


def _create_papers() -> None:
    op.create_table(
        "unit_plan_versions",
        _id("unit_plan_id"),
        _number("number"),
        sa.Column("evidence", sa.JSON(), nullable=False),
        _moment("submitted_at", nullable=False),
        *_text("submitted_by"),
        _moment("accepted_at"),
        sa.Column("accepted_by", sa.Text(), nullable=True),
        _key("unit_plan_versions", "unit_plan_id", "unit_plans"),
        sa.PrimaryKeyConstraint("unit_plan_id", "number", name=op.f("pk_unit_plan_versions")),
    )
    op.create_table(
        "unit_plan_evidence",
        _id("unit_plan_id"),
        _id("evidence_id"),
        _moment("linked_at", nullable=False),
        _id("linked_by", nullable=True),
        _moment("unlinked_at"),
        _key("unit_plan_evidence", "unit_plan_id", "unit_plans"),
        _key("unit_plan_evidence", "evidence_id", "evidence"),
        _key("unit_plan_evidence", "linked_by", "people"),
        sa.PrimaryKeyConstraint("unit_plan_id", "evidence_id", name=op.f("pk_unit_plan_evidence")),
    )
    op.create_index("ix_unit_plan_evidence_evidence_id", "unit_plan_evidence", ["evidence_id"], unique=False)


def downgrade() -> None:
    for name in ("unit_plan_evidence", "unit_plan_versions", "unit_plan_texts", "unit_plan_items", "unit_plan_exceptions", "unit_plans"):
        op.drop_table(name)
    with op.batch_alter_table("assignments") as table:
        table.drop_column("own")
    with op.batch_alter_table("tasks") as table:
        table.drop_constraint(op.f("fk_tasks_owner_unit_id_units"), type_="foreignkey")
        table.drop_column("owner_unit_id")
        table.drop_column("by_unit_plan")
