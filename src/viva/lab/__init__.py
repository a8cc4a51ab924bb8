"""Runs experiments, checks their claims and draws their figures; knows no particular experiment."""

from viva.lab.claims import Finding, Standing, judge_claim
from viva.lab.find import Entry, Labs
from viva.lab.parameters import complete

__all__ = ["Entry", "Finding", "Labs", "Standing", "complete", "judge_claim"]
