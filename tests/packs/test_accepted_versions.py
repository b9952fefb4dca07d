"""A pack says of each file whether it is the one that was accepted, and of what it proves with which file that was accepted."""

from typing import Any

from papi.kit.workbooks import read_workbook
from tests.support.files import docx_with
from tests.support.packing import unpacked
from tests.support.reporting import Reporting

SECOND = docx_with(**{"added.xml": b"<a/>"})
NAMES = ("version", "accepted_version", "is_accepted_version", "acceptance")


def told(file: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(file[name] for name in NAMES)


async def test_a_file_that_was_replaced_after_acceptance_does_not_stand_as_the_accepted_one(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    wish = f"/evidence/pack?period={period}&unit={report['unit']['id']}"
    waiting = unpacked(await reporting.coordinator.get(wish)).manifest["files"]
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    await reporting.officer.post(f"/evidence/{line['evidence_ids'][0]}/versions", files={"file": ("Sửa.docx", SECOND)})

    pack = unpacked(await reporting.coordinator.get(wish))

    replaced, *kept = pack.manifest["files"]
    assert {told(file) for file in waiting} == {(1, None, False, "Chưa có phiên bản nào được chấp nhận")}
    assert {link["accepted_version"] for file in waiting for link in file["links"]} == {None}
    words = "Không phải phiên bản được chấp nhận gần nhất: trong gói là phiên bản 2, đã chấp nhận phiên bản 1"
    assert (replaced["document"], told(replaced)) == (line["evidence_ids"][0], (2, 1, False, words))
    assert {told(file) for file in kept} == {(1, 1, True, "Là phiên bản được chấp nhận gần nhất (phiên bản 1)")}
    assert {link["accepted_version"] for file in (replaced, *kept) for link in file["links"]} == {1}
    assert pack.files[replaced["path"]] == SECOND
    titles, first, second = read_workbook(pack.archive.read("MUC_LUC.xlsx"))[:3]
    accepted, proves = titles.index("Phiên bản đã chấp nhận"), titles.index("Dùng cho")
    assert (first[accepted], second[accepted]) == (words, "Là phiên bản được chấp nhận gần nhất (phiên bản 1)")
    assert first[proves].endswith(" – đã chấp nhận với phiên bản 1, không phải phiên bản 2")
    assert "đã chấp nhận" not in second[proves]


async def test_what_is_left_out_is_said_to_have_been_accepted_too(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    await reporting.officer.patch(f"/evidence/{line['evidence_ids'][0]}", {"contains_personal_data": True})

    pack = unpacked(await reporting.coordinator.get(f"/evidence/pack?period={period}&unit={report['unit']['id']}"))

    assert [told(file) for file in pack.manifest["left_out"]] == [(1, 1, True, "Đã chấp nhận phiên bản 1; tệp không có trong gói")]
