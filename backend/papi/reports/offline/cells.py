"""What a reader of values does not tell of a cell: that it holds a formula, an error, or a number that is shown as a percentage."""

import html
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

_CELL = re.compile(rb"<c\b([^<>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<>]*)>")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^<>]*)>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b[^<>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\b([^<>]*)>")
_PERCENT_FORMATS = frozenset({"9", "10"})


@dataclass(frozen=True)
class Traits:
    """`uncounted`: a formula whose result the program did not write down."""

    formula: bool = False
    uncounted: bool = False
    error: bool = False
    percent: bool = False


PLAIN = Traits()


def traits_of(content: bytes, sheet: str) -> Mapping[str, Traits]:
    """The cells of the sheet that have something of it, by their names. The file was examined before. Call it in a thread."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return {}
        shown_as_percent = _percent_styles(archive)
        return dict(_found(archive.read(part), shown_as_percent))


def _found(content: bytes, percents: frozenset[str]) -> list[tuple[str, Traits]]:
    found: list[tuple[str, Traits]] = []
    for cell in _CELL.finditer(content):
        told = _attributes(cell[1].decode("utf-8", "replace"))
        inner = cell[2] or b""
        formula = b"<f" in inner
        uncounted = formula and re.search(rb"<v>[^<]|<is>", inner) is None
        traits = Traits(formula, uncounted, told.get("t") == "e", told.get("s", "") in percents)
        if traits != PLAIN and "r" in told:
            found.append((told["r"], traits))
    return found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    relations = {told.get("Id"): told.get("Target", "") for told in _all(_RELATION, _text(archive, "xl/_rels/workbook.xml.rels"))}
    for told in _all(_SHEET, _text(archive, "xl/workbook.xml")):
        if html.unescape(told.get("name", "")) == sheet:
            key = next((value for name, value in told.items() if name.endswith(":id")), None)
            target = relations.get(key, "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            return part if part in archive.namelist() else None
    return None


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    styles = _text(archive, "xl/styles.xml")
    custom = {told.get("numFmtId") for told in _all(_FORMAT, styles) if "%" in told.get("formatCode", "")}
    listed = _STYLES.search(styles)
    kinds = [told.get("numFmtId") for told in _all(_STYLE, listed[1])] if listed else []
    return frozenset(str(place) for place, kind in enumerate(kinds) if kind in _PERCENT_FORMATS or kind in custom)


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace") if part in archive.namelist() else ""


def _all(pattern: re.Pattern[str], text: str) -> list[dict[str, str]]:
    return [_attributes(found[1]) for found in pattern.finditer(text)]


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: found[2] if found[2] is not None else found[3] for found in _ATTRIBUTE.finditer(text)}
