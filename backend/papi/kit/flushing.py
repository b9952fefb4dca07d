"""Many versioned rows that change alike are written by one statement; the ORM by itself sends one for each of them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, event, inspect, select, update
from sqlalchemy.orm import InstanceState, Mapper, Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

_BATCH = 500


class WritingSession(Session):
    """A session that flushes so. What such rows point to must have been flushed before them."""


@event.listens_for(WritingSession, "before_flush")
def write_alike_together(session: Session, *_event: object) -> None:
    """Write the rows of which there are several with the same changed columns; whatever is single is left to the ORM.

    Tables and rows are taken in one order, so that two transactions that change many rows do not wait for each other.
    """
    groups: dict[Mapper[Any], dict[tuple[str, ...], list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in session.dirty:
        state: InstanceState[Any] = inspect(row)
        if state.mapper.version_id_col is not None and (names := _changed(state)) and not _is_folded_of(row, names):
            groups[state.mapper][names].append(row)
    for mapper in sorted(groups, key=lambda mapper: cast(Table, mapper.local_table).name):
        alike = {names: rows for names, rows in groups[mapper].items() if len(rows) > 1}
        if alike:
            _lock_unchanged(session, mapper, [row for rows in groups[mapper].values() for row in rows])
        for names, rows in alike.items():
            _write(session, mapper, names, rows)


def _is_folded_of(row: object, names: Sequence[str]) -> bool:
    """Words that search reads: the ORM folds them when it writes the row."""
    searched: Sequence[str] = getattr(row, "search_in", ())
    return not set(names).isdisjoint(searched)


def _changed(state: InstanceState[Any]) -> tuple[str, ...]:
    columns = {attribute.key for attribute in state.mapper.column_attrs}
    return tuple(name for name in sorted(state.committed_state) if name in columns and state.attrs[name].history.has_changes())


def _write(session: Session, mapper: Mapper[Any], names: Sequence[str], rows: Sequence[Any]) -> None:
    columns = mapper.columns
    values: dict[Any, Any] = {columns[name]: bindparam(f"new_{name}", type_=columns[name].type) for name in names}
    values[columns["version"]] = columns["version"] + 1
    statement = update(cast(Table, mapper.local_table)).where(columns["id"] == bindparam("this_id")).values(values)
    news = [{"this_id": row.id, **{f"new_{name}": getattr(row, name) for name in names}} for row in rows]
    session.connection().execute(statement, news)
    for row in rows:
        for name in names:
            set_committed_value(row, name, getattr(row, name))
        set_committed_value(row, "version", row.version + 1)


def _lock_unchanged(session: Session, mapper: Mapper[Any], rows: Sequence[Any]) -> None:
    """Hold the rows, and refuse if somebody has changed one since it was read."""
    key, version = mapper.columns["id"], mapper.columns["version"]
    known = {row.id: row.version for row in rows}
    ids = sorted(known)
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        held = session.connection().execute(select(key, version).where(key.in_(some)).order_by(key).with_for_update(key_share=True)).all()
        if {row[0]: row[1] for row in held} != {row_id: known[row_id] for row_id in some}:
            raise StaleDataError(f"Rows of {mapper.local_table} were changed meanwhile.")
