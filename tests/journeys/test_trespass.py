"""At each step of the quarter, those whose matter it is not learn nothing of Phường 1's report and change nothing in it."""

from typing import Any

import pytest

from tests.support.people import PHOTO, Script, SignIn, fill_report, latest_report, submit_report
from tests.support.trespass import Secrets, doable, listed, readable, traces

# another ward, and a department that leads none of the ward's tasks; the administrator reads no reports at all
OUTSIDERS = ("26508.officer", "26508.head", "pb-kt.officer", "pb-kt.head", "admin")
# these read what was sent, and only that
READERS = ("mttq.giamsat", "ubnd.lanhdao", "pnv.chuyenvien")
IN_DRAFT, IN_REPORT, IN_TITLE = "Zafira lần đầu", "Zafira đã gửi", "Zafira hội nghị"
IN_CORRECTION, IN_TALK = "Zafira sửa lại", "Zafira hỏi thêm"


async def _write(officer: Script, line_id: str, words: str) -> None:
    now = await officer.get(f"/report-lines/{line_id}")
    body = {"result": words, "percent": 60, "carried_forward": False}
    await officer.send("PATCH", f"/report-lines/{line_id}", json=body, headers={"If-Match": f'"v{now["version"]}"'})


async def _draft_of(officer: Script) -> Secrets:
    """A draft with a line, a photo of its own and a word about it."""
    report = await latest_report(officer)
    lines = (await officer.get(f"/reports/{report['id']}/lines"))["items"]
    line = next(line for line in lines if line["lacks"] == ["empty"] and line["part"] == "lead")
    await _write(officer, line["id"], IN_DRAFT)
    form = {"title": IN_TITLE, "link_to": f"report_line:{line['id']}"}
    photo = await officer.send("POST", "/evidence", 201, files={"file": ("Zafira.png", PHOTO.read_bytes(), "image/png")}, data=form)
    await officer.send("POST", f"/comments?subject=report_line:{line['id']}", 201, json={"text": IN_TALK})
    words = [IN_DRAFT, IN_TITLE, IN_TALK]
    return Secrets(officer.unit_id, report["id"], line["id"], photo["id"], words)


async def _assert_closed(people: dict[str, Script], secrets: Secrets, *, in_lists: bool = False) -> None:
    for name, stranger in people.items():
        assert await readable(stranger, secrets) == [], name
        assert await doable(stranger, [*secrets.acts(), *secrets.talk()]) == [], name
        if in_lists:
            assert await traces(stranger, secrets, exports=True) == [], name


async def _assert_known_as_missing_only(people: dict[str, Script], secrets: Secrets) -> None:
    """That a unit has not sent its report is known by its id on the overview; what is in the draft is nobody else's."""
    for name, reader in people.items():
        assert await readable(reader, secrets) == [], name
        assert await doable(reader, [*secrets.acts(), *secrets.talk()]) == [], name
        content = [place for place in await traces(reader, secrets) if not place.endswith(secrets.report)]
        assert content == [], name


async def _assert_read_only(people: dict[str, Script], secrets: Secrets) -> None:
    """They find it, they may speak about it, and what they may not do is refused."""
    reviews = ("/accept", "/return", "/review-mark", "/reject", "/reopen")
    for name, reader in people.items():
        assert (await reader.get(f"/reports/{secrets.report}"))["id"] == secrets.report, name
        assert await listed(reader, secrets), name
        acts = [act for act in secrets.acts() if not (name == "pnv.chuyenvien" and act[1].endswith(reviews))]
        assert await doable(reader, acts) == [], name


@pytest.fixture
async def people(sign_in: SignIn) -> dict[str, Script]:
    return {name: await sign_in(name) for name in (*OUTSIDERS, *READERS)}


