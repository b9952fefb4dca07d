"""Whoever adds a table that speaks of a unit decides what becomes of it when units change."""

from collections.abc import Mapping

import papi.main  # noqa: F401 - importing the application registers every table
from papi.kit.db import Base

STAYS = "stays with the unit that it was of: what was done, sent, said or counted then"
CARRIED = "goes on at the unit that comes after, with a trace"
JOINS = "the unit that comes after joins beside the one before, which is filtered by its days"
LINEAGE = "read by the unit that comes after through the units' lineage"
ITSELF = "is the reorganisation's own record"

DECIDED: Mapping[str, str] = {
    "api_client_units.unit_id": "stays: what a system reads is the administrator's word; whoever reads the heir reads this one",
    "activities.unit_id": "read through the units' lineage; the one unit that answers for the one before holds, corrects and cancels",
    "assignment_parts.lead_unit_id": STAYS,
    "assignments.unit_id": CARRIED,
    "assignment_counts.unit_id": "follows the assignments that it counts",
    "attention_units.unit_id": STAYS,
    "comments.unit_id": STAYS,
    "comments.author_unit_id": STAYS,
    "delegations.unit_id": "ends with the memberships that it lends",
    "evidence.unit_id": LINEAGE,
    "evidence_readers.unit_id": LINEAGE,
    "facts.unit_id": STAYS,
    "facts.acting_unit_id": STAYS,
    "inspections.inspecting_unit_id": LINEAGE,
    "inspections.unit_id": "read by who comes after; what is open is remedied by the one unit that answers, with a trace",
    "letterheads.unit_id": STAYS,
    "measure_values.unit_id": STAYS,
    "memberships.unit_id": CARRIED,
    "notifications.unit_id": STAYS,
    "paper_templates.unit_id": STAYS,
    "period_exceptions.unit_id": "the latest that still runs is given to the report that takes the draft over",
    "period_units.unit_id": JOINS,
    "plan_receipts.unit_id": STAYS,
    "plan_receiver_units.unit_id": JOINS,
    "reminder_targets.unit_id": STAYS,
    "reminders.sender_unit_id": STAYS,
    "report_lines.unit_id": "copied with the draft; those of what was sent stay",
    "reports.unit_id": "drafts go over into one report; what was sent stays, and is finished by who comes after",
    "subject_requests.unit_id": "read and answered by the one unit that answers for the one before",
    "succession_members.unit_id": ITSELF,
    "succession_moves.from_unit_id": ITSELF,
    "succession_moves.to_unit_id": ITSELF,
    "tasks.owner_unit_id": "read through the units' lineage; what is open of the task goes on at the unit that comes after",
    "unit_codes.unit_id": "ends the day before",
    "unit_group_members.unit_id": JOINS,
    "unit_lineages.predecessor_id": ITSELF,
    "unit_lineages.unit_id": ITSELF,
    "unit_plan_exceptions.unit_id": STAYS,
    "unit_plans.unit_id": "read through the units' lineage; the duty to send one goes over, and whoever comes after writes its own",
    "uploads.unit_id": "files on their way: of the unit they were begun for, or forgotten after three days",
    "unit_versions.parent_id": "a new version from the day stands below the heir",
    "unit_versions.unit_id": "ends the day before",
    "webhook_units.unit_id": "stays: what a system is told is the administrator's word; whoever is told of the heir is told of this one",
    "units.parent_id": "stands below the heir from the day",
}


def speaking_of_units() -> set[str]:
    found: set[str] = set()
    for table in Base.metadata.tables.values():
        for column in table.columns:
            refers = any(key.column.table.name == "units" for key in column.foreign_keys)
            if refers or column.name.endswith("unit_id"):
                found.add(f"{table.name}.{column.name}")
    return found


def test_every_column_that_speaks_of_a_unit_has_its_decision() -> None:
    assert sorted(speaking_of_units() - DECIDED.keys()) == []


def test_no_decision_speaks_of_a_column_that_is_gone() -> None:
    assert sorted(DECIDED.keys() - speaking_of_units()) == []
