from tests.support.world import World


async def test_the_process_says_that_it_lives_and_can_work(world: World) -> None:
    assert (await world.anyone.get("/health/live")).json() == {"status": "ok"}
    assert (await world.anyone.get("/health/ready")).json() == {"status": "ok", "scanner": "off"}


async def test_every_answer_carries_its_request_id_and_the_security_headers(world: World) -> None:
    response = await world.anyone.get("/health/live", headers={"X-Request-ID": "abc-123"})

    assert response.headers["x-request-id"] == "abc-123"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self';" in response.headers["content-security-policy"]


async def test_an_unknown_address_is_a_problem_in_vietnamese(world: World) -> None:
    response = await world.anyone.get("/nothing-here")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert response.json()["detail"].startswith("Không tìm thấy")
