"""Templates that an office puts in place of the shipped ones: what is taken, what is refused and in which words, and how one goes back."""

import io
import zipfile
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.papers.paper import PaperKind
from papi.papers.word.shipped import shipped_template
from tests.support.one_report import sent_report
from tests.support.papers import opened, paragraphs
from tests.support.world import Someone, World

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = "{{p noi_dung }}"
EXTERNAL = (
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    ' Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>'
)
INCLUDED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT "/etc/passwd"'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def changed(part: str = "word/document.xml", extra: dict[str, bytes] | None = None, **replaced: str) -> bytes:
    """The shipped template with words of one part replaced (`old__new` by pairs), and further parts beside it."""
    source, target = io.BytesIO(shipped_template(PaperKind.REPORT)), io.BytesIO()
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            text = read.read(name).decode()
            if name == part:
                assert replaced["old"] in text
                text = text.replace(replaced["old"], replaced["new"])
            written.writestr(name, text)
        for name, content in (extra or {}).items():
            written.writestr(name, content)
    return target.getvalue()


def saying(words: str) -> bytes:
    """The shipped template with a paragraph more."""
    more = f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    text = f'<w:p><w:r><w:t xml:space="preserve">{BODY}</w:t></w:r></w:p>'
    document = zipfile.ZipFile(io.BytesIO(shipped_template(PaperKind.REPORT))).read("word/document.xml").decode()
    begin = document.index("<w:sectPr>")
    return changed(old=document[begin:], new=f"{more}{document[begin:]}") if words != BODY else changed(old=text, new=text)


async def add(who: Someone, content: bytes, name: str = "mau.docx", **fields: str) -> Any:
    return await who.post("/paper-templates", files={"file": (name, content, DOCX)}, data={"kind": "report", **fields})


@pytest.fixture
async def coordinator(world: World) -> Someone:
    return await world.person(Role.COORDINATOR, await world.coordinating_unit())


def workbook() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        written.writestr("xl/workbook.xml", "<a/>")
    return target.getvalue()


