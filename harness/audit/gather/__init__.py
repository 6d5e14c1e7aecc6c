"""Visits with a browser: the only part of the audit that drives one."""

from harness.audit.gather.visits import Gathered, Gathering, Target, gather, site_target

__all__ = ["Gathered", "Gathering", "Target", "gather", "site_target"]
