"""PDFs: how many pages, whether locked, and what in them acts by itself."""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw

from papi.evidence.filetypes import PDF
from papi.evidence.isolated.findings import Asked, Findings, Flag
from papi.evidence.isolated.signed import MARK
from papi.evidence.isolated.twofold import holds_archive

_NAMES = re.compile(rb"/(?:Launch|RichMedia|JavaScript)|" + re.escape(MARK))
pdfium: Any = pypdfium2.raw  # typed only in part
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def inspect(asked: Asked) -> Findings:
    """What PDFium says of it. What it cannot open is kept as evidence all the same: broken for it is not broken for its reader."""
    path = Path(asked.path)
    found = Findings(PDF)
    _note_names(path, found)
    if holds_archive(path):
        found.flags.add(Flag.EMBEDDED_FILES)
    try:
        document: Any = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        found.flags.add(Flag.PASSWORD if locked else Flag.DAMAGED)
        return found
    found.pages = len(document)  # its methods are typed only in part
    found.flags.update(_flags(document))
    return found


def _flags(document: Any) -> Iterator[Flag]:
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or document.get_formtype() in (
        pdfium.FORMTYPE_XFA_FULL,
        pdfium.FORMTYPE_XFA_FOREGROUND,
    ):
        yield Flag.ACTIVE_CONTENT
    if pdfium.FPDFDoc_GetAttachmentCount(document) > 0:
        yield Flag.EMBEDDED_FILES
    if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
        yield Flag.ENCRYPTED


def _note_names(path: Path, found: Findings) -> None:
    """Whether it names what starts programs or scripts, or what a signature needs. In packed parts of the file nobody looks for it."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        names = {name.group() for name in _NAMES.finditer(content)}
    found.may_be_signed = MARK in names
    if names - {MARK}:
        found.flags.add(Flag.ACTIVE_CONTENT)
