"""`papi check`: whether an installation is sound, in plain sentences."""

import sqlite3
import stat
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from papi.access.keys import load_keys
from papi.evidence.actions import stored_keys
from papi.framework.loading import TOLERANCE, TOTAL_CODE
from papi.framework.models import Score, ScoreLevel
from papi.kit.db import Database
from papi.kit.migrating import is_current, scripts_in
from papi.kit.storage import Storage
from papi.plans.progress import differences
from papi.settings import Settings

_FIXED_SQLITE = (3, 51, 3)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    words: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; a part that cannot be looked at is a finding itself."""
    findings = [_settings(settings), _keys(settings)]
    database = Database(settings.database, pool_size=2)
    storage = Storage(settings.storage)
    looks = (
        ("migrations", lambda: _migrations(settings, database)),
        ("storage", lambda: _storage(storage)),
        ("files", lambda: _files(database, storage)),
        ("sums", lambda: _sums(database)),
        ("counts", lambda: _counts(database)),
    )
    try:
        for name, look in looks:
            try:
                findings.append(await look())
            except Exception as error:  # noqa: BLE001 - whatever stands in the way is what the person wants to know
                findings.append(Finding(name, False, f"cannot be examined: {error!r}"[:300]))
    finally:
        await database.close()
    return [*findings, _sqlite(settings)]


def _settings(settings: Settings) -> Finding:
    sound = settings.is_loopback or settings.issuer.startswith("https://")
    words = f"{settings.issuer}, {'demo' if settings.demo else 'production'}, {settings.database.get_backend_name()}"
    return Finding("settings", sound, words if sound else f"{words}: other machines may reach it over https only")


def _keys(settings: Settings) -> Finding:
    keys = load_keys(settings.secrets_path)
    loose = [path.name for path in settings.secrets_path.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    words = f"{len(keys.tokens)} for tokens, {len(keys.seals)} for seals in {settings.secrets_path}"
    return Finding("keys", not loose, words if not loose else f"others may read {', '.join(loose)}")


async def _migrations(settings: Settings, database: Database) -> Finding:
    current = await is_current(database, scripts_in(settings.migrations_dir))
    return Finding("migrations", current, "current" if current else "behind: run `papi migrate`")


async def _storage(storage: Storage) -> Finding:
    await storage.check()
    return Finding("storage", True, f"{storage.url} takes, gives and deletes")


async def _files(database: Database, storage: Storage) -> Finding:
    async with database.reading() as session:
        wanted = {Storage.key(file_id) for file_id in await stored_keys(session)}
    there = {key async for key, _size in storage.keys("evidence/")}
    lost, stray = wanted - there, there - wanted
    words = f"{len(wanted)} rows, {len(lost)} without a file; {len(stray)} files without a row"
    return Finding("files", not lost, words)


async def _sums(database: Database) -> Finding:
    parts: dict[tuple[int, str, str], float] = defaultdict(float)
    async with database.reading() as session:
        rows = (await session.execute(select(Score.year, Score.province_code, Score.level, Score.code, Score.value))).all()
    for row in rows:
        if row.level is ScoreLevel.SUBDIMENSION:
            parts[row.year, row.province_code, row.code.split(".")[0]] += row.value
        elif row.level is ScoreLevel.DIMENSION:
            parts[row.year, row.province_code, TOTAL_CODE] += row.value
    summed = {ScoreLevel.DIMENSION, ScoreLevel.TOTAL}
    wrong = sum(
        row.level in summed and abs(parts.get((row.year, row.province_code, row.code), row.value) - row.value) > TOLERANCE for row in rows
    )
    return Finding("sums", wrong == 0, f"{len(rows)} scores, {wrong} sums do not hold")


async def _counts(database: Database) -> Finding:
    async with database.reading() as session:
        wrong = await differences(session)
    return Finding("counts", not wrong, "as the assignments say" if not wrong else f"{len(wrong)} differ: {wrong[0]}")


def _sqlite(settings: Settings) -> Finding:
    if settings.database.get_backend_name() != "sqlite":
        return Finding("sqlite", True, "not used")
    fixed = sqlite3.sqlite_version_info >= _FIXED_SQLITE
    words = "has the WAL-reset fix" if fixed else "lacks the WAL-reset fix of 3.51.3; one connection alone writes and makes checkpoints"
    return Finding("sqlite", True, f"{sqlite3.sqlite_version} {words}")
