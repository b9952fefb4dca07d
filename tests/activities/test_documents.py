"""Photos and minutes of an activity: read by supervisors once it was held, shown with the document, kept while in use."""

from tests.support.acting import RESULT, day, held_body, planned_body, written
from tests.support.archive import Archive


def target(activity_id: str) -> dict[str, object]:
    return {"targets": [{"type": "activity", "id": activity_id}]}


async def test_a_document_is_read_by_supervisors_once_the_activity_was_held(archive: Archive) -> None:
    made = await written(archive.officer, planned_body())
    document = await archive.document(link_to=f"activity:{made['id']}", title="Ảnh buổi tuyên truyền")
    path = f"/activities/{made['id']}"

    before = await archive.coordinator.get(f"/evidence/{document['id']}")
    await archive.officer.post(f"{path}/hold", {"begins_on": day(-1), "ends_on": day(-1), "result": RESULT})
    after = await archive.observer.get(f"/evidence/{document['id']}")
    [told] = (await archive.observer.get(path)).json()["documents"]
    stranger = await archive.stranger.get(f"/evidence/{document['id']}")

    assert (before.status_code, after.status_code, stranger.status_code) == (404, 200, 404)
    assert (told["id"], told["title"], told["readable"]) == (document["id"], "Ảnh buổi tuyên truyền", True)


async def test_it_is_shown_where_it_is_used_and_found_by_it(archive: Archive) -> None:
    document = await archive.document()
    first, second = await written(archive.officer, held_body()), await written(archive.officer, held_body(title="Đối thoại"))
    for activity in (first, second, first):  # once more changes nothing
        linked = await archive.officer.post(f"/evidence/{document['id']}/links", target(activity["id"]))
        assert linked.status_code < 300

    uses = (await archive.officer.get(f"/evidence/{document['id']}/uses")).json()["items"]
    found = (await archive.officer.get(f"/evidence?linked_to=activity:{first['id']}")).json()["items"]
    kept = (await archive.officer.get(f"/evidence/{document['id']}")).json()["link_count"]
    await archive.officer.request("DELETE", f"/evidence/{document['id']}/links", json=target(first["id"]))
    left = (await archive.officer.get(f"/activities/{first['id']}")).json()["documents"]

    assert sorted(use["label"].partition(": ")[2] for use in uses) == ["Tuyên truyền Chỉ số PAPI", "Đối thoại"]
    assert ([item["id"] for item in found], kept, left) == ([document["id"]], 2, [])
    assert (await archive.officer.get(f"/evidence/{document['id']}")).json()["link_count"] == 1
    facts = (await archive.officer.get(f"/activities/{first['id']}/timeline")).json()["items"]
    assert [fact["kind"] for fact in facts[1:]] == ["activity.document_linked", "activity.document_unlinked"]


async def test_while_an_activity_uses_it_it_is_not_erased(archive: Archive) -> None:
    made = await written(archive.officer, held_body())
    document = await archive.document(link_to=f"activity:{made['id']}")
    body = {"evidence_id": document["id"], "ground": "data_subject", "reason": "Chủ thể dữ liệu yêu cầu xóa"}

    used = await archive.head.post("/erasures", body)
    await archive.officer.post(f"/activities/{made['id']}/cancel", {"reason": "Ghi trùng"})
    still = await archive.head.post("/erasures", body)
    await archive.officer.request("DELETE", f"/evidence/{document['id']}/links", json=target(made["id"]))
    free = await archive.head.post("/erasures", body)

    assert (used.status_code, still.status_code, free.status_code) == (409, 409, 201)
    assert used.json()["code"] == "still_used"


async def test_what_phong_noi_vu_attaches_the_unit_reads_and_personal_data_stay_hidden(archive: Archive) -> None:
    made = await written(archive.officer, held_body())
    theirs = await archive.document(archive.coordinator, link_to=f"activity:{made['id']}", title="Ảnh của đoàn")
    marked = await archive.document(link_to=f"activity:{made['id']}", title="Danh sách ký nhận", contains_personal_data="true")
    path = f"/activities/{made['id']}"

    ward, front = [(await who.get(path)).json()["documents"] for who in (archive.officer, archive.observer)]

    assert [(one["id"], one["readable"]) for one in ward] == [(theirs["id"], True), (marked["id"], True)]
    assert [one["readable"] for one in front] == [True, False]
    assert "Danh sách" not in front[1]["title"]
    said = [fact["text"] for fact in (await archive.observer.get(f"{path}/timeline")).json()["items"]]
    assert not any("Danh sách ký nhận" in text for text in said)


async def test_nobody_attaches_to_another_units_activity_nor_to_one_that_fell_through(archive: Archive) -> None:
    gone = await written(archive.officer, planned_body())
    await archive.officer.post(f"/activities/{gone['id']}/cancel", {"reason": "Mưa bão"})
    own, other = await archive.document(), await archive.document(archive.stranger)

    late = await archive.officer.post(f"/evidence/{own['id']}/links", target(gone["id"]))
    strange = await archive.stranger.post(f"/evidence/{other['id']}/links", target(gone["id"]))

    assert (late.status_code, strange.status_code) == (409, 404)
    assert (await archive.officer.get(f"/evidence/{own['id']}")).json()["link_count"] == 0
