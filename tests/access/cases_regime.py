"""The regime of reporting is read by everybody and written by who manages the periods, who also makes a year's periods from it."""

from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_report import planned_period

ROW = {
    "kind": "quarter_1",
    "code": "{year}Q1",
    "title": "Báo cáo quý I/{year}",
    "data_from": {"year": -1, "month": 12, "day": 15},
    "data_to": {"year": 0, "month": 3, "day": 14},
    "cumulative": False,
    "ministry": {"year": 0, "month": 3, "day": 20},
    "deadlines": {level: {"working_days_before": days} for level, days in (("ward", 4), ("department", 3), ("city", 2))},
}


async def the_regime(scene: Scene) -> Attempt:
    return Attempt("/report-regime")


async def another_regime(scene: Scene) -> Attempt:
    return Attempt("/report-regime", {"basis": "Công văn số 12/SNV-CCHC", "rows": [ROW]})


async def a_regime_to_look_at(scene: Scene) -> Attempt:
    plan_id = (await planned_period(scene.world, scene.unit)).plan_id
    return Attempt("/report-regime/preview", {"plan_id": str(plan_id), "rows": [ROW]})


async def a_years_periods(scene: Scene) -> Attempt:
    return Attempt("/periods/from-regime", {"plan_id": str((await planned_period(scene.world, scene.unit)).plan_id)})


CASES = [
    Case("GET /report-regime", the_regime, expect(200)),
    Case("PUT /report-regime", another_regime, expect(403, coordinator=200)),
    Case("POST /report-regime/preview", a_regime_to_look_at, expect(403, coordinator=200)),
    Case("POST /periods/from-regime", a_years_periods, expect(403, coordinator=200)),
]
