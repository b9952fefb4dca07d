"""Files that harm who opens them: refused in words that say what to do, or taken with a mark that says what to look out for."""

import io
import zipfile

import pytest
import xlsxwriter
from PIL import Image

from tests.support import files
from tests.support.archive import Archive, upload

MACRO_TYPE = b'<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
SHEET_TYPE = b'<Types><Override PartName="/xl/s.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>'


def overlapping() -> bytes:
    """Two members that stand on the same bytes."""
    content = bytearray(files.archive(word__a=b"x" * 5000, word__b=b"y"))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 42 : directory + 46] = (0).to_bytes(4, "little")
    return bytes(content)


def with_a_lying_box() -> bytes:
    return files.film().replace((8 + 64).to_bytes(4, "big") + b"mdat", (2**31).to_bytes(4, "big") + b"mdat")


def locked() -> bytes:
    return files.OLD_WORD + "EncryptedPackage".encode("utf-16-le")


REFUSED = {
    "macros": (files.docx_with(word__vbaProject__bin=b"x"), "bb.docx", "chứa macro"),
    "declared macros": (files.docx_with(content_types=MACRO_TYPE), "bb.docx", "chứa macro"),
    "macro sheets": (files.docx_with(content_types=SHEET_TYPE), "bb.docx", "chứa macro"),
    "many members": (files.docx_with(**{f"word__{number}": b"" for number in range(5001)}), "bb.docx", "phình ra quá lớn"),
    "bomb": (files.docx_with(word__bomb=b"0" * 20_000_000), "bb.docx", "phình ra quá lớn"),
    "overlapping members": (overlapping(), "bb.docx", "phình ra quá lớn"),
    "archive": (files.archive(a=b"1"), "tap-tin.zip", "Không nhận tệp nén"),
    "archive as Word": (files.archive(a=b"1"), "bb.docx", "Không nhận tệp nén"),
    "PDF and archive": (files.pdf() + files.archive(a=b"1"), "bb.pdf", "ghép vào"),
    "password": (locked(), "bb.docx", "có mật khẩu"),
    "lying boxes": (with_a_lying_box(), "phim.mp4", "thực chất không phải MP4"),
    "sound": (files.box(b"ftyp", b"M4A \x00\x00\x00\x00M4A ") + files.box(b"moov"), "am.mp4", "thực chất không phải MP4"),
}


@pytest.mark.parametrize(("content", "name", "words"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_harms_is_refused_and_nothing_of_it_stays(archive: Archive, content: bytes, name: str, words: str) -> None:
    answer = await upload(archive.officer, content, name)

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert words in answer.json()["detail"], answer.json()["detail"]
    assert await archive.leftovers() == []


async def test_an_archive_that_begins_as_a_pdf_for_others_is_refused(archive: Archive) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.txt", b"%PDF-1.4 ...")

    answer = await upload(archive.officer, target.getvalue(), "bb.docx")

    assert (answer.status_code, answer.json()["detail"][:40]) == (415, "Tệp “bb.docx” chứa một tệp loại khác ghé")


def relationship(kind: str) -> bytes:
    link = f'<Relationship Id="r1" Type="http://x/{kind}" Target="http://x.vn/a" TargetMode="External"/>'
    return f"<Relationships>{link}</Relationships>".encode()


def with_template_from_elsewhere() -> bytes:
    return files.docx_with(**{"word___rels__settings.xml.rels": relationship("attachedTemplate")})


def workbook_with_link() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet().write_url(0, 0, "https://vungtau.example.vn")
    book.close()
    return target.getvalue()


def pdf_with(catalog: bytes) -> bytes:
    return files.pdf().replace(b"<</Type/Catalog", b"<</Type/Catalog" + catalog, 1)


MARKED = {
    "plain PDF": (files.pdf(), []),
    "script": (pdf_with(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), ["active_content"]),
    "launch": (pdf_with(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), ["active_content"]),
    "broken PDF": (b"%PDF-1.7\n" + b"\x00" * 500, ["damaged"]),
    "Word": (files.docx(), []),
    "embedded object": (files.docx_with(word__embeddings__oleObject1__bin=b"x"), ["embedded_files"]),
    "control": (files.docx_with(word__activeX__activeX1__bin=b"x"), ["active_content"]),
    "template from elsewhere": (
        files.docx_with(**{"word___rels__settings.xml.rels": relationship("attachedTemplate")}),
        ["external_content"],
    ),
    "link": (workbook_with_link(), []),
}


@pytest.mark.parametrize(("content", "flags"), MARKED.values(), ids=MARKED.keys())
async def test_what_acts_by_itself_is_marked(archive: Archive, content: bytes, flags: list[str]) -> None:
    made = await upload(archive.officer, content, "Biên bản")

    assert made.status_code == 201, made.text
    assert (made.json()["flags"], made.json()["versions"][0]["flags"]) == (flags, flags)
    (row,) = (await archive.officer.get("/evidence")).json()["items"]
    assert row["flags"] == flags


async def test_a_picture_of_too_many_points_is_marked_and_not_drawn(archive: Archive) -> None:
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")

    made = (await upload(archive.officer, bomb.getvalue(), "a.png")).json()

    assert made["flags"] == ["not_shown"], "a whole picture is not called damaged"
    assert (await archive.officer.get(f"/evidence/{made['id']}/preview")).json()["code"] == "no_preview"


async def test_a_slide_show_and_a_film_are_taken(archive: Archive) -> None:
    made = [(await upload(archive.officer, content, "Buổi tập huấn")).json() for content in (files.slides(), files.film())]

    assert [document["file_name"] for document in made] == ["Buổi tập huấn.pptx", "Buổi tập huấn.mp4"]
    assert [document["media_type"].rpartition(".")[2] for document in made] == ["presentation", "video/mp4"]
    of_a_phone = (await upload(archive.officer, files.film(), "IMG_0012.MOV")).json()
    assert (of_a_phone["file_name"], of_a_phone["title"]) == ("IMG_0012.MOV", "IMG_0012")


async def test_a_file_that_cannot_be_looked_through_in_time_is_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papi.evidence.examining._CPU_SECONDS", 0)

    answer = await upload(archive.officer, files.pdf(), "nặng.pdf")

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert "không kiểm tra được trong giới hạn an toàn" in answer.json()["detail"]
    assert await archive.leftovers() == []
