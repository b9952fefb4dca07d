"""Why something about a connected system is refused."""

from papi.kit.errors import Conflict, NotFound, WrongState


class ApiClientNotFound(NotFound):
    code = "api_client_not_found"
    vi = "Không tìm thấy kết nối này."
    en = "Client not found."


class NameTaken(Conflict):
    code = "api_client_name_taken"
    vi = "Đã có kết nối tên “{name}”. Nhật ký gọi kết nối theo tên nên tên không được trùng."
    en = "There is a client “{name}” already. The audit calls clients by name, so a name is used once."


class ApiClientInactive(WrongState):
    code = "api_client_inactive"
    vi = "Kết nối này đang ngừng sử dụng. Kích hoạt lại trước."
    en = "This client is deactivated. Activate it first."


class ApiClientActive(WrongState):
    code = "api_client_active"
    vi = "Kết nối này đang được sử dụng."
    en = "This client is active already."
