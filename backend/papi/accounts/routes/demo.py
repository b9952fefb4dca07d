from fastapi import Request, Response

from papi.accounts.queries import read_demo_accounts
from papi.accounts.schemas import DemoAccounts
from papi.kit.db import DbSession
from papi.kit.errors import NotFound
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router
from papi.settings import Settings

router = api_router("identity")


@router.get("/demo/accounts", response_model=DemoAccounts)
async def list_demo_accounts(request: Request, session: DbSession) -> Response:
    """The demo's accounts and their public password, one of each kind first; 404 outside the demo."""
    settings: Settings = request.app.state.settings
    if not settings.demo:
        raise NotFound
    return json_bytes({"password": settings.demo_password.get_secret_value(), "accounts": await read_demo_accounts(session)})
