"""What is worked on goes over; years that are over stay as their dashboards tell them, and drafts are told to those who make them."""

from datetime import date
from typing import Any
from uuid import UUID

from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import new_id
from papi.plans.models import Assignment, Cadence, Mandate, Mode, Part, Plan, PlanState, Task, TaskKind, WorkState
from papi.plans.progress import begin_counting
from tests.support.planning import counts_are_true, draft_plan, numbers, task_body
from tests.support.reorganising import DAY, URL, decided, decision, merger, moves_of, now_in, on, part, tried, unit_called
from tests.support.reporting import Reporting

STATES = {Cadence.EACH_PERIOD: WorkState.COMPLETED, Cadence.STANDING: WorkState.IN_PROGRESS, Cadence.ONCE: WorkState.NOT_STARTED}


async def older_plan(reporting: Reporting, unit: Unit, *, year: int = 2021, mandate: Mandate = Mandate.ASSIGNED) -> dict[Cadence, UUID]:
    """A plan of a year before in which the unit has a task of each cadence; the assignments."""
    async with reporting.world.database.writing() as session:
        framework_id = (await session.get_one(Plan, reporting.plan_id)).framework_id
        plan = Plan(id=new_id(), year=year, title=f"Kế hoạch năm {year}", state=PlanState.APPROVED, framework_id=framework_id)
        tasks = [_task(plan, cadence, place) for place, cadence in enumerate(STATES)]
        rows = [_assignment(task, unit, mandate) for task in tasks]
        for some in ([plan], tasks, rows):
            session.add_all(some)
            await session.flush()
        await begin_counting(session, rows)
    return {task.cadence: row.id for task, row in zip(tasks, rows, strict=True)}


def _task(plan: Plan, cadence: Cadence, place: int) -> Task:
    given: dict[str, Any] = {"checklist": [], "requires_evidence": False, "reportable": True, "dimension": ""}
    named = {"key": f"II.{place}", "title": f"Nhiệm vụ {plan.year} số {place}", "text": "Nội dung.", "source_ref": "II", "sort": place}
    due_on = date(plan.year, 12, 1) if cadence is Cadence.ONCE else None
    return Task(id=new_id(), plan_id=plan.id, kind=TaskKind.GENERAL, mode=Mode.EACH, cadence=cadence, due_on=due_on, **named, **given)


def _assignment(task: Task, unit: Unit, mandate: Mandate) -> Assignment:
    state = STATES[task.cadence]
    return Assignment(
        id=new_id(),
        plan_id=task.plan_id,
        task_id=task.id,
        unit_id=unit.id,
        sort=task.sort,
        part=Part.LEAD,
        mandate=mandate,
        due_on=task.due_on,
        work_state=state,
        shown_work_state=state,
        updated_at=clock.business(),
    )


async def test_of_a_year_that_is_over_only_what_is_still_to_be_done_once_goes_over(reporting: Reporting) -> None:
    older = await older_plan(reporting, reporting.ward)
    year = await reporting.coordinator.get("/plans?year=2021")
    plan_id = year.json()["items"][0]["id"]
    before = await numbers(reporting.coordinator, f"plan={plan_id}")
    with on(DAY):
        made = await decided(reporting.admin, merger(reporting))
        moved = {move["thing_id"] for move in await moves_of(reporting.admin, made)}
        after = await numbers(reporting.coordinator, f"plan={plan_id}")
        left = (await reporting.coordinator.get(f"/assignments?plan={plan_id}&unit={reporting.ward.id}")).json()["items"]

    assert moved & set(map(str, older.values())) == {str(older[Cadence.ONCE])}
    assert sorted(row["id"] for row in left) == sorted(str(older[cadence]) for cadence in (Cadence.EACH_PERIOD, Cadence.STANDING))
    assert after == before
    assert await counts_are_true(reporting)


async def test_last_years_plan_goes_over_while_its_reports_are_still_written(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    with on("2025-01-15"):
        open_yet = await tried(reporting.admin, merger(reporting, day="2025-01-15"))
        await reporting.coordinator.post(f"/periods/{period}/close")
        closed = await tried(reporting.admin, merger(reporting, day="2025-01-15"))

    def assignments(preview: dict[str, Any]) -> list[str]:
        return [move["label"] for move in preview["moves"] if move["what"] == "assignment"]

    assert len(assignments(open_yet)) == 7
    assert assignments(closed) == ["Tổ chức lớp phổ biến pháp luật"]


async def test_a_draft_of_next_years_plan_goes_over_and_is_told_to_those_who_make_plans(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    secret = task["title"]
    given = {"task_id": task["id"], "unit_id": str(reporting.ward.id), "part": "lead"}
    assert (await reporting.coordinator.post("/assignments", given)).status_code == 201
    preview = await tried(reporting.admin, merger(reporting))
    with on(DAY):
        made = await decided(reporting.admin, merger(reporting))
        unit = await unit_called(reporting.coordinator, "Phường Vũng Tàu")
        officer = await now_in(reporting.world, reporting.officer, unit["id"])
        to_makers = await moves_of(reporting.coordinator, made)
        to_others = [await moves_of(who, made) for who in (officer, reporting.admin, reporting.observer)]
        file = await reporting.admin.get(f"{URL}/{made['id']}/moves?format=csv")
        goes_on = (await reporting.coordinator.get(f"/assignments?plan={plan['id']}")).json()["items"]

    assert [move["to_name"] for move in to_makers if move["label"] == secret] == ["Phường Vũng Tàu"]
    assert secret not in [move["label"] for moves in (*to_others, preview["moves"]) for move in moves]
    assert len(to_others[1]) == len(to_makers) - 1
    assert secret not in file.text
    assert [row["unit"]["id"] for row in goes_on] == [unit["id"]]


async def test_who_was_asked_is_asked_and_not_assigned_by_a_reorganisation(reporting: Reporting) -> None:
    """A body that is requested is never late and never ranked; nor is the unit that takes its place."""
    older = await older_plan(reporting, reporting.other_ward, year=2023, mandate=Mandate.REQUESTED)
    with on(DAY):
        heir = {"unit_id": str(reporting.department.id)}
        made = await decided(reporting.admin, decision(part("dissolve", [reporting.other_ward], [heir])))
        moves = {move["thing_id"]: move["into_id"] for move in await moves_of(reporting.admin, made, "&what=assignment")}
        asked = (await reporting.coordinator.get(f"/assignments/{moves[str(older[Cadence.ONCE])]}")).json()

    assert (asked["mandate"], asked["deadline_state"], asked["due_on"]) == ("requested", "no_deadline", "2023-12-01")
