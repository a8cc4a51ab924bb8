"""Proves a bank: every judge against answers whose verdict is known; must not know any question."""

from viva.check.findings import Finding, QuestionReport, Report
from viva.check.plan import Plan, run_check

__all__ = ["Finding", "Plan", "QuestionReport", "Report", "run_check"]
