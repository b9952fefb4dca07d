"""Papers: whoever may read a subject may have it as a paper; letterheads and templates are changed by those who look after them."""

from datetime import timedelta
from uuid import UUID

from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.types import new_id
from papi.papers.models import PaperFile, PaperTemplate
from papi.papers.paper import Format, PaperKind
from papi.papers.word.shipped import shipped_template
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_report import draft_report, sent_report


async def a_drafts_paper(scene: Scene) -> Attempt:
    return Attempt(f"/reports/{(await draft_report(scene.world, scene.unit)).report_id}/export")


async def a_sent_reports_paper(scene: Scene) -> Attempt:
    return Attempt(f"/reports/{(await sent_report(scene.world, scene.unit)).report_id}/export")


async def a_letterhead(scene: Scene) -> Attempt:
    return Attempt(f"/units/{scene.unit.id}/letterheads")


async def a_letterhead_written_down(scene: Scene) -> Attempt:
    return Attempt(f"/units/{scene.unit.id}/letterheads/2024-09-01", {"signer": "Lê Thị Hoa"})


async def all_templates(_scene: Scene) -> Attempt:
    return Attempt("/paper-templates")


async def a_shipped_template(_scene: Scene) -> Attempt:
    return Attempt("/paper-templates/shipped/report")


async def a_templates_file(scene: Scene) -> Attempt:
    return Attempt(f"/paper-templates/{await added_template(scene)}/content")


async def an_earlier_template(scene: Scene) -> Attempt:
    return Attempt(f"/paper-templates/{await added_template(scene, in_use=False)}/use", {})


async def the_shipped_one_again(scene: Scene) -> Attempt:
    await added_template(scene)
    return Attempt("/paper-templates/go-back", {"kind": "report", "unit_id": str(scene.unit.id)})


async def a_new_template(scene: Scene) -> Attempt:
    file = {"file": ("mau.docx", shipped_template(PaperKind.REPORT))}
    return Attempt("/paper-templates", None, {"files": file, "data": {"kind": "report", "unit_id": str(scene.unit.id)}})


async def added_template(scene: Scene, *, in_use: bool = True) -> UUID:
    """Stored as it is: looking at it is not what is tried here."""
    admin = await scene.world.person(Role.ADMIN, await scene.world.unit("Văn phòng"))
    content = shipped_template(PaperKind.REPORT)
    template = PaperTemplate(
        id=new_id(),
        kind=PaperKind.REPORT,
        unit_id=scene.unit.id,
        number=clock.real().microsecond,
        in_use=in_use,
        file_name="mau.docx",
        size=len(content),
        sha256="0" * 64,
        content=content,
        added_by=admin.id,
        added_at=clock.business(),
    )
    await scene.world.add(template)
    return template.id


async def a_paper_that_is_asked_for(scene: Scene) -> Attempt:
    report = (await sent_report(scene.world, scene.unit)).report_id
    return Attempt("/paper-jobs", {"subject": "report", "subject_id": report, "format": "pdf"})


async def ones_own_papers(_scene: Scene) -> Attempt:
    return Attempt("/paper-jobs")


async def a_paper_of_the_caller(scene: Scene) -> Attempt:
    return Attempt(f"/paper-jobs/{await asked_for(scene)}")


async def a_paper_that_is_not_ready(scene: Scene) -> Attempt:
    return Attempt(f"/paper-jobs/{await asked_for(scene)}/content")


async def asked_for(scene: Scene) -> UUID:
    """Of a colleague: a paper is seen by nobody but who asked."""
    colleague = await scene.colleague(Role.OFFICER)
    now = clock.real()
    paper = PaperFile(
        id=new_id(),
        membership_id=colleague.membership_id,
        format=Format.PDF,
        title="Báo cáo",
        file_name="bao-cao.pdf",
        given=b"",
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    await scene.world.add(paper)
    return paper.id


MANAGED = expect(403, admin=200, coordinator=200)
WRITTEN = expect(403, admin=200, coordinator=200, unit_head=(200, 404))
CASES = [
    Case("POST /paper-jobs", a_paper_that_is_asked_for, expect(202, admin=403, unit_head=(202, 404), officer=(202, 404))),
    Case("GET /paper-jobs", ones_own_papers, expect(200)),
    Case("GET /paper-jobs/{job_id}", a_paper_of_the_caller, expect(404)),
    Case("GET /paper-jobs/{job_id}/content", a_paper_that_is_not_ready, expect(404)),
    Case("GET /units/{unit_id}/letterheads", a_letterhead, expect(200, unit_head=(200, 404), officer=(200, 404))),
    Case("PUT /units/{unit_id}/letterheads/{valid_from}", a_letterhead_written_down, WRITTEN),
    Case("GET /paper-templates", all_templates, MANAGED),
    Case("POST /paper-templates", a_new_template, expect(403, admin=201, coordinator=201)),
    Case("POST /paper-templates/go-back", the_shipped_one_again, MANAGED),
    Case("POST /paper-templates/{template_id}/use", an_earlier_template, MANAGED),
    Case("GET /paper-templates/shipped/{kind}", a_shipped_template, MANAGED),
    Case("GET /paper-templates/{template_id}/content", a_templates_file, MANAGED),
    Case("GET /reports/{report_id}/export", a_drafts_paper, expect((200, 404), admin=403)),
    Case("GET /reports/{report_id}/export", a_sent_reports_paper, expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))),
]
