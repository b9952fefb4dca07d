"""Activities as clerks write them down."""

from datetime import date
from typing import Any

from papi.kit import clock
from tests.support.world import Someone

RESULT = "Người dân nắm được nội dung Chỉ số PAPI; có 07 ý kiến, đã trả lời tại chỗ."


def day(shift: int = 0) -> str:
    """Today, or so many days from it."""
    return date.fromordinal(clock.today().toordinal() + shift).isoformat()


def planned_body(**given: Any) -> dict[str, Any]:
    """An evening with residents, a week from now."""
    body = {"kind": "communication", "form": "residents_meeting", "title": "Tuyên truyền Chỉ số PAPI", "begins_on": day(7)}
    return {**body, "place": "Nhà văn hóa khu phố 3", "audience": "Người dân khu phố 3", **given}


def held_body(**given: Any) -> dict[str, Any]:
    """The same, held yesterday."""
    went = {"state": "held", "begins_on": day(-1), "participants": 85, "women": 42, "result": RESULT}
    return planned_body(**{**went, **given})


async def written(who: Someone, body: dict[str, Any]) -> dict[str, Any]:
    """An activity, as the answer told it."""
    made = await who.post("/activities", body)
    assert made.status_code == 201, made.text
    return made.json()
