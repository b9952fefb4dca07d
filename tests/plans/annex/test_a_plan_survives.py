"""A plan that is written as its annex and read again is the same plan: generated ones, and the whole plan of the demo."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.framework.loading import load_frameworks
from papi.framework.models import Level, ScoreLevel
from papi.kit.types import new_id
from papi.outbox.facts import SYSTEM
from papi.plans.annex.comparing import Comparison, compare
from papi.plans.annex.exporting import make_document, make_workbook
from papi.plans.annex.grids import tidy
from papi.plans.annex.lines import lines_of
from papi.plans.annex.nodes import Edition, Node
from papi.plans.annex.opening import open_annex
from papi.plans.annex.reading import Known, Reader
from papi.plans.annex.standing import Held, PlanStands, Standing
from papi.plans.annex.units import Directory, KnownGroup, KnownUnit
from papi.plans.loading import load_plan
from papi.plans.models import Cadence, Mandate, Mode, Part, Plan, PlanState, Stance, Target, Task, TaskKind, TaskOrigin
from papi.units.loading import load_units
from tests.support.planning import of_year
from tests.support.reference import DATA
from tests.support.world import World

NAMES = (
    "UBND thành phố",
    "Phòng Nội vụ",
    "Phòng Văn hóa và Thông tin",
    "Phường 1",
    "Phường 2",
    "Xã Long Sơn",
    "UBMTTQ thành phố",
    "Công an",
    "Phòng Lao động, Thương binh và Xã hội",
)
UNITS = {unit.id: unit for unit in (KnownUnit(new_id(), f"U{place}", name, [name], place == 6) for place, name in enumerate(NAMES))}
IDS = list(UNITS)
GROUPS = [
    KnownGroup(new_id(), "UBND các phường, xã", IDS[3:6]),
    KnownGroup(new_id(), "Các phòng, ban", IDS[1:3]),
    KnownGroup(new_id(), "Khối một cửa", IDS[2:5]),
]
DIRECTORY = Directory(UNITS, {group.id: group for group in GROUPS}, "vung tau")
CODES = ("1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1", "2.1.1", "2.1.2")


def _nodes() -> dict[UUID, Node]:
    made: dict[str, Node] = {}
    for code in CODES:
        parent = made.get(code.rpartition(".")[0])
        level = ScoreLevel(list(Level)[code.count(".")])
        made[code] = Node(new_id(), parent.id if parent else None, code, level, [f"Nội dung số {code}"], 10)
    return {node.id: node for node in made.values()}


TOTAL = Node(new_id(), None, "PAPI", ScoreLevel.TOTAL, ["Tổng điểm", "PAPI Tổng điểm"], 80)
EDITION = Edition(_nodes(), TOTAL)
KNOWN = Known(2024, DIRECTORY, EDITION, {})
LEAVES = [node.id for node in EDITION.nodes.values() if node.level is ScoreLevel.INDICATOR]
PLAN = Plan(id=new_id(), year=2024, title="Kế hoạch", number=None, state=PlanState.DRAFT)

letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n")
words = st.text(letters, min_size=1, max_size=60).map(lambda text: " ".join(f"Việc {text}".split(" ")).strip())
days = st.dates(date(2024, 1, 1), date(2025, 12, 31))
figures = st.floats(0.01, 10, allow_nan=False)


@st.composite
def tasks(draw: st.DrawFn, number: int = 0) -> Standing:
    cadence = draw(st.sampled_from(Cadence))
    due_on = draw(st.none() | days) if cadence is Cadence.ONCE else None
    title = draw(words | st.just("Việc của nhiều đơn vị"))
    task = Task(
        id=new_id(),
        plan_id=PLAN.id,
        key=f"T-{new_id()}"[:40],
        source_ref=draw(words),
        sort=number,
        title=title,
        text=draw(st.just(title) | st.just("") | words),
        checklist=draw(
            st.lists(st.text(letters, min_size=1, max_size=30).map(lambda text: f"Ý {text}".replace("\n", " ").strip()), max_size=3)
        ),
        kind=draw(st.sampled_from(TaskKind)),
        mode=draw(st.sampled_from(Mode)),
        cadence=cadence,
        due_on=due_on,
        due_text=draw(st.none() | words | st.sampled_from(["Thường xuyên", "Quý III/2024", "30/9/2024", "trước ngày 29/6/2024"])),
        deliverable=draw(st.none() | words),
        requires_evidence=draw(st.booleans()),
        reportable=draw(st.booleans()),
    )
    return Standing(task, frozenset(draw(st.sets(st.sampled_from(LEAVES), max_size=4))), draw(holders(task)), draw(origins(task)))


@st.composite
def origins(draw: st.DrawFn, task: Task) -> TaskOrigin | None:
    cells = [["Nhiệm vụ", draw(words)], ["Ghi chú", draw(words)]]
    kept = TaskOrigin(task_id=task.id, file_name="phu-luc.xlsx", place="dòng 1", cells=cells, loaded_at=datetime(2024, 1, 1, tzinfo=UTC))
    return draw(st.none() | st.just(kept))


@st.composite
def holders(draw: st.DrawFn, task: Task) -> dict[UUID, Held]:
    found: dict[UUID, Held] = {}
    for unit_id in draw(st.sets(st.sampled_from(IDS), max_size=8)):
        unit = UNITS[unit_id]
        mandate = Mandate.REQUESTED if unit.asked else draw(st.sampled_from([Mandate.ASSIGNED, Mandate.ASSIGNED, Mandate.REQUESTED]))
        due_on = draw(st.just(task.due_on) | st.none() | days) if task.cadence is Cadence.ONCE else None
        told = (new_id(), unit_id, unit.short_name, draw(st.sampled_from(Part)), mandate, due_on)
        cancelled, carried = draw(st.sampled_from([(False, False)] * 4 + [(True, False), (False, True)]))
        found[unit_id] = Held(*told, cancelled, carried)
    return found


@st.composite
def targets(draw: st.DrawFn) -> dict[UUID, Target]:
    found: dict[UUID, Target] = {}
    places = [TOTAL.id, *EDITION.nodes]
    for node_id in draw(st.sets(st.sampled_from(places), max_size=6)):
        low = draw(st.booleans()) and node_id != TOTAL.id
        found[node_id] = Target(
            plan_id=PLAN.id,
            indicator_id=node_id,
            baseline=draw(st.none() | figures),
            target=draw(st.none() | figures),
            stance=draw(st.sampled_from(Stance)),
            low_rated=low,
            low_rated_source=draw(st.none() | words) if low else None,
            note=draw(st.none() | words),
        )
    return {node_id: found[node_id] for node_id in places if node_id in found}


plans = st.builds(PlanStands, st.lists(tasks(), max_size=6), targets())


def read_again(stands: PlanStands, against: PlanStands, known: Known = KNOWN) -> Comparison:
    """The plan as its annex, read and held against a plan."""
    lines = lines_of(open_annex(make_workbook(PLAN, known, stands)).grids, 2024) if stands.tasks or stands.targets else lines_of([], 2024)
    reader = Reader(known)
    compared = compare(list(reader.read(lines.lines)), against, known)
    assert [trouble.vi for row in compared.rows for trouble in row.proposal.troubles] == []
    return compared


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans)
def test_its_own_annex_changes_nothing_in_a_plan(stands: PlanStands) -> None:
    compared = read_again(stands, stands)

    assert [change for row in compared.rows for change in row.changes] == []
    assert (compared.missing, [row for row in compared.rows if row.is_new]) == ([], [])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans)
def test_an_empty_plan_becomes_the_same_by_its_annex(stands: PlanStands) -> None:
    compared = read_again(stands, PlanStands([], {}))

    made = [row.proposal.task for row in compared.rows if row.proposal.task is not None]
    assert len(made) == len(stands.tasks)
    for task, standing in zip(made, stands.tasks, strict=True):
        before = standing.task
        assert (task.key, task.kind, task.mode, task.requires_evidence, task.reportable) == (
            *(before.key, before.kind, before.mode, before.requires_evidence, before.reportable),
        )
        assert task.time is not None
        assert (task.time.cadence, task.time.due_on) == (before.cadence, before.due_on)
        assert EDITION.indicators(node.id for node in task.nodes) == standing.linked
        assert _wanted(task.given, before) == {
            (one.unit_id, one.part, one.mandate, one.due_on) for one in standing.held.values() if one.open
        }
        assert tidy(task.text or task.title) == tidy(before.text or before.title)
        assert task.checklist == [tidy(point) for point in before.checklist]
        assert tidy(task.due_text or task.time.canonical) == tidy(before.due_text or task.time.canonical)
    assert [_note(row.origin) for row in compared.rows if row.is_new] == [tidy(standing.note) for standing in stands.tasks]


def _note(cells: Sequence[Sequence[str]] | None) -> str:
    return next((text for heading, text in cells or () if heading == "Ghi chú"), "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans)
def test_its_own_document_changes_nothing_but_titles_over_several_lines(stands: PlanStands) -> None:
    for standing in stands.tasks:
        standing.task.due_text = None  # words that are no time are asked: there is no column of days
    lines = lines_of(open_annex(make_document(PLAN, KNOWN, stands)).grids, 2024) if stands.tasks else lines_of([], 2024)

    compared = compare(list(Reader(KNOWN).read(lines.lines)), stands, KNOWN)

    assert [trouble.vi for row in compared.rows for trouble in row.proposal.troubles] == []
    assert {change.field for row in compared.rows for change in row.changes} <= {"title", "text"}
    assert (compared.missing, [row for row in compared.rows if row.is_new]) == ([], [])


def _wanted(given_: Sequence[Any], task: Task) -> set[Any]:
    usual = task.due_on if task.cadence is Cadence.ONCE else None
    return {(one.unit_id, one.part, one.mandate, one.due_on if one.own_due else usual) for one in given_}


async def test_the_whole_plan_of_the_demo_survives(world: World) -> None:
    async with world.database.writing() as session:
        ids = await load_units(session, json.loads((DATA / "units.json").read_text(encoding="utf-8")))
        await load_frameworks(session, DATA)
        plan = await load_plan(session, json.loads((DATA / "plan-2024.json").read_text(encoding="utf-8")), SYSTEM)
        office = await session.get_one(Unit, ids["PB-NV"])
    coordinator = await world.person(Role.COORDINATOR, office)
    file = {"file": ("phu-luc.xlsx", (await coordinator.get(f"/plans/{plan.id}/annex")).content)}
    draft = (await coordinator.post("/plans", {"year": 2025, "title": "Kế hoạch", "framework_year": 2023})).json()
    await of_year(world, coordinator, draft, 2024)

    same = (await coordinator.post(f"/plans/{plan.id}/import?dry_run=true", files=file)).json()
    made = (await coordinator.post(f"/plans/{draft['id']}/import", files=file)).json()

    assert {row["status"] for row in same["rows"]} == {"same"}
    assert (made["counts"]["tasks_new"], made["counts"]["assignments_new"]) == (82, 1646)
    copy = {"file": ("phu-luc.xlsx", (await coordinator.get(f"/plans/{draft['id']}/annex")).content)}
    again = (await coordinator.post(f"/plans/{plan.id}/import?dry_run=true", files=copy)).json()
    assert ({row["status"] for row in again["rows"]}, again["missing"]) == ({"same"}, [])
    assert await _shape(world, plan.id) == await _shape(world, draft["id"])
    wanted = [(await coordinator.get(f"/plans/{each}/targets")).json()["total"] for each in (plan.id, draft["id"])]
    assert wanted[0] == wanted[1] == {"baseline": None, "target": 44.9224, "stance": "improve", "note": "ví dụ"}


async def _shape(world: World, plan_id: Any) -> dict[str, Any]:
    """Tasks by key, without what only the first plan's data say: that they are examples, and of what."""
    apart = {"id", "plan_id", "sort", "example", "source", "version", "folded"}
    found: dict[str, Any] = defaultdict(dict)
    async with world.database.reading() as session:
        for task in await session.scalars(select(Task).where(Task.plan_id == UUID(str(plan_id)))):
            found[task.key] = {name: value for name, value in vars(task).items() if not name.startswith("_") and name not in apart}
    return found


def test_days_of_one_unit_are_told_and_read() -> None:
    task = Task(**_plain_task(), cadence=Cadence.ONCE, due_on=date(2024, 9, 30))
    own = Held(new_id(), IDS[3], "Phường 1", Part.LEAD, Mandate.ASSIGNED, date(2024, 9, 30) + timedelta(days=15), cancelled=False)

    compared = read_again(PlanStands([Standing(task, frozenset(), {IDS[3]: own})], {}), PlanStands([], {}))

    assert compared.rows[0].proposal.line.texts["lead"] == "Phường 1 (hạn 15/10/2024)"  # pyright: ignore[reportArgumentType] - a StrEnum


def _plain_task() -> dict[str, Any]:
    common = {
        "key": "T-1",
        "source_ref": "II.1",
        "sort": 1,
        "title": "Việc",
        "text": "",
        "checklist": [],
        "due_text": None,
        "deliverable": None,
    }
    return {
        "id": new_id(),
        "plan_id": PLAN.id,
        **common,
        "kind": TaskKind.GENERAL,
        "mode": Mode.EACH,
        "requires_evidence": False,
        "reportable": True,
    }
