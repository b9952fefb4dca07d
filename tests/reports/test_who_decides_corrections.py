"""Who accepts a correction is told from who accepted the report, and is nobody who sent it."""

import json

from papi.access.permissions import Role
from papi.directory.models import Person
from tests.support.correcting import sent
from tests.support.reporting import Reporting


async def test_the_seal_of_a_correction_names_who_accepted_the_report_and_who_the_correction(reporting: Reporting) -> None:
    report, _line, correction = await sent(reporting)
    another = await reporting.world.person(Role.COORDINATOR, reporting.coordinating, full_name="Phạm Văn Lan")

    assert (await another.post(f"/corrections/{correction['id']}/accept")).status_code == 200

    seals = [(await reporting.coordinator.get(f"/reports/{report}/seal?number={number}")).json() for number in (1, 2)]
    first, second = [json.loads(seal["content"]) for seal in seals]
    assert first["report"]["accepted_by"] == second["report"]["accepted_by"]
    assert "Lê Thị Hoa" in second["report"]["accepted_by"]
    [corrected] = second["corrections"]
    assert "Phạm Văn Lan" in corrected["accepted_by"]
    assert corrected["submitted_by"] == correction["submitted_by"]


async def test_who_sent_a_correction_and_reviews_now_is_not_asked_to_decide_it(reporting: Reporting) -> None:
    await sent(reporting)
    async with reporting.world.database.reading() as session:
        from_ward = await session.get_one(Person, reporting.head.id)
    membership = await reporting.world.membership(from_ward, Role.COORDINATOR, reporting.coordinating)
    second = await reporting.world.sign_in(from_ward, membership, reporting.coordinating)
    queue = [(await who.get("/corrections?reviewable=true")).json()["items"] for who in (reporting.coordinator, second)]

    assert [len(items) for items in queue] == [1, 0]
