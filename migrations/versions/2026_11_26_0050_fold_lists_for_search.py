"""fold every list for search

Revision ID: 5be0c4d7f921
Revises: 7d20f3b6c1a4
"""

import sqlalchemy as sa
from alembic import op

from papi.kit.text import searchable

revision = "5be0c4d7f921"
down_revision = "7d20f3b6c1a4"
branch_labels = None
depends_on = None

# table → the columns whose words are searched
_FOLDED = {
    "periods": ("title", "code"),
    "plans": ("title", "number"),
    "frameworks": ("title",),
    "comments": ("text", "author_name", "author_unit_name"),
    "notifications": ("subject_label", "by"),
}


def upgrade() -> None:
    for name, words in _FOLDED.items():
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("folded", sa.Text(), nullable=False, server_default=""))
        _fold(name, words)
        with op.batch_alter_table(name) as table:
            table.alter_column("folded", server_default=None)


def _fold(name: str, words: tuple[str, ...]) -> None:
    connection = op.get_bind()
    table = sa.table(name, *(sa.column(column) for column in ("id", "folded", *words)))
    rows = connection.execute(sa.select(table.c.id, *(table.c[column] for column in words))).all()
    folded = [{"key": row[0], "text": searchable(*row[1:])} for row in rows]
    if folded:
        statement = sa.update(table).where(table.c.id == sa.bindparam("key")).values(folded=sa.bindparam("text"))
        connection.execute(statement, folded)


def downgrade() -> None:
    for name in _FOLDED:
        with op.batch_alter_table(name) as table:
            table.drop_column("folded")
