"""Drawn pictures that stand where an officer's photograph would; each says that it is an illustration."""

import io
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from papi.demo.papers import FONTS

WIDTH, HEIGHT, FLOOR = 1600, 1200, 780
MARK = "Ảnh minh họa"
Colour = tuple[int, int, int]
Pen = ImageDraw.ImageDraw

CLOTHES: list[Colour] = [(52, 84, 122), (122, 66, 58), (70, 104, 76), (112, 96, 60), (88, 72, 112), (60, 60, 70), (150, 110, 70)]
SKIN: Colour = (206, 168, 140)
HAIR: Colour = (44, 36, 34)


def drawn(scene: str, caption: str, unit_name: str) -> bytes:
    """A JPEG of 1600 × 1200. Two units' pictures of one scene differ in light and in the people."""
    luck = _luck(f"{scene}|{caption}|{unit_name}")
    canvas = SCENES[scene](luck)
    canvas = canvas.filter(ImageFilter.GaussianBlur(1.2))
    _caption(canvas, caption, unit_name)
    stored = io.BytesIO()
    canvas.save(stored, "JPEG", quality=82, optimize=True)
    return stored.getvalue()


def _luck(words: str) -> Iterator[int]:
    """Endless small numbers that the words alone decide, so that a picture can be drawn again byte for byte."""
    state = zlib.crc32(words.encode())
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 8


def _between(luck: Iterator[int], low: int, high: int) -> int:
    return low + next(luck) % (high - low + 1)


def _shade(colour: Colour, by: int) -> Colour:
    red, green, blue = (max(0, min(255, part + by)) for part in colour)
    return red, green, blue


def _gradient(top: Colour, bottom: Colour, height: int = HEIGHT) -> Image.Image:
    canvas = Image.new("RGB", (WIDTH, height))
    pen = ImageDraw.Draw(canvas)
    for y in range(height):
        share = y / (height - 1)
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        pen.line((0, y, WIDTH, y), fill=(red, green, blue))
    return canvas


def _ground(wall: tuple[Colour, Colour], floor: tuple[Colour, Colour], luck: Iterator[int]) -> Image.Image:
    light = _between(luck, -12, 12)
    canvas = _gradient(_shade(wall[0], light), _shade(wall[1], light))
    canvas.paste(_gradient(_shade(floor[0], light), _shade(floor[1], light), HEIGHT - FLOOR), (0, FLOOR))
    return canvas


@cache
def _font(size: int, face: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"LiberationSerif-{face}.ttf", size)


