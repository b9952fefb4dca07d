from typing import Any

from rest_framework import serializers

from papi.outbox.wording import changed_fields, sentence
from tests.benchmarks.plain_django import models


class TaskSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Task
        fields = [
            "id",
            "key",
            "title",
            "source_ref",
            "kind",
            "mode",
            "cadence",
            "dimension",
            "requires_evidence",
            "example",
            "due_text",
        ]


class UnitSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="short_name")
    provisional = serializers.SerializerMethodField()

    class Meta:
        model = models.Unit
        fields = ["id", "code", "name", "kind", "provisional"]

    def get_provisional(self, unit: Any) -> bool:
        return unit.basis != "plan_named"


class AssignmentSerializer(serializers.ModelSerializer):
    task = TaskSerializer()
    unit = UnitSerializer()
    work_state = serializers.CharField(source="shown_work_state")
    percent = serializers.IntegerField(source="shown_percent")
    deadline_state = serializers.SerializerMethodField()
    allowed_actions = serializers.SerializerMethodField()

    class Meta:
        model = models.Assignment
        fields = [
            "id",
            "version",
            "plan_id",
            "task",
            "unit",
            "part",
            "mandate",
            "due_on",
            "work_state",
            "deadline_state",
            "percent",
            "submitted_on",
            "updated_at",
            "allowed_actions",
        ]

    def get_deadline_state(self, assignment: Any) -> str:
        return "completed_on_time" if assignment.shown_work_state == "completed" else "on_track"

    def get_allowed_actions(self, assignment: Any) -> list[str]:
        return [] if assignment.shown_work_state == "cancelled" else ["suspend", "cancel", "edit"]


class LineUnitSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="short_name")

    class Meta:
        model = models.Unit
        fields = ["id", "code", "name", "kind"]


class PeriodSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Period
        fields = ["id", "code", "title", "kind", "state", "data_from", "data_to"]


class LineTaskSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Task
        fields = [
            "id",
            "key",
            "title",
            "text",
            "source_ref",
            "cadence",
            "dimension",
            "requires_evidence",
            "deliverable",
            "due_on",
            "due_text",
            "example",
        ]


class EvidenceSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Evidence
        fields = "__all__"


class LineSerializer(serializers.ModelSerializer):
    unit = LineUnitSerializer(read_only=True)
    period = PeriodSerializer(read_only=True)
    task = LineTaskSerializer(read_only=True)
    part = serializers.CharField(source="assignment.part", read_only=True)
    mandate = serializers.CharField(source="assignment.mandate", read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)
    saved_by = serializers.CharField(source="saved_by.full_name", read_only=True)
    number = serializers.SerializerMethodField()
    allowed_actions = serializers.SerializerMethodField()

    class Meta:
        model = models.ReportLine
        fields = [
            "id",
            "version",
            "report_id",
            "assignment_id",
            "number",
            "unit",
            "period",
            "task",
            "part",
            "mandate",
            "result",
            "percent",
            "figures",
            "difficulties",
            "proposals",
            "self_done",
            "carried_forward",
            "review_state",
            "reason_code",
            "reason",
            "not_confirmed",
            "complete",
            "evidence",
            "saved_at",
            "saved_by",
            "allowed_actions",
        ]

    def get_number(self, line: Any) -> int:
        return line.sort + 1

    def get_allowed_actions(self, _line: Any) -> list[str]:
        return ["edit", "comment"]


class FactSerializer(serializers.ModelSerializer):
    at = serializers.DateTimeField(source="business_at")
    person = serializers.CharField(source="person_name")
    unit = serializers.CharField(source="acting_unit_name")
    subject = serializers.CharField(source="subject_label")
    text = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()

    class Meta:
        model = models.Fact
        fields = ["id", "kind", "at", "person", "role", "unit", "subject_type", "subject_id", "subject", "text", "changes"]

    def get_text(self, fact: Any) -> str:
        return sentence(fact.kind, fact.data, "vi")

    def get_changes(self, fact: Any) -> list[dict[str, str]]:
        return changed_fields(fact.kind, fact.data, "vi")
