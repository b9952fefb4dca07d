from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.idempotency import holds_secret
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.personal_tokens import actions, queries
from papi.personal_tokens.schemas import (
    PersonalTokenCreate,
    PersonalTokenCreated,
    PersonalTokenQuery,
    PersonalTokenRotation,
    PersonalTokenRow,
    PersonalTokens,
)

router = api_router("identity")


@router.get("/me/tokens", response_model=PersonalTokens)
async def list_own_tokens(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """The caller's live personal access tokens, the newest first."""
    return await answer_whole(request, await queries.read_own_tokens(session, actor), queries.OWN_TOKENS)


@router.post("/me/tokens", response_model=PersonalTokenCreated, status_code=201)
async def create_own_token(request: Request, session: DbSession, actor: CurrentActor, given: PersonalTokenCreate) -> Response:
    """A token for own scripts, in the membership that the caller acts in; `token` is shown this once.

    Sent as `Authorization: Bearer papi_pat_…` it does what the person may, and without `may_write` it only reads. With `scopes` it
    serves in these areas of work alone, and elsewhere 403 `personal_token_scope` names the one that is lacking; `GET` of `/me`, periods,
    units, indicators and the calendar is open to all. It never changes accounts, passwords, tokens and connected systems. It ends with its
    days, when it is revoked, and with the account or membership. 409 `too_many_personal_tokens` after twenty.
    """
    holds_secret(request)
    token, secret = await actions.create_token(session, actor, given)
    return json_bytes({**await queries.read_own_token(session, actor, token.id), "token": secret}, status=201)


@router.post("/me/tokens/{token_id}/rotate", response_model=PersonalTokenCreated, status_code=201)
async def rotate_own_token(
    request: Request, session: DbSession, actor: CurrentActor, token_id: UUID, given: PersonalTokenRotation
) -> Response:
    """A new token in the place of one of the caller's, with its name, rights, areas, addresses and length; `token` is shown this once. The
    old one serves for `overlap_hours` more, so that scripts can be changed one by one; 409 `token_replaced` where that was done already,
    `token_membership_ended` where it serves no more."""
    holds_secret(request)
    token, secret = await actions.rotate_own_token(session, actor, token_id, given.overlap_hours)
    return json_bytes({**await queries.read_own_token(session, actor, token.id), "token": secret}, status=201)


@router.delete("/me/tokens/{token_id}", status_code=204)
async def revoke_own_token(session: DbSession, actor: CurrentActor, token_id: UUID) -> Response:
    """End one of the caller's tokens, at once."""
    await actions.revoke_own_token(session, actor, token_id)
    return Response(status_code=204)


@router.get("/personal-tokens", response_model=PageOf[PersonalTokenRow])
async def list_personal_tokens(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[PersonalTokenQuery, Query()]
) -> Response:
    """Everybody's live personal access tokens, for the administrator; never the tokens themselves."""
    return await answer_list(session, request, queries.list_personal_tokens(actor, query), query)


@router.delete("/personal-tokens/{token_id}", status_code=204)
async def revoke_personal_token(session: DbSession, actor: CurrentActor, token_id: UUID) -> Response:
    """End somebody's token, at once."""
    await actions.revoke_token(session, actor, token_id)
    return Response(status_code=204)
