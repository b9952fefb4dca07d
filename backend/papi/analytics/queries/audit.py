"""The audit: facts as they were recorded, with their places in the chain, for those who may audit.

They learn of every fact who did what to which thing, from where and when. The words of a matter that they may not read, such as a
unit's draft, are not among it, nor found by a search.
"""

from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer, anyone_as
from papi.access.permissions import MACHINE_ROLE, role_words
from papi.analytics.queries.history import subject_of, visible_facts, within_day
from papi.analytics.schemas.finding import AuditQuery
from papi.kit.documents import Column, Export
from papi.kit.lists import KEPT, Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.chain import Telling
from papi.outbox.models import ChainedFact, FactRow
from papi.outbox.verifying import verify
from papi.outbox.wording import sentence, signed_name

_lent: list[Telling] = []


def lend_telling(telling: Telling) -> None:
    """Let the feed, which lies above, say how it writes what the chain keeps, so that this is verified too."""
    _lent[:] = [telling]


def list_audit(actor: Actor, query: AuditQuery) -> Listing:
    """All facts, newest first; `q` searches those alone whose words the actor may read."""
    actor.require("audit.read")
    return Listing(_pages(anyone_as(actor.role), query.unpaged()), lambda row: _shape(row, actor.language), _EXPORT, actor.bound)


async def verify_audit(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """Whether the chain holds, as the wire's `ChainRead`."""
    actor.require("audit.read")
    [telling] = _lent
    found = await verify(session, telling)
    return {
        "ok": found.ok,
        "chained": found.chained,
        "waiting": found.waiting,
        "head": asdict(found.head) if found.head else None,
        "first_break": asdict(found.first_break) if found.first_break else None,
    }


@lru_cache(maxsize=KEPT)
def _pages(viewer: Viewer, query: AuditQuery) -> Pages:
    return Pages(select(FactRow.id).where(*_filters(viewer, query)), _KEYSET, lambda page: _page(viewer, page))


def _filters(viewer: Viewer, query: AuditQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.subject is not None:
        kind, subject_id = subject_of(query.subject)
        found += [FactRow.subject_type == kind, FactRow.subject_id == subject_id]
    if query.actor is not None:
        found += _done_by(query.actor)
    if query.action is not None:
        found.append(FactRow.kind == query.action)
    if query.on is not None:
        found += within_day(FactRow.real_at, query.on)
    if query.number is not None:
        found.append(FactRow.id == select(ChainedFact.fact_id).where(ChainedFact.number == query.number).scalar_subquery())
    if query.q:
        found += [matches(FactRow.folded, query.q), visible_facts(viewer)]
    return found


def _done_by(actor: UUID | Literal["system", "api_client"]) -> list[ColumnElement[bool]]:
    if actor == "system":
        return [FactRow.person_id.is_(None), FactRow.role.is_(None)]
    return [FactRow.role == MACHINE_ROLE] if actor == "api_client" else [FactRow.person_id == actor]


def _page(viewer: Viewer, page: Subquery) -> AnySelect:
    return (
        select(FactRow, ChainedFact.number, ChainedFact.digest, case((visible_facts(viewer), 1), else_=0).label("readable"))
        .select_from(page)
        .join(FactRow, FactRow.id == page.c["_id"])
        .outerjoin(ChainedFact, ChainedFact.fact_id == FactRow.id)
    )


def _shape(row: AnyRow, language: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "digest": row.digest,
        "real_at": row.real_at,
        "business_at": row.business_at,
        "action": row.kind,
        "text": sentence(row.kind, row.data if row.readable else {}, language),
        "actor_id": row.person_id,
        "actor": signed_name(row.person_name, row.behalf_name, language),
        "behalf_id": row.behalf_id,
        "role": row.role,
        "acting_unit_id": row.acting_unit_id,
        "acting_unit": row.acting_unit_name,
        "address": row.address,
        "request_id": row.request_id,
        "subject_type": row.subject_type,
        "subject_id": row.subject_id,
        "subject": row.subject_label if row.readable else None,
    }


_KEYSET = Keyset(
    {"real_at": Key(FactRow.real_at, datetime), "business_at": Key(FactRow.business_at, datetime)}, default="-real_at", id=FactRow.id
)

_EXPORT = Export(
    "nhat-ky",
    [
        Column("number", "Số thứ tự", "Number", 10),
        Column("real_at", "Lúc", "At", 18),
        Column("business_at", "Lúc (lịch kế hoạch)", "At (plan's calendar)", 18),
        Column("actor", "Người thực hiện", "Who", 24),
        Column("role", "Vai trò", "Role", 20, role_words),
        Column("acting_unit", "Đơn vị", "Unit", 24),
        Column("text", "Việc", "What", 40),
        Column("action", "Mã việc", "Action", 24),
        Column("subject", "Về", "About", 48),
        Column("subject_type", "Loại đối tượng", "Subject", 18),
        Column("subject_id", "Mã đối tượng", "Subject id", 38),
        Column("address", "Địa chỉ mạng", "Address", 18),
        Column("request_id", "Mã yêu cầu", "Request", 38),
        Column("digest", "Mã băm", "Digest", 66),
    ],
)
