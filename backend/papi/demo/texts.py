"""What the demo's papers say, as a job would have read it: their words are at hand, so no file is opened for it.

All papers of one kind come from one template. They are looked at for likeness in two wards alone, or every paper would be marked.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.papers import Issuer, Template, body_of
from papi.directory.models import Unit
from papi.evidence.isolated.fingerprints import sketch_of
from papi.evidence.isolated.personal import personal_numbers
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.texts.comparing import find_alike, keep_likenesses, keep_marks
from papi.evidence.texts.models import EvidenceText, TextState, place_of
from papi.kit.text import fold

_ALIKE = "Kế hoạch cải thiện Chỉ số PAPI năm 2024.pdf"
_SPEAKS_OF_PEOPLE = "số định danh"


def said_by(file: EvidenceFile, template: Template, issuer: Issuer) -> EvidenceText:
    """The text of a paper; of a picture that there is none."""
    text = "" if template.kind == "jpeg" else "\n".join([issuer.letterhead, *_heading(template), *body_of(template, issuer), issuer.signer])
    own = f"{issuer.letterhead} {issuer.short_name} {issuer.signer}"
    return EvidenceText(
        file_id=file.id,
        evidence_id=file.evidence_id,
        number=file.number,
        place=place_of(file.id),
        state=TextState.READ if text else TextState.NO_TEXT,
        text=text,
        folded=" ".join(sorted({*_words(" ".join([*_heading(template), *template.body])), *fold(own).split()})) if text else "",
        numbers=personal_numbers(text) if _SPEAKS_OF_PEOPLE in text else [],
        read_at=file.uploaded_at,
    )


def _heading(template: Template) -> list[str]:
    return [words for words in (template.number, template.type, template.subject) if words]


@cache
def _words(said: str) -> frozenset[str]:
    """The folded words of all papers of a template: folding takes longer than all the rest."""
    return frozenset(fold(said.replace("{unit}", "")).split())


async def compare_two(session: AsyncSession, units: Sequence[Unit]) -> None:
    """Two wards have sent nearly the same plan, which is pointed out to whoever reviews the second."""
    theirs = select(Evidence.id).where(Evidence.file_name == _ALIKE, Evidence.unit_id.in_([unit.id for unit in units]))
    texts = (await session.scalars(select(EvidenceText).where(EvidenceText.evidence_id.in_(theirs)).order_by(EvidenceText.file_id))).all()
    for text in texts:
        text.sketch = sketch_of(text.text)
    await session.flush()
    for text in texts:
        await keep_marks(session, text.file_id)
    await keep_likenesses(session, await find_alike(session, texts[-1].file_id))
