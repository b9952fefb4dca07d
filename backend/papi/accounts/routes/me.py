from uuid import UUID

from fastapi import Request, Response

from papi.access.dependencies import AnyActor, CurrentActor, StreamingAnyActor
from papi.accounts import queries
from papi.accounts.actions.passwords import change_password as set_own
from papi.accounts.actions.signing_in import end_session as end
from papi.accounts.schemas import MeRead, PasswordChange, SessionsRead
from papi.kit.db import DbSession, database_of
from papi.kit.lists import answer_whole, json_bytes
from papi.kit.transport import api_router

router = api_router("identity")


@router.get("/me", response_model=MeRead)
async def get_me(request: Request, session: DbSession, actor: AnyActor) -> Response:
    """The caller: account, present membership, all memberships, permissions of the role, the demo's day."""
    return json_bytes(await queries.read_me(session, actor, demo=request.app.state.settings.demo))


@router.post("/me/password", status_code=204)
async def change_password(request: Request, actor: StreamingAnyActor, given: PasswordChange) -> Response:
    """Change the own password (forced at the first sign-in); all other sessions end. At least 14 characters, no rules of composition."""
    await set_own(database_of(request), actor, given)
    return Response(status_code=204)


@router.get("/me/sessions", response_model=SessionsRead)
async def list_sessions(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """The caller's live sessions: where the account is signed in."""
    return await answer_whole(request, await queries.read_sessions(session, actor), queries.SESSIONS)


@router.delete("/me/sessions/{session_id}", status_code=204)
async def end_session(session: DbSession, actor: CurrentActor, session_id: UUID) -> Response:
    """End one of the caller's sessions, at once."""
    await end(session, actor, session_id)
    return Response(status_code=204)
