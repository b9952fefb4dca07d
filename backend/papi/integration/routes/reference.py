from typing import Annotated

from fastapi import Depends, Query, Request, Response

from papi.access.machines import Machine, machine_with
from papi.integration.queries import figures, reference
from papi.integration.routes.answers import packaged
from papi.integration.routes.remembering import remember
from papi.integration.schemas.packages import (
    ChangesOf,
    FigurePackage,
    FigureQuery,
    IndicatorPackage,
    IndicatorQuery,
    OutlinePackage,
    PackageOf,
    PackageQuery,
    PeriodPackage,
    ScorePackage,
    ScoreQuery,
    StatusQuery,
    TaskStatusPackage,
    UnitPackage,
)
from papi.integration.versions import Served
from papi.kit.db import DbSession, database_of
from papi.kit.transport import api_router

router = api_router("integration")
Reading = Annotated[Machine, Depends(machine_with("reports:read"), scope="function")]
ReadingScores = Annotated[Machine, Depends(machine_with("scores:read"), scope="function")]


@router.get("/integration/cchc/units", response_model=PackageOf[UnitPackage], dependencies=[Served])
async def pull_units(request: Request, session: DbSession, machine: Reading, query: Annotated[PackageQuery, Query()]) -> Response:
    """The units that the client sees, with their codes: opaque texts with scheme and validity (QĐ 20/2020, QCVN 102, GSO …)."""
    return packaged(request, await reference.read_units(session, machine, query))


@router.get("/integration/cchc/periods", response_model=PackageOf[PeriodPackage], dependencies=[Served])
async def pull_periods(request: Request, session: DbSession, machine: Reading, query: Annotated[PackageQuery, Query()]) -> Response:
    """Reporting periods (kỳ báo cáo): quý I, 6 tháng, quý III, năm and those asked for besides, with the days of their data. Each has our
    code and that of QCVN 125: `2024Q1` is `20241`, `20246M` is `20242`, `2024Q3` is `20243`, `2024Y` is `2024`. Both are taken."""
    return packaged(request, await reference.read_periods(session, query))


@router.get("/integration/cchc/indicators", response_model=PackageOf[IndicatorPackage], dependencies=[Served])
async def pull_indicators(
    request: Request, session: DbSession, _machine: ReadingScores, query: Annotated[IndicatorQuery, Query()]
) -> Response:
    """The editions of PAPI: dimensions, sub-dimensions, indicators, in their order."""
    return packaged(request, await reference.read_indicators(session, query))


@router.get("/integration/cchc/scores", response_model=ChangesOf[ScorePackage], dependencies=[Served])
async def pull_scores(request: Request, session: DbSession, _machine: ReadingScores, query: Annotated[ScoreQuery, Query()]) -> Response:
    """Published PAPI results of provinces, each with its source. A missing result has no item."""
    return packaged(request, await reference.read_scores(session, query))


@router.get("/integration/cchc/outline", response_model=OutlinePackage, dependencies=[Served])
async def pull_outline(request: Request, session: DbSession, _machine: Reading) -> Response:
    """The outline (đề cương) of the report in force today."""
    return packaged(request, await reference.read_outline_package(session))


@router.get("/integration/cchc/task-status", response_model=TaskStatusPackage, dependencies=[Served])
async def pull_task_status(request: Request, machine: Reading, query: Annotated[StatusQuery, Query()]) -> Response:
    """How the tasks of the plan stand, unit by unit, at this moment: done in time or late, open in time or overdue."""
    async with database_of(request).reading() as session:
        body = await figures.read_task_status(session, machine, query)
    await remember(request, machine, "task_status", len(body["items"]))
    return packaged(request, body)


@router.get("/integration/cchc/measures", response_model=ChangesOf[FigurePackage], dependencies=[Served])
async def pull_measures(request: Request, machine: Reading, query: Annotated[FigureQuery, Query()]) -> Response:
    """Figures of units that hold, in the order in which they came, each with its source and time, and what it was before a correction."""
    async with database_of(request).reading() as session:
        body = await figures.read_figures(session, machine, query)
    await remember(request, machine, "measures", len(body["items"]), query.period)
    return packaged(request, body)
