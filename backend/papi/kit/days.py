"""Days of moments in statements: the day in the city's zone, whatever zone the database thinks in."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, SQLColumnExpression
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from papi.kit.clock import TIMEZONE


class _LocalDay(FunctionElement[date]):
    inherit_cache = True
    type = Date()


def local_day(moment: SQLColumnExpression[datetime]) -> _LocalDay:
    """The day on which a moment falls in the city, as `clock.day_of` tells it."""
    return _LocalDay(moment)


@compiles(_LocalDay, "postgresql")
def _on_postgresql(element: _LocalDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(timezone('{TIMEZONE.key}', {compiler.process(element.clauses, **options)}) AS DATE)"


@compiles(_LocalDay, "sqlite")
def _on_sqlite(element: _LocalDay, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite knows no zones; the city's has kept its distance from UTC since 1975
    minutes = (datetime(2024, 1, 1, tzinfo=TIMEZONE).utcoffset() or timedelta()) // timedelta(minutes=1)
    return f"date({compiler.process(element.clauses, **options)}, '{minutes:+d} minutes')"
