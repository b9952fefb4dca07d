from uuid import UUID

from fastapi import Request, Response

from papi.access.dependencies import CurrentActor
from papi.accounts import identities as queries
from papi.accounts.actions.linking import unlink_of, unlink_own
from papi.accounts.queries import get_person
from papi.accounts.schemas import IdentitiesRead
from papi.kit.db import DbSession
from papi.kit.lists import answer_whole
from papi.kit.transport import api_router

router = api_router("identity")


@router.get("/me/identities", response_model=IdentitiesRead)
async def list_identities(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """The accounts at the identity provider that open the caller's own."""
    return await answer_whole(request, await queries.read_identities(session, actor.person_id), queries.IDENTITIES)


@router.delete("/me/identities/{identity_id}", status_code=204)
async def unlink_identity(session: DbSession, actor: CurrentActor, identity_id: UUID) -> Response:
    """Unlink such an account. The next sign-in with it is judged by the rule anew."""
    await unlink_own(session, actor, identity_id)
    return Response(status_code=204)


@router.get("/users/{person_id}/identities", response_model=IdentitiesRead)
async def list_identities_of(request: Request, session: DbSession, actor: CurrentActor, person_id: UUID) -> Response:
    """The accounts at the identity provider that open this one, for the administrator."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    return await answer_whole(request, await queries.read_identities(session, person.id), queries.IDENTITIES)


@router.delete("/users/{person_id}/identities/{identity_id}", status_code=204)
async def unlink_identity_of(session: DbSession, actor: CurrentActor, person_id: UUID, identity_id: UUID) -> Response:
    """Unlink such an account of somebody else; sessions that were begun with it end."""
    await unlink_of(session, actor, person_id, identity_id)
    return Response(status_code=204)