def _seated(pen: Pen, x: int, y: int, size: int, clothes: Colour) -> None:
    """A person seen from behind: shoulders, head, the back of the chair."""
    head = size // 3
    pen.rounded_rectangle((x - size // 2, y - size // 2, x + size // 2, y + size), size // 3, fill=clothes)
    pen.ellipse((x - head, y - size - head // 2, x + head, y - size // 3), fill=HAIR)
    pen.rounded_rectangle((x - size // 2 - 6, y + size // 4, x + size // 2 + 6, y + size + 8), 10, fill=(96, 70, 52))


def _standing(pen: Pen, x: int, foot: int, size: int, clothes: Colour) -> None:
    """A person seen from the front, without a face."""
    head = size // 9
    top = foot - size
    pen.rectangle((x - size // 9, foot - size // 2, x - 4, foot), fill=(48, 50, 60))
    pen.rectangle((x + 4, foot - size // 2, x + size // 9, foot), fill=(48, 50, 60))
    pen.rounded_rectangle((x - size // 6, top + 2 * head, x + size // 6, foot - size // 2 + 10), 18, fill=clothes)
    pen.ellipse((x - head, top, x + head, top + 2 * head + 8), fill=SKIN)
    pen.pieslice((x - head, top - 4, x + head, top + 2 * head), 180, 360, fill=HAIR)


def _hall(luck: Iterator[int]) -> Image.Image:
    canvas = _ground(((240, 232, 214), (214, 202, 178)), ((164, 126, 94), (110, 80, 60)), luck)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((250, 120, 1350, 430), fill=(158, 34, 30))
    pen.rectangle((262, 132, 1338, 418), outline=(226, 190, 92), width=4)
    pen.text((800, 225), "HỘI NGHỊ", font=_font(84, "Bold"), fill=(248, 222, 120), anchor="mm")
    pen.text((800, 330), "Cải thiện Chỉ số PAPI năm 2024", font=_font(48), fill=(248, 232, 170), anchor="mm")
    pen.rectangle((520, 600, 1080, 760), fill=(120, 84, 56))
    pen.rectangle((500, 580, 1100, 612), fill=(142, 102, 70))
    for x in (660, 800, 940):
        _standing(pen, x, 690, 250, CLOTHES[_between(luck, 0, 6)])
    pen.rectangle((500, 600, 1100, 770), fill=(128, 30, 28))
    for row, (y, size, step) in enumerate(((820, 52, 120), (930, 66, 150), (1060, 84, 190))):
        for x in range(90 + row * 30, WIDTH - 40, step):
            if _between(luck, 0, 9):
                _seated(pen, x, y, size, CLOTHES[_between(luck, 0, 6)])
    return canvas


def _board(luck: Iterator[int]) -> Image.Image:
    canvas = _ground(((226, 230, 224), (198, 204, 196)), ((150, 146, 140), (112, 108, 104)), luck)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((210, 150, 1390, 820), fill=(92, 64, 44))
    pen.rectangle((236, 176, 1364, 794), fill=(38, 92, 76))
    pen.text((800, 225), "BẢNG TIN CÔNG KHAI", font=_font(54, "Bold"), fill=(246, 226, 140), anchor="mm")
    for left in range(270, 1330, 270):
        for top in (280, 545):
            _sheet(pen, left + _between(luck, -6, 6), top + _between(luck, -6, 6), luck)
    for x in (340, 1260):
        pen.rectangle((x - 22, 820, x + 22, 1060), fill=(84, 60, 44))
    _standing(pen, _between(luck, 520, 1080), 1120, 520, CLOTHES[_between(luck, 0, 6)])
    return canvas


def _sheet(pen: Pen, left: int, top: int, luck: Iterator[int]) -> None:
    pen.rectangle((left + 5, top + 5, left + 225, top + 235), fill=(24, 62, 52))
    pen.rectangle((left, top, left + 220, top + 230), fill=(250, 249, 244))
    pen.rectangle((left + 40, top + 18, left + 180, top + 28), fill=(70, 70, 76))
    for line in range(9):
        pen.rectangle((left + 18, top + 52 + line * 18, left + _between(luck, 120, 202), top + 57 + line * 18), fill=(150, 150, 156))
    pen.ellipse((left + 150, top + 190, left + 190, top + 226), outline=(190, 40, 36), width=4)


def _counter(luck: Iterator[int]) -> Image.Image:
    canvas = _ground(((232, 238, 243), (206, 216, 224)), ((186, 184, 178), (146, 144, 140)), luck)
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((120, 90, 1480, 230), fill=(11, 83, 148))
    pen.text((800, 160), "TIẾP NHẬN VÀ TRẢ KẾT QUẢ", font=_font(62, "Bold"), fill=(255, 255, 255), anchor="mm")
    for number, x in enumerate((360, 800, 1240), start=1):
        _standing(pen, x, 800, 380, (226, 232, 240))
        pen.rectangle((x - 46, 268, x + 46, 352), fill=(250, 250, 250), outline=(11, 83, 148), width=4)
        pen.text((x, 310), str(number), font=_font(64, "Bold"), fill=(163, 32, 26), anchor="mm")
        pen.rectangle((x + 70, 560, x + 190, 650), fill=(40, 44, 52))
    pen.rectangle((90, 640, 1510, 700), fill=(182, 140, 98))
    pen.rectangle((110, 700, 1490, 900), fill=(206, 172, 132))
    for x in (360, 800, 1240):
        if _between(luck, 0, 4):
            _seated(pen, x + _between(luck, -30, 30), 960, 96, CLOTHES[_between(luck, 0, 6)])
    return canvas


def _street(luck: Iterator[int]) -> Image.Image:
    light = _between(luck, -14, 14)
    canvas = _gradient(_shade((146, 190, 228), light), _shade((236, 240, 240), light))
    pen = ImageDraw.Draw(canvas)
    edges = [(0, 470, 80), (470, 640, 60), (960, 1130, 60), (1130, 1600, 80)]
    for at, (left, right, roof) in enumerate(edges):
        height = _between(luck, 240, 420)
        wall = _shade([(232, 206, 160), (206, 220, 206), (232, 220, 214), (214, 206, 228)][at], light)
        pen.rectangle((left, height, right, 860), fill=wall)
        pen.rectangle((left, height - roof // 2, right, height), fill=(150, 74, 56))
        for x, y in ((x, y) for x in range(left + 30, right - 60, 110) for y in range(height + 50, 700, 130)):
            pen.rectangle((x, y, x + 60, y + 80), fill=(96, 120, 140), outline=(250, 250, 250), width=5)
    pen.polygon([(640, 800), (960, 800), (1500, 1200), (100, 1200)], fill=(138, 140, 142))
    pen.polygon([(0, 860), (560, 860), (100, 1200), (0, 1200)], fill=(196, 186, 172))
    pen.polygon([(1600, 860), (1040, 860), (1500, 1200), (1600, 1200)], fill=(196, 186, 172))
    pen.polygon([(560, 860), (640, 800), (960, 800), (1040, 860)], fill=(150, 152, 154))
    for near, x, top in ((0, 610, 470), (0, 990, 470), (1, 330, 250), (1, 1270, 250)):
        foot, lean = (820 + near * 180), (-60 if x > 800 else 60)
        pen.line((x, foot, x, top, x + lean, top - 24), fill=(70, 76, 82), width=8 + 6 * near, joint="curve")
        pen.ellipse((x + lean - 18, top - 40, x + lean + 18, top - 8), fill=(250, 232, 150))
    _standing(pen, _between(luck, 700, 900), 1010, 250, CLOTHES[_between(luck, 0, 6)])
    return canvas


def _beach(luck: Iterator[int]) -> Image.Image:
    light = _between(luck, -10, 10)
    canvas = _gradient(_shade((120, 178, 226), light), _shade((222, 236, 244), light))
    canvas.paste(_gradient((70, 140, 170), (128, 190, 200), 240), (0, 480))
    canvas.paste(_gradient((232, 212, 168), (206, 178, 130), HEIGHT - 700), (0, 700))
    pen = ImageDraw.Draw(canvas)
    hills = [(1000, 480), (1180, 360), (1320, 420), (1460, 320), (1600, 400), (1600, 480)]
    pen.polygon(hills, fill=(92, 128, 104))
    for (left, _), (right, _) in pairwise([(x, 0) for x in range(0, WIDTH + 200, 200)]):
        pen.arc((left - 20, 690, right + 20, 730), 180, 360, fill=(250, 252, 252), width=8)
    for x in range(140, WIDTH - 80, 170):
        foot = _between(luck, 880, 1060)
        _standing(pen, x, foot, 260 + (foot - 880), (40, 96, 160) if _between(luck, 0, 2) else (226, 228, 232))
        if _between(luck, 0, 1):
            pen.rounded_rectangle((x + 55, foot - 60, x + 125, foot + 14), 24, fill=(56, 120, 70))
    return canvas


SCENES: dict[str, Callable[[Iterator[int]], Image.Image]] = {
    "hall": _hall,
    "board": _board,
    "counter": _counter,
    "street": _street,
    "beach": _beach,
}


def _caption(canvas: Image.Image, caption: str, unit_name: str) -> None:
    pen = ImageDraw.Draw(canvas, "RGBA")
    pen.rectangle((0, HEIGHT - 116, WIDTH, HEIGHT), fill=(16, 24, 34, 190))
    pen.text((36, HEIGHT - 76), caption, font=_font(38), fill=(255, 255, 255), anchor="lm")
    pen.text((36, HEIGHT - 32), unit_name, font=_font(28, "Italic"), fill=(222, 230, 238), anchor="lm")
    pen.text((WIDTH - 36, HEIGHT - 32), MARK, font=_font(30, "Bold"), fill=(250, 226, 130), anchor="rm")
