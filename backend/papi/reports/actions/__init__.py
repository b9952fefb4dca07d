"""What people do with periods, reports and lines; each act records its fact in the same transaction."""

from papi.reports.actions.answer_review import set_answer_mark
from papi.reports.actions.answers import update_report_answer
from papi.reports.actions.bulk import change_reports
from papi.reports.actions.claims import claim_report, release_report
from papi.reports.actions.corrections import (
    accept_correction,
    create_correction,
    return_correction,
    submit_correction,
    update_correction,
    withdraw_correction,
)
from papi.reports.actions.filling import take_carry_updates
from papi.reports.actions.lines import carry_forward, link_evidence, unlink_evidence, update_report_line
from papi.reports.actions.marks import set_review_mark, set_review_marks
from papi.reports.actions.opening import open_period
from papi.reports.actions.periods import close_period, create_exception, create_period, update_period
from papi.reports.actions.regime import create_periods_from_regime, preview_regime, write_regime
from papi.reports.actions.replaced import touch_lines_holding
from papi.reports.actions.review import (
    accept_report,
    reopen_report,
    return_report,
    return_report_line,
)
from papi.reports.actions.submit import hand_over_report, submit_report

__all__ = [
    "accept_correction",
    "accept_report",
    "carry_forward",
    "change_reports",
    "claim_report",
    "close_period",
    "create_correction",
    "create_exception",
    "create_period",
    "create_periods_from_regime",
    "hand_over_report",
    "link_evidence",
    "open_period",
    "preview_regime",
    "release_report",
    "reopen_report",
    "return_correction",
    "return_report",
    "return_report_line",
    "set_answer_mark",
    "set_review_mark",
    "set_review_marks",
    "submit_correction",
    "submit_report",
    "take_carry_updates",
    "touch_lines_holding",
    "unlink_evidence",
    "update_correction",
    "update_period",
    "update_report_answer",
    "update_report_line",
    "withdraw_correction",
    "write_regime",
]
