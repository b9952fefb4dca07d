"""Inspections in the demo: Phường 1 with a finding in every state, another ward under way unannounced, a department that is still to be
inspected."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.files import DATA
from papi.demo.library import upload
from papi.demo.papers import Template
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.evidence.models import Evidence
from papi.framework.models import Indicator
from papi.inspections.actions.attaching import attach_to_finding, attach_to_inspection
from papi.inspections.actions.planning import conclude_inspection, create_inspections, start_inspection
from papi.inspections.actions.recording import close_finding, create_finding
from papi.inspections.actions.remedying import remedy_finding, return_finding, verify_finding
from papi.inspections.models import Finding, FindingSeverity, Inspection, InspectionKind
from papi.inspections.schemas.findings import FindingClose, FindingCreate, FindingRemedyCreate, FindingReturn, FindingVerify
from papi.inspections.schemas.inspections import InspectionConclude, InspectionCreate, TeamMember
from papi.kit.etag import Precondition

_ANY = Precondition()
_TITLE = "Kiểm tra việc thực hiện Kế hoạch cải thiện Chỉ số PAPI năm 2024"
_SECOND, _THIRD = "26518", "PB-TNMT"
_TEAM = [
    TeamMember(name="Đoàn Thị Ngọc Trâm", post="Trưởng phòng Nội vụ", head=True),
    TeamMember(name="Mai Xuân Trường", post="Chuyên viên Phòng Nội vụ"),
    TeamMember(name="Phan Quốc Bảo", post="Chuyên viên Phòng Tư pháp"),
]
_CONTENT = "Niêm yết công khai; tiếp nhận, trả lời phản ánh, kiến nghị; tuyên truyền tại khu phố; hồ sơ, tài liệu kiểm chứng."


@dataclass(frozen=True)
class _Inspected:
    """One unit that is inspected by Phòng Nội vụ."""

    stage: Stage
    code: str

    @property
    def inspector(self) -> Actor:
        return self.stage.cast.coordinator

    @property
    def officer(self) -> Actor:
        return self.stage.cast.officer(self.code)

    async def plan(self, session: AsyncSession, kind: InspectionKind, basis: tuple[str, date], days: tuple[date, date]) -> None:
        codes = select(Indicator.id).where(Indicator.framework_id == self.stage.plan.framework_id, Indicator.code.in_(("2.1.1", "2.3.1")))
        given = InspectionCreate(
            unit_ids=[self.stage.cast.units[self.code].id],
            title=_TITLE,
            kind=kind,
            basis_number=basis[0],
            basis_on=basis[1],
            starts_on=days[0],
            ends_on=days[1],
            team=_TEAM,
            content=_CONTENT,
            indicator_ids=list(await session.scalars(codes)),
        )
        await create_inspections(session, self.inspector, given)

    async def start(self, session: AsyncSession) -> None:
        await start_inspection(session, self.inspector, await self._id(session), _ANY)

    async def find(self, session: AsyncSession, found: dict[str, Any]) -> None:
        nodes = select(Indicator.id).where(Indicator.framework_id == self.stage.plan.framework_id, Indicator.code == found["indicator"])
        given = FindingCreate(
            text=found["text"],
            recommendation=found["recommendation"],
            severity=FindingSeverity(found["severity"]),
            due_on=date.fromisoformat(found["due_on"]),
            indicator_id=await session.scalar(nodes),
        )
        await create_finding(session, self.inspector, await self._id(session), given)

    async def attach(self, session: AsyncSession, templates: list[Template], *, to: int | None = None) -> None:
        """Papers of those who inspect, to the inspection or to a finding of it."""
        author = (self.inspector, self.stage.cast.units[self.inspector.unit_code], "Đoàn Thị Ngọc Trâm")
        await upload(session, self.stage.library, author, templates)
        titles = [template.title for template in templates]
        papers = (await session.scalars(select(Evidence).where(Evidence.title.in_(titles)).order_by(Evidence.issued_on))).all()
        if to is None:
            await attach_to_inspection(session, self.inspector, papers, await self._id(session))
        else:
            await attach_to_finding(session, self.inspector, papers, await self._finding(session, to))

    async def remedy(self, session: AsyncSession, number: int, found: dict[str, Any]) -> None:
        proofs = self.stage.library.proofs(self.stage.cast.units[self.code].id, found["task"])[:2]
        done_on = date.fromisoformat(found["done_on"])
        given = FindingRemedyCreate(text=found["remedy"], done_on=done_on, evidence_ids=list(proofs))
        await remedy_finding(session, self.officer, await self._finding(session, number), given, _ANY)

    async def verify(self, session: AsyncSession, number: int) -> None:
        given = FindingVerify(remark="Đủ biên bản và ảnh niêm yết ở hai khu phố.")
        await verify_finding(session, self.inspector, await self._finding(session, number), given, _ANY)

    async def give_back(self, session: AsyncSession, number: int) -> None:
        given = FindingReturn(reason="Cần thay cả bảng; phần dán bổ sung che mất thời hạn giải quyết.", due_on=date(2024, 9, 19))
        await return_finding(session, self.inspector, await self._finding(session, number), given, _ANY)

    async def close(self, session: AsyncSession, number: int) -> None:
        given = FindingClose(reason="Kế hoạch sử dụng đất đăng trên Cổng thông tin điện tử thành phố theo phân công.")
        await close_finding(session, self.inspector, await self._finding(session, number), given, _ANY)

    async def conclude(self, session: AsyncSession, conclusion: str) -> None:
        given = InspectionConclude(conclusion=conclusion, conclusion_number="1245/TB-NV", conclusion_on=date(2024, 8, 28))
        await conclude_inspection(session, self.inspector, await self._id(session), given, _ANY)

    async def _id(self, session: AsyncSession) -> UUID:
        unit = self.stage.cast.units[self.code]
        return (await session.scalars(select(Inspection.id).where(Inspection.unit_id == unit.id))).one()

    async def _finding(self, session: AsyncSession, number: int) -> UUID:
        wanted = select(Finding.id).where(Finding.inspection_id == await self._id(session), Finding.number == number)
        return (await session.scalars(wanted)).one()


def scenes_of_inspections(stage: Stage) -> Iterator[Scene]:
    """From August on."""
    data = json.loads((DATA / "inspections.json").read_text(encoding="utf-8"))
    papers = {paper["key"]: Template.model_validate(paper) for paper in data["papers"]}
    yield from _of_the_first(_Inspected(stage, FIRST_WARD), papers, data["found"])
    second, third = _Inspected(stage, _SECOND), _Inspected(stage, _THIRD)
    unannounced, basis = InspectionKind.UNANNOUNCED, ("2391/QĐ-UBND", date(2024, 9, 12))
    yield Scene(at(9, 13, 9), partial(second.plan, kind=unannounced, basis=basis, days=(date(2024, 9, 16), date(2024, 9, 18))))
    yield Scene(at(9, 16, 8, 5), second.start)
    for place, found in enumerate(data["found_second"]):
        yield Scene(at(9, 16, 15, place), partial(second.find, found=found))
    planned, own_days = InspectionKind.PLANNED, (date(2024, 9, 25), date(2024, 9, 26))
    basis = ("2154/QĐ-UBND", date(2024, 8, 5))
    yield Scene(at(9, 11, 14), partial(third.plan, kind=planned, basis=basis, days=own_days))


def _of_the_first(first: _Inspected, papers: dict[str, Template], found: list[dict[str, Any]]) -> Iterator[Scene]:
    basis, days = ("2154/QĐ-UBND", date(2024, 8, 5)), (date(2024, 8, 20), date(2024, 8, 21))
    yield Scene(at(8, 6, 9), partial(first.plan, kind=InspectionKind.PLANNED, basis=basis, days=days))
    yield Scene(at(8, 6, 9, 10), partial(first.attach, templates=[papers["kt-quyet-dinh"]]))
    yield Scene(at(8, 20, 8), first.start)
    for place, one in enumerate(found):
        yield Scene(at(8, 21, 15, place), partial(first.find, found=one))
    yield Scene(at(8, 21, 16), partial(first.attach, templates=[papers["kt-bien-ban-p1"]]))
    yield Scene(at(8, 21, 16, 5), partial(first.attach, templates=[papers["kt-anh-hien-truong"]], to=1))
    yield Scene(at(8, 28, 10), partial(first.conclude, conclusion="\n".join(papers["kt-ket-luan"].body[1:]).removesuffix("./.") + "."))
    yield Scene(at(8, 28, 10, 5), partial(first.attach, templates=[papers["kt-ket-luan"]]))
    yield Scene(at(8, 30, 16, 20), partial(first.remedy, number=1, found=found[0]))
    yield Scene(at(9, 4, 9), partial(first.close, number=5))
    yield Scene(at(9, 4, 9, 15), partial(first.verify, number=1))
    yield Scene(at(9, 9, 10), partial(first.remedy, number=3, found=found[2]))
    yield Scene(at(9, 11, 8, 30), partial(first.give_back, number=3))
    yield Scene(at(9, 13, 16, 40), partial(first.remedy, number=2, found=found[1]))
