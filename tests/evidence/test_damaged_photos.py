"""Photos that broke off on their way, or were written otherwise than most: they lose their place like any, or are not taken."""

import io

import pytest
from PIL import Image

from tests.support import files
from tests.support.archive import Archive, upload

GPS = 0x8825
PHOTO, PNG, PLAIN = files.photo_with_place(), files.photo_with_place("PNG"), files.picture()
EXIF = b"\xff\xe1"
JUNK = b"%" * 9
AT_EXIF, AT_TABLES, AT_SCAN = (PHOTO.index(marker) for marker in (EXIF, b"\xff\xdb", b"\xff\xda"))
PACKED = b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + b"\x78\x9c" + bytes(20)


async def kept_of(archive: Archive, content: bytes, **fields: str) -> tuple[bytes, list[str]]:
    made = (await upload(archive.officer, content, "Ảnh hiện trường", fields=fields)).json()
    return (await archive.officer.get(f"/evidence/{made['id']}/content")).content, made["flags"]


DAMAGED = {
    "cut off": PHOTO[:-40],
    "without its end": PHOTO[:-2],
    "bytes of nobody before the place": PHOTO[:AT_EXIF] + b"\x00\x00" + PHOTO[AT_EXIF:],
    "bytes of nobody behind the place": PHOTO[:AT_TABLES] + JUNK + PHOTO[AT_TABLES:],
    "another photo within the points": PHOTO[: AT_SCAN + 60] + PHOTO[:-2],
    "a PNG that is cut off": PNG[:-20],
    "a PNG without its end": PNG[:-12],
}


@pytest.mark.parametrize("arrived", DAMAGED.values(), ids=DAMAGED)
async def test_a_damaged_photo_loses_its_place_and_is_marked(archive: Archive, arrived: bytes) -> None:
    kept, flags = await kept_of(archive, arrived)

    assert GPS in Image.open(io.BytesIO(PHOTO)).getexif()
    assert flags == ["damaged", "location_removed"]
    shown = Image.open(io.BytesIO(kept))
    assert (shown.size, GPS in shown.getexif()) == ((60, 40), False)
    assert JUNK not in kept
    assert b"eXIf" not in kept


async def test_a_damaged_photo_keeps_the_place_that_is_to_stay(archive: Archive) -> None:
    assert await kept_of(archive, PHOTO[:-40], keep_location="true") == (PHOTO[:-40], ["damaged", "location_kept"])


@pytest.mark.parametrize("arrived", [PLAIN[:-40], files.picture("PNG")[:-12]], ids=["JPEG", "PNG"])
async def test_a_damaged_photo_without_a_place_is_kept_as_it_is(archive: Archive, arrived: bytes) -> None:
    assert await kept_of(archive, arrived) == (arrived, ["damaged"])


async def test_bytes_that_fill_the_space_before_a_segment_hide_no_place(archive: Archive) -> None:
    arrived = PHOTO[:AT_EXIF] + b"\xff" * 5 + PHOTO[AT_EXIF:]
    plain = PLAIN[:2] + b"\xff" * 3 + PLAIN[2:-2] + b"\xff" + PLAIN[-2:]

    kept, flags = await kept_of(archive, arrived)

    assert (GPS in Image.open(io.BytesIO(kept)).getexif(), flags) == (False, ["location_removed"])
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(PHOTO)).tobytes()
    assert await kept_of(archive, plain) == (plain, [])


async def test_a_place_in_packed_words_of_a_png_is_taken_out(archive: Archive) -> None:
    plain = files.picture("PNG")

    kept = await kept_of(archive, plain[:33] + files.chunk(b"iTXt", PACKED) + plain[33:])

    assert kept == (plain, ["location_removed"])


NOTHING = {
    "the beginning of a photo": PHOTO[: AT_SCAN - 20],
    "a photo that breaks off in its place": PHOTO[: AT_EXIF + 80],
    "a beginning and junk": b"\xff\xd8\xff" + JUNK * 20,
    "a beginning and a PDF": b"\xff\xd8\xff" + files.pdf(),
    "the beginning of a PNG": PNG[:60],
    "a PNG and junk": PNG[:8] + JUNK * 20,
    "a PNG whose points swallow the place": PNG[:33] + (10**6).to_bytes(4, "big") + b"IDAT" + PNG[33:],
}


@pytest.mark.parametrize("arrived", NOTHING.values(), ids=NOTHING)
async def test_what_shows_nothing_or_may_hide_its_place_is_not_taken(archive: Archive, arrived: bytes) -> None:
    answer = await upload(archive.officer, arrived, "anh")

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert answer.json()["detail"] == "Tệp ảnh “anh” bị hỏng, không còn hình nào xem được. Chụp hoặc xuất lại ảnh rồi tải lên."
    assert await archive.leftovers() == []
