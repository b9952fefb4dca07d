"""A task that was withdrawn and given again begins anew: its documents of before are there to be read, and prove nothing of what is to
be done now."""

from datetime import datetime
from typing import Any

from papi.kit import clock
from tests.support.planning import DONE, REASON, reported_done, school_of_ward
from tests.support.reporting import Reporting

LATER = datetime(2024, 9, 12, 10, 0, tzinfo=clock.TIMEZONE)


async def given_again(reporting: Reporting) -> tuple[str, str]:
    """The ward said that it had done its part, with a document; the part was withdrawn and given again on 12 September. The path of the
    part, and the document."""
    document = await reporting.document(reporting.officer)
    school = await reported_done(reporting, evidence_ids=[document])
    body = {"task_id": str(reporting.tasks["school"]), "unit_id": str(reporting.ward.id), "part": "support"}
    with clock.business_at(LATER):
        await reporting.coordinator.post(f"/assignments/{school['id']}/cancel", REASON)
        again = await reporting.coordinator.post("/assignments", body)
    assert (again.status_code, again.json()["id"]) == (201, school["id"]), again.text
    return f"/assignments/{school['id']}", document


async def documents(reporting: Reporting, path: str) -> list[tuple[str, str | None]]:
    """Each document of the part, and since when it does not count."""
    read: list[dict[str, Any]] = (await reporting.coordinator.get(path)).json()["evidence"]
    return [(document["id"], document["set_aside_on"]) for document in read]


async def document_ids_of_the_line(reporting: Reporting) -> list[str]:
    """The documents with which the line of the part stands in the ward's new report."""
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    lines = await reporting.lines_of(reporting.officer, report["id"])
    line = next(line for line in lines if line["task"]["id"] == str(reporting.tasks["school"]))
    read = (await reporting.officer.get(f"/report-lines/{line['id']}")).json()
    return [document["id"] for document in read["evidence"]]


async def test_a_document_of_before_is_shown_with_its_day_and_counts_no_more(reporting: Reporting) -> None:
    path, document = await given_again(reporting)

    assert await documents(reporting, path) == [(document, "2024-09-12")]
    assert (await reporting.coordinator.get(path)).json()["evidence"][0]["linked_at"].startswith("2024-09-10")


async def test_what_is_done_now_is_proved_by_what_is_named_now(reporting: Reporting) -> None:
    path, before = await given_again(reporting)
    fresh = await reporting.document(reporting.officer)
    with clock.business_at(LATER):
        done = await reporting.head.post(f"{path}/report-done", {**DONE, "evidence_ids": [fresh]})
        taken = await document_ids_of_the_line(reporting)

    assert done.status_code == 200, done.text
    assert await documents(reporting, path) == [(before, "2024-09-12"), (fresh, None)]
    assert taken == [fresh]


async def test_a_document_of_before_that_is_named_anew_counts_again(reporting: Reporting) -> None:
    path, before = await given_again(reporting)
    with clock.business_at(LATER):
        done = await reporting.head.post(f"{path}/report-done", {**DONE, "evidence_ids": [before]})
        used = (await reporting.officer.get(f"/evidence/{before}")).json()["link_count"]
        taken = await document_ids_of_the_line(reporting)

    assert done.status_code == 200, done.text
    assert (await documents(reporting, path), used, taken) == ([(before, None)], 1, [before])


async def test_the_days_of_a_document_that_counts_again_are_not_lost(reporting: Reporting) -> None:
    path, before = await given_again(reporting)
    with clock.business_at(LATER):
        await reporting.head.post(f"{path}/report-done", {**DONE, "evidence_ids": [before]})
    attached = (await reporting.coordinator.get(path)).json()["evidence"]
    told = [fact["text"] for fact in (await reporting.coordinator.get(f"{path}/timeline")).json()["items"]]
    english = (await reporting.coordinator.get(f"{path}/timeline", headers={"Accept-Language": "en"})).json()["items"]

    assert [document["linked_at"][:10] for document in attached] == ["2024-09-10"]
    assert told[-2:] == [
        "tính lại 1 tài liệu đính kèm ngày 10/9/2024, đã thôi tính từ ngày 12/9/2024",
        "báo hoàn thành ngày 09/9/2024",
    ]
    assert "attached on 10/9/2024 and had not counted since 12/9/2024" in english[-2]["text"]


async def test_a_report_that_is_open_takes_over_only_what_counts(reporting: Reporting) -> None:
    path, before = await given_again(reporting)
    fresh = await reporting.document(reporting.officer)
    with clock.business_at(LATER):
        assert await document_ids_of_the_line(reporting) == []
        await reporting.head.post(f"{path}/report-done", {**DONE, "evidence_ids": [fresh]})
        await reporting.world.let_the_worker_run()
        report = await reporting.report_of(reporting.officer)
        lines = await reporting.lines_of(reporting.officer, report["id"])
        line = next(line for line in lines if line["task"]["id"] == str(reporting.tasks["school"]))
        read = (await reporting.officer.get(f"/report-lines/{line['id']}")).json()

    assert [document["id"] for document in read["evidence"]] == [fresh]
    assert (await school_of_ward(reporting))["work_state"] == "awaiting_confirmation"
    assert before not in {document["id"] for document in read["evidence"]}
