"""Which nodes of the edition a cell means: by their codes, or by their names, official or working."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from uuid import UUID

from papi.framework.models import ScoreLevel
from papi.kit.text import fold
from papi.plans.annex.units import Piece, Values

GENERAL = "Chung"
_NEAR = 0.72
_MOST = 5
_NO_NODE = frozenset({"", "chung", "nhiem vu chung", "cac nhiem vu chung", "chung cho cac noi dung", "tat ca"})
_WORDS = (
    r"(?:chỉ số nội dung|nội dung thành phần|chỉ số thành phần|trục nội dung|lĩnh vực nội dung|nội dung|lĩnh vực|chỉ tiêu|chỉ số|tiêu chí)"
)
_CODE = r"[1-9](?:\.\d{1,2}(?:\.\d{1,2}[a-z]?)?)?"
_BEGINS = re.compile(
    rf"^\W*(?:{_WORDS}\s*(?:số\s*)?)?(?P<code>{_CODE})(?![\w,%])\.?(?!\d)\s*[-–:.)]*\s*(?P<name>.*)$", re.IGNORECASE | re.DOTALL
)
_DEEP = re.compile(r"(?<![\d.,])[1-9]\.\d{1,2}(?:\.\d{1,2}[a-z]?)?(?![\d%])(?!\.\d)")
_RANGE = re.compile(rf"(?P<first>{_DEEP.pattern})\s*(?:-|–|đến|tới)\s*(?P<last>{_DEEP.pattern})")
_LIST = re.compile(rf"^\W*(?:{_WORDS}\s*)?{_DEEP.pattern}(?:\s*(?:[,;\n]|và|\s)\s*(?:{_WORDS}\s*)?{_DEEP.pattern})*\W*$", re.IGNORECASE)
_ORNAMENT = re.compile(r"\s*[(\[][^()\[\]]{0,20}[)\]]|[“”\"]|\s*[:.;]+\s*$")


@dataclass(frozen=True)
class Node:
    """A node of the plan's edition."""

    id: UUID
    parent_id: UUID | None
    code: str
    level: ScoreLevel
    names: Sequence[str]
    maximum: float | None = None

    @property
    def value(self) -> str:
        return f"node:{self.id}"


