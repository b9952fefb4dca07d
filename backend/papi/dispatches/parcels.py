"""What goes out of the house: the frozen edition as it was signed, in the terms of the exchange (QCVN 125:2021/BTTTT)."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.queries.detail import seal_of
from papi.dispatches.models import Dispatch
from papi.dispatches.province import Parcel
from papi.measures.periods import period_of

FORMAT = "papi-report/1"


async def parcel_of(session: AsyncSession, dispatch: Dispatch, issuer: str) -> Parcel:
    """The message: always the same bytes for one dispatch, so that whoever gets it twice sees that it is the same. All of it is from the
    seal: a period may be given another title between two tries."""
    seal = await seal_of(session, dispatch.consolidated_id, dispatch.edition)
    frozen: dict[str, Any] = orjson.loads(seal.content)
    about = frozen["report"]
    content: dict[str, Any] = {
        "format": FORMAT,
        "message_id": dispatch.message_id,
        "period": _period(about["period"]),
        "report": {"id": about["id"], "title": about["title"], "edition": about["edition"], "content": frozen},
        "seal": {
            "sha256": seal.sha256,
            "signature": seal.signature,
            "key_id": seal.key_id,
            "sealed_at": seal.sealed_at.isoformat(),
            "keys": f"{issuer}/.well-known/papi-seal-keys.json",
        },
    }
    return Parcel(dispatch.message_id, seal.sha256, orjson.dumps(content, option=orjson.OPT_SORT_KEYS))


def _period(period: Mapping[str, Any]) -> dict[str, Any]:
    known = period_of(period["code"])
    return {**period, "period_code": known.outer_code if known else period["code"]}