def renamed(content: bytes) -> bytes:
    """The same file with its text in a part of another name, and an empty one under the usual name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(target, "w") as written:
        for name in read.namelist():
            other = name.replace("document.xml", "text.dat")
            part = read.read(name)
            written.writestr(other, part if name.startswith("word/") else part.replace(b"word/document.xml", b"word/text.dat"))
        written.writestr("word/document.xml", "<a/>")
    return target.getvalue()


TROUBLES = {
    "field of Word in a part of another name": (
        lambda: renamed(changed(old="<w:sectPr>", new=f"{INCLUDED}<w:sectPr>")),
        "INCLUDETEXT",
    ),
    "text as a block": (lambda: saying("{{p trich_yeu }}"), "nằm ngoài dòng chữ"),
    "text as a run": (lambda: saying("{{r trich_yeu }}"), "nằm ngoài dòng chữ"),
    "unknown field": (lambda: saying("{{ ten_lanh_dao }}"), "Không có trường “ten_lanh_dao”"),
    "unknown field in words split by Word": (
        lambda: changed(old="{{ nguoi_ky }}", new='{{ nguoi</w:t></w:r><w:r><w:t xml:space="preserve">_moi }}'),
        "Không có trường “nguoi_moi”",
    ),
    "private name": (lambda: saying("{{ ''.__class__ }}"), "Biểu thức không được phép"),
    "attribute": (lambda: saying("{{ co_quan.__class__.__mro__ }}"), "Biểu thức không được phép"),
    "call": (lambda: saying("{{ range(9) }}"), "Biểu thức không được phép"),
    "exhausting": (lambda: saying("{{ 'a' * 999999999 }}"), "Biểu thức không được phép"),
    "loop over a number": (lambda: saying("{% for i in range(99999999) %}x{% endfor %}"), "Vòng lặp viết không đúng"),
    "loop in a loop": (
        lambda: saying("{% for a in can_cu %}{% for b in noi_nhan %}{{ b }}{% endfor %}{% endfor %}"),
        "vòng lặp nằm trong vòng lặp",
    ),
    "include": (lambda: saying("{% include '/etc/passwd' %}"), "Lệnh không được phép"),
    "import": (lambda: saying("{% import 'os' as os %}"), "Lệnh không được phép"),
    "set": (lambda: saying("{% set x = 1 %}"), "Lệnh không được phép"),
    "macro": (lambda: saying("{% macro m() %}{% endmacro %}"), "Lệnh không được phép"),
    "filter": (lambda: saying("{{ co_quan | attr('x') }}"), "Không nhận “attr” sau dấu |"),
    "open brace": (lambda: saying("Cơ quan: {{ co_quan "), "không thành cặp ở “Cơ quan: {{ co_quan”"),
    "loop without end": (lambda: saying("{% for x in can_cu %}"), "thiếu lệnh đóng (endfor, endif): endfor"),
    "unknown command": (lambda: saying("{% phep %}"), "viết sai, hoặc thiếu lệnh đóng (endfor, endif): phep"),
    "list as text": (lambda: saying("{{ can_cu }}"), "là danh sách"),
    "text as list": (lambda: saying("{% for x in co_quan %}{{ x }}{% endfor %}"), "không phải danh sách"),
    "block within a line": (lambda: changed(old=BODY, new="Nội dung: {{ noi_dung }}"), "phải đứng riêng một đoạn"),
    "no text": (lambda: changed(old=BODY, new=""), "thiếu trường “noi_dung”"),
    "in the header": (lambda: changed("word/header2.xml", old="<w:p/>", new="<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"), "“x”"),
    "in the properties": (lambda: changed("docProps/core.xml", old="<dc:title></dc:title>", new="<dc:title>{{ y }}</dc:title>"), "“y”"),
    "link out": (lambda: changed("word/_rels/document.xml.rels", old="</Relationships>", new=EXTERNAL), "liên kết ra ngoài"),
    "field of Word": (lambda: changed(old="<w:sectPr>", new=f"{INCLUDED}<w:sectPr>"), "INCLUDETEXT"),
    "embedded object": (lambda: changed(old="A", new="A", extra={"word/embeddings/oleObject1.bin": b"x"}), "đối tượng nhúng"),
    "macros": (lambda: changed(old="A", new="A", extra={"word/vbaProject.bin": b"x"}), "macro"),
    "no archive": (lambda: b"PK\x03\x04 nothing", "Tệp bị hỏng"),
    "no Word": (workbook, "không phải văn bản Word"),
    "entities": (lambda: changed(old="<w:body>", new="<!DOCTYPE a [<!ENTITY b 'c'>]><w:body>"), "Tệp bị hỏng"),
    "bomb": (lambda: changed(old="A", new="A", extra={"word/media/a.xml": b" " * (65 * 1024 * 1024)}), "quá lớn"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_what_papers_cannot_or_may_not_be_made_of_is_refused_by_name(coordinator: Someone, trouble: str) -> None:
    make, words = TROUBLES[trouble]
    refused = await add(coordinator, make())
    answer = refused.json()

    assert refused.status_code == 422, refused.text
    assert answer["code"] in {"paper_template_refused", "paper_template_not_read"}
    assert words in " ".join(error["detail"] for error in answer["errors"])
    assert (await coordinator.get("/paper-templates")).json()["items"] == []


async def test_everything_that_is_wrong_is_said_at_once_and_in_english_too(coordinator: Someone) -> None:
    refused = await coordinator.post(
        "/paper-templates",
        files={"file": ("a.docx", saying("{{ x }} {{ y }} {{ 1 + 1 }}"), DOCX)},
        data={"kind": "report"},
        headers={"Accept-Language": "en"},
    )
    said = [error["detail"] for error in refused.json()["errors"]]

    assert [words.startswith("There is no field") for words in said] == [True, True, False]
    assert "expression" in said[2]


async def test_a_file_above_the_limit_is_refused_with_the_limit(coordinator: Someone) -> None:
    refused = await add(coordinator, b"x" * (1024 * 1024 + 1))

    assert (refused.status_code, refused.json()["code"]) == (413, "paper_template_too_large")
    assert "1 MB" in refused.json()["detail"]


async def exported(world: World, who: Someone, report_id: str) -> str:
    answer = await who.get(f"/reports/{report_id}/export")
    assert answer.status_code == 200, answer.text
    return "\n".join(paragraph.text for paragraph in paragraphs(opened(answer.content)))


async def test_papers_follow_the_units_own_template_then_that_of_all_then_the_shipped_one(world: World, coordinator: Someone) -> None:
    ward = await world.unit("Phường 1")
    report = (await sent_report(world, ward)).report_id
    officer = await world.person(Role.OFFICER, ward)
    for_all = await add(coordinator, saying("Mẫu của thành phố: {{ co_quan | upper }}"))
    own = await add(coordinator, saying("Mẫu của phường"), unit_id=str(ward.id))
    assert (for_all.status_code, own.status_code) == (201, 201), own.text
    with_own = await exported(world, officer, report)
    await coordinator.post("/paper-templates/go-back", {"kind": "report", "unit_id": str(ward.id)})
    with_all = await exported(world, officer, report)
    await coordinator.post("/paper-templates/go-back", {"kind": "report"})
    shipped = await exported(world, officer, report)

    assert "Mẫu của phường" in with_own
    assert "Mẫu của thành phố: PHƯỜNG 1" in with_all
    assert "Mẫu của" not in shipped


async def test_versions_are_kept_and_an_earlier_one_is_used_again(coordinator: Someone) -> None:
    await add(coordinator, saying("Bản thứ nhất"), "một.docx")
    two = (await add(coordinator, saying("Bản thứ hai"), "hai.docx")).json()["items"]
    again = await coordinator.post(f"/paper-templates/{two[1]['id']}/use")
    content = await coordinator.get(f"/paper-templates/{two[1]['id']}/content")

    assert [(item["number"], item["in_use"], item["allowed_actions"]) for item in two] == [(2, True, []), (1, False, ["use"])]
    assert [(item["number"], item["in_use"]) for item in again.json()["items"]] == [(2, False), (1, True)]
    assert "Bản thứ nhất" in "".join(paragraph.text for paragraph in opened(content.content).paragraphs)


@pytest.mark.parametrize("kind", list(PaperKind))
async def test_the_shipped_template_can_be_had_changed_in_word_and_loaded_again(coordinator: Someone, kind: PaperKind) -> None:
    shipped = await coordinator.get(f"/paper-templates/shipped/{kind.value}")
    document = opened(shipped.content)
    document.add_paragraph("Thêm bằng Word")
    saved = io.BytesIO()
    document.save(saved)
    answer = await add(coordinator, saved.getvalue(), kind=kind.value)

    assert answer.status_code == 201, answer.text
    assert {field["name"] for field in answer.json()["fields"]} >= {"co_quan", "noi_dung", "can_cu"}


async def test_a_template_of_no_unit_that_there_is_is_refused(world: World, coordinator: Someone) -> None:
    answer = await add(coordinator, saying("Mẫu"), unit_id="0193a0e8-0000-7000-8000-000000000000")

    assert (answer.status_code, answer.json()["code"]) == (404, "unit_not_found")
    assert (await world.unit("Mặt trận", UnitKind.FRONT)).id
