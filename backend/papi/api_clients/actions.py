"""What the administrator does to connected systems."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.access.credentials import CLIENT_SECRET, beginning_of, new_secret
from papi.access.models import ApiClient, ApiClientSecret, ApiClientUnit
from papi.access.scopes import scope_words
from papi.access.sessions import digest
from papi.api_clients import facts
from papi.api_clients.errors import NameTaken
from papi.api_clients.queries import get_api_client, secrets_of, units_of
from papi.api_clients.schemas import ApiClientCreate, ApiClientUpdate, keys_of
from papi.api_clients.workflow import MANAGE, ClientStep, take
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import changes, record

_SHOWN = 16
"""Signs of a key's thumbprint, of which it has 43: enough to tell it from any other."""


async def create_api_client(session: AsyncSession, actor: Actor, given: ApiClientCreate) -> tuple[ApiClient, str | None]:
    """A new client, and its secret, which nobody can read again."""
    actor.require(MANAGE)
    await _require_free(session, given.name)
    units = await _units(session, given.unit_ids)
    client = ApiClient(
        id=new_id(),
        name=given.name,
        contact=given.contact,
        scopes=_in_order(given.scopes),
        all_units=units is None,
        allowed_addresses=_once(given.allowed_addresses),
        jwks=given.jwks,
        created_at=clock.real(),
        created_by=actor.person_id,
        expires_at=given.expires_at,
        calls_a_minute=given.calls_a_minute,
    )
    session.add(client)
    await session.flush()
    session.add_all(ApiClientUnit(client_id=client.id, unit_id=unit.id) for unit in units or ())
    secret = _new_secret(session, client) if given.with_secret else None
    record(session, actor.author, facts.about(facts.CREATED, client, scopes=_said(client.scopes)))
    await session.flush()
    return client, secret


def _new_secret(session: AsyncSession, client: ApiClient) -> str:
    secret = new_secret(CLIENT_SECRET)
    kept = {"beginning": beginning_of(secret), "secret_hash": digest(secret), "created_at": clock.real()}
    session.add(ApiClientSecret(id=new_id(), client_id=client.id, **kept))
    return secret


async def _require_free(session: AsyncSession, name: str) -> None:
    if await session.scalar(select(ApiClient.id).where(ApiClient.name == name)) is not None:
        raise NameTaken(name=name, errors=[FieldError("/name", "Tên này đã có.", "This name is taken.")])


async def _units(session: AsyncSession, ids: Sequence[UUID] | None) -> list[Unit] | None:
    if ids is None:
        return None
    found = list(await session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.sort, Unit.id)))
    if len(found) != len(set(ids)):
        raise Invalid(errors=[FieldError("/unit_ids", "Có đơn vị không tồn tại.", "One of these units does not exist.")])
    return found


async def update_api_client(
    session: AsyncSession, actor: Actor, client_id: UUID, given: ApiClientUpdate, precondition: Precondition
) -> None:
    """Change a client; it counts with the next request. Other keys end the tokens that were issued by the old ones."""
    client = await get_api_client(session, actor, client_id)
    precondition.check(client.version)
    take(actor, client, ClientStep.EDIT)
    before = await _told(session, client)
    if given.name is not None and given.name != client.name:
        await _require_free(session, given.name)
    for name in given.model_fields_set - {"unit_ids"}:
        setattr(client, name, _tidy(name, getattr(given, name)))
    if "unit_ids" in given.model_fields_set:
        await _set_units(session, client, given.unit_ids)
    changed = changes(before, await _told(session, client))
    if any(change["field"] == "keys" for change in changed):
        client.generation += 1
    if changed:
        flag_modified(client, "name")  # units are rows of their own, and its version is to tell of them too
        record(session, actor.author, facts.about(facts.CHANGED, client, changes=changed))


def _tidy(name: str, value: Any) -> Any:
    if name == "scopes":
        return _in_order(value)
    return _once(value) if name == "allowed_addresses" else value


async def _set_units(session: AsyncSession, client: ApiClient, ids: Sequence[UUID] | None) -> None:
    units = await _units(session, ids)
    await session.execute(delete(ApiClientUnit).where(ApiClientUnit.client_id == client.id))
    session.add_all(ApiClientUnit(client_id=client.id, unit_id=unit.id) for unit in units or ())
    client.all_units = units is None
    await session.flush()


async def _told(session: AsyncSession, client: ApiClient) -> dict[str, Any]:
    """The client in words, as its history tells of it."""
    units = (await units_of(session, [client.id]))[client.id]
    return {
        "name": client.name,
        "contact": client.contact,
        "scopes": _said(client.scopes),
        "units": "Mọi đơn vị" if client.all_units else ", ".join(unit.short_name for unit in units),
        "allowed_addresses": ", ".join(client.allowed_addresses) or "Mọi địa chỉ",
        "keys": "; ".join(" ".join(filter(None, (key["kind"], key["kid"], key["thumbprint"][:_SHOWN]))) for key in keys_of(client.jwks)),
        "expires_at": _when(client.expires_at),
        "calls_a_minute": client.calls_a_minute,
    }


def _when(moment: datetime | None) -> str:
    return f"{moment.astimezone(clock.TIMEZONE):%H:%M %d/%m/%Y}" if moment else ""


def _said(scopes: Sequence[str]) -> str:
    return ", ".join(scope_words(scope, "vi") for scope in scopes)


def _in_order(scopes: Sequence[str]) -> list[str]:
    return sorted(set(scopes))


def _once(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))


async def rotate_secret(session: AsyncSession, actor: Actor, client_id: UUID, hours: int, precondition: Precondition) -> str:
    """A new secret. The one that serves now serves on for some hours, any before it ends; without such hours all tokens end as well."""
    client = await get_api_client(session, actor, client_id)
    precondition.check(client.version)
    take(actor, client, ClientStep.ROTATE)
    now = clock.real()
    for place, one in enumerate((await secrets_of(session, [client.id]))[client.id]):
        until = now + timedelta(hours=hours) if place == 0 else now  # the newest serves on, so that two are live at most
        one.expires_at = min(one.expires_at, until) if one.expires_at else until
    if hours == 0:
        client.generation += 1
    secret = _new_secret(session, client)
    flag_modified(client, "name")  # so that its version tells of the new secret
    record(session, actor.author, facts.about(facts.ROTATED, client, beginning=beginning_of(secret), hours=hours))
    return secret


async def deactivate_api_client(session: AsyncSession, actor: Actor, client_id: UUID, precondition: Precondition) -> None:
    """End the client's access with the next request. Its tokens stay ended when it is activated again."""
    client = await get_api_client(session, actor, client_id)
    precondition.check(client.version)
    take(actor, client, ClientStep.DEACTIVATE)
    client.active = False
    client.generation += 1
    record(session, actor.author, facts.about(facts.DEACTIVATED, client))


async def activate_api_client(session: AsyncSession, actor: Actor, client_id: UUID, precondition: Precondition) -> None:
    """Let the client call again, with the secrets that it had."""
    client = await get_api_client(session, actor, client_id)
    precondition.check(client.version)
    take(actor, client, ClientStep.ACTIVATE)
    client.active = True
    record(session, actor.author, facts.about(facts.ACTIVATED, client))
