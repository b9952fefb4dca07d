from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, literal, select

from papi.plans.models import Assignment, DeadlineState, Mandate, WorkState
from papi.plans.workflow.deadlines import Progress, ProgressColumns, deadline_expression, deadline_state
from tests.support.world import World

TODAY = date(2024, 9, 17)
STATE = Assignment.__table__.c.work_state.type
MANDATE = Assignment.__table__.c.mandate.type


def columns(progress: Progress) -> ProgressColumns:
    return ProgressColumns(
        literal(progress.work_state, STATE),
        literal(progress.due_on, Date()),
        literal(progress.submitted_late, Boolean()),
        literal(progress.mandate, MANDATE),
    )


async def test_the_filter_says_the_same_as_the_rule(world: World) -> None:
    days = [None, *(TODAY + timedelta(days=days) for days in (-400, -1, 0, 1, 2, 3, 4, 400))]
    every = [Progress(*given) for given in product(WorkState, days, (False, True), Mandate)]
    async with world.database.reading() as session:
        for start in range(0, len(every), 50):
            some = every[start : start + 50]
            expressions = [deadline_expression(columns(progress), TODAY).label(f"s{place}") for place, progress in enumerate(some)]
            found = (await session.execute(select(*expressions))).one()

            assert list(found) == [deadline_state(progress, TODAY).value for progress in some]


progresses = st.builds(
    Progress,
    st.sampled_from(WorkState),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.booleans(),
    st.sampled_from(Mandate),
)


@given(progresses, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_bodies_that_are_asked_are_never_late(progress: Progress, today: date) -> None:
    state = deadline_state(Progress(progress.work_state, progress.due_on, progress.submitted_late, Mandate.REQUESTED), today)

    assert state not in {DeadlineState.OVERDUE, DeadlineState.COMPLETED_LATE}


@given(progresses, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_was_sent_in_time_never_becomes_late(progress: Progress, today: date) -> None:
    sent = Progress(WorkState.AWAITING_CONFIRMATION, progress.due_on, submitted_late=False, mandate=progress.mandate)

    assert deadline_state(sent, today) in {DeadlineState.ON_TRACK, DeadlineState.NO_DEADLINE}


def test_the_last_day_is_on_time_and_three_days_before_it_are_soon() -> None:
    def on(day: date) -> DeadlineState:
        return deadline_state(Progress(WorkState.IN_PROGRESS, date(2024, 6, 28), submitted_late=False, mandate=Mandate.ASSIGNED), day)

    assert on(date(2024, 6, 24)) is DeadlineState.ON_TRACK
    assert on(date(2024, 6, 25)) is DeadlineState.DUE_SOON
    assert on(date(2024, 6, 28)) is DeadlineState.DUE_SOON
    assert on(date(2024, 6, 29)) is DeadlineState.OVERDUE
