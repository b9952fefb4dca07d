"""How each part of a paper is set: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from papi.papers.word.xml import Look

COUNTRY = Look(12, bold=True)
MOTTO = Look(13, bold=True, underlined=True)
SUPERIOR = Look(12)
ISSUER = Look(12, bold=True)
NUMBER = Look(13)
LETTER_SUBJECT = Look(12)
PLACE = Look(13, italic=True, before=4)
DRAFT = Look(13, bold=True, before=4)
TYPE = Look(14, bold=True, before=14)
SUBJECT = Look(14, bold=True)
ADDRESSEE = Look(14, before=12, after=6)
ADDRESSEES = Look(14, align="left", first=60)
GROUND = Look(14, italic=True, align="both", first=12, after=6, lines=1.1)
BODY = Look(14, align="both", first=12, after=6, lines=1.1)
HEADINGS = {
    1: Look(14, bold=True, align="both", first=12, before=6, after=6, lines=1.1, with_next=True),
    2: Look(14, bold=True, align="both", first=12, after=6, lines=1.1, with_next=True),
    3: Look(14, align="both", first=12, after=6, lines=1.1, with_next=True),
}
RECEIVERS_HEAD = Look(12, bold=True, italic=True, align="left", before=6)
RECEIVER = Look(11, align="left")
AUTHORITY = Look(14, bold=True, with_next=True)
SIGNER = Look(14, bold=True, before=84)
ANNEX_NAME = Look(14, bold=True, with_next=True)
ANNEX_TITLE = Look(14, bold=True, with_next=True)
REFERENCE = Look(14, italic=True, after=8, with_next=True)
TABLE_TITLE = Look(13, bold=True, before=6, after=4, with_next=True)
CELL_HEAD = Look(12, bold=True)
CELL_GROUP = Look(12, bold=True, align="left", with_next=True)
CELLS = {align: Look(12, align=align) for align in ("left", "center", "right")}
