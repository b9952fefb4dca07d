"""The tables of the plan, by topic."""

from papi.plans.models.annex import AnnexSpelling, TaskOrigin
from papi.plans.models.assignments import (
    Assignment,
    AssignmentCount,
    AssignmentEvidence,
    DeadlineState,
    Mandate,
    Outcome,
    Part,
    WorkState,
)
from papi.plans.models.extensions import Extension, ExtensionEvidence, ExtensionState
from papi.plans.models.figures import FigureKind, FigureRule, TaskFigure
from papi.plans.models.papers import (
    BasisKind,
    LegalBasis,
    PlanLegalBasis,
    PlanReceipt,
    PlanReceiver,
    PlanReceiverUnit,
    StepState,
    TaskStep,
)
from papi.plans.models.parts import AssignmentPart, LeadMark, Receipt, SubTask
from papi.plans.models.plans import Plan, PlanState, Stance, Target
from papi.plans.models.tasks import Cadence, Mode, Task, TaskDimension, TaskIndicator, TaskKind
from papi.plans.models.versions import Amendment, AmendmentState, PlanVersion

__all__ = [
    "Amendment",
    "AmendmentState",
    "AnnexSpelling",
    "Assignment",
    "AssignmentCount",
    "AssignmentEvidence",
    "AssignmentPart",
    "BasisKind",
    "Cadence",
    "DeadlineState",
    "Extension",
    "ExtensionEvidence",
    "ExtensionState",
    "FigureKind",
    "FigureRule",
    "LeadMark",
    "LegalBasis",
    "Mandate",
    "Mode",
    "Outcome",
    "Part",
    "Plan",
    "PlanLegalBasis",
    "PlanReceipt",
    "PlanReceiver",
    "PlanReceiverUnit",
    "PlanState",
    "PlanVersion",
    "Receipt",
    "Stance",
    "StepState",
    "SubTask",
    "Target",
    "Task",
    "TaskDimension",
    "TaskFigure",
    "TaskIndicator",
    "TaskKind",
    "TaskOrigin",
    "TaskStep",
    "WorkState",
]
