"""`python -I -m papi.evidence.isolated LIMITS TASK ARGUMENT…` does one task on one file and writes what it found to its output."""

import sys
from importlib import import_module

from papi.evidence.isolated.confinement import Limits, confine


def main(limits: str, task: str, *arguments: str) -> None:
    """Load the task's libraries, confine, then do it: loading takes memory that no file has asked for."""
    module = import_module(f"papi.evidence.isolated.{task}")
    confine(Limits.parse(limits))
    sys.stdout.buffer.write(module.main(*arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
