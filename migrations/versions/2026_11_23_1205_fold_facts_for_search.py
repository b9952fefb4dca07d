"""fold facts for search

Revision ID: 7d20f3b6c1a4
Revises: 4c1de7a90b52
"""

import sqlalchemy as sa
from alembic import op

from papi.kit.text import searchable

revision = "7d20f3b6c1a4"
down_revision = "4c1de7a90b52"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("facts") as facts:
        facts.add_column(sa.Column("folded", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    table = sa.table("facts", *(sa.column(name) for name in ("id", "subject_label", "person_name", "acting_unit_name", "folded")))
    rows = connection.execute(sa.select(table.c.id, table.c.subject_label, table.c.person_name, table.c.acting_unit_name)).all()
    folded = [{"key": row.id, "text": searchable(row.subject_label, row.person_name, row.acting_unit_name)} for row in rows]
    if folded:
        statement = sa.update(table).where(table.c.id == sa.bindparam("key")).values(folded=sa.bindparam("text"))
        connection.execute(statement, folded)
    with op.batch_alter_table("facts") as facts:
        facts.alter_column("folded", server_default=None)
        facts.create_index("ix_facts_business_at_id", ["business_at", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("facts") as facts:
        facts.drop_index("ix_facts_business_at_id")
        facts.drop_column("folded")
