"""A pack holds what its reader may read, under names that harm nobody, with a manifest that says what is in it and what is not."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from papi.access.verdicts import Verdict
from papi.evidence.models import EvidenceFile, ScanState
from papi.kit import clock
from papi.kit.workbooks import read_workbook
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.erasing import approved, carry_out
from tests.support.packing import examined, unpacked
from tests.support.reporting import NOW, Reporting


async def test_a_reports_documents_come_in_folders_with_what_they_prove(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.officer, report["id"])

    answer = await reporting.coordinator.get(f"/evidence/pack?period={period}&unit={report['unit']['id']}")

    pack = unpacked(answer)
    told = pack.manifest
    assert (told["title"], len(told["files"]), told["left_out"]) == ("Phường 1 – Báo cáo quý III/2024", len(lines), [])
    assert "filename*=UTF-8''Minh%20ch%E1%BB%A9ng" in answer.headers["content-disposition"]
    for line, file in zip(lines, told["files"], strict=True):
        link = file["links"][0]
        assert (link["line"], link["task"]["title"], link["period"]["code"]) == (line["number"], line["task"]["title"], "2024Q3")
        assert file["path"].startswith(f"Phường 1/{line['number']:02d} ")
        assert file["document"] == line["evidence_ids"][0]
    assert pack.files == dict.fromkeys((file["path"] for file in told["files"]), files.docx())


async def test_a_pack_is_genuine_and_its_index_names_what_is_in_it(archive: Archive, tmp_path: Path) -> None:
    made = await archive.document(title="Biên bản họp khu phố 4", document_number="58/BB-UBND", issued_on="2024-08-22")

    pack = unpacked(await archive.officer.get("/evidence/pack"))

    found = examined(archive, pack.content, tmp_path)
    assert (found.verdict, found.content["files"][0]["document"]) == (Verdict.GENUINE, made["id"])
    rows = read_workbook(pack.archive.read("MUC_LUC.xlsx"))
    assert rows[0][:4] == ["STT", "Tài liệu kiểm chứng", "Số, ký hiệu", "Ngày ban hành"]
    assert rows[1][:5] == ["1", "Biên bản họp khu phố 4", "58/BB-UBND", "22/8/2024", "Phường 1"]
    assert pack.paths == ["Phường 1/Chưa gắn với việc nào/Biên bản họp khu phố 4.pdf"]


HOSTILE = ("../../etc/passwd", "C:\\Windows\\system", "con", "Biên bản", "BIÊN BẢN", "a" * 290, "=1+1|cmd", "x\u202egpj.exe", "...")


async def test_no_title_becomes_a_dangerous_path_and_no_path_stands_twice(archive: Archive, tmp_path: Path) -> None:
    for title in HOSTILE:
        await archive.document(title=title)

    pack = unpacked(await archive.officer.get("/evidence/pack"))

    assert examined(archive, pack.content, tmp_path).verdict is Verdict.GENUINE
    names = [path.rpartition("/")[2] for path in pack.paths]
    assert all(path.startswith("Phường 1/Chưa gắn với việc nào/") and path.count("/") == 2 for path in pack.paths)
    assert len({name.casefold() for name in names}) == len(HOSTILE)
    assert "con_.pdf" in names
    assert "BIÊN BẢN (2).pdf" in names
    assert max(map(len, pack.paths)) < 140


@pytest.mark.parametrize("who", ["coordinator", "observer", "stranger", "lead"])
async def test_a_draft_is_its_own_units_alone(reporting: Reporting, who: str) -> None:
    period = await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    wish = f"period={period}&unit={report['unit']['id']}"
    reader = reporting.lead_officer if who == "lead" else getattr(reporting, who)

    counted = await reader.get(f"/evidence/pack/contents?{wish}")
    drawn = await reader.get(f"/evidence/pack?{wish}")

    assert (counted.status_code, counted.json()["files"], counted.json()["left_out"]) == (200, 0, [])
    assert (drawn.status_code, drawn.json()["code"]) == (404, "pack_empty")
    assert unpacked(await reporting.officer.get(f"/evidence/pack?{wish}")).manifest["files"]


async def test_a_document_taken_off_a_line_after_sending_still_proves_what_was_sent(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Thiếu"})
    fresh = next(one for one in await reporting.lines_of(reporting.officer, report["id"]) if one["id"] == line["id"])
    with clock.business_at(NOW + timedelta(hours=1)):
        await reporting.write(reporting.officer, fresh, evidence_ids=[])

    wish = f"period={period}&unit={report['unit']['id']}"
    sent = unpacked(await reporting.coordinator.get(f"/evidence/pack?{wish}")).manifest["files"]
    own = unpacked(await reporting.officer.get(f"/evidence/pack?{wish}")).manifest["files"]

    assert len(sent) == len(own) + 1
    assert line["evidence_ids"][0] in {file["document"] for file in sent} - {file["document"] for file in own}


async def test_of_a_period_all_that_the_reader_may_read(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    await reporting.filled_report(reporting.lead_officer)

    units = {file["unit"]["name"] for file in unpacked(await reporting.leader.get(f"/evidence/pack?period={period}")).manifest["files"]}

    assert units == {"Phường 1"}


async def test_personal_data_stays_unless_it_is_asked_for_and_then_each_read_is_recorded(archive: Archive) -> None:
    made = await archive.document(title="Đơn của công dân", contains_personal_data="true")
    await archive.document(title="Kế hoạch")
    await archive.release(made["id"])

    counted = (await archive.coordinator.get(f"/evidence/pack/contents?unit={archive.ward.id}")).json()
    without = unpacked(await archive.officer.get("/evidence/pack")).manifest
    given = unpacked(await archive.coordinator.get(f"/evidence/pack?unit={archive.ward.id}&personal_data=true")).manifest
    seen = await archive.observer.get(f"/evidence/pack/contents?unit={archive.ward.id}&personal_data=true")

    assert (counted["files"], counted["personal_data"]) == (0, 1)
    assert counted["left_out"] == [{"reason": "personal_data", "words": "Có dữ liệu cá nhân", "count": 1}]
    assert [(file["title"], file["reason"]) for file in without["left_out"]] == [("Tài liệu có dữ liệu cá nhân", "personal_data")]
    assert [file["title"] for file in without["files"]] == ["Kế hoạch"]
    assert [(file["title"], file["contains_personal_data"]) for file in given["files"]] == [("Đơn của công dân", True)]
    assert (seen.json()["files"], seen.json()["personal_data"], seen.json()["left_out"]) == (0, 0, [])
    reads = (await archive.head.get(f"/evidence/{made['id']}/reads")).json()["items"]
    assert [read["person"] for read in reads] == ["Lê Thị Hoa"]


async def test_a_redacted_copy_goes_in_the_place_of_personal_data_and_names_nobody(archive: Archive) -> None:
    made = await archive.document(title="Đơn của bà Năm", document_number="07/ĐN", contains_personal_data="true")
    await archive.release(made["id"])
    await upload(archive.officer, files.pdf(note="che"), "Đơn bà Năm, đã che.pdf", to=f"/evidence/{made['id']}/redacted")
    wish = f"/evidence/pack?evidence={made['id']}"
    shelf = f"/evidence/pack/contents?unit={archive.ward.id}"

    packs = {who: unpacked(await getattr(archive, who).get(wish)) for who in ("officer", "coordinator", "leader", "observer")}
    asked = unpacked(await archive.leader.get(f"{wish}&personal_data=true"))
    original = unpacked(await archive.coordinator.get(f"{wish}&personal_data=true"))
    offered = {who: (await getattr(archive, who).get(wish.replace("pack?", "pack/contents?"))).json() for who in packs}

    for pack in (*packs.values(), asked):
        assert list(pack.files.values()) == [files.pdf(note="che")]
        assert [(file["redacted"], file["contains_personal_data"], file["document_number"]) for file in pack.manifest["files"]] == [
            (True, False, None)
        ]
        assert "Năm" not in "".join([*pack.archive.namelist(), json.dumps(pack.manifest, ensure_ascii=False)])
        assert "Năm" not in str(read_workbook(pack.archive.read("MUC_LUC.xlsx")))
    assert [file["title"] for file in original.manifest["files"]] == ["Đơn của bà Năm"]
    shelved = {who: (await getattr(archive, who).get(shelf)).json()["redacted"] for who in packs}

    # of the library goes what its list shows
    assert shelved == {"officer": 1, "coordinator": 1, "leader": 0, "observer": 0}
    assert {told["redacted"] for told in offered.values()} == {1}
    # what somebody may not have as it is, nobody offers them
    assert {who: told["personal_data"] for who, told in offered.items()} == {"officer": 1, "coordinator": 1, "leader": 0, "observer": 0}
    assert (await archive.leader.get(f"{wish}&q=ba nam")).json()["code"] == "pack_empty"
    assert (await archive.stranger.get(wish)).json()["code"] == "pack_empty"
    assert [read["person"] for read in (await archive.head.get(f"/evidence/{made['id']}/reads")).json()["items"]] == ["Lê Thị Hoa"]


async def test_an_erased_document_is_not_in_a_pack(archive: Archive) -> None:
    gone, kept = await archive.document(title="Đơn"), await archive.document(title="Kế hoạch")
    await approved(archive.head, archive.leader, gone["id"])
    assert await carry_out(archive.world)

    told = unpacked(await archive.officer.get("/evidence/pack?personal_data=true")).manifest

    assert [file["document"] for file in (*told["files"], *told["left_out"])] == [kept["id"]]


async def test_what_is_infected_never_goes_out(archive: Archive) -> None:
    bad = await archive.document(title="Tệp lạ")
    await archive.document(title="Kế hoạch")
    async with archive.world.database.writing() as session:
        await session.execute(update(EvidenceFile).where(EvidenceFile.evidence_id == UUID(bad["id"])).values(scan_state=ScanState.INFECTED))

    told = unpacked(await archive.officer.get("/evidence/pack?personal_data=true")).manifest

    assert [file["title"] for file in told["files"]] == ["Kế hoạch"]
    assert [(file["title"], file["words"]) for file in told["left_out"]] == [("Tệp lạ", "Có mã độc, đang cách ly")]


async def test_a_choice_and_the_filters_of_the_library_narrow_it(archive: Archive) -> None:
    first, second = await archive.document(title="Ảnh niêm yết"), await archive.document(title="Biên bản")
    await upload(archive.officer, files.picture(), "anh.jpg", fields={"title": "Ảnh buổi họp"})

    async def titles(wish: str) -> set[str]:
        return {file["title"] for file in unpacked(await archive.officer.get(f"/evidence/pack?{wish}")).manifest["files"]}

    assert await titles(f"evidence={first['id']},{second['id']}") == {"Ảnh niêm yết", "Biên bản"}
    assert await titles("q=anh") == {"Ảnh niêm yết", "Ảnh buổi họp"}
    assert await titles("q=anh&media_type=image/jpeg") == {"Ảnh buổi họp"}
    refused = await archive.officer.get("/evidence/pack?evidence=1,2")
    assert (refused.status_code, refused.json()["errors"][0]["detail"]) == (422, "Danh sách tài liệu không hợp lệ.")


async def test_who_drew_what_is_remembered(archive: Archive) -> None:
    await archive.document()

    counted = (await archive.head.get("/evidence/pack/contents")).json()
    told = unpacked(await archive.head.get("/evidence/pack"))

    facts = [item for item in (await archive.head.get("/history")).json()["items"] if item["kind"] == "evidence_pack.drawn"]
    assert [(fact["person"], fact["subject_id"]) for fact in facts] == [("Trần Văn Minh", told.manifest["id"])]
    assert (counted["files"], counted["size"]) == (1, told.manifest["files"][0]["size"])
    assert abs(counted["length"] - len(told.content)) < 20_000


async def test_the_same_documents_come_in_the_same_order(archive: Archive) -> None:
    for number in range(5):
        await archive.document(title=f"Biên bản {number}", content=files.pdf(note=str(number)))

    packs = [unpacked(await archive.officer.get("/evidence/pack")) for _ in range(2)]

    assert packs[0].paths == packs[1].paths
    assert list(packs[0].files.values()) == [files.pdf(note=str(number)) for number in range(5)]
