"""Notifications are a person's own, whatever the role."""

from papi.kit import clock
from papi.kit.types import new_id
from papi.notifications.models import Notification
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect


async def _notice(scene: Scene, person_id: object) -> str:
    notice = Notification(
        id=new_id(),
        fact_id=new_id(),
        person_id=person_id,
        unit_id=scene.unit.id,
        kind="report.accepted",
        topic="news",
        subject_type="report",
        subject_id=new_id(),
        subject_label="Báo cáo quý III",
        by="Lê Thị Hoa",
        folded="",
        data={},
        created_at=clock.business(),
    )
    await scene.world.add(notice)
    return str(notice.id)


async def the_bell(scene: Scene) -> Attempt:
    return Attempt("/notifications/unread-count")


async def ones_own_notice(scene: Scene) -> Attempt:
    return Attempt("/notifications/read", {"ids": [await _notice(scene, scene.caller.id)]})


async def a_colleagues_notice(scene: Scene) -> Attempt:
    return Attempt("/notifications/read", {"ids": [await _notice(scene, (await scene.colleague(scene.caller.role)).id)]})


async def ones_own_notice_alone(scene: Scene) -> Attempt:
    return Attempt(f"/notifications/{await _notice(scene, scene.caller.id)}")


async def a_colleagues_notice_alone(scene: Scene) -> Attempt:
    return Attempt(f"/notifications/{await _notice(scene, (await scene.colleague(scene.caller.role)).id)}")


async def ones_own_settings(scene: Scene) -> Attempt:
    return Attempt("/me/notification-settings")


async def another_choice(scene: Scene) -> Attempt:
    return Attempt("/me/notification-settings", {"topics": {"talk": "off"}})


async def ones_own_notice_in_the_list(scene: Scene) -> Listed:
    return Listed("/notifications", await _notice(scene, scene.caller.id))


async def a_colleagues_notice_in_the_list(scene: Scene) -> Listed:
    return Listed("/notifications", await _notice(scene, (await scene.colleague(scene.caller.role)).id))


CASES = [
    Case("GET /notifications/unread-count", the_bell, expect(200)),
    Case("POST /notifications/read", ones_own_notice, expect(200)),
    Case("POST /notifications/read", a_colleagues_notice, expect(404)),
    Case("GET /notifications/{notification_id}", ones_own_notice_alone, expect(200)),
    Case("GET /notifications/{notification_id}", a_colleagues_notice_alone, expect(404)),
    Case("GET /me/notification-settings", ones_own_settings, expect(200)),
    Case("PATCH /me/notification-settings", another_choice, expect(200)),
]
LISTS = [
    ListCase("GET /notifications", ones_own_notice_in_the_list, expect(True)),
    ListCase("GET /notifications", a_colleagues_notice_in_the_list, expect(False)),
]
OUTSIDE = {"GET /notifications": "it stands in the table of lists"}
