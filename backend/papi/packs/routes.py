from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from papi.access.actor import Actor
from papi.access.dependencies import Described, StreamingActor, actor_of, streaming_actor
from papi.access.tokens import TokenClaims
from papi.evidence.filetypes import ZIP
from papi.evidence.routes.content import SANDBOX, Secret
from papi.evidence.storing import Workplace
from papi.kit.db import database_of
from papi.kit.errors import Unauthenticated
from papi.kit.lists import attachment
from papi.kit.transport import api_router
from papi.packs import actions, queries
from papi.packs.errors import PackEmpty, PackTicketInvalid
from papi.packs.limits import Places
from papi.packs.schemas import NamedPackWish, PackAsked, PackContents, PackTicketRead, PackWish
from papi.packs.telling import said_of
from papi.reports.routes.answers import SealingKeys

router = api_router("evidence")
_places = Places()

Wish = Annotated[PackWish, Query()]


class _PackResponse(StreamingResponse):
    """A pack on its way, which gives its place back however it ends, also before it has begun."""

    def __init__(self, drawn: actions.Drawn, leave: Callable[[], None]) -> None:
        headers = {"Content-Disposition": attachment(drawn.name), "Content-Length": str(drawn.length), **SANDBOX}
        super().__init__(drawn.content, headers=headers, media_type=ZIP)
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()


@router.get("/evidence/pack/contents", response_model=PackContents)
async def count_pack(request: Request, actor: StreamingActor, wish: Wish) -> Any:
    """What a pack would hold now, and what would stay out and why, as far as the database knows: for whoever is about to draw it."""
    pack = await queries.count_pack(database_of(request), actor, wish)
    return {
        "title": pack.title,
        "files": len(pack.going),
        "size": pack.size,
        "length": actions.length_of_pack(pack),
        "left_out": said_of(pack, actor.language),
        "redacted": len(pack.copies),
        "personal_data": len(pack.personal),
    }


@router.post("/evidence/pack/ticket", status_code=201)
async def create_pack_ticket(request: Request, actor: StreamingActor, wish: Wish) -> PackTicketRead:
    """An address that draws the pack for one minute without a token: what a browser's link needs.

    404 `pack_empty` where nothing would be in it, 429 `packs_under_way` while too many are drawn.
    """
    require_place(actor)
    await _require_some(request, actor, wish)
    async with database_of(request).writing() as session:
        secret, ticket = await actions.create_ticket(session, actor, wish)
    return PackTicketRead(url=f"{request.url.path.removesuffix('/ticket')}?ticket={secret}", expires_at=ticket.expires_at)


def require_place(actor: Actor) -> None:
    """Refuse in words, before an address is given, while too many packs are drawn: a browser that follows one shows that bare."""
    _places.require(actor.person_id)


async def _require_some(request: Request, actor: Actor, wish: PackWish) -> None:
    if not (await queries.count_pack(database_of(request), actor, wish)).going:
        raise PackEmpty


async def _holder(request: Request, ticket: Secret = None, _described: Described = None) -> tuple[Actor, PackWish | None]:
    if ticket is None:
        return await streaming_actor(request), None
    async with database_of(request).reading() as session:
        found = await queries.find_ticket(session, ticket)
        if found is None:
            raise PackTicketInvalid
        try:
            claims = TokenClaims(found.person_id, found.session_id, found.membership_id)
            return await actor_of(request, session, claims), NamedPackWish.model_validate(found.wish)
        except Unauthenticated:  # signed out, or no longer a member, since the address was given
            raise PackTicketInvalid from None


Holder = Annotated[tuple[Actor, PackWish | None], Depends(_holder, scope="function")]
"""Who draws: the caller, or whoever the one-minute address was given to, with what it stands for."""


@router.get("/evidence/pack", response_class=StreamingResponse)
async def draw_pack(request: Request, holder: Holder, asked: Annotated[PackAsked, Query()], keys: SealingKeys) -> Response:
    """Documents as one ZIP, made while it is sent: `manifest.json` (canonical, RFC 8785), its seal, `MUC_LUC.xlsx`, and the files in
    folders by unit and task. `papi pack verify` checks it without this server.

    Only what the caller may read goes in; what is infected or not scanned yet never does. What holds personal data goes as its redacted
    copy, without title and number; the original only where `personal_data=true` asks for it and the caller may read it. What stays out
    is told in the manifest with its reason. A file that turns out to be damaged breaks the download off, and is left out of the next one.
    Recorded with who drew what.
    """
    actor, wish = holder
    _places.take(actor.person_id)
    try:
        drawn = await actions.draw(Workplace.of(request), actor, wish or asked, keys.seals[0])
    except BaseException:
        _places.leave(actor.person_id)
        raise
    return _PackResponse(drawn, lambda: _places.leave(actor.person_id))
