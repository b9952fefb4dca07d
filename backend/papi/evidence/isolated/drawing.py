"""Draws a page: a JSON line with the number of pages, then a WebP picture."""

import io
import json
import math
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from papi.evidence.isolated.pictures import opened_picture

WIDTH = 1400
_MAX_AREA = WIDTH * 4200
_MAX_HEIGHT = 16_000  # a WebP is no higher; what is thinner than a point takes one all the same
_MAX_ZOOM = 4


def draw_pdf(path: Path, page: int) -> tuple[int, Any]:
    """A page of a PDF with its form fields, because the stamp of a digital signature is one."""
    document: Any = pypdfium2.PdfDocument(path)
    pages = len(document)  # its methods are typed only in part
    if not 1 <= page <= pages:
        return pages, None
    document.init_forms()
    sheet = document[page - 1]
    width, height = max(sheet.get_width(), 1), max(sheet.get_height(), 1)
    scale = min(WIDTH / width, _MAX_HEIGHT / height, math.sqrt(_MAX_AREA / (width * height)), _MAX_ZOOM)
    return pages, sheet.render(scale=scale).to_pil()


def draw_picture(path: Path, page: int) -> tuple[int, Any]:
    """A picture, upright as its camera was held."""
    with opened_picture(path) as opened:
        if page != 1:
            opened.verify()
            return 1, None
        opened.draft("RGB", (WIDTH, WIDTH))
        picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((WIDTH, WIDTH * 3))
    return 1, _on_paper(picture)


def _on_paper(picture: Any) -> Any:
    # what is transparent was meant for a white page
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def main(media_type: str, path: str, page: str) -> bytes:
    """Draw as told."""
    pages, picture = (draw_pdf if media_type == "application/pdf" else draw_picture)(Path(path), int(page))
    image = io.BytesIO()
    if picture is not None:
        picture.save(image, "WEBP", quality=82, method=2)
    return json.dumps({"pages": pages}).encode() + b"\n" + image.getvalue()
