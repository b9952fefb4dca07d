"""The worker: carries facts up to those who react to them, chains them for the audit, reminds of deadlines, does jobs, and sweeps.

In embedded mode it runs inside the one server process.
"""

import asyncio
import signal
from datetime import timedelta
from functools import partial

import structlog

from papi.access.fair_use import forget_minutes
from papi.access.keys import load_keys
from papi.calendar.queries import works_on
from papi.dispatches.province import Province
from papi.dispatches.sending import dispatch_jobs
from papi.evidence.rescanning import order_missing
from papi.evidence.scanning import scan_jobs
from papi.evidence.signatures import order_rereading, signature_jobs
from papi.evidence.storing import Workplace
from papi.evidence.sweeping import sweep
from papi.evidence.texts.reading import text_jobs
from papi.exports.lists import Application
from papi.exports.writing import export_jobs, sweep_exports
from papi.feed.queries import readable_by_machines
from papi.feed.shaping import TELLING
from papi.inspections.reminding import remind_of_findings
from papi.jobs.looking import forget_old
from papi.jobs.running import run_jobs
from papi.jobs.working import JobKind
from papi.kit.clamav import Scanner
from papi.kit.db import Database
from papi.kit.finishing import again_and_again
from papi.kit.outbound import Outbound
from papi.kit.secretbox import SecretBox
from papi.kit.storage import Storage
from papi.mail.composing import Sender
from papi.mail.sending import Server, mail_jobs
from papi.notifications.posting import post_notices
from papi.notifications.reactions import notify_people
from papi.outbox.chain import run_chain
from papi.outbox.relay import Reaction, run_relay
from papi.oversight.climbing import climb
from papi.papers.asking import paper_jobs, sweep_papers
from papi.privacy.erasing import erasure_jobs
from papi.reorganisation.due import run_successions
from papi.reports.reactions import pull_reported_done, recount_lines
from papi.settings import Settings
from papi.unit_plans.reactions import catch_up
from papi.webhooks.bounds import lend_what_machines_read
from papi.webhooks.dispatching import Dispatcher
from papi.webhooks.sending import Post, webhook_jobs
from papi.webhooks.sweeping import forget_deliveries, give_up_with_their_jobs
from papi.webhooks.workflow import Patience

lend_what_machines_read(readable_by_machines)

REACTIONS: tuple[Reaction, ...] = (notify_people, pull_reported_done, recount_lines, catch_up)
_LOOK_SECONDS = 5.0
_DISPATCH_SECONDS = 1.0
_SWEEP_SECONDS = 3600.0
log = structlog.get_logger()


async def run_background(database: Database, storage: Storage, settings: Settings, application: Application) -> None:
    """All of it until cancelled; `application` is the one whose lists become files.

    What was begun and not finished is undone, and done when the worker runs again.
    """
    async with asyncio.TaskGroup() as group:
        group.create_task(run_relay(database, REACTIONS))
        group.create_task(run_chain(database, TELLING))
        group.create_task(run_successions(database))
        group.create_task(again_and_again(Dispatcher(database).dispatch, _DISPATCH_SECONDS, failed="dispatching_failed"))
        group.create_task(again_and_again(partial(tell_of_the_day, database, settings), _LOOK_SECONDS, failed="telling_failed"))
        jobs = (*jobs_of(database, storage, settings), export_jobs(storage, application))
        group.create_task(run_jobs(database, jobs, timedelta(seconds=settings.job_lease_seconds)))
        rereading = partial(order_rereading, database, settings.signature_roots)
        group.create_task(again_and_again(rereading, _SWEEP_SECONDS, failed="rereading_failed"))
        if settings.clamav:
            group.create_task(again_and_again(partial(order_missing, database), _SWEEP_SECONDS, failed="scanning_failed"))
        group.create_task(_run_sweeps(database, storage, settings))


async def tell_of_the_day(database: Database, settings: Settings) -> None:
    """Remind first: what is due stands in the mail of the same morning."""
    try:
        await climb(database)
        await remind_of_findings(database)
    finally:
        await post_notices(database, works_on, mails=settings.mails)


def jobs_of(database: Database, storage: Storage, settings: Settings) -> tuple[JobKind, ...]:
    """The jobs that this worker does."""
    place = Workplace(database, storage, settings.incoming_dir)
    scans = scan_jobs(place, Scanner(settings.clamav)) if settings.clamav else ()
    signatures = signature_jobs(place, settings.signature_roots)
    erasures = erasure_jobs(place, load_keys(settings.secrets_path).seals[0])
    province, patience = Province.of(settings), timedelta(hours=settings.province_given_up_hours)
    dispatches = (dispatch_jobs(province, settings.issuer, patience),) if province else ()
    always = (paper_jobs(storage), signatures, erasures, text_jobs(place), webhook_jobs(post_of(settings)), *scans, *dispatches)
    if not settings.mails:
        return always
    server = Server.of(settings.smtp_url.get_secret_value())
    return (*always, mail_jobs(server, Sender(*settings.mail_sender, settings.issuer)))


def post_of(settings: Settings) -> Post:
    """How this installation sends webhooks."""
    patience = Patience(timedelta(hours=settings.webhook_failing_hours), settings.webhook_given_up)
    return Post(Outbound.of(settings.webhook_allowed_networks), SecretBox(settings.secrets_path), patience)


async def _run_sweeps(database: Database, storage: Storage, settings: Settings) -> None:
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        try:
            removed = await sweep(database, storage, settings.incoming_dir)
            removed += await sweep_papers(database, storage)
            removed += await sweep_exports(database, storage)
            removed += await forget_old(database)
            removed += await forget_deliveries(database)
            removed += await forget_minutes(database)
            await give_up_with_their_jobs(database)
        except Exception as error:  # noqa: BLE001 - what cannot be swept now is swept later; notices must go on
            log.warning("sweep_failed", error=repr(error)[:300])
        else:
            log.info("swept", removed=removed)


async def work(settings: Settings, database: Database, application: Application) -> None:
    """Be the worker until the process is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    background = asyncio.create_task(run_background(database, Storage(settings.storage, settings.secrets_path), settings, application))
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait((background, stopping), return_when=asyncio.FIRST_COMPLETED)
    for task in (background, stopping):
        task.cancel()
    done = await asyncio.gather(background, stopping, return_exceptions=True)
    if isinstance(done[0], Exception):
        raise done[0]  # it never ends by itself: whoever keeps the process alive must know
