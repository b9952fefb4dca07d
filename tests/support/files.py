"""Small real files of every type that evidence comes in, and some that only pretend."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
from docx import Document
from PIL import Image

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
HTML = "<!doctype html><script>alert('chào')</script>".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = Path(__file__).parent / "photo.heic"
"""64 × 48 points, red above, blue below, taken in Vũng Tàu: made with heif-enc of libheif from a JPEG."""
ORIENTATION = 0x0112
HELD_UPRIGHT = 6  # the camera lay on its side: turn it back by a quarter


def pdf(pages: int = 1, note: str = "", stream: bytes = b"") -> bytes:
    """A PDF of blank A4 pages; `note` makes its content unlike another's, `stream` makes it large."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    texts = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    texts += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    bodies = [text.encode() for text in texts]
    if stream:
        bodies.append(stream_of(stream))
    return pdf_of(bodies, note)


def pdf_of(bodies: Sequence[bytes], note: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first one is its catalog."""
    content = b"%PDF-1.4\n%" + note.encode() + b"\n"
    offsets: list[int] = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj%bendobj\n" % (number, body)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def stream_of(content: bytes, described: bytes = b"") -> bytes:
    """An object that is a stream."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (described, len(content), content)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def photo_of_a_phone(size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A photo taken upright: the sensor's rows lie on their side, and EXIF says so."""
    exif = Image.Exif()
    exif[ORIENTATION] = HELD_UPRIGHT
    return picture("JPEG", size, exif=exif)


@cache
def docx() -> bytes:
    target = io.BytesIO()
    document = Document()
    document.add_paragraph("Biên bản họp khu phố")
    document.save(target)
    return target.getvalue()


def xlsx() -> bytes:
    target = io.BytesIO()
    book: Any = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("Danh sách").write(0, 0, "Họ và tên")
    book.close()
    return target.getvalue()


def archive(**members: bytes) -> bytes:
    """A ZIP with these members; two underscores stand for a slash, one at the end for a dot before `xml`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def slides() -> bytes:
    return archive(**{"[Content_Types].xml": b"<Types/>", "ppt__presentation.xml": b"<p/>"})


def docx_with(**members: bytes) -> bytes:
    """A Word file with further members; `content_types` replaces what it declares."""
    target = io.BytesIO()
    declared = members.pop("content_types", None)
    with zipfile.ZipFile(io.BytesIO(docx())) as plain, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in plain.namelist():
            replaced = declared if name == "[Content_Types].xml" and declared is not None else plain.read(name)
            made.writestr(name, replaced)
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of a film (ISO/IEC 14496-12)."""
    body = b"".join(content)
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


PLACE = b"+10.3460+107.0843/"


def film(*about: bytes) -> bytes:
    """A film as a phone writes it, without pictures; `about` stands in its description."""
    directory = box(b"moov", box(b"mvhd", bytes(100)), box(b"udta", *about))
    return box(b"ftyp", b"mp42\x00\x00\x00\x00mp42isom") + directory + box(b"mdat", b"\x01" * 64)


def photo_with_place(kind: str = "JPEG") -> bytes:
    """A photo that tells where it was taken, and by which camera."""
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh".encode().decode("latin-1")
    exif[0x8825] = {1: "N", 2: (10.0, 20.0, 45.6), 3: "E", 4: (107.0, 5.0, 3.5)}
    return picture(kind, exif=exif)
