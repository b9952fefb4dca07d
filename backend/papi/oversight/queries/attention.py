"""Lists of units that need attention: who sees which, and with what facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.directory.models import Unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import spoken_number, words_of
from papi.kit.types import AnyRow, AnySelect
from papi.oversight.attention import MEASURES, SHIPPED, is_met
from papi.oversight.attention_errors import AttentionNotFound
from papi.oversight.attention_standing import STATE_WORDS, AttentionStep, ListStanding, allowed_actions
from papi.oversight.models import AttentionDecision, AttentionList, AttentionRule, AttentionState, AttentionUnit
from papi.oversight.schemas.attention import AttentionQuery

RULE = "city"
GRADES = {"not_done": ("Chưa thực hiện", "Nothing done"), "poor": ("Thực hiện không tốt", "Done badly")}
DECISIONS = {"keep": ("Giữ trong danh sách", "Kept"), "strike": ("Bỏ khỏi danh sách", "Struck")}
_KEYSET = Keyset({"computed_at": Key(AttentionList.computed_at, datetime)}, default="-computed_at", id=AttentionList.id)
_EXPORT = Export(
    "danh-sach-can-chu-y",
    [
        Column("title", "Danh sách", "List", 48),
        Column("state", "Trạng thái", "State", 20, words_of(STATE_WORDS)),
        Column("units", "Số đơn vị", "Units", 10),
        Column("computed_at", "Lập lúc", "Computed at", 18),
        Column("confirmed_at", "Xác nhận lúc", "Confirmed at", 18),
    ],
)
UNITS = Export(
    "don-vi-can-chu-y",
    [
        Column("name", "Đơn vị", "Unit", 30),
        Column("grade", "Mức", "Grade", 22, words_of(GRADES)),
        Column("sentence", "Căn cứ", "Facts", 60),
        Column("decision", "Quyết định", "Decision", 22, words_of(DECISIONS)),
        Column("reason", "Lý do", "Reason", 48),
        Column("decided_by", "Người quyết định", "Decided by", 28),
    ],
)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Whoever makes lists sees them all; a leader those that a person has confirmed; a unit the published ones on which it stands."""
    if actor.scopes("attention.manage"):
        return AttentionList.id.is_not(None)
    scopes = actor.scopes("attention.read")
    if Scope.ALL in scopes:
        return AttentionList.state.in_([AttentionState.CONFIRMED, AttentionState.PUBLISHED])
    if Scope.OWN not in scopes:
        return false()
    stands = exists().where(AttentionUnit.list_id == AttentionList.id, actor.keeps(AttentionUnit.unit_id), _is_kept())
    return and_(AttentionList.state == AttentionState.PUBLISHED, stands)


def _is_kept() -> ColumnElement[bool]:
    return AttentionUnit.decision == AttentionDecision.KEEP


def _rows_of(actor: Actor) -> ColumnElement[bool]:
    """A unit finds itself alone."""
    return or_(actor.sees("attention.read", AttentionUnit.unit_id), and_(actor.keeps(AttentionUnit.unit_id), _is_kept()))


