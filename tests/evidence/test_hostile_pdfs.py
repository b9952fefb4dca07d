"""PDFs made to take time or memory, through what looks at each upload and through what draws their pages: each is refused in words or shown
within bounds, and who comes next is served."""

import io

import pytest
from PIL import Image

from papi.evidence import examining, previews, rendering
from papi.evidence.isolated.confinement import Limits
from tests.support import files, hostile
from tests.support.archive import Archive, upload

SHEETS = {
    "huge": "0 0 1000000000 1000000000",
    "a thread": "0 0 1 1000000000",
    "a ribbon": "0 0 1000000000 1",
    "nothing": "0 0 0 0",
    "turned over": "595 842 0 0",
    "no numbers": "/a /b /c /d",
}


@pytest.fixture(autouse=True)
def _no_page_failed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_failed", {})


async def kept(archive: Archive, content: bytes) -> str:
    made = await upload(archive.officer, content, "bb.pdf")
    assert made.status_code == 201, made.text
    return f"/evidence/{made.json()['id']}"


async def require_service(archive: Archive) -> None:
    """An upload is looked at and its page is drawn as ever, and nothing of what failed lies about."""
    answer = await archive.officer.get(f"{await kept(archive, files.pdf())}/preview")
    assert answer.status_code == 200, answer.text
    assert list(archive.incoming.glob("*")) == []


async def test_a_page_that_would_be_drawn_for_ever_is_given_up_and_not_begun_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await kept(archive, hostile.drawn_for_ever())
    with monkeypatch.context() as patched:
        patched.setattr(rendering, "LIMITS", Limits(cpu_seconds=2))
        given_up = await archive.officer.get(f"{path}/preview")

    tried: list[int] = []
    with monkeypatch.context() as patched:
        patched.setattr(previews, "render", lambda _kind, _path, page: tried.append(page))
        again = await archive.officer.get(f"{path}/preview")

    assert [(answer.status_code, answer.json()["code"]) for answer in (given_up, again)] == [(415, "no_preview")] * 2
    assert tried == []
    assert (await archive.officer.get(f"{path}/content")).content == hostile.drawn_for_ever()
    await require_service(archive)


async def test_a_page_of_two_gigabytes_takes_no_more_than_its_process_may(archive: Archive) -> None:
    content = hostile.memory_bomb()
    path = await kept(archive, content)

    answer = await archive.officer.get(f"{path}/preview")

    assert len(content) < 100_000
    if answer.status_code == 200:  # what reads it stopped before its limit: the page is white
        assert Image.open(io.BytesIO(answer.content)).convert("L").getextrema() == (255, 255)
    else:
        assert (answer.status_code, answer.json()["code"]) == (415, "no_preview")
    await require_service(archive)


@pytest.mark.parametrize("box", SHEETS.values(), ids=SHEETS.keys())
async def test_a_sheet_of_any_size_is_drawn_within_bounds(archive: Archive, box: str) -> None:
    path = await kept(archive, hostile.sheet(box))

    answer = await archive.officer.get(f"{path}/preview")

    assert answer.status_code == 200, answer.text
    width, height = Image.open(io.BytesIO(answer.content)).size
    assert (1 <= width <= 1401, 1 <= height <= 16_001) == (True, True), (width, height)


LIES = {"many": hostile.of_pages(2_000_000_000), "fewer than none": hostile.of_pages(-5), "a circle": hostile.circular()}


@pytest.mark.parametrize("content", LIES.values(), ids=LIES.keys())
async def test_lies_about_pages_are_looked_through_in_time(archive: Archive, content: bytes) -> None:
    path = await kept(archive, content)

    last = await archive.officer.get(f"{path}/preview?page=100000")

    assert last.json()["code"] in {"page_not_found", "no_preview"}
    await require_service(archive)


async def test_an_upload_for_which_no_time_is_left_is_refused_and_the_next_one_taken(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(examining, "_CPU_SECONDS", 0)
        refused = await upload(archive.officer, hostile.drawn_for_ever(), "nặng.pdf")

    assert (refused.status_code, refused.json()["code"]) == (415, "file_type_refused")
    assert "không kiểm tra được trong giới hạn an toàn" in refused.json()["detail"]
    assert await archive.leftovers() == []
    await require_service(archive)
