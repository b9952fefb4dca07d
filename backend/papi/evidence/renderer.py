"""The process that draws a page: `python -I renderer.py MEDIA_TYPE PATH PAGE`, started by `rendering.py` and imported by nobody.

It confines itself before it looks at a byte of the file, and writes a JSON line with the number of pages, then a WebP picture.
"""

import io
import json
import math
import resource
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from pi_heif import register_heif_opener  # pyright: ignore[reportUnknownVariableType] - the library is typed only in part
from PIL import Image, ImageOps

WIDTH = 1400
_MAX_AREA = WIDTH * 4200
_MAX_ZOOM = 4
_CPU_SECONDS = 10
_MEMORY = 1024 * 1024 * 1024
_MAX_PIXELS = 60_000_000  # Pillow refuses twice as many: the largest phones make 108 megapixels


def confine() -> None:
    """Little memory, little time, and no file to write."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draw_pdf(path: Path, page: int) -> tuple[int, Any]:
    """A page of a PDF with its form fields, because the stamp of a digital signature is one."""
    document: Any = pypdfium2.PdfDocument(path)
    pages = len(document)  # its methods are typed only in part
    if not 1 <= page <= pages:
        return pages, None
    document.init_forms()
    sheet = document[page - 1]
    width, height = max(sheet.get_width(), 1), max(sheet.get_height(), 1)
    scale = min(WIDTH / width, math.sqrt(_MAX_AREA / (width * height)), _MAX_ZOOM)
    return pages, sheet.render(scale=scale).to_pil()


def draw_picture(path: Path, page: int) -> tuple[int, Any]:
    """A picture, upright as its camera was held."""
    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    with Image.open(path) as opened:
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


def main(media_type: str, path: str, page: str) -> None:
    """Draw as told, confined."""
    confine()
    pages, picture = (draw_pdf if media_type == "application/pdf" else draw_picture)(Path(path), int(page))
    image = io.BytesIO()
    if picture is not None:
        picture.save(image, "WEBP", quality=82, method=2)
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + image.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
