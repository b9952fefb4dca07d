"""The log of the exchange: what was pulled and pushed, from the facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from papi.access.actor import Actor
from papi.integration import facts
from papi.integration.schemas.log import ExchangeQuery, ExchangeWay
from papi.integration.words import WAY_WORDS, WHAT_WORDS
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, one_of
from papi.outbox.models import FactRow
from papi.outbox.wording import sentence

_WAYS = {
    ExchangeWay.PULLED: (facts.PULLED, facts.FILE_READ),
    ExchangeWay.PUSHED: (facts.PUSHED, facts.STATUS_RECEIVED),
}
_WAY_OF = {kind.name: way for way, kinds in _WAYS.items() for kind in kinds}
_KEYSET = Keyset({"at": Key(FactRow.business_at, datetime)}, default="-at", id=FactRow.id)
_EXPORT = Export(
    "trao-doi-voi-tinh",
    [
        Column("at", "Thời điểm", "At", 18),
        Column("client", "Hệ thống", "Client", 32),
        Column("way", "Chiều", "Way", 14, words_of(WAY_WORDS)),
        Column("what", "Dữ liệu", "What", 24, words_of(WHAT_WORDS)),
        Column("rows", "Số mục", "Items", 10),
        Column("refused", "Bị từ chối", "Refused", 10),
        Column("said", "Nội dung", "Content", 60),
    ],
)


def list_exchanges(actor: Actor, query: ExchangeQuery) -> Listing:
    """Calls of other systems, the latest first."""
    actor.require_some(facts.READ)
    kinds = _WAYS[query.way] if query.way else facts.KINDS
    rows = select(
        *(FactRow.id, FactRow.kind, FactRow.business_at, FactRow.subject_id, FactRow.subject_label, FactRow.data, FactRow.address)
    ).where(FactRow.subject_type == facts.CLIENT, one_of(FactRow.kind, [kind.name for kind in kinds]))
    if query.client is not None:
        rows = rows.where(FactRow.subject_id == query.client)
    if query.q:
        rows = rows.where(matches(FactRow.folded, query.q))
    return Listing(Pages(rows, _KEYSET), lambda row: _item(row, actor.language), _EXPORT)


def _item(row: AnyRow, language: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": row.business_at,
        "client_id": row.subject_id,
        "client": row.subject_label,
        "way": _WAY_OF[row.kind],
        "what": row.data["what"],
        "rows": row.data["rows"],
        "refused": row.data.get("refused", 0),
        "period": row.data.get("period"),
        "said": sentence(row.kind, row.data, language),
        "address": row.address,
    }
