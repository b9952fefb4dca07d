"""The feed tells each reader what history does, except what is private to a unit. What other systems read stands in tests/events."""

from papi.feed.shaping import TELLING
from papi.outbox.chain import chain_batch
from tests.access.cases_analytics import (
    DRAFTS_OF_PLANS,
    PLAN_MATTERS,
    REPORT_MATTERS,
    a_changed_assignment,
    a_line_that_was_saved,
    a_sent_report,
    a_task_of_a_draft_plan,
    an_upload,
)
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect


async def the_feed(_scene: Scene) -> Attempt:
    return Attempt("/events")


async def _told(scene: Scene, listed: Listed) -> Listed:
    while await chain_batch(scene.world.database, TELLING):
        pass
    return Listed("/events?limit=1000", listed.value, key="subject.id")


async def a_changed_assignment_in_the_feed(scene: Scene) -> Listed:
    return await _told(scene, await a_changed_assignment(scene))


async def a_draft_plans_task_in_the_feed(scene: Scene) -> Listed:
    return await _told(scene, await a_task_of_a_draft_plan(scene))


async def a_sent_report_in_the_feed(scene: Scene) -> Listed:
    return await _told(scene, await a_sent_report(scene))


async def a_saved_line_in_the_feed(scene: Scene) -> Listed:
    return await _told(scene, await a_line_that_was_saved(scene))


async def an_upload_in_the_feed(scene: Scene) -> Listed:
    return await _told(scene, await an_upload(scene))


CASES = [Case("GET /events", the_feed, expect(200))]
ANSWERS = [
    ListCase("GET /events", a_changed_assignment_in_the_feed, PLAN_MATTERS),
    ListCase("GET /events", a_draft_plans_task_in_the_feed, DRAFTS_OF_PLANS),
    ListCase("GET /events", a_sent_report_in_the_feed, REPORT_MATTERS),
    ListCase("GET /events", a_saved_line_in_the_feed, expect(False)),
    ListCase("GET /events", an_upload_in_the_feed, expect(False)),
]
