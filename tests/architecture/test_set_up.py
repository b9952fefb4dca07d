"""The two commands, the locks and the compose file stay what the README says of them."""

import re
import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PACKAGE_LOCK = ROOT / "frontend" / "package-lock.json"


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert phony is not None
    assert set(phony[1].replace("\\\n", " ").split()) == targets
    assert {line.split()[0] for line in shown.splitlines()} == targets
    assert all(len(line.split()) > 3 for line in shown.splitlines())


def test_what_postgresql_is_not_asked_for_is_there_to_be_asked_on_sqlite() -> None:
    """A file or a test that gets another name would be run on both databases again, and nobody would notice."""
    asked = ["make", "--eval=left-out: ; @echo $(NOT_ON_POSTGRES)", "left-out"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    options = [option.partition("=")[::2] for option in said.split()]
    gone = [
        place
        for option, place in options
        for file, _, test in [place.partition("::")]
        if not (ROOT / file).exists() or (option == "--deselect" and f"def {test}(" not in (ROOT / file).read_text("utf-8"))
    ]

    assert {option for option, _place in options} == {"--ignore", "--deselect"}
    assert gone == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "frontend/README.md"])
def test_the_make_targets_that_the_documents_name_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z][a-z-]*)", (ROOT / name).read_text("utf-8")))

    assert named - targets == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_python_locks_pin_everything_and_name_no_registry(lock: Path) -> None:
    text = lock.read_text("utf-8")
    pins = [line for line in text.splitlines() if line and not line.startswith(" ")]

    assert "://" not in text
    assert pins
    assert [pin for pin in pins if "==" not in pin] == []
    assert text.count("--hash=sha256:") >= len(pins)


def test_bigger_locks_hold_the_same_versions_as_smaller_ones() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
        return {line.rstrip(" \\") for line in text.splitlines() if "==" in line}

    assert pins("runtime") - pins("dev") == set()
    assert pins("dev") - pins("bench") == set()


def test_the_npm_lock_names_no_registry() -> None:
    text = PACKAGE_LOCK.read_text("utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity"') > 100


def test_no_configuration_names_a_registry() -> None:
    files = [ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run", "frontend/.npmrc", "frontend/package.json")]
    files += [file for folder in ("scripts", "requirements", "docker") for file in (ROOT / folder).iterdir()]
    registry = re.compile(r"pypi\.|pythonhosted|registry\.|npmjs|index-url|find-links|deb\.debian\.org|/simple\b")

    assert [file.name for file in files if file.is_file() and registry.search(file.read_text("utf-8"))] == []


def test_the_compose_file_follows_the_compose_specification() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_compose_file_gives_no_secret_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    secrets = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET|KEY)\w*)([^}]*)\}", text)

    assert secrets
    assert [name for name, rest in secrets if not rest.startswith(":?")] == []


def test_nothing_linked_in_forces_its_licence_on_the_product() -> None:
    replaceable = {"docxtpl", "pi-heif"}  # LGPL, as libraries of their own: decision 0002
    lock = (ROOT / "requirements" / "runtime.lock").read_text("utf-8")
    names = [line.partition("==")[0] for line in lock.splitlines() if "==" in line and "win32" not in line]
    forced = {name for name in names if re.search(r"A?GPL|General Public", _licence(name.partition("[")[0]))}

    assert forced - replaceable == set()


def _licence(package: str) -> str:
    described = metadata(package)
    classifiers = [line for line in described.get_all("Classifier") or [] if line.startswith("License")]
    # Some put the whole text of the licence here: its first line names it.
    told = [text.partition("\n")[0] for name in ("License-Expression", "License") for text in described.get_all(name) or []]
    return " ".join([*told, *classifiers])
