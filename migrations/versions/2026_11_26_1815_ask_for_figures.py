"""ask for figures with tasks, and fill cumulative periods from accepted lines

Revision ID: c1f3a8d24e70
Revises: 6a1f0c83d5b7
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "c1f3a8d24e70"
down_revision = "6a1f0c83d5b7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = papi.kit.types._CodeEnum("integer", "decimal", name="figurekind", native_enum=False, length=32)
    rule = papi.kit.types._CodeEnum("sum", "latest", "max", name="figurerule", native_enum=False, length=32)
    op.create_table(
        "task_figures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("rule", rule, nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_figures_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_figures")),
        sa.UniqueConstraint("task_id", "key", name=op.f("uq_task_figures_task_id_key")),
    )
    op.create_table(
        "report_line_sources",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["report_lines.id"], name=op.f("fk_report_line_sources_line_id_report_lines")),
        sa.ForeignKeyConstraint(["source_id"], ["report_lines.id"], name=op.f("fk_report_line_sources_source_id_report_lines")),
        sa.PrimaryKeyConstraint("line_id", "source_id", name=op.f("pk_report_line_sources")),
    )
    op.create_index("ix_report_line_sources_source_id", "report_line_sources", ["source_id"])
    with op.batch_alter_table("tasks") as table:
        table.add_column(sa.Column("required_figures", sa.JSON(), nullable=True))
    op.execute("UPDATE tasks SET required_figures = '[]'")
    with op.batch_alter_table("tasks") as table:
        table.alter_column("required_figures", existing_type=sa.JSON(), nullable=False)
    with op.batch_alter_table("report_lines") as table:
        table.add_column(sa.Column("filled", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("periods") as table:
        table.add_column(sa.Column("rolled_up", sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE periods SET rolled_up = (kind <> 'ad_hoc')"))
    with op.batch_alter_table("periods") as table:
        table.alter_column("rolled_up", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("periods") as table:
        table.drop_column("rolled_up")
    with op.batch_alter_table("report_lines") as table:
        table.drop_column("filled")
    with op.batch_alter_table("tasks") as table:
        table.drop_column("required_figures")
    op.drop_index("ix_report_line_sources_source_id", table_name="report_line_sources")
    op.drop_table("report_line_sources")
    op.drop_table("task_figures")
