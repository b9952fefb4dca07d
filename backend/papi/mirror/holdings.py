"""What the copy of a person holds, and that of another system: each may read other lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papi.mirror.packages import PACKAGE_VIEWS, PACKAGES, packages_after
from papi.mirror.tables import TABLES, Table, stale_after
from papi.mirror.views import VIEWS


@dataclass(frozen=True)
class Holding:
    """The tables with their views, and what an event says must be read anew."""

    reader: str
    tables: Sequence[Table]
    views: str
    stale_after: Callable[[Mapping[str, Any]], list[tuple[str, str]]]

    def named(self, name: str) -> Table:
        """The table of this name."""
        return next(table for table in self.tables if table.name == name)


OF_PERSON = Holding("person", TABLES, VIEWS, stale_after)
OF_CLIENT = Holding("client", PACKAGES, PACKAGE_VIEWS, packages_after)
