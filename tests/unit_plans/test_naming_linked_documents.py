"""The plan's timeline names the documents that were attached, as long as they may be named."""

from papi.kit.documents import CSV
from tests.support.erasing import approved, carry_out
from tests.support.unit_planning import Planning

TITLE = "Đơn của bà Năm"


async def test_an_erased_document_is_not_named_by_the_plan_that_it_was_attached_to(planning: Planning) -> None:
    reporting = planning.reporting
    plan = (await planning.begun(reporting.officer))["id"]
    document = await reporting.document(reporting.officer)
    await reporting.officer.patch(f"/evidence/{document}", {"contains_personal_data": True, "title": TITLE})
    target = {"targets": [{"type": "unit_plan", "id": plan}]}
    await reporting.officer.post(f"/evidence/{document}/links", target)
    await reporting.officer.request("DELETE", f"/evidence/{document}/links", json=target)
    before = (await reporting.officer.get(f"/unit-plans/{plan}/timeline")).text

    await approved(reporting.head, reporting.leader, document)
    await carry_out(planning.world)

    pages = (f"/unit-plans/{plan}/timeline", "/history?limit=200")
    after = [(await reporting.officer.get(page, headers=headers)).text for page in pages for headers in ({}, {"Accept": CSV})]
    assert f"đính kèm “{TITLE}”" in before
    assert f"bỏ tài liệu “{TITLE}”" in before
    assert [text for text in after if "Năm" in text] == []
    assert ["đính kèm “Tài liệu đã xóa”" in text.replace('""', '"') for text in after] == [True] * 4
