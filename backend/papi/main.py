"""The web application, composed: which capabilities there are, and what they stand on."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI

import papi.evidence.storage_facts  # noqa: F401 - commands record them, and the history tells them in words
from papi.access.entrance import Entrance, roles_named
from papi.access.fair_use import FairUse
from papi.access.identity_provider import Client, IdentityProvider
from papi.access.keys import load_keys
from papi.access.machines import caller_of
from papi.access.tokens import Issuer
from papi.access.turns import PeopleFirst
from papi.accounts.routes import ROUTERS as ACCOUNTS
from papi.accounts.routes import WELL_KNOWN
from papi.activities.composition import ActivityLinker
from papi.activities.routes import router as activities
from papi.analytics.queries.audit import lend_telling
from papi.analytics.routes import router as analytics
from papi.api_clients.routes import router as api_clients
from papi.calendar.routes import router as calendar
from papi.comments.routes import router as comments
from papi.comments.subjects import register_subject
from papi.consolidation.paper import consolidated_paper
from papi.consolidation.routes import ROUTERS as CONSOLIDATION
from papi.delegations.routes import router as delegations
from papi.describing import CONTACT, SERVERS, complete
from papi.dispatches.references import dispatches_named
from papi.dispatches.routes import router as dispatches
from papi.evidence.linking import register_linker
from papi.evidence.routes import ROUTERS as EVIDENCE
from papi.exports.routes import router as exports
from papi.feed.routes import router as feed
from papi.feed.shaping import TELLING
from papi.feed.waiting import Watch, ended_by_signals
from papi.framework.routes import router as framework
from papi.inspections.composition import FindingLinker, InspectionLinker, finding_subject
from papi.inspections.routes import ROUTERS as INSPECTIONS
from papi.integration.examples import show_examples
from papi.integration.references import register_references
from papi.integration.routes import ROUTERS as INTEGRATION
from papi.kit import health, problems
from papi.kit.clamav import Scanner
from papi.kit.db import Database
from papi.kit.idempotency import Exempt, IdempotencyMiddleware
from papi.kit.installation import settle_clock
from papi.kit.metering import Metering, Meters
from papi.kit.outbound import Outbound
from papi.kit.secretbox import SecretBox
from papi.kit.spa import mount_spa
from papi.kit.storage import Storage
from papi.kit.transport import API, Envelope, KnownHosts, serve_routes
from papi.measures.routes import router as measures
from papi.metrics import router as metrics
from papi.notifications.routes import router as notifications
from papi.oversight.attention_paper import attention_paper
from papi.oversight.routes import ROUTERS as OVERSIGHT
from papi.packs.routes import router as packs
from papi.papers.routes import router as papers
from papi.papers.sources import register_source
from papi.personal_tokens.routes import router as personal_tokens
from papi.plans.occurrences import lend_occurrences
from papi.plans.routes import ROUTERS as PLANS
from papi.privacy.routes import router as privacy
from papi.reorganisation.routes import router as reorganisation
from papi.reports.composition import LineLinker, evidence_subject, line_subject, report_subject
from papi.reports.documents import report_paper
from papi.reports.queries.occurrences import occurrences_in
from papi.reports.routes import ROUTERS as REPORTS
from papi.settings import Settings
from papi.subject_requests.routes import router as subject_requests
from papi.unit_plans.composition import UnitPlanLinker
from papi.unit_plans.documents import all_unit_plans_paper, unit_plan_paper
from papi.unit_plans.routes import ROUTERS as UNIT_PLANS
from papi.units.routes import router as units
from papi.webhooks.routes import ROUTERS as WEBHOOKS
from papi.worker import run_background

register_linker("report_line", LineLinker())
register_linker("unit_plan", UnitPlanLinker())
register_linker("activity", ActivityLinker())
register_linker("inspection", InspectionLinker())
register_linker("finding", FindingLinker())
lend_occurrences(occurrences_in)
lend_telling(TELLING)
register_references("dispatches", dispatches_named)
register_source("report", report_paper)
register_source("consolidated_report", consolidated_paper)
register_source("attention_list", attention_paper)
register_source("unit_plan", unit_plan_paper)
register_source("unit_plans", all_unit_plans_paper)
register_subject("report", report_subject)
register_subject("report_line", line_subject)
register_subject("evidence", evidence_subject)
register_subject("finding", finding_subject)

# In the order in which most requests come: routes are looked through one by one.
ROUTERS: tuple[APIRouter, ...] = (
    analytics,
    *PLANS,
    *REPORTS,
    *UNIT_PLANS,
    activities,
    *OVERSIGHT,
    *INSPECTIONS,
    *CONSOLIDATION,
    dispatches,
    notifications,
    packs,  # before the documents: a pack is no document of that id
    *EVIDENCE,
    comments,
    *ACCOUNTS,
    api_clients,
    personal_tokens,
    delegations,
    reorganisation,  # before the units: a decision is no unit of that id
    units,
    calendar,
    papers,
    exports,
    privacy,
    subject_requests,
    measures,
    *INTEGRATION,
    framework,
    feed,
    *WEBHOOKS,
    health.router,
    metrics,
    WELL_KNOWN,
)
_SPA = Path(__file__).resolve().parents[2] / "frontend" / "dist"


class _Application(FastAPI):
    def openapi(self) -> dict[str, Any]:
        return self.openapi_schema or show_examples(complete(super().openapi(), self.routes))


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application with its settings, those of the environment unless given."""
    settings = settings or Settings()
    app = _Application(
        title="PAPI Tracker",
        version="1",
        description="Theo dõi kế hoạch cải thiện Chỉ số PAPI của chính quyền địa phương.",
        contact=CONTACT,
        servers=SERVERS,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # nobody listens, and each request would ask whether somebody does
    )
    app.state.settings = settings
    app.state.issuer = Issuer(load_keys(settings.secrets_path), settings.issuer)
    strong_roles, admins_only = roles_named(settings.roles_with_second_factor), settings.local_sign_in == "admins"
    app.state.entrance = Entrance(app.state.issuer, SecretBox(settings.secrets_path), strong_roles, admins_only)
    app.state.identity_provider = _identity_provider(settings)
    app.state.meters = Meters()
    app.state.fair_use = FairUse(settings.calls_a_minute)
    app.state.outbound = Outbound.of(settings.webhook_allowed_networks)
    app.state.scanner = Scanner(settings.clamav) if settings.clamav else None
    problems.install(app)
    for router in ROUTERS:
        serve_routes(app, router)
    mount_spa(app, settings.spa_dir or _SPA)
    _add_middleware(app, settings)
    return app


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    exempt = Exempt(
        # not even a digest of a body with a password is kept; uploads in pieces say in headers what they are, and know their keys
        beginnings=(f"{API}/auth/", f"{API}/me/password", f"{API}/me/totp", f"{API}/uploads"),
        endings=("/ticket",),
        streaming=(f"{API}/evidence",),
    )
    app.add_middleware(IdempotencyMiddleware, identify=caller_of, limit=settings.max_body_bytes, exempt=exempt)
    app.add_middleware(PeopleFirst, beginning=f"{API}/", sign=settings.data_dir / "people-at-work")
    if settings.hosts:
        app.add_middleware(KnownHosts, names=settings.hosts)
    app.add_middleware(Envelope, hsts=settings.issuer.startswith("https://"))
    app.add_middleware(Metering, meters=app.state.meters)


def _identity_provider(settings: Settings) -> IdentityProvider | None:
    if not settings.oidc_issuer:
        return None
    redirect_uri = f"{settings.issuer}{API}/auth/oidc/callback"
    named = (settings.oidc_issuer, settings.oidc_client_id, settings.oidc_secret, settings.oidc_scopes)
    return IdentityProvider(Client(*named, redirect_uri, settings.oidc_values_of_second_factor))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    settings: Settings = app.state.settings
    app.state.database = database = Database(settings.database, pool_size=settings.database_pool_size)
    app.state.storage = Storage(settings.storage, settings.secrets_path)
    app.state.meters.watch(database)
    app.state.watch = Watch(database)
    async with database.reading() as session:
        await settle_clock(session, demo=settings.demo, wanted_start=settings.business_date)
    background = run_background(database, app.state.storage, settings, lambda: app) if settings.embedded_worker else None
    worker = asyncio.create_task(background) if background is not None else None
    try:
        with ended_by_signals(app.state.watch):
            yield
    finally:
        await app.state.watch.close()
        if worker is not None:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker
        await database.close()
