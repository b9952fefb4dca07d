"""One consolidated report, made of one unit's accepted report, in any state: what the tables of permissions speak of."""

from dataclasses import dataclass, field

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from tests.support.one_report import accepted_report
from tests.support.world import Someone, World


@dataclass
class OneConsolidated:
    """The report and the paragraphs of its first section."""

    period_id: str
    id: str = ""
    block_ids: list[str] = field(default_factory=list[str])

    @property
    def task_id(self) -> str:
        """The paragraph about its task as a whole."""
        return self.block_ids[-3]

    @property
    def block_id(self) -> str:
        """What the unit said."""
        return self.block_ids[-2]

    @property
    def question_id(self) -> str:
        """The paragraph about what was answered to its question."""
        return self.block_ids[-1]


async def begun_report(world: World, *, produced: bool = True) -> OneConsolidated:
    """The coordinator has produced it; or may."""
    one = OneConsolidated((await accepted_report(world, await world.unit("Phường 1"))).period_id)
    if produced:
        writer = await coordinator_of(world)
        made = await writer.post("/consolidated-reports", {"period_id": one.period_id})
        assert made.status_code == 201, made.text
        one.id = made.json()["id"]
        blocks = (await writer.get(f"/consolidated-reports/{one.id}/sections/direction")).json()["blocks"]
        one.block_ids = [block["id"] for block in blocks]
    return one


async def submitted_report(world: World) -> OneConsolidated:
    """It lies before the leader."""
    one = await begun_report(world)
    await _act(await coordinator_of(world), one, "submit")
    return one


async def returned_report(world: World) -> OneConsolidated:
    """The leader has returned it; its sections were kept at the submission."""
    one = await submitted_report(world)
    await _act(await _leader(world), one, "return", {"reason": "Bổ sung nguyên nhân"})
    return one


async def approved_report(world: World) -> OneConsolidated:
    """The leader has approved it."""
    one = await submitted_report(world)
    await _act(await _leader(world), one, "approve")
    return one


async def approve_next(world: World, one: OneConsolidated) -> None:
    """It was taken up again, and the leader has approved the next edition."""
    writer = await coordinator_of(world)
    await _act(writer, one, "reopen", {"reason": "Sửa số liệu"})
    await _act(writer, one, "submit")
    await _act(await _leader(world), one, "approve")


async def coordinator_of(world: World) -> Someone:
    """Another coordinator, who writes it."""
    return await world.person(Role.COORDINATOR, await world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))


async def _leader(world: World) -> Someone:
    return await world.person(Role.LEADER, await world.unit("UBND thành phố", UnitKind.CITY))


async def _act(who: Someone, one: OneConsolidated, act: str, body: object = None) -> None:
    done = await who.post(f"/consolidated-reports/{one.id}/{act}", body)
    assert done.status_code == 200, done.text
