"""A paper as it is laid out, whatever the file: numbers of headings, ends of sentences, names of annexes, lengths of lines."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from papi.kit.text import format_day, spoken_number
from papi.papers.charts import parts
from papi.papers.cleaning import day_or_words
from papi.papers.fonts import width_mm
from papi.papers.paper import Annex, Block, Cell, Chart, Column, ColumnKind, Heading, Paper, Paragraph

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
KEPT = "- Lưu: VT, NV."
END = "./."
ISSUER_MM, COUNTRY_MM = 68, 97
"""The two columns of the head."""
TEXT_MM, ACROSS_MM = 165, 252
"""How wide the text is on an upright page and on a landscape one."""
LINE_SHARE = 0.4
"""A line under a name is ⅓–½ as long as what stands above it."""
_BLANK = " " * 8
_PERIOD = re.compile(r"\b(quý) (?=[IV]+\/\d)", re.IGNORECASE)
_HEAD_SIZE, _CELL_MM = 12, 4.5
"""The size of a table's headings, and what a cell keeps free beside its words."""


class Numbered(NamedTuple):
    """A block with the number that stands before its words, if any."""

    block: Block
    number: str


def roman(number: int) -> str:
    """1 → I, 4 → IV"""
    found = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, number = divmod(number, value)
        found += sign * times
    return found


def numbered(blocks: Sequence[Block]) -> Iterator[Numbered]:
    """The blocks in order, headings with their numbers, charts in parts that fit on a page."""
    numbers = iter(heading_numbers([block.level for block in blocks if isinstance(block, Heading)]))
    for block in blocks:
        if isinstance(block, Chart):
            yield from (Numbered(part, "") for part in parts(block))
        else:
            yield Numbered(block, next(numbers) if isinstance(block, Heading) else "")


def heading_numbers(levels: Sequence[int]) -> list[str]:
    """I., 1., a) by their levels, as Nghị định 30/2020 numbers headings."""
    counts, found = [0, 0, 0], list[str]()
    for level in levels:
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        count = counts[level - 1]
        found.append((f"{roman(count)}.", f"{count}.", f"{_letter(count)})")[level - 1])
    return found


def _letter(count: int) -> str:
    letters = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese alphabet as lists go through it
    return letters[(count - 1) % len(letters)]


def ended(body: Sequence[Block]) -> list[Block]:
    """The text with its end mark."""
    blocks = list(body)
    if blocks and isinstance(blocks[-1], Paragraph):
        blocks[-1] = Paragraph(words=blocks[-1].words.rstrip().rstrip(".;") + END)
    else:
        blocks.append(Paragraph(words=END))
    return blocks


def number_line(paper: Paper) -> str:
    """ "Số:        /BC-UBND": the number itself is left to the office."""
    return f"Số:{_BLANK}/{symbol_of(paper)}"


def symbol_of(paper: Paper) -> str:
    """ "BC-UBND" """
    return "-".join(part for part in (paper.abbreviation, paper.head.symbol) if part)


def place_line(paper: Paper) -> str:
    """Place, and a day that is left to the office."""
    return f"{paper.head.place or '…………'}, ngày{_BLANK[:6]}tháng{_BLANK[:6]}năm{_BLANK[:6]}".rstrip()


def subject_of(paper: Paper) -> str:
    """The subject; a period's name ("quý III/2024") does not break between its words."""
    return _PERIOD.sub("\\1\u00a0", paper.subject)


def grounds_of(paper: Paper) -> list[str]:
    """Each ground ends with ";", the last with "."."""
    last = len(paper.grounds) - 1
    return [f"{ground.rstrip().rstrip('.;,')}{'.' if place == last else ';'}" for place, ground in enumerate(paper.grounds)]


def addressees_of(paper: Paper) -> tuple[str, list[str]]:
    """The one that a paper is sent to, or several, each on its line."""
    if len(paper.addressees) < 2:
        return "".join(paper.addressees), []
    last = len(paper.addressees) - 1
    return "", [f"- {name.rstrip('.;')}{'.' if place == last else ';'}" for place, name in enumerate(paper.addressees)]


def receivers_of(paper: Paper) -> list[str]:
    """Who gets the paper; the last line says that it is kept."""
    first = ["Như trên"] if paper.addressees and "Như trên" not in paper.receivers else []
    return [*(f"- {name.rstrip('.;')};" for name in (*first, *paper.receivers)), KEPT]


def named_annexes(paper: Paper) -> Iterator[tuple[str, Annex]]:
    """Each annex with its name: "Phụ lục" where it is the only one, else "Phụ lục I"."""
    for place, annex in enumerate(paper.annexes, 1):
        yield "Phụ lục" if len(paper.annexes) == 1 else f"Phụ lục {roman(place)}", annex


def reference_of(paper: Paper) -> str:
    """The line under an annex's title."""
    number = f"số{_BLANK}/{symbol_of(paper)}"
    words = paper.reference or f"Kèm theo {paper.type_name or 'Công văn'} {number} của {paper.head.issuer}"
    return f"({words.strip('()')})"


def line_mm(words: str, size: float, room: float) -> float:
    """How long the line under these bold words is."""
    return min(width_mm(words, size, bold=True), room) * LINE_SHARE


def widths_mm(columns: Sequence[Column], room: float) -> list[float]:
    """The columns' widths on a page: their shares, but none narrower than a word of its heading."""
    whole = sum(column.width for column in columns)
    shares = [column.width * room / whole for column in columns]
    least = [max((width_mm(word, _HEAD_SIZE, bold=True) for word in column.title.split()), default=0) + _CELL_MM for column in columns]
    spare = [max(share - needed, 0) for share, needed in zip(shares, least, strict=True)]
    lacking = sum(max(needed - share, 0) for share, needed in zip(shares, least, strict=True))
    if not 0 < lacking <= sum(spare):
        return shares
    taken = lacking / sum(spare)
    return [max(share, needed) - over * taken for share, needed, over in zip(shares, least, spare, strict=True)]


def said(cell: Cell, kind: ColumnKind) -> str:
    """What stands in a cell on paper."""
    value: Any = day_or_words(cell) if kind is ColumnKind.DAY else cell
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return format_day(value)
    if isinstance(value, (int, float)):
        return f"{_number(value)}%" if kind is ColumnKind.PERCENT else _number(value)
    return value


def _number(value: float) -> str:
    """1.250 and 29,82, as numbers are written here."""
    return spoken_number(value if isinstance(value, int) else round(value, 2), "vi")
