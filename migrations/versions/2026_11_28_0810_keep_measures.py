"""keep measures of units, each with its source and what stood before it

Revision ID: c4d81f6b2e07
Revises: 3f6d18b2c7e5
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "c4d81f6b2e07"
down_revision = "3f6d18b2c7e5"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "measure_values",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", papi.kit.types.Exact(), nullable=False),
        sa.Column("numerator", papi.kit.types.Exact(), nullable=True),
        sa.Column("denominator", papi.kit.types.Exact(), nullable=True),
        sa.Column("source_at", _MOMENT, nullable=True),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=True),
        sa.Column("received_from", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("superseded_at", _MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_measure_values_unit_id_units")),
        sa.ForeignKeyConstraint(["received_by"], ["people.id"], name=op.f("fk_measure_values_received_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_values")),
        sa.UniqueConstraint(
            "unit_id", "measure", "period", "source", "number", name=op.f("uq_measure_values_unit_id_measure_period_source_number")
        ),
    )
    with op.batch_alter_table("measure_values") as table:
        table.create_index("ix_measure_values_received_at_id", ["received_at", "id"])
        table.create_index("ix_measure_values_measure_first_day", ["measure", "first_day"])


def downgrade() -> None:
    op.drop_table("measure_values")
