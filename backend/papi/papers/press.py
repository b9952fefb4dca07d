"""The process that writes a paper: `python -I -m papi.papers.press`, started by `papers.writing` and imported by nobody else.

It confines itself before it looks at what it is given: a line that says what follows (format, length of the template), the template,
the package as JSON. It answers the file, or with exit code 3 a JSON line that says what is wrong with the template.
"""

import json
import resource
import sys

from papi.papers.paper import Format, Package

CPU_SECONDS = 60
MEMORY = 1024 * 1024 * 1024
REFUSED = 3
CHECK = "check"
"""In place of a format: what is wrong with the template, as JSON."""


def confine() -> None:
    """Little memory, little time, and no file to write."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Write what stdin asks for to stdout."""
    confine()
    wanted = json.loads(sys.stdin.buffer.readline())
    template = sys.stdin.buffer.read(wanted["template"])
    package = Package.model_validate_json(sys.stdin.buffer.read())
    if wanted["format"] == CHECK:
        from papi.papers.word.checking import troubles_of  # noqa: PLC0415 - as below: one paper, one library

        sys.stdout.buffer.write(json.dumps(troubles_of(template, package.paper)).encode())
        return 0
    content = _written(Format(wanted["format"]), package, template)
    sys.stdout.buffer.write(content if isinstance(content, bytes) else json.dumps({"said": content}).encode())
    return 0 if isinstance(content, bytes) else REFUSED


def _written(kind: Format, package: Package, template: bytes) -> bytes | str:
    # each format has a library of its own, and the process is there for one paper
    if kind is Format.DOCX:
        from papi.papers.word.merging import attempt  # noqa: PLC0415 - as above: one paper, one library

        return attempt(template, package.paper)
    if kind is Format.PDF:
        from papi.papers.typesetting import typeset  # noqa: PLC0415 - as above: one paper, one library

        return typeset(package.paper)
    from papi.papers.book import bound  # noqa: PLC0415 - as above: one paper, one library

    return bound(package.paper)


if __name__ == "__main__":
    sys.exit(main())
