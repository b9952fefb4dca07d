from fastapi import Request, Response
from sqlalchemy import select

from papi.accounts.schemas import DemoAccounts
from papi.directory.models import Membership, Person, Unit
from papi.kit.db import DbSession
from papi.kit.errors import NotFound
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router
from papi.settings import Settings

router = api_router("identity")


@router.get("/demo/accounts", response_model=DemoAccounts)
async def list_demo_accounts(request: Request, session: DbSession) -> Response:
    """The demo's accounts and their public password; 404 outside the demo."""
    settings: Settings = request.app.state.settings
    if not settings.demo:
        raise NotFound
    rows = await session.execute(
        select(Person.username, Person.full_name, Membership.role, Unit.short_name)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Person.demo.is_(True))
        .order_by(Unit.sort, Person.username)
    )
    accounts = [{"username": row.username, "full_name": row.full_name, "role": row.role, "unit_name": row.short_name} for row in rows]
    return json_bytes({"password": settings.demo_password.get_secret_value(), "accounts": accounts})
