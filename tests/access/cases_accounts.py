"""Accounts: one's own for everybody, those of others for the administrator; heads and officers see their colleagues."""

from papi.access.permissions import Role
from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.accounts_world import OTHER_PASSWORD, PASSWORD, account
from tests.support.world import Someone

ADMIN_ONLY = expect(403, admin=200, unit_head=(403, 404), officer=(403, 404))


async def _colleague(scene: Scene) -> Someone:
    return await scene.colleague(Role.OFFICER)


async def of_oneself(scene: Scene) -> Attempt:
    return Attempt("/me")


async def own_sessions(scene: Scene) -> Attempt:
    return Attempt("/me/sessions")


async def a_session_of_somebody_else(scene: Scene) -> Attempt:
    other = await _colleague(scene)
    found = (await other.get("/me/sessions")).json()["items"]
    return Attempt(f"/me/sessions/{found[0]['id']}")


async def sessions_of_a_colleague(scene: Scene) -> Attempt:
    return Attempt(f"/users/{(await _colleague(scene)).id}/sessions")


async def a_session_of_a_colleague_to_end(scene: Scene) -> Attempt:
    other = await _colleague(scene)
    found = (await other.get("/me/sessions")).json()["items"]
    return Attempt(f"/users/{other.id}/sessions/{found[0]['id']}")


async def a_new_password_with_a_wrong_one(scene: Scene) -> Attempt:
    return Attempt("/me/password", {"current_password": PASSWORD, "new_password": OTHER_PASSWORD})


async def everybody(scene: Scene) -> Attempt:
    return Attempt("/users")


async def a_colleague(scene: Scene) -> Attempt:
    return Attempt(f"/users/{(await _colleague(scene)).id}")


async def a_change_of_a_colleague(scene: Scene) -> Attempt:
    return Attempt(f"/users/{(await _colleague(scene)).id}", {"full_name": "Trần Mai"})


async def a_new_account(scene: Scene) -> Attempt:
    name = f"u{new_id().hex[-12:]}"
    return Attempt("/users", {"username": name, "full_name": "Trần Mai", "unit_id": str(scene.unit.id), "role": "officer"})


async def a_list_of_people(scene: Scene) -> Attempt:
    line = f"u{new_id().hex[-12:]},Trần Mai,,{scene.unit.code},Cán bộ"
    file = f"Tên đăng nhập,Họ và tên,Thư điện tử,Mã đơn vị,Vai trò\n{line}".encode()
    return Attempt("/users/import", options={"files": {"file": ("can-bo.csv", file)}})


async def a_further_role(scene: Scene) -> Attempt:
    return Attempt(f"/users/{(await _colleague(scene)).id}/memberships", {"unit_id": str(scene.unit.id), "role": "unit_head"})


async def a_role_to_end(scene: Scene) -> Attempt:
    person, (membership,) = await account(scene.world, f"u{new_id().hex[-12:]}", Role.OFFICER, scene.unit)
    return Attempt(f"/users/{person.id}/memberships/{membership.id}")


async def a_reset_code(scene: Scene) -> Attempt:
    return Attempt(f"/users/{(await _colleague(scene)).id}/password-reset")


CASES = [
    Case("GET /me", of_oneself, expect(200)),
    Case("GET /me/sessions", own_sessions, expect(200)),
    Case("DELETE /me/sessions/{session_id}", a_session_of_somebody_else, expect(404)),
    Case("POST /me/password", a_new_password_with_a_wrong_one, expect(422)),
    Case("GET /users", everybody, expect(200, observer=403)),
    Case("GET /users/{person_id}", a_colleague, expect(200, unit_head=(200, 404), officer=(200, 404), observer=403)),
    Case("PATCH /users/{person_id}", a_change_of_a_colleague, ADMIN_ONLY),
    Case("POST /users", a_new_account, expect(403, admin=201)),
    Case("POST /users/import", a_list_of_people, expect(403, admin=200)),
    Case("POST /users/{person_id}/memberships", a_further_role, expect(403, admin=201, unit_head=(403, 404), officer=(403, 404))),
    Case("DELETE /users/{person_id}/memberships/{membership_id}", a_role_to_end, ADMIN_ONLY),
    Case("GET /users/{person_id}/sessions", sessions_of_a_colleague, ADMIN_ONLY),
    Case(
        "DELETE /users/{person_id}/sessions/{session_id}",
        a_session_of_a_colleague_to_end,
        expect(403, admin=204, unit_head=(403, 404), officer=(403, 404)),
    ),
    Case("POST /users/{person_id}/password-reset", a_reset_code, expect(403, admin=201, unit_head=(403, 404), officer=(403, 404))),
]


async def people(scene: Scene) -> Listed:
    return Listed("/users", str((await _colleague(scene)).id))


LISTS = [
    ListCase("GET /users", people, expect(True, unit_head=(True, False), officer=(True, False), observer=403)),
]
