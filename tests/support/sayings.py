"""Files that say something, and the worker that reads them."""

import io
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

import typst
import xlsxwriter
from docx import Document
from PIL import Image, ImageDraw

import papi
from papi.evidence.storing import Workplace
from papi.evidence.texts.reading import text_jobs
from papi.jobs.running import do_next
from tests.support.archive import Archive
from tests.support.files import archive as zipped

LEASE = timedelta(seconds=60)
FONTS = Path(papi.__file__).parent / "kit" / "fonts"
SENTENCES = (
    "Hội nghị đối thoại tổ chức tại nhà văn hóa khu phố với sự tham dự của một trăm mười tám người dân.",
    "Người dân phản ánh đèn chiếu sáng hẻm bị hỏng, rác thải tập kết chưa đúng giờ và tiếng ồn ban đêm.",
    "Chủ tịch Ủy ban nhân dân trả lời từng ý kiến, giao công chức địa chính kiểm tra thực tế trong tuần.",
    "Các kiến nghị về thoát nước được ghi vào sổ theo dõi và niêm yết kết quả xử lý tại trụ sở làm việc.",
    "Bộ phận một cửa hướng dẫn nộp hồ sơ trực tuyến, số hóa giấy tờ và trả kết quả trước thời hạn hẹn.",
    "Ban Công tác Mặt trận khu phố giám sát việc thực hiện và thông báo lại cho bà con trong kỳ họp sau.",
    "Trưởng khu phố vận động các hộ gia đình giữ gìn vệ sinh, không lấn chiếm vỉa hè, lòng đường.",
    "Biên bản được thông qua với sự đồng ý của tất cả người tham dự và lập thành ba bản như nhau.",
)
LETTER = " ".join(SENTENCES)
"""Long enough to be told from another."""


def pdf_of(*pages: str) -> bytes:
    """A PDF with these pages of text."""
    text = "\n#pagebreak()\n".join(page.replace("\n", " \\\n") for page in pages)
    made = _compiler().compile(('#set text(font: "Liberation Serif")\n' + text).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[FONTS], ignore_system_fonts=True)


def docx_of(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    document, target = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for row in table:
        cells = document.add_table(1, len(row)).rows[0].cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    document.save(target)
    return target.getvalue()


def xlsx_of(*rows: Sequence[str]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def pptx_of(*slides: str) -> bytes:
    """As much of a presentation as is looked at."""
    body = "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>"
    parts = {f"ppt__slides__slide{number}.xml": body.format(words).encode() for number, words in enumerate(slides, start=1)}
    return zipped(**{"[Content_Types].xml": b"<Types/>", "ppt__presentation.xml": b"<p/>"}, **parts)


def scene(*, size: tuple[int, int] = (900, 600), quality: int = 90, moved: int = 0) -> bytes:
    """A photo of a board on a wall; the same one, larger or smaller, better or worse, or another one where the board was `moved`."""
    image = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.rectangle((100 + moved, 80, 480 + moved, 420), fill="white", outline="black", width=8)
    for line in range(5):
        pen.line((130 + moved, 130 + 55 * line, 430 + moved - 40 * line, 130 + 55 * line), fill="navy", width=12)
    pen.ellipse((620, 200 + moved // 2, 820, 480 + moved // 2), fill="darkgreen")
    target = io.BytesIO()
    image.resize(size).save(target, "JPEG", quality=quality)
    return target.getvalue()


async def read_all(archive: Archive) -> int:
    """Do what the worker has to do; how many files were read."""
    place, done = Workplace(archive.world.database, archive.storage, archive.incoming), 0
    while await do_next(archive.world.database, text_jobs(place), LEASE):
        done += 1
    return done
