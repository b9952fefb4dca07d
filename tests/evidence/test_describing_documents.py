"""What is written about a document can be corrected; the file itself is only ever followed by a newer one."""

from typing import Any

import pytest

from tests.support import files
from tests.support.archive import Archive, upload


async def test_a_description_is_corrected_and_the_change_is_told(archive: Archive) -> None:
    made = await archive.document(title="Kế hoặch", issued_on="2024-08-01")
    address = f"/evidence/{made['id']}"

    answer = await archive.head.patch(address, {"title": " Kế hoạch ", "document_number": "58/KH", "issued_on": None})

    changed = answer.json()
    assert (changed["title"], changed["document_number"], changed["issued_on"]) == ("Kế hoạch", "58/KH", None)
    assert changed["version"] == made["version"] + 1
    told = (await archive.officer.get(f"{address}/timeline")).json()["items"]
    assert [fact["kind"] for fact in told] == ["evidence.uploaded", "evidence.changed"]
    assert told[1]["changes"] == [
        {"label": "Tên tài liệu", "before": "Kế hoặch", "after": "Kế hoạch"},
        {"label": "Số, ký hiệu", "before": "–", "after": "58/KH"},
        {"label": "Ngày ban hành", "before": "01/8/2024", "after": "–"},
    ]
    assert [item["id"] for item in (await archive.officer.get("/evidence?q=ke hoach 58")).json()["items"]] == [made["id"]]


async def test_a_correction_that_changes_nothing_leaves_no_trace(archive: Archive) -> None:
    made = await archive.document(title="Kế hoạch")

    for body in ({}, {"title": "Kế hoạch"}, {"document_number": " "}):
        assert (await archive.officer.patch(f"/evidence/{made['id']}", body)).json()["version"] == made["version"]

    assert len((await archive.officer.get(f"/evidence/{made['id']}/timeline")).json()["items"]) == 1


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": None}, "/title"),
    "blank title": ({"title": "  "}, "/title"),
    "long title": ({"title": "x" * 301}, "/title"),
    "no mark": ({"contains_personal_data": None}, "/contains_personal_data"),
    "mark in words": ({"contains_personal_data": "true"}, "/contains_personal_data"),
    "day": ({"issued_on": "2024-02-30"}, "/issued_on"),
    "content": ({"sha256": "0" * 64}, "/sha256"),
}


