"""The calendar: read by all, written by the coordinator."""

from tests.access.tables import Attempt, Case, Scene, expect

BODY = {"basis": "Thông báo của Bộ Lao động - Thương binh và Xã hội", "days": [{"day": "2024-09-12", "kind": "off", "name": "Nghỉ bão"}]}


async def a_year(_scene: Scene) -> Attempt:
    return Attempt("/calendar/2024")


async def a_term(_scene: Scene) -> Attempt:
    return Attempt("/calendar/term?from_on=2024-09-10&days=5")


async def a_year_written_down(_scene: Scene) -> Attempt:
    return Attempt("/calendar/2024", BODY)


async def a_year_written_down_by_what_was_read_before(_scene: Scene) -> Attempt:
    return Attempt("/calendar/2025", {**BODY, "days": []}, {"headers": {"If-Match": '"v7"'}})


CASES = [
    Case("GET /calendar/{year}", a_year, expect(200)),
    Case("GET /calendar/term", a_term, expect(200)),
    Case("PUT /calendar/{year}", a_year_written_down, expect(403, coordinator=200)),
    Case("PUT /calendar/{year}", a_year_written_down_by_what_was_read_before, expect(403, coordinator=412)),
]
