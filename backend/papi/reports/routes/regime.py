from fastapi import Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.transport import api_router
from papi.reports import actions
from papi.reports.queries.regime import read_regime
from papi.reports.schemas.regime import PeriodsFromRegime, RegimeDraft, RegimePeriods, RegimeRead, RegimeWrite

router = api_router("periods")


@router.get("/report-regime", response_model=RegimeRead)
async def get_report_regime(session: DbSession, actor: CurrentActor, precondition: IfMatch) -> Response:
    """The regime of reporting: windows, which are cumulative, and the day of each level of the chain (văn bản 581/BNV-CCHC, NĐ 09/2019)."""
    regime = await read_regime(session, actor)
    return resource(regime, regime["version"], precondition)


@router.put("/report-regime", response_model=RegimeRead)
async def write_report_regime(session: DbSession, actor: CurrentActor, given: RegimeWrite, precondition: IfMatch) -> Response:
    """Write the regime down, all of it, with the paper that says so. The coordinator does this; periods that exist stay as they are."""
    await actions.write_regime(session, actor, given, precondition)
    await session.flush()
    regime = await read_regime(session, actor)
    return resource(regime, regime["version"])


@router.post("/report-regime/preview")
async def preview_report_regime(session: DbSession, actor: CurrentActor, given: RegimeDraft) -> RegimePeriods:
    """What would come of a regime before it is written down: the periods of a plan's year with their windows and the deadlines of each
    level, and what of the year stands already and stays as it is. Nothing is stored."""
    return RegimePeriods.model_validate(await actions.preview_regime(session, actor, given))


@router.post("/periods/from-regime")
async def create_periods_from_regime(
    session: DbSession, actor: CurrentActor, given: PeriodsFromRegime, dry_run: bool = False
) -> RegimePeriods:
    """Plan a year's periods by the regime. Those that exist stay; those that end before the plan was adopted do not apply.

    `dry_run=true` shows them with the days that days off have moved.
    """
    return RegimePeriods.model_validate(await actions.create_periods_from_regime(session, actor, given, dry_run=dry_run))
