"""A template and a paper become a DOCX. Runs in a process of its own (`papers.press`): the template may be anybody's."""

import copy
import io
import re
import secrets
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml  # pyright: ignore[reportUnknownVariableType] - the library types it in part
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from papi.papers.drawing import drawn
from papi.papers.paper import Chart, Paper
from papi.papers.word import blocks
from papi.papers.word.fields import BODY, FIELDS, ISSUER_LINE, SUBJECT_LINE, FieldKind, texts_of
from papi.papers.word.xml import NAMESPACES, page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = {f"{_W}body", f"{_W}tc"}


class Misplaced(ValueError):
    """A block that stands within a line; `field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def sandbox() -> ImmutableSandboxedEnvironment:
    """Jinja without anything that a template does not need: no globals, no tests, two filters."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {name: environment.filters[name] for name in ("upper", "lower")}
    return environment


def attempt(template: bytes, paper: Paper) -> bytes | str:
    """The same, or what is wrong with the template."""
    try:
        return merge(template, paper)
    except Misplaced as error:
        return f"misplaced:{error.field}"
    except TemplateError as error:
        return str(error)[:500]


def merge(template: bytes, paper: Paper) -> bytes:
    """The paper in the form of the template."""
    document = DocxTemplate(io.BytesIO(template))
    marks = {name: f"{secrets.token_hex(8)}-{name}" for name, field in FIELDS.items() if field.kind is FieldKind.BLOCK}
    standing = {name: Markup(f"<w:p><w:r><w:t>{mark}</w:t></w:r></w:p>") for name, mark in marks.items()}  # noqa: S704 - our own words
    document.render({**texts_of(paper), **standing}, sandbox())
    opened: Any = document.docx
    _put(opened, marks, paper)
    opened.core_properties.title = (f"{paper.type_name}: {paper.subject}" if paper.type_name else paper.subject)[:250]
    opened.core_properties.author = paper.head.issuer[:250]
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def _put(document: Any, marks: dict[str, str], paper: Paper) -> None:
    """Put the blocks where the template wants them, and the annexes after all that it has.

    As text: to move thousands of rows from one tree into another takes the library minutes.
    """
    draw = _drawing(document)
    made = {BODY: blocks.body(paper, draw), ISSUER_LINE: blocks.issuer_line(paper), SUBJECT_LINE: blocks.subject_line(paper)}
    content = {mark: made[name] for name, mark in marks.items()}
    if paper.annexes:
        mark = secrets.token_hex(8)
        content[mark] = blocks.annexes(paper, draw)
        _open_annexes(document.element.body, mark)
    names = {mark: name for name, mark in marks.items()}
    for text in [text for text in document.element.body.iter(f"{_W}t") if text.text in content]:
        if text.getparent().getparent().getparent().tag not in _HOLDERS:
            raise Misplaced(names[text.text])
    root = serialize_part_xml(document.element).decode()
    standing = re.compile(f"<w:p(?: [^>]*)?><w:r><w:t>({'|'.join(content)})</w:t></w:r></w:p>")
    document.part._element = parse_xml(standing.sub(lambda found: content[found[1]], root).encode())


def _parsed(content: str) -> list[Any]:
    return list(parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>"))


def _drawing(document: Any) -> blocks.Draw:
    def draw(chart: Chart) -> tuple[str, int]:
        relation, _image = document.part.get_or_add_image(io.BytesIO(drawn(chart)))
        return relation, 100 + sum(part.reltype == RELATIONSHIP_TYPE.IMAGE for part in document.part.rels.values())

    return draw


def _open_annexes(body: Any, mark: str) -> None:
    """After what the template has, landscape pages under its own running head, with the mark for what stands on them."""
    upright = body.find(f"{_W}sectPr")
    across = _parsed(page(297, 210))[0]
    for part in reversed(upright.findall(f"{_W}headerReference") + upright.findall(f"{_W}footerReference")):
        if part.get(f"{_W}type") == "default":
            across.insert(0, copy.deepcopy(part))
    last, standing = _parsed(f"<w:p><w:pPr/></w:p><w:p><w:r><w:t>{mark}</w:t></w:r></w:p>")
    last[0].append(upright)
    body.extend((last, standing, across))
