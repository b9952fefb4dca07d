"""The lists of the contract, and where to find one of each in the demo."""

from tests.support.world import Someone

PAGED = (
    "/activities",
    "/assignments",
    "/attention-lists",
    "/audit",
    "/comments",
    "/completeness/reports",
    "/corrections",
    "/consolidated-reports",
    "/delegations",
    "/dispatches",
    "/erasures",
    "/escalations",
    "/evidence",
    "/evidence/{evidence_id}/reads",
    "/evidence/{evidence_id}/reads",
    "/extensions",
    "/findings",
    "/frameworks",
    "/history",
    "/indicators",
    "/inspections",
    "/integration/log",
    "/legal-bases",
    "/measure-values",
    "/notifications",
    "/periods",
    "/periods/{period_id}/answers",
    "/plans",
    "/reminders",
    "/report-lines",
    "/reports",
    "/retention/due",
    "/subject-requests",
    "/subject-requests/{request_id}/candidates",
    "/scores",
    "/task-steps",
    "/tasks",
    "/unit-plan-items",
    "/unit-plans",
    "/units",
    "/units/successions",
    "/units/successions/{succession_id}/moves",
    "/users",
    "/webhooks",
)
WHOLE = (
    "/activities/summary",
    "/activities/{activity_id}/timeline",
    "/completeness",
    "/assignments/{assignment_id}/timeline",
    "/consolidated-blocks/{block_id}/sources",
    "/consolidated-reports/{consolidated_id}/dispatches",
    "/consolidated-reports/{consolidated_id}/sections/{key}/versions",
    "/consolidated-reports/{consolidated_id}/timeline",
    "/evidence/issuing-bodies",
    "/exports",
    "/evidence/{evidence_id}/timeline",
    "/evidence/{evidence_id}/uses",
    "/findings/{finding_id}/timeline",
    "/inspections/units",
    "/inspections/{inspection_id}/timeline",
    "/me/sessions",
    "/measure-values/months",
    "/measure-values/{value_id}/history",
    "/measures",
    "/me/tokens",
    "/paper-jobs",
    "/paper-templates",
    "/periods/{period_id}/answers/summary",
    "/periods/{period_id}/completeness",
    "/report-answers/{answer_id}/timeline",
    "/plans/{plan_id}/amendments",
    "/plans/{plan_id}/baselines",
    "/plans/{plan_id}/distribution",
    "/plans/{plan_id}/legal-bases",
    "/plans/{plan_id}/low-rated",
    "/plans/{plan_id}/receivers",
    "/plans/{plan_id}/targets",
    "/plans/{plan_id}/versions",
    "/report-lines/{line_id}/timeline",
    "/reports/{report_id}/carry-updates",
    "/reports/{report_id}/corrections",
    "/reports/{report_id}/answers",
    "/reports/{report_id}/lines",
    "/reports/{report_id}/missing",
    "/reports/{report_id}/seals",
    "/report-outlines",
    "/reports/{report_id}/timeline",
    "/subject-requests/{request_id}/documents",
    "/task-status",
    "/tasks/{task_id}/figures",
    "/unit-groups",
    "/unit-plans/board",
    "/unit-plans/{unit_plan_id}/timeline",
    "/units/{unit_id}/history",
    "/units/{unit_id}/letterheads",
)
READERS = {"/audit": "ubnd.lanhdao", "/delegations": "admin", "/webhooks": "admin"}  # whom to ask for a list that is not the coordinator's
ADMINISTRATORS = (
    "/api-clients",
    "/personal-tokens",
    "/users/{person_id}/sessions",
    "/webhooks/event-types",
    "/webhooks/{webhook_id}/deliveries",
)
WHOLE_ANSWERS = frozenset(
    {
        "ActivitySummary",
        "PersonalTokens",
        "TimelineRead",
        "MeasureValueHistory",
        "MeasuresRead",
        "MonthTable",
        "AnswersRead",
        "AnswersSummary",
        "LinesRead",
        "MissingRead",
        "CarryUpdatesRead",
        "ChosenDocuments",
        "CorrectionsRead",
        "ExportsRead",
        "CompletenessOverPeriods",
        "TaskFiguresRead",
        "SealsRead",
        "OutlinesRead",
        "CompletenessRead",
        "DispatchesOf",
        "AmendmentsRead",
        "BaselinesRead",
        "DistributionRead",
        "LowRatedBoard",
        "PlanBases",
        "ReceiversRead",
        "SectionVersionsRead",
        "SourcesRead",
        "TargetsRead",
        "VersionsRead",
        "StatusRead",
        "GroupsRead",
        "InspectableUnits",
        "IssuingBodies",
        "UnitHistory",
        "Uses",
        "SessionsRead",
        "UnitPlanBoard",
        "LetterheadsRead",
        "PaperJobsRead",
        "TemplatesRead",
        "EventGroups",
    }
)
_OF_ONE = {
    "activity_id": "/activities",
    "assignment_id": "/assignments",
    "consolidated_id": "/consolidated-reports?state=draft",
    "evidence_id": "/evidence",
    "finding_id": "/findings",
    "inspection_id": "/inspections",
    "period_id": "/periods?state=open",
    "plan_id": "/plans",
    "line_id": "/report-lines",
    "value_id": "/measure-values",
    "report_id": "/reports?state=returned",
    "request_id": "/subject-requests",
    "task_id": "/tasks",
    "succession_id": "/units/successions",
    "unit_id": "/units",
    "unit_plan_id": "/unit-plans",
}


def reader_of(path: str) -> str:
    """Who reads the list."""
    return READERS.get(path, "pnv.chuyenvien")


async def addresses(who: Someone) -> dict[str, str]:
    """Each list's address, about the first thing of its kind that the person sees."""
    ids = {name: (await who.get(listed)).json()["items"][0]["id"] for name, listed in _OF_ONE.items()}
    asked = (await who.get("/periods?kind=ad_hoc&state=closed")).json()["items"][0]["id"]
    ids["answer_id"] = (await who.get(f"/periods/{asked}/answers")).json()["items"][0]["id"]
    section = f"/consolidated-reports/{ids['consolidated_id']}/sections/direction"
    ids |= {"key": "direction", "block_id": (await who.get(section)).json()["blocks"][0]["id"]}
    found = {path: path.format(**ids) for path in (*PAGED, *WHOLE)}
    watched = [row["id"] for row in (await who.get("/evidence?limit=200")).json()["items"] if "reads" in row["allowed_actions"]]
    found["/evidence/{evidence_id}/reads"] = f"/evidence/{[*watched, ids['evidence_id']][0]}/reads"
    found["/measure-values/months"] += "?measure=dvc_online_rate"
    return {**found, "/comments": f"/comments?subject=report:{ids['report_id']}", "/scores": "/scores?year=2023&level=dimension"}


def with_query(address: str, query: str) -> str:
    """The address with a further part of its query."""
    return f"{address}{'&' if '?' in address else '?'}{query}"
