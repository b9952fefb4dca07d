"""A file that two programs open as two different things is refused; one that merely holds another is not."""

import io
import zipfile

import pypdfium2
import pytest

from tests.support import files
from tests.support.archive import Archive, upload

REMARK = 0xFE
PDF, ZIP, JPEG, PNG = files.pdf(), files.archive(a=b"1"), files.picture(), files.picture("PNG")
SCAN = JPEG.index(b"\xff\xda") + 14
DAMAGE = b"%" * 7


def with_remarks(*remarks: bytes) -> bytes:
    return JPEG[:2] + b"".join(files.segment(REMARK, remark) for remark in remarks) + JPEG[2:]


def with_chunk(body: bytes) -> bytes:
    return PNG[:33] + files.chunk(b"paPi", body) + PNG[33:]


def film_with(body: bytes) -> bytes:
    head, rest = files.film()[:24], files.film()[24:]
    return head + files.box(b"free", body) + rest


def grown() -> bytes:
    """A PDF to which a program for archives has added a file, so that all its places are right."""
    target = io.BytesIO(PDF)
    with zipfile.ZipFile(target, "a") as made:
        made.writestr("a.exe", b"MZ")
    return target.getvalue()


TWOFOLD = {
    "JPEG, PDF in a remark": with_remarks(PDF),
    "JPEG, PDF in a later remark": with_remarks(bytes(3000), PDF),
    "JPEG, PDF among its points": JPEG[:SCAN] + PDF + JPEG[SCAN:],
    "JPEG, ZIP in a remark": with_remarks(ZIP),
    "damaged JPEG, PDF in a remark": with_remarks(PDF)[:-2],
    "PNG, PDF in a chunk": with_chunk(PDF),
    "PNG, ZIP in a chunk": with_chunk(ZIP),
    "damaged PNG, ZIP in a chunk": with_chunk(ZIP)[:-12],
    "MP4, PDF in a free box": film_with(PDF),
    "MP4, ZIP in a free box": film_with(ZIP),
    "PDF, ZIP and a few bytes": PDF + ZIP + b"\n%%EOF\n",
    "PDF, ZIP and a few more": PDF + ZIP + DAMAGE * 2000,
    "PDF, ZIP in its midst": PDF[:9] + b"%" + ZIP + b"\n" + PDF[9:],
    "PDF that grew": grown(),
    "PDF that grew, and a few bytes": grown() + b"\n",
}


def opens_as_another(content: bytes) -> bool:
    if not content.startswith(b"%PDF") and b"startxref" in content:
        return content.find(b"%PDF-") > 1024 or len(pypdfium2.PdfDocument(content)) == 1
    return zipfile.is_zipfile(io.BytesIO(content))


@pytest.mark.parametrize("content", TWOFOLD.values(), ids=TWOFOLD)
async def test_what_is_another_file_as_well_is_refused(archive: Archive, content: bytes) -> None:
    assert opens_as_another(content)

    answer = await upload(archive.officer, content, "Biên bản")

    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert "chứa một tệp loại khác ghép vào, không nhận" in answer.json()["detail"]
    assert await archive.leftovers() == []


def pdf_holding(body: bytes, kind: bytes) -> bytes:
    stream = b"9 0 obj<</Type%s/Length %d>>stream\n%s\nendstream endobj\n" % (kind, len(body), body)
    return PDF[:9] + stream + PDF[9:]


ORDINARY = {
    "Word with a photo": (files.docx_with(word__media__image1__jpeg=JPEG), []),
    "Word with a PDF": (files.docx_with(word__embeddings__a__pdf=PDF), ["embedded_files"]),
    "PDF with a photo": (pdf_holding(JPEG, b"/XObject"), []),
    "PDF with its table": (pdf_holding(files.xlsx(), b"/EmbeddedFile"), ["embedded_files"]),
    "PDF that speaks of archives": (pdf_holding(b"PK\x05\x06" + bytes(40), b"/XObject"), []),
    "photo that speaks of archives": (with_remarks(b"PK\x05\x06" + bytes(40), b"PK\x01\x02"), []),
    "photo that speaks of PDF": (with_remarks(bytes(2000), b"%PDF-"), []),
    "PNG of a screen": (with_chunk(b"Screenshot"), []),
    "film": (film_with(bytes(5000)), []),
}


@pytest.mark.parametrize(("content", "flags"), ORDINARY.values(), ids=ORDINARY)
async def test_what_merely_holds_another_is_taken(archive: Archive, content: bytes, flags: list[str]) -> None:
    made = await upload(archive.officer, content, "Biên bản")

    assert made.status_code == 201, made.text
    assert made.json()["flags"] == flags
    assert (await archive.officer.get(f"/evidence/{made.json()['id']}/content")).content == content
