"""Documents whose time is over by the rules of retention: what may be proposed to be erased."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, exists, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import visible_to
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import spoken, words_of
from papi.kit.types import AnyRow
from papi.privacy.models import PENDING, Erasure, ErasureState, LegalHold
from papi.privacy.queries.protection import latest_period_of, load_uses
from papi.privacy.queries.rules import is_held, load_rules
from papi.privacy.retention import KeptAs, Rules
from papi.privacy.schemas import DueQuery
from papi.privacy.words import STATE_WORDS, USE_WORDS
from papi.reports.models import Period, SealedDocument
from papi.reports.queries.bringing import load_bringing
from papi.subject_requests.queries.promised import load_promises

_KEYSET = Keyset({"uploaded_at": Key(Evidence.uploaded_at, datetime), "unit": Key(Unit.sort, int)}, default="uploaded_at", id=Evidence.id)

_PROMISED = (
    "để cung cấp theo yêu cầu số {number} của chủ thể dữ liệu, do {unit} giải quyết",
    "to be given for the data subject's request {number}, which {unit} handles",
)
_BROUGHT = (
    "đang được đưa vào bản đính chính {report} của {unit}, chưa được quyết định",
    "brought to the correction of {report} by {unit}, which is not decided",
)
_USED = (
    "còn dùng ở {count} nơi chưa niêm phong; đề nghị xóa được sau khi đơn vị gỡ ra",
    "used in {count} places that are not sealed; it can be proposed when its unit has taken it off them",
)


def _waiting(proposed: Any, language: str) -> str | None:
    return spoken(STATE_WORDS, ErasureState.PROPOSED, language) if proposed else None


_EXPORT = Export(
    "tai-lieu-het-han",
    [
        Column("title", "Tài liệu", "Document", 50),
        Column("unit.name", "Đơn vị", "Unit", 24),
        Column("use", "Nhóm", "Use", 36, words_of(USE_WORDS)),
        Column("uploaded_at", "Tải lên lúc", "Uploaded at", 18),
        Column("proposed", "Đề nghị", "Proposed", 18, said=_waiting),
        Column("held", "Lý do giữ lại", "Held because", 40),
    ],
)


async def list_due(session: AsyncSession, actor: Actor, query: DueQuery) -> Listing:
    """What is due among the documents that the actor sees, the oldest first; with what is held, and why."""
    actor.require_some("retention.read")
    rules = await load_rules(session)
    wanted = [visible_to(actor), is_due(rules)]
    if query.unit is not None:
        wanted.append(Evidence.unit_id == query.unit)
    if query.q:
        wanted.append(matches(Evidence.folded, query.q))
    columns = (Evidence.id, Evidence.title, Evidence.uploaded_at, Evidence.contains_personal_data, Evidence.unit_id)
    statement = select(
        *columns, Unit.code, Unit.short_name, _use().label("use"), _hold().label("held"), is_pending(Evidence.id).label("proposed")
    )

    async def tell(session: AsyncSession, items: list[Any]) -> None:
        await _add_reasons(session, items, actor)

    return Listing(Pages(statement.join(Unit, Unit.id == Evidence.unit_id).where(*wanted), _KEYSET), _item, _EXPORT, enrich=tell)


async def _add_reasons(session: AsyncSession, items: list[dict[str, Any]], actor: Actor) -> None:
    """Say of what an open request is to give, of what a correction brings, and of what is still used, that it is kept for that, and of
    several reasons the first."""
    ids = [item["id"] for item in items]
    promised, brought, used = (words[actor.language == "en"] for words in (_PROMISED, _BROUGHT, _USED))
    uses, bringing = await load_uses(session, ids), await load_bringing(session, ids, actor)
    places = {key: uses.get(key, 0) + len(bringing.get(key, ())) for key in {*uses, *bringing}}
    reasons = {key: used.format(count=count) for key, count in places.items()}
    reasons |= {key: brought.format(**first._asdict()) for key, (first, *_others) in bringing.items() if first.seen}
    reasons |= {key: promised.format(**promise._asdict()) for key, promise in (await load_promises(session, ids)).items()}
    for item in items:
        if item["held"] is None:
            item["held"] = reasons.get(item["id"])


def is_due(rules: Rules) -> ColumnElement[bool]:
    """Whether a document's time is over: its years begin with the end of the year from which they are counted."""
    over = [and_(_of_use(use), _ended_before(use, _first_kept(rules.years(use)))) for use in KeptAs]
    return and_(Evidence.erased_at.is_(None), or_(*over))


def _first_kept(years: int) -> date:
    """What ended before this day has been kept for so many whole years."""
    return date(clock.today().year - years, 1, 1)


def _ended_before(use: KeptAs, day: date) -> ColumnElement[bool]:
    if use is KeptAs.SEALED:
        return _latest_period() < day
    return Evidence.uploaded_at < datetime.combine(day, time.min, clock.TIMEZONE)


def _sealed() -> ColumnElement[bool]:
    return exists().where(SealedDocument.evidence_id == Evidence.id)


def _of_use(use: KeptAs) -> ColumnElement[bool]:
    unused = and_(not_(_sealed()), Evidence.link_count == 0)
    return {
        KeptAs.SEALED: _sealed(),
        KeptAs.PROVING: and_(not_(_sealed()), Evidence.link_count > 0),
        KeptAs.UNUSED: and_(unused, Evidence.contains_personal_data.is_(False)),
        KeptAs.UNUSED_PERSONAL: and_(unused, Evidence.contains_personal_data.is_(True)),
    }[use]


def _use() -> ColumnElement[str]:
    return case(*((_of_use(use), use.value) for use in (KeptAs.SEALED, KeptAs.PROVING, KeptAs.UNUSED)), else_=KeptAs.UNUSED_PERSONAL.value)


def _latest_period() -> Any:
    """The end of the data of the latest period whose sealed report the document proves."""
    return latest_period_of(Evidence.id).with_only_columns(Period.data_to).correlate(Evidence).scalar_subquery()


def _hold() -> Any:
    return select(func.max(LegalHold.reason)).where(is_held(Evidence.id)).correlate(Evidence).scalar_subquery()


def is_pending(evidence_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether it was proposed to erase the document, and that is not done or refused yet."""
    return exists().where(Erasure.evidence_id == evidence_id, Erasure.state.in_(PENDING))


def _item(row: AnyRow) -> dict[str, Any]:
    names = ("id", "title", "uploaded_at", "contains_personal_data", "use", "held", "proposed")
    return {
        **{name: getattr(row, name) for name in names},
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
    }
