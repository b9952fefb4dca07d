"""A full paper of every kind, to try a template with and to show what it does."""

from datetime import date

from papi.papers.paper import Annex, Chart, Column, ColumnKind, Head, Heading, Paper, PaperKind, Paragraph, Series, Table

_TYPES = {
    PaperKind.REPORT: ("Báo cáo", "BC"),
    PaperKind.UNIT_PLAN: ("Kế hoạch", "KH"),
    PaperKind.LETTER: ("", ""),
    PaperKind.CONSOLIDATED: ("Báo cáo", "BC"),
}


def sample_of(kind: PaperKind, day: date) -> Paper:
    """Every field filled, several addressees, a table, a chart, an annex."""
    type_name, abbreviation = _TYPES[kind]
    columns = [Column(title="STT", width=10, kind=ColumnKind.NUMBER), Column(title="Nội dung", width=90)]
    table = Table(title="Bảng mẫu", columns=columns, rows=[["Nhóm mẫu"], [1, "Dòng mẫu"]])
    return Paper(
        kind=kind,
        day=day,
        head=Head(
            superior="Cơ quan cấp trên mẫu",
            issuer="Cơ quan ban hành mẫu",
            symbol="CQM",
            place="Địa danh",
            authority=["KT. THỦ TRƯỞNG", "PHÓ THỦ TRƯỞNG"],
            signer="Nguyễn Văn A",
        ),
        type_name=type_name,
        abbreviation=abbreviation,
        subject="Trích yếu của văn bản mẫu",
        grounds=["Căn cứ văn bản thứ nhất", "Căn cứ văn bản thứ hai"],
        addressees=["Nơi nhận thứ nhất", "Nơi nhận thứ hai"],
        body=[
            Heading(words="ĐỀ MỤC MẪU"),
            Paragraph(words="Đoạn văn mẫu."),
            Chart(title="Biểu đồ mẫu", labels=["Một", "Hai"], series=[Series(name="Số lượng", values=[1, 2])]),
            table,
            Paragraph(words="Đoạn cuối của văn bản mẫu."),
        ],
        receivers=["Nơi nhận khác"],
        annexes=[Annex(title="Phụ lục mẫu", blocks=[table])],
        draft=True,
    )
