"""Looking at a template before it is stored. Runs in the process that writes papers: what is looked at may be anything.

Answers what is wrong, as codes with the name that is concerned; `papers.errors` has the words.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from papi.papers.paper import Paper
from papi.papers.word.fields import BODY, FIELDS, FieldKind
from papi.papers.word.merging import attempt, sandbox

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS_OF_WORD = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_CARRIED = ("word/embeddings/", "word/activex/", "word/afchunk", "customui/")
_CONTENT = "word/document.xml"
_FILTERS = frozenset({"upper", "lower"})
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORDED = frozenset(f"{_W}{name}" for name in ("t", "instrText", "delText", "delInstrText"))
_PAIRED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_HALF = re.compile(r"\{[{%#]|[}%#]\}")
_QUOTED = re.compile(r"'(\w+)'")
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


class Trouble(NamedTuple):
    code: str
    name: str


def troubles_of(template: bytes, sample: Paper) -> list[Trouble]:
    """Everything that is wrong; the sample is written only with a template in which nothing else is."""
    found = list(dict.fromkeys(_package(template)))
    if found:
        return found
    try:
        found = list(dict.fromkeys(_texts(template)))
    except TemplateSyntaxError as error:
        named = _QUOTED.search(error.message or "")
        return [Trouble("syntax", f": {named[1]}" if named else "")]
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, it is no template
        return [Trouble("broken", "")]
    return found or _tried(template, sample)


def _package(template: bytes) -> Iterator[Trouble]:
    """What the archive carries besides a text."""
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        names = archive.namelist()
        if _CONTENT not in names:
            yield Trouble("not_word", "")
        for name in names:
            if name.lower().startswith(_CARRIED) or name.lower().endswith(".bin"):
                yield Trouble("embedded", name.rpartition("/")[2])
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(archive.read(name))  # noqa: S314 - `kit.office` has refused what declares entities
            yield from _links(root)
            yield from _fields(root)
            yield from _halves(root)


def _halves(root: ET.Element) -> Iterator[Trouble]:
    """Braces without their other half in the same paragraph: the library stumbles over them in its own words."""
    for paragraph in root.iter(f"{_W}p"):
        words = _PAIRED.sub(lambda pair: " " * len(pair[0]), text := "".join(part.text or "" for part in paragraph.iter(f"{_W}t")))
        if half := _HALF.search(words):
            yield Trouble("unclosed", text[max(0, half.start() - 20) : half.end() + 20].strip())


def _links(root: ET.Element) -> Iterator[Trouble]:
    for element in root.iter():
        if element.tag.endswith("}Relationship") and element.get("TargetMode", "").lower() == "external":
            yield Trouble("link", element.get("Target", "")[:80])
        if element.tag == f"{_W}altChunk":
            yield Trouble("embedded", "altChunk")


def _fields(root: ET.Element) -> Iterator[Trouble]:
    """Fields of Word that do more than count pages may fetch files or start programs."""
    open_ones: list[str] = []
    for element in root.iter():
        if element.tag == f"{_W}fldChar" and element.get(f"{_W}fldCharType") == "begin":
            open_ones.append("")
        elif element.tag == f"{_W}instrText":
            open_ones[-1:] = [(open_ones[-1] if open_ones else "") + (element.text or "")]
        elif element.tag == f"{_W}fldSimple":
            yield from _field(element.get(f"{_W}instr", ""))
        elif element.tag == f"{_W}fldChar" and element.get(f"{_W}fldCharType") == "end" and open_ones:
            yield from _field(open_ones.pop())
    for left in open_ones:
        yield from _field(left)


def _field(instruction: str) -> Iterator[Trouble]:
    name = instruction.strip().partition(" ")[0].upper()
    if name not in _FIELDS_OF_WORD:
        yield Trouble("word_field", name[:40] or "?")


def _texts(template: bytes) -> Iterator[Trouble]:
    """What the texts say to Jinja, in every part that the library fills."""
    document: Any = DocxTemplate(io.BytesIO(template))  # its methods are typed only in part
    document.init_docx()
    yield from _reached(document)
    seen: set[str] = set()
    for text in _parts(document):
        tree = sandbox().parse(document.patch_xml(text))
        seen |= {node.name for node in tree.find_all(nodes.Name)}
        yield from _checked(tree.body, frozenset())
    if BODY not in seen:
        yield Trouble("no_body", BODY)


def _reached(document: Any) -> Iterator[Trouble]:
    """What Word would open as a part of the document, whatever its file is called within the archive."""
    for part in document.docx.part.package.iter_parts():
        yield from (Trouble("link", link.target_ref[:80]) for link in part.rels.values() if link.is_external)
        if part.content_type.endswith("xml"):
            root = ET.fromstring(part.blob)  # noqa: S314 - expat of today expands no bomb, and `examine` limits the size
            yield from _links(root)
            yield from _fields(root)


def _parts(document: Any) -> Iterator[str]:
    yield document.get_xml()
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield document.get_part_xml(part)
    for part in document.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            yield part.blob.decode()
    for name in _PROPERTIES:
        yield str(getattr(document.docx.core_properties, name))


def _checked(body: list[Any], looped: frozenset[str]) -> Iterator[Trouble]:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                yield from _said(part, looped)
        elif isinstance(node, nodes.For):
            yield from _loop(node, looped)
        elif isinstance(node, nodes.If):
            yield from _asked(node.test)
            for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                yield from _checked(branch, looped)
            for other in node.elif_:
                yield from _asked(other.test)
        else:
            yield Trouble("command", "")


def _loop(node: nodes.For, looped: frozenset[str]) -> Iterator[Trouble]:
    over, item = node.iter, node.target
    if looped:
        yield Trouble("nested", "")
    if not isinstance(over, nodes.Name) or not isinstance(item, nodes.Name) or node.test is not None or node.else_ or node.recursive:
        yield Trouble("loop", "")
        return
    if item.name in FIELDS or item.name.startswith("_"):
        yield Trouble("loop_name", item.name)
    if over.name not in FIELDS:
        yield Trouble("unknown", over.name)
    elif FIELDS[over.name].kind is not FieldKind.LIST:
        yield Trouble("not_a_list", over.name)
    yield from _checked(node.body, looped | {item.name})


def _said(node: Any, looped: frozenset[str]) -> Iterator[Trouble]:
    while isinstance(node, nodes.Filter):
        if node.name not in _FILTERS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            yield Trouble("filter", node.name)
        node = node.node
    if isinstance(node, nodes.TemplateData):
        return
    if not isinstance(node, nodes.Name):
        yield Trouble("expression", "")
    elif node.name not in looped and node.name not in FIELDS:
        yield Trouble("unknown", node.name)
    elif node.name not in looped and FIELDS[node.name].kind is FieldKind.LIST:
        yield Trouble("a_list", node.name)


def _asked(node: Any) -> Iterator[Trouble]:
    if isinstance(node, nodes.Not):
        yield from _asked(node.node)
    elif isinstance(node, (nodes.And, nodes.Or)):
        yield from _asked(node.left)
        yield from _asked(node.right)
    elif not isinstance(node, nodes.Name):
        yield Trouble("expression", "")
    elif node.name not in FIELDS:
        yield Trouble("unknown", node.name)


def _tried(template: bytes, sample: Paper) -> list[Trouble]:
    """A full sample is written and opened again."""
    try:
        written = attempt(template, sample)
        if isinstance(written, str):
            code, _, name = written.partition(":")
            return [Trouble("misplaced", name) if code == "misplaced" else Trouble("broken", "")]
        again: Any = DocxTemplate(io.BytesIO(written))
        again.init_docx()
        return list(_bare(again))
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, papers could not be made of it
        return [Trouble("broken", "")]


def _bare(document: Any) -> Iterator[Trouble]:
    """Words that stand between paragraphs or runs: Word calls such a file broken."""
    for part in document.docx.part.package.iter_parts():
        if part.content_type.startswith(_WORD) and part.content_type.endswith("xml"):
            for element in ET.fromstring(part.blob).iter():  # noqa: S314 - expat of today expands no bomb, and `examine` limits the size
                own = element.text if element.tag.startswith(_W) and element.tag not in _WORDED else None
                yield from (Trouble("bare", words.strip()[:60]) for words in (own, element.tail) if words and words.strip())
