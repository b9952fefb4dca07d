"""`GET /metrics`: the server and its worker as Prometheus sees them."""

import asyncio
import hmac
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address

import structlog
from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from pydantic import SecretStr
from sqlalchemy import func, select

from papi.kit import clock
from papi.kit.db import Database, database_of
from papi.kit.errors import NotFound
from papi.kit.metering import Meters
from papi.kit.transport import api_router
from papi.outbox.models import FactRow
from papi.outbox.rounds import last_round

router = api_router("system", prefix="")
log = structlog.get_logger()
_PATIENCE = 2.0
_BY_WAY_OF = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@router.get("/metrics", response_class=PlainTextResponse)
async def read_metrics(request: Request) -> Response:
    """Requests, connections, memory and the worker's state as Prometheus reads them.

    For callers on the machine itself, and for those with the token of the setting PAPI_METRICS_TOKEN; 404 for everybody else.
    """
    if not _may_watch(request):
        raise NotFound
    meters: Meters = request.app.state.meters
    return Response(meters.exposition(await _of_worker(database_of(request))), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_watch(request: Request) -> bool:
    token: SecretStr = request.app.state.settings.metrics_token
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    wanted = token.get_secret_value()
    if wanted and kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), wanted.encode()):
        return True
    # what came by way of a proxy on this machine did not come from this machine
    return _is_this_machine(request) and not any(name in request.headers for name in _BY_WAY_OF)


def _is_this_machine(request: Request) -> bool:
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


async def _of_worker(database: Database) -> list[Metric]:
    """What waits for the worker. A database that does not answer must not hide all the rest, just when it is looked for."""
    try:
        async with asyncio.timeout(_PATIENCE), database.reading() as session:
            pending = await session.scalar(select(func.count()).where(FactRow.pending.is_(True))) or 0
            seen = await last_round(session)
    except Exception as error:  # noqa: BLE001 - whatever it is, the request log and the missing figures tell
        log.warning("metrics_without_database", error=repr(error)[:300])
        return []
    return list(_gauges(pending, (clock.real() - seen).total_seconds() if seen else None))


def _gauges(pending: int, seconds: float | None) -> Iterator[Metric]:
    yield GaugeMetricFamily("papi_facts_pending", "Facts that the worker has not carried up yet", pending)
    if seconds is not None:
        yield GaugeMetricFamily("papi_worker_round_age_seconds", "Since the worker's last round; it notes one every 30 s", seconds)
