"""Evidence files of the demo as bytes: the same template and issuer give the same bytes, on any machine and day."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from papi.demo.papers import Issuer, Template, typeset
from papi.demo.scenes import drawn
from papi.demo.word import written

DATA = Path(__file__).with_name("data")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class EvidenceData(BaseModel):
    """evidence.json as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    templates: list[Template]


def list_templates() -> list[Template]:
    return EvidenceData.model_validate_json((DATA / "evidence.json").read_bytes()).templates


def issuer_of(unit_name: str, superior: str, place: str, signer: str) -> Issuer:
    """The letterhead and the signature's title that follow from a unit's name, as the decree words them."""
    full_name = unit_name.replace("UBND", "Ủy ban nhân dân")
    if unit_name.startswith("UBND"):
        authority = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    elif unit_name.startswith("Phòng"):
        authority = ["TRƯỞNG PHÒNG"]
    else:
        authority = ["THỦ TRƯỞNG ĐƠN VỊ"]
    return Issuer(short_name=unit_name, letterhead=full_name, superior=superior, place=place, authority=authority, signer=signer)


def build(template: Template, issuer: Issuer) -> tuple[str, str, bytes]:
    """File name, media type and content of one piece of evidence."""
    if template.kind == "pdf":
        return template.file_name, "application/pdf", typeset(template, issuer)
    if template.kind == "docx":
        return template.file_name, WORD, written(template, issuer)
    assert template.scene is not None, "a picture names its scene"
    return template.file_name, "image/jpeg", drawn(template.scene, template.body[0], issuer.short_name)
