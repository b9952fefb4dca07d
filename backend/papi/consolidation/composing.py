"""Making the paragraphs: what each heading of the outline says, drafted so that an official keeps most of it. The same material gives the
same paragraphs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from papi.consolidation.asking import question_in_words
from papi.consolidation.material import Line, Material, Question, Source, TaskNamed, UnitNamed
from papi.consolidation.models import BlockKind
from papi.consolidation.naming import beside, said_by
from papi.consolidation.summing import delays, figures_in_words, opening, outlook, results, task_in_words
from papi.reports.folding import fold_texts
from papi.reports.models import QuestionKind
from papi.reports.outline import Heading, Held, Outline


@dataclass(frozen=True)
class Draft:
    """A paragraph as it is made now."""

    section: str
    kind: BlockKind
    topic: str
    text: str
    sources: Sequence[Source] = ()


@dataclass(frozen=True)
class _Said:
    """One of the texts of a line."""

    line: Line
    text: str

    @property
    def names(self) -> Sequence[str]:
        return self.line.unit.names


def compose(outline: Outline, material: Material) -> list[Draft]:
    """All paragraphs, heading by heading."""
    by_heading: dict[str, list[Line]] = {}
    for line in material.lines:
        by_heading.setdefault(outline.heading_of(line.task.dimension, line.task.key).key, []).append(line)
    asked = outline.heading_of("").key  # a question belongs to no dimension
    drafts: list[Draft] = []
    for heading in outline.headings:
        questions = material.questions if heading.key == asked else ()
        drafts += _under(heading, by_heading.get(heading.key, ()), questions, material)
    return drafts


def _under(heading: Heading, lines: Sequence[Line], questions: Sequence[Question], material: Material) -> Iterator[Draft]:
    if Held.OPENING in heading.holds:
        yield from _summaries(heading, "opening", opening(material))
    for task, own in groupby(lines, key=_task_of):
        yield from _of_task(heading, task, list(own), material)
    for question in questions:
        yield from _of_question(heading, question, material)
    for held, make in _MAKERS.items():
        if held in heading.holds:
            yield from make(heading, material)


def _task_of(line: Line) -> TaskNamed:
    return line.task


def _of_task(heading: Heading, task: TaskNamed, lines: Sequence[Line], material: Material) -> Iterator[Draft]:
    told = [line for line in lines if line.result.strip()]
    if not told:
        return
    sources = [line.source for line in told]
    words = " ".join([task_in_words(task, told), *figures_in_words(told, material.figures.get(task.id, ()))])
    yield Draft(heading.key, BlockKind.TASK, str(task.id), words, sources)
    for group in fold_texts([_Said(line, line.result) for line in told]):
        text = said_by(group.first.text, _units(item.line.unit for item in group.items), material.naming)
        yield Draft(heading.key, BlockKind.NARRATIVE, str(task.id), f"- {text}", [item.line.source for item in group.items])


def _of_question(heading: Heading, question: Question, material: Material) -> Iterator[Draft]:
    """A sentence that counts the answers, and what was answered in words. Who left the place blank stands behind the sentence too."""
    if not question.answers:
        return
    topic = str(question.id)
    sources = [answer.source for answer in question.answers]
    yield Draft(heading.key, BlockKind.QUESTION, topic, question_in_words(question, material.naming), sources)
    for answers in question.groups if question.kind is QuestionKind.TEXT else ():
        text = said_by(answers[0].text, _units(answer.unit for answer in answers), material.naming)
        yield Draft(heading.key, BlockKind.ANSWER, topic, f"- {text}", [answer.source for answer in answers])


def _units(said: Iterable[UnitNamed]) -> list[UnitNamed]:
    """Each unit once, in official order."""
    found: dict[UUID, UnitNamed] = {unit.id: unit for unit in said}
    return sorted(found.values(), key=lambda unit: unit.sort)


def _summaries(heading: Heading, topic: str, texts: Sequence[str]) -> Iterator[Draft]:
    for place, text in enumerate(texts):
        yield Draft(heading.key, BlockKind.SUMMARY, f"{topic}:{place}", text)


def _summing(topic: str, make: Callable[[Material], Sequence[str]]) -> Callable[[Heading, Material], Iterator[Draft]]:
    return lambda heading, material: _summaries(heading, topic, make(material))


def _gathered(kind: BlockKind, field: str) -> Callable[[Heading, Material], Iterator[Draft]]:
    """What units say of one field, whatever the task: what most of them say first."""

    def make(heading: Heading, material: Material) -> Iterator[Draft]:
        in_order = sorted(material.lines, key=lambda line: line.unit.sort)  # a unit's lines stay in the order of tasks
        groups = [
            (group, _units(item.line.unit for item in group.items))
            for group in fold_texts([_Said(line, getattr(line, field)) for line in in_order])
        ]
        for group, units in sorted(groups, key=lambda pair: -len(pair[1])):
            text = beside(group.first.text, units, material.naming)
            yield Draft(heading.key, kind, "", f"- {text}", [item.line.source for item in group.items])

    return make


_MAKERS: dict[Held, Callable[[Heading, Material], Iterator[Draft]]] = {
    Held.RESULTS: _summing("results", results),
    Held.DELAYS: _summing("delays", delays),
    Held.DIFFICULTIES: _gathered(BlockKind.DIFFICULTY, "difficulties"),
    Held.OUTLOOK: _summing("outlook", outlook),
    Held.PROPOSALS: _gathered(BlockKind.PROPOSAL, "proposals"),
}
