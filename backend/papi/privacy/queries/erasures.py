"""Proposals to erase documents: for those who propose and those who decide."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.access.keys import Keys
from papi.directory.models import Person, Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import get_evidence, packs_with
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.privacy.errors import ErasureNotFound, NotErased
from papi.privacy.models import Erasure, ErasureState
from papi.privacy.schemas import ErasureQuery
from papi.privacy.words import GROUND_WORDS, STATE_WORDS

_Proposer, _ProposedFor, _Decider = aliased(Person), aliased(Person), aliased(Person)
_KEPT = ("id", "version", "evidence_id", "ground", "reason", "state", "proposed_at", "decided_at", "decision_reason", "erased_at")
_KEYSET = Keyset({"proposed_at": Key(Erasure.proposed_at, datetime), "unit": Key(Unit.sort, int)}, default="-proposed_at", id=Erasure.id)
_EXPORT = Export(
    "de-nghi-xoa",
    [
        Column("title", "Tài liệu", "Document", 50),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("ground", "Căn cứ", "Ground", 30, words_of(GROUND_WORDS)),
        Column("reason", "Lý do", "Reason", 50),
        Column("state", "Trạng thái", "State", 18, words_of(STATE_WORDS)),
        Column("proposed_by", "Người đề nghị", "Proposed by", 24),
        Column("proposed_at", "Đề nghị lúc", "Proposed at", 18),
        Column("decided_by", "Người quyết định", "Decided by", 24),
        Column("erased_at", "Xóa xong lúc", "Erased at", 18),
    ],
)


def _rows() -> AnySelect:
    return (
        select(
            *(getattr(Erasure, name) for name in _KEPT),
            Erasure.proposed_by.label("proposer_id"),
            Erasure.proposed_for.label("proposed_for_id"),
            Evidence.title,
            Evidence.unit_id,
            Unit.code,
            Unit.short_name,
            _Proposer.full_name.label("proposer"),
            _ProposedFor.full_name.label("proposed_for"),
            _Decider.full_name.label("decider"),
        )
        .join(Evidence, Evidence.id == Erasure.evidence_id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .join(_Proposer, _Proposer.id == Erasure.proposed_by)
        .outerjoin(_ProposedFor, _ProposedFor.id == Erasure.proposed_for)
        .outerjoin(_Decider, _Decider.id == Erasure.decided_by)
    )


def list_erasures(actor: Actor, query: ErasureQuery) -> Listing:
    """The proposals that the actor may see, the latest first: all, or those about documents of the own unit."""
    actor.require_some("erasure.read")
    return Listing(Pages(_rows().where(_seen(actor), *_filters(query)), _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _seen(actor: Actor) -> ColumnElement[bool]:
    """A proposal names a document that may be about people, by its title and in its reason."""
    return actor.sees_alone("erasure.read", Evidence.unit_id)


def _filters(query: ErasureQuery) -> list[ColumnElement[bool]]:
    exact = ((Erasure.state, query.state), (Evidence.unit_id, query.unit), (Erasure.evidence_id, query.evidence))
    found: list[ColumnElement[bool]] = [true(), *(column == value for column, value in exact if value is not None)]
    return [*found, matches(Evidence.folded, query.q)] if query.q else found


async def read_erasure(session: AsyncSession, actor: Actor, erasure_id: UUID) -> dict[str, Any]:
    """One proposal as the page shows it."""
    actor.require_some("erasure.read")
    row = (await session.execute(_rows().where(Erasure.id == erasure_id, _seen(actor)))).one_or_none()
    if row is None:
        raise ErasureNotFound
    return _item(actor, row)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _KEPT},
        "title": row.title,
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
        "proposed_by": signed_name(row.proposer, row.proposed_for, actor.language),
        "decided_by": row.decider,
        "allowed_actions": _actions(actor, row),
    }


def _actions(actor: Actor, row: AnyRow) -> list[str]:
    if row.state is not ErasureState.PROPOSED:
        return []
    own = actor.is_one_of(row.proposer_id, row.proposed_for_id)
    decides = actor.may("erasure.decide") and not own
    return [*(["approve", "refuse"] if decides else []), *(["withdraw"] if own and actor.scopes("erasure.propose") else [])]


async def read_packs(session: AsyncSession, actor: Actor, evidence_id: UUID) -> dict[str, Any]:
    """In which packs a document stays though it be erased, for whoever sees it, or a proposal about it."""
    about = select(Erasure.id).join(Evidence, Evidence.id == Erasure.evidence_id).where(Erasure.evidence_id == evidence_id, _seen(actor))
    if not actor.scopes("erasure.read") or await session.scalar(about.limit(1)) is None:
        await get_evidence(session, actor, evidence_id)
    return {"evidence_id": evidence_id, "packs": await packs_with(session, actor, evidence_id)}


async def read_tombstone(session: AsyncSession, actor: Actor, evidence_id: UUID, keys: Keys) -> dict[str, Any]:
    """What is left of an erased document, for whoever might have read it, with the key that verifies it."""
    await get_evidence(session, actor, evidence_id)
    found = select(Erasure).where(Erasure.evidence_id == evidence_id, Erasure.state == ErasureState.ERASED)
    erasure = await session.scalar(found)
    if erasure is None:
        raise NotErased
    key = keys.seal_key(erasure.key_id or "")
    return {
        "document_id": evidence_id,
        **{name: getattr(erasure, name) for name in ("erased_at", "sha256", "key_id", "signature", "content")},
        "public_key": key.public if key else {},
    }
