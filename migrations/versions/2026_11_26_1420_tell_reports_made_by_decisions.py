"""tell the reports that a decision about units made from those that a period asked for

Revision ID: 7c2e9f41b6d8
Revises: 3f8d1c6a7e52
"""

import sqlalchemy as sa
from alembic import op

revision = "7c2e9f41b6d8"
down_revision = "3f8d1c6a7e52"
branch_labels = None
depends_on = None

_REPORTS = sa.table(
    "reports",
    sa.column("id", sa.Uuid()),
    sa.column("origin", sa.String()),
    sa.column("carried_to_id", sa.Uuid()),
)
_MOVES = sa.table(
    "succession_moves",
    sa.column("id", sa.Uuid()),
    sa.column("succession_id", sa.Uuid()),
    sa.column("what", sa.String()),
    sa.column("how", sa.String()),
    sa.column("into_id", sa.Uuid()),
    sa.column("to_unit_id", sa.Uuid()),
)
_UNITS = sa.table("units", sa.column("id", sa.Uuid()), sa.column("valid_from", sa.Date()))
_DECISIONS = sa.table("successions", sa.column("id", sa.Uuid()), sa.column("effective_on", sa.Date()))


def upgrade() -> None:
    with op.batch_alter_table("reports") as batch:
        batch.add_column(sa.Column("origin", sa.String(length=36), nullable=False, server_default=""))
    _tell()
    with op.batch_alter_table("reports") as batch:
        batch.alter_column("origin", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("reports") as batch:
        batch.drop_column("origin")


def _tell() -> None:
    """Of what was carried before: drafts went into a report that was made for them. So it was where the unit began with the decision,
    where one draft became it (into a report of the unit's own it would have been merged), and where its identifier, which tells the
    order of creation, is later than that of something the same decision had carried before."""
    earlier = _MOVES.alias()
    while_carrying = sa.exists().where(earlier.c.succession_id == _MOVES.c.succession_id, earlier.c.id < _MOVES.c.into_id)
    made = (
        sa.select(_MOVES.c.into_id, _MOVES.c.succession_id)
        .join(_DECISIONS, _DECISIONS.c.id == _MOVES.c.succession_id)
        .join(_UNITS, _UNITS.c.id == _MOVES.c.to_unit_id)
        .where(
            _MOVES.c.what == "report",
            _MOVES.c.into_id.is_not(None),
            sa.or_(_UNITS.c.valid_from == _DECISIONS.c.effective_on, _MOVES.c.how == "carried", while_carrying),
        )
        .distinct()
    )
    connection = op.get_bind()
    for row in connection.execute(made).all():
        connection.execute(sa.update(_REPORTS).where(_REPORTS.c.id == row.into_id).values(origin=str(row.succession_id)))