@dataclass(frozen=True)
class Edition:
    """The nodes in the order of the framework. `total` is what they all make together: a target may be of it, a task may not."""

    nodes: Mapping[UUID, Node]
    total: Node
    learnt: Mapping[str, Values] = field(default_factory=dict[str, Values])

    @cached_property
    def by_code(self) -> Mapping[str, Node]:
        return {node.code: node for node in self.nodes.values()}

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in (self.total, *self.nodes.values()):
            for name in {_bare(name) for name in node.names} - {""}:
                found[name].append(node)
        return found

    @cached_property
    def below(self) -> Mapping[UUID, frozenset[UUID]]:
        """Of each node the indicators that it is made of; of an indicator itself."""
        children: dict[UUID | None, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            children[node.parent_id].append(node)

        def leaves(node: Node) -> frozenset[UUID]:
            own = children[node.id]
            return frozenset({node.id}) if not own else _all(leaves(child) for child in own)

        return {node.id: leaves(node) for node in self.nodes.values()}

    def indicators(self, node_ids: Iterable[UUID]) -> frozenset[UUID]:
        """All indicators of these nodes."""
        return _all(self.below[node_id] for node_id in node_ids)

    def nodes_of(self, values: Iterable[str]) -> list[Node]:
        """The nodes that an answer means. Raises `KeyError`."""
        return [self.node(UUID(value.removeprefix("node:"))) for value in values]

    def node(self, node_id: UUID) -> Node:
        """A node, or the total. Raises `KeyError`."""
        return self.total if node_id == self.total.id else self.nodes[node_id]

    def label(self, values: Iterable[str]) -> str:
        return "; ".join(f"{node.code} {node.names[0]}" for node in self.nodes_of(values))

    def fewest(self, indicators: frozenset[UUID]) -> list[Node]:
        """The nodes that together are just these indicators, each as high in the framework as may be."""
        left, found = set(indicators), list[Node]()
        for node in sorted(self.nodes.values(), key=lambda node: node.code.count(".")):
            if self.below[node.id] <= left:
                left -= self.below[node.id]
                found.append(node)
        return [node for node in self.nodes.values() if node in found]


class NodeReader:
    """Reads cells; each is looked up once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._known: dict[str, Piece] = {}

    def read(self, cell: str) -> Piece:
        """What a cell means: no values for "Chung", None where it must be asked."""
        if cell not in self._known:
            self._known[cell] = self._look_up(cell)
        return self._known[cell]

    def heading(self, texts: Sequence[str]) -> Values:
        """The node that a section is about, the innermost that says one; nothing is asked about headings."""
        for text in texts:
            found, words = self.read(text), fold(text)
            told = "noi dung" in words or "chi tieu" in words or "chi so" in words or self._named(text)
            if told and found.values and found.values != (self.edition.total.value,):
                return found.values
        return ()

    def _named(self, text: str) -> bool:
        found = _BEGINS.match(text)
        return _bare(found["name"] if found else text) in self.edition.by_name

    def _look_up(self, cell: str) -> Piece:
        if fold(cell) in _NO_NODE:
            return Piece(cell, ())
        spanned = _RANGE.search(cell)
        if spanned is not None:
            return Piece(cell, None, self._between(spanned["first"], spanned["last"]))
        lines = [line for line in re.split(r"[;\n]", cell) if line.strip()]
        if len(lines) > 1 and all((begins := _BEGINS.match(line)) and begins["code"] in self.edition.by_code for line in lines):
            return self._each(cell, lines)
        codes = list(dict.fromkeys(_DEEP.findall(cell)))
        if len(codes) > 1:
            return self._several(cell, codes)
        begins = _BEGINS.match(cell)
        if begins is not None and begins["code"] in self.edition.by_code:
            return self._with_code(cell, self.edition.by_code[begins["code"]], _bare(begins["name"]))
        return self._by_name(cell, begins["name"] if begins is not None else cell)

    def _each(self, cell: str, lines: Sequence[str]) -> Piece:
        """A node a line."""
        pieces = [self.read(line.strip()) for line in lines]
        if all(piece.values is not None for piece in pieces):
            return Piece(cell, tuple(dict.fromkeys(value for piece in pieces for value in piece.values or ())))
        return Piece(cell, None, [tuple(value for piece in pieces for value in piece.values or piece.suggested[0])])

    def _several(self, cell: str, codes: Sequence[str]) -> Piece:
        known = [self.edition.by_code[code].value for code in codes if code in self.edition.by_code]
        sure = len(known) == len(codes) and _LIST.match(cell) is not None
        return Piece(cell, tuple(known) if sure else None, [tuple(known)] if known else [])

    def _with_code(self, cell: str, node: Node, name: str) -> Piece:
        others = [other for other in self.edition.by_name.get(name, ()) if other.id != node.id]
        if others and name not in {_bare(known) for known in node.names}:  # the number of one and the name of another
            return Piece(cell, None, [(node.value,), *((other.value,) for other in others)])
        return Piece(cell, (node.value,))

    def _by_name(self, cell: str, name: str) -> Piece:
        named = self.edition.by_name.get(_bare(name)) or self.edition.by_name.get(_bare(cell), ())
        if len(named) == 1:
            return Piece(cell, (named[0].value,))
        return Piece(cell, None, [(node.value,) for node in named or self._nearest(_bare(name))])

    def _nearest(self, name: str) -> list[Node]:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(name)
        ranked: list[tuple[float, str, Node]] = []
        for known, nodes in self.edition.by_name.items():
            matcher.set_seq1(known)
            if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and (ratio := matcher.ratio()) >= _NEAR:
                ranked += [(-ratio, node.code, node) for node in nodes]
        return [node for _ratio, _code, node in sorted(ranked, key=lambda known: known[:2])[:_MOST]]

    def _between(self, first: str, last: str) -> list[Values]:
        codes = list(self.edition.by_code)
        if first not in codes or last not in codes or codes.index(first) > codes.index(last):
            return []
        between = [self.edition.by_code[code] for code in codes[codes.index(first) : codes.index(last) + 1]]
        return [tuple(node.value for node in between if node.code.count(".") == first.count("."))]


def _all(sets: Iterable[frozenset[UUID]]) -> frozenset[UUID]:
    return frozenset(one for some in sets for one in some)


def _bare(name: str) -> str:
    return fold(_ORNAMENT.sub("", name))
