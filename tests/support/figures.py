"""The leader's figures about one unit, read from the overview, the matrix and the list behind them."""

from dataclasses import dataclass

from tests.support.people import Script


@dataclass(frozen=True)
class Standing:
    """Where the city and one ward stand."""

    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    ward_overdue: int
    ward_done: int
    listed_overdue: int
    missing: list[str]


async def standing_of(leader: Script, code: str) -> Standing:
    """All figures at one moment."""
    overview = await leader.get("/dashboards/overview")
    row = next(row for row in (await leader.get("/dashboards/matrix"))["rows"] if row["code"] == code)
    listed = await leader.get(f"/assignments?unit={row['unit_id']}&deadline_state=overdue&count=true&limit=1")
    numbers = overview["numbers"]
    return Standing(
        done_on_time=numbers["done_on_time"],
        done_late=numbers["done_late"],
        open_in_time=numbers["open_in_time"],
        open_overdue=numbers["open_overdue"],
        ward_overdue=row["total"]["overdue"],
        ward_done=row["total"]["done"],
        listed_overdue=listed["total"],
        missing=[unit["name"] for unit in overview["period"]["missing_units"]],
    )
