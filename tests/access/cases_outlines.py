"""The outline of the report: everybody reads it, the coordinator writes it."""

from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.outlines import outline_body


async def all_of_them(scene: Scene) -> Attempt:
    return Attempt("/report-outlines")


async def one_from_a_day_on(scene: Scene) -> Attempt:
    return Attempt("/report-outlines", outline_body())


CASES = [
    Case("GET /report-outlines", all_of_them, expect(200)),
    Case("PUT /report-outlines", one_from_a_day_on, expect(403, coordinator=200)),
]
