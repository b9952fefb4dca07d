"""write down what stands on a unit's papers from a day on, and the templates that an office puts in place of the shipped ones

Revision ID: 6a1f0c83d5b7
Revises: dbed1d1df763
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "6a1f0c83d5b7"
down_revision = "dbed1d1df763"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letterheads",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("superior", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("symbol", sa.Text(), nullable=True),
        sa.Column("authority", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("receivers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_letterheads_changed_by_people")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_letterheads_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterheads")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_letterheads_unit_id_valid_from")),
    )
    op.create_table(
        "paper_templates",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_paper_templates_added_by_people")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_paper_templates_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_templates")),
        sa.UniqueConstraint("kind", "unit_id", "number", name=op.f("uq_paper_templates_kind_unit_id_number")),
    )


def downgrade() -> None:
    op.drop_table("paper_templates")
    op.drop_table("letterheads")
