"""What is blacked out on a page is not in the copy: neither as text, nor as a picture beneath, nor as a description."""

from typing import Any

import pypdfium2
import typst

from tests.support.archive import Archive, upload
from tests.support.files import pdf, picture

NAME = "Nguyễn Thị Năm"
WHOLE = {"page": 1, "x": 0.0, "y": 0.0, "width": 1.0, "height": 0.5}


def letter() -> bytes:
    """A page with a name in its upper half, and in its description."""
    return typst.compile(f'#set document(title: "{NAME}")\nĐơn của bà {NAME}'.encode())


async def marked(archive: Archive, content: bytes) -> dict[str, Any]:
    return (await upload(archive.officer, content, "Đơn", fields={"contains_personal_data": "true"})).json()


async def blacked(archive: Archive, document: dict[str, Any], *boxes: dict[str, Any]) -> Any:
    return await archive.officer.post(f"/evidence/{document['id']}/redacted/drawn", {"boxes": boxes})


async def copy_of(archive: Archive, document: dict[str, Any]) -> bytes:
    return (await archive.officer.get(f"/evidence/{document['id']}/redacted/content")).content


def drawn(content: bytes, page: int = 0) -> Any:
    """The page in grey. Pillow types its pixels for every mode at once."""
    document: Any = pypdfium2.PdfDocument(content)
    return document[page].render(scale=1).to_pil().convert("L")


async def test_neither_text_nor_points_nor_description_are_left(archive: Archive) -> None:
    content = letter()
    document = await marked(archive, content)

    made = await blacked(archive, document, WHOLE)

    copy = await copy_of(archive, document)
    read: Any = pypdfium2.PdfDocument(copy)
    page = drawn(copy)
    assert made.status_code == 201, made.text
    assert made.json()["redacted"][0]["shown"] is True
    assert read[0].get_textpage().get_text_range() == ""
    assert NAME not in str(read.get_metadata_dict())
    assert page.crop((5, 5, page.width - 5, page.height // 2 - 5)).getextrema()[1] < 16
    assert page.crop((5, page.height // 2 + 9, page.width - 5, page.height - 5)).getextrema()[0] > 240
    assert pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().strip() != ""


async def test_all_pages_come_along_and_only_the_marked_ones_are_black(archive: Archive) -> None:
    document = await marked(archive, pdf(pages=3))

    await blacked(archive, document, WHOLE | {"page": 2})

    copy = await copy_of(archive, document)
    assert [drawn(copy, page).getpixel((100, 100)) < 16 for page in range(3)] == [False, True, False]


async def test_a_photo_becomes_a_page(archive: Archive) -> None:
    document = await marked(archive, picture(size=(600, 400)))

    made = await blacked(archive, document, WHOLE)

    page = drawn(await copy_of(archive, document))
    assert made.json()["redacted"][0]["media_type"] == "application/pdf"
    assert page.getpixel((10, 10)) < 16
    assert page.getpixel((10, page.height - 10)) > 40


async def test_what_cannot_be_blacked_out_is_refused_in_words(archive: Archive) -> None:
    many, short = await marked(archive, pdf(pages=61)), await marked(archive, pdf())
    plain = (await upload(archive.officer, pdf(note="x"))).json()

    answers = [
        await blacked(archive, many, WHOLE),
        await blacked(archive, short, WHOLE | {"page": 2}),
        await blacked(archive, plain, WHOLE),
        await blacked(archive, short),
        await blacked(archive, short, WHOLE | {"width": 1.2}),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (422, "too_many_pages"),
        (404, "page_not_found"),
        (409, "not_marked"),
        (422, "invalid"),
        (422, "invalid"),
    ]
    assert (await archive.officer.get(f"/evidence/{short['id']}/redacted/content")).status_code == 404
