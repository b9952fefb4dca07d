"""The unit that leads a task: its own draft takes its supporters' lines in; what it reads and comments are lines that it sees."""

from tests.access.cases_reports import trying
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_report import draft_report, sent_report


async def a_read_line(scene: Scene) -> Attempt:
    return Attempt("/report-lines/read", {"line_ids": [(await sent_report(scene.world, scene.unit)).line_id]})


async def many_comments(scene: Scene) -> Attempt:
    line = (await sent_report(scene.world, scene.unit)).line_id
    return Attempt("/report-lines/comments", {"line_ids": [line], "text": "Đề nghị bổ sung số liệu"})


CASES = [
    # the scene's task has no supporters: who may write the line is told that there is nothing; tests/reports/test_leading_a_task.py
    Case(
        "POST /report-lines/{line_id}/roll-up",
        trying("a_roll_up", draft_report, "/report-lines/{line}/roll-up"),
        expect((403, 404), admin=403, unit_head=(409, 404), officer=(409, 404)),
    ),
    # the scene's unit leads its task alone: its line is nobody's to read as a supporter's
    Case("PUT /report-lines/read", a_read_line, expect(403, unit_head=404, officer=404)),
    Case("POST /report-lines/comments", many_comments, expect(201, admin=403, unit_head=(201, 404), officer=(201, 404))),
]
