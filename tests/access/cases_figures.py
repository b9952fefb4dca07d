"""The figures of tasks are named by who writes the plan; what cumulative reports take over is the matter of the unit that writes them."""

from tests.access.cases_plans import APPROVED, DRAFT, EVERYBODY, OF_WRITER_AND_LEADER, WRITER_ON_APPROVED, WRITER_ON_DRAFT, case
from tests.access.cases_reports import DRAFT_WRITTEN, reading, writing

ONE_FIGURE = {"items": [{"label": "Số buổi tuyên truyền", "measure": "buổi"}]}
CASES = [
    case("GET", "/tasks/{task}/figures", APPROVED, EVERYBODY),
    case("GET", "/tasks/{task}/figures", DRAFT, OF_WRITER_AND_LEADER),
    case("PUT", "/tasks/{task}/figures", APPROVED, WRITER_ON_APPROVED, ONE_FIGURE),
    case("PUT", "/tasks/{task}/figures", DRAFT, WRITER_ON_DRAFT, ONE_FIGURE),
    *reading("/reports/{report}/carry-updates"),
    writing("POST", "/reports/{report}/carry-updates", {}, DRAFT_WRITTEN),
]
