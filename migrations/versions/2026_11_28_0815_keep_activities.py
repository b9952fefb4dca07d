"""keep activities

Revision ID: a51c07d3e9f2
Revises: c4d81f6b2e07
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "a51c07d3e9f2"
down_revision = "c4d81f6b2e07"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)
_KINDS = ("communication", "legal_education", "training", "dialogue", "self_inspection")
_FORMS = (
    *("conference", "class", "residents_meeting", "loudspeaker", "social_media", "website", "leaflet", "banner", "mobile", "check"),
    "other",
)


def _code(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "activities",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _code("activitykind", *_KINDS), nullable=False),
        sa.Column("form", _code("activityform", *_FORMS), nullable=False),
        sa.Column("state", _code("activitystate", "planned", "held", "cancelled"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_for", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_activities_recorded_by_people")),
        sa.ForeignKeyConstraint(["recorded_for"], ["people.id"], name=op.f("fk_activities_recorded_for_people")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_activities_task_id_tasks")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_activities_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_index("ix_activities_unit_id_ends_on", "activities", ["unit_id", "ends_on", "id"])
    op.create_index("ix_activities_ends_on", "activities", ["ends_on", "id"])
    op.create_index("ix_activities_task_id", "activities", ["task_id"])
    op.create_table(
        "activity_indicators",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_activity_indicators_activity_id_activities")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_activity_indicators_indicator_id_indicators")),
        sa.PrimaryKeyConstraint("activity_id", "indicator_id", name=op.f("pk_activity_indicators")),
    )
    op.create_index("ix_activity_indicators_indicator_id", "activity_indicators", ["indicator_id"])
    op.create_table(
        "activity_evidence",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=False),
        sa.Column("unlinked_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_activity_evidence_activity_id_activities")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_activity_evidence_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["linked_by"], ["people.id"], name=op.f("fk_activity_evidence_linked_by_people")),
        sa.PrimaryKeyConstraint("activity_id", "evidence_id", name=op.f("pk_activity_evidence")),
    )
    op.create_index("ix_activity_evidence_evidence_id", "activity_evidence", ["evidence_id"])


def downgrade() -> None:
    op.drop_table("activity_evidence")
    op.drop_table("activity_indicators")
    op.drop_table("activities")
