"""reorganise units

Revision ID: 7cebe418540b
Revises: 7d1e52ab90c4
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types
from papi.kit.text import searchable

revision = "7cebe418540b"
down_revision = "7d1e52ab90c4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "successions",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            papi.kit.types._CodeEnum("planned", "effective", "withdrawn", name="successionstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("effective_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdraw_reason", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_successions_decided_by_people")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.id"], name=op.f("fk_successions_withdrawn_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.create_index("ix_successions_effective_on_id", ["effective_on", "id"], unique=False)
        batch_op.create_index("ix_successions_state_effective_on", ["state", "effective_on"], unique=False)

    op.create_table(
        "unit_lineages",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["predecessor_id"], ["units.id"], name=op.f("fk_unit_lineages_predecessor_id_units")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_unit_lineages_unit_id_units")),
        sa.PrimaryKeyConstraint("unit_id", "predecessor_id", name=op.f("pk_unit_lineages")),
    )
    with op.batch_alter_table("unit_lineages", schema=None) as batch_op:
        batch_op.create_index("ix_unit_lineages_predecessor_id", ["predecessor_id"], unique=False)

    op.create_table(
        "succession_members",
        sa.Column("succession_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            papi.kit.types._CodeEnum("merge", "split", "rename", "dissolve", name="successionkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("side", papi.kit.types._CodeEnum("predecessor", "successor", name="side", native_enum=False, length=32), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["succession_id"], ["successions.id"], name=op.f("fk_succession_members_succession_id_successions")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_succession_members_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_members")),
    )
    with op.batch_alter_table("succession_members", schema=None) as batch_op:
        batch_op.create_index("ix_succession_members_succession_id", ["succession_id", "part", "place"], unique=False)
        batch_op.create_index("ix_succession_members_unit_id", ["unit_id"], unique=False)

    op.create_table(
        "succession_moves",
        sa.Column("succession_id", sa.Uuid(), nullable=False),
        sa.Column(
            "what",
            papi.kit.types._CodeEnum(
                "assignment", "report", "membership", "evidence", "group", "period", "child", name="moved", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "how",
            papi.kit.types._CodeEnum(
                "carried", "merged", "continued", "entrusted", "set_aside", "ended", name="how", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("from_unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("to_unit_id", sa.Uuid(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("moved_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["from_unit_id"], ["units.id"], name=op.f("fk_succession_moves_from_unit_id_units")),
        sa.ForeignKeyConstraint(["succession_id"], ["successions.id"], name=op.f("fk_succession_moves_succession_id_successions")),
        sa.ForeignKeyConstraint(["to_unit_id"], ["units.id"], name=op.f("fk_succession_moves_to_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_moves")),
    )
    with op.batch_alter_table("succession_moves", schema=None) as batch_op:
        batch_op.create_index("ix_succession_moves_into_id", ["into_id"], unique=False)
        batch_op.create_index("ix_succession_moves_succession_id", ["succession_id", "id"], unique=False)
        batch_op.create_index("ix_succession_moves_thing_id", ["thing_id"], unique=False)

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=36), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("carried_to_id", sa.Uuid(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_assignments_task_id_unit_id"), type_="unique")
        batch_op.create_index("ix_assignments_carried_to_id", ["carried_to_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_assignments_task_id_unit_id_origin"), ["task_id", "unit_id", "origin"])
        batch_op.create_foreign_key(batch_op.f("fk_assignments_carried_to_id_assignments"), "assignments", ["carried_to_id"], ["id"])

    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("carried_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("carried_to_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_reports_carried_to_id_reports"), "reports", ["carried_to_id"], ["id"])

    with op.batch_alter_table("unit_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folded", sa.Text(), nullable=False, server_default=""))
    _fold_versions()
    for table, column in (("assignments", "origin"), ("unit_versions", "folded")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)


def _fold_versions() -> None:
    connection = op.get_bind()
    table = sa.table("unit_versions", sa.column("id"), sa.column("folded"), sa.column("name"), sa.column("short_name"))
    rows = connection.execute(sa.select(table.c.id, table.c.name, table.c.short_name)).all()
    folded = [{"key": row[0], "text": searchable(*row[1:])} for row in rows]
    if folded:
        statement = sa.update(table).where(table.c.id == sa.bindparam("key")).values(folded=sa.bindparam("text"))
        connection.execute(statement, folded)


def downgrade() -> None:
    with op.batch_alter_table("unit_versions", schema=None) as batch_op:
        batch_op.drop_column("folded")

    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reports_carried_to_id_reports"), type_="foreignkey")
        batch_op.drop_column("carried_to_id")
        batch_op.drop_column("carried_on")

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_assignments_carried_to_id_assignments"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_assignments_task_id_unit_id_origin"), type_="unique")
        batch_op.drop_index("ix_assignments_carried_to_id")
        batch_op.create_unique_constraint(batch_op.f("uq_assignments_task_id_unit_id"), ["task_id", "unit_id"])
        batch_op.drop_column("carried_to_id")
        batch_op.drop_column("origin")

    with op.batch_alter_table("succession_moves", schema=None) as batch_op:
        batch_op.drop_index("ix_succession_moves_thing_id")
        batch_op.drop_index("ix_succession_moves_succession_id")
        batch_op.drop_index("ix_succession_moves_into_id")

    op.drop_table("succession_moves")
    with op.batch_alter_table("succession_members", schema=None) as batch_op:
        batch_op.drop_index("ix_succession_members_unit_id")
        batch_op.drop_index("ix_succession_members_succession_id")

    op.drop_table("succession_members")
    with op.batch_alter_table("unit_lineages", schema=None) as batch_op:
        batch_op.drop_index("ix_unit_lineages_predecessor_id")

    op.drop_table("unit_lineages")
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.drop_index("ix_successions_state_effective_on")
        batch_op.drop_index("ix_successions_effective_on_id")

    op.drop_table("successions")
