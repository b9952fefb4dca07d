"""The steps of a workflow: an act and its button ask the same rule."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from papi.access.actor import Actor
from papi.kit.errors import Refusal

Standing = TypeVar("Standing")
Step = TypeVar("Step", bound=StrEnum)


@dataclass(frozen=True)
class Steps(Generic[Standing, Step]):
    """All steps there are, and why an actor may not take one of them where the thing stands so; None if it may be taken."""

    known: type[Step]
    refusal: Callable[[Actor, Standing, Step], Refusal | None]

    def take(self, actor: Actor, standing: Standing, step: Step) -> None:
        """Refuse the step unless it may be taken."""
        refused = self.refusal(actor, standing, step)
        if refused is not None:
            raise refused

    def allowed(self, actor: Actor, standing: Standing) -> list[str]:
        """The steps that the actor may take now: what the screens draw as buttons."""
        return [step.value for step in self.known if self.refusal(actor, standing, step) is None]
