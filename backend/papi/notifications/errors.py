from papi.kit.errors import NotFound


class NotificationNotFound(NotFound):
    code = "notification_not_found"
    vi = "Không tìm thấy thông báo."
    en = "Notification not found."
