"""Whatever is taken goes out as a download that can do nothing in a browser, by the API and by a one-minute address: never as HTML."""

from collections.abc import Callable
from pathlib import Path

import pytest

from papi.evidence.filetypes import DOCX, HEIC, JPEG, MP4, PDF, PNG, PPTX, XLSX
from tests.support import files
from tests.support.archive import Archive, upload

HERE = Path(files.__file__).parent
TYPES: dict[str, tuple[Callable[[], bytes], str]] = {
    PDF: (files.pdf, "a.pdf"),
    DOCX: (files.docx, "a.docx"),
    XLSX: (files.xlsx, "a.xlsx"),
    PPTX: (files.slides, "a.pptx"),
    JPEG: (files.picture, "a.jpg"),
    PNG: (lambda: files.picture("PNG"), "a.png"),
    HEIC: ((HERE / "photo.heic").read_bytes, "a.heic"),
    MP4: (files.film, "a.mp4"),
}


SANDBOX = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("media_type", TYPES)
async def test_each_accepted_type_is_a_download_that_does_nothing(archive: Archive, media_type: str) -> None:
    make, name = TYPES[media_type]
    made = (await upload(archive.officer, make(), name)).json()
    address = (await archive.officer.post(f"/evidence/{made['id']}/ticket")).json()["url"].removeprefix("/api/v1")

    answers = [
        await archive.officer.get(f"/evidence/{made['id']}/content", headers={"Accept": "text/html"}),
        await archive.officer.get(f"/evidence/{made['id']}/content", headers={"Range": "bytes=0-9"}),
        await archive.world.anyone.get(address, headers={"Accept": "text/html"}),
        await archive.world.anyone.get(address, headers={"Range": "bytes=0-9"}),
    ]

    assert [answer.status_code for answer in answers] == [200, 206, 200, 206]
    kept = JPEG if media_type == HEIC else media_type
    for answer in answers:
        assert answer.headers["content-type"] == kept
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert {name: answer.headers[name] for name in SANDBOX} == SANDBOX


async def test_a_drawn_page_and_an_answer_without_content_do_nothing_either(archive: Archive) -> None:
    made = await archive.document()
    page = await archive.officer.get(f"/evidence/{made['id']}/preview")
    seen = await archive.officer.get(f"/evidence/{made['id']}/content", headers={"If-None-Match": f'"{made["sha256"]}"'})

    assert (page.status_code, page.headers["content-type"], seen.status_code) == (200, "image/webp", 304)
    assert {name: page.headers[name] for name in SANDBOX} == SANDBOX
    assert SANDBOX["content-security-policy"] == seen.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.htm\u202efdp.exe", "<script>.js", "a.pdf\r\nSet-Cookie: x=1"])
async def test_a_name_that_says_otherwise_makes_no_page_of_it(archive: Archive, name: str) -> None:
    made = (await upload(archive.officer, files.pdf(note="<html><script>alert(1)</script>"), name)).json()
    answer = await archive.officer.get(f"/evidence/{made['id']}/content", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["content-type"]) == (200, PDF)
    disposition = answer.headers["content-disposition"]
    assert (disposition.startswith("attachment; "), disposition.endswith(".pdf"), "set-cookie" in answer.headers) == (True, True, False)
    assert '.pdf"' in disposition
