"""Why the framework and the scores refuse."""

from papi.kit.errors import Invalid, NotFound


class FrameworkNotFound(NotFound):
    code = "framework_not_found"
    vi = "Không tìm thấy bộ chỉ số của năm này."
    en = "There is no edition of this year."


class IndicatorNotFound(NotFound):
    code = "indicator_not_found"
    vi = "Không tìm thấy chỉ tiêu."
    en = "Indicator not found."


class ScoresRefused(Invalid):
    code = "scores_refused"
    vi = "Tệp điểm có {count} dòng chưa hợp lệ, chưa ghi dòng nào."
    en = "Lines of the file that are not valid: {count}. Nothing was stored."
