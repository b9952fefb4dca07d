"""keep the report to the province: its paragraphs, what they were made of, how its sections stood, what was approved

Revision ID: 5f0c9b2e7a41
Revises: 5c9e20b7d4f1
"""

import sqlalchemy as sa
from alembic import op

revision = "5f0c9b2e7a41"
down_revision = "5c9e20b7d4f1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consolidated_reports",
        sa.Column("period_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("content_version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("approved_edition", sa.Integer(), nullable=False),
        sa.Column("outline", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("figures_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_for", sa.Uuid(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name=op.f("fk_consolidated_reports_period_id_periods")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_consolidated_reports_submitted_by_people")),
        sa.ForeignKeyConstraint(["submitted_for"], ["people.id"], name=op.f("fk_consolidated_reports_submitted_for_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidated_reports")),
        sa.UniqueConstraint("period_id", name=op.f("uq_consolidated_reports_period_id")),
    )
    op.create_table(
        "consolidated_blocks",
        sa.Column("consolidated_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("generated", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidated_id"], ["consolidated_reports.id"], name=op.f("fk_consolidated_blocks_consolidated_id_consolidated_reports")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["people.id"], name=op.f("fk_consolidated_blocks_saved_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidated_blocks")),
    )
    op.create_index(
        "ix_consolidated_blocks_consolidated_id_section_sort", "consolidated_blocks", ["consolidated_id", "section", "sort"], unique=False
    )
    op.create_table(
        "consolidated_inputs",
        sa.Column("consolidated_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("seal_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidated_id"], ["consolidated_reports.id"], name=op.f("fk_consolidated_inputs_consolidated_id_consolidated_reports")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_consolidated_inputs_report_id_reports")),
        sa.PrimaryKeyConstraint("consolidated_id", "report_id", name=op.f("pk_consolidated_inputs")),
    )
    op.create_table(
        "consolidated_seals",
        sa.Column("consolidated_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidated_id"], ["consolidated_reports.id"], name=op.f("fk_consolidated_seals_consolidated_id_consolidated_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidated_seals")),
        sa.UniqueConstraint("consolidated_id", "number", name=op.f("uq_consolidated_seals_consolidated_id_number")),
    )
    op.create_table(
        "section_versions",
        sa.Column("consolidated_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kept_when", sa.String(length=32), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidated_id"], ["consolidated_reports.id"], name=op.f("fk_section_versions_consolidated_id_consolidated_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_versions")),
        sa.UniqueConstraint("consolidated_id", "section", "number", name=op.f("uq_section_versions_consolidated_id_section_number")),
    )
    op.create_table(
        "consolidated_sources",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["consolidated_blocks.id"], name=op.f("fk_consolidated_sources_block_id_consolidated_blocks")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["report_lines.id"], name=op.f("fk_consolidated_sources_line_id_report_lines")),
        sa.PrimaryKeyConstraint("block_id", "line_id", name=op.f("pk_consolidated_sources")),
    )
    op.create_index("ix_consolidated_sources_line_id", "consolidated_sources", ["line_id"], unique=False)


def downgrade() -> None:
    op.drop_table("consolidated_sources")
    op.drop_table("section_versions")
    op.drop_table("consolidated_seals")
    op.drop_table("consolidated_inputs")
    op.drop_table("consolidated_blocks")
    op.drop_table("consolidated_reports")
