"""Asking for the code of a second factor while somebody signs in."""

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.entrance import Entrance
from papi.access.second_factor import active_factor, take_code
from papi.access.sessions import Device
from papi.access.throttle import attempt_failed, attempt_goes_on, begin_code, code_fits
from papi.accounts.errors import CodeNeeded, CodeRefused
from papi.accounts.facts import RECOVERY_USED, SIGN_IN_FAILED, about
from papi.directory.models import Person
from papi.outbox.facts import Author, record


async def demand_code(session: AsyncSession, entrance: Entrance, person: Person, code: str, device: Device) -> bool:
    """Whether a second factor was proved; refuses while the person has one and the code is missing or wrong."""
    factor = await active_factor(session, person.id)
    if factor is None:
        return False
    if not code.strip():
        await attempt_goes_on(session, person.username, device.address)
        raise CodeNeeded
    await begin_code(session, person.username)
    kind = await take_code(session, entrance.box, factor, code)
    if kind is None:
        await attempt_failed(session, person.username, device.address)
        record(session, Author(None, "–", None, None, None, device.address, device.request_id), about(SIGN_IN_FAILED, person))
        raise CodeRefused
    await code_fits(session, person.username)
    if kind == "recovery":
        author = Author(person.id, person.full_name, None, None, None, device.address, device.request_id)
        record(session, author, about(RECOVERY_USED, person))
    return True
