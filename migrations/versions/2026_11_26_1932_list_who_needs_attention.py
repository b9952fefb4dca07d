"""write down the rule of who needs attention, and the lists that were made by it

Revision ID: e84b1c6d2f07
Revises: bb98f8131858
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "e84b1c6d2f07"
down_revision = "bb98f8131858"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attention_rules",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_attention_rules_changed_by_people")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_attention_rules")),
    )
    op.create_table(
        "attention_lists",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "confirmed", "published", "discarded", name="attentionstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("computed_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("computed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("published_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_attention_lists_plan_id_plans")),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name=op.f("fk_attention_lists_period_id_periods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attention_lists")),
    )
    op.create_index("ix_attention_lists_plan_id", "attention_lists", ["plan_id"])
    op.create_table(
        "attention_units",
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("grade", sa.Enum("not_done", "poor", name="attentiongrade", native_enum=False, length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("decision", sa.Enum("keep", "strike", name="attentiondecision", native_enum=False, length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["attention_lists.id"], name=op.f("fk_attention_units_list_id_attention_lists")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_attention_units_unit_id_units")),
        sa.PrimaryKeyConstraint("list_id", "unit_id", name=op.f("pk_attention_units")),
    )
    op.create_index("ix_attention_units_unit_id", "attention_units", ["unit_id"])


def downgrade() -> None:
    op.drop_index("ix_attention_units_unit_id", "attention_units")
    op.drop_table("attention_units")
    op.drop_index("ix_attention_lists_plan_id", "attention_lists")
    op.drop_table("attention_lists")
    op.drop_table("attention_rules")
