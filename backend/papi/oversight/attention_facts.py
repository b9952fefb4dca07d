"""What happens to lists of units that need attention, as facts; nobody reads of them who may not read lists."""

from papi.outbox.facts import FactKind

RULE_WRITTEN = FactKind(
    "attention_rule.written",
    "attention.manage",
    vi="ghi quy tắc lập danh sách: {thresholds} ngưỡng, {exemptions} miễn trừ",
    en="wrote the rule of the list: {thresholds} thresholds, {exemptions} exemptions",
)
COMPUTED = FactKind(
    "attention_list.computed", "attention.manage", vi="lập dự thảo, {units} đơn vị", en="computed a draft with {units} units"
)
DECIDED = FactKind(
    "attention_list.decided",
    "attention.manage",
    vi="giữ {kept} đơn vị, bỏ {struck} đơn vị",
    en="kept {kept} units and struck {struck}",
)
CONFIRMED = FactKind("attention_list.confirmed", "attention.manage", vi="xác nhận danh sách: {reason}", en="confirmed the list: {reason}")
PUBLISHED = FactKind(
    "attention_list.published",
    "attention.read",
    vi="công bố danh sách cho {units} đơn vị",
    en="published the list to {units} units",
    relayed=True,
)
DISCARDED = FactKind("attention_list.discarded", "attention.manage", vi="bỏ dự thảo", en="discarded the draft")
