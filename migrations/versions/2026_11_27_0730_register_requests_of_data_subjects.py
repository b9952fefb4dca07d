"""register requests of data subjects

Revision ID: e27c50f1a9d4
Revises: d90b6f3e718a
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "e27c50f1a9d4"
down_revision = "d90b6f3e718a"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)
_PEOPLE = ("registered_by", "registered_for", "closed_by", "closed_for")


def _code(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "subject_requests",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", _code("requestkind", "provide", "erase"), nullable=False),
        sa.Column("way", _code("requestway", "in_person", "post", "online"), nullable=False),
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.Column("identity_number", sa.String(length=20), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", _code("requeststate", "open", "answered", "refused", "withdrawn"), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("registered_for", sa.Uuid(), nullable=True),
        sa.Column("registered_at", _MOMENT, nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_for", sa.Uuid(), nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_subject_requests_unit_id_units")),
        *(sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_subject_requests_{name}_people")) for name in _PEOPLE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_requests")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_subject_requests_year_number")),
    )
    with op.batch_alter_table("subject_requests") as table:
        table.create_index("ix_subject_requests_unit_id", ["unit_id"])
        table.create_index("ix_subject_requests_state_due_on", ["state", "due_on"])
    op.create_table(
        "subject_request_counts",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_subject_request_counts")),
    )
    op.create_table(
        "subject_request_documents",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("goes", _code("going", "original", "redacted", "not"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("file_version", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.Uuid(), nullable=False),
        sa.Column("chosen_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["subject_requests.id"], name=op.f("fk_subject_request_documents_request_id_subject_requests")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_subject_request_documents_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["chosen_by"], ["people.id"], name=op.f("fk_subject_request_documents_chosen_by_people")),
        sa.PrimaryKeyConstraint("request_id", "evidence_id", name=op.f("pk_subject_request_documents")),
    )
    with op.batch_alter_table("subject_request_documents") as table:
        table.create_index("ix_subject_request_documents_evidence_id", ["evidence_id"])


def downgrade() -> None:
    op.drop_table("subject_request_documents")
    op.drop_table("subject_request_counts")
    op.drop_table("subject_requests")
