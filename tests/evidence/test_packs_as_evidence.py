"""Of all archives only a pack of ours is taken as evidence, and said to be one; anything else is refused in the words of any archive."""

import zipfile
from io import BytesIO

import httpx
import pytest

from papi.access.keys import load_keys
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.packing import packed, zipped
from tests.support.pieces import announced, send


async def drawn(archive: Archive, *, personal: str = "false") -> bytes:
    await archive.document(title="Biên bản", contains_personal_data=personal)
    answer = await archive.officer.get("/evidence/pack?personal_data=true")
    assert answer.status_code == 200
    return answer.content


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]


async def test_a_pack_of_ours_is_taken_and_told_in_a_sentence(archive: Archive) -> None:
    content = await drawn(archive)

    made = (await upload(archive.coordinator, content, "Minh chứng Phường 1.zip")).json()
    english = await archive.coordinator.get(f"/evidence/{made['id']}", headers={"Accept-Language": "en"})

    assert (made["media_type"], made["file_name"], made["contains_personal_data"]) == ("application/zip", "Minh chứng Phường 1.zip", False)
    assert made["pack"]["sentence"].startswith("Gói minh chứng của kho tài liệu của Phường 1 gồm 1 tệp, lập lúc ")
    assert (made["pack"]["files"], made["versions"][0]["pack"]) == (1, made["pack"])
    assert english.json()["pack"]["sentence"].startswith("A pack of evidence of kho tài liệu của Phường 1 with 1 files, made at ")
    assert (await archive.coordinator.get(f"/evidence/{made['id']}/content")).content == content


async def test_a_pack_is_taken_whatever_it_is_called_but_not_as_something_else(archive: Archive) -> None:
    content = await drawn(archive)

    nameless, lying = await upload(archive.coordinator, content, "goi"), await upload(archive.coordinator, content, "goi.pdf")

    assert nameless.json()["file_name"] == "goi.zip"
    assert words_of(lying) == (415, "Tệp “goi.pdf” thực chất không phải PDF mà là ZIP. Đổi đuôi tên tệp thành .zip rồi tải lại.")


async def test_a_pack_with_personal_data_is_marked_itself(archive: Archive) -> None:
    content = await drawn(archive, personal="true")

    assert (await upload(archive.coordinator, content, "goi.zip")).json()["contains_personal_data"] is True


@pytest.mark.parametrize("harm", ["changed", "added", "truncated", "appended", "foreign", "plain"])
async def test_what_is_not_whole_and_ours_is_an_archive_like_any(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory, harm: str
) -> None:
    content = await drawn(archive)
    members = members_of(content)
    path = next(name for name in members if name.startswith("Phường 1/"))
    harmed = {
        "changed": zipped({**members, path: files.pdf(note="x")}),
        "added": zipped({**members, "Phường 1/x.pdf": files.pdf()}),
        "truncated": content[:-30],
        "appended": content + b"\n",
        "foreign": packed(load_keys(tmp_path_factory.mktemp("forger")).seals[0], {"a/b.pdf": files.pdf()}),
        "plain": files.archive(a=b"1"),
    }[harm]

    answer = await upload(archive.coordinator, harmed, "goi.zip")

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert (await archive.coordinator.get("/evidence")).json()["items"] == []


async def test_other_documents_say_nothing_of_packs(archive: Archive) -> None:
    made = await archive.document()

    assert (made["pack"], made["versions"][0]["pack"]) == (None, None)


async def test_a_pack_in_pieces_is_taken_as_well(archive: Archive) -> None:
    content = await drawn(archive)

    address = await announced(archive.coordinator, len(content), name="goi.zip")
    ended = await send(archive.coordinator, address, 0, content)

    assert ended.status_code == 204, ended.text
    made = (await archive.coordinator.get("/evidence")).json()["items"][0]
    assert (await archive.coordinator.get(f"/evidence/{made['id']}")).json()["pack"]["files"] == 1
