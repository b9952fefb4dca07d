"""Draws every page, blacks out what was marked on them, and makes a new PDF of these pictures: no text, no layer, nothing of the original's
own description comes along, and what is black was never in the new file."""

import io
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from papi.evidence.filetypes import PDF
from papi.evidence.isolated.drawing import draw_pdf, draw_picture

_PAPER = 595.0  # points: the width of A4, whatever the picture's
_QUALITY = 80


def main(media_type: str, path: str, target: str, marked: str, most: str) -> bytes:
    """Write the new file to `target`, unless there are more than the `most` pages. `marked` are the boxes of each page, as parts of
    its width and height."""
    boxes: dict[str, list[list[float]]] = json.loads(marked)
    draw = draw_pdf if media_type == PDF else draw_picture
    pages, first = draw(Path(path), 1)
    if pages > int(most) or any(int(page) > pages for page in boxes):
        return json.dumps({"pages": pages, "written": False}).encode()
    made: Any = pypdfium2.PdfDocument.new()  # its methods are typed only in part
    for number, picture in _drawn(draw, Path(path), pages, first):
        _black_out(picture, boxes.get(str(number), ()))
        _add_page(made, picture)
    with Path(target).open("wb") as file:
        made.save(file)
    return json.dumps({"pages": pages, "written": True}).encode()


def _drawn(draw: Any, path: Path, pages: int, first: Any) -> Iterator[tuple[int, Image.Image]]:
    for number in range(1, pages + 1):
        picture = first if number == 1 else draw(path, number)[1]
        yield number, picture.convert("RGB")


def _black_out(picture: Image.Image, boxes: Sequence[Sequence[float]]) -> None:
    """Each box to the points that it touches, and one more on every side."""
    pen = ImageDraw.Draw(picture)
    across, down = picture.size
    for x, y, width, height in boxes:
        corner = (math.floor(x * across) - 1, math.floor(y * down) - 1)
        pen.rectangle((*corner, math.ceil((x + width) * across) + 1, math.ceil((y + height) * down) + 1), fill="black")


def _add_page(made: Any, picture: Image.Image) -> None:
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=_QUALITY)
    packed.seek(0)
    width, height = _PAPER, _PAPER * picture.height / picture.width
    images: Any = pypdfium2.PdfImage  # typed only in part as well
    matrix: Any = pypdfium2.PdfMatrix()
    image = images.new(made)
    image.load_jpeg(packed, inline=True)
    image.set_matrix(matrix.scale(width, height))
    page = made.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
