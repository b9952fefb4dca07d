"""The reports to the province: that of July, returned once and approved; that of the third quarter begun, while reports still come in."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.actions import deciding, producing, versions, writing
from papi.consolidation.models import ConsolidatedBlock, ConsolidatedReport
from papi.consolidation.schemas.sections import BlockCreate, BlockUpdate
from papi.demo.files import DATA
from papi.demo.july import CODE as JULY
from papi.demo.stage import Scene, Stage, at
from papi.demo.third_quarter import CODE as THIRD_QUARTER
from papi.kit.etag import Precondition
from papi.reports.actions.outlines import write_outline
from papi.reports.models import Period
from papi.reports.outline import shipped_content
from papi.reports.schemas.outlines import OutlineWrite

_ANY = Precondition()
_TASKS = {
    "procedures": ["II.1-02"],
    "civil_service": ["II.1-03", "II.1-05", "II.1-09"],
    "digital": ["II.1-07", "II.1-08"],
}
_TEXTS: dict[str, Any] = json.loads((DATA / "consolidating.json").read_text(encoding="utf-8"))


def scenes_of_consolidating(stage: Stage) -> Iterator[Scene]:
    """Headings in August; the July report until its approval; the third quarter's half edited on the eve of the demo's first day."""
    yield Scene(at(8, 5, 9), partial(_write_outline, stage))
    yield Scene(at(8, 12, 8, 30), partial(_produce, stage, JULY))
    yield Scene(at(8, 12, 10), partial(_submit, stage, JULY))
    yield Scene(at(8, 13, 9, 15), partial(_return, stage, JULY))
    yield Scene(at(8, 13, 10, 40), partial(_add, stage, JULY, "causes", [_TEXTS["july_cause"]]))
    yield Scene(at(8, 13, 11), partial(_submit, stage, JULY))
    yield Scene(at(8, 14, 16, 20), partial(_approve, stage, JULY))
    yield Scene(at(9, 16, 15, 45), partial(_produce, stage, THIRD_QUARTER))
    yield Scene(at(9, 16, 16, 10), partial(_polish, stage, THIRD_QUARTER))
    yield Scene(at(9, 16, 16, 30), partial(_add, stage, THIRD_QUARTER, "causes", _TEXTS["causes"]))


async def _write_outline(stage: Stage, session: AsyncSession) -> None:
    content: dict[str, Any] = deepcopy(shipped_content())
    for heading in content["headings"]:
        heading["tasks"] = _TASKS.get(heading["key"], [])
    given = OutlineWrite.model_validate({**content, "valid_from": date(2024, 7, 1)})
    await write_outline(session, stage.cast.coordinator, given, _ANY)


async def _period(session: AsyncSession, code: str) -> UUID:
    return (await session.scalars(select(Period.id).where(Period.code == code))).one()


async def _report(session: AsyncSession, code: str) -> UUID:
    of_period = select(ConsolidatedReport.id).join(Period, Period.id == ConsolidatedReport.period_id).where(Period.code == code)
    return (await session.scalars(of_period)).one()


async def _produce(stage: Stage, code: str, session: AsyncSession) -> None:
    period_id = await _period(session, code)
    drafted = await producing.draft(session, stage.cast.coordinator, period_id)
    await producing.produce(session, stage.cast.coordinator, period_id, drafted)


async def _submit(stage: Stage, code: str, session: AsyncSession) -> None:
    await deciding.submit(session, stage.cast.coordinator, await _report(session, code), _ANY)


async def _return(stage: Stage, code: str, session: AsyncSession) -> None:
    await deciding.send_back(session, stage.cast.leader, await _report(session, code), _TEXTS["fault"], _ANY)


async def _approve(stage: Stage, code: str, session: AsyncSession) -> None:
    await deciding.approve(session, stage.cast.leader, await _report(session, code), (_ANY, stage.key))


async def _add(stage: Stage, code: str, section: str, texts: list[str], session: AsyncSession) -> None:
    report_id = await _report(session, code)
    for text in reversed(texts):  # each at the beginning
        await writing.add_block(session, stage.cast.coordinator, report_id, BlockCreate(section=section, text=text))
    await session.flush()
    await versions.keep_section(session, stage.cast.coordinator, report_id, section)


async def _polish(stage: Stage, code: str, session: AsyncSession) -> None:
    """The coordinator has gone over the first section: put one paragraph in own words, shortened another."""
    report_id = await _report(session, code)
    coordinator = stage.cast.coordinator
    await versions.keep_section(session, coordinator, report_id, "direction")
    rows = await session.scalars(
        select(ConsolidatedBlock)
        .where(ConsolidatedBlock.consolidated_id == report_id, ConsolidatedBlock.section == "direction")
        .order_by(ConsolidatedBlock.sort)
    )
    first, _second, *others = rows.all()
    await writing.update_block(session, coordinator, first.id, BlockUpdate(text=f"{first.text} {_TEXTS['own']}"), _ANY)
    longest = max(others[:12], key=lambda block: len(block.text))
    shorter = longest.text.rpartition(". ")[0] + "."
    await writing.update_block(session, coordinator, longest.id, BlockUpdate(text=shorter), _ANY)
    await session.flush()
    await versions.keep_section(session, coordinator, report_id, "direction")
