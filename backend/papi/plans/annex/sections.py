"""The rows that head a part of the annex: Roman numerals, letters, numbers, or words alone over the whole width."""

import re
from dataclasses import dataclass, field

_MARK = re.compile(
    r"^(?:(?:phần|mục|chương)\s+)?(?P<mark>[IVXLC]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3}){0,3})(?P<end>\s*[.):/]|\s+[-–]|\s*$|(?<=\d)\s)",
)
_ROMAN = re.compile(r"^[IVXLC]+$")
_ANNEX = re.compile(r"\b(?:phụ lục|biểu|annex)\s*(?:số\s*)?(?P<number>[IVXLC]+\b|\d+\w*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """One heading: how it is numbered, and its words."""

    style: str
    mark: str
    text: str


@dataclass
class Sections:
    """The headings that stand above the present row, outermost first."""

    path: list[Section] = field(default_factory=list[Section])

    def enter(self, number: str, text: str) -> Section:
        """Go into a section; those of its kind and below it end."""
        mark = mark_of(number) or mark_of(text)
        section = Section(self._style(mark), mark, text)
        styles = [known.style for known in self.path]
        if section.style in styles:
            del self.path[styles.index(section.style) :]
        self.path.append(section)
        return section

    def _style(self, mark: str) -> str:
        if not mark:
            return "words"
        if mark[0].isdigit():
            return f"number{mark.count('.')}"
        letters = [known.mark for known in self.path if known.style == "letter"]
        follows = bool(letters) and len(mark) == 1 and ord(mark) == ord(letters[-1]) + 1  # C after B, and no hundred
        return "roman" if _ROMAN.match(mark) and not follows else "letter"

    @property
    def numbers(self) -> str:
        """The marks of the path, as a paragraph is quoted: II.3; one that repeats the marks above it stands alone."""
        marks = [section.mark for section in self.path if section.mark]
        kept = [mark for place, mark in enumerate(marks) if not any(later.startswith(f"{mark}.") for later in marks[place + 1 :])]
        return ".".join(kept)

    @property
    def words(self) -> str:
        return " ".join(section.text for section in self.path)


def mark_of(text: str) -> str:
    """The number with which a heading begins: "II", "A", "1.2"; empty where it has none."""
    found = _MARK.match(text.strip())
    return found["mark"] if found else ""


def is_running_number(text: str) -> bool:
    """Whether this numbers a task and not a section: 1, 12, 3.1."""
    mark = text.strip().rstrip(".)")
    return mark.replace(".", "").isdigit()


def annex_of(name: str, title: str) -> str:
    """How the annex is called: "Phụ lục II" where its title or sheet says so, else the sheet's name."""
    for text in (title, name):
        found = _ANNEX.search(text)
        if found is not None and found["number"]:
            word = found[0].split()[0]
            return (
                f"{word[:1].upper()}{word[1:].lower()} {found[0].split(maxsplit=1)[1]}"
                if word.lower() != "phụ"
                else _named(found["number"])
            )
    return name


def _named(number: str) -> str:
    return f"Phụ lục {number.upper()}"
