"""The list "chưa thực hiện, thực hiện không tốt" as a paper, read back."""

import io

import docx
import pypdfium2
from python_calamine import CalamineWorkbook

from papi.access.permissions import Role
from tests.support.attention import kept, one_list
from tests.support.world import World


async def test_the_paper_holds_numbers_and_decisions_on_landscape_pages_and_is_addressed_to_the_committee(world: World) -> None:
    ward = await world.unit("Phường 1")
    head = await world.person(Role.UNIT_HEAD, ward)
    one = await one_list(world, ward, "published")
    path = f"/attention-lists/{one.id}/export"

    with world.counted_queries() as counted:
        whole = (await one.leader.get(f"{path}?format=json")).json()["paper"]
    word = docx.Document(io.BytesIO((await one.coordinator.get(path)).content))
    pdf = pypdfium2.PdfDocument((await one.leader.get(f"{path}?format=pdf")).content)
    own = (await head.get(f"{path}?format=json")).json()

    (annex,) = whole["annexes"]
    (grade, (place, name, *_, share, decision)) = annex["blocks"][0]["rows"]
    assert (whole["draft"], whole["type_name"], grade) == (False, "Báo cáo", ["Thực hiện không tốt"])
    assert (place, name, share, decision) == (1, "Phường 1", 0, "Giữ trong danh sách")
    assert "tỷ lệ cập nhật (%) dưới 101" in whole["body"][2]["words"]
    assert whole["body"][3]["words"].endswith(": Đã đối chiếu từng đơn vị.")
    assert [(section.page_width or 0) > (section.page_height or 0) for section in word.sections] == [False, True]
    assert pdf[len(pdf) - 1].get_width() > pdf[0].get_width()
    assert (own["paper"]["addressees"], own["paper"]["type_name"]) == (["Phường 1"], "")
    assert [item["name"] for item in own["data"]["attention_list"]["items"]] == ["Phường 1"]
    assert counted.number < 20


async def test_a_draft_says_that_it_is_one_and_who_was_struck_stands_apart_with_the_reason(world: World) -> None:
    ward = await world.unit("Phường 1")
    one = await one_list(world, ward)
    path = f"/attention-lists/{one.id}"
    asked = {"subject": "attention_list", "subject_id": one.id, "format": "xlsx"}
    before = (await one.coordinator.get(f"{path}/export?format=json")).json()["paper"]
    refused = await one.leader.post("/paper-jobs", asked)
    struck = {"items": [{"unit_id": one.unit_id, "decision": "strike", "reason": "Đã có công văn giải trình"}]}
    assert (await one.coordinator.put(f"{path}/decisions", struck)).status_code == 200
    assert (await one.coordinator.post(f"{path}/confirm", {"reason": "Đã đối chiếu"})).status_code == 200

    after = (await one.leader.get(f"{path}/export?format=json")).json()["paper"]
    book = CalamineWorkbook.from_filelike(io.BytesIO((await one.leader.get(f"{path}/export?format=xlsx")).content))

    assert (before["draft"], before["annexes"][0]["blocks"][0]["rows"][1][-1]) == (True, "Chưa quyết định")
    assert (refused.status_code, (await one.leader.post("/paper-jobs", asked)).status_code) == (404, 202)
    assert "không đưa vào danh sách 1 cơ quan, đơn vị" in after["body"][2]["words"]
    assert [annex["title"] for annex in after["annexes"]] == ["Cơ quan, đơn vị đã xét và không đưa vào danh sách"]
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "Bỏ khỏi danh sách: Đã có công văn giải trình" in cells


async def test_it_stays_a_draft_until_the_coordinating_unit_itself_is_decided_about(world: World) -> None:
    one = await one_list(world, await world.coordinating_unit(), "confirmed")
    path = f"/attention-lists/{one.id}"

    before = (await one.leader.get(f"{path}/export?format=json")).json()["paper"]
    assert (await one.leader.put(f"{path}/decisions", kept(one))).status_code == 200
    after = (await one.leader.get(f"{path}/export?format=json")).json()["paper"]

    told = [(paper["draft"], paper["annexes"][0]["blocks"][0]["rows"][1][-1]) for paper in (before, after)]
    assert told == [(True, "Chưa quyết định"), (False, "Giữ trong danh sách")]
