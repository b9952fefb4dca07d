"""Second factors: one's own for everybody; a lost one is taken off by the administrator."""

from papi.access.models import SecondFactor
from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.accounts_world import PASSWORD

ADMIN_ONLY = expect(403, admin=200, unit_head=(403, 404), officer=(403, 404))


async def ones_own(scene: Scene) -> Attempt:
    return Attempt("/me/totp")


async def a_set_up_with_a_wrong_password(scene: Scene) -> Attempt:
    return Attempt("/me/totp", {"current_password": PASSWORD})


async def a_code_before_the_beginning(scene: Scene) -> Attempt:
    return Attempt("/me/totp/confirm", {"code": "123456"})


async def new_codes_with_a_wrong_password(scene: Scene) -> Attempt:
    return Attempt("/me/totp/recovery-codes", {"current_password": PASSWORD, "code": "123456"})


async def an_end_with_a_wrong_password(scene: Scene) -> Attempt:
    return Attempt("/me/totp", {"current_password": PASSWORD, "code": "123456"})


async def a_lost_one(scene: Scene) -> Attempt:
    other, now = await scene.colleague(Role.OFFICER), clock.real()
    await scene.world.add(SecondFactor(person_id=other.id, sealed=b"-", key_id=new_id(), begun_at=now, confirmed_at=now))
    return Attempt(f"/users/{other.id}/totp")


CASES = [
    Case("GET /me/totp", ones_own, expect(200)),
    Case("POST /me/totp", a_set_up_with_a_wrong_password, expect(422)),
    Case("POST /me/totp/confirm", a_code_before_the_beginning, expect(409)),
    Case("POST /me/totp/recovery-codes", new_codes_with_a_wrong_password, expect(422)),
    Case("DELETE /me/totp", an_end_with_a_wrong_password, expect(422)),
    Case("DELETE /users/{person_id}/totp", a_lost_one, ADMIN_ONLY),
]