async def read_rule(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The rule as somebody wrote it down, or as it is shipped. A unit reads of no other unit's exemption, nor why it has one."""
    actor.require_some("attention.read")
    written = await session.get(AttentionRule, RULE)
    content = written.content if written else SHIPPED
    may = ["edit"] if actor.scopes("attention.manage") else []
    own = {str(unit_id) for unit_id in actor.inherited}
    everybodys = Scope.ALL in actor.scopes("attention.read")
    return {
        "version": written.version if written else 0,
        **content,
        "exemptions": [item for item in content["exemptions"] if everybodys or item["unit_id"] in own],
        "changed_at": written.changed_at if written else None,
        "allowed_actions": may,
    }


def _counted(condition: ColumnElement[bool]) -> Any:
    return select(func.count()).where(AttentionUnit.list_id == AttentionList.id, condition).correlate(AttentionList).scalar_subquery()


def _lists(actor: Actor) -> AnySelect:
    open_rows = select(func.count()).select_from(AttentionUnit).join(Unit, Unit.id == AttentionUnit.unit_id)
    open_rows = open_rows.where(AttentionUnit.list_id == AttentionList.id, AttentionUnit.decision.is_(None))
    columns = [getattr(AttentionList, name) for name in _LIST_COLUMNS]
    return select(
        *columns,
        _counted(_rows_of(actor)).label("units"),
        open_rows.where(Unit.coordinating.is_(False)).correlate(AttentionList).scalar_subquery().label("undecided"),
        open_rows.where(Unit.coordinating.is_(True)).correlate(AttentionList).scalar_subquery().label("undecided_own"),
        _counted(AttentionUnit.unit_id.in_(select(Unit.id).where(Unit.coordinating.is_(True)))).label("coordinating"),
    ).where(visible_to(actor))


_LIST_COLUMNS = (
    "id",
    "version",
    "plan_id",
    "period_id",
    "title",
    "state",
    "computed_at",
    "computed_by",
    "confirmed_at",
    "confirmed_by",
    "reason",
    "published_at",
    "published_by",
)


def list_attention(actor: Actor, query: AttentionQuery) -> Listing:
    """The lists that the actor may see, the latest first."""
    actor.require_some("attention.read")
    statement = _lists(actor)
    if query.plan is not None:
        statement = statement.where(AttentionList.plan_id == query.plan)
    if query.state is not None:
        statement = statement.where(AttentionList.state == query.state)
    if query.q:
        statement = statement.where(matches(AttentionList.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    standing = ListStanding(row.state, row.undecided, row.undecided_own, coordinating=row.coordinating > 0)
    return {
        **{name: getattr(row, name) for name in _LIST_COLUMNS},
        "units": row.units,
        "undecided": row.undecided,
        "allowed_actions": allowed_actions(actor, standing),
    }


async def read_attention(session: AsyncSession, actor: Actor, list_id: UUID) -> dict[str, Any]:
    """One list with its units; a unit finds itself alone on it."""
    actor.require_some("attention.read")
    row = (await session.execute(_lists(actor).where(AttentionList.id == list_id))).one_or_none()
    if row is None:
        raise AttentionNotFound
    rule = await session.scalar(select(AttentionList.rule).where(AttentionList.id == list_id))
    thresholds: Sequence[Mapping[str, Any]] = (rule or SHIPPED)["thresholds"]
    item = _item(actor, row)
    items = [_unit(actor, unit, thresholds, item) for unit in await _units(session, actor, list_id)]
    return {**item, "thresholds": list(thresholds), "items": items}


async def _units(session: AsyncSession, actor: Actor, list_id: UUID) -> Sequence[AnyRow]:
    rows = await session.execute(
        select(AttentionUnit, Unit.code, Unit.short_name, Unit.coordinating)
        .join(Unit, Unit.id == AttentionUnit.unit_id)
        .where(AttentionUnit.list_id == list_id, _rows_of(actor))
        .order_by(AttentionUnit.grade, Unit.sort, Unit.id)
    )
    return rows.all()


def _unit(actor: Actor, row: AnyRow, thresholds: Sequence[Mapping[str, Any]], found: Mapping[str, Any]) -> dict[str, Any]:
    unit: AttentionUnit = row.AttentionUnit
    at = 1 if actor.language == "en" else 0
    met = [threshold for threshold in thresholds if is_met(threshold, unit.facts)]
    said = [f"{MEASURES[name][at]}: {spoken_number(unit.facts[name], actor.language)}" for name in (each["measure"] for each in met)]
    open_still = AttentionStep.DECIDE.value in found["allowed_actions"] and (found["state"] is AttentionState.DRAFT or row.coordinating)
    judges = open_still and may_decide(actor, unit.unit_id, coordinating=row.coordinating)
    return {
        "unit_id": unit.unit_id,
        "code": row.code,
        "name": row.short_name,
        "grade": unit.grade,
        "facts": unit.facts,
        "met": met,
        "sentence": "; ".join(dict.fromkeys(said)),
        "decision": unit.decision,
        "reason": unit.reason,
        "decided_by": unit.decided_by,
        "decided_at": unit.decided_at,
        "allowed_actions": ["decide"] if judges else [],
    }


def may_decide(actor: Actor, unit_id: UUID, *, coordinating: bool) -> bool:
    """Nobody decides about a unit of theirs; about the coordinating one a leader does."""
    scope = Scope.OWN_COORDINATOR if coordinating else Scope.OTHERS
    return unit_id not in actor.own_units and scope in actor.scopes("attention.decide")
