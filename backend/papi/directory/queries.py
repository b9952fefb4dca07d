"""Who belongs where on a day."""

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, and_, or_

from papi.directory.models import Membership


def in_force(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Memberships that hold on a day."""
    return and_(Membership.valid_from <= day, or_(Membership.valid_to.is_(None), Membership.valid_to >= day))
