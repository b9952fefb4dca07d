"""Somebody stands in an earlier version of a document: it is found there, told which, and given as it was seen."""

import json
from typing import Any

from papi.kit.documents import CSV
from tests.evidence.test_redacted_copies import redact
from tests.subject_requests.test_documents_of_a_request import document, drawn, request_of
from tests.support.archive import Archive, upload
from tests.support.asking_subjects import NAME
from tests.support.sayings import pdf_of, read_all
from tests.support.world import Someone


async def replaced(archive: Archive, document_id: str, text: str) -> None:
    made = await upload(archive.officer, pdf_of(text), "moi.pdf", to=f"/evidence/{document_id}/versions")
    assert made.status_code == 201, made.text


async def candidates(who: Someone, path: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in (await who.get(f"{path}/candidates")).json()["items"]}


async def of_versions(archive: Archive, *texts: str, **fields: Any) -> str:
    made = await document(archive, texts[0], **fields)
    for text in texts[1:]:
        await replaced(archive, made, text)
    return made


async def test_an_earlier_version_is_found_and_told_and_a_row_of_words_goes_before_words_apart(archive: Archive) -> None:
    path, apart = await request_of(archive.head), "Bích, Đặng và Ngọc, bà Thị Hoa cùng thị sát"
    before = await of_versions(archive, f"Đơn của {NAME}", "Không có ai")
    both = await of_versions(archive, f"Đơn một của {NAME}", "Không ai cả", f"Đơn ba của {NAME}")
    better = await of_versions(archive, f"Danh sách có {NAME}", apart)
    titled = await of_versions(archive, f"Bản đầu của {NAME}", "Bản sau", title=f"Hồ sơ {NAME}")
    await of_versions(archive, "Không", "Cũng không")
    await read_all(archive)

    found = await candidates(archive.head, path)
    file = await archive.head.get(f"{path}/candidates?sort=uploaded_at", headers={"Accept": CSV})

    told = {key: (row["file_version"], row["versions"], row["place"]["version"], row["place"]["together"]) for key, row in found.items()}
    assert told == {before: (2, [1], 1, True), both: (3, [3, 1], 3, True), better: (2, [2, 1], 1, True), titled: (2, [1], 2, True)}
    assert ("Đơn của" in found[before]["place"]["words"], found[titled]["place"]["where"]) == (True, "title")
    assert [line.split(",", 4)[4] for line in file.text.splitlines()[1:]] == ["1,2", '"3, 1",3', '"2, 1",2', "1,2"]


async def test_the_version_that_was_seen_goes_also_when_another_file_came_since(archive: Archive) -> None:
    path = await request_of(archive.head)
    earlier = await of_versions(archive, f"Đơn của {NAME}", "Không có ai", contains_personal_data="true")
    present = await of_versions(archive, f"Đơn khác của {NAME}")
    await archive.head.post(
        f"{path}/documents", {"evidence_ids": [earlier, present], "file_versions": {earlier: 1, present: 1}, "goes": "original"}
    )
    await replaced(archive, present, "Tệp mới, người khác")
    rows = (await archive.head.get(f"{path}/documents")).json()["items"]

    pack = await drawn(archive.head, path)

    files = json.loads(pack.read("manifest.json"))["files"]
    assert {row["evidence_id"]: (row["chosen_version"], row["file_version"]) for row in rows} == {earlier: (1, 2), present: (1, 2)}
    assert {(file["document"], file["version"]) for file in files} == {(earlier, 1), (present, 1)}
    reads = (await archive.head.get(f"/evidence/{earlier}/reads")).json()["items"]
    assert [read["number"] for read in reads] == [1]


async def test_a_version_that_there_is_not_and_a_copy_of_another_one_are_refused(archive: Archive) -> None:
    path = await request_of(archive.head)
    made = await of_versions(archive, f"Đơn của {NAME}", "Không có ai", contains_personal_data="true")
    await redact(archive, f"/evidence/{made}")

    async def chosen(version: int, goes: str) -> Any:
        return await archive.head.post(f"{path}/documents", {"evidence_ids": [made], "file_versions": {made: version}, "goes": goes})

    answers = [await chosen(3, "original"), await chosen(0, "original"), await chosen(1, "redacted"), await chosen(2, "redacted")]
    await replaced(archive, made, "Lại khác")
    stale = await archive.head.post(f"{path}/pack/ticket")

    assert [answer.status_code for answer in answers] == [404, 422, 409, 200]
    assert (answers[2].json()["code"], stale.json()["code"]) == ("no_redacted_copy", "choice_out_of_date")


async def test_texts_are_read_some_at_a_time_and_none_for_a_file(archive: Archive) -> None:
    path = await request_of(archive.head)

    async def queries(**headers: str) -> int:
        with archive.world.counted_queries() as count:
            answer = await archive.head.get(f"{path}/candidates", headers=headers)
        assert answer.status_code == 200, answer.text
        return count.number

    made = [await document(archive, f"Đơn {number} của {NAME}") for number in range(2)]
    await read_all(archive)
    few, few_as_file = await queries(), await queries(Accept=CSV)
    made += [await document(archive, f"Đơn {number} của {NAME}") for number in range(2, 12)]
    await read_all(archive)
    many, many_as_file = await queries(), await queries(Accept=CSV)
    found = await candidates(archive.head, path)

    assert {key: row["place"]["where"] for key, row in found.items()} == dict.fromkeys(made, "text")
    assert (many - few, few - few_as_file, many_as_file) == (1, 1, few_as_file)
