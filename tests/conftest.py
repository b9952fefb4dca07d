"""What every test may ask for stands in `tests.support`."""

pytest_plugins = [
    "tests.support.memory",
    "tests.support.days",
    "tests.support.costs",
    "tests.support.databases",
    "tests.support.examined",
    "tests.support.installations",
    "tests.support.servers",
    "tests.support.browser",
    "tests.support.people",
    "tests.support.swift",
    "tests.support.clamd",
    "tests.support.gallery",
    "tests.support.situations",
]
