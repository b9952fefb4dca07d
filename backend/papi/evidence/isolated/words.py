"""The text of PDFs and office files, page by page: slides and sheets are pages too."""

import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2

from papi.evidence.filetypes import DOCX, PDF, PPTX, XLSX
from papi.evidence.isolated.clean import MOST_PAGES, MOST_SIGNS, Late
from papi.kit.workbooks import read_sheets, text_rows

_SECONDS = 20  # of processor; what is not read by then is said not to be read
_WORD_PARTS = re.compile(r"word/(?:header\d*|document|footnotes|endnotes|footer\d*)\.xml")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_ENDS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t", "tc": "\t"}


def pages_of(media_type: str, path: Path) -> Iterator[str] | None:
    """The pages of a file; None for a type that holds no text."""
    reader = _READERS.get(media_type)
    return None if reader is None else _in_time(reader(path))


def _in_time(pages: Iterator[str]) -> Iterator[str]:
    """Pages for as long as there is time; at least the first."""
    for page in pages:
        yield page
        if time.process_time() > _SECONDS:
            raise Late


def _of_pdf(path: Path) -> Iterator[str]:
    document: Any = pypdfium2.PdfDocument(path)  # its methods are typed only in part
    for number in range(min(len(document), MOST_PAGES + 1)):
        page = document[number]
        yield page.get_textpage().get_text_range()
        page.close()


def _of_word(path: Path) -> Iterator[str]:
    """One page: where pages end is known to the program that prints them."""
    with zipfile.ZipFile(path) as archive:
        parts = sorted(filter(_WORD_PARTS.fullmatch, archive.namelist()), key=lambda name: ("header" not in name, "document" not in name))
        yield "\n".join(_words_in(archive, part) for part in parts)


def _of_slides(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        numbered = sorted((int(found[1]), name) for name in archive.namelist() if (found := _SLIDE.fullmatch(name)))
        for _number, name in numbered:
            yield _words_in(archive, name)


def _words_in(archive: zipfile.ZipFile, part: str) -> str:
    """The runs of text of a part, with its paragraphs, tabs and cells apart; what was struck out is no text."""
    pieces, size = list[str](), 0
    with archive.open(part) as content:
        for _event, element in ET.iterparse(content):  # noqa: S314 - expat of today expands no bomb, and this process has its limits
            name = element.tag.rpartition("}")[2]
            piece = element.text or "" if name == "t" else _ENDS.get(name, "")
            pieces.append(piece)
            size += len(piece)
            if size > 2 * MOST_SIGNS:
                break
            if name == "p":
                element.clear()
    return "".join(pieces)


def _of_sheets(path: Path) -> Iterator[str]:
    for sheet in read_sheets(path.read_bytes()):
        rows = ("\t".join(row).rstrip("\t") for row in text_rows(sheet))
        yield "\n".join([sheet.name, *rows])


_READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {PDF: _of_pdf, DOCX: _of_word, PPTX: _of_slides, XLSX: _of_sheets}
