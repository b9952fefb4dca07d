"""The product's tables as Django sees them."""

from typing import Any

from django.db import models


class PlainJson(models.JSONField):
    """A column of type `json`, which the driver decodes itself (Django's own are `jsonb`)."""

    def from_db_value(self, value: Any, *_context: Any) -> Any:
        return value


class Plan(models.Model):
    id = models.UUIDField(primary_key=True)
    framework_id = models.UUIDField()
    year = models.IntegerField()
    title = models.TextField()
    state = models.TextField()

    class Meta:
        managed = False
        db_table = "plans"


class Indicator(models.Model):
    id = models.UUIDField(primary_key=True)
    framework_id = models.UUIDField()
    parent_id = models.UUIDField(null=True)
    code = models.TextField()
    name_vi = models.TextField()
    sort = models.IntegerField()

    class Meta:
        managed = False
        db_table = "indicators"


class Unit(models.Model):
    id = models.UUIDField(primary_key=True)
    code = models.TextField()
    kind = models.TextField()
    short_name = models.TextField()
    coordinating = models.BooleanField()
    basis = models.TextField()
    sort = models.IntegerField()

    class Meta:
        managed = False
        db_table = "units"


class Person(models.Model):
    id = models.UUIDField(primary_key=True)
    full_name = models.TextField()

    class Meta:
        managed = False
        db_table = "people"


class Task(models.Model):
    id = models.UUIDField(primary_key=True)
    key = models.TextField()
    title = models.TextField()
    text = models.TextField()
    source_ref = models.TextField()
    kind = models.TextField()
    mode = models.TextField()
    cadence = models.TextField()
    dimension = models.TextField()
    requires_evidence = models.BooleanField()
    example = models.BooleanField()
    deliverable = models.TextField(null=True)
    due_on = models.DateField(null=True)
    due_text = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "tasks"


class Assignment(models.Model):
    id = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(Plan, models.DO_NOTHING)
    task = models.ForeignKey(Task, models.DO_NOTHING)
    unit = models.ForeignKey(Unit, models.DO_NOTHING)
    version = models.IntegerField()
    sort = models.IntegerField()
    part = models.TextField()
    mandate = models.TextField()
    due_on = models.DateField(null=True)
    shown_work_state = models.TextField()
    shown_percent = models.IntegerField(null=True)
    submitted_on = models.DateField(null=True)
    submitted_late = models.BooleanField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "assignments"


class AssignmentCount(models.Model):
    pk = models.CompositePrimaryKey("plan_id", "unit_id", "dimension", "mandate", "outcome", "due_on", "saved_on")
    plan = models.ForeignKey(Plan, models.DO_NOTHING)
    unit = models.ForeignKey(Unit, models.DO_NOTHING)
    dimension = models.TextField()
    mandate = models.TextField()
    outcome = models.TextField()
    due_on = models.TextField()
    saved_on = models.TextField()
    number = models.IntegerField()

    class Meta:
        managed = False
        db_table = "assignment_counts"


class Period(models.Model):
    id = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(Plan, models.DO_NOTHING)
    kind = models.TextField()
    code = models.TextField()
    title = models.TextField()
    data_from = models.DateField()
    data_to = models.DateField()
    state = models.TextField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "periods"


class Report(models.Model):
    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, models.DO_NOTHING)
    unit = models.ForeignKey(Unit, models.DO_NOTHING)
    expected = models.BooleanField()
    state = models.TextField()
    due_at = models.DateTimeField()
    content_version = models.IntegerField()
    first_submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "reports"


class Evidence(models.Model):
    id = models.UUIDField(primary_key=True)
    title = models.TextField()
    file_name = models.TextField()
    document_number = models.TextField(null=True)
    media_type = models.TextField()
    size = models.BigIntegerField()
    issued_on = models.DateField(null=True)
    contains_personal_data = models.BooleanField()
    link_count = models.IntegerField()
    page_count = models.IntegerField(null=True)
    review_state = models.TextField()

    class Meta:
        managed = False
        db_table = "evidence"


class ReportLine(models.Model):
    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.DO_NOTHING)
    task = models.ForeignKey(Task, models.DO_NOTHING)
    period = models.ForeignKey(Period, models.DO_NOTHING)
    unit = models.ForeignKey(Unit, models.DO_NOTHING)
    version = models.IntegerField()
    sort = models.IntegerField()
    result = models.TextField()
    percent = models.IntegerField(null=True)
    figures = PlainJson()
    difficulties = models.TextField()
    proposals = models.TextField()
    self_done = models.BooleanField()
    carried_forward = models.BooleanField()
    review_state = models.TextField()
    reason_code = models.TextField(null=True)
    reason = models.TextField(null=True)
    not_confirmed = models.BooleanField()
    complete = models.BooleanField()
    submitted_number = models.IntegerField()
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(Person, models.DO_NOTHING, null=True, db_column="saved_by")
    evidence = models.ManyToManyField(Evidence, through="LineEvidence")

    class Meta:
        managed = False
        db_table = "report_lines"


class LineEvidence(models.Model):
    pk = models.CompositePrimaryKey("line_id", "evidence_id")
    line = models.ForeignKey(ReportLine, models.DO_NOTHING)
    evidence = models.ForeignKey(Evidence, models.DO_NOTHING)
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "report_line_evidence"


class Fact(models.Model):
    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    business_at = models.DateTimeField()
    private = models.BooleanField()
    person_name = models.TextField()
    role = models.TextField(null=True)
    acting_unit_name = models.TextField(null=True)
    subject_type = models.TextField()
    subject_id = models.UUIDField()
    subject_label = models.TextField()
    data = PlainJson()

    class Meta:
        managed = False
        db_table = "facts"
