"""Where CI runs, a test that is skipped is a test that failed."""

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)  # the same examples everywhere; at home new ones
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and exitstatus == 0:
        reporter.write_line(f"{len(skipped)} skipped: not allowed where CI is set", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