async def test_nobody_else_reads_or_touches_the_report(people: dict[str, Script], sign_in: SignIn) -> None:
    officer, head = await sign_in("26506.officer"), await sign_in("26506.head")
    outsiders = {name: people[name] for name in OUTSIDERS}
    readers = {name: people[name] for name in READERS}
    coordinator = people["pnv.chuyenvien"]

    secrets = await _draft_of(officer)
    await _assert_closed(outsiders, secrets, in_lists=True)
    await _assert_known_as_missing_only(readers, secrets)

    await _write(officer, secrets.line, IN_REPORT)
    secrets.words[0] = IN_REPORT
    await fill_report(officer, await latest_report(officer))
    await submit_report(head, secrets.report)
    await _assert_closed(outsiders, secrets)
    await _assert_read_only(readers, secrets)

    one = [{"id": secrets.line, "reason_code": "not_enough_detail", "reason": "Nêu rõ số buổi"}]
    await coordinator.send("POST", f"/reports/{secrets.report}/return", json={"lines": one, "reason": "Bổ sung"})
    await _write(officer, secrets.line, IN_CORRECTION)
    correction = Secrets(secrets.unit_id, secrets.report, secrets.line, secrets.document, [IN_CORRECTION])
    for name, reader in readers.items():
        found = [place for place in await traces(reader, correction) if place.endswith(IN_CORRECTION)]
        assert found == [], f"{name} reads a correction that was not sent"
        assert IN_REPORT in (await reader.get(f"/report-lines/{secrets.line}"))["result"]
    await _assert_closed(outsiders, secrets)

    secrets.words[0] = IN_CORRECTION
    await submit_report(head, secrets.report)
    await coordinator.send("POST", f"/reports/{secrets.report}/accept", json={})
    await _assert_closed(outsiders, secrets, in_lists=True)
    await _assert_read_only(readers, secrets)
    await _told_nobody_else(people, secrets)


async def _told_nobody_else(people: dict[str, Script], secrets: Secrets) -> None:
    """The bell rang at Phường 1 and for the reviewer, nowhere else."""
    for name, person in people.items():
        told: list[dict[str, Any]] = (await person.get("/notifications?limit=200"))["items"]
        about = [item for item in told if secrets.found_in(str(item))]
        assert about == [] or name == "pnv.chuyenvien", name


async def test_a_lead_department_reads_the_lines_that_it_leads_and_no_report(sign_in: SignIn) -> None:
    officer, head, lead = await sign_in("26506.officer"), await sign_in("26506.head"), await sign_in("pb-tp.officer")
    report = await latest_report(officer)
    lines = await fill_report(officer, report)
    of_ward = {"led": "true", "unit": officer.unit_id, "period": report["period"]["id"], "limit": "200"}
    assert (await lead.get("/report-lines", params=of_ward))["items"] == []

    await submit_report(head, report["id"])
    led = {line["id"] for line in (await lead.get("/report-lines", params=of_ward))["items"]}
    assert led
    assert led < {line["id"] for line in lines if line["part"] == "support"}
    for line in lines:
        answer = await lead.client.get(f"/api/v1/report-lines/{line['id']}")
        assert answer.status_code == (200 if line["id"] in led else 404), line["number"]
    for path in ("", "/lines", "/missing", "/seal", "/timeline"):
        assert (await lead.client.get(f"/api/v1/reports/{report['id']}{path}")).status_code == 404


async def test_a_stranger_cannot_draw_another_wards_proof_into_an_own_line(sign_in: SignIn) -> None:
    officer, stranger = await sign_in("26506.officer"), await sign_in("26508.officer")
    secrets = await _draft_of(officer)
    theirs = (await stranger.get(f"/reports?unit={stranger.unit_id}&sort=-due_at"))["items"][0]
    line = (await stranger.get(f"/reports/{theirs['id']}/lines"))["items"][0]

    tag = {"If-Match": f'"v{line["version"]}"'}
    with_it = await stranger.client.patch(f"/api/v1/report-lines/{line['id']}", json={"evidence_ids": [secrets.document]}, headers=tag)
    assert with_it.status_code in {404, 409, 422}
    of_line = [{"type": "report_line", "id": line["id"]}]
    linked = await stranger.client.post(f"/api/v1/evidence/{secrets.document}/links", json={"targets": of_line})
    assert linked.status_code == 404
    mine = (await stranger.get(f"/evidence?unit={stranger.unit_id}&limit=1"))["items"][0]["id"]
    into_theirs = [{"type": "report_line", "id": secrets.line}]
    pushed = await stranger.client.post(f"/api/v1/evidence/{mine}/links", json={"targets": into_theirs})
    assert pushed.status_code == 404
    form = {"link_to": f"report_line:{secrets.line}"}
    sent = await stranger.client.post("/api/v1/evidence", files={"file": ("a.png", PHOTO.read_bytes(), "image/png")}, data=form)
    assert sent.status_code == 404
    assert (await officer.get(f"/report-lines/{secrets.line}"))["evidence_ids"] == [secrets.document]
