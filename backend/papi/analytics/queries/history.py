"""History: facts in words, within what the reader may read of their subjects."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer
from papi.access.permissions import GRANTS, Role, Scope, scopes_of
from papi.analytics.schemas.finding import HistoryQuery
from papi.evidence.queries import kept_from, name_documents
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import one_of
from papi.outbox.models import FactRow
from papi.outbox.queries import FACT_COLUMNS, FACTS, shape_fact
from papi.plans.queries.plans import in_hidden_plan

MOVED_BY_REPORT = "assignment.reported"


def visible_facts(viewer: Viewer) -> ColumnElement[bool]:
    """Facts whose subject's own read permission the viewer has: on every row, or on the own unit's; private ones of the own unit alone.

    What was done to a plan that is not approved is known to those who make or approve it; what was done to a document with personal
    data, from before it was marked as well, to those who see the document.
    """
    own_unit = viewer.keeps(FactRow.unit_id)
    everywhere, own_only = _readable(viewer.role)
    public = FactRow.private.is_(False)
    seen = [and_(one_of(FactRow.permission, everywhere), or_(public, own_unit))] if everywhere else []
    seen += [and_(one_of(FactRow.permission, own_only), own_unit)] if own_only else []
    known = or_(FactRow.subject_type != "evidence", ~kept_from(viewer, FactRow.subject_id, FactRow.subject_label))
    return and_(or_(false(), *seen), ~in_hidden_plan(viewer, FactRow.subject_id), known)


@cache
def _readable(role: Role) -> tuple[list[str], list[str]]:
    """The permissions that a role has on every row, and those on its own unit's alone."""
    everywhere = [name for name in GRANTS if Scope.ALL in scopes_of(role, name)]
    return everywhere, [name for name in GRANTS if Scope.OWN in scopes_of(role, name) and name not in everywhere]


def list_history(actor: Actor, query: HistoryQuery) -> Listing:
    """Facts, newest first.

    A report that is sent moves each assignment on it: such moves are read where one asks for them, as in the assignment's own
    timeline, and else the report's own fact stands for all of them.
    """
    actor.require_some("history.read")
    statement = select(*FACT_COLUMNS).where(visible_facts(actor), *_filters(query))

    async def name(session: AsyncSession, items: list[Any]) -> None:
        await name_documents(session, actor, items)

    return Listing(Pages(statement, _KEYSET), lambda row: shape_fact(row, actor.language), FACTS, enrich=name)


def _filters(query: HistoryQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.subject is not None:
        kind, subject_id = subject_of(query.subject)
        found += [FactRow.subject_type == kind, FactRow.subject_id == subject_id]
    if query.unit is not None:
        found.append(or_(FactRow.unit_id == query.unit, FactRow.acting_unit_id == query.unit))
    if query.person is not None:
        found.append(FactRow.person_id == query.person)
    if query.kind is not None:
        found.append(FactRow.kind == query.kind)
    elif query.subject is None:
        found.append(FactRow.kind != MOVED_BY_REPORT)
    if query.on is not None:
        found += within_day(FactRow.business_at, query.on)
    if query.q:
        found.append(matches(FactRow.folded, query.q))
    return found


def within_day(moment: SQLColumnExpression[datetime], day: date) -> list[ColumnElement[bool]]:
    """The moments of a day, in the city's time zone."""
    start = datetime.combine(day, time.min, clock.TIMEZONE)
    return [moment >= start, moment < start + timedelta(days=1)]


def subject_of(text: str) -> tuple[str, UUID]:
    """The kind and id of what is written as `kind:id`."""
    kind, _, given = text.partition(":")
    try:
        return kind, UUID(given)
    except ValueError:
        wrong = FieldError("?subject", "Dạng đúng: loại:mã.", "Written as kind:id.")
        raise Invalid(errors=[wrong]) from None


_KEYSET = Keyset({"at": Key(FactRow.business_at, datetime)}, default="-at", id=FactRow.id)
