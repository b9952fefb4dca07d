"""Which kinds of facts leave the house as events, and what of their data goes with them.

Closed by default: a kind that is not named here stays inside. So do, whatever their kind, facts that are private to a unit. Never named are
sign-in and accounts, security and files with malware, reads of documents, packs, what data subjects ask for, and the making of drafts; nor
an inspection before it begins, of which its unit may not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from papi.events.keys import KEYS, Key
from papi.events.words import WORDS
from papi.outbox.facts import FactKind, kind_named

_OF_REPORT = ("period_id",)
_EXTENSION = ("extension_id", "due_on", "wanted_on")
_FIGURE = ("measure", "period", "source", "number")
_AMENDMENT = ("number", "added", "changed", "dropped")

CATALOGUE: Mapping[str, tuple[str, ...]] = {
    "activity.cancelled": (),
    "activity.changed": ("fields",),
    "activity.corrected": ("fields",),
    "activity.held": ("fields",),
    "activity.planned": (),
    "activity.recorded": (),
    "activity.withdrawn": (),
    "assignment.cancelled": (),
    "assignment.carried": ("day",),
    "assignment.caught_up": ("state",),
    "assignment.changed": ("fields",),
    "assignment.confirmed": (),
    "assignment.created": (),
    "assignment.own_created": (),
    "assignment.part_accepted": (),
    "assignment.part_answered": (),
    "assignment.part_marked": ("mark",),
    "assignment.part_questioned": (),
    "assignment.part_settled": (),
    "assignment.proof_counts_again": ("count",),
    "assignment.redone": ("fields",),
    "assignment.reported": ("period_id", "state", "percent"),
    "assignment.reported_done": ("done_on",),
    "assignment.request_ended": (),
    "assignment.requested": (),
    "assignment.requested_again": ("fields",),
    "assignment.resumed": (),
    "assignment.set_aside": ("day",),
    "assignment.suspended": (),
    "assignment.taken_out": (),
    "assignment.taken_over": ("day",),
    "attention_list.published": ("units",),
    "calendar.written": ("year", "added", "removed"),
    "comment.added": (),
    "consolidated.approved": ("number",),
    "consolidated.created": ("reports",),
    "consolidated.reopened": ("number",),
    "consolidated.returned": (),
    "consolidated.submitted": (),
    "directive.given": (),
    "dispatch.delivered": ("edition",),
    "dispatch.given_up": ("edition",),
    "dispatch.queued": ("edition",),
    "dispatch.recorded": ("edition",),
    "dispatch.replayed": ("edition",),
    "evidence.accepted": ("number", "sha256"),
    "evidence.changed": ("fields",),
    "evidence.erased": (),
    "evidence.redacted": (),
    "evidence.rejected": ("number", "sha256", "reason_code"),
    "evidence.replaced": ("number", "sha256"),
    "extension.asked": _EXTENSION,
    "extension.granted": (*_EXTENSION, "granted_on"),
    "extension.refused": _EXTENSION,
    "extension.shortened": (*_EXTENSION, "granted_on"),
    "extension.withdrawn": _EXTENSION,
    "finding.changed": ("fields",),
    "finding.closed": (),
    "finding.recorded": ("day",),
    "finding.remedied": ("day",),
    "finding.returned": ("day",),
    "finding.verified": (),
    "indicator.named": ("fields",),
    "inspection.concluded": (),
    "inspection.started": (),
    "legal_basis.changed": ("fields",),
    "legal_basis.created": (),
    "measure_value.corrected": _FIGURE,
    "measure_value.recorded": _FIGURE,
    "measure_values.received": ("created", "corrected"),
    "period.changed": ("fields",),
    "period.closed": (),
    "period.created": (),
    "period.excepted": (),
    "period.moved": ("fields",),
    "period.opened": ("reports",),
    "plan.amended": _AMENDMENT,
    "plan.amended_for_asked": ("number",),
    "plan.amended_for_unit": ("number",),
    "plan.amendment_begun": (),
    "plan.amendment_returned": (),
    "plan.amendment_submitted": (),
    "plan.amendment_withdrawn": (),
    "plan.annex_imported": ("tasks_new", "tasks_changed", "assignments_new", "assignments_changed", "targets_changed"),
    "plan.approved": (),
    "plan.changed": ("fields",),
    "plan.copied": ("year", "tasks"),
    "plan.created": (),
    "plan.discarded": (),
    "plan.legal_bases_set": ("count",),
    "plan.received": ("number",),
    "plan.receivers_set": ("count",),
    "plan.restored": (),
    "plan.returned": (),
    "plan.sent": ("number",),
    "plan.submitted": (),
    "plan.target_changed": ("code",),
    "plan.targets_set": ("count",),
    "reminder.requested": (),
    "reminder.sent": (),
    "report.accepted": _OF_REPORT,
    "report.correction_accepted": (*_OF_REPORT, "number"),
    "report.correction_returned": _OF_REPORT,
    "report.correction_sent": _OF_REPORT,
    "report.correction_withdrawn": _OF_REPORT,
    "report.parts_reopened": _OF_REPORT,
    "report.parts_returned": _OF_REPORT,
    "report.reopened": (*_OF_REPORT, "lines"),
    "report.returned": (*_OF_REPORT, "lines"),
    "report.sealed": (*_OF_REPORT, "number", "sha256"),
    "report.submitted": (*_OF_REPORT, "submission", "late"),
    "report_answer.returned": ("report_id",),
    "report_line.returned": ("report_id",),
    "report_outline.written": ("day", "count"),
    "report_regime.written": ("count",),
    "scores.imported": ("count",),
    "succession.changed": ("day",),
    "succession.effective": ("day",),
    "succession.planned": ("day",),
    "succession.withdrawn": (),
    "task.changed": ("fields",),
    "task.created": (),
    "task.dropped": (),
    "task.figures_set": ("count",),
    "task.steps_set": ("count",),
    "unit.changed": ("since", "fields"),
    "unit.created": (),
    "unit.renamed": ("day",),
    "unit.succeeded": ("day", "assignments", "reports"),
    "unit_plan.accepted": (),
    "unit_plan.excepted": ("day",),
    "unit_plan.followed": (),
    "unit_plan.returned": (),
    "unit_plan.submitted": ("submission", "late"),
}


@dataclass(frozen=True)
class EventType:
    """A type of event: the kind of fact that it is made of, and the keys of its data."""

    kind: FactKind
    keys: Mapping[str, Key]

    @property
    def name(self) -> str:
        """`resource.past_tense`, as the fact's kind is called."""
        return self.kind.name

    @property
    def resource(self) -> str:
        """What it happens to: the first part of the name."""
        return self.name.partition(".")[0]

    def words(self, language: str) -> str:
        """What happens, for who chooses among types: the words of the kind, or others where those have gaps that a fact fills."""
        vi, en = WORDS.get(self.name, (self.kind.vi, self.kind.en))
        return en if language == "en" else vi


KEYS_OF: Mapping[str, Mapping[str, Key]] = {name: {key: KEYS[key] for key in keys} for name, keys in CATALOGUE.items()}
"""What each type's data holds."""


def event_types() -> Mapping[str, EventType]:
    """All types by name, in the order of their names. Kinds are declared by the capabilities above: asked before, there are none."""
    found = ((kind_named(name), keys) for name, keys in sorted(KEYS_OF.items()))
    return {kind.name: EventType(kind, keys) for kind, keys in found if kind is not None}


def leaves(kind: str, *, private: bool) -> bool:
    """Whether a fact becomes an event at all, whoever asks."""
    return not private and kind in CATALOGUE
