"""The file of a copy. Whatever is done to it is one transaction with the note that it was done: cut off anywhere, it goes on from there."""

import fcntl
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from papi.mirror.holdings import OF_PERSON, Holding
from papi.mirror.tables import Table

FILE = "papi.sqlite3"
_OWN = """
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, type TEXT, at TEXT, subject_type TEXT, subject_id TEXT, unit_id TEXT, actor_type TEXT,
    actor_role TEXT, actor_unit_id TEXT, data TEXT
);
CREATE TABLE IF NOT EXISTS gone (table_name TEXT, id TEXT, noticed_after INTEGER, item TEXT);
CREATE TABLE IF NOT EXISTS mirror_state (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS mirror_stale (table_name TEXT, unit_id TEXT, since INTEGER, PRIMARY KEY (table_name, unit_id));
"""


class AlreadyMirroring(Exception):
    """Another process keeps this copy."""


class OtherReader(Exception):
    """The copy in this folder is a person's and not a system's, or the reverse: they hold other tables."""


class Store:
    """One copy, kept by one process."""

    def __init__(self, folder: Path, holding: Holding = OF_PERSON) -> None:
        self.holding = holding
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = (folder / "mirror.lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise AlreadyMirroring from None
        self._db = sqlite3.connect(folder / FILE, timeout=60)
        self._db.executescript("PRAGMA journal_mode=WAL;" + _OWN)
        if self.state("source") and (self.state("reader") or OF_PERSON.reader) != holding.reader:
            self.close()
            raise OtherReader
        self._db.executescript("".join(map(_table, holding.tables)) + holding.views)

    def close(self) -> None:
        """Let the copy go."""
        self._db.close()
        self._lock.close()

    def state(self, name: str) -> str | None:
        """What was noted under a name."""
        row = self._db.execute("SELECT value FROM mirror_state WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    @property
    def after(self) -> int:
        """The number up to which events were taken."""
        return int(self.state("after") or 0)

    def start_over(self, source: str) -> None:
        """Begin a copy of that installation, from nothing."""
        with self._db:
            for name in ("events", "gone", "mirror_stale", "mirror_state", *(table.name for table in self.holding.tables)):
                self._db.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables
            self._note("source", source)
            self._note("reader", self.holding.reader)

    def take(self, page: Mapping[str, Any], stale: Iterable[tuple[str, str]]) -> None:
        """Take a page of events, and note what is to be read anew because of them."""
        rows = [_event(event) for event in page["items"]]
        with self._db:
            self._db.executemany(f"INSERT OR IGNORE INTO events VALUES ({_marks(11)})", rows)  # noqa: S608 - question marks
            self._mark_stale(stale, page["after"])
            self._note("after", str(page["after"]))
            if page["mark"] is not None:
                self._note("mark", page["mark"])

    def read_lists(self, day: str) -> None:
        """All lists are to be read, after all events up to now: from here on events say what changed, and each day what the day changes."""
        with self._db:
            known = self.state("listed") is not None
            read = [(table.name, "") for table in self.holding.tables if table.daily or not known]
            self._mark_stale(read, self.after)
            self._note("listed", "1")
            self._note("day", day)

    def stale(self) -> tuple[str, str, int] | None:
        """What to read anew next: the table, the unit or "", and the event that said so."""
        order = " ".join(f"WHEN '{table.name}' THEN {place}" for place, table in enumerate(self.holding.tables))
        oldest = f"SELECT table_name, unit_id, since FROM mirror_stale ORDER BY unit_id <> '', CASE table_name {order} END LIMIT 1"  # noqa: S608 - our own names
        return self._db.execute(oldest).fetchone()

    def latest(self, table: Table) -> str | None:
        """Up to when what has changed was read, of a table that is asked for that."""
        if not table.since:
            return None
        return self._db.execute(f"SELECT max({table.since}) FROM {table.name}").fetchone()[0]  # noqa: S608 - our own names

    def replace(self, table: Table, stale: tuple[str, str, int], items: Sequence[Mapping[str, Any]], *, whole: bool = True) -> int:
        """What was read takes the place of what was there, of that unit or of all; where it is not the `whole`, only of what it tells of.
        Returns how many rows are there no longer."""
        _, unit, since = stale
        read = {table.key_of(item): item for item in items}
        whose, values = ("WHERE unit_id = ?", (unit,)) if unit else ("", ())
        with self._db:
            held = dict(self._db.execute(f"SELECT id, item FROM {table.name} {whose}", values))  # noqa: S608 - our own names
            missing = held.keys() - read.keys() if whole else set[str]()
            notes = [(table.name, key, self.after, held[key]) for key in sorted(missing)]
            self._db.executemany("INSERT INTO gone VALUES (?, ?, ?, ?)", notes)
            self._db.executemany(f"DELETE FROM {table.name} WHERE id = ?", [(key,) for key in missing])  # noqa: S608 - our own names
            marks = _marks(len(table.columns) + 2)
            rows = [(key, *table.values_of(item), json.dumps(item, ensure_ascii=False)) for key, item in read.items()]
            self._db.executemany(f"INSERT OR REPLACE INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - our own names
            done = "DELETE FROM mirror_stale WHERE table_name = ? AND unit_id = ? AND since = ?"
            self._db.execute(done, (table.name, unit, since))
        return len(missing)

    def count(self, table: str) -> int:
        """How many rows a table holds."""
        return self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names

    def _mark_stale(self, stale: Iterable[tuple[str, str]], since: int) -> None:
        self._db.executemany("INSERT OR REPLACE INTO mirror_stale VALUES (?, ?, ?)", [(*one, since) for one in stale])

    def _note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO mirror_state VALUES (?, ?)", (name, value))


def _table(table: Table) -> str:
    columns = ", ".join(table.columns)
    return f"CREATE TABLE IF NOT EXISTS {table.name} (id TEXT PRIMARY KEY, {columns}, item TEXT);\n"


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _event(event: Mapping[str, Any]) -> tuple[Any, ...]:
    subject, actor = event["subject"], event["actor"]
    who = (event["unit_id"], actor["type"], actor["role"], actor["unit_id"])
    what = (event["number"], event["id"], event["type"], event["at"], subject["type"], subject["id"])
    return (*what, *who, json.dumps(event["data"], ensure_ascii=False))
