"""Another unit sees nothing; supervisors see what was sent; a lead unit sees its supporters' lines."""

from tests.support.reporting import Reporting


async def test_another_unit_sees_nothing_of_it(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    document = line["evidence_ids"][0]
    paths = [
        f"/reports/{report['id']}",
        f"/reports/{report['id']}/lines",
        f"/reports/{report['id']}/missing",
        f"/reports/{report['id']}/timeline",
        f"/report-lines/{line['id']}",
        f"/report-lines/{line['id']}/timeline",
        f"/evidence/{document}",
        f"/evidence/{document}/content",
        f"/comments?subject=report_line:{line['id']}",
    ]

    answers = {path: (await reporting.stranger.get(path)).status_code for path in paths}

    assert set(answers.values()) == {404}, answers
    assert [row["unit"]["name"] for row in (await reporting.stranger.get("/reports")).json()["items"]] == ["Phường 2"]
    acts = [
        await reporting.stranger.post(f"/reports/{report['id']}/submit"),
        await reporting.stranger.patch(f"/report-lines/{line['id']}", {"result": "x"}),
        await reporting.stranger.post(f"/reports/{report['id']}/carry-forward", {}),
        await reporting.stranger.post(f"/evidence/{document}/links", {"targets": [{"type": "report_line", "id": line["id"]}]}),
    ]
    assert {act.status_code for act in acts} == {404}


async def test_a_draft_is_seen_by_its_own_unit_alone(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)

    for supervisor in (reporting.coordinator, reporting.leader, reporting.observer):
        assert (await supervisor.get(f"/reports/{report['id']}")).status_code == 404
        assert report["id"] not in {row["id"] for row in (await supervisor.get("/reports")).json()["items"]}


async def test_an_administrator_reads_no_reports(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    assert (await reporting.admin.get("/reports")).status_code == 403
    assert (await reporting.admin.get(f"/reports/{report['id']}")).status_code == 403


async def test_supervisors_read_what_was_sent_and_cannot_change_it(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    for supervisor in (reporting.leader, reporting.observer):
        seen = (await supervisor.get(f"/reports/{report['id']}")).json()
        assert (seen["state"], seen["allowed_actions"]) == ("submitted", [])
        assert (await supervisor.post(f"/reports/{report['id']}/return", {"reason": "x"})).status_code == 403


async def test_a_lead_unit_sees_and_comments_on_its_supporters_lines_only_once_sent(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    path = f"/report-lines?led=true&period={period}"
    assert (await reporting.lead_officer.get(path)).json()["items"] == []
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    led = (await reporting.lead_officer.get(path)).json()["items"]

    assert [(line["unit"]["name"], line["title"]) for line in led] == [("Phường 1", "Tổ chức lớp phổ biến pháp luật")]
    commented = await reporting.lead_officer.post(f"/comments?subject=report_line:{led[0]['id']}", {"text": "Ghi rõ số lớp"})
    assert commented.status_code == 201, commented.text
    assert (await reporting.lead_officer.get(f"/reports/{report['id']}")).status_code == 404
    document = (await reporting.lead_officer.get(f"/report-lines/{led[0]['id']}")).json()["evidence_ids"][0]
    assert (await reporting.lead_officer.get(f"/evidence/{document}")).status_code == 200


async def test_drafts_changes_stand_in_the_units_own_timeline_alone(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]

    own = (await reporting.officer.get(f"/report-lines/{line['id']}/timeline")).json()["items"]
    others = (await reporting.coordinator.get(f"/report-lines/{line['id']}/timeline")).json()["items"]

    saved = next(fact for fact in own if fact["kind"] == "report_line.saved")
    assert {"label": "Mức độ hoàn thành (%)", "before": "–", "after": "40"} in saved["changes"]
    assert "report_line.saved" not in {fact["kind"] for fact in others}
