"""What a row wants of a node of the framework, held against what the plan wants of it."""

from typing import Any
from uuid import UUID

from papi.plans.annex.changes import Change
from papi.plans.annex.figures import figure_words, same_figure, target_words
from papi.plans.annex.grids import tidy
from papi.plans.annex.headings import Field
from papi.plans.annex.proposals import Proposal, TargetWanted
from papi.plans.models import Stance, Target

Said = dict[str, Any]
_NOTHING: tuple[Said | None, list[Change]] = (None, [])


def compare_target(proposal: Proposal, held: Target | None, seen: dict[UUID, Said]) -> tuple[Said | None, list[Change]]:
    """What the row changes of the target, by attribute; of two rows that want different things of one node the second is wrong."""
    wanted = proposal.target
    if wanted is None:
        return _NOTHING
    said = _said(wanted, held)
    before = seen.setdefault(wanted.node.id, {})
    if any(name in before and not _same(before[name], value) for name, value in said.items()):
        vi = f"Chỉ tiêu {wanted.node.code} có mục tiêu khác ở dòng trên."
        proposal.wrong(Field.TARGET, vi, f"A row above wants something else of {wanted.node.code}.")
        return _NOTHING
    repeated = said.keys() <= before.keys()
    before |= said
    settled = held is not None and all(_same(getattr(held, name), value) for name, value in said.items())
    if repeated or settled or (held is None and not said.get("stance")):
        return _NOTHING
    return said, [Change("target", _words(held, {}), _words(held, said))]


def _said(wanted: TargetWanted, held: Target | None) -> Said:
    """Only what the row tells; to keep or to raise follows from the figures where it does not say."""
    said = {name: getattr(wanted, name) for name in wanted.told}
    if "stance" not in said or said["stance"] is not None:
        return said
    if said["target"] is None:
        return {name: value for name, value in said.items() if name not in ("stance", "target")}
    baseline = said.get("baseline", held.baseline if held else None)
    if held is not None:
        said["stance"] = held.stance
    else:
        said["stance"] = Stance.MAINTAIN if baseline is not None and said["target"] <= baseline else Stance.IMPROVE
    return said


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return same_figure(one, other)
    if isinstance(one, Stance):
        return one is other
    return tidy(one or "") == tidy(other or "") if isinstance(one or other, str) else one == other


def _words(held: Target | None, said: Said) -> str | None:
    stance: Stance | None = said.get("stance", held.stance if held else None)
    if stance is None:
        return None
    value = {name: said.get(name, getattr(held, name, None)) for name in ("baseline", "target", "note")}
    words = target_words(value["target"], stance)
    if value["baseline"] is not None:
        words += f" (điểm năm trước {figure_words(value['baseline'])})"
    return words + (f"; {value['note']}" if value["note"] else "")
