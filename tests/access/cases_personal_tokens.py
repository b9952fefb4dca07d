"""Personal access tokens: one's own for everybody, those of others for the administrator, without the token itself."""

from papi.access.permissions import Role
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect


async def _token(scene: Scene) -> str:
    colleague = await scene.colleague(Role.OFFICER)
    return (await colleague.post("/me/tokens", {"name": "sao lưu", "days": 30})).json()["id"]


async def own_tokens(scene: Scene) -> Attempt:
    return Attempt("/me/tokens")


async def a_token_for_oneself(scene: Scene) -> Attempt:
    return Attempt("/me/tokens", {"name": "sao lưu", "days": 30})


async def a_token_of_somebody_else_as_if_it_were_one_s_own(scene: Scene) -> Attempt:
    return Attempt(f"/me/tokens/{await _token(scene)}")


async def another_token_in_the_place_of_somebody_else_s(scene: Scene) -> Attempt:
    return Attempt(f"/me/tokens/{await _token(scene)}/rotate", {})


async def all_tokens(scene: Scene) -> Attempt:
    return Attempt("/personal-tokens")


async def a_token_of_somebody_else(scene: Scene) -> Attempt:
    return Attempt(f"/personal-tokens/{await _token(scene)}")


CASES = [
    Case("GET /me/tokens", own_tokens, expect(200)),
    Case("POST /me/tokens", a_token_for_oneself, expect(201)),
    Case("DELETE /me/tokens/{token_id}", a_token_of_somebody_else_as_if_it_were_one_s_own, expect(404)),
    Case("POST /me/tokens/{token_id}/rotate", another_token_in_the_place_of_somebody_else_s, expect(404)),
    Case("GET /personal-tokens", all_tokens, expect(403, admin=200)),
    Case("DELETE /personal-tokens/{token_id}", a_token_of_somebody_else, expect(403, admin=204)),
]


async def tokens(scene: Scene) -> Listed:
    return Listed("/personal-tokens", await _token(scene))


LISTS = [ListCase("GET /personal-tokens", tokens, expect(403, admin=True))]
