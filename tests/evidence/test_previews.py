"""Pages are seen as pictures, drawn by a process that can do no harm."""

import io
import subprocess
import sys
from typing import cast

import httpx
import pytest
from PIL import Image

from tests.support import files
from tests.support.archive import Archive, upload


def drawn(answer: httpx.Response) -> Image.Image:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp"), answer.text[:200]
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def colour_at(image: Image.Image, row: int) -> str:
    red, _green, blue = cast(tuple[int, int, int], image.getpixel((image.width // 2, row)))
    return "red" if red > blue else "blue"


async def test_a_photo_is_shown_upright_and_no_wider_than_a_screen(archive: Archive) -> None:
    made = await archive.document(content=files.photo_of_a_phone((3200, 1600)))

    answer = await archive.officer.get(f"/evidence/{made['id']}/preview")

    image = drawn(answer)
    assert image.size == (1400, 2800)
    assert [colour_at(image, 200), colour_at(image, 2600)] == ["red", "blue"]
    assert answer.headers["x-page-count"] == "1"


async def test_a_photo_of_the_largest_phones_is_shown(archive: Archive) -> None:
    large = io.BytesIO()
    Image.new("L", (16_320, 12_240), 90).save(large, "JPEG", quality=40)

    made = (await upload(archive.officer, large.getvalue(), "IMG_200MP.jpg")).json()

    assert made["flags"] == []
    assert drawn(await archive.officer.get(f"/evidence/{made['id']}/preview")).size == (1400, 1050)


async def test_a_small_picture_is_not_blown_up_and_what_is_transparent_is_white(archive: Archive) -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (50, 30), (0, 0, 0, 0)).save(clear, "PNG")
    made = (await upload(archive.officer, clear.getvalue(), "dấu.png")).json()

    image = drawn(await archive.officer.get(f"/evidence/{made['id']}/preview"))

    assert (image.size, image.getpixel((10, 10))) == ((50, 30), (255, 255, 255))


async def test_every_page_of_a_pdf_can_be_seen(archive: Archive) -> None:
    made = await archive.document(content=files.pdf(pages=3))
    address = f"/evidence/{made['id']}/preview"

    first, last = await archive.officer.get(address), await archive.officer.get(f"{address}?page=3")

    assert drawn(first).size == drawn(last).size == (1400, 1982)
    assert first.headers["x-page-count"] == last.headers["x-page-count"] == "3"
    assert (await archive.officer.get(f"{address}?page=4")).json()["code"] == "page_not_found"
    assert [(await archive.officer.get(f"{address}?page={page}")).status_code for page in ("0", "-1", "x", "9" * 30)] == [422] * 4


async def test_a_page_is_drawn_once_and_kept(archive: Archive) -> None:
    made = await archive.document(content=files.pdf())
    address = f"/evidence/{made['id']}/preview"

    first = await archive.officer.get(address)
    kept = await archive.stored("preview/")
    await archive.storage.delete((await archive.stored())[0])  # nothing is left to draw from
    again = await archive.officer.get(address)
    known = await archive.officer.get(address, headers={"If-None-Match": first.headers["etag"]})

    assert len(kept) == 1
    assert (again.status_code, again.content) == (200, first.content)
    assert (known.status_code, known.content) == (304, b"")


async def test_a_new_version_is_seen_at_once_and_the_old_one_on_demand(archive: Archive) -> None:
    made = await archive.document(content=files.pdf())
    address = f"/evidence/{made['id']}/preview"
    await archive.officer.get(address)
    await upload(archive.officer, files.picture(size=(200, 100)), "ảnh.jpg", to=f"/evidence/{made['id']}/versions")

    assert drawn(await archive.officer.get(address)).size == (200, 100)
    assert drawn(await archive.officer.get(f"{address}?version=1")).size == (1400, 1982)


def bomb() -> bytes:
    target = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(target, "PNG")
    return target.getvalue()


UNDRAWABLE = {
    "Word": (files.docx(), "a.docx"),
    "broken PDF": (b"%PDF-1.7\n" + b"\x00" * 500, "a.pdf"),
    "bomb": (bomb(), "a.png"),
}


@pytest.mark.parametrize(("content", "name"), UNDRAWABLE.values(), ids=UNDRAWABLE.keys())
async def test_what_cannot_be_drawn_is_kept_and_said_so(archive: Archive, content: bytes, name: str) -> None:
    made = await upload(archive.officer, content, name)

    answer = await archive.officer.get(f"/evidence/{made.json()['id']}/preview")

    assert made.status_code == 201
    assert (answer.status_code, answer.json()["code"]) == (415, "no_preview")
    assert (await archive.officer.get(f"/evidence/{made.json()['id']}/content")).content == content


HARM = {
    "memory": "bytearray(2 << 30)",
    "files": "open('/tmp/should-not-be-written', 'wb', 0).write(b'x')",
    "time": "\nwhile True: pass",
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_the_drawing_process_has_little_memory_and_time_and_writes_nothing(harm: str) -> None:
    # the limit of time is lowered, so that the test need not wait for it
    confined = f"from papi.evidence.isolated.confinement import Limits, confine; confine(Limits(cpu_seconds=1)); {harm}"

    done = subprocess.run([sys.executable, "-c", confined], capture_output=True, check=False, timeout=60)

    assert done.returncode != 0