@pytest.mark.parametrize(("body", "pointer"), WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_correction_is_refused(archive: Archive, body: dict[str, Any], pointer: str) -> None:
    made = await archive.document()

    answer = await archive.officer.patch(f"/evidence/{made['id']}", body)

    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (422, [pointer])
    assert (await archive.officer.get(f"/evidence/{made['id']}")).json() == made


async def test_of_two_who_correct_at_once_the_second_is_told(archive: Archive) -> None:
    made = await archive.document()
    read = {"If-Match": f'"v{made["version"]}"'}

    first = await archive.officer.patch(f"/evidence/{made['id']}", {"title": "Một"}, headers=read)
    second = await archive.head.patch(f"/evidence/{made['id']}", {"title": "Hai"}, headers=read)
    replaced = await upload(archive.head, files.pdf(), to=f"/evidence/{made['id']}/versions", headers=read)

    assert first.status_code == 200
    assert [(answer.status_code, answer.json()["current_version"]) for answer in (second, replaced)] == [(412, "2")] * 2
    assert (await archive.officer.get(f"/evidence/{made['id']}")).json()["title"] == "Một"
    assert len(await archive.stored()) == 1


async def test_a_newer_file_follows_and_is_to_be_reviewed_again(archive: Archive) -> None:
    made = await archive.document(content=files.pdf())
    await archive.release(made["id"])
    await archive.coordinator.post(f"/evidence/{made['id']}/reject", {"reason": "Thiếu chữ ký"})
    newer = files.picture()

    answer = await upload(archive.head, newer, "Bản ký.jpg", to=f"/evidence/{made['id']}/versions")

    now = answer.json()
    assert (answer.status_code, now["file_version"], now["file_name"]) == (201, 2, "Bản ký.jpg")
    assert (now["media_type"], now["size"], now["title"]) == ("image/jpeg", len(newer), made["title"])
    assert (now["review_state"], now["review_reason"]) == ("pending", None)
    assert [(version["number"], version["uploaded_by"]) for version in now["versions"]] == [(1, "Nguyễn Thị Lệ"), (2, "Trần Văn Minh")]
    assert len((await archive.officer.get("/evidence?q=ban ky")).json()["items"]) == 1


async def test_a_newer_file_is_held_to_the_same_rules_and_comes_alone(archive: Archive) -> None:
    made = await archive.document()
    address = f"/evidence/{made['id']}/versions"

    answers = [
        await upload(archive.officer, files.EXE, "a.pdf", to=address),
        await upload(archive.officer, b"", to=address),
        await upload(archive.officer, files.pdf(), to=address, fields={"title": "Khác"}),
    ]

    assert [answer.json()["code"] for answer in answers] == ["file_type_refused", "file_empty", "invalid"]
    assert (await archive.officer.get(f"/evidence/{made['id']}")).json()["file_version"] == 1
    assert len(await archive.stored()) == 1


async def test_a_version_sent_twice_under_its_key_is_one(archive: Archive) -> None:
    made = await archive.document()
    headers = {"Idempotency-Key": "v2", "If-Match": f'"v{made["version"]}"'}

    answers = [
        await upload(archive.officer, files.picture(), "a.jpg", to=f"/evidence/{made['id']}/versions", headers=headers) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[1].json()["file_version"] == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Kế hoạch số 58", "Ảnh đối thoại", "Danh sách"}),
        ("q=DOI thoai", {"Ảnh đối thoại"}),
        ("q=hoạch 58", {"Kế hoạch số 58"}),
        ("q=oach", set()),
        ("media_type=image/jpeg", {"Ảnh đối thoại"}),
        ("sha256=" + "0" * 64, set()),
        ("review_state=pending", {"Kế hoạch số 58", "Ảnh đối thoại", "Danh sách"}),
        ("review_state=accepted", set()),
        ("unused=true", {"Kế hoạch số 58", "Ảnh đối thoại", "Danh sách"}),
    ],
)
async def test_the_library_is_searched_and_filtered(archive: Archive, query: str, found: set[str]) -> None:
    await archive.document(title="Kế hoạch số 58")
    await archive.document(content=files.picture(), title="Ảnh đối thoại")
    await archive.document(content=files.xlsx(), title="Danh sách")

    answer = await archive.officer.get(f"/evidence?{query}")

    assert {item["title"] for item in answer.json()["items"]} == found


@pytest.mark.parametrize("query", ["sort=secret", "unit=x", "linked_to=nothing", "review_state=maybe", "sha256=abc", "mau=1", "limit=0"])
async def test_an_unknown_filter_is_refused(archive: Archive, query: str) -> None:
    assert (await archive.officer.get(f"/evidence?{query}")).status_code == 422


@pytest.mark.parametrize("sort", ["title", "-title", "size", "issued_on", "-issued_on", "-uploaded_at", "link_count", "unit"])
async def test_the_library_is_paged_in_every_order(archive: Archive, sort: str) -> None:
    for number in range(5):
        fields: dict[str, Any] = {"issued_on": f"2024-08-0{number + 1}"} if number % 2 else {}
        await archive.document(content=files.pdf(note="x" * number), title=f"Số {number}", **fields)
    whole = (await archive.officer.get(f"/evidence?sort={sort}&count=true")).json()

    paged: list[str] = []
    cursor = ""
    while True:
        page = (await archive.officer.get(f"/evidence?sort={sort}&limit=2{cursor}")).json()
        paged += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert paged == [item["id"] for item in whole["items"]]
    assert whole["total"] == len(set(paged)) == 5


async def test_the_library_can_be_taken_away_as_a_table(archive: Archive) -> None:
    await archive.document(title="Kế hoạch", document_number="58/KH")

    table = await archive.officer.get("/evidence", headers={"Accept": "text/csv"})

    heading, row = table.text.strip().splitlines()
    assert heading.removeprefix("\ufeff").startswith("Tài liệu kiểm chứng,")
    assert row.startswith("Kế hoạch,58/KH,")


async def test_a_longer_library_takes_no_more_queries(archive: Archive) -> None:
    await archive.document()
    with archive.world.counted_queries() as one:
        await archive.officer.get("/evidence")
    for _ in range(4):
        await archive.document()
    with archive.world.counted_queries() as many:
        await archive.officer.get("/evidence")

    assert many.number == one.number <= 3
