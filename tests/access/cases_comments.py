"""Who may talk about what: whoever sees the subject, here a document that was sent."""

from uuid import UUID

from papi.access.permissions import Role
from papi.evidence.actions import release
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.files import pdf


async def _subject(scene: Scene) -> str:
    colleague = await scene.colleague(Role.OFFICER)
    made = (await colleague.post("/evidence", files={"file": ("Kế hoạch.pdf", pdf())})).json()["id"]
    async with scene.world.database.writing() as session:
        await release(session, [UUID(made)], [])
    return f"evidence:{made}"


async def a_comment_on_a_sent_document(scene: Scene) -> Attempt:
    return Attempt(f"/comments?subject={await _subject(scene)}", {"text": "Cần bổ sung"})


async def a_conversation_about_a_sent_document(scene: Scene) -> Listed:
    subject = await _subject(scene)
    colleague = await scene.colleague(Role.UNIT_HEAD)
    said = await colleague.post(f"/comments?subject={subject}", {"text": "Đã ký"})
    return Listed(f"/comments?subject={subject}", said.json()["id"])


CASES = [Case("POST /comments", a_comment_on_a_sent_document, expect((201, 404), admin=403, coordinator=201, leader=201, observer=201))]
LISTS = [
    ListCase(
        "GET /comments", a_conversation_about_a_sent_document, expect((True, 404), admin=403, coordinator=True, leader=True, observer=True)
    )
]
OUTSIDE = {"GET /comments": "it stands in the table of lists"}
