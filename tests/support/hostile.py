"""PDFs that are made to take a program's time or memory."""

import zlib

from tests.support.files import pdf_of, stream_of

_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def drawn_for_ever() -> bytes:
    """A page whose picture has more parts than anybody can draw: twenty-eight floors, each drawing the next one twice."""
    floors, page = 28, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</N 5 0 R>>>>>>"
    bodies = [_CATALOG, _PAGES, page, stream_of(b"/N Do")]
    for number in range(5, 5 + floors):
        described = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</N %d 0 R>>>>" % (number + 1)
        bodies.append(stream_of(b"/N Do /N Do", described))
    bodies.append(stream_of(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"))
    return pdf_of(bodies)


def memory_bomb() -> bytes:
    """A few kilobytes whose page is described in two gigabytes, packed twice."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = zlib.compress(b"\x78\x9c" + block * 2048 + b"\x03\x00")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf_of([_CATALOG, _PAGES, page, stream_of(packed, b"/Filter[/FlateDecode/FlateDecode]")])


def sheet(box: str) -> bytes:
    """A page of this size."""
    return pdf_of([_CATALOG, _PAGES, f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]>>".encode()])


def of_pages(count: int) -> bytes:
    """A PDF that says it has so many pages, and has one."""
    return pdf_of([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"])


def circular() -> bytes:
    """A PDF whose pages stand within themselves."""
    return pdf_of([_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])
