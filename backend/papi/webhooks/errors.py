"""Why webhooks refuse, in words that an administrator understands."""

from papi.kit.errors import Conflict, NotFound, WrongState


class WebhookNotFound(NotFound):
    code = "webhook_not_found"
    vi = "Không tìm thấy webhook này."
    en = "This webhook was not found."


class DeliveryNotFound(NotFound):
    code = "delivery_not_found"
    vi = "Không tìm thấy lượt gửi này."
    en = "This delivery was not found."


class WebhookNameTaken(Conflict):
    code = "webhook_name_taken"
    vi = "Đã có webhook khác mang tên này."
    en = "Another webhook has this name."


class WebhookPaused(WrongState):
    code = "webhook_paused"
    vi = "Webhook đang tạm dừng. Cho hoạt động lại trước khi gửi."
    en = "The webhook is paused. Let it go on before sending."


class WebhookNotPaused(WrongState):
    code = "webhook_not_paused"
    vi = "Webhook đang hoạt động."
    en = "The webhook is not paused."


class RotationUnderWay(WrongState):
    code = "rotation_under_way"
    vi = "Khóa trước vẫn còn hiệu lực đến {until}. Đổi khóa lần nữa sau lúc đó, hoặc kết thúc khóa trước ngay."
    en = "The earlier secret is live until {until}. Rotate again after that, or end the earlier one at once."


class TrialNotRepeated(WrongState):
    code = "test_not_repeated"
    vi = "Lượt gửi thử không gửi lại được. Bấm gửi thử lần nữa."
    en = "A test is not sent again. Send another one."


class DeliveryUnderWay(WrongState):
    code = "delivery_under_way"
    vi = "Lượt gửi này đang chờ gửi. Không cần gửi lại."
    en = "This delivery is on its way already."
