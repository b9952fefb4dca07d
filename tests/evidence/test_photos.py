"""Photos and films lose the place where they were taken, unless it is kept on purpose; everything else of them stays as it was."""

import hashlib
import io
from typing import Any

import pytest
from PIL import Image

from tests.support import files
from tests.support.archive import Archive, upload

GPS, CAMERA, ORIENTATION = 0x8825, 0x010F, 0x0112
HEIC = files.HEIC


async def content_of(archive: Archive, made: dict[str, Any]) -> bytes:
    return (await archive.officer.get(f"/evidence/{made['id']}/content")).content


def tags(content: bytes) -> Image.Exif:
    return Image.open(io.BytesIO(content)).getexif()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png")])
async def test_a_photo_is_kept_without_its_place_and_both_hashes_are_told(archive: Archive, kind: str, name: str) -> None:
    arrived = files.photo_with_place(kind)
    assert GPS in tags(arrived)

    made = (await upload(archive.officer, arrived, name)).json()
    kept = await content_of(archive, made)

    assert GPS not in tags(kept)
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(arrived)).tobytes()
    version = made["versions"][0]
    assert (version["received_sha256"], version["received_size"]) == (hashlib.sha256(arrived).hexdigest(), len(arrived))
    assert (made["sha256"], made["size"]) == (hashlib.sha256(kept).hexdigest(), len(kept))
    assert made["flags"] == ["location_removed"]


@pytest.mark.parametrize("content", [files.photo_with_place(), files.picture(), HEIC.read_bytes()], ids=["place", "no place", "HEIC"])
async def test_a_photo_that_is_there_is_found_by_what_was_sent_and_by_what_is_kept(archive: Archive, content: bytes) -> None:
    made = (await upload(archive.officer, content, "Ảnh")).json()
    await archive.document()

    for sha256 in (hashlib.sha256(content).hexdigest(), made["sha256"]):
        found = (await archive.officer.get(f"/evidence?sha256={sha256}&count=true")).json()
        assert ([item["id"] for item in found["items"]], found["total"]) == ([made["id"]], 1)
    await upload(archive.officer, files.pdf(), "b.pdf", to=f"/evidence/{made['id']}/versions")
    assert (await archive.officer.get(f"/evidence?sha256={hashlib.sha256(content).hexdigest()}")).json()["items"] == []


async def test_what_a_camera_tells_of_itself_stays(archive: Archive) -> None:
    arrived = files.photo_with_place()

    kept = await content_of(archive, (await upload(archive.officer, arrived, "a.jpg")).json())

    assert tags(kept)[CAMERA] == tags(arrived)[CAMERA]


async def test_a_place_that_is_kept_on_purpose_stays(archive: Archive) -> None:
    arrived = files.photo_with_place()

    made = (await upload(archive.officer, arrived, "a.jpg", fields={"keep_location": "true"})).json()

    assert await content_of(archive, made) == arrived
    assert made["flags"] == ["location_kept"]


async def test_a_new_version_loses_its_place_too(archive: Archive) -> None:
    made = await archive.document()

    await upload(archive.officer, files.photo_with_place(), "a.jpg", to=f"/evidence/{made['id']}/versions")

    assert GPS not in tags(await content_of(archive, made))
    assert (await archive.officer.get(f"/evidence/{made['id']}")).json()["flags"] == ["location_removed"]


async def test_a_photo_without_a_place_is_kept_byte_for_byte(archive: Archive) -> None:
    arrived = files.photo_of_a_phone((240, 120))

    made = (await upload(archive.officer, arrived, "a.jpg")).json()

    assert await content_of(archive, made) == arrived
    assert (made["flags"], made["sha256"]) == ([], made["versions"][0]["received_sha256"])
    assert tags(arrived)[ORIENTATION] == files.HELD_UPRIGHT


async def test_what_hangs_behind_a_picture_is_not_kept(archive: Archive) -> None:
    picture = files.picture()

    for behind in (files.archive(a=b"1"), files.film(files.box(b"\xa9xyz", files.PLACE))):
        made = (await upload(archive.officer, picture + behind, "a.jpg")).json()
        assert await content_of(archive, made) == picture
    assert await content_of(
        archive, (await upload(archive.officer, files.picture("PNG") + b"PK\x03\x04", "a.png")).json()
    ) == files.picture("PNG")


async def test_a_place_in_the_words_beside_a_picture_is_taken_out(archive: Archive) -> None:
    xmp = b'http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude="10,20.7N"/>'
    plain = files.picture()
    arrived = plain[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + plain[2:]

    made = (await upload(archive.officer, arrived, "a.jpg")).json()

    assert (await content_of(archive, made), made["flags"]) == (plain, ["location_removed"])


async def test_a_photo_of_an_iphone_is_kept_as_jpeg_upright_and_without_its_place(archive: Archive) -> None:
    arrived = HEIC.read_bytes()

    made = (await upload(archive.officer, arrived, "IMG_0001.HEIC")).json()
    kept = Image.open(io.BytesIO(await content_of(archive, made)))

    assert (made["media_type"], made["file_name"], made["page_count"]) == ("image/jpeg", "IMG_0001.jpg", 1)
    assert made["flags"] == ["converted", "location_removed"]
    assert (kept.format, kept.size, GPS in kept.getexif()) == ("JPEG", (64, 48), False)
    red, _green, blue = kept.convert("RGB").getpixel((32, 6))  # pyright: ignore[reportGeneralTypeIssues] - of an RGB picture
    assert red > 150 > blue
    assert made["versions"][0]["received_sha256"] == hashlib.sha256(arrived).hexdigest()


async def test_a_heic_that_cannot_be_opened_is_refused(archive: Archive) -> None:
    answer = await upload(archive.officer, b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100, "anh.heic")

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert await archive.leftovers() == []


PLACES = {
    "place": files.box(b"\xa9xyz", b"\x00\x12\x15\xc7", files.PLACE),
    "Apple": files.box(b"meta", bytes(4), files.box(b"keys", b"mdtacom.apple.quicktime.location.ISO6709"), files.PLACE),
}


@pytest.mark.parametrize("about", PLACES.values(), ids=PLACES.keys())
async def test_a_film_is_kept_without_its_place(archive: Archive, about: bytes) -> None:
    arrived = files.film(about)

    made = (await upload(archive.officer, arrived, "a.mp4")).json()
    kept = await content_of(archive, made)

    assert (len(kept), files.PLACE in kept, made["flags"]) == (len(arrived), False, ["location_removed"])
    assert kept.endswith(files.box(b"mdat", b"\x01" * 64))
