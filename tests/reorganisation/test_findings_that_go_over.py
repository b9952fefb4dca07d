"""What was found at a unit that ends is remedied by the one that answers for it, and read by all that come after."""

from tests.support.inspecting import done, found
from tests.support.reorganising import DAY, on, split
from tests.support.reporting import Reporting


async def test_after_a_split_the_unit_that_answers_remedies_what_is_open(reporting: Reporting) -> None:
    one = await found(reporting.world, reporting.ward, by=reporting.coordinator)
    path = f"/findings/{one.finding_id}"
    with on(DAY):
        north, south = await split(reporting)
        work = [(await who.get("/dashboards/my-work")).json()["findings"]["to_remedy"] for who in (north, south)]
        read = [(await who.get(path)).status_code for who in (north, south, reporting.stranger)]
        refused = await south.post(f"{path}/remedy", {"text": "Đã niêm yết", "done_on": DAY})
        remedied = await north.post(f"{path}/remedy", {"text": "Đã niêm yết", "done_on": DAY})
        verified = done(await reporting.coordinator.post(f"{path}/verify", {}))
        decision = (await reporting.admin.get("/units/successions")).json()["items"][0]
        moves = (await reporting.admin.get(f"/units/successions/{decision['id']}/moves?limit=200")).json()["items"]

    assert (work, read, refused.status_code) == ([1, 0], [200, 200, 404], 403)
    assert (done(remedied)["state"], verified["state"]) == ("remedied", "verified")
    assert [(move["how"], move["to_name"]) for move in moves if move["what"] == "finding"] == [("entrusted", "Phường Bắc")]
