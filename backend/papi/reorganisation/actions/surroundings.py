"""What stands around the units: documents that who comes after may read, named groups, ad-hoc periods that asked single units, and
what inspections found."""

from uuid import UUID

from sqlalchemy import func, select

from papi.directory.models import UnitGroup, UnitGroupMember
from papi.evidence.models import Evidence
from papi.inspections.facts import finding_label
from papi.inspections.models import Finding, Inspection
from papi.inspections.queries.findings import is_followed
from papi.plans.models import PlanReceiverUnit
from papi.reorganisation.actions.carrying import Carrying
from papi.reorganisation.models import How, Moved
from papi.reports.models import Period, PeriodState, PeriodUnit


async def entrust_documents(carrying: Carrying) -> None:
    """Documents stay with the unit that added them. Who comes after reads them all, linked or not, by the units' lineage."""
    counted = select(Evidence.unit_id, func.count()).where(Evidence.unit_id.in_(carrying.ending)).group_by(Evidence.unit_id)
    numbers = {row[0]: row[1] for row in (await carrying.session.execute(counted)).all()}
    for unit_id in carrying.ending:
        if number := numbers.get(unit_id):
            heritage = carrying.heritages[unit_id]
            thing = (unit_id, f"{number} tài liệu kiểm chứng")
            carrying.note(Moved.EVIDENCE, How.ENTRUSTED if heritage.heir else How.ENDED, thing, (heritage.unit, heritage.heir))


async def join_groups(carrying: Carrying) -> None:
    """Who comes after stands in the groups in which the units before stood. These stay: a group shows those in use on its day."""
    rows = await carrying.session.execute(
        select(UnitGroup, UnitGroupMember.unit_id)
        .join(UnitGroupMember, UnitGroupMember.group_id == UnitGroup.id)
        .where(UnitGroupMember.unit_id.in_(carrying.ending))
        .order_by(UnitGroup.name)
    )
    for group, unit_id in rows.all():
        heritage = carrying.heritages[unit_id]
        for after in heritage.successors:
            if await carrying.session.get(UnitGroupMember, (group.id, after.id)) is None:
                carrying.session.add(UnitGroupMember(group_id=group.id, unit_id=after.id))
                await carrying.session.flush()
            carrying.note(Moved.GROUP, How.CARRIED, (group.id, group.name), (heritage.unit, after))


async def join_receivers(carrying: Carrying) -> None:
    """What a plan sends to a unit goes from now on to who comes after it; what was sent and acknowledged stays as it was."""
    rows = await carrying.session.scalars(select(PlanReceiverUnit).where(PlanReceiverUnit.unit_id.in_(carrying.ending)))
    for row in rows.all():
        for after in carrying.heritages[row.unit_id].successors:
            if await carrying.session.get(PlanReceiverUnit, (row.receiver_id, after.id)) is None:
                carrying.session.add(PlanReceiverUnit(receiver_id=row.receiver_id, unit_id=after.id))
                await carrying.session.flush()


async def join_periods(carrying: Carrying) -> None:
    """An ad-hoc period that is still to open asks who comes after instead, by the latest of the own due times of those before."""
    rows = await carrying.session.execute(
        select(Period, PeriodUnit.unit_id, PeriodUnit.due_at)
        .join(PeriodUnit, PeriodUnit.period_id == Period.id)
        .where(PeriodUnit.unit_id.in_(carrying.ending), Period.state == PeriodState.PLANNED)
        .order_by(Period.data_to)
    )
    joined: dict[tuple[UUID, UUID], PeriodUnit | None] = {}
    for period, unit_id, due_at in rows.all():
        heritage = carrying.heritages[unit_id]
        for after in heritage.successors:
            key = (period.id, after.id)
            if key not in joined:
                joined[key] = None if await carrying.session.get(PeriodUnit, key) else PeriodUnit(period_id=period.id, unit_id=after.id)
            if (asked := joined[key]) is not None:
                asked.due_at = max(filter(None, (asked.due_at, due_at)), default=None)
                carrying.session.add(asked)
            carrying.note(Moved.PERIOD, How.CARRIED, (period.id, period.title), (heritage.unit, after))


async def entrust_findings(carrying: Carrying) -> None:
    """What an inspection found stays with the unit that was inspected. Who answers for that unit reads it and remedies what is open; where
    nobody does, whoever inspected closes it."""
    rows = await carrying.session.execute(
        select(Finding, Inspection)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .where(Inspection.unit_id.in_(carrying.ending), is_followed())
        .order_by(Inspection.starts_on, Inspection.id, Finding.number)
    )
    for finding, inspection in rows.all():
        heritage = carrying.heritages[inspection.unit_id]
        thing = (finding.id, finding_label(inspection.title, heritage.unit.short_name, finding.number))
        carrying.note(Moved.FINDING, How.ENTRUSTED if heritage.heir else How.ENDED, thing, (heritage.unit, heritage.heir))
