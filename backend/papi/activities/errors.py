"""Why activities refuse, in words that a clerk understands."""

from papi.kit.errors import NotFound, WrongState


class ActivityNotFound(NotFound):
    code = "activity_not_found"
    vi = "Không tìm thấy hoạt động này, hoặc ngoài phạm vi được xem."
    en = "This activity was not found, or is out of sight."


class ActivityWrongState(WrongState):
    code = "activity_wrong_state"
    vi = "Hoạt động {state} nên không thực hiện được việc này."
    en = "The activity is {state}; this cannot be done now."
