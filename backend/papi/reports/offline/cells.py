"""What a reader of values does not tell of a cell: that it holds a formula, an error, or a number that is shown as a percentage."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from papi.kit.office import NotReadable

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
        reader = _Cells(_percent_styles(archive))
        _parsed(archive.read(part), ET.XMLParser(target=reader))  # noqa: S314 - `examine` takes no declarations, and limits the size
        return reader.found


class _Cells:
    """Told by the parser of one element after the other, it keeps nothing but what was found: of a sheet there would be a million."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.found: dict[str, Traits] = {}
        self._percents = percents
        self._cell: Mapping[str, str] | None = None
        self._formula = self._counted = self._in_value = False

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        name = _local(tag)
        if name == "c":
            self._cell, self._formula, self._counted = dict(told), False, False
        self._in_value = name == "v"
        self._formula = self._formula or name == "f"
        self._counted = self._counted or name == "is"

    def data(self, text: str) -> None:
        self._counted = self._counted or (self._in_value and bool(text))

    def end(self, tag: str) -> None:
        self._in_value = False
        if _local(tag) != "c" or self._cell is None:
            return
        told, self._cell = self._cell, None
        uncounted = self._formula and not self._counted
        traits = Traits(self._formula, uncounted, told.get("t") == "e", told.get("s", "") in self._percents)
        if traits != PLAIN and "r" in told:
            self.found[told["r"]] = traits

    def close(self) -> None:
        """The end of the sheet."""


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    relations = {told.get("Id"): told.get("Target", "") for told in _all(archive, "xl/_rels/workbook.xml.rels", "Relationship")}
    for told in _all(archive, "xl/workbook.xml", "sheet"):
        if told.get("name") == sheet:
            key = next((value for name, value in told.items() if _local(name) == "id"), None)
            target = relations.get(key, "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            return part if part in archive.namelist() else None
    return None


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    custom = {told.get("numFmtId") for told in _all(archive, "xl/styles.xml", "numFmt") if "%" in told.get("formatCode", "")}
    kinds = [told.get("numFmtId") for told in _all(archive, "xl/styles.xml", "xf", within="cellXfs")]
    return frozenset(str(place) for place, kind in enumerate(kinds) if kind in _PERCENT_FORMATS or kind in custom)


def _all(archive: zipfile.ZipFile, part: str, name: str, *, within: str = "") -> Iterator[Mapping[str, str]]:
    """The attributes of all elements of this name, or of those that stand within another; nothing where the part is missing."""
    if part not in archive.namelist():
        return
    root: ET.Element = _parsed(archive.read(part), ET.XMLParser())  # noqa: S314 - `examine` takes no declarations, and limits the size
    places = [element for element in root.iter() if _local(element.tag) == within] if within else [root]
    for place in places:
        yield from (element.attrib for element in place.iter() if _local(element.tag) == name)


def _parsed(content: bytes, parser: ET.XMLParser) -> Any:
    try:
        parser.feed(content)
        return parser.close()
    except (ET.ParseError, ValueError, LookupError):  # the latter of encodings that nobody knows
        raise NotReadable from None


def _local(name: str) -> str:
    return name.rpartition("}")[2]
