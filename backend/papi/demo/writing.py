"""How the demo's officers write: results in the words of narratives.json, varied by unit and task, always the same."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.figures import figures_for
from papi.demo.files import DATA
from papi.demo.library import Library
from papi.directory.models import Unit, UnitKind, UnitLevel, level_of
from papi.evidence.actions import count_links
from papi.kit import clock
from papi.kit.text import nfc, spoken_number
from papi.outbox.facts import changes, record
from papi.plans.models import Cadence, Part
from papi.plans.progress import advance
from papi.reports.actions.occurrences import Occurrence, begun, list_occurrences
from papi.reports.facts import LINE_SAVED, about_line
from papi.reports.models import Report, ReportLineEvidence
from papi.reports.queries.reports import LoadedReport
from papi.reports.sufficiency import content_of, is_complete

NARRATIVES: dict[str, Any] = json.loads((DATA / "narratives.json").read_text(encoding="utf-8"))
_OF_ITS_OWN: list[dict[str, Any]] = [
    {
        "result": "{unit} đã triển khai giải pháp theo kế hoạch của đơn vị: phân công {n1} người phụ trách, thực hiện tại khu phố {kp}, "
        "thông báo đến {n2} hộ dân; kết quả ghi tại Báo cáo số {so}/BC ngày {ngay}.",
        "difficulties": "",
        "proposals": "",
        "percent": [50, 75],
        "short": False,
    }
]
_BODIES = {UnitKind.FRONT, UnitKind.PARTY}


@dataclass(frozen=True)
class Text:
    """What an officer types on one line."""

    result: str
    difficulties: str
    proposals: str
    percent: int | None
    figures: dict[str, int | float]


@dataclass(frozen=True)
class Pen:
    """Who writes what: a unit's officer, from the texts of one occasion, with days of one span; `unfinished` tasks are still being done."""

    actor: Actor
    unit: Unit
    library: Library
    first_day: date
    last_day: date
    occasion: str = "lines"
    unfinished: frozenset[str] = frozenset()

    def text(self, occurrence: Occurrence) -> Text:
        """The unit's text for a task; the same one each time it is asked, and none that is done before its day."""
        chance = random.Random(f"{self.unit.code}/{occurrence.task.key}/{self.occasion}")  # noqa: S311 - variety, not a secret
        variants = self._variants(occurrence)
        chosen = chance.choice(variants)
        low, high = chosen["percent"]
        percent = min(high, low + 5 * chance.randint(0, max(0, (high - low) // 5)))
        if occurrence.task.cadence is Cadence.ONCE and occurrence.task.due_on and occurrence.task.due_on > clock.today():
            percent = min(percent, 60)
        # drawn apart, so that a text names the numbers that stand beside it
        figures = figures_of(self.unit, occurrence.task.key, self.occasion)
        words = {name: self._filled(chosen[name] or "", chance, figures) for name in ("result", "difficulties", "proposals")}
        return Text(percent=percent, figures=figures, **words)

    def _variants(self, occurrence: Occurrence) -> list[dict[str, Any]]:
        occasion = "unfinished" if occurrence.task.key in self.unfinished else self.occasion
        if occurrence.task.owner_unit_id is not None:
            return _OF_ITS_OWN
        audiences = NARRATIVES[occasion][occurrence.task.key]
        all_variants: list[dict[str, Any]] = audiences.get(self._audience()) or next(iter(audiences.values()))
        short = occurrence.assignment.part is Part.SUPPORT
        return [variant for variant in all_variants if variant["short"] is short] or all_variants

    def _audience(self) -> str:
        if self.unit.kind in _BODIES:
            return "body"
        return "ward" if level_of(self.unit.kind) is UnitLevel.WARD else "department"

    def _filled(self, template: str, chance: random.Random, figures: Mapping[str, float]) -> str:
        day = self.first_day + timedelta(days=chance.randint(0, (self.last_day - self.first_day).days))
        ward = level_of(self.unit.kind) is UnitLevel.WARD
        text = template.format(
            unit=self.unit.name if ward else self.unit.short_name,
            so=chance.randint(10, 480),
            ngay=f"{day.day}/{day.month}/{day.year}",
            n1=chance.randint(2, 12),
            n2=chance.randint(60, 480),
            kp=chance.randint(1, 9),
            **{key: spoken_number(number, "vi") for key, number in figures.items()},
        )
        if self.unit.kind is UnitKind.COMMUNE:
            text = text.replace("khu phố", "thôn").replace("Khu phố", "Thôn")
        return nfc(text)


def figures_of(unit: Unit, task_key: str, occasion: str = "lines") -> dict[str, int | float]:
    """What the unit reports in numbers with a task on an occasion."""
    return figures_for(task_key, random.Random(f"{unit.code}/{task_key}/{occasion}/figures"))  # noqa: S311 - variety, not a secret


async def write_lines(
    session: AsyncSession, pen: Pen, loaded: LoadedReport, chosen: Callable[[Occurrence], bool], *, partly: bool = False
) -> None:
    """Save the chosen lines as the officer would, with their proofs. `partly` leaves some without percent or proof."""
    written = [item for item in await list_occurrences(session, loaded.report) if chosen(item) and not item.line.result]
    for place, item in enumerate(written):
        text = pen.text(item)
        careless = partly and place % 7 == 3
        await _save(session, pen, item, replace(text, percent=None) if careless and place % 2 else text)
        if not careless:
            await _prove(session, pen, item)
        item.line.complete = is_complete(content_of(item.line, item.task))
    await session.flush()
    await advance(session, [begun(item.line, item.assignment) for item in written])
    await _touch(session, loaded.report, len(written), sum(item.line.complete for item in written))


async def _save(session: AsyncSession, pen: Pen, item: Occurrence, text: Text) -> None:
    line = item.line
    after = {"result": text.result, "difficulties": text.difficulties, "proposals": text.proposals, "percent": text.percent}
    difference = changes({name: getattr(line, name) for name in after}, after)
    line.figures = text.figures
    for name, value in after.items():
        setattr(line, name, value)
    line.self_done = item.task.cadence is Cadence.ONCE and text.percent == 100
    line.saved_at = clock.business()
    line.saved_by, line.saved_for = pen.actor.person_id, pen.actor.acts_for
    record(session, pen.actor.author, about_line(LINE_SAVED, line, item.task.title, private=True, data={"changes": difference}))


async def _prove(session: AsyncSession, pen: Pen, item: Occurrence) -> None:
    proofs = list(pen.library.proofs(pen.unit.id, item.task.key))[:2]
    if not proofs and item.task.requires_evidence and item.line.percent:
        proofs = list(pen.library.proofs(pen.unit.id, "II.1-01"))[:1]  # a plan proves that a task was begun
    now = clock.business()
    for evidence_id in proofs:
        link = ReportLineEvidence(line_id=item.line.id, evidence_id=evidence_id, linked_at=now, linked_by=pen.actor.person_id)
        session.add(link)
    item.line.evidence_count += len(proofs)
    await count_links(session, proofs, 1)


async def _touch(session: AsyncSession, report: Report, saved: int, complete: int) -> None:
    await session.execute(
        update(Report)
        .where(Report.id == report.id)
        .values(
            content_version=Report.content_version + saved,
            lines_complete=Report.lines_complete + complete,
            saved_at=clock.business(),
        )
        .execution_options(synchronize_session=False)
    )
    await session.refresh(report)
