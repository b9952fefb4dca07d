"""What goes out of the house: the frozen edition as it was signed, in the terms of the exchange (QCVN 125:2021/BTTTT)."""

from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.models import ConsolidatedReport
from papi.consolidation.queries.detail import seal_of
from papi.dispatches.models import Dispatch
from papi.dispatches.province import Parcel
from papi.measures.periods import period_of
from papi.reports.models import Period

FORMAT = "papi-report/1"


async def parcel_of(session: AsyncSession, dispatch: Dispatch, issuer: str) -> Parcel:
    """The message: always the same bytes for one dispatch, so that whoever gets it twice sees that it is the same."""
    report = await session.get_one(ConsolidatedReport, dispatch.consolidated_id)
    period = await session.get_one(Period, report.period_id)
    seal = await seal_of(session, report.id, dispatch.edition)
    content: dict[str, Any] = {
        "format": FORMAT,
        "message_id": dispatch.message_id,
        "period": _period(period),
        "report": {"id": str(report.id), "title": report.title, "edition": dispatch.edition, "content": orjson.loads(seal.content)},
        "seal": {
            "sha256": seal.sha256,
            "signature": seal.signature,
            "key_id": seal.key_id,
            "sealed_at": seal.sealed_at.isoformat(),
            "keys": f"{issuer}/.well-known/papi-seal-keys.json",
        },
    }
    return Parcel(dispatch.message_id, seal.sha256, orjson.dumps(content, option=orjson.OPT_SORT_KEYS))


def _period(period: Period) -> dict[str, Any]:
    known = period_of(period.code)
    return {
        "code": period.code,
        "period_code": known.outer_code if known else period.code,
        "title": period.title,
        "data_from": period.data_from.isoformat(),
        "data_to": period.data_to.isoformat(),
    }
