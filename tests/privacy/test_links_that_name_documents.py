"""Facts of links keep the title that a document bore; they are told in the words that each reader may know today."""

from typing import Any

from papi.kit.documents import CSV
from papi.outbox.wording import sentence
from tests.support.erasing import approved, carry_out
from tests.support.parting import heads_after
from tests.support.reporting import Reporting
from tests.support.world import Someone

TITLE = "Đơn của bà Năm"


async def linked_and_taken_off(reporting: Reporting, *, marked: bool = True) -> tuple[str, str]:
    """A document that was on a line of a draft and is not any more, and that line; their ids."""
    await reporting.opened_period()
    line = (await reporting.lines_of(reporting.officer, (await reporting.report_of(reporting.officer))["id"]))[0]
    document = await reporting.document(reporting.officer)
    await reporting.officer.patch(f"/evidence/{document}", {"contains_personal_data": marked, "title": TITLE})
    await reporting.write(reporting.officer, line, evidence_ids=[document])
    link = {"targets": [{"type": "report_line", "id": line["id"]}]}
    taken_off = await reporting.officer.request("DELETE", f"/evidence/{document}/links", json=link)
    assert taken_off.status_code == 200, taken_off.text
    return document, line["id"]


async def told_of_links(who: Someone, page: str, **options: Any) -> list[str]:
    answer = await who.get(page, **options)
    assert answer.status_code == 200, answer.text
    return [fact["text"] for fact in answer.json()["items"] if fact["kind"].startswith("report_line.evidence_")]


async def everywhere(who: Someone, line: str) -> str:
    """All that history and the line's timeline tell, on the page and as files."""
    pages = ("/history?limit=200", f"/history?subject=report_line:{line}", f"/report-lines/{line}/timeline")
    answers = [await who.get(page, headers=headers) for page in pages for headers in ({}, {"Accept": CSV})]
    assert [answer.status_code for answer in answers] == [200] * 6
    return "".join(answer.text for answer in answers)


async def test_they_call_an_erased_document_erased(reporting: Reporting) -> None:
    document, line = await linked_and_taken_off(reporting)
    before = await told_of_links(reporting.officer, f"/report-lines/{line}/timeline")

    await approved(reporting.head, reporting.leader, document)
    at_once = await everywhere(reporting.officer, line)
    await carry_out(reporting.world)

    told = at_once + "".join([await everywhere(who, line) for who in (reporting.officer, reporting.head)])
    assert before == [f"gắn tài liệu “{TITLE}”", f"bỏ tài liệu “{TITLE}” khỏi dòng"]
    assert "Năm" not in told
    assert told.count("gắn tài liệu “Tài liệu đã xóa”") == 3 * 6
    assert await told_of_links(reporting.officer, "/history?limit=200") == [
        "bỏ tài liệu “Tài liệu đã xóa” khỏi dòng",
        "gắn tài liệu “Tài liệu đã xóa”",
    ]


async def test_after_a_unit_was_parted_only_the_one_that_answers_reads_the_title_of_a_marked_document(reporting: Reporting) -> None:
    _document, line = await linked_and_taken_off(reporting)
    answering, other = await heads_after(reporting.world, reporting.ward)

    seen, hidden = await everywhere(answering, line), await everywhere(other, line)

    assert TITLE in seen
    assert TITLE not in hidden
    assert await told_of_links(other, f"/report-lines/{line}/timeline") == [
        "gắn tài liệu “Có dữ liệu cá nhân: chỉ đơn vị và người thẩm tra xem”",
        "bỏ tài liệu “Có dữ liệu cá nhân: chỉ đơn vị và người thẩm tra xem” khỏi dòng",
    ]


async def test_what_is_out_of_sight_without_a_mark_is_not_named_either(reporting: Reporting) -> None:
    _document, line = await linked_and_taken_off(reporting, marked=False)
    _answering, other = await heads_after(reporting.world, reporting.ward)
    english = {"headers": {"Accept-Language": "en"}}

    assert TITLE not in " ".join(await told_of_links(other, "/history?limit=200"))
    assert await told_of_links(other, f"/report-lines/{line}/timeline", **english) == [
        "linked “a document out of sight”",
        "unlinked “a document out of sight”",
    ]


async def test_what_was_done_with_a_document_that_proves_nothing_is_told_to_the_one_that_answers(reporting: Reporting) -> None:
    document = await reporting.document(reporting.officer)
    changed = await reporting.officer.patch(f"/evidence/{document}", {"title": TITLE})
    assert changed.status_code == 200, changed.text
    answering, other = await heads_after(reporting.world, reporting.ward)
    pages = ("/history?limit=200", f"/history?subject=evidence:{document}", f"/history?q={TITLE}")

    seen, hidden = [
        [answer.text for page in pages for answer in (await who.get(page), await who.get(page, headers={"Accept": CSV}))]
        for who in (answering, other)
    ]

    assert [TITLE in text for text in seen] == [True] * 6
    assert [TITLE in text for text in hidden] == [False] * 6
    assert (await other.get(pages[1])).json()["items"] == []


def test_nobody_names_a_document_without_having_asked_who_reads() -> None:
    kinds = ("report_line.evidence_linked", "report_line.evidence_unlinked", "unit_plan.document_linked", "unit_plan.document_unlinked")

    assert [kind for kind in kinds if TITLE in sentence(kind, {"title": TITLE}, "vi")] == []
