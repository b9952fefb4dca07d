"""What happens to the framework and the scores, as facts."""

from papi.outbox.facts import FactKind

SCORES_IMPORTED = FactKind(
    "scores.imported", "framework.read", vi="nhập {count} giá trị điểm các năm {years}", en="imported {count} scores of {years}"
)
