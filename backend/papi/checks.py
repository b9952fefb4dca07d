"""`papi check`: whether an installation is sound, in plain sentences. It looks and changes nothing."""

import sqlite3
import stat
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from obstore.exceptions import BaseError as StoreError
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import ScanState
from papi.evidence.rescanning import count_scans, waiting_since
from papi.evidence.signature_roots import read_roots
from papi.evidence.storing import Workplace
from papi.feed.shaping import TELLING
from papi.framework.importing import TOLERANCE
from papi.framework.models import Score, ScoreLevel
from papi.framework.reading import TOTAL_CODE
from papi.jobs.looking import given_up
from papi.kit import clock
from papi.kit.clamav import Scanner, ScannerSilent
from papi.kit.db import Database
from papi.kit.encryption import key_states
from papi.kit.installation import CommandRefused, require_whole_demo, settle_clock
from papi.kit.revisions import is_current, scripts_in
from papi.kit.storage import Storage
from papi.outbox.models import FactRow
from papi.outbox.verifying import BreakKind, Verdict, verify
from papi.plans.progress import differences
from papi.settings import Settings
from papi.stores.checking import compare
from papi.stores.keys import words_of_faults

_FIXED_SQLITE = (3, 51, 3)
_RELAYED_WITHIN = timedelta(minutes=5)
_SCANNED_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    words: str


