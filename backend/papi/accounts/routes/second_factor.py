from fastapi import Request, Response

from papi.access.dependencies import AnyActor, StreamingOwnActor
from papi.access.entrance import Entrance
from papi.accounts import queries
from papi.accounts.actions import second_factor as actions
from papi.accounts.schemas import OwnPassword, OwnPasswordAndCode, RecoveryCodes, SecondFactorRead, TotpBegun, TotpConfirm
from papi.kit.db import DbSession, database_of
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router

router = api_router("identity")


def _entrance(request: Request) -> Entrance:
    return request.app.state.entrance


@router.get("/me/totp", response_model=SecondFactorRead)
async def get_totp(request: Request, session: DbSession, actor: AnyActor) -> Response:
    """The caller's second factor: whether there is one, and whether the present role may do without."""
    return json_bytes(await queries.read_second_factor(session, actor, _entrance(request).strong_roles))


@router.post("/me/totp", status_code=201)
async def begin_totp(request: Request, actor: StreamingOwnActor, given: OwnPassword) -> TotpBegun:
    """Begin to set up a second factor (RFC 6238: SHA-1, 6 digits, 30 s). Needs the password; secret and address are shown this once.

    It is asked for only after `POST /me/totp/confirm`. 409 `totp_active` where there is one already.
    """
    secret, uri = await actions.begin_setting_up(database_of(request), _entrance(request).box, actor, given.current_password)
    return TotpBegun(secret=secret, uri=uri)


@router.post("/me/totp/confirm")
async def confirm_totp(request: Request, actor: StreamingOwnActor, given: TotpConfirm) -> RecoveryCodes:
    """Show with a code that the authenticator works, within 30 minutes. The recovery codes are shown this once; all other sessions end."""
    async with database_of(request).writing() as session:
        codes = await actions.confirm(session, _entrance(request).box, actor, given.code)
    return RecoveryCodes(recovery_codes=codes)


@router.post("/me/totp/recovery-codes", status_code=201)
async def create_recovery_codes(request: Request, actor: StreamingOwnActor, given: OwnPasswordAndCode) -> RecoveryCodes:
    """Ten new recovery codes, shown this once; those of before lose their force. Needs password and code."""
    wanted = (given.current_password, given.code)
    return RecoveryCodes(recovery_codes=await actions.renew_codes(database_of(request), _entrance(request).box, actor, wanted))


@router.delete("/me/totp", status_code=204)
async def remove_totp(request: Request, actor: StreamingOwnActor, given: OwnPasswordAndCode) -> Response:
    """Do without a second factor from now on. Needs password and code, and a password that is long enough alone."""
    await actions.take_off(database_of(request), _entrance(request).box, actor, (given.current_password, given.code))
    return Response(status_code=204)