Look = Callable[[AsyncSession], Awaitable[Finding]]


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; a part that cannot be looked at is a finding itself."""
    database, storage = Database(settings.database, pool_size=2), Storage(settings.storage, settings.secrets_path)
    place = Workplace(database, storage, settings.incoming_dir)
    stored = await _storage(storage)
    findings = [_settings(settings), _keys(settings), _signature_roots(settings), stored]

    async def look(what: str, at: Look) -> None:
        try:
            async with database.reading() as session:
                findings.append(await at(session))
        except Exception as error:  # noqa: BLE001 - whatever stands in the way is what the person wants to know
            cause = getattr(error, "orig", None) or error
            findings.append(Finding(what, False, f"cannot be examined: {(str(cause) or repr(cause)).splitlines()[0][:300]}"))

    try:
        await look("database", _database)
        if findings[-1].ok:
            await look("migrations", lambda _: _migrations(settings, database))
        if findings[-1].ok:
            await look("calendar", lambda session: _calendar(settings, session))
            for what, at in _looks(settings):
                await look(what, at)
            await look("storage keys", lambda session: _storage_keys(session, storage))
            if stored.ok:
                await look("files", lambda _: _files(place))
    finally:
        await database.close()
    return findings


def _looks(settings: Settings) -> list[tuple[str, Look]]:
    """What is looked at by reading rows alone."""
    scanner = partial(_scanner, settings)
    return [("sums", _sums), ("counts", _counts), ("worker", _worker), ("jobs", _jobs), ("scanner", scanner), ("audit", _audit)]


def _settings(settings: Settings) -> Finding:
    return Finding("settings", settings.objection is None, settings.objection or _summary(settings))


def _summary(settings: Settings) -> str:
    return f"{settings.issuer}, {'demo' if settings.demo else 'production'}, {settings.database.render_as_string(hide_password=True)}"


def _keys(settings: Settings) -> Finding:
    directory = settings.secrets_path
    if not directory.is_dir():
        return Finding("keys", True, f"none yet; the first start makes them in {directory}")
    loose = [path.name for path in (directory, *directory.iterdir()) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    tokens, seals = len(list(directory.glob("token-*.pem"))), len(list(directory.glob("seal-*.pem")))
    if loose:
        return Finding("keys", False, f"others on this machine may read {', '.join(loose)}: chmod go-rwx")
    return Finding("keys", bool(tokens and seals), f"{tokens} for tokens, {seals} for seals in {directory}")


def _signature_roots(settings: Settings) -> Finding:
    directory = settings.signature_roots
    if directory is None:
        return Finding("signatures", True, "PAPI_SIGNATURE_ROOTS is not set: whether signers are trusted is not checked, and said so")
    try:
        found = read_roots(directory)
    except (OSError, ValueError) as error:
        return Finding("signatures", False, f"the roots of PAPI_SIGNATURE_ROOTS cannot be read: {error}")
    if not found:
        return Finding("signatures", False, f"{directory} holds no certificate (*.pem, *.crt, *.cer in PEM): no signer would be trusted")
    return Finding("signatures", True, f"{len(found)} trusted roots in {directory}")


async def _scanner(settings: Settings, session: AsyncSession) -> Finding:
    counts = await count_scans(session)
    waiting, lost = counts.get(ScanState.PENDING, 0), counts.get(ScanState.INFECTED, 0)
    if not settings.clamav:
        words = "PAPI_CLAMAV is not set: files are not scanned, and said so"
        blocked = f"{words}; {waiting} still wait for a scanner, read by nobody: set it, or let them be read by `papi evidence waive`"
        return Finding("scanner", not waiting, blocked if waiting else words)
    kept = f"{waiting} files wait, {lost} are quarantined, {counts.get(ScanState.FAILED, 0)} could not be scanned"
    try:
        version = await Scanner(settings.clamav).version()
    except ScannerSilent as silent:
        return Finding("scanner", False, f"clamd does not answer, so that new files are read by nobody: {silent}; {kept}")
    oldest = await waiting_since(session)
    if oldest is not None and oldest < clock.business() - _SCANNED_WITHIN:
        return Finding("scanner", False, f"{version} answers, but {kept}, one since {oldest:%H:%M %d/%m/%Y}: is `papi worker` running?")
    return Finding("scanner", True, f"{version} at {settings.clamav}; {kept}")


async def _database(session: AsyncSession) -> Finding:
    if session.get_bind().dialect.name == "postgresql":
        return Finding("database", True, f"PostgreSQL {await session.scalar(text('SHOW server_version'))} answers")
    await session.execute(text("SELECT count(*) FROM sqlite_master"))
    fixed = sqlite3.sqlite_version_info >= _FIXED_SQLITE
    words = "" if fixed else ", whose WAL-reset bug (fixed in 3.51.3) is kept away by letting one connection write and checkpoint"
    return Finding("database", True, f"SQLite {sqlite3.sqlite_version} answers{words}")


async def _migrations(settings: Settings, database: Database) -> Finding:
    current = await is_current(database, scripts_in(settings.migrations_dir))
    return Finding("migrations", current, "the tables are those of this version" if current else "the tables are older: run `papi migrate`")


async def _calendar(settings: Settings, session: AsyncSession) -> Finding:
    try:
        await settle_clock(session, demo=settings.demo, wanted_start=settings.business_date)
        if settings.demo:
            await require_whole_demo(session)
    except CommandRefused as refused:
        return Finding("calendar", False, str(refused))
    return Finding("calendar", True, f"today is {clock.today()}{' in the demo' if clock.is_shifted() else ''}")


async def _storage(storage: Storage) -> Finding:
    try:
        await storage.check()
    except (OSError, StoreError) as error:
        return Finding("storage", False, storage.complaint(error))
    return Finding("storage", True, f"{storage.url} takes, gives and deletes")


async def _storage_keys(session: AsyncSession, storage: Storage) -> Finding:
    states = await key_states(session, storage.keys_at_hand)
    if not states:
        return Finding("storage keys", True, "none: files lie in the store as they are (`papi storage keys create` encrypts new ones)")
    unusable = words_of_faults(states)
    words = ", ".join(f"{state.key.id} for {state.needed_by} files{' (in use)' if state.primary else ''}" for state in states)
    return Finding("storage keys", not unusable, unusable or words)


async def _files(place: Workplace) -> Finding:
    found = await compare(place)
    # a stray file is an upload that broke off, or one that is going on; nobody misses it
    words = (
        f"{found.rows} in the database, {found.encrypted} of them encrypted; {len(found.missing)} missing in the store, "
        f"{len(found.damaged)} damaged, {len(found.locked)} without their key; {len(found.stray)} stray ones in the store"
    )
    named = [*found.missing, *found.damaged, *found.locked][:5]
    return Finding("files", found.sound, f"{words}: {', '.join(named)} (`papi storage check` names all)" if named else words)


async def _sums(session: AsyncSession) -> Finding:
    """Dimensions are the sum of their sub-dimensions, and the total that of the dimensions, as WORKBOOK.md found them."""
    parts: dict[tuple[int, str, str], float] = defaultdict(float)
    rows = (await session.execute(select(Score.year, Score.province_code, Score.level, Score.code, Score.value))).all()
    for row in rows:
        if row.level is ScoreLevel.SUBDIMENSION:
            parts[row.year, row.province_code, row.code.split(".")[0]] += row.value
        elif row.level is ScoreLevel.DIMENSION:
            parts[row.year, row.province_code, TOTAL_CODE] += row.value
    summed = {ScoreLevel.DIMENSION, ScoreLevel.TOTAL}
    wrong = [
        f"{row.year}/{row.province_code}/{row.code}"
        for row in rows
        if row.level in summed and abs(parts.get((row.year, row.province_code, row.code), row.value) - row.value) > TOLERANCE
    ]
    words = f"{len(rows)} published scores, {len(wrong)} sums do not hold"
    return Finding("sums", not wrong, f"{words}: {', '.join(wrong[:5])}" if wrong else words)


async def _counts(session: AsyncSession) -> Finding:
    wrong = await differences(session)
    words = "the kept counts are what the assignments say"
    return Finding("counts", not wrong, words if not wrong else f"{len(wrong)} kept counts are wrong: {wrong[0]}")


async def _worker(session: AsyncSession) -> Finding:
    pending = FactRow.pending.is_(True)
    oldest = await session.scalar(select(FactRow.real_at).where(pending).order_by(FactRow.id).limit(1))
    if oldest is None or oldest > clock.real() - _RELAYED_WITHIN:
        return Finding("worker", True, "nothing waits for longer than it should")
    number = await session.scalar(select(func.count()).select_from(FactRow).where(pending))
    return Finding(
        "worker", False, f"{number} notices have waited since {oldest:%H:%M %d/%m/%Y}: is `papi worker` (or `papi serve`) running?"
    )


async def _jobs(session: AsyncSession) -> Finding:
    found = await given_up(session)
    if not found:
        return Finding("jobs", True, "none was given up")
    last = found[0]
    words = f"{last.kind}, at {last.finished_at:%H:%M %d/%m/%Y} after {last.attempts} attempts: {last.error}"
    return Finding("jobs", False, f"{len(found)} were given up (`papi jobs` lists them, tries them again or drops them); the last: {words}")


async def _audit(session: AsyncSession) -> Finding:
    found = await verify(session, TELLING)
    broken, since = found.first_break, found.waiting_since
    if broken is not None:
        return Finding("audit", False, f"the chain breaks at place {broken.number}, where a fact {_BREAKS[broken.kind]}; {_chain(found)}")
    if since is not None and since < clock.real() - _RELAYED_WITHIN:
        return Finding("audit", False, f"{_chain(found)} since {since:%H:%M %d/%m/%Y}: is `papi worker` (or `papi serve`) running?")
    return Finding("audit", True, _chain(found))


_BREAKS = {
    BreakKind.CHANGED: "was changed, or what is kept of it for searches and the change feed",
    BreakKind.MISSING: "is missing",
    BreakKind.ADDED: "was added behind its back",
}


def _chain(found: Verdict) -> str:
    # the head is said so that it can be noted elsewhere, where who can write this database cannot write
    head = f"{found.head.number}:{found.head.digest}" if found.head else "none"
    return f"{found.chained} facts are chained, head {head}; {found.waiting} wait"
